// SPDX-License-Identifier: GPL-3.0-or-later
// Soft bins of CIELAB: greys by lightness, colours by lightness, hue and chroma. A colour is shared
// among the bins around it, so that close colours are close histograms.
#pragma once

#include "core/media/foreground.h"

#include <cstddef>
#include <span>

namespace triptych::media {

inline constexpr std::size_t kLightnesses = 6;
inline constexpr std::size_t kHues = 12;
inline constexpr std::size_t kChromas = 3; // beside grey
inline constexpr std::size_t kColourBins = kLightnesses * (1 + kHues * kChromas);

// Adds each pixel's weight; `bins` has kColourBins.
void addColours(std::span<const Lab> pixels, std::span<const float> weights, std::span<float> bins);

// Square roots, then unit length: the dot product of two is their Bhattacharyya coefficient.
void toHellinger(std::span<float> bins);

// colourHistogram() of what is known already; `out` has kHistogramSize zeros.
void colourHistogramOf(const Foreground& thing, std::span<float> out);

} // namespace triptych::media
