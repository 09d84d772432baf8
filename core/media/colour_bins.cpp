// SPDX-License-Identifier: GPL-3.0-or-later
// Linear sharing along lightness, hue (a circle) and chroma; grey is the node of all hues.
#include "core/media/colour_bins.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace triptych::media {

namespace {

constexpr std::array<float, kLightnesses> kLightnessNodes = {8.F, 25.F, 42.F, 59.F, 76.F, 93.F};
constexpr std::array<float, kChromas + 1> kChromaNodes = {3.F, 16.F, 36.F, 64.F};

struct Between
{
    std::size_t low = 0;
    float share = 0; // of the next one
};

template <std::size_t N> Between between(const std::array<float, N>& nodes, float value)
{
    for (std::size_t i = 0; i + 1 < N; ++i) {
        if (value < nodes[i + 1]) {
            return {i, std::max((value - nodes[i]) / (nodes[i + 1] - nodes[i]), 0.F)};
        }
    }
    return {N - 2, 1.F};
}

Between aroundCircle(float a, float b)
{
    const float turn = std::atan2(b, a) / (2.F * std::numbers::pi_v<float>);
    const float place = (turn < 0 ? turn + 1.F : turn) * static_cast<float>(kHues);
    const auto low = std::min(static_cast<std::size_t>(place), kHues - 1);
    return {low, place - static_cast<float>(low)};
}

} // namespace

void addColours(std::span<const Lab> pixels, std::span<const float> weights, std::span<float> bins)
{
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const Lab& colour = pixels[i];
        const Between light = between(kLightnessNodes, colour.l);
        const Between chroma = between(kChromaNodes, std::hypot(colour.a, colour.b));
        const Between hue = aroundCircle(colour.a, colour.b);
        for (std::size_t down = 0; down < 2; ++down) {
            const float ofLight = weights[i] * (down == 1 ? light.share : 1.F - light.share);
            float* const row = bins.data() + (light.low + down) * (1 + kHues * kChromas);
            for (std::size_t out = 0; out < 2; ++out) {
                const float share = ofLight * (out == 1 ? chroma.share : 1.F - chroma.share);
                const std::size_t ring = chroma.low + out;
                if (ring == 0) {
                    row[0] += share;
                    continue;
                }
                float* const around = row + 1 + (ring - 1) * kHues;
                around[hue.low] += share * (1.F - hue.share);
                around[(hue.low + 1) % kHues] += share * hue.share;
            }
        }
    }
}

void toHellinger(std::span<float> bins)
{
    double sum = 0;
    for (const float bin : bins) {
        sum += static_cast<double>(bin);
    }
    for (float& bin : bins) {
        bin = sum > 0 ? std::sqrt(static_cast<float>(bin / sum)) : 0.F;
    }
}

} // namespace triptych::media
