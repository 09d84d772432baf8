// SPDX-License-Identifier: GPL-3.0-or-later
// Histograms of gradients on a grid over the thing that is shown: its outline and its parts.
#pragma once

#include "core/media/foreground.h"

#include <cstddef>
#include <span>

namespace triptych::media {

inline constexpr std::size_t kGridCells = 8; // a side
inline constexpr std::size_t kDirections = 9;
inline constexpr std::size_t kGradientBins = kGridCells * kGridCells * kDirections;

// `bins` has kGradientBins; unit length, zeros for a picture of one colour.
void gradientHistogram(const Foreground& thing, std::span<float> bins);

} // namespace triptych::media
