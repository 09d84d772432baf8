// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit changed, word by word, for showing. Pure and fast enough for every key stroke.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::workflow {

enum class DiffKind
{
    Same,
    Removed, // only in `before`
    Added    // only in `after`
};

struct DiffPiece
{
    DiffKind kind = DiffKind::Same;
    std::string text; // UTF-8, white space included

    bool operator==(const DiffPiece&) const = default;
};

// Pieces in reading order, a Removed before the Added that replaces it, neighbours of one kind
// joined. The Same and Removed pieces joined are `before`, the Same and Added ones `after`, byte
// for byte. Words as ICU breaks them, so Japanese without spaces works.
std::vector<DiffPiece> wordDiff(std::string_view before, std::string_view after);

} // namespace triptych::workflow
