// SPDX-License-Identifier: GPL-3.0-or-later
// What a modification text asks for and what it asks to be rid of: "change the colour from black
// to blue" wants blue and does not want black. English and Japanese, by cue words; no vocabulary.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace triptych::text {

struct Clause
{
    std::string words; // as written, without the cue
    bool wanted = true;
};

// In the order of the text; a text without a cue is one wanted clause. Empty text: none.
std::vector<Clause> clausesOf(std::string_view text);

} // namespace triptych::text
