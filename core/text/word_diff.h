// SPDX-License-Identifier: GPL-3.0-or-later
// What an edit changed, word by word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::text {

enum class DiffKind
{
    Same,
    Removed,
    Added
};

struct DiffPart
{
    DiffKind kind = DiffKind::Same;
    std::string text; // never empty

    bool operator==(const DiffPart&) const = default;
};

// Words, white space and punctuation as ICU's word iterator cuts them (its dictionary for
// Japanese). Joined they give `text` back.
std::vector<std::string> segmentWords(std::string_view text);

// Same + Removed parts joined give `before`, Same + Added give `after`; neighbours of one kind are
// joined; where both differ Removed comes first. Invalid UTF-8 is read as U+FFFD. Texts of more
// than 4,000 segments in all are compared as two wholes. Thread-safe.
std::vector<DiffPart> wordDiff(std::string_view before, std::string_view after);

} // namespace triptych::text
