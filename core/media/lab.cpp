// SPDX-License-Identifier: GPL-3.0-or-later
// IEC 61966-2-1 and CIE 15, with the white of sRGB itself, so that greys have no chroma.
#include "core/media/lab.h"

#include "core/media/area_scale.h"

#include <array>
#include <cmath>

namespace triptych::media {

namespace {

std::array<float, 256> linearLevels()
{
    std::array<float, 256> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double v = static_cast<double>(i) / 255.0;
        out[i] = static_cast<float>(v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4));
    }
    return out;
}

float lightness(float t)
{
    constexpr float kBreak = 216.F / 24389.F;
    constexpr float kSlope = 24389.F / 27.F / 116.F;
    return t > kBreak ? std::cbrt(t) : t * kSlope + 16.F / 116.F;
}

} // namespace

Lab labOf(std::uint8_t r, std::uint8_t g, std::uint8_t b)
{
    static const auto levels = linearLevels();
    const float red = levels[r];
    const float green = levels[g];
    const float blue = levels[b];
    const float x = 0.4124564F * red + 0.3575761F * green + 0.1804375F * blue;
    const float y = 0.2126729F * red + 0.7151522F * green + 0.0721750F * blue;
    const float z = 0.0193339F * red + 0.1191920F * green + 0.9503041F * blue;
    const float fx = lightness(x / 0.95047F);
    const float fy = lightness(y / 1.0000001F);
    const float fz = lightness(z / 1.08883F);
    return {116.F * fy - 16.F, 500.F * (fx - fy), 200.F * (fy - fz)};
}

LabImage labImage(const PixelBuffer& image, int longestSide)
{
    if (image.empty()) {
        return {};
    }
    const PixelSize size = fittedSize(image.width, image.height, longestSide);
    LabImage out{size.width, size.height, {}, {}};
    const auto stride = static_cast<std::size_t>(size.width) * 4;
    std::vector<std::uint8_t> small(stride * static_cast<std::size_t>(size.height));
    auto* source = const_cast<std::uint8_t*>(image.data->data()); // only read
    scaleByArea({source, image.width, image.height, image.stride, 4},
                {small.data(), size.width, size.height, stride, 4});
    out.pixels.reserve(small.size() / 4);
    out.opacity.reserve(small.size() / 4);
    for (std::size_t i = 0; i < small.size(); i += 4) {
        out.pixels.push_back(labOf(small[i], small[i + 1], small[i + 2]));
        out.opacity.push_back(static_cast<float>(small[i + 3]) / 255.F);
    }
    return out;
}

} // namespace triptych::media
