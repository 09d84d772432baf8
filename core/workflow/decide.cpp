// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts and marks from the window: one transaction, durable when it returns.
#include "core/workflow/decide.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/store/reading.h"
#include "core/store/texts.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/workflow/browse.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr UtcMillis kIdle = 60'000;
constexpr UtcMillis kHour = 3'600'000;

// The event's text fields of an edit: an unchanged wording is an acceptance (DATA).
Status applyEdit(store::WriteTransaction& transaction, const store::StoredSlot& slot,
                 const std::string& wording, Event& event)
{
    const std::string body{trimmed(wording)};
    if (body.empty()) {
        return fail(ErrorCode::BadArgument, "an edit needs a text");
    }
    if (!isValidUtf8(body)) {
        return fail(ErrorCode::Encoding, "the text is not valid UTF-8");
    }
    store::TextStore texts(transaction.database());
    std::optional<TextId> parent;
    if (slot.text) {
        const auto candidate = texts.textById(*slot.text);
        if (!candidate) {
            return fail(candidate);
        }
        if (*candidate) {
            event.textBefore = (*candidate)->key;
            parent = (*candidate)->id;
            if (text::equalAfterNfcAndTrim((*candidate)->body, body)) {
                event.kind =
                    eventKind((*candidate)->origin == Origin::Person ? Act::Edit : Act::Accept);
                event.textAfter = event.textBefore;
                return {};
            }
        }
    }
    store::NewText text;
    text.slot = slot.address;
    text.origin = Origin::Person;
    text.parent = parent;
    text.body = body;
    text.terms = text::searchTerms(body);
    const auto added = texts.add(transaction, {&text, 1});
    if (!added) {
        return fail(added);
    }
    event.textAfter = added->front().key;
    return {};
}

// Another text of the slot than its candidate is the one that is accepted.
Status applyChoice(store::WriteTransaction& transaction, const store::StoredSlot& slot,
                   TextId choice, Event& event)
{
    const auto texts = store::TextStore(transaction.database()).viewsOf(slot.id);
    if (!texts) {
        return fail(texts);
    }
    const auto chosen = std::find_if(texts->begin(), texts->end(),
                                     [&](const TextView& text) { return text.id == choice; });
    if (chosen == texts->end()) {
        return fail(ErrorCode::NotApplicable, "the chosen text is not of this slot, or removed",
                    slot.key);
    }
    event.textBefore = chosen->key;
    event.textAfter = chosen->key;
    return {};
}

Status applyVerdict(store::WriteTransaction& transaction, const store::StoredSlot& slot,
                    const Decision& decision, Event& event)
{
    if (decision.choose) {
        return decision.act == Act::Accept
                   ? applyChoice(transaction, slot, *decision.choose, event)
                   : fail(ErrorCode::BadArgument, "only an accept takes another text");
    }
    if (!slot.text) {
        return fail(ErrorCode::NotApplicable, "the slot has no text to judge", slot.key);
    }
    const auto text = store::TextStore(transaction.database()).textById(*slot.text);
    if (!text) {
        return fail(text);
    }
    event.textBefore = *text ? (*text)->key : Key{};
    event.textAfter = event.textBefore;
    return {};
}

Status applyTarget(store::WriteTransaction& transaction, const std::string& image, Event& event)
{
    const auto found = store::ImageStore(transaction.database()).byNameOrKey(image);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "no such image", image);
    }
    event.subject = (*found)->key;
    return {};
}

Status fillEvent(store::WriteTransaction& transaction, const store::StoredSlot& slot,
                 const Decision& decision, Event& event)
{
    switch (decision.act) {
    case Act::Edit:
        return applyEdit(transaction, slot, decision.text, event);
    case Act::Accept:
    case Act::Reject:
        return applyVerdict(transaction, slot, decision, event);
    case Act::AddTarget:
    case Act::RemoveTarget:
        return applyTarget(transaction, decision.image, event);
    case Act::Comment:
        event.textAfter = decision.text;
        return {};
    case Act::Skip:
    case Act::Flag:
    case Act::Unflag:
        return {};
    }
    return {};
}

} // namespace

std::string_view eventKind(Act act)
{
    switch (act) {
    case Act::Accept:
        return "accept";
    case Act::Edit:
        return "edit";
    case Act::Reject:
        return "reject";
    case Act::Skip:
        return "skip";
    case Act::Flag:
        return "flag";
    case Act::Unflag:
        return "unflag";
    case Act::AddTarget:
        return "add_target";
    case Act::RemoveTarget:
        return "remove_target";
    case Act::Comment:
        return "comment";
    }
    return "comment";
}

const std::vector<std::string>& reasonIds()
{
    static const std::vector<std::string> ids{
        "wrong-direction", "not-visible",    "only-target", "contradicts-reference",
        "too-vague",       "near-duplicate", "unsafe",      "language",
        "wrong-photo"};
    return ids;
}

Result<std::string> reviewerId(Project& project, store::WriteTransaction& transaction,
                               const std::string& name)
{
    const std::string clean{trimmed(name)};
    if (clean.empty() || !isValidUtf8(clean)) {
        return fail(ErrorCode::BadArgument, "a reviewer needs a name");
    }
    const auto reviewer =
        store::ReviewerStore(databaseOf(project)).findOrAdd(transaction, text::nfc(clean));
    if (!reviewer) {
        return fail(reviewer);
    }
    return reviewer->stableId;
}

Result<Event> makeEvent(Project& project, store::WriteTransaction& transaction,
                        const std::string& reviewer, const Decision& decision,
                        const std::string& batch)
{
    const auto slot = store::TextStore(databaseOf(project)).slotById(decision.slot);
    if (!slot) {
        return fail(slot);
    }
    if (!*slot) {
        return fail(ErrorCode::NotFound, "no such slot");
    }
    Event event;
    event.reviewer = reviewer;
    event.kind = eventKind(decision.act);
    event.slot = (*slot)->key;
    event.base = decision.base ? *decision.base : (*slot)->standing;
    std::sort(event.base.begin(), event.base.end());
    event.reasons = decision.reasons;
    event.milliseconds = decision.milliseconds;
    event.shown = decision.shown;
    event.batch = batch;
    if (auto filled = fillEvent(transaction, **slot, decision, event); !filled) {
        return fail(filled);
    }
    if (verdictFrom(event.kind)) {
        auto removed = store::TextStore(transaction.database())
                           .removeDraft(transaction, reviewer, decision.slot);
        if (!removed) {
            return fail(removed);
        }
    }
    return event;
}

Result<std::vector<PairView>> pairsOfSlots(Project& project, const std::vector<SlotId>& slots,
                                           const ViewFor& view)
{
    std::vector<PairId> ids;
    store::TextStore texts(databaseOf(project));
    for (const auto slot : slots) {
        const auto stored = texts.slotById(slot);
        if (!stored) {
            return fail(stored);
        }
        if (*stored && std::find(ids.begin(), ids.end(), (*stored)->address.pair) == ids.end()) {
            ids.push_back((*stored)->address.pair);
        }
    }
    return fetchPairs(project, ids, view);
}

Result<Decided> decide(Project& project, const std::string& reviewer,
                       const std::vector<Decision>& decisions, const ViewFor& view)
{
    auto transaction =
        store::WriteTransaction::begin(databaseOf(project), store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    const auto person = reviewerId(project, *transaction, reviewer);
    if (!person) {
        return fail(person);
    }
    Decided result;
    result.batch = decisions.size() > 1 ? randomHex128() : std::string{};
    std::vector<Event> events;
    std::vector<SlotId> slots;
    for (const auto& decision : decisions) {
        auto event = makeEvent(project, *transaction, *person, decision, result.batch);
        if (!event) {
            return fail(event);
        }
        events.push_back(std::move(*event));
        slots.push_back(decision.slot);
    }
    const auto appended =
        store::EventStore(databaseOf(project)).append(*transaction, std::move(events));
    if (!appended) {
        return fail(appended);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    result.event = appended->empty() ? EventKey{} : appended->back().id;
    auto pairs = pairsOfSlots(project, slots, view);
    if (pairs) {
        result.pairs =
            std::move(*pairs); // the decision stands even when this reading was interrupted
    }
    return result;
}

Result<Decided> setReasons(Project& project, const std::string& reviewer, SlotId slot,
                           const std::vector<std::string>& reasons, const ViewFor& view)
{
    const auto stored = store::TextStore(databaseOf(project)).slotById(slot);
    if (!stored) {
        return fail(stored);
    }
    if (!*stored || (*stored)->state != SlotState::Rejected) {
        return fail(ErrorCode::NotApplicable, "the slot is not rejected");
    }
    const auto rejection = store::EventStore(databaseOf(project)).byId((*stored)->decidedBy);
    if (!rejection) {
        return fail(rejection);
    }
    auto transaction =
        store::WriteTransaction::begin(databaseOf(project), store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    const auto person = reviewerId(project, *transaction, reviewer);
    if (!person) {
        return fail(person);
    }
    Event event;
    event.reviewer = *person;
    event.kind = eventKind(Act::Reject);
    event.slot = (*stored)->key;
    event.base = (*stored)->standing;
    event.reasons = reasons;
    if (*rejection) {
        event.textBefore = (*rejection)->textBefore;
        event.textAfter = (*rejection)->textAfter;
    }
    const auto appended = store::EventStore(databaseOf(project)).append(*transaction, {event});
    if (!appended) {
        return fail(appended);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    Decided result;
    result.event = appended->front().id;
    if (auto pairs = pairsOfSlots(project, {slot}, view); pairs) {
        result.pairs = std::move(*pairs);
    }
    return result;
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

Result<Pace> pace(Project& project, const std::string& reviewer)
{
    auto& database = databaseOf(project);
    const auto totals = store::Reader(database).totals();
    if (!totals) {
        return fail(totals);
    }
    Pace pace;
    pace.decided = totals->decided;
    pace.left = totals->left;
    const auto person =
        store::ReviewerStore(database).byName(text::nfc(std::string{trimmed(reviewer)}));
    if (!person) {
        return fail(person);
    }
    if (!*person) {
        return pace;
    }
    const UtcMillis now = database.now();
    const UtcMillis today = dayStart(now);
    const auto times = store::EventStore(database).decisionTimes((*person)->stableId,
                                                                 std::min(today, now - kHour));
    if (!times) {
        return fail(times);
    }
    UtcMillis worked = 0;
    std::int64_t inHour = 0;
    UtcMillis previous = 0;
    for (const UtcMillis at : *times) {
        pace.today += at >= today ? 1 : 0;
        if (at >= now - kHour) {
            // Only gaps without idling count as work; a decision after a pause starts anew.
            if (previous > 0 && at - previous <= kIdle) {
                worked += at - previous;
                ++inHour;
            }
            previous = at;
        }
    }
    pace.perHour = worked > 0 ? static_cast<double>(inHour) * static_cast<double>(kHour) /
                                    static_cast<double>(worked)
                              : 0;
    return pace;
}

} // namespace triptych::workflow
