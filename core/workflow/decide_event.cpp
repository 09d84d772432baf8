// SPDX-License-Identifier: GPL-3.0-or-later
// From a decision to its event, and the one way in which a person's events become durable.
#include "core/workflow/decide_event.h"

#include "core/base/utf8.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/guidelines.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/store/texts.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/workflow/browse.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/reasons.h"

#include <algorithm>
#include <set>

namespace triptych::workflow {

namespace {

constexpr const char* kBlind = "blind";
constexpr std::size_t kLongestShown = 64;

std::string unknownReason(const std::string& id, const std::vector<std::string>& known)
{
    std::string words = "unknown reason";
    if (isValidUtf8(id) && id.size() <= kLongestShown) {
        words += " \"" + id + "\"";
    }
    words += "; known are";
    for (const auto& one : known) {
        words += (&one == &known.front() ? " " : ", ") + one;
    }
    return words;
}

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
                   TextId choice, const std::string& blind, Event& event)
{
    const auto texts = store::TextStore(transaction.database()).viewsOf(slot.id, blind);
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
                    const Decision& decision, const std::string& blind, Event& event)
{
    if (decision.choose) {
        return decision.act == Act::Accept
                   ? applyChoice(transaction, slot, *decision.choose, blind, event)
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
                 const Decision& decision, const std::string& blind, Event& event)
{
    switch (decision.act) {
    case Act::Edit:
        return applyEdit(transaction, slot, decision.text, event);
    case Act::Accept:
    case Act::Reject:
        return applyVerdict(transaction, slot, decision, blind, event);
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
                        const std::string& batch, const ViewFor& view)
{
    const std::string blind = view.blind.empty() ? std::string{} : reviewer;
    store::TextStore texts(databaseOf(project));
    const auto slot = texts.slotById(decision.slot, blind);
    if (!slot) {
        return fail(slot);
    }
    if (!*slot) {
        return fail(ErrorCode::NotFound, "no such slot");
    }
    if (auto good = checkReasons(project, decision.reasons); !good) {
        return fail(good);
    }
    auto guidelines = store::GuidelineStore(databaseOf(project)).newestVersion();
    if (!guidelines) {
        return fail(guidelines);
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
    if (!blind.empty() && !madeBlind(event)) {
        event.shown += event.shown.empty() ? kBlind : std::string{" "} + kBlind;
    }
    event.batch = batch;
    event.guidelineVersion = std::move(*guidelines);
    if (auto filled = fillEvent(transaction, **slot, decision, blind, event); !filled) {
        return fail(filled);
    }
    if (verdictFrom(event.kind)) {
        if (auto removed = texts.removeDraft(transaction, reviewer, decision.slot); !removed) {
            return fail(removed);
        }
    }
    return event;
}

Status checkReasons(Project& project, const std::vector<std::string>& given,
                    const std::vector<std::string>& kept)
{
    if (given.empty()) {
        return {};
    }
    const auto own = reasons(project);
    if (!own) {
        return fail(own);
    }
    std::vector<std::string> known = reasonIds();
    for (const auto& reason : *own) {
        if (std::find(known.begin(), known.end(), reason.id) == known.end()) {
            known.push_back(reason.id);
        }
    }
    for (const auto& id : given) {
        if (std::find(known.begin(), known.end(), id) == known.end() &&
            std::find(kept.begin(), kept.end(), id) == kept.end()) {
            return fail(ErrorCode::BadArgument, unknownReason(id, known));
        }
    }
    return {};
}

bool madeBlind(const Event& event)
{
    const auto at = (" " + event.shown + " ").find(" " + std::string{kBlind} + " ");
    return at != std::string::npos;
}

Result<std::vector<PairView>> pairsOfSlots(Project& project, const std::vector<SlotId>& slots,
                                           const ViewFor& view)
{
    std::vector<PairId> ids;
    std::set<PairId> seen;
    store::TextStore texts(databaseOf(project));
    for (const auto slot : slots) {
        const auto stored = texts.slotById(slot);
        if (!stored) {
            return fail(stored);
        }
        if (*stored && seen.insert((*stored)->address.pair).second) {
            ids.push_back((*stored)->address.pair);
        }
    }
    return fetchPairs(project, ids, view);
}

Result<std::vector<Event>> record(Project& project, const std::string& reviewer,
                                  const MakeEvents& make)
{
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    const auto person = reviewerId(project, *transaction, reviewer);
    if (!person) {
        return fail(person);
    }
    auto events = make(*transaction, *person);
    if (!events) {
        return fail(events);
    }
    auto appended = store::EventStore(database).append(*transaction, std::move(*events));
    if (!appended) {
        return fail(appended);
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return appended;
}

Decided decided(Project& project, const std::vector<Event>& appended,
                const std::vector<SlotId>& slots, const ViewFor& view)
{
    Decided result;
    if (!appended.empty()) {
        result.event = appended.back().id;
        result.batch = appended.back().batch;
    }
    if (auto pairs = pairsOfSlots(project, slots, view); pairs) {
        result.pairs = std::move(*pairs);
    }
    return result;
}

} // namespace triptych::workflow
