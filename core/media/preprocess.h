// SPDX-License-Identifier: GPL-3.0-or-later
// From pixels to what encoders read: float planes, the foreground's colour histogram, the compact
// image features. Resampling as Pillow does it, so that published models see what they saw.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/domain/weights.h"
#include "core/media/decode.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace triptych::media {

// How to decode for an encoder with this rule: at least twice its side, where the file has that,
// JPEGs reduced while they are decoded. Features of it and of the full decode agree (cosine
// ≥ 0.995); twelve megapixels cost a fifth of a full decode. Add limits and stop as needed.
DecodeOptions decodeFor(const PixelRule& rule);

// 3 × side × side, normalised: planes R, G, B. `out` has 3·side·side values. Transparent pixels
// are laid over white. BadArgument for an empty image.
Status toPlanes(const PixelBuffer& image, const PixelRule& rule, std::span<float> out);

// CIELAB histogram of the foreground (D65), soft-binned, so that close colours are close vectors;
// square-rooted and of unit length. Without a foreground: of the whole image.
inline constexpr std::size_t kHistogramSize = 444;
std::vector<float> colourHistogram(const PixelBuffer& image);
// Shares (sum 1) of the foreground by colour name, in the order of colourNames().
std::vector<float> colourShares(const PixelBuffer& image);
std::span<const std::string> colourNames(); // "black" "white" "grey" "red" …, basic terms

// Histogram pyramid and gradient histograms: the compact encoder's image side. Unit length.
std::size_t compactImageDimension();
std::vector<float> compactImageFeatures(const PixelBuffer& image);

} // namespace triptych::media
