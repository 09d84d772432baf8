// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair, in memory: the tests fill it and read what was asked to be saved.
#pragma once

#include "ui/convert.h"
#include "ui/review/review_aids.h"

#include <QMetaObject>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace triptych::ui {

class FakeAids final : public ReviewAids
{
    Q_OBJECT
public:
    std::map<SlotId, Texts> texts;
    std::map<PairId, std::vector<workflow::HistoryEntry>> histories;
    std::map<ImageId, workflow::ImageFacts> images;
    std::vector<workflow::Guidelines> versions; // newest first
    std::vector<workflow::Reason> list = workflow::standardReasons();
    std::vector<workflow::Draft> saved;
    std::vector<workflow::Wording> known;
    std::optional<Error> failure; // of all changes while set
    std::vector<std::pair<SlotId, QString>> draftCalls;
    std::vector<QString> wordingCalls;

    [[nodiscard]] QString reviewer() const override { return QStringLiteral("Aiko"); }
    void slotTexts(const std::vector<SlotId>& ids, Done<std::vector<Texts>> done) override
    {
        std::vector<Texts> all;
        for (const SlotId id : ids) {
            all.push_back(texts[id]);
        }
        later([done, all] { done(all); });
    }
    void history(PairId pair, Done<std::vector<workflow::HistoryEntry>> done) override
    {
        later([done, entries = histories[pair]] { done(entries); });
    }
    void facts(ImageId reference, ImageId target, Done<Facts> done) override
    {
        later([done, both = Facts{images[reference], images[target]}] { done(both); });
    }
    void guidelines(Done<std::vector<workflow::Guidelines>> done) override
    {
        later([done, all = versions] { done(all); });
    }
    void reasons(Done<std::vector<workflow::Reason>> done) override
    {
        later([done, all = list] { done(all); });
    }
    void drafts(Done<std::vector<workflow::Draft>> done) override
    {
        later([done, all = saved] { done(all); });
    }
    void wordings(const QString& typed, Done<std::vector<workflow::Wording>> done) override
    {
        wordingCalls.push_back(typed);
        later([done, all = known] { done(all); });
    }
    void speller(SpellerReady done) override
    {
        later([done] { done(nullptr); });
    }
    void saveGuidelines(const QString& markdown, Done<workflow::Guidelines> done) override
    {
        later([this, markdown, done] {
            if (failure) {
                done(fail(*failure));
                return;
            }
            workflow::Guidelines next;
            next.number = static_cast<int>(versions.size()) + 1;
            next.version = "v" + std::to_string(next.number);
            next.markdown = fromQString(markdown);
            next.by = "Aiko";
            versions.insert(versions.begin(), next);
            done(next);
        });
    }
    void saveReasons(const std::vector<workflow::Reason>& reasons,
                     Done<std::vector<workflow::Reason>> done) override
    {
        later([this, reasons, done] {
            if (!failure) {
                list = reasons;
            }
            done(failure ? Result<std::vector<workflow::Reason>>(fail(*failure)) : list);
        });
    }
    void saveDraft(SlotId slot, const QString& body, std::function<void(Status)> done) override
    {
        draftCalls.emplace_back(slot, body);
        later([this, done] { done(failure ? Status(fail(*failure)) : Status()); });
    }
    void correct(const Key& image, const QString& attribute, const QString& value,
                 Done<DecideReport> done) override
    {
        later([this, image, attribute, value, done] {
            for (auto& [id, facts] : images) {
                if (facts.key == image) {
                    for (auto& one : facts.attributes) {
                        if (toQString(one.name) == attribute) {
                            one.catalogue = one.value;
                            one.value = fromQString(value);
                        }
                    }
                }
            }
            DecideReport report;
            report.applied = 1;
            done(report);
        });
    }

private:
    void later(std::function<void()> call)
    {
        QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
    }
};

} // namespace triptych::ui
