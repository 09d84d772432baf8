// SPDX-License-Identifier: GPL-3.0-or-later
// Texts from the user's own catalogue columns: differing attributes become phrases (METHOD §2.1).
#pragma once

#include "core/generate/generator.h"

#include <memory>

namespace triptych::generate {

// name() "catalogue". Columns and values are recognised in English and Japanese whatever the
// language of the text (resources/facets); unknown columns and values are worded generally, at
// lower confidence. Not a modification: ids, names, prices, links, descriptions, seasons and other
// lists; values longer than 40 characters or of more than 3 parts. More than 1e5 texts a second on
// one core.
class CatalogueGenerator final : public Generator
{
public:
    CatalogueGenerator();
    ~CatalogueGenerator() override;
    CatalogueGenerator(const CatalogueGenerator&) = delete;
    CatalogueGenerator& operator=(const CatalogueGenerator&) = delete;

    [[nodiscard]] std::string_view name() const override;
    [[nodiscard]] std::string_view version() const override;
    [[nodiscard]] Result<GeneratedPair> generate(const PairInput& pair,
                                                 const GenerateOptions& options) const override;

private:
    struct Data;
    std::unique_ptr<const Data> m_data;
};

} // namespace triptych::generate
