// SPDX-License-Identifier: GPL-3.0-or-later
// EventStore::restore with conflicts, for merge. Throws.
#pragma once

#include "core/base/result.h"
#include "core/domain/event.h"
#include "core/store/sql.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>

namespace triptych::store {

// Events whose slot or subject is in `conflicts` are kept and hashed, but never folded.
Result<std::int64_t> storeForeign(Connection& connection, std::span<const Event> events,
                                  const std::set<std::string>& conflicts);

} // namespace triptych::store
