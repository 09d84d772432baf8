// SPDX-License-Identifier: GPL-3.0-or-later
// What events do besides deciding: removals, targets, corrections. All functions throw.
#pragma once

#include "core/domain/event.h"
#include "core/store/sql.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

// After event.undone is right: brings tombstones, targets and corrections named by `events` up to
// date. Returns slots that must be folded anew (a text of theirs was removed or came back).
std::set<std::int64_t> applyEffects(Connection& connection, std::span<const Event> events);
// All anew.
void rebuildEffects(Connection& connection, std::span<const Event> all);

// Rows of effects as lines of text, sorted: for comparing a rebuilt projection with the stored one.
std::vector<std::string> describeEffects(Connection& connection);

} // namespace triptych::store
