// SPDX-License-Identifier: GPL-3.0-or-later
// CIELAB (D65) of sRGB pixels, and a small picture of them to measure colours on.
#pragma once

#include "core/domain/pixel_buffer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace triptych::media {

struct Lab
{
    float l = 0; // 0 … 100
    float a = 0;
    float b = 0;
};
Lab labOf(std::uint8_t r, std::uint8_t g, std::uint8_t b);

struct LabImage
{
    int width = 0;
    int height = 0;
    std::vector<Lab> pixels;
    std::vector<float> opacity; // 0 … 1
};
// Reduced by area averaging until the longer side has at most `longestSide`. Empty for an empty
// image.
LabImage labImage(const PixelBuffer& image, int longestSide);

} // namespace triptych::media
