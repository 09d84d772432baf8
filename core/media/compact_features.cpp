// SPDX-License-Identifier: GPL-3.0-or-later
// The compact encoder's image side: the colours of the thing and its shape, side by side.
#include "core/media/colour_bins.h"
#include "core/media/foreground.h"
#include "core/media/gradient_histogram.h"
#include "core/media/preprocess.h"

#include <cmath>

namespace triptych::media {

namespace {

constexpr std::size_t kDimension = kHistogramSize + kGradientBins;
constexpr float kShapeShare = 0.96F; // of the similarity of two pictures: one garment, many colours

} // namespace

std::size_t compactImageDimension()
{
    return kDimension;
}

std::vector<float> compactImageFeatures(const PixelBuffer& image)
{
    const Foreground thing = foregroundOf(image);
    std::vector<float> out(kDimension);
    const std::span<float> all(out);
    colourHistogramOf(thing, all.first(kHistogramSize));
    gradientHistogram(thing, all.last(kGradientBins));
    double squares = 0;
    for (std::size_t i = 0; i < kDimension; ++i) {
        out[i] *= std::sqrt(i < kHistogramSize ? 1.F - kShapeShare : kShapeShare);
        squares += static_cast<double>(out[i] * out[i]);
    }
    const auto scale = static_cast<float>(squares > 0 ? 1.0 / std::sqrt(squares) : 0.0);
    for (float& value : out) {
        value *= scale;
    }
    return out;
}

} // namespace triptych::media
