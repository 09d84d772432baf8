// SPDX-License-Identifier: GPL-3.0-or-later
// Making pairs and texts. Resumable: what is there already is left alone.
#pragma once

#include "core/domain/reports.h"
#include "core/workflow/models.h"
#include "core/workflow/project.h"

#include <cstdint>
#include <optional>
#include <string>

namespace triptych::workflow {

enum class MineRule
{
    Product, // all ordered pairs of images of one product; METHOD §1
    Similar, // walk outward from seeded images; by stored vectors, else by perceptual hashes
    Group,   // the same, but only whole sets of six that share no image, kept with their pairs as
             // CIRR's img_set: what Recall_subset is measured on
};

struct MineRequest
{
    MineRule rule = MineRule::Product;
    std::optional<std::int64_t> limit; // ordered pairs to add at most
    std::uint64_t seed = 0;            // which, when limited; where walks begin
    std::string encoder;               // whose vectors; "" = standard, compact, or hashes
    std::optional<double> lower;       // likeness; none = as fitted for what tells it
    std::optional<double> upper;
    ModelStore models = ModelStore(ModelStore::defaultFolder());
};

struct GenerateRequest
{
    std::string with = "catalogue";
    Language language = Language::English;
    std::uint64_t seed = 0;
    std::string where; // filter source; empty: slots without a text of this generator and version
};

// Ordered pairs that mine would add; for the dialog's preview.
Result<std::int64_t> countMine(Project& project, const MineRequest& request);
Result<MineReport> mine(Project& project, const MineRequest& request, const JobContext& job);
// Pairs that generate would write for.
Result<std::int64_t> countGenerate(Project& project, const GenerateRequest& request);
Result<GenerateReport> generate(Project& project, const GenerateRequest& request,
                                const JobContext& job);

} // namespace triptych::workflow
