// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between two images' catalogue rows, worded in one language.
#pragma once

#include "core/domain/values.h"
#include "core/generate/vocabulary.h"

#include <string>
#include <vector>

namespace triptych::generate {

struct Difference
{
    std::string facet;  // facet or part id; the column name when neither is known
    std::string column; // as in the catalogue
    std::string rawFrom, rawTo;
    ChangeKind change = ChangeKind::Change;
    const TemplateSet* templates = nullptr;
    std::string label;
    Wording from, to;   // alt: second wording (bare noun of a part)
    bool joint = false; // can be said in one breath with others: "blue and striped"
    bool weak = false;  // one row is silent: said only when nothing else differs
    int rank = 0;       // facets that are seen first come first
    double confidence = 0.0;

    [[nodiscard]] Difference reversed() const;
};

struct Differences
{
    std::vector<Difference> usable; // by rank, then column; each facet once
    int unusable = 0;               // columns that differ but are no modification
};

Differences findDifferences(const Attributes& reference, const Attributes& target,
                            const Vocabulary& vocabulary, Language language);

} // namespace triptych::generate
