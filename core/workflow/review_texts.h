// SPDX-License-Identifier: GPL-3.0-or-later
// Texts beside the one that is judged: alternatives of a slot, unfinished wordings, and wordings
// that were accepted before.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/project.h"
#include "core/workflow/view_for.h"

#include <cstdint>
#include <string>
#include <vector>

namespace triptych::workflow {

// All texts of the slot that were not removed, newest first: the one that is judged, its
// alternatives, rejected ones. Decision::choose takes one of them. A blind view leaves out what
// other people wrote and rejected.
Result<std::vector<TextView>> slotTexts(Project& project, SlotId slot, const ViewFor& view = {});

// An unfinished wording, not an event. A verdict of the reviewer on the slot removes it.
struct Draft
{
    SlotId slot;
    PairId pair;
    std::string body;
};
// Durable when it returns. An empty body removes the draft. Errors: NotFound, BadArgument (no
// name), Encoding.
Status saveDraft(Project& project, const std::string& reviewer, SlotId slot,
                 const std::string& body);
// All of the reviewer's, by pair and slot.
Result<std::vector<Draft>> drafts(Project& project, const std::string& reviewer);

struct Wording
{
    std::string body;
    std::int64_t uses = 0; // slots in which it was accepted, edited or released
};
// Texts of decided slots in the language that begin with `typed` (NFKC, case-folded), or else hold
// all its words, the last one perhaps unfinished; beginners first, then most used, ties by body;
// `typed` itself is left out. An empty `typed` gives the most used ones; one of more than 1,000
// bytes has none. Counts look at 20,000 slots that match.
Result<std::vector<Wording>> acceptedWordings(Project& project, const std::string& language,
                                              const std::string& typed, int limit);

} // namespace triptych::workflow
