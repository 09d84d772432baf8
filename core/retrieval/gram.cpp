// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of aᵀa. This file is read once for each instruction set.
#include "core/retrieval/gram.h"

#include <hwy/detect_compiler_arch.h>
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/retrieval/gram.cpp"
#include <hwy/foreach_target.h> // must come before highway.h
#include <hwy/highway.h>

#include <algorithm>
#include <cstddef>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace triptych::retrieval {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kPanel = 16; // columns of a tile
constexpr std::size_t kStrip = 4;  // rows of a tile that are summed at once

// out[16×16] += pᵀq for two panels of `rows` rows.
void tile(const float* p, const float* q, std::size_t rows, float* out)
{
    const hn::CappedTag<float, kPanel> d;
    constexpr std::size_t kLanes = hn::MaxLanes(d);
    constexpr std::size_t kVectors = kPanel / kLanes;
    for (std::size_t strip = 0; strip < kPanel; strip += kStrip) {
        hn::Vec<decltype(d)> sums[kStrip][kVectors];
        for (auto& row : sums) {
            for (auto& sum : row) {
                sum = hn::Zero(d);
            }
        }
        for (std::size_t r = 0; r < rows; ++r) {
            const float* left = p + r * kPanel + strip;
            const float* right = q + r * kPanel;
            for (std::size_t v = 0; v < kVectors; ++v) {
                const auto values = hn::LoadU(d, right + v * kLanes);
                for (std::size_t i = 0; i < kStrip; ++i) {
                    sums[i][v] = hn::MulAdd(hn::Set(d, left[i]), values, sums[i][v]);
                }
            }
        }
        for (std::size_t i = 0; i < kStrip; ++i) {
            for (std::size_t v = 0; v < kVectors; ++v) {
                float* to = out + (strip + i) * kPanel + v * kLanes;
                hn::StoreU(hn::Add(hn::LoadU(d, to), sums[i][v]), d, to);
            }
        }
    }
}

} // namespace HWY_NAMESPACE
} // namespace triptych::retrieval
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace triptych::retrieval {

HWY_EXPORT(tile);

namespace {

constexpr std::size_t kSide = 16;   // kPanel
constexpr std::size_t kChunk = 256; // rows: two panels of it fit the first cache

// Rows first … first+rows of `a` as panels of 16 columns, zeros beyond the last.
void pack(const Matrix& a, std::size_t first, std::size_t rows, std::vector<float>& panels)
{
    std::ranges::fill(panels, 0.0F);
    for (std::size_t r = 0; r < rows; ++r) {
        const auto row = a.row(first + r);
        for (std::size_t c = 0; c < a.columns; c += kSide) {
            const std::size_t width = std::min(kSide, a.columns - c);
            std::ranges::copy(row.subspan(c, width),
                              panels.begin() +
                                  static_cast<std::ptrdiff_t>((c / kSide * kChunk + r) * kSide));
        }
    }
}

} // namespace

Matrix gram(const Matrix& a, const JobContext& job)
{
    const std::size_t panels = (a.columns + kSide - 1) / kSide;
    const std::size_t tileSize = kSide * kSide;
    std::vector<float> packed(panels * kChunk * kSide);
    std::vector<float> tiles(panels * panels * tileSize);
    for (std::size_t first = 0; first < a.rows; first += kChunk) {
        const std::size_t rows = std::min(kChunk, a.rows - first);
        pack(a, first, rows, packed);
        job.parallelFor(panels, [&](std::size_t p) {
            for (std::size_t q = p; q < panels; ++q) {
                HWY_DYNAMIC_DISPATCH(tile)
                (packed.data() + p * kChunk * kSide, packed.data() + q * kChunk * kSide, rows,
                 tiles.data() + (p * panels + q) * tileSize);
            }
        });
    }
    Matrix out(a.columns, a.columns);
    for (std::size_t i = 0; i < a.columns; ++i) {
        for (std::size_t j = i; j < a.columns; ++j) {
            const std::size_t at = (i / kSide * panels + j / kSide) * tileSize;
            const float value = tiles[at + i % kSide * kSide + j % kSide];
            out.row(i)[j] = value;
            out.row(j)[i] = value;
        }
    }
    return out;
}

} // namespace triptych::retrieval
#endif
