// SPDX-License-Identifier: GPL-3.0-or-later
// Facets, parts and values that the catalogue generator knows, and what a column name means.
#pragma once

#include "core/domain/names.h"
#include "core/generate/phrase.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace triptych::generate {

template <typename T> using PerLanguage = std::array<T, 2>; // by Language

inline std::size_t at(Language language)
{
    return static_cast<std::size_t>(language);
}

struct Wording
{
    std::string text; // "striped", "long sleeves", "a handle"
    std::string alt;  // "stripes", "long-sleeved", "handle"; empty = none
};

struct ValueEntry
{
    PerLanguage<Wording> in;
};

// How a spelling is read: the value, and the spelling itself where it is kept in its own language.
struct ValueMatch
{
    std::size_t entry = 0;
    std::optional<Language> ownLanguage;
    std::string own;
};

enum class FacetForm
{
    Plain,
    With,
    Labelled
};

struct Facet
{
    std::string id;
    std::string templates; // name of the template set
    FacetForm form = FacetForm::Plain;
    bool knownOnly = false; // unknown values are no modification
    PerLanguage<std::string> label;
    PerLanguage<std::string> unknown; // "{value} sleeves"; empty = the value as it is
    std::vector<ValueEntry> entries;
    std::unordered_map<std::string, ValueMatch> values; // by folded spelling

    // Null when not known. `folded`: foldWords() of one value.
    [[nodiscard]] const ValueMatch* find(const std::string& folded) const;
};

struct Part
{
    std::string id;
    PerLanguage<Wording> in;
};

enum class ChangeKind
{
    Change,
    Add,
    Remove,
    Gain,
    Lose
};

// Phrases of one kind of facet in one language.
struct TemplateSet
{
    std::vector<Phrase> single, clause, is, but, add, remove, gain, lose;
    [[nodiscard]] const std::vector<Phrase>& alone(ChangeKind change) const;
};

struct LanguageData
{
    std::unordered_map<std::string, TemplateSet> sets;
    std::vector<Phrase> jointPlain, jointBut;
    std::string partOf;                                  // "{part} {facet}"
    std::string countOf;                                 // "number of {part}"
    std::vector<std::pair<std::string, std::string>> te; // Japanese: dictionary form -> te form
};

enum class ColumnKind
{
    Ignored,
    Facet,     // facet
    PartFacet, // "seat color": facet of a part, `owner` in words, `part` when known
    Part,      // "handle": yes, no, a number or a description
    PartList,  // "parts": handle|lid
    HasThing,  // "has_spout": yes or no, unknown part, `owner` = "spout"
    IsThing,   // "is_foldable": yes or no, `owner` = "foldable"
    Unknown,
};

struct ColumnMeaning
{
    ColumnKind kind = ColumnKind::Unknown;
    const Facet* facet = nullptr;
    const Part* part = nullptr;
    std::string owner;
};

class Vocabulary
{
public:
    Vocabulary(); // from the embedded resources

    [[nodiscard]] ColumnMeaning column(std::string_view name) const;
    [[nodiscard]] const Part* part(const std::string& folded) const;
    // In any facet: for descriptions of parts ("wooden").
    [[nodiscard]] std::optional<Wording> anyValue(const std::string& folded,
                                                  Language language) const;
    [[nodiscard]] bool isYes(const std::string& folded) const { return m_yes.contains(folded); }
    [[nodiscard]] bool isNo(const std::string& folded) const { return m_no.contains(folded); }
    [[nodiscard]] const LanguageData& in(Language language) const
    {
        return m_languages[at(language)];
    }
    [[nodiscard]] const std::vector<Facet>& facets() const { return m_facets; }
    [[nodiscard]] int rank(const Facet& facet) const;

private:
    friend class VocabularyLoader;
    [[nodiscard]] const Facet* facetNamed(const std::string& key) const;
    [[nodiscard]] std::optional<ColumnMeaning> partFacet(std::string_view words) const;

    std::vector<Facet> m_facets; // in the order of wording
    std::vector<Part> m_parts;
    std::unordered_map<std::string, std::size_t> m_facetNames;
    std::unordered_map<std::string, std::size_t> m_partNames;
    std::unordered_set<std::string> m_ignored, m_partColumns, m_yes, m_no;
    std::vector<std::string> m_ignoredEndings;
    PerLanguage<LanguageData> m_languages;
};

// Lower case ASCII (full-width letters too), "-" and "_" as spaces, white space collapsed and
// trimmed.
std::string foldWords(std::string_view text);
// A column name in words: "neckLine_Type" -> "neck line type".
std::string humanColumn(std::string_view name);
std::string withoutSpaces(std::string_view text);

} // namespace triptych::generate
