// SPDX-License-Identifier: GPL-3.0-or-later
// Filling of phrase templates.
#include "core/generate/phrase.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace triptych::generate {

namespace {

Mood englishMood(std::string_view firstWord)
{
    constexpr std::array<std::string_view, 6> kStatements{"is",    "has",   "comes",
                                                          "looks", "turns", "shows"};
    constexpr std::array<std::string_view, 4> kWholes{"same", "I", "the", "should"};
    if (std::find(kStatements.begin(), kStatements.end(), firstWord) != kStatements.end()) {
        return Mood::Statement;
    }
    return std::find(kWholes.begin(), kWholes.end(), firstWord) != kWholes.end() ? Mood::Whole
                                                                                 : Mood::Order;
}

Mood japaneseMood(std::string_view source)
{
    if (source.starts_with("同じ")) {
        return Mood::Whole;
    }
    for (const std::string_view verb : {"る", "す", "ぶ", "う", "く"}) {
        if (source.ends_with(verb)) {
            return Mood::Order;
        }
    }
    return Mood::Statement;
}

// What a repetition is heard by: the first word in English, the ending in Japanese.
std::string_view verbOf(std::string_view source, Language language)
{
    constexpr std::size_t kEnding = 9; // three kana
    return language == Language::English
               ? source.substr(0, source.find(' '))
               : source.substr(source.size() - std::min(source.size(), kEnding));
}

} // namespace

std::string_view articleFor(std::string_view words)
{
    const std::string lower = asciiLower(words.substr(0, 8));
    const std::string_view start = lower;
    constexpr std::array<std::string_view, 5> kVowelSound{"hour", "honest", "heir", "x-", "s-"};
    constexpr std::array<std::string_view, 6> kConsonantSound{"uni", "use", "u-",
                                                              "eu",  "one", "once"};
    const auto begins = [&](const auto& list) {
        return std::any_of(list.begin(), list.end(),
                           [&](std::string_view prefix) { return start.starts_with(prefix); });
    };
    if (begins(kVowelSound)) {
        return "an";
    }
    if (begins(kConsonantSound) || start.empty()) {
        return "a";
    }
    if (start.starts_with("8") || start.starts_with("11") || start.starts_with("18")) {
        return "an";
    }
    return std::string_view("aeiou").find(start[0]) != std::string_view::npos ? "an" : "a";
}

std::string_view withoutArticle(std::string_view words)
{
    for (const std::string_view article : {"a ", "an ", "the "}) {
        if (words.starts_with(article)) {
            return words.substr(article.size());
        }
    }
    return words;
}

Phrase::Phrase(std::string id, std::string_view source, Language language)
    : m_id(std::move(id))
    , m_verb(verbOf(source, language))
    , m_mood(language == Language::English ? englishMood(source.substr(0, source.find(' ')))
                                           : japaneseMood(source))
{
    constexpr std::array<std::pair<std::string_view, Field>, 12> kFields{
        {{"from", Field::From},
         {"to", Field::To},
         {"a-from", Field::AFrom},
         {"a-to", Field::ATo},
         {"alt-from", Field::AltFrom},
         {"alt-to", Field::AltTo},
         {"bare-from", Field::BareFrom},
         {"bare-to", Field::BareTo},
         {"label", Field::Label},
         {"list", Field::List},
         {"froms", Field::From},
         {"tos", Field::To}}};
    std::string literal;
    while (!source.empty()) {
        const std::size_t close = source[0] == '{' ? source.find('}') : std::string_view::npos;
        const auto known =
            close == std::string_view::npos
                ? kFields.end()
                : std::find_if(kFields.begin(), kFields.end(), [&](const auto& field) {
                      return field.first == source.substr(1, close - 1);
                  });
        if (known == kFields.end()) {
            literal += source[0];
            source.remove_prefix(1);
            continue;
        }
        if (!literal.empty()) {
            m_pieces.push_back({Field::Literal, std::exchange(literal, {})});
        }
        m_pieces.push_back({known->second, {}});
        source.remove_prefix(close + 1);
    }
    if (!literal.empty()) {
        m_pieces.push_back({Field::Literal, literal});
    }
}

std::string Phrase::fill(const Slots& slots) const
{
    std::string text;
    text.reserve(96);
    const auto withArticle = [&](std::string_view words) {
        text += articleFor(words);
        text += ' ';
        text += words;
    };
    for (const auto& piece : m_pieces) {
        switch (piece.field) {
        case Field::Literal:
            text += piece.literal;
            break;
        case Field::From:
            text += slots.from;
            break;
        case Field::To:
            text += slots.to;
            break;
        case Field::AFrom:
            withArticle(slots.from);
            break;
        case Field::ATo:
            withArticle(slots.to);
            break;
        case Field::AltFrom:
            text += slots.altFrom;
            break;
        case Field::AltTo:
            text += slots.altTo;
            break;
        case Field::BareFrom:
            text += withoutArticle(slots.altFrom);
            break;
        case Field::BareTo:
            text += withoutArticle(slots.altTo);
            break;
        case Field::Label:
            text += slots.label;
            break;
        case Field::List:
            text += slots.list;
            break;
        }
    }
    return text;
}

} // namespace triptych::generate
