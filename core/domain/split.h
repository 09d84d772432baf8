// SPDX-License-Identifier: GPL-3.0-or-later
// Leakage-free split: connected components of shared images, products and near-duplicates.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/domain/names.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace triptych {

struct SplitImage
{
    ImageId id;
    std::string product; // empty = none
    std::optional<std::uint64_t> phash;
    std::string sha256; // empty = unknown
    std::string key;    // for an order that does not depend on row ids
};

struct SplitOptions
{
    std::array<double, 3> ratios{8, 1, 1};
    std::uint64_t seed = 0;
    int nearDuplicateBits = 4; // perceptual hashes at most this far apart are near-duplicates
};

struct SplitAssignment
{
    ImageId image;
    SplitPart part = SplitPart::Train;
    int component = 0; // 0 … components−1, numbered by smallest image key
};

struct SplitResult
{
    std::vector<SplitAssignment> assignments; // one an image, in the order given
    int components = 0;
};

// "8:1:1" -> ratios; three numbers >= 0, not all 0. BadArgument otherwise.
Result<std::array<double, 3>> parseRatios(std::string_view text);

// Components are shuffled by seed, then each goes to the part that lacks most of its share (counted
// in images); with at least 3 components every part with a ratio > 0 gets one. `pairs` join their
// images.
SplitResult drawSplit(std::span<const SplitImage> images,
                      std::span<const std::pair<ImageId, ImageId>> pairs,
                      const SplitOptions& options);

} // namespace triptych
