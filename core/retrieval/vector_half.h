// SPDX-License-Identifier: GPL-3.0-or-later
// IEEE half precision: exact to float, from float to the nearest (ties to even).
#pragma once

#include <bit>
#include <cstdint>

namespace triptych::retrieval {

constexpr float kLargestHalf = 65504.0F;

constexpr float fromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
    const std::uint32_t exponent = (half >> 10U) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0) { // zero and subnormal: mantissa · 2^-24, exact in float
        const float value = static_cast<float>(mantissa) * 0x1p-24F;
        return sign != 0 ? -value : value;
    }
    const std::uint32_t wide = exponent == 31 ? 255U : exponent + 112U;
    return std::bit_cast<float>(sign | wide << 23U | mantissa << 13U);
}

// Over 65519.99 becomes infinity; not-a-number stays one.
constexpr std::uint16_t toHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U) {
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    }
    if (magnitude >= 0x477FF000U) { // 65520: halfway to the next above the largest
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    }
    // The bits to keep and those to drop; below 2^-14 the significand shifts out.
    std::uint32_t kept = 0;
    std::uint32_t dropped = 0;
    std::uint32_t half = 0x1000U;
    if (magnitude >= 0x38800000U) {
        kept = (magnitude - 0x38000000U) >> 13U;
        dropped = magnitude & 0x1FFFU;
    } else {
        const std::uint32_t exponent = magnitude >> 23U;
        if (exponent < 102) { // below 2^-25
            return sign;
        }
        const std::uint32_t significand = (magnitude & 0x7FFFFFU) | 0x800000U;
        const std::uint32_t shift = 126U - exponent; // 14 … 24
        kept = significand >> shift;
        dropped = significand & ((1U << shift) - 1U);
        half = 1U << (shift - 1U);
    }
    const bool up = dropped > half || (dropped == half && (kept & 1U) != 0);
    return static_cast<std::uint16_t>(sign | (kept + (up ? 1U : 0U)));
}

} // namespace triptych::retrieval
