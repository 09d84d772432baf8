// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a text before CLIP's pattern cuts it into words: private to text.
#pragma once

#include <string>
#include <string_view>

namespace triptych::text {

enum class ClipCleaning
{
    HuggingFace, // CLIPTokenizerFast: NFC, lower case letter by letter
    OpenAi,      // clip.tokenize and open_clip: HTML entities, straight quotes, plain widths too
};

// White space is left for the pattern to skip. Invalid bytes become U+FFFD.
std::string cleanForClip(std::string_view text, ClipCleaning cleaning);

} // namespace triptych::text
