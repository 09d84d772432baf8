// SPDX-License-Identifier: GPL-3.0-or-later
// Runs EfficientNet-Lite0 band by band.
#include "core/nn/lite0_cpu.h"

#include <algorithm>
#include <cstring>

namespace triptych::nn {

namespace {

constexpr std::size_t kBandFloats = std::size_t{768} * 1024 / sizeof(float); // in a core's cache
constexpr std::size_t kPatch = 27;                                           // 3 × 3 × 3

Pointwise packed(const FoldedConv& conv, const Lite0Kernels& kernels)
{
    return packPointwise(conv.weight, conv.bias, static_cast<std::size_t>(conv.in), conv.relu6,
                         kernels.panel);
}

} // namespace

Lite0Cpu::Lite0Cpu(const Lite0Weights& net, int side, const Lite0Kernels& kernels)
    : m_kernels(kernels)
    , m_side(static_cast<std::size_t>(side))
    , m_classes(static_cast<std::size_t>(net.classes))
    , m_stem(packPointwise(net.stem.weight, net.stem.bias, kPatch, true, kernels.panel))
    , m_head(packed(net.head, kernels))
{
    std::size_t at = m_side / 2;
    for (const Lite0Block& from : net.blocks) {
        Block block;
        if (from.expands) {
            block.expand = packed(from.expand, kernels);
        }
        const FoldedConv& deep = from.depthwise;
        block.depthwise =
            packDepthwise(deep.weight, deep.bias, static_cast<std::size_t>(deep.kernel),
                          static_cast<std::size_t>(deep.stride));
        block.project = packed(from.project, kernels);
        block.residual = from.residual;
        const std::size_t stride = block.depthwise.stride;
        const std::size_t kernel = block.depthwise.kernel;
        block.side = at;
        block.outSide = (at + stride - 1) / stride;
        const Padding padding =
            samePadding(static_cast<std::int64_t>(at), deep.kernel, deep.stride);
        block.before = static_cast<std::size_t>(padding.before);
        block.padded = (block.outSide - 1) * stride + kernel;
        // Bands of one size, as few as fit.
        const std::size_t row = block.padded * block.depthwise.channels;
        const std::size_t fit = std::max(kBandFloats / row, kernel);
        const std::size_t most = (fit - kernel) / stride + 1;
        const std::size_t bands = (block.outSide + most - 1) / most;
        block.band = (block.outSide + bands - 1) / bands;
        at = block.outSide;
        m_blocks.push_back(std::move(block));
    }
    if (m_classes > 0) {
        m_classifier = packPointwise(net.classWeight, net.classBias, 1280, false, kernels.panel);
    }
}

Lite0Cpu::Work Lite0Cpu::makeWork() const
{
    std::size_t map = m_side / 2 * (m_side / 2) * m_stem.out;
    std::size_t wide = 0;
    std::size_t deep = 0;
    for (const Block& block : m_blocks) {
        const std::size_t channels = block.depthwise.channels;
        const std::size_t rows = (block.band - 1) * block.depthwise.stride + block.depthwise.kernel;
        map = std::max(map, block.outSide * block.outSide * block.project.out);
        wide = std::max(wide, rows * block.padded * channels);
        deep = std::max(deep, block.band * block.outSide * channels);
    }
    const std::size_t last = m_side / 32 * (m_side / 32) * m_head.out;
    return {{AlignedFloats(map), AlignedFloats(map), AlignedFloats(m_side / 2 * kPatch)},
            AlignedFloats(wide),
            AlignedFloats(deep),
            AlignedFloats(last)};
}

void Lite0Cpu::stem(const float* planes, float* patches, float* out) const
{
    const std::size_t half = m_side / 2;
    for (std::size_t y = 0; y < half; ++y) {
        float* to = patches;
        for (std::size_t x = 0; x < half; ++x) {
            for (std::size_t plane = 0; plane < 3; ++plane) {
                for (std::size_t ky = 0; ky < 3; ++ky) {
                    // An even side is padded right and below only.
                    const bool rowThere = 2 * y + ky < m_side;
                    const float* from =
                        planes + (plane * m_side + (rowThere ? 2 * y + ky : 0)) * m_side + 2 * x;
                    to[0] = rowThere ? from[0] : 0.0F;
                    to[1] = rowThere ? from[1] : 0.0F;
                    to[2] = rowThere && 2 * x + 2 < m_side ? from[2] : 0.0F;
                    to += 3;
                }
            }
        }
        m_kernels.pointwise(m_stem, {.from = patches,
                                     .fromStride = kPatch,
                                     .to = out + y * half * m_stem.out,
                                     .rows = 1,
                                     .width = half});
    }
}

// Rows `firstRow` … of the padded wide map; padding is zeros.
void Lite0Cpu::fillBand(const Block& block, const float* in, std::size_t firstRow, std::size_t rows,
                        float* wide) const
{
    const std::size_t channels = block.depthwise.channels;
    const std::size_t rowFloats = block.padded * channels;
    const auto outside = [&](std::size_t row) {
        return row < block.before || row >= block.before + block.side;
    };
    const std::size_t after = block.padded - block.before - block.side;
    std::size_t begin = rows; // rows of the map: begin … end of the band
    std::size_t end = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        float* row = wide + r * rowFloats;
        if (outside(firstRow + r)) {
            std::fill_n(row, rowFloats, 0.0F);
            continue;
        }
        begin = std::min(begin, r);
        end = r + 1;
        std::fill_n(row, block.before * channels, 0.0F);
        std::fill_n(row + rowFloats - after * channels, after * channels, 0.0F);
    }
    if (begin >= end) {
        return;
    }
    float* to = wide + begin * rowFloats + block.before * channels;
    const std::size_t inRow = firstRow + begin - block.before;
    if (block.expand) {
        const std::size_t stride = filledUp(block.expand->in);
        m_kernels.pointwise(*block.expand, {.from = in + inRow * block.side * stride,
                                            .fromStride = stride,
                                            .to = to,
                                            .rows = end - begin,
                                            .width = block.side,
                                            .toRowGap = rowFloats - block.side * channels});
        return;
    }
    for (std::size_t r = 0; r < end - begin; ++r) {
        std::memcpy(to + r * rowFloats, in + (inRow + r) * block.side * channels,
                    block.side * channels * sizeof(float));
    }
}

void Lite0Cpu::run(const Block& block, const float* in, float* out, Work& work) const
{
    const Depthwise& deep = block.depthwise;
    const std::size_t rowFloats = block.padded * deep.channels;
    std::size_t have = 0; // rows that the band before left
    for (std::size_t row = 0; row < block.outSide; row += block.band) {
        const std::size_t rows = std::min(block.band, block.outSide - row);
        const std::size_t need = (rows - 1) * deep.stride + deep.kernel;
        float* wide = work.wide.data();
        fillBand(block, in, row * deep.stride + have, need - have, wide + have * rowFloats);
        m_kernels.depthwise(deep, {.from = wide,
                                   .fromRow = rowFloats,
                                   .to = work.deep.data(),
                                   .rows = rows,
                                   .width = block.outSide});
        const std::size_t at = row * block.outSide * block.project.out;
        m_kernels.pointwise(block.project, {.from = work.deep.data(),
                                            .fromStride = deep.channels,
                                            .to = out + at,
                                            .residual = block.residual ? in + at : nullptr,
                                            .rows = rows,
                                            .width = block.outSide});
        have = deep.kernel - deep.stride;
        std::memmove(wide, wide + rows * deep.stride * rowFloats, have * rowFloats * sizeof(float));
    }
}

const float* Lite0Cpu::lastMap(const float* planes, Work& work) const
{
    float* in = work.maps[0].data();
    float* out = work.maps[1].data();
    stem(planes, work.maps[2].data(), in);
    for (const Block& block : m_blocks) {
        run(block, in, out, work);
        std::swap(in, out);
    }
    const std::size_t side = m_side / 32;
    m_kernels.pointwise(m_head, {.from = in,
                                 .fromStride = filledUp(m_head.in),
                                 .to = work.last.data(),
                                 .rows = side,
                                 .width = side});
    return work.last.data();
}

void Lite0Cpu::classify(const float* features, std::size_t count, float* out) const
{
    m_kernels.pointwise(
        m_classifier, {.from = features, .fromStride = 1280, .to = out, .rows = 1, .width = count});
}

} // namespace triptych::nn
