// SPDX-License-Identifier: GPL-3.0-or-later
// What of a picture belongs to the thing that is shown, softly: on product photos, on phone photos
// with a carpet around, on people who wear a garment.
#pragma once

#include "core/media/lab.h"

#include <vector>

namespace triptych::media {

struct Foreground
{
    LabImage image;             // small
    std::vector<float> weights; // one a pixel, sum 1; never all zero
    std::vector<float> middle;  // the same, closer to the middle of the picture; sum 1
    std::vector<float> outline; // where the thing is, without preference; sum 1
};

// Empty for an empty image.
Foreground foregroundOf(const PixelBuffer& image);

} // namespace triptych::media
