// SPDX-License-Identifier: GPL-3.0-or-later
// The inner loops of the exact search. This file is read once for each instruction set.
#include "core/retrieval/exact_kernels.h"

// Vectors without a known size cannot stand in arrays; NEON and the 128-bit forms serve there.
#include <hwy/detect_compiler_arch.h>
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/retrieval/exact_kernels.cpp"
#include <hwy/foreach_target.h> // must come before highway.h
#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

HWY_BEFORE_NAMESPACE();
namespace triptych::retrieval {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kPartials = 8;
using Doubles = hn::CappedTag<double, kPartials>;
using Floats = hn::Rebind<float, Doubles>;
using Halves = hn::Rebind<hwy::float16_t, Doubles>;
constexpr std::size_t kLanes = hn::MaxLanes(Doubles());
constexpr std::size_t kVectors = kPartials / kLanes;

HWY_INLINE hn::Vec<Doubles> loadHalves(const std::uint16_t* from)
{
    const auto halves = hn::LoadU(Halves(), reinterpret_cast<const hwy::float16_t*>(from));
    return hn::PromoteTo(Doubles(), hn::PromoteTo(Floats(), halves));
}

HWY_INLINE const std::uint16_t* halfRow(const std::uint16_t* base, std::size_t stride,
                                        RowChoice rows, std::size_t i)
{
    return base + (rows.selected != nullptr ? rows.selected[i] : i) * stride;
}

HWY_INLINE double sumOfPartials(const hn::Vec<Doubles>* sums)
{
    HWY_ALIGN double p[kPartials];
    for (std::size_t v = 0; v < kVectors; ++v) {
        hn::Store(sums[v], Doubles(), p + v * kLanes);
    }
    return ((p[0] + p[1]) + (p[2] + p[3])) + ((p[4] + p[5]) + (p[6] + p[7]));
}

// kRows rows at once, so that additions of one row do not wait for each other.
template <std::size_t kRows>
HWY_INLINE void halfDotsOf(const std::uint16_t* const* row, std::size_t dimension,
                           const double* query, double* out)
{
    const Doubles d;
    hn::Vec<Doubles> sums[kRows][kVectors];
    for (std::size_t r = 0; r < kRows; ++r) {
        for (std::size_t v = 0; v < kVectors; ++v) {
            sums[r][v] = hn::Zero(d);
        }
    }
    std::size_t at = 0;
    for (; at + kPartials <= dimension; at += kPartials) {
        for (std::size_t v = 0; v < kVectors; ++v) {
            const auto factor = hn::LoadU(d, query + at + v * kLanes);
            for (std::size_t r = 0; r < kRows; ++r) {
                sums[r][v] = hn::MulAdd(loadHalves(row[r] + at + v * kLanes), factor, sums[r][v]);
            }
        }
    }
    for (std::size_t r = 0; r < kRows; ++r) {
        if (at < dimension) {
            std::uint16_t tail[kPartials] = {};
            std::memcpy(tail, row[r] + at, (dimension - at) * sizeof(std::uint16_t));
            for (std::size_t v = 0; v < kVectors; ++v) {
                const auto factor = hn::LoadU(d, query + at + v * kLanes);
                sums[r][v] = hn::MulAdd(loadHalves(tail + v * kLanes), factor, sums[r][v]);
            }
        }
        out[r] = sumOfPartials(sums[r]);
    }
}

void HalfDots(const std::uint16_t* base, std::size_t stride, std::size_t dimension, RowChoice rows,
              const double* query, double* out)
{
    constexpr std::size_t kRows = kVectors <= 2 ? 4 : 2;
    std::size_t i = 0;
    for (; i + kRows <= rows.count; i += kRows) {
        const std::uint16_t* row[kRows];
        for (std::size_t r = 0; r < kRows; ++r) {
            row[r] = halfRow(base, stride, rows, i + r);
        }
        halfDotsOf<kRows>(row, dimension, query, out + i);
    }
    for (; i < rows.count; ++i) {
        const std::uint16_t* row = halfRow(base, stride, rows, i);
        halfDotsOf<1>(&row, dimension, query, out + i);
    }
}

using Shorts = hn::CappedTag<std::int16_t, 32>;
using Bytes = hn::Rebind<std::int8_t, Shorts>;
using Sums = hn::RepartitionToWide<Shorts>;

template <std::size_t kRows>
HWY_INLINE void codeDotsOf(const std::int8_t* const* row, std::size_t bytes,
                           const std::int16_t* query, std::int32_t* out)
{
    const Shorts shorts;
    const Bytes codes;
    const Sums wide;
    hn::Vec<Sums> even[kRows];
    hn::Vec<Sums> odd[kRows];
    for (std::size_t r = 0; r < kRows; ++r) {
        even[r] = hn::Zero(wide);
        odd[r] = hn::Zero(wide);
    }
    for (std::size_t at = 0; at < bytes; at += hn::MaxLanes(shorts)) {
        const auto factor = hn::LoadU(shorts, query + at);
        for (std::size_t r = 0; r < kRows; ++r) {
            const auto code = hn::PromoteTo(shorts, hn::LoadU(codes, row[r] + at));
            even[r] = hn::ReorderWidenMulAccumulate(wide, code, factor, even[r], odd[r]);
        }
    }
    for (std::size_t r = 0; r < kRows; ++r) {
        out[r] = hn::GetLane(hn::SumOfLanes(wide, hn::Add(even[r], odd[r])));
    }
}

void CodeDots(const std::int8_t* base, std::size_t bytes, RowChoice rows, const std::int16_t* query,
              std::int32_t* out)
{
    constexpr std::size_t kRows = 4;
    const auto rowAt = [&](std::size_t i) {
        return base + (rows.selected != nullptr ? rows.selected[i] : i) * bytes;
    };
    std::size_t i = 0;
    for (; i + kRows <= rows.count; i += kRows) {
        const std::int8_t* row[kRows] = {rowAt(i), rowAt(i + 1), rowAt(i + 2), rowAt(i + 3)};
        codeDotsOf<kRows>(row, bytes, query, out + i);
    }
    for (; i < rows.count; ++i) {
        const std::int8_t* row = rowAt(i);
        codeDotsOf<1>(&row, bytes, query, out + i);
    }
}

// `row` is padded with zeros to a multiple of kPartials.
CodedRow EncodePadded(const std::uint16_t* row, std::size_t padded, const double* centre,
                      std::int8_t* codes)
{
    const Doubles d;
    const hn::Rebind<std::int32_t, Doubles> ints;
    const hn::Rebind<std::int8_t, Doubles> bytes;
    auto most = hn::Zero(d);
    for (std::size_t at = 0; at < padded; at += kLanes) {
        // Exact: both are multiples of 2^-24.
        const auto value = hn::Sub(loadHalves(row + at), hn::LoadU(d, centre + at));
        most = hn::Max(most, hn::Abs(value));
    }
    CodedRow facts;
    const auto largest = static_cast<float>(hn::GetLane(hn::MaxOfLanes(d, most)));
    facts.scale = largest / 127.0F;
    const auto scale = hn::Set(d, static_cast<double>(facts.scale));
    const auto inverse = hn::Set(d, largest > 0 ? 1.0 / static_cast<double>(facts.scale) : 0.0);
    auto rest = hn::Zero(d);
    auto coded = hn::Zero(d);
    for (std::size_t at = 0; at < padded; at += kLanes) {
        const auto value = hn::Sub(loadHalves(row + at), hn::LoadU(d, centre + at));
        const auto code = hn::Round(hn::Mul(value, inverse)); // within ±127
        const auto back = hn::Mul(scale, code);               // exact: 24 + 7 bits
        const auto error = hn::Sub(value, back);
        rest = hn::MulAdd(error, error, rest);
        coded = hn::MulAdd(back, back, coded);
        hn::StoreU(hn::DemoteTo(bytes, hn::DemoteTo(ints, code)), bytes, codes + at);
    }
    // A little more than rounding could have lost, here and on the way to float.
    constexpr double kUp = 1.0 + 0x1p-20;
    facts.rest =
        static_cast<float>(std::sqrt(hn::GetLane(hn::SumOfLanes(d, rest))) * kUp + 0x1p-100);
    facts.coded =
        static_cast<float>(std::sqrt(hn::GetLane(hn::SumOfLanes(d, coded))) * kUp + 0x1p-100);
    return facts;
}

} // namespace HWY_NAMESPACE
} // namespace triptych::retrieval
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace triptych::retrieval {

HWY_EXPORT(HalfDots);
HWY_EXPORT(CodeDots);
HWY_EXPORT(EncodePadded);

std::vector<double> paddedQuery(std::span<const float> query)
{
    std::vector<double> values((query.size() + 7) / 8 * 8);
    std::ranges::copy(query, values.begin());
    return values;
}

void halfDots(const std::uint16_t* base, std::size_t stride, std::size_t dimension, RowChoice rows,
              const double* query, double* out)
{
    HWY_DYNAMIC_DISPATCH(HalfDots)(base, stride, dimension, rows, query, out);
}

void codeDots(const std::int8_t* base, std::size_t bytes, RowChoice rows, const std::int16_t* query,
              std::int32_t* out)
{
    HWY_DYNAMIC_DISPATCH(CodeDots)(base, bytes, rows, query, out);
}

CodedRow encodeRow(const std::uint16_t* row, std::size_t dimension, const double* centre,
                   std::int8_t* codes)
{
    const std::size_t bytes = codedBytes(dimension);
    std::memset(codes, 0, bytes);
    const auto notFinite = [](std::uint16_t half) { return (half & 0x7C00U) == 0x7C00U; };
    if (std::any_of(row, row + dimension, notFinite)) {
        return {0.0F, std::numeric_limits<float>::infinity(), 0.0F};
    }
    if (dimension % 8 == 0) {
        return HWY_DYNAMIC_DISPATCH(EncodePadded)(row, dimension, centre, codes);
    }
    std::vector<std::uint16_t> padded((dimension + 7) / 8 * 8);
    std::copy(row, row + dimension, padded.begin());
    return HWY_DYNAMIC_DISPATCH(EncodePadded)(padded.data(), padded.size(), centre, codes);
}

} // namespace triptych::retrieval
#endif
