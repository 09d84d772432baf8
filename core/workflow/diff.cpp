// SPDX-License-Identifier: GPL-3.0-or-later
// The word diff of core/text for the window.
#include "core/workflow/diff.h"

#include "core/text/word_diff.h"

namespace triptych::workflow {

std::vector<DiffPiece> wordDiff(std::string_view before, std::string_view after)
{
    std::vector<DiffPiece> pieces;
    for (auto& part : text::wordDiff(before, after)) {
        const auto kind = part.kind == text::DiffKind::Same      ? DiffKind::Same
                          : part.kind == text::DiffKind::Removed ? DiffKind::Removed
                                                                 : DiffKind::Added;
        pieces.push_back({kind, std::move(part.text)});
    }
    return pieces;
}

} // namespace triptych::workflow
