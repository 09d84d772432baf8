// SPDX-License-Identifier: GPL-3.0-or-later
// Words as alignments compare them: plain forms, words that say nothing, likeness of spelling, and
// what the classifier's class names mean.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::retrieval {

struct PlainWord
{
    std::string plain; // lower case, plural s off
    std::size_t begin = 0;
    std::size_t end = 0; // of its bytes in the text
};
// "Hoodies & Sweatshirts" -> "hoodie", "sweatshirt". A hyphen parts, and so does the border between
// ASCII and other letters.
std::vector<PlainWord> plainWords(std::string_view text);
// Plain words with one space between.
std::string plainForm(std::string_view text);
// Grammar, politeness and words for "a thing": they say nothing of what is looked for.
bool saysNothing(std::string_view plainWord);
// A value and its alternatives: "Hoodies & Sweatshirts" -> itself, "Hoodies", "Sweatshirts".
std::vector<std::string> alternativesOf(std::string_view value);

// Share of `word`'s spelling found in `text`, both plain forms: 1 = it is there as words, 0 = no
// three letters of it; "polo" in "polo shirt" 1, "longsleeve" in "long sleeve top" 1.
double spelledIn(std::string_view word, std::string_view text);

// Short everyday words, for the mean of an encoder's word embeddings.
std::span<const std::string> everydayWords();

struct ClassMeaning
{
    std::string names; // "jean, blue jean, denim"
    std::string gloss; // "close-fitting trousers of heavy denim …"
};
// Of an ImageNet class name; the name itself twice where it is none of them.
ClassMeaning meaningOf(const std::string& className);

} // namespace triptych::retrieval
