// SPDX-License-Identifier: GPL-3.0-or-later
// A catalogue cell taken apart: one or several values, recognised and worded in one language.
#pragma once

#include "core/generate/vocabulary.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::generate {

inline constexpr std::size_t kLongestValue = 40; // code points
inline constexpr std::size_t kMostParts = 3;

// One value of a cell.
struct Item
{
    std::string identity; // equal = the same value, whatever the spelling or language
    Wording wording;
    bool known = false;
};

struct Cell
{
    std::vector<Item> items;
    bool usable = true;
};

class CellReader
{
public:
    CellReader(const Vocabulary& vocabulary, Language language)
        : m_vocabulary(vocabulary)
        , m_language(language)
    {}

    // `facet` null: an unknown column or a description of a part. `text`: tidy(). Not usable when
    // too long, of too many values, or an address.
    [[nodiscard]] Cell read(const std::string& text, const Facet* facet) const;
    [[nodiscard]] Item worded(const std::string& value, const Facet* facet) const;

private:
    const Vocabulary& m_vocabulary;
    Language m_language;
};

bool hasDigit(std::string_view text);
// 1 to 3 digits.
bool isCount(std::string_view text);
// Holds Han, kana or another wide letter.
bool isWide(std::string_view text);
// Valid UTF-8, trimmed, white space and control characters as single spaces.
std::string tidy(std::string_view raw);
// A value that the vocabulary does not know, as it is said in a text.
std::string unknownText(const std::string& value, Language language);
// "a, b and c", 「aとb」「a、b、c」
std::string joined(const std::vector<Item>& items, Language language, std::string Wording::* which);
// Items that are not among the others, by identity.
std::vector<Item> without(const std::vector<Item>& items, const std::vector<Item>& others);

} // namespace triptych::generate
