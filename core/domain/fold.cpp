// SPDX-License-Identifier: GPL-3.0-or-later
// The fold, rule by rule.
#include "core/domain/fold.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

namespace triptych {

namespace {

using EventRefs = std::vector<const Event*>;

constexpr std::string_view kBatchPrefix = "batch:";

// In order of (lamport, id), each id once.
EventRefs inOrder(std::span<const Event> events)
{
    EventRefs refs;
    refs.reserve(events.size());
    for (const auto& event : events) {
        refs.push_back(&event);
    }
    std::stable_sort(refs.begin(), refs.end(),
                     [](const Event* a, const Event* b) { return before(*a, *b); });
    const auto same = [](const Event* a, const Event* b) { return a->id == b->id; };
    refs.erase(std::unique(refs.begin(), refs.end(), same), refs.end());
    return refs;
}

struct Decision
{
    const Event* event = nullptr;
    Verdict verdict = Verdict::Accept;
    bool adjudicated = false;
    const FoldText* text = nullptr; // final text, of a reject the judged one; null = not given
    bool outdated = false;          // a reject that a newer candidate has overtaken
};

std::optional<Verdict> verdictOf(const Event& event)
{
    switch (eventKindFrom(event.kind)) {
    case EventKind::Accept:
        return Verdict::Accept;
    case EventKind::Edit:
        return Verdict::Edit;
    case EventKind::Reject:
        return Verdict::Reject;
    case EventKind::Adjudicate:
        return verdictFrom(event.verdict);
    default:
        return std::nullopt;
    }
}

const Key& judgedKey(const Event& event, Verdict verdict)
{
    return verdict == Verdict::Reject || event.textAfter.empty() ? event.textBefore
                                                                 : event.textAfter;
}

const FoldText* findText(std::span<const FoldText> texts, const Key& key)
{
    const auto at =
        std::find_if(texts.begin(), texts.end(), [&](const auto& text) { return text.key == key; });
    return at == texts.end() ? nullptr : &*at;
}

// Rule 2: decisions that nothing replaces, in order. One whose text was withdrawn does not stand.
std::vector<Decision> standingDecisions(const EventRefs& live, std::span<const FoldText> texts)
{
    std::vector<Decision> decisions;
    for (const Event* event : live) {
        const auto verdict = verdictOf(*event);
        if (!verdict) {
            continue;
        }
        std::erase_if(decisions, [&](const Decision& earlier) {
            return earlier.event->reviewer == event->reviewer ||
                   std::find(event->base.begin(), event->base.end(), earlier.event->id) !=
                       event->base.end();
        });
        decisions.push_back({event, *verdict, eventKindFrom(event->kind) == EventKind::Adjudicate,
                             findText(texts, judgedKey(*event, *verdict)), false});
    }
    std::erase_if(decisions, [](const Decision& decision) {
        return decision.text == nullptr && !judgedKey(*decision.event, decision.verdict).empty();
    });
    return decisions;
}

// Last row of the table: marks rejections that a newer candidate has overtaken. A text judged good
// by anybody keeps them: a new text never displaces an accepted one, nor ends a dispute.
void markOutdated(std::vector<Decision>& decisions, std::span<const FoldText> texts)
{
    const FoldText* newest = nullptr;
    for (const auto& text : texts) {
        const bool rejected = std::any_of(decisions.begin(), decisions.end(), [&](const auto& d) {
            return d.verdict == Verdict::Reject && d.text == &text;
        });
        if (!text.fromPerson && !rejected &&
            (newest == nullptr || text.arrival >= newest->arrival)) {
            newest = &text;
        }
    }
    if (newest == nullptr) {
        return;
    }
    for (auto& decision : decisions) {
        if (decision.verdict != Verdict::Reject || decision.text == nullptr) {
            continue;
        }
        const auto arrival = decision.text->arrival;
        const bool contested = std::any_of(decisions.begin(), decisions.end(), [&](const auto& d) {
            return d.verdict != Verdict::Reject &&
                   (d.text == nullptr || d.text->arrival <= arrival);
        });
        decision.outdated = newest->arrival > arrival && !contested;
    }
}

bool agree(const std::vector<const Decision*>& decisions)
{
    const Decision& first = *decisions.front();
    return std::all_of(decisions.begin(), decisions.end(), [&](const Decision* other) {
        if (other->verdict != first.verdict) {
            return false;
        }
        if (first.verdict == Verdict::Reject || other->text == first.text) {
            return true;
        }
        return other->text != nullptr && first.text != nullptr &&
               other->text->body == first.text->body;
    });
}

// What a reviewer is shown while nothing is decided: the newest text that is not rejected. Another
// reviewer's wording is no candidate unless nothing else is there.
const FoldText* candidate(std::span<const Event> events, const std::vector<Decision>& decisions,
                          std::span<const FoldText> texts)
{
    const auto rejected = [&](const FoldText& text) {
        return std::any_of(decisions.begin(), decisions.end(), [&](const auto& decision) {
            return decision.outdated && decision.text == &text;
        });
    };
    const auto wordedInDecision = [&](const FoldText& text) {
        return text.fromPerson && std::any_of(events.begin(), events.end(), [&](const auto& e) {
                   return verdictOf(e) == Verdict::Edit && e.textAfter == text.key;
               });
    };
    const FoldText* best = nullptr;
    const FoldText* fallback = nullptr;
    for (const auto& text : texts) {
        if (rejected(text)) {
            continue;
        }
        auto& slot = wordedInDecision(text) ? fallback : best;
        if (slot == nullptr || text.arrival >= slot->arrival) {
            slot = &text;
        }
    }
    return best != nullptr ? best : fallback;
}

const Event* newestOf(const EventRefs& live, std::initializer_list<EventKind> kinds)
{
    for (auto at = live.rbegin(); at != live.rend(); ++at) {
        const auto kind = eventKindFrom((*at)->kind);
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
            return *at;
        }
    }
    return nullptr;
}

bool isReleased(const EventRefs& live, const FoldText* shown, const FoldOptions& options)
{
    if (options.lotAccepted) {
        return true;
    }
    const Event* release = newestOf(live, {EventKind::Release});
    return release != nullptr &&
           (release->textBefore.empty() || (shown != nullptr && shown->key == release->textBefore));
}

// Rows 1 and 2: nothing stands.
void foldUndecided(const EventRefs& live, const std::vector<Decision>& decisions,
                   const FoldOptions& options, const FoldText* shown, FoldResult& result)
{
    const Event* mark = newestOf(live, {EventKind::Skip, EventKind::Flag, EventKind::Unflag});
    if (mark != nullptr && !decisions.empty() && before(*mark, *decisions.back().event)) {
        mark = nullptr; // it was about the rejected text
    }
    if (mark != nullptr) {
        result.decidedBy = mark->id;
    }
    if (isReleased(live, shown, options)) {
        result.state = SlotState::Released;
    } else if (mark != nullptr && mark->kind == name(EventKind::Skip)) {
        result.state = SlotState::Skipped;
    } else if (mark != nullptr && mark->kind == name(EventKind::Flag)) {
        result.state = SlotState::Flagged;
    }
}

SlotState stateOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accept:
        return SlotState::Accepted;
    case Verdict::Edit:
        return SlotState::Edited;
    case Verdict::Reject:
        return SlotState::Rejected;
    }
    return SlotState::Pending;
}

void setText(const FoldText* text, FoldResult& result)
{
    result.text = text != nullptr ? text->key : Key{};
}

// Rows 3 to 5.
void foldDecided(const std::vector<const Decision*>& counted, const FoldOptions& options,
                 FoldResult& result)
{
    const bool adjudicated =
        std::any_of(counted.begin(), counted.end(), [](const auto* d) { return d->adjudicated; });
    if (result.agreeing < options.overlap && !adjudicated) {
        result.state = SlotState::Pending;
        return;
    }
    if (agree(counted)) {
        result.state = stateOf(counted.front()->verdict);
        setText(counted.back()->text, result);
        return;
    }
    result.state = SlotState::Disputed;
    for (const Decision* decision : counted) {
        if (decision->verdict != Verdict::Reject) {
            setText(decision->text, result);
        }
    }
}

} // namespace

std::set<EventKey> undoneEvents(std::span<const Event> all)
{
    const EventRefs events = inOrder(all);
    std::unordered_map<std::string_view, const Event*> byId;
    std::unordered_map<std::string_view, EventRefs> byBatch;
    for (const Event* event : events) {
        byId.emplace(event->id, event);
        if (!event->batch.empty()) {
            byBatch[event->batch].push_back(event);
        }
    }
    // Newest first: whether an undo or redo counts is settled before what it names.
    std::unordered_map<const Event*, bool> out;
    const auto settle = [&](const Event& by, EventKind kind, const Event* named) {
        if (named->reviewer != by.reviewer || !before(*named, by)) {
            return;
        }
        const bool takesOut =
            kind == EventKind::Undo || eventKindFrom(named->kind) == EventKind::Undo;
        out.emplace(named, takesOut); // the newest word stands
    };
    for (auto at = events.rbegin(); at != events.rend(); ++at) {
        const Event& event = **at;
        const EventKind kind = eventKindFrom(event.kind);
        const auto own = out.find(&event);
        if ((kind != EventKind::Undo && kind != EventKind::Redo) ||
            (own != out.end() && own->second)) {
            continue;
        }
        const std::string_view subject = event.subject;
        if (subject.starts_with(kBatchPrefix)) {
            const auto batch = byBatch.find(subject.substr(kBatchPrefix.size()));
            if (batch != byBatch.end()) {
                for (const Event* named : batch->second) {
                    settle(event, kind, named);
                }
            }
        } else if (const auto named = byId.find(subject); named != byId.end()) {
            settle(event, kind, named->second);
        }
    }
    std::set<EventKey> undone;
    for (const auto& [event, isOut] : out) {
        if (isOut) {
            undone.insert(event->id);
        }
    }
    return undone;
}

FoldResult foldSlot(std::span<const Event> events, const std::set<EventKey>& undone,
                    std::span<const FoldText> texts, const FoldOptions& options)
{
    EventRefs live = inOrder(events);
    std::erase_if(live, [&](const Event* event) { return undone.contains(event->id); });
    std::vector<Decision> decisions = standingDecisions(live, texts);
    markOutdated(decisions, texts);

    FoldResult result;
    std::vector<const Decision*> counted;
    std::set<std::string_view> reviewers;
    std::set<std::string> reasons;
    for (const auto& decision : decisions) {
        result.standing.push_back(decision.event->id);
        result.decidedBy = decision.event->id;
        if (decision.outdated) {
            continue;
        }
        counted.push_back(&decision);
        reviewers.insert(decision.event->reviewer);
        if (decision.verdict == Verdict::Reject) {
            reasons.insert(decision.event->reasons.begin(), decision.event->reasons.end());
        }
    }
    result.agreeing = static_cast<int>(reviewers.size());
    result.reasons.assign(reasons.begin(), reasons.end());

    const FoldText* shown = candidate(events, decisions, texts);
    setText(shown, result);
    if (counted.empty()) {
        foldUndecided(live, decisions, options, shown, result);
    } else {
        foldDecided(counted, options, result);
    }
    return result;
}

} // namespace triptych
