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
    std::string sha256;  // as recorded; empty: not compared
    int longestSide = 0; // pixels; 0 = full size
};

struct LoadedImage
{
    PixelBuffer pixels;
    bool changed = false; // the file's bytes are not those of `sha256`; the pixels are the file's
};

// Errors: NotFound, PermissionDenied, Io, Empty, Truncated, Unreadable, Unsupported, TooLarge,
// Cancelled.
Result<LoadedImage> loadImage(const ImageRequest& request, std::stop_token stop);

} // namespace triptych::workflow
