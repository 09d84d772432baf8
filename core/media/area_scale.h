// SPDX-License-Identifier: GPL-3.0-or-later
// Making pictures smaller by averaging areas, on plain memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace triptych::media {

struct PixelView
{
    std::uint8_t* data = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0; // bytes a row
    int channels = 4;       // 1, 3, or 4 with straight alpha last
};

// Same channels in both. Colours of transparent pixels do not bleed into others. Throws
// cv::Exception when memory is short: callers stand at media's border.
void scaleByArea(const PixelView& from, const PixelView& to);

struct PixelSize
{
    int width = 0;
    int height = 0;
};
// The size at which the longer side is `longestSide`, at least 1 × 1; unchanged for 0 or when
// smaller.
PixelSize fittedSize(int width, int height, int longestSide);

} // namespace triptych::media
