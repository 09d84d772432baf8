// SPDX-License-Identifier: GPL-3.0-or-later
// One axis of a resize as Pillow does it: which source pixels an output pixel reads, with which
// fixed-point weights.
#pragma once

#include "core/domain/weights.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace triptych::media {

inline constexpr int kWeightBits = 22; // as Pillow: 32 less 8 of the pixel less 2 for overshoot

// What is resized along one axis. The image may stand in a longer stretch of padding, and only a
// part of the output may be wanted.
struct AxisPlan
{
    int image = 1;   // pixels of the image itself
    int before = 0;  // padding before it
    int whole = 1;   // image and padding
    int resized = 1; // what `whole` becomes; may be larger than anything that fits memory
    int from = 0;    // the first output pixel that is wanted
    int count = 1;   // how many are
};

struct AxisWeights
{
    struct Reach
    {
        int first = 0;           // of the image, not of the padding
        int count = 0;           // 0: padding alone
        std::int32_t start = 0;  // one half, and what the padding adds
        std::size_t weights = 0; // where they begin
    };
    std::vector<Reach> reach; // one an output pixel
    std::vector<std::int32_t> weights;
    int firstRead = 0; // image pixels that are read at all: [firstRead, endRead), never none
    int endRead = 0;
};

AxisWeights axisWeights(const AxisPlan& plan, Resample resample, int padding);

// A sum of weighted pixels, rounded by its start, to 0 … 255.
inline std::uint8_t toByte(std::int32_t sum)
{
    const std::int32_t value = sum >> kWeightBits;
    return static_cast<std::uint8_t>(value < 0 ? 0 : (value > 255 ? 255 : value));
}

} // namespace triptych::media
