// SPDX-License-Identifier: GPL-3.0-or-later
// Questions and changes of Browse, on the lanes of the open project.
#include "ui/browse/session_browse_data.h"

#include "core/workflow/project.h"
#include "ui/convert.h"
#include "ui/jobs/project_session.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_set>
#include <utility>

namespace triptych::ui {

namespace {

// Channels of ProjectSession::read: a newer question drops the older one of the same context.
enum Channel
{
    kAlone = 0,
    kSnapshot,
    kRecheck,
    kCompletions,
    kStats,
    kFacets,
    kPlan,
    kCount
};

constexpr std::size_t kPlanChunk = 256;

bool isUndecided(SlotState state)
{
    switch (state) {
    case SlotState::Pending:
    case SlotState::Skipped:
    case SlotState::Flagged:
    case SlotState::Released:
        return true;
    case SlotState::Accepted:
    case SlotState::Edited:
    case SlotState::Rejected:
    case SlotState::Disputed:
        return false;
    }
    return false;
}

void planPair(const PairView& pair, const BulkQuestion& question, const std::string& language,
              BulkPlan& plan)
{
    for (const SlotView& slot : pair.slots) {
        const bool asked =
            slot.direction == Direction::Forward ? question.forward : question.reverse;
        if (!asked || slot.language != language) {
            continue;
        }
        if (!slot.text || !isUndecided(slot.state)) {
            ++plan.leftAlone;
            continue;
        }
        workflow::Decision decision;
        decision.slot = slot.id;
        decision.act = question.act;
        decision.base = slot.standing;
        plan.decisions.push_back(std::move(decision));
    }
}

Result<BulkPlan> planPairs(workflow::Project& project, const BulkQuestion& question)
{
    BulkPlan plan;
    const std::string language = project.language();
    const std::span<const PairId> ids(question.pairs);
    for (std::size_t at = 0; at < ids.size(); at += kPlanChunk) {
        auto pairs = fetchPairs(project, ids.subspan(at, std::min(kPlanChunk, ids.size() - at)));
        if (!pairs) {
            return fail(pairs);
        }
        for (const PairView& pair : *pairs) {
            planPair(pair, question, language, plan);
        }
    }
    return plan;
}

Result<Recheck> recheckIds(workflow::Project& project, const workflow::Snapshot& question,
                           const std::vector<PairId>& onScreen)
{
    auto ids = snapshotPairs(project, question);
    if (!ids) {
        return fail(ids);
    }
    std::unordered_set<PairId> missing(onScreen.begin(), onScreen.end());
    for (const PairId id : *ids) {
        if (missing.empty()) {
            break;
        }
        missing.erase(id);
    }
    Recheck result;
    result.ids = std::move(*ids);
    result.gone.assign(missing.begin(), missing.end());
    return result;
}

} // namespace

SessionBrowseData::SessionBrowseData(ProjectSession& session)
    : m_session(session)
{}

bool SessionBrowseData::writable() const
{
    return m_session.writable();
}

QString SessionBrowseData::language() const
{
    return m_session.language();
}

void SessionBrowseData::snapshot(QObject* context, const workflow::Snapshot& question,
                                 Answer<std::vector<PairId>> answer)
{
    m_session.dropReads(context, kRecheck);
    m_session.read<std::vector<PairId>>(
        context, kSnapshot,
        [question](workflow::Project& project) { return snapshotPairs(project, question); },
        std::move(answer));
}

void SessionBrowseData::recheck(QObject* context, const workflow::Snapshot& question,
                                std::vector<PairId> onScreen, Answer<Recheck> answer)
{
    m_session.read<Recheck>(
        context, kRecheck,
        [question, onScreen = std::move(onScreen)](workflow::Project& project) {
            return recheckIds(project, question, onScreen);
        },
        std::move(answer));
}

void SessionBrowseData::fetch(QObject* context, std::vector<PairId> ids,
                              Answer<std::vector<PairView>> answer)
{
    m_session.read<std::vector<PairView>>(
        context, kAlone,
        [ids = std::move(ids)](workflow::Project& project) { return fetchPairs(project, ids); },
        std::move(answer));
}

void SessionBrowseData::stats(QObject* context, Answer<ProjectStats> answer)
{
    m_session.read<ProjectStats>(
        context, kStats, [](workflow::Project& project) { return workflow::stats(project); },
        std::move(answer));
}

void SessionBrowseData::facets(QObject* context, Answer<Facets> answer)
{
    m_session.read<Facets>(
        context, kFacets, [](workflow::Project& project) { return workflow::facets(project); },
        std::move(answer));
}

void SessionBrowseData::completions(QObject* context, FilterKey key, const std::string& prefix,
                                    Answer<std::vector<std::string>> answer)
{
    m_session.read<std::vector<std::string>>(
        context, kCompletions,
        [key, prefix](workflow::Project& project) {
            return workflow::completions(project, key, prefix);
        },
        std::move(answer));
}

void SessionBrowseData::plan(QObject* context, BulkQuestion question, Answer<BulkPlan> answer)
{
    m_session.read<BulkPlan>(
        context, kPlan,
        [question = std::move(question)](workflow::Project& project) {
            return planPairs(project, question);
        },
        std::move(answer));
}

void SessionBrowseData::countSlots(QObject* context, const std::string& where,
                                   Answer<std::int64_t> answer)
{
    m_session.read<std::int64_t>(
        context, kCount,
        [where](workflow::Project& project) { return workflow::countSlots(project, where); },
        std::move(answer));
}

void SessionBrowseData::decide(QObject* context, std::vector<workflow::Decision> decisions,
                               Answer<DecideReport> answer)
{
    const auto count = static_cast<std::int64_t>(decisions.size());
    m_session.decide(context, std::move(decisions),
                     [count, answer = std::move(answer)](const Result<workflow::Decided>& decided) {
                         if (!decided) {
                             answer(fail(decided));
                             return;
                         }
                         DecideReport report;
                         report.applied = count;
                         answer(std::move(report));
                     });
}

void SessionBrowseData::decideWhere(QObject* context, const std::string& where, workflow::Act act,
                                    Answer<DecideReport> answer)
{
    workflow::DecideWhereRequest request;
    request.where = where;
    request.act = act;
    request.reviewer = fromQString(m_session.reviewer());
    m_session.runJob<DecideReport>(
        QCoreApplication::translate("triptych::ui::BrowseView", "Deciding"), context,
        [request](workflow::Project& project, const JobContext& job) {
            return workflow::decideWhere(project, request, job);
        },
        std::move(answer));
}

void SessionBrowseData::remove(QObject* context, std::vector<PairId> pairs,
                               Answer<DecideReport> answer)
{
    m_session.write<DecideReport>(
        context,
        [pairs = std::move(pairs),
         reviewer = fromQString(m_session.reviewer())](workflow::Project& project) {
            return workflow::removePairs(project, reviewer, pairs, {});
        },
        std::move(answer));
}

void SessionBrowseData::removeWhere(QObject* context, const std::string& where,
                                    Answer<DecideReport> answer)
{
    m_session.write<DecideReport>(
        context,
        [where, reviewer = fromQString(m_session.reviewer())](workflow::Project& project) {
            return workflow::removeWhere(project, reviewer, where, {});
        },
        std::move(answer));
}

void SessionBrowseData::undo(QObject* context, Answer<DecideReport> answer)
{
    m_session.undo(context, [answer = std::move(answer)](const Result<workflow::Decided>& undone) {
        if (!undone) {
            answer(fail(undone));
            return;
        }
        DecideReport report;
        report.applied = static_cast<std::int64_t>(undone->pairs.size());
        answer(std::move(report));
    });
}

} // namespace triptych::ui
