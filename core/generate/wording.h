// SPDX-License-Identifier: GPL-3.0-or-later
// Wording of one differing column, by what the column means.
#pragma once

#include "core/generate/cells.h"
#include "core/generate/differences.h"

#include <string>
#include <vector>

namespace triptych::generate {

class Worder
{
public:
    Worder(const Vocabulary& vocabulary, Language language)
        : m_vocabulary(vocabulary)
        , m_language(language)
        , m_reader(vocabulary, language)
    {}

    // Fills everything but column and raw values. False when the difference is no modification.
    // `from`, `to`: tidy().
    bool word(const ColumnMeaning& meaning, const std::string& from, const std::string& to,
              Difference& difference) const;

private:
    struct Presence
    {
        bool there = false;
        std::string description; // "wooden", "4"; empty when only there
    };

    [[nodiscard]] const LanguageData& language() const { return m_vocabulary.in(m_language); }
    [[nodiscard]] const TemplateSet* set(const std::string& name) const
    {
        return &language().sets.at(name);
    }
    static double certainty(const Cell& from, const Cell& to);
    void setWording(const std::vector<Item>& from, const std::vector<Item>& to,
                    Difference& difference) const;
    static void dropPlainPattern(const Facet& facet, Cell& one, const Cell& other);
    void avoidNegative(Difference& difference) const;
    bool wordFacet(const Facet& facet, const std::string& from, const std::string& to,
                   Difference& difference) const;
    [[nodiscard]] bool isJoint(const Facet& facet, const Item& from, const Item& to) const;
    bool wordUnknown(const std::string& label, const std::string& from, const std::string& to,
                     Difference& difference) const;
    bool wordPartFacet(const ColumnMeaning& meaning, const std::string& from, const std::string& to,
                       Difference& difference) const;
    [[nodiscard]] Presence presence(const std::string& value) const;
    [[nodiscard]] Wording describedPart(const Part& part, const std::string& description) const;
    bool wordPart(const Part& part, const std::string& from, const std::string& to,
                  Difference& difference) const;
    void wordTwoParts(const Part& part, const std::string& from, const std::string& to,
                      Difference& difference) const;
    bool wordPartList(const std::string& from, const std::string& to, Difference& difference) const;
    [[nodiscard]] Cell readParts(const std::string& text) const;
    bool wordThing(const char* templates, const std::string& thing, const std::string& from,
                   const std::string& to, Difference& difference) const;

    const Vocabulary& m_vocabulary;
    Language m_language;
    CellReader m_reader;
};

} // namespace triptych::generate
