// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of products. This file is read once for each instruction set.
#include "core/retrieval/gram.h"

#include "core/retrieval/vector_half.h"

#include <hwy/detect_compiler_arch.h>
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/retrieval/gram.cpp"
#include <hwy/foreach_target.h> // must come before highway.h
#include <hwy/highway.h>
// Of the same instruction set.
#include <hwy/contrib/math/math-inl.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace triptych::retrieval {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kPanel = 16; // columns of a tile

// out[16×16] += pᵀq for two panels of `rows` rows.
void tile(const float* HWY_RESTRICT p, const float* HWY_RESTRICT q, std::size_t rows,
          float* HWY_RESTRICT out)
{
    const hn::CappedTag<float, kPanel> d;
    constexpr std::size_t kLanes = hn::MaxLanes(d);
    constexpr std::size_t kVectors = kPanel / kLanes;
    // Rows of the tile that are summed at once: as many sums as there are registers for.
    constexpr std::size_t kStrip = kLanes >= 16 ? 16 : kLanes >= 4 ? kLanes / 2 : 2;
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

void softmaxRow(float* values, std::size_t count, float sharpness)
{
    const hn::CappedTag<float, kPanel> d;
    constexpr std::size_t kLanes = hn::MaxLanes(d);
    float most = values[0];
    for (std::size_t i = 1; i < count; ++i) {
        most = std::max(most, values[i]);
    }
    const auto lift = hn::Set(d, most);
    const auto factor = hn::Set(d, sharpness);
    auto sums = hn::Zero(d);
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const auto share = hn::Exp(d, hn::Mul(factor, hn::Sub(hn::LoadU(d, values + i), lift)));
        sums = hn::Add(sums, share);
        hn::StoreU(share, d, values + i);
    }
    float sum = hn::GetLane(hn::SumOfLanes(d, sums));
    for (; i < count; ++i) {
        values[i] = hn::GetLane(hn::Exp(d, hn::Mul(factor, hn::Sub(hn::Set(d, values[i]), lift))));
        sum += values[i];
    }
    for (std::size_t c = 0; c < count; ++c) {
        values[c] /= sum;
    }
}

void widenRow(const std::uint16_t* halves, std::size_t count, float* to)
{
    const hn::CappedTag<float, kPanel> d;
    const hn::Rebind<hwy::float16_t, decltype(d)> dh;
    constexpr std::size_t kLanes = hn::MaxLanes(d);
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        const auto values = hn::LoadU(dh, reinterpret_cast<const hwy::float16_t*>(halves + i));
        hn::StoreU(hn::PromoteTo(d, values), d, to + i);
    }
    for (; i < count; ++i) {
        to[i] = fromHalf(halves[i]);
    }
}

} // namespace HWY_NAMESPACE
} // namespace triptych::retrieval
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace triptych::retrieval {

HWY_EXPORT(tile);
HWY_EXPORT(softmaxRow);
HWY_EXPORT(widenRow);

namespace {

constexpr std::size_t kSide = Panels::kSide;
constexpr std::size_t kChunk = Panels::kDepth;
constexpr std::size_t kTile = kSide * kSide;
constexpr std::size_t kPackedAtOnce = 32; // rows
constexpr std::size_t kPanelsAtOnce = 8;

std::size_t panelsOf(std::size_t columns)
{
    return (columns + kSide - 1) / kSide;
}

// A row, less the mean, as row r of panels of 16 columns; what lies beyond the last stays zero.
void packRow(std::span<const float> row, std::span<const float> mean, std::size_t r, float* panels)
{
    for (std::size_t c = 0; c < row.size(); c += kSide) {
        const std::size_t width = std::min(kSide, row.size() - c);
        float* to = panels + (c / kSide * kChunk + r) * kSide;
        for (std::size_t i = 0; i < width; ++i) {
            to[i] = row[c + i] - mean[c + i];
        }
    }
}

// The tiles of the upper triangle of XᵀX and of XᵀY, row by row of tiles.
class NormalTiles
{
public:
    explicit NormalTiles(const NormalInput& input)
        : m_input(input)
        , m_features(panelsOf(input.features.columns))
        , m_all(m_features + panelsOf(input.targets.columns))
        , m_packed(m_all * kChunk * kSide)
        , m_tiles(m_features * m_all * kTile)
    {}

    void add(std::size_t first, std::size_t rows, const JobContext& job)
    {
        job.parallelFor((rows + kPackedAtOnce - 1) / kPackedAtOnce, [&](std::size_t part) {
            const std::size_t end = std::min(rows, (part + 1) * kPackedAtOnce);
            for (std::size_t r = part * kPackedAtOnce; r < end; ++r) {
                packRow(m_input.features.row(m_input.rows[first + r]), m_input.mean, r,
                        m_packed.data());
                packRow(m_input.targets.row(first + r), m_input.offset, r,
                        m_packed.data() + m_features * kChunk * kSide);
            }
        });
        job.parallelFor(m_features, [&](std::size_t p) {
            for (std::size_t q = p; q < m_all; ++q) {
                HWY_DYNAMIC_DISPATCH(tile)
                (m_packed.data() + p * kChunk * kSide, m_packed.data() + q * kChunk * kSide, rows,
                 m_tiles.data() + (p * m_all + q) * kTile);
            }
        });
    }

    [[nodiscard]] NormalProducts products() const
    {
        const std::size_t columns = m_input.features.columns;
        NormalProducts out{Matrix(columns, columns), Matrix(columns, m_input.targets.columns)};
        for (std::size_t i = 0; i < columns; ++i) {
            for (std::size_t j = i; j < columns; ++j) {
                const float value = valueAt(i, j);
                out.square.row(i)[j] = value;
                out.square.row(j)[i] = value;
            }
            for (std::size_t t = 0; t < m_input.targets.columns; ++t) {
                out.right.row(i)[t] = valueAt(i, m_features * kSide + t);
            }
        }
        return out;
    }

private:
    [[nodiscard]] float valueAt(std::size_t i, std::size_t j) const
    {
        const std::size_t at = (i / kSide * m_all + j / kSide) * kTile;
        return m_tiles[at + i % kSide * kSide + j % kSide];
    }

    const NormalInput& m_input;
    std::size_t m_features; // panels of them
    std::size_t m_all;      // and of the targets
    std::vector<float> m_packed;
    std::vector<float> m_tiles;
};

} // namespace

NormalProducts normalProducts(const NormalInput& input, const JobContext& job)
{
    NormalTiles tiles(input);
    for (std::size_t first = 0; first < input.rows.size(); first += kChunk) {
        tiles.add(first, std::min(kChunk, input.rows.size() - first), job);
    }
    return tiles.products();
}

Matrix gram(const Matrix& a, const JobContext& job)
{
    const Panels columns = Panels::ofColumns(a);
    return product(columns, columns, job);
}

Panels::Panels(std::size_t count, std::size_t depth)
    : m_count(count)
    , m_depth(depth)
    , m_values(panelsOf(count) * ((depth + kDepth - 1) / kDepth) * kDepth * kSide)
{}

const float* Panels::at(std::size_t chunk, std::size_t panel) const
{
    return m_values.data() + (chunk * panelsOf(m_count) + panel) * kDepth * kSide;
}

float* Panels::to(std::size_t depth, std::size_t vector)
{
    const std::size_t block = depth / kDepth * panelsOf(m_count) + vector / kSide;
    return m_values.data() + (block * kDepth + depth % kDepth) * kSide + vector % kSide;
}

Panels Panels::ofColumns(const Matrix& matrix)
{
    Panels out(matrix.columns, matrix.rows);
    for (std::size_t r = 0; r < matrix.rows; ++r) {
        const auto row = matrix.row(r);
        for (std::size_t c = 0; c < row.size(); c += kSide) {
            const std::size_t width = std::min(kSide, row.size() - c);
            std::ranges::copy(row.subspan(c, width), out.to(r, c));
        }
    }
    return out;
}

Panels Panels::ofRows(const Matrix& matrix, std::span<const float> mean)
{
    Panels out(matrix.rows, matrix.columns);
    for (std::size_t r = 0; r < matrix.rows; ++r) {
        const auto row = matrix.row(r);
        for (std::size_t first = 0; first < row.size(); first += kDepth) {
            float* to = out.to(first, r);
            const std::size_t end = std::min(row.size(), first + kDepth);
            for (std::size_t c = first; c < end; ++c, to += kSide) {
                *to = mean.empty() ? row[c] : row[c] - mean[c];
            }
        }
    }
    return out;
}

Matrix product(const Panels& a, const Panels& b, const JobContext& job)
{
    Matrix out(a.count(), b.count());
    const std::size_t tall = panelsOf(a.count());
    const std::size_t wide = panelsOf(b.count());
    job.parallelFor((tall + kPanelsAtOnce - 1) / kPanelsAtOnce, [&](std::size_t part) {
        const std::size_t first = part * kPanelsAtOnce;
        const std::size_t end = std::min(tall, first + kPanelsAtOnce);
        std::vector<float> tiles((end - first) * wide * kTile);
        for (std::size_t depth = 0; depth < a.depth(); depth += kChunk) {
            const std::size_t chunk = depth / kChunk;
            for (std::size_t p = first; p < end; ++p) {
                for (std::size_t q = 0; q < wide; ++q) {
                    HWY_DYNAMIC_DISPATCH(tile)
                    (a.at(chunk, p), b.at(chunk, q), std::min(kChunk, a.depth() - depth),
                     tiles.data() + ((p - first) * wide + q) * kTile);
                }
            }
        }
        for (std::size_t i = first * kSide; i < std::min(a.count(), end * kSide); ++i) {
            const auto row = out.row(i);
            for (std::size_t j = 0; j < row.size(); j += kSide) {
                const std::size_t tile = ((i / kSide - first) * wide + j / kSide) * kTile;
                std::copy_n(tiles.data() + tile + i % kSide * kSide,
                            std::min(kSide, row.size() - j), row.data() + j);
            }
        }
    });
    return out;
}

void softmaxRows(Matrix& values, float sharpness, const JobContext& job)
{
    job.parallelFor((values.rows + kPackedAtOnce - 1) / kPackedAtOnce, [&](std::size_t part) {
        const std::size_t end = std::min(values.rows, (part + 1) * kPackedAtOnce);
        for (std::size_t i = part * kPackedAtOnce; i < end && values.columns > 0; ++i) {
            HWY_DYNAMIC_DISPATCH(softmaxRow)(values.row(i).data(), values.columns, sharpness);
        }
    });
}

bool allFinite(const Matrix& matrix)
{
    constexpr std::uint32_t kExponent = 0x7F800000U; // all ones: infinite or not a number
    constexpr std::size_t kBlock = 4096;
    const auto& values = matrix.values;
    for (std::size_t at = 0; at < values.size(); at += kBlock) {
        std::uint32_t odd = 0;
        for (std::size_t i = at; i < std::min(values.size(), at + kBlock); ++i) {
            odd |= (std::bit_cast<std::uint32_t>(values[i]) & kExponent) == kExponent ? 1U : 0U;
        }
        if (odd != 0) {
            return false;
        }
    }
    return true;
}

void widen(std::span<const std::uint16_t> halves, std::span<float> to)
{
    HWY_DYNAMIC_DISPATCH(widenRow)(halves.data(), halves.size(), to.data());
}

} // namespace triptych::retrieval
#endif
