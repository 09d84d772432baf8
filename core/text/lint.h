// SPDX-License-Identifier: GPL-3.0-or-later
// What looks wrong with a modification text without looking at its images. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::text {

enum class LintKind
{
    Empty,            // nothing but white space
    TooShort,         // one word (two characters in Han or kana) or less
    TooLong,          // more than 60 words or 400 characters
    RepeatedWords,    // the same three words (six characters in Han or kana) twice in a row, or
                      // one word three times in a row
    TalksAboutImages, // "the first image", "2枚目の画像": says which picture instead of what
                      // changes
    SameBothWays,     // forward and reverse texts are the same: one of them is wrong
};

// "empty", "too-short", … : stable names for filters, files and logs.
std::string_view name(LintKind kind);

struct LintFinding
{
    LintKind kind = LintKind::Empty;
    std::string detail; // the words it is about; may be empty
    bool operator==(const LintFinding&) const = default;
};

// In the order of LintKind, each kind at most once. `opposite`: the text of the other direction,
// empty when there is none.
std::vector<LintFinding> lint(std::string_view body, std::string_view opposite = {});

} // namespace triptych::text
