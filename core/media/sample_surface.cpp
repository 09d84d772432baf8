// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns and textures of the sample catalogue, as functions of a place on the surface.
#include "core/media/sample_canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace triptych::media {

namespace {

double fraction(double x)
{
    return x - std::floor(x);
}

double smooth(double edge0, double edge1, double x)
{
    const double t = std::clamp((x - edge0) / (edge1 - edge0), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

double latticeValue(std::int64_t x, std::int64_t y, std::uint64_t seed)
{
    auto h = seed * 0x9E3779B97F4A7C15U ^ static_cast<std::uint64_t>(x) * 0xC2B2AE3D27D4EB4FU ^
             static_cast<std::uint64_t>(y) * 0x165667B19E3779F9U;
    h ^= h >> 29U;
    h *= 0xBF58476D1CE4E5B9U;
    h ^= h >> 32U;
    return static_cast<double>(h & 0xFFFFFFU) / 16777216.0;
}

// Value noise, 0 … 1, mean 0.5.
double noise(double x, double y, std::uint64_t seed)
{
    const double fx = std::floor(x);
    const double fy = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx);
    const auto iy = static_cast<std::int64_t>(fy);
    const double tx = x - fx;
    const double ty = y - fy;
    const double sx = tx * tx * (3.0 - 2.0 * tx);
    const double sy = ty * ty * (3.0 - 2.0 * ty);
    const double top = std::lerp(latticeValue(ix, iy, seed), latticeValue(ix + 1, iy, seed), sx);
    const double low =
        std::lerp(latticeValue(ix, iy + 1, seed), latticeValue(ix + 1, iy + 1, seed), sx);
    return std::lerp(top, low, sy);
}

// Share of the second colour.
double patternShare(const Surface& surface, double u, double v)
{
    constexpr double kEdge = 0.02;
    u /= surface.scale;
    v /= surface.scale;
    switch (surface.pattern) {
    case Pattern::Solid:
        return 0.0;
    case Pattern::Striped: {
        const double t = std::abs(fraction(u / 40.0) - 0.5);
        return 1.0 - smooth(0.17 - kEdge, 0.17 + kEdge, t);
    }
    case Pattern::Checked: {
        const double a = std::abs(fraction(u / 52.0) - 0.5);
        const double b = std::abs(fraction(v / 52.0) - 0.5);
        const double wide = (1.0 - smooth(0.16, 0.18, a)) + (1.0 - smooth(0.16, 0.18, b));
        const double thin = std::max(1.0 - smooth(0.02, 0.035, std::abs(a - 0.38)),
                                     1.0 - smooth(0.02, 0.035, std::abs(b - 0.38)));
        return std::min(0.5 * wide + 0.4 * thin, 1.0);
    }
    case Pattern::Dotted: {
        const double row = std::floor(v / 30.0);
        const double du = fraction(u / 34.0 + (std::fmod(row, 2.0) != 0.0 ? 0.5 : 0.0)) - 0.5;
        const double dv = fraction(v / 30.0) - 0.5;
        const double r = std::hypot(du * 34.0, dv * 30.0);
        return 1.0 - smooth(7.6, 8.8, r);
    }
    case Pattern::Zigzag: {
        const double wave = std::abs(fraction(u / 44.0) - 0.5) * 34.0;
        const double t = std::abs(fraction((v + wave) / 38.0) - 0.5);
        return 1.0 - smooth(0.17 - kEdge, 0.17 + kEdge, t);
    }
    }
    return 0.0;
}

double woven(double u, double v, double pitch, std::uint64_t seed)
{
    const double over =
        std::sin(u / pitch * std::numbers::pi) * std::sin(v / pitch * std::numbers::pi);
    const double thread = noise(u / 60.0, v / 2.2, seed) + noise(u / 2.2, v / 60.0, seed + 1) - 1.0;
    return 1.0 + 0.05 * over + 0.07 * thread;
}

double leather(double u, double v, std::uint64_t seed)
{
    const double pores = noise(u / 2.6, v / 2.6, seed) - 0.5;
    const double creases = std::abs(noise(u / 7.0, v / 5.5, seed + 3) - 0.5);
    const double clouds = noise(u / 90.0, v / 80.0, seed + 5) - 0.5;
    return 1.0 + 0.055 * pores + 0.075 * (creases - 0.12) + 0.035 * clouds;
}

double wood(double u, double v, std::uint64_t seed)
{
    const double bend =
        22.0 * noise(u / 46.0, v / 260.0, seed) + 5.0 * noise(u / 12.0, v / 90.0, seed + 1);
    const double rings = 0.5 + 0.5 * std::sin((u + bend) * 0.42);
    const double fibre = noise(u / 1.6, v / 46.0, seed + 2) - 0.5;
    return 1.04 - 0.17 * rings * rings + 0.13 * fibre;
}

double knit(double u, double v)
{
    const double column = fraction(u / 9.0);
    const double slope = std::abs(column - 0.5) * 9.0;
    const double row = fraction((v + slope) / 7.0);
    const double gap = std::abs(column - 0.5) > 0.44 ? 0.06 : 0.0;
    return 1.02 + 0.11 * (std::sin(row * 2.0 * std::numbers::pi) * 0.5) - gap;
}

double denim(double u, double v, std::uint64_t seed)
{
    const double twill = std::sin((u + v) * 1.45);
    const double fade = noise(u / 90.0, v / 120.0, seed) - 0.5;
    const double thread = noise(u / 1.8, v / 26.0, seed + 1) - 0.5;
    return 1.0 + 0.10 * twill + 0.16 * fade + 0.07 * thread;
}

// Round spots, one in two cells, of different size and place.
double speckles(double u, double v, std::uint64_t seed)
{
    constexpr double kCell = 11.0;
    const double cloud = 0.06 * (noise(u / 26.0, v / 22.0, seed) - 0.5);
    const auto x = static_cast<std::int64_t>(std::floor(u / kCell));
    const auto y = static_cast<std::int64_t>(std::floor(v / kCell));
    const double size = latticeValue(x, y, seed + 2);
    const double r = size < 0.5 ? 0.0 : 0.5 + 2.6 * (size - 0.5);
    const double cu = (static_cast<double>(x) + 0.25 + 0.5 * latticeValue(x, y, seed + 3)) * kCell;
    const double cv = (static_cast<double>(y) + 0.25 + 0.5 * latticeValue(x, y, seed + 4)) * kCell;
    const double inside = 1.0 - smooth(r - 0.45, r + 0.45, std::hypot(u - cu, v - cv));
    return 1.0 + cloud - (r > 0.0 ? 0.36 * inside : 0.0);
}

double textureFactor(const Surface& surface, double u, double v)
{
    const auto seed = surface.seed;
    switch (surface.texture) {
    case Texture::Smooth:
    case Texture::Ceramic:
    case Texture::Enamel:
        return 1.0;
    case Texture::Fabric:
        return woven(u, v, 3.2, seed);
    case Texture::Velvet:
        return 1.0 + 0.16 * (noise(u / 38.0, v / 60.0, seed) - 0.5) +
               0.05 * (noise(u / 1.7, v / 5.0, seed + 1) - 0.5);
    case Texture::Leather:
        return leather(u, v, seed);
    case Texture::Wood:
        return wood(u, v, seed);
    case Texture::Metal:
        return 1.0 + 0.16 * (noise(u / 90.0, v / 1.3, seed) - 0.5);
    case Texture::Stoneware:
        return speckles(u, v, seed);
    case Texture::Cotton:
        return 1.0 + 0.035 * (noise(u / 1.8, v / 1.8, seed) - 0.5);
    case Texture::Linen:
        return 1.0 + 0.13 * (noise(u / 44.0, v / 1.6, seed) - 0.5) +
               0.13 * (noise(u / 1.6, v / 44.0, seed + 1) - 0.5);
    case Texture::Denim:
        return denim(u, v, seed);
    case Texture::Knit:
        return knit(u, v);
    case Texture::Canvas:
        return 1.0 + 0.11 * std::sin(u * 1.25) * std::sin(v * 1.25) +
               0.10 * (noise(u / 30.0, v / 1.8, seed) - 0.5);
    case Texture::Felt:
        return 1.0 + 0.13 * (noise(u / 2.4, v / 2.4, seed) - 0.5) +
               0.07 * (noise(u / 11.0, v / 9.0, seed + 1) - 0.5);
    }
    return 1.0;
}

} // namespace

Rgb rgb(std::uint32_t hex)
{
    const auto part = [hex](unsigned shift) {
        return static_cast<float>((hex >> shift) & 0xFFU) / 255.0F;
    };
    return {part(16), part(8), part(0)};
}

Rgb mixed(Rgb a, Rgb b, double share)
{
    const auto s = static_cast<float>(share);
    return {a.r + (b.r - a.r) * s, a.g + (b.g - a.g) * s, a.b + (b.b - a.b) * s};
}

Rgb brighter(Rgb colour, double factor)
{
    const auto f = static_cast<float>(factor);
    return {colour.r * f, colour.g * f, colour.b * f};
}

Rgb surfaceColour(const Surface& surface, double u, double v)
{
    const Rgb base = surface.pattern == Pattern::Solid
                         ? surface.colour
                         : mixed(surface.colour, surface.second, patternShare(surface, u, v));
    return brighter(base, textureFactor(surface, u, v));
}

} // namespace triptych::media
