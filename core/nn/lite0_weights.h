// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0's shape and weights, the norms folded into the convolutions before them.
#pragma once

#include "core/nn/tensor_reader.h"

#include <cstdint>
#include <vector>

namespace triptych::nn {

// A convolution and what its norm became: y = weight * x + bias, then relu6 where `relu6`.
struct FoldedConv
{
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    bool depthwise = false;
    bool relu6 = false;
    std::vector<float> weight; // out × (in, or 1) × kernel × kernel
    std::vector<float> bias;   // out
};

struct Lite0Block
{
    bool expands = false;
    FoldedConv expand; // empty in the first block
    FoldedConv depthwise;
    FoldedConv project;
    bool residual = false; // out = project + in
};

struct Lite0Weights
{
    FoldedConv stem; // 3 × 3, stride 2
    std::vector<Lite0Block> blocks;
    FoldedConv head; // 320 to 1280
    std::int64_t classes = 0;
    std::vector<float> classWeight; // classes × 1280
    std::vector<float> classBias;
};

// "Same" padding as TensorFlow has it: what does not halve evenly goes right and below.
struct Padding
{
    std::int64_t before = 0;
    std::int64_t after = 0;
};
Padding samePadding(std::int64_t size, std::int64_t kernel, std::int64_t stride);

// Failures stay in the reader.
Lite0Weights readLite0(TensorReader& reader);

} // namespace triptych::nn
