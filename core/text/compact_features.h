// SPDX-License-Identifier: GPL-3.0-or-later
// The text side of the compact encoder: facet words and hashed n-grams, no download.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace triptych::text {

inline constexpr std::size_t kCompactTextDimension = 512;
// Unit length; zeros for a text without a word. NFKC, case-folded; words, their character
// 3-grams, and for Han and kana single characters and bigrams, hashed with signs.
std::vector<float> compactTextFeatures(std::string_view text);

// The language that the text is written in: "en", "ja", …; "" when it cannot be told (too short).
std::string languageOf(std::string_view text);

} // namespace triptych::text
