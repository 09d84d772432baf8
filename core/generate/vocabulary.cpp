// SPDX-License-Identifier: GPL-3.0-or-later
// What column names and values mean.
#include "core/generate/vocabulary.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cctype>

namespace triptych::generate {

namespace {

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

// Full-width ASCII (U+FF01 … U+FF5E) and the ideographic space to plain ASCII.
std::string narrow(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (isAscii(text[i])) {
            plain += text[i++];
            continue;
        }
        char32_t c = nextCodePoint(text, i);
        if (c >= 0xff01 && c <= 0xff5e) {
            c -= 0xfee0;
        } else if (c == 0x3000 || c == 0xa0) {
            c = ' ';
        }
        appendCodePoint(plain, c);
    }
    return plain;
}

} // namespace

std::string foldWords(std::string_view text)
{
    std::string folded;
    folded.reserve(text.size());
    for (char c : narrow(text)) {
        if (c == '-' || c == '_' || (isAscii(c) && std::isspace(static_cast<unsigned char>(c)))) {
            c = ' ';
        }
        if (c == ' ' && (folded.empty() || folded.back() == ' ')) {
            continue;
        }
        folded += isAscii(c) ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
    }
    if (!folded.empty() && folded.back() == ' ') {
        folded.pop_back();
    }
    return folded;
}

std::string humanColumn(std::string_view name)
{
    const std::string plain = narrow(sanitizeUtf8(name));
    std::string words;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const char c = plain[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && i > 0 && plain[i - 1] >= 'a' && plain[i - 1] <= 'z') {
            words += ' ';
        }
        words += c == '.' || c == '/' || c == ':' || (isAscii(c) && c < 0x20) ? ' ' : c;
    }
    return std::string(cutUtf8(foldWords(words), 60));
}

std::string withoutSpaces(std::string_view text)
{
    std::string joined{text};
    std::erase(joined, ' ');
    return joined;
}

const ValueMatch* Facet::find(const std::string& folded) const
{
    const auto found = values.find(folded);
    return found == values.end() ? nullptr : &found->second;
}

const std::vector<Phrase>& TemplateSet::alone(ChangeKind change) const
{
    switch (change) {
    case ChangeKind::Add:
        return add;
    case ChangeKind::Remove:
        return remove;
    case ChangeKind::Gain:
        return gain;
    case ChangeKind::Lose:
        return lose;
    case ChangeKind::Change:
        break;
    }
    return single;
}

const Part* Vocabulary::part(const std::string& folded) const
{
    const auto found = m_partNames.find(folded);
    return found == m_partNames.end() ? nullptr : &m_parts[found->second];
}

const Facet* Vocabulary::facetNamed(const std::string& key) const
{
    const auto found = m_facetNames.find(key);
    return found == m_facetNames.end() ? nullptr : &m_facets[found->second];
}

std::optional<Wording> Vocabulary::anyValue(const std::string& folded, Language language) const
{
    for (const auto& facet : m_facets) {
        if (facet.form != FacetForm::Plain) {
            continue;
        }
        if (const auto* match = facet.find(folded)) {
            return facet.entries[match->entry].in[at(language)];
        }
    }
    return std::nullopt;
}

int Vocabulary::rank(const Facet& facet) const
{
    return static_cast<int>(&facet - m_facets.data());
}

// "seat color", "座面の色": the facet is the last word or two, the rest is whose.
std::optional<ColumnMeaning> Vocabulary::partFacet(std::string_view words) const
{
    const auto make = [&](const Facet* facet, std::string_view owner) -> ColumnMeaning {
        for (const std::string_view whole : {"product", "item", "main", "garment", "variant",
                                             "base", "overall", "商品", "全体", "本体"}) {
            if (owner == whole) {
                return {ColumnKind::Facet, facet, nullptr, {}};
            }
        }
        return {ColumnKind::PartFacet, facet, part(std::string(owner)), std::string(owner)};
    };
    for (std::size_t space = words.find(' '); space != std::string_view::npos;
         space = words.find(' ', space + 1)) {
        if (const auto* facet = facetNamed(withoutSpaces(words.substr(space + 1)))) {
            return make(facet, words.substr(0, space));
        }
    }
    constexpr std::string_view kOf = "の";
    const auto of = words.rfind(kOf);
    if (of != std::string_view::npos && of > 0) {
        if (const auto* facet = facetNamed(withoutSpaces(words.substr(of + kOf.size())))) {
            return make(facet, words.substr(0, of));
        }
    }
    return std::nullopt;
}

ColumnMeaning Vocabulary::column(std::string_view name) const
{
    const std::string words = humanColumn(name);
    const std::string key = withoutSpaces(words);
    if (key.empty() || m_ignored.contains(key)) {
        return {ColumnKind::Ignored, nullptr, nullptr, {}};
    }
    if (const auto* facet = facetNamed(key)) {
        return {ColumnKind::Facet, facet, nullptr, {}};
    }
    if (m_partColumns.contains(key)) {
        return {ColumnKind::PartList, nullptr, nullptr, {}};
    }
    if (const auto* known = part(words)) {
        return {ColumnKind::Part, nullptr, known, {}};
    }
    if (auto owned = partFacet(words)) {
        return *owned;
    }
    const std::string_view view = words;
    for (const std::string_view prefix : {"has ", "with ", "have "}) {
        if (view.starts_with(prefix)) {
            const std::string thing{view.substr(prefix.size())};
            const auto* known = part(thing);
            return {known != nullptr ? ColumnKind::Part : ColumnKind::HasThing, nullptr, known,
                    thing};
        }
    }
    if (view.starts_with("is ")) {
        return {ColumnKind::IsThing, nullptr, nullptr, std::string(view.substr(3))};
    }
    for (const auto& ending : m_ignoredEndings) {
        const bool word = view.ends_with(" " + ending) || !isAscii(ending.front());
        if (word && view.ends_with(ending)) {
            return {ColumnKind::Ignored, nullptr, nullptr, {}};
        }
    }
    return {ColumnKind::Unknown, nullptr, nullptr, words};
}

} // namespace triptych::generate
