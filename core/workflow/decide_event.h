// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: from a decision to the event that records it.
#pragma once

#include "core/workflow/decide.h"

#include <functional>
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
// (without session, seq and hash, which the store fills in), with the newest guidelines. In a blind
// view the reviewer judges what that view shows. Errors: NotFound, NotApplicable (no text to
// judge), BadArgument (empty edit, a reason that is none).
Result<Event> makeEvent(Project& project, store::WriteTransaction& transaction,
                        const std::string& reviewerId, const Decision& decision,
                        const std::string& batch, const ViewFor& view = {});
// BadArgument for an id that is neither the program's, nor the project's own, nor one of `kept`:
// what the decision had before. Imports and merges do not ask: they carry reasons of their own.
Status checkReasons(Project& project, const std::vector<std::string>& reasons,
                    const std::vector<std::string>& kept = {});
// Made without seeing other people's decisions.
bool madeBlind(const Event& event);

// Appends the events that `make` returns for the reviewer's stable id; on disk when it returns, as
// they were stored. After an error nothing is written.
using MakeEvents = std::function<Result<std::vector<Event>>(store::WriteTransaction& transaction,
                                                            const std::string& reviewerId)>;
Result<std::vector<Event>> record(Project& project, const std::string& reviewer,
                                  const MakeEvents& make);
// What `appended` made of the slots. The events stand even when this reading was interrupted: then
// there are no pairs.
Decided decided(Project& project, const std::vector<Event>& appended,
                const std::vector<SlotId>& slots, const ViewFor& view);

// The reviewer's stable id, the reviewer added when new.
Result<std::string> reviewerId(Project& project, store::WriteTransaction& transaction,
                               const std::string& name);

// The pairs of slots, as they are now; each once, in order of first appearance.
Result<std::vector<PairView>> pairsOfSlots(Project& project, const std::vector<SlotId>& slots,
                                           const ViewFor& view);

} // namespace triptych::workflow
