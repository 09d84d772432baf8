// SPDX-License-Identifier: GPL-3.0-or-later
// Image files made for tests: every format, with an orientation, a colour profile or both.
#pragma once

#include "core/media/image_info.h"

#include <cstdint>
#include <functional>
#include <string>

namespace triptych::media::test {

struct Colour
{
    int r = 0;
    int g = 0;
    int b = 0;
    int a = 255;
    bool operator==(const Colour&) const = default;
};

// A picture as a function of place.
struct Picture
{
    int width = 0;
    int height = 0;
    std::function<Colour(int x, int y)> at;
};

// 96 × 64; red, green, blue and yellow quarters, clockwise from the upper left: green is upper
// right, yellow lower right, blue lower left.
Picture quarters();
Picture plain(int width, int height, Colour colour);

// What a camera stores when the upright picture is `upright` and the tag says `orientation`
// (EXIF 2.32).
Picture stored(const Picture& upright, int orientation);

struct Extras
{
    int orientation = 1; // 1: no tag is written
    std::string profile; // empty: none
    int bits = 8;        // 8 or 16 (PNG, TIFF)
    bool alpha = false;  // PNG, WebP, TIFF
    int tiffAlpha = 2;   // TIFF tag 338: 1 multiplied, 2 straight
};
std::string imageFile(ImageFormat format, const Picture& picture, const Extras& extras = {});
std::string greyPng(const Picture& picture);

// Headers alone, as large as they say.
std::string headerOnly(ImageFormat format, std::uint32_t width, std::uint32_t height);

// An RGB profile whose red is sRGB's green and the other way round.
std::string swappedProfile();
std::string srgbProfile();
std::string greyProfile(double gamma);

inline constexpr ImageFormat kFormats[] = {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP,
                                           ImageFormat::Bmp, ImageFormat::Tiff};

} // namespace triptych::media::test
