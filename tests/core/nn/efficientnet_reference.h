// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 once more, in loops that one reads: what the fast one is checked against.
#pragma once

#include "nn_support.h"

namespace triptych::tests {

// Random weights under the names of the real file; norms that are far from doing nothing.
MemoryWeights randomLite0(std::int64_t classes);

struct Lite0Output
{
    std::vector<float> tokens; // (side/32)² × 1280
    std::vector<float> global; // 1280
    std::vector<float> classes;
};
// `planes`: 3 × side × side.
Lite0Output referenceLite0(const MemoryWeights& weights, std::span<const float> planes, int side);

} // namespace triptych::tests
