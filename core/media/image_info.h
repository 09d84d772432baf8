// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of an image file from its headers alone, and the limits set to what is opened.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace triptych::media {

enum class ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Bmp,
    Tiff
};
// "JPEG", "PNG", "WebP", "BMP", "TIFF".
std::string_view name(ImageFormat format);

struct ImageLimits
{
    std::uint64_t pixels = 300'000'000; // width · height as stored
    std::uint64_t bytes = 0x7FFFFFFF;   // file size; more is never read, whatever stands here
};

struct ImageInfo
{
    ImageFormat format = ImageFormat::Jpeg;
    int width = 0; // upright, that is, after the EXIF orientation
    int height = 0;
    int storedWidth = 0; // as in the file
    int storedHeight = 0;
    int orientation = 1;          // EXIF tag 274, 1 … 8; anything else reads as 1
    int channels = 3;             // as stored: 1 grey, 2 grey + alpha, 3, 4 (CMYK when `cmyk`)
    int bitsPerChannel = 8;       // 1, 2, 4, 8 or 16
    bool cmyk = false;            // inks, not light
    bool animated = false;        // more frames or pages than the one that is read
    bool extensionMatches = true; // also when the name has no extension
    std::string iccProfile;       // as embedded; empty = none, then sRGB is assumed
};

} // namespace triptych::media
