// SPDX-License-Identifier: GPL-3.0-or-later
// From the bytes of an image file to upright sRGB pixels, at the size that is needed and not more.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/media/image_info.h"

#include <filesystem>
#include <stop_token>
#include <string_view>

namespace triptych::media {

struct DecodeOptions
{
    int longestSide = 0;  // pixels of the longer side; 0 = full size. Never enlarged.
    int shortestSide = 0; // where longestSide is 0: the same for the shorter side
    // JPEGs are left as they were decoded, at 1, 1/2, 1/4 or 1/8, which is at least what is asked
    // for: for those who resample anyway.
    bool reducedOnly = false;
    ImageLimits limits;
    std::stop_token stop; // looked at between stages: Cancelled
};

struct Decoded
{
    PixelBuffer pixels; // RGBA 8 bit, sRGB, upright, straight alpha, stride = 4 · width
    ImageInfo info;
    bool profileIgnored = false; // the ICC profile is damaged or does not fit; sRGB was assumed
};

// Any number of threads, one image a thread. JPEGs are reduced while they are decoded (by eighths),
// so that a 12-megapixel photo at 1000 px never stands in memory whole; at full size its pixels
// stand in memory once. 16 bit is scaled to 8,
// grey and CMYK become RGB, embedded ICC profiles are applied, the first frame of several is read.
// Errors: probe's, Unreadable (the decoder refuses), Cancelled.
Result<Decoded> decodeImage(std::string_view bytes, const DecodeOptions& options = {},
                            std::string_view fileName = {});

// Reads the file first; errors as probeImageFile.
Result<Decoded> decodeImageFile(const std::filesystem::path& path,
                                const DecodeOptions& options = {});

// Makes OpenCV single-threaded (images run in parallel, not rows) and silent, and lets the memory
// of freed pixels go back to the system at once, in the whole process. Called by everything
// here; calling it at start makes the first image faster.
void prepareDecoders();

} // namespace triptych::media
