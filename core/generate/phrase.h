// SPDX-License-Identifier: GPL-3.0-or-later
// Phrase templates, taken apart once: "change the {label} from {from} to {to}".
#pragma once

#include "core/domain/names.h"

#include <string>
#include <string_view>
#include <vector>

namespace triptych::generate {

// What fills a template. `bare` is the wording without an article.
struct Slots
{
    std::string_view from, to;
    std::string_view altFrom, altTo; // second wording: "stripes" for "striped"
    std::string_view label;          // of the facet: "color"
    std::string_view list;           // joined phrases
};

enum class Mood
{
    Order,     // English imperative, Japanese verb form: can be joined with others
    Statement, // English "is …", "has …"; Japanese "色は青"
    Whole,     // stands alone only
};

class Phrase
{
public:
    // Known fields: from to a-from a-to alt-from alt-to bare-from bare-to label list froms tos (the
    // last two are from and to, joined). An unknown field stays as it is written.
    Phrase(std::string id, std::string_view source, Language language);

    [[nodiscard]] std::string fill(const Slots& slots) const;
    [[nodiscard]] const std::string& id() const { return m_id; }
    [[nodiscard]] Mood mood() const { return m_mood; }
    [[nodiscard]] std::string_view verb() const { return m_verb; }

private:
    enum class Field
    {
        Literal,
        From,
        To,
        AFrom,
        ATo,
        AltFrom,
        AltTo,
        BareFrom,
        BareTo,
        Label,
        List
    };
    struct Piece
    {
        Field field = Field::Literal;
        std::string literal;
    };

    std::string m_id;
    std::string m_verb; // first word, in Japanese the ending
    Mood m_mood = Mood::Order;
    std::vector<Piece> m_pieces;
};

// "a" or "an" for English words, by sound as far as spelling tells.
std::string_view articleFor(std::string_view words);
// Takes "a ", "an " or "the " off the front.
std::string_view withoutArticle(std::string_view words);

} // namespace triptych::generate
