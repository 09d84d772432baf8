// SPDX-License-Identifier: GPL-3.0-or-later
// Dalal and Triggs' histograms on Lab, in a square around the thing, each cell against its
// neighbours.
#include "core/media/gradient_histogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace triptych::media {

namespace {

constexpr float kCells = kGridCells;

// The square that the grid covers, in pixels.
struct Square
{
    float left = 0;
    float top = 0;
    float side = 1;
};

// Around the middle of the weights, as wide as they spread: the thing fills it wherever it lies.
Square squareAround(const Foreground& thing)
{
    const LabImage& image = thing.image;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    std::size_t i = 0;
    for (int v = 0; v < image.height; ++v) {
        for (int u = 0; u < image.width; ++u, ++i) {
            const double weight = static_cast<double>(thing.outline[i]);
            x += weight * u;
            y += weight * v;
            xx += weight * u * u;
            yy += weight * v * v;
        }
    }
    constexpr double kSpread = 4.4; // standard deviations: a full square has 3.5
    const double widest = std::sqrt(std::max({xx - x * x, yy - y * y, 1.0}));
    const double longest = std::max(image.width, image.height);
    const double side = std::clamp(kSpread * widest, 0.4 * longest, longest);
    return {static_cast<float>(x + 0.5 - side / 2), static_cast<float>(y + 0.5 - side / 2),
            static_cast<float>(side)};
}

struct Gradient
{
    float strength = 0;
    float direction = 0; // 0 … kDirections, without sign
};

// Of the channel that changes most.
Gradient gradientAt(const LabImage& image, int x, int y)
{
    const auto pixel = [&](int u, int v) -> const Lab& {
        return image.pixels[static_cast<std::size_t>(v) * static_cast<std::size_t>(image.width) +
                            static_cast<std::size_t>(u)];
    };
    const Lab& left = pixel(x - 1, y);
    const Lab& right = pixel(x + 1, y);
    const Lab& above = pixel(x, y - 1);
    const Lab& below = pixel(x, y + 1);
    const std::array<std::array<float, 2>, 3> steps = {{{right.l - left.l, below.l - above.l},
                                                        {right.a - left.a, below.a - above.a},
                                                        {right.b - left.b, below.b - above.b}}};
    const auto squared = [](const auto& step) { return step[0] * step[0] + step[1] * step[1]; };
    const auto& most = *std::ranges::max_element(steps, {}, squared);
    const float turn = std::atan2(most[1], most[0]) / std::numbers::pi_v<float>; // -1 … 1
    const float half = turn < 0 ? turn + 1.F : turn;
    return {std::sqrt(squared(most)), half * static_cast<float>(kDirections)};
}

// Shared among the four cells and two directions around.
void add(std::span<float> bins, float column, float row, const Gradient& gradient)
{
    const float direction = gradient.direction - 0.5F;
    const auto low = static_cast<int>(std::floor(direction));
    const float lowShare = 1.F - (direction - static_cast<float>(low));
    constexpr int kCount = static_cast<int>(kDirections);
    const std::array<std::size_t, 2> at = {static_cast<std::size_t>((low + kCount) % kCount),
                                           static_cast<std::size_t>((low + 1) % kCount)};
    const auto cellX = static_cast<int>(std::floor(column));
    const auto cellY = static_cast<int>(std::floor(row));
    for (int j = cellY; j < cellY + 2; ++j) {
        for (int i = cellX; i < cellX + 2; ++i) {
            if (i < 0 || j < 0 || i >= static_cast<int>(kGridCells) ||
                j >= static_cast<int>(kGridCells)) {
                continue;
            }
            const float share = (1.F - std::abs(column - static_cast<float>(i))) *
                                (1.F - std::abs(row - static_cast<float>(j))) * gradient.strength;
            const std::size_t cell =
                static_cast<std::size_t>(j) * kGridCells + static_cast<std::size_t>(i);
            bins[cell * kDirections + at[0]] += share * lowShare;
            bins[cell * kDirections + at[1]] += share * (1.F - lowShare);
        }
    }
}

// Roots, then each cell against the strength around it: light and contrast cancel, flat cells
// stay small.
void normalise(std::span<float> bins)
{
    std::array<float, kGridCells * kGridCells> strength{};
    float total = 0;
    for (std::size_t cell = 0; cell < strength.size(); ++cell) {
        for (float& bin : bins.subspan(cell * kDirections, kDirections)) {
            strength[cell] += bin;
        }
        total += strength[cell];
    }
    if (total <= 0) {
        return;
    }
    const float usual = total / static_cast<float>(strength.size());
    double squares = 0;
    for (std::size_t cell = 0; cell < strength.size(); ++cell) {
        for (float& bin : bins.subspan(cell * kDirections, kDirections)) {
            bin = std::sqrt(bin / (strength[cell] + usual));
            squares += static_cast<double>(bin * bin);
        }
    }
    const auto scale = static_cast<float>(1.0 / std::sqrt(squares));
    for (float& bin : bins) {
        bin *= scale;
    }
}

} // namespace

void gradientHistogram(const Foreground& thing, std::span<float> bins)
{
    std::ranges::fill(bins, 0.F);
    const LabImage& image = thing.image;
    const Square square = squareAround(thing);
    for (int y = 1; y < image.height - 1; ++y) {
        for (int x = 1; x < image.width - 1; ++x) {
            const Gradient gradient = gradientAt(image, x, y);
            const float column =
                (static_cast<float>(x) + 0.5F - square.left) / square.side * kCells - 0.5F;
            const float row =
                (static_cast<float>(y) + 0.5F - square.top) / square.side * kCells - 0.5F;
            if (gradient.strength > 0 && column > -1.F && row > -1.F && column < kCells &&
                row < kCells) {
                add(bins, column, row, gradient);
            }
        }
    }
    normalise(bins);
}

} // namespace triptych::media
