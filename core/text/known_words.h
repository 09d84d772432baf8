// SPDX-License-Identifier: GPL-3.0-or-later
// A small lexicon (own work): words that name a kind of thing or a lightness, and Japanese words
// for encoders that only know English.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace triptych::text {

// A garment, a piece of furniture, …, by its last word: "polo shirts", "Handbag".
bool namesKind(std::string_view words);

// "striped", "plain": nothing measures it where no photo is labelled with it.
bool namesPattern(std::string_view plainForm);

// "lighter", "pale": 1; "dark", "deeper": -1; otherwise 0.
int lightnessOf(std::string_view plainForm);

struct English
{
    std::string words;
    bool whole = true; // nothing but particles was left over
};
// Japanese words of the lexicon in English, in the order of the text; what is not known stays as
// written. `keep`: words that are not to be touched, because the catalogue has them.
English englishOf(std::string_view japanese,
                  const std::function<bool(std::string_view)>& keep = nullptr);

} // namespace triptych::text
