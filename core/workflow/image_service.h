// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels for the window: decoded at the size asked for, upright, in sRGB. Synchronous and
// thread-safe: the media lane calls it from several threads; `ui` keeps the cache bounded in bytes.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/domain/views.h"

#include <stop_token>

namespace triptych::workflow {

struct ImageRequest
{
    std::string path;    // absolute, from ImageView
    std::string sha256;  // as recorded; empty: not checked
    int longestSide = 0; // pixels; 0 = full size
};

// Errors: NotFound, Empty, Truncated, Unreadable, Unsupported, TooLarge, Changed (only checked when
// the file's size differs or `verifyBytes`), Cancelled.
Result<PixelBuffer> loadImage(const ImageRequest& request, std::stop_token stop);

} // namespace triptych::workflow
