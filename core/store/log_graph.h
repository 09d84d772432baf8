// SPDX-License-Identifier: GPL-3.0-or-later
// Which events name which: undo and redo name an event or a batch. All functions throw.
#pragma once

#include "core/domain/event.h"
#include "core/store/sql.h"

#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace triptych::store {

inline constexpr std::string_view kBatchSubject = "batch:";

std::vector<Event> eventsOfSlot(Connection& connection, std::int64_t slot);
// The events and what they undo or redo, down to the end; each once.
std::vector<Event> withNamed(Connection& connection, std::span<const Event> events);
// The events and every undo and redo that names them, up to the end; each once. That is what
// undoneEvents() needs to know about them.
std::vector<Event> withNamers(Connection& connection, std::span<const Event> events);
std::set<std::int64_t> slotsOfEvents(Connection& connection, std::span<const Event> events);
// Sets event.undone of `events`.
void writeUndone(Connection& connection, std::span<const Event> events,
                 const std::set<EventKey>& undone);

} // namespace triptych::store
