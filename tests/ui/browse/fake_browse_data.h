// SPDX-License-Identifier: GPL-3.0-or-later
// A BrowseData that answers only when the test says so, and remembers what it was asked.
#pragma once

#include "ui/browse/browse_data.h"

#include <QPointer>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace triptych::ui {

class FakeBrowseData final : public BrowseData
{
public:
    std::int64_t count = 0;                   // pairs 1 … count
    std::set<std::int64_t> deleted;           // gone from the project
    std::set<std::int64_t> notMatching;       // there, but no longer in the snapshot
    std::map<std::int64_t, SlotState> states; // of forward slots; pending otherwise
    std::string forward = "change the colour from black to blue";
    std::string reverse = "is black instead of blue";
    Facets facetAnswer;
    std::vector<std::string> completionAnswer;
    std::optional<Error> snapshotError;
    bool canWrite = true;

    std::vector<workflow::Snapshot> snapshots; // asked, oldest first
    std::vector<std::size_t> fetchSizes;
    std::vector<std::vector<workflow::Decision>> decided;
    std::vector<std::string> decidedWhere;
    std::vector<PairId> removed;
    std::vector<std::string> countedWhere;
    int undone = 0;
    int peakWaiting = 0;

    // Runs what waits, oldest first, until nothing new comes.
    void answerAll()
    {
        while (!m_waiting.empty()) {
            answerOne(0);
        }
    }
    void answerOne(std::size_t which)
    {
        auto call = std::move(m_waiting[which]);
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(which));
        if (call.first) {
            call.second();
        }
    }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

    [[nodiscard]] PairView view(std::int64_t id) const
    {
        PairView pair;
        pair.id = PairId{id};
        pair.category = "Tees";
        pair.reference.name = "r" + std::to_string(id) + ".jpg";
        pair.target.name = "t" + std::to_string(id) + ".jpg";
        for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
            SlotView slot;
            slot.id = SlotId{2 * id + (direction == Direction::Reverse ? 1 : 0)};
            slot.direction = direction;
            slot.language = "en";
            slot.score = 0.5;
            slot.text = TextView{};
            slot.text->body = direction == Direction::Forward ? forward : reverse;
            const auto state = states.find(id);
            if (direction == Direction::Forward && state != states.end()) {
                slot.state = state->second;
            }
            pair.slots.push_back(std::move(slot));
        }
        return pair;
    }

    [[nodiscard]] bool writable() const override { return canWrite; }
    [[nodiscard]] QString language() const override { return QStringLiteral("en"); }

    void snapshot(QObject* context, const workflow::Snapshot& question,
                  Answer<std::vector<PairId>> answer) override
    {
        snapshots.push_back(question);
        later(context, [this, answer] {
            if (snapshotError) {
                answer(fail(*snapshotError));
            } else {
                answer(ids());
            }
        });
    }
    void recheck(QObject* context, const workflow::Snapshot& /*question*/,
                 std::vector<PairId> onScreen, Answer<Recheck> answer) override
    {
        later(context, [this, onScreen = std::move(onScreen), answer] {
            Recheck result;
            result.ids = ids();
            for (const PairId id : onScreen) {
                if (std::find(result.ids.begin(), result.ids.end(), id) == result.ids.end()) {
                    result.gone.push_back(id);
                }
            }
            answer(std::move(result));
        });
    }
    void fetch(QObject* context, std::vector<PairId> ids,
               Answer<std::vector<PairView>> answer) override
    {
        fetchSizes.push_back(ids.size());
        later(context, [this, ids = std::move(ids), answer] {
            std::vector<PairView> pairs;
            for (const PairId id : ids) {
                if (!deleted.contains(id.value)) {
                    pairs.push_back(view(id.value));
                }
            }
            answer(std::move(pairs));
        });
    }
    void stats(QObject* context, Answer<ProjectStats> answer) override
    {
        later(context, [this, answer] {
            ProjectStats stats;
            stats.pairs = count;
            stats.images = 2 * count;
            answer(stats);
        });
    }
    void facets(QObject* context, Answer<Facets> answer) override
    {
        later(context, [this, answer] { answer(facetAnswer); });
    }
    void completions(QObject* context, FilterKey /*key*/, const std::string& /*prefix*/,
                     Answer<std::vector<std::string>> answer) override
    {
        later(context, [this, answer] { answer(completionAnswer); });
    }
    void plan(QObject* context, BulkQuestion question, Answer<BulkPlan> answer) override
    {
        later(context, [this, question = std::move(question), answer] {
            BulkPlan plan;
            for (const PairId id : question.pairs) {
                for (const SlotView& slot : view(id.value).slots) {
                    const bool asked =
                        slot.direction == Direction::Forward ? question.forward : question.reverse;
                    if (!asked) {
                        continue;
                    }
                    if (slot.state != SlotState::Pending) {
                        ++plan.leftAlone;
                        continue;
                    }
                    workflow::Decision decision;
                    decision.slot = slot.id;
                    decision.act = question.act;
                    plan.decisions.push_back(decision);
                }
            }
            answer(std::move(plan));
        });
    }
    void countSlots(QObject* context, const std::string& where,
                    Answer<std::int64_t> answer) override
    {
        countedWhere.push_back(where);
        later(context, [this, answer] { answer(2 * count); });
    }
    void decide(QObject* context, std::vector<workflow::Decision> decisions,
                Answer<DecideReport> answer) override
    {
        decided.push_back(decisions);
        later(context, [applied = decisions.size(), answer] { answer(report(applied)); });
    }
    void decideWhere(QObject* context, const std::string& where, workflow::Act /*act*/,
                     Answer<DecideReport> answer) override
    {
        decidedWhere.push_back(where);
        later(context, [this, answer] { answer(report(static_cast<std::size_t>(2 * count))); });
    }
    void remove(QObject* context, std::vector<PairId> pairs, Answer<DecideReport> answer) override
    {
        removed = pairs;
        later(context, [applied = pairs.size(), answer] { answer(report(applied)); });
    }
    void removeWhere(QObject* context, const std::string& /*where*/,
                     Answer<DecideReport> answer) override
    {
        later(context, [this, answer] { answer(report(static_cast<std::size_t>(count))); });
    }
    void undo(QObject* context, Answer<DecideReport> answer) override
    {
        ++undone;
        later(context, [answer] { answer(report(1)); });
    }

private:
    [[nodiscard]] std::vector<PairId> ids() const
    {
        std::vector<PairId> all;
        all.reserve(static_cast<std::size_t>(count));
        for (std::int64_t id = 1; id <= count; ++id) {
            if (!deleted.contains(id) && !notMatching.contains(id)) {
                all.push_back(PairId{id});
            }
        }
        return all;
    }
    static DecideReport report(std::size_t applied)
    {
        DecideReport result;
        result.applied = static_cast<std::int64_t>(applied);
        return result;
    }
    void later(QObject* context, std::function<void()> call)
    {
        m_waiting.emplace_back(context, std::move(call));
        peakWaiting = std::max(peakWaiting, static_cast<int>(m_waiting.size()));
    }

    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> m_waiting;
};

} // namespace triptych::ui
