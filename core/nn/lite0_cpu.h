// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 on the processor: a block's expansion, depthwise convolution and projection
// go through it a band of rows at a time, so that the wide maps between them never leave the cache.
#pragma once

#include "core/nn/lite0_kernels.h"
#include "core/nn/lite0_weights.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace triptych::nn {

class Lite0Cpu
{
public:
    Lite0Cpu(const Lite0Weights& net, int side, const Lite0Kernels& kernels);

    // What one image needs while it is worked on; for one thread at a time, for any number of
    // images.
    struct Work
    {
        AlignedFloats maps[3]; // in, out, patches
        AlignedFloats wide;    // a band of expanded rows, padded
        AlignedFloats deep;    // what the depthwise convolution makes of it
        AlignedFloats last;    // the last map, tokens × 1280
    };
    [[nodiscard]] Work makeWork() const;

    // `planes`: 3 × side × side. The last map, (side/32)² × 1280, stays in `work`.
    const float* lastMap(const float* planes, Work& work) const;
    // `features`: count × 1280, out: count × classes, filled up.
    void classify(const float* features, std::size_t count, float* out) const;

    [[nodiscard]] std::size_t classes() const { return m_classes; }

private:
    struct Block
    {
        std::optional<Pointwise> expand;
        Depthwise depthwise;
        Pointwise project;
        bool residual = false;
        std::size_t side = 0; // of the map that comes in
        std::size_t outSide = 0;
        std::size_t before = 0; // padding
        std::size_t padded = 0; // side with padding
        std::size_t band = 0;   // output rows at once
    };
    void stem(const float* planes, float* patches, float* out) const;
    void run(const Block& block, const float* in, float* out, Work& work) const;
    void fillBand(const Block& block, const float* in, std::size_t firstRow, std::size_t rows,
                  float* wide) const;

    Lite0Kernels m_kernels;
    std::size_t m_side;
    std::size_t m_classes;
    Pointwise m_stem; // over patches of 27
    std::vector<Block> m_blocks;
    Pointwise m_head;
    Pointwise m_classifier;
};

} // namespace triptych::nn
