// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts and marks from the window: one transaction, durable when it returns.
#include "core/workflow/decide.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/guidelines.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/normalise.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

// The reviewer's rejection that stands on the slot, whatever the slot's state; none.
Result<std::optional<Event>> ownRejection(store::Database& database, const store::StoredSlot& slot,
                                          const std::string& reviewer)
{
    store::EventStore events(database);
    for (const auto& id : slot.standing) {
        auto event = events.byId(id);
        if (!event) {
            return fail(event);
        }
        if (*event && (*event)->reviewer == reviewer && (*event)->kind == eventKind(Act::Reject)) {
            return std::move(*event);
        }
    }
    return std::nullopt;
}

// The same rejection with other reasons. It replaces the old one, and what that one replaced.
Result<Event> amended(Project& project, const std::string& reviewer, SlotId slot,
                      const std::vector<std::string>& reasons, const ViewFor& view)
{
    auto& database = databaseOf(project);
    const auto stored =
        store::TextStore(database).slotById(slot, view.blind.empty() ? std::string{} : reviewer);
    if (!stored) {
        return fail(stored);
    }
    auto rejection = *stored ? ownRejection(database, **stored, reviewer)
                             : Result<std::optional<Event>>{std::nullopt};
    if (!rejection) {
        return fail(rejection);
    }
    if (!*rejection) {
        return fail(ErrorCode::NotApplicable, "no rejection of this reviewer stands on the slot");
    }
    if (auto good = checkReasons(project, reasons, (*rejection)->reasons); !good) {
        return fail(good);
    }
    auto guidelines = store::GuidelineStore(database).newestVersion();
    if (!guidelines) {
        return fail(guidelines);
    }
    Event event;
    event.reviewer = reviewer;
    event.kind = (*rejection)->kind;
    event.slot = (*stored)->key;
    event.base = (*rejection)->base;
    event.base.push_back((*rejection)->id);
    event.reasons = reasons;
    event.textBefore = (*rejection)->textBefore;
    event.textAfter = (*rejection)->textAfter;
    event.milliseconds = (*rejection)->milliseconds;
    event.shown = (*rejection)->shown;
    event.guidelineVersion = std::move(*guidelines);
    return event;
}

} // namespace

const std::vector<std::string>& reasonIds()
{
    static const std::vector<std::string> ids{
        "wrong-direction", "not-visible",    "only-target", "contradicts-reference",
        "too-vague",       "near-duplicate", "unsafe",      "language",
        "wrong-photo"};
    return ids;
}

Result<Decided> decide(Project& project, const std::string& reviewer,
                       const std::vector<Decision>& decisions, const ViewFor& view)
{
    const std::string batch = decisions.size() > 1 ? randomHex128() : std::string{};
    std::vector<SlotId> slots;
    const auto appended =
        record(project, reviewer,
               [&](store::WriteTransaction& transaction,
                   const std::string& person) -> Result<std::vector<Event>> {
                   std::vector<Event> events;
                   for (const auto& decision : decisions) {
                       auto event = makeEvent(project, transaction, person, decision, batch, view);
                       if (!event) {
                           return fail(event);
                       }
                       events.push_back(std::move(*event));
                       slots.push_back(decision.slot);
                   }
                   return events;
               });
    if (!appended) {
        return fail(appended);
    }
    return decided(project, *appended, slots, view);
}

Result<Decided> setReasons(Project& project, const std::string& reviewer, SlotId slot,
                           const std::vector<std::string>& reasons, const ViewFor& view)
{
    const auto appended = record(
        project, reviewer,
        [&](store::WriteTransaction&, const std::string& person) -> Result<std::vector<Event>> {
            auto event = amended(project, person, slot, reasons, view);
            return event ? Result<std::vector<Event>>{{std::move(*event)}} : fail(event);
        });
    if (!appended) {
        return fail(appended);
    }
    return decided(project, *appended, {slot}, view);
}

Result<std::vector<RecentDecision>> recentDecisions(Project& project, const std::string& reviewer,
                                                    int count)
{
    auto& database = databaseOf(project);
    const auto person =
        store::ReviewerStore(database).byName(text::nfc(std::string{trimmed(reviewer)}));
    if (!person) {
        return fail(person);
    }
    if (!*person) {
        return std::vector<RecentDecision>{};
    }
    const auto events = store::EventStore(database).recentDecisions((*person)->stableId, count);
    if (!events) {
        return fail(events);
    }
    std::vector<RecentDecision> recent;
    recent.reserve(events->size());
    for (const auto& logged : *events) {
        recent.push_back(
            {logged.event.id, logged.pair, logged.direction, logged.event.kind, logged.undone});
    }
    return recent;
}

} // namespace triptych::workflow
