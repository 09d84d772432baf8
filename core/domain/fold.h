// SPDX-License-Identifier: GPL-3.0-or-later
// The fold: from a slot's events to its state. A pure function; DATA's table row by row.
#pragma once

#include "core/domain/event.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace triptych {

struct FoldOptions
{
    int overlap = 1;          // decisions asked for from different reviewers
    bool lotAccepted = false; // its lot passed the gate, with this slot's newest generator version
};

// A text of the slot in order of arrival, oldest first; removed texts left out by the caller.
struct FoldText
{
    Key key;
    std::string body; // NFC, trimmed, for "same final text"
    bool fromPerson = false;
    std::int64_t arrival = 0; // grows with arrival; a text of an edit event arrives with the event
};

struct FoldResult
{
    SlotState state = SlotState::Pending;
    std::vector<EventKey> standing; // accept, edit, reject, adjudicate that stand, by (lamport, id)
    int agreeing = 0;               // reviewers who decided so far; for "1 of 2"
    // Accepted, edited: the final text. Rejected: the judged text. Disputed: the newest wording
    // that was accepted or edited. Else the candidate: the newest text that is not rejected; a
    // wording made in a decision that does not stand comes last. Empty = no text.
    Key text;
    std::vector<std::string> reasons; // of the rejections that count, each once, sorted
    EventKey decidedBy;               // newest standing decision, or newest mark; empty = none

    bool operator==(const FoldResult&) const = default;
};

// Ids of events taken out by undo. `all`: every event that an undo could name, any order (undo of
// an undo = redo; redo names the undo or the original event). Only one's own events can be undone;
// an undo of another reviewer's event has no effect.
std::set<EventKey> undoneEvents(std::span<const Event> all);

// `events`: the slot's own, any order. `undone`: from undoneEvents().
// A rejected slot whose newest non-rejected generator or imported text arrived after the rejected
// one
// (`arrival` is compared) returns to pending; its rejection stays in `standing`, so that the next
// decision replaces it, but no longer counts. A decision whose text is not in `texts` (withdrawn)
// does not stand; one that names no text does.
FoldResult foldSlot(std::span<const Event> events, const std::set<EventKey>& undone,
                    std::span<const FoldText> texts, const FoldOptions& options);

} // namespace triptych
