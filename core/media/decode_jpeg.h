// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG straight to upright RGBA: reduced by eighths while it is decoded, into the memory that it
// stays in, and stopped between rows.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

namespace triptych::media {

struct JpegPixels
{
    int width = 0; // upright
    int height = 0;
    std::shared_ptr<std::vector<std::uint8_t>> rgba; // 4 · width a row, opaque
};

enum class JpegSteps
{
    Eighths,
    Halves, // 1, 1/2, 1/4, 1/8: averages of whole pixels, and the fast ones
};

// Colour and grey JPEGs, turned upright by `orientation` (EXIF, 1 … 8), not colour-managed. At the
// smallest step of the size whose longer side is at least `longestSide`; 0 = full size. Damage
// inside the data is grey, as other decoders show it. Errors: Unreadable (also CMYK), Cancelled.
// Throws std::bad_alloc.
Result<JpegPixels> decodeJpeg(std::string_view bytes, int longestSide, JpegSteps steps,
                              int orientation, const std::stop_token& stop);

} // namespace triptych::media
