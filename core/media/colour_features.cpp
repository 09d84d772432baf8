// SPDX-License-Identifier: GPL-3.0-or-later
// The colour histogram: lightness by hue by chroma, each colour shared among its neighbours.
#include "core/media/colour_bins.h"
#include "core/media/preprocess.h"

namespace triptych::media {

static_assert(kHistogramSize == 2 * kColourBins);

void colourHistogramOf(const Foreground& thing, std::span<float> out)
{
    addColours(thing.image.pixels, thing.weights, out.first(kColourBins));
    addColours(thing.image.pixels, thing.middle, out.last(kColourBins));
    toHellinger(out);
}

std::vector<float> colourHistogram(const PixelBuffer& image)
{
    std::vector<float> out(kHistogramSize);
    colourHistogramOf(foregroundOf(image), out);
    return out;
}

} // namespace triptych::media
