// SPDX-License-Identifier: GPL-3.0-or-later
// What full text finds: the words that go into the FTS5 column and the expression that looks for
// them. Both sides must come from here; the FTS5 table uses `tokenize = 'unicode61
// remove_diacritics 0'` (any tokenizer that cuts at white space and keeps letters and digits
// together will do). Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace triptych::text {

// NFKC, case-folded words, separated by one space each. A word is a run of letters, digits and
// marks outside Han, Hiragana and Katakana; a run of those three scripts gives its single
// characters and its bigrams in reading order: "青い半袖" -> "青 青い い い半 半 半袖 袖".
// Everything else separates. Empty when nothing is left.
std::string searchTerms(std::string_view body);

// A safely quoted FTS5 MATCH expression for what a person typed; empty when there is nothing to
// look for (then every row matches, without MATCH).
// - words are all required, in any order: `blue sleeve` -> "blue" AND "sleeve";
// - a word that ends in * is a prefix: sleev* -> "sleev"*;
// - "in double quotes": the words in this order, next to each other;
// - a run of Han or kana of one character is looked for as it is, a longer one as the phrase of its
//   bigrams, so 半袖 finds 青い半袖シャツ and not 袖半;
// - AND, OR, NOT, NEAR, ^, :, (, ) have no special meaning.
std::string searchQuery(std::string_view typed);

} // namespace triptych::text
