// SPDX-License-Identifier: GPL-3.0-or-later
// The projection of the log: slot states, standing decisions, undone flags, targets, removals,
// corrections. Written in the transaction of what it follows; can be rebuilt. All functions throw
// what SQLite throws.
#pragma once

#include "core/domain/event.h"
#include "core/domain/fold.h"
#include "core/store/sql.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

using RowSet = std::set<std::int64_t>;

// Follows events that were just stored: what they name, undo and remove, and every slot touched.
void applyEvents(Connection& connection, std::span<const Event> stored);

// Refolds slots (row ids) whose texts or events changed.
void refoldSlots(Connection& connection, const RowSet& slots);

// What a slot's projected columns should be.
struct ProjectedSlot
{
    int state = 0;
    std::int64_t text = 0; // 0 = none
    int decisions = 0;
    std::int64_t decidedAt = 0;
    std::string decidedBy;
    std::string standing; // JSON
    std::string reasons;  // JSON

    bool operator==(const ProjectedSlot&) const = default;
};
ProjectedSlot computeSlot(Connection& connection, std::int64_t slot, int overlap);
ProjectedSlot storedSlot(Connection& connection, std::int64_t slot);
// What a slot is to one reviewer (stable id) who sees nothing of the others: their decisions and
// their wordings are left out. `texts`: how many texts that leaves.
ProjectedSlot ownSlot(Connection& connection, std::int64_t slot, const std::string& reviewer,
                      int* texts);
// The slot's state right after the last of `events` (its own, all up to then): later texts are left
// out, removed ones are not.
SlotState stateAfter(Connection& connection, std::int64_t slot, std::vector<Event> events,
                     const std::set<EventKey>& undone, int overlap);
int overlapOf(Connection& connection);

// Everything anew from the log: undone flags, tombstones, removals, corrections, targets, slots.
void rebuildProjection(Connection& connection);

// Slots touched by an event id or "batch:ID" that an undo or redo names, through undos of undos.
RowSet slotsNamedBy(Connection& connection, const std::string& subject);

// Removals --------------------------------------------------------------------------------------
bool anyTombstone(Connection& connection);
// Sets image.removed and pair.removed of an image (after its product changed or a tombstone came or
// went).
void refreshRemoved(Connection& connection, std::int64_t image);

} // namespace triptych::store
