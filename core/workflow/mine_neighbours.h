// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: which images are alike, told by the project's stored vectors where they are
// there, else by perceptual hashes.
#pragma once

#include "core/base/executor.h"
#include "core/domain/keys.h"
#include "core/domain/neighbours.h"
#include "core/workflow/make.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace triptych::generate {
struct SimilarRule;
} // namespace triptych::generate

namespace triptych::workflow {

// A light copy of the images that mining looks at; about 150 bytes an image.
struct MinedImages
{
    std::vector<ImageId> ids;
    std::vector<Key> keys;
    std::vector<std::string> names;
    std::vector<std::string> products;
    std::vector<std::string> hashes; // sha256; empty: unknown
    std::vector<std::string> categories;
    std::vector<std::optional<std::uint64_t>> phashes;
};

struct MineLikeness
{
    std::unique_ptr<Neighbours> neighbours;
    MineReport report; // likeness, unencoded, standardThere
};

// By the vectors of request.encoder; where it names none, of the standard encoder, or of the
// compact one, the first that at least half of the images have; else by perceptual hashes. NotFound
// (subject kVectorsSubject) when an encoder was named that has encoded none; errors of models.
Result<MineLikeness> likenessFor(Project& project, const MineRequest& request,
                                 const MinedImages& images, const JobContext& job);

// What is near-duplicate and what unrelated, by what told the likeness: an encoder's name, or empty
// for perceptual hashes.
generate::SimilarRule similarRuleBy(const std::string& likeness);

} // namespace triptych::workflow
