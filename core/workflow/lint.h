// SPDX-License-Identifier: GPL-3.0-or-later
// What looks wrong with a modification text without looking at its images. Pure, thread-safe,
// microseconds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::workflow {

enum class LintKind
{
    Empty,
    TooShort,         // one word or less
    TooLong,          // more than 60 words or 400 characters
    RepeatedWords,    // `detail`: which
    TalksAboutImages, // "the first image" instead of what changes; `detail`: the words
    SameBothWays,     // forward and reverse are the same: one of them is wrong
};

struct LintFinding
{
    LintKind kind = LintKind::Empty;
    std::string detail; // UTF-8; may be empty
    bool operator==(const LintFinding&) const = default;
};

// In the order of LintKind, each kind at most once. `opposite`: the text of the other direction,
// empty when there is none.
std::vector<LintFinding> lint(std::string_view body, std::string_view opposite = {});

} // namespace triptych::workflow
