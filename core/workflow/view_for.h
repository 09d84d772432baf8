// SPDX-License-Identifier: GPL-3.0-or-later
// For whom pairs are read: everything, or what a blind pass may show.
#pragma once

#include <string>

namespace triptych::workflow {

struct ViewFor
{
    // Name of the reviewer of a blind pass; empty: everything is shown. In a blind view a slot that
    // this person has not decided is pending, with the newest text that no person wrote, without
    // standing decisions, reasons and count; one that the person has decided shows that decision
    // alone; one that the person skipped or flagged shows that mark.
    std::string blind;
};

} // namespace triptych::workflow
