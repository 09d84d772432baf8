// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: from a decision to the event that records it.
#pragma once

#include "core/workflow/decide.h"

#include <string>
#include <string_view>
#include <vector>

namespace triptych::store {
class WriteTransaction;
} // namespace triptych::store

namespace triptych::workflow {

// "accept" … as events spell it.
std::string_view eventKind(Act act);

// Checks the decision, adds the person's wording as a text where it is one, and returns the event
// (without session, seq and hash, which the store fills in). Errors: NotFound, NotApplicable (no
// text to judge), BadArgument (empty edit).
Result<Event> makeEvent(Project& project, store::WriteTransaction& transaction,
                        const std::string& reviewerId, const Decision& decision,
                        const std::string& batch);

// The reviewer's stable id, the reviewer added when new.
Result<std::string> reviewerId(Project& project, store::WriteTransaction& transaction,
                               const std::string& name);

// The pairs of slots, as they are now; each once, in order of first appearance.
Result<std::vector<PairView>> pairsOfSlots(Project& project, const std::vector<SlotId>& slots,
                                           const ViewFor& view);

} // namespace triptych::workflow
