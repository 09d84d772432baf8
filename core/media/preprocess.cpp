// SPDX-License-Identifier: GPL-3.0-or-later
// Rows first, then columns, with bytes between, as Pillow does: that is what the models saw.
#include "core/media/preprocess.h"

#include "core/media/resample.h"
#include "core/media/scale_encode.h"

#include <algorithm>
#include <cmath>

namespace triptych::media {

namespace {

constexpr std::size_t kRgb = 3;
constexpr int kSpare = 2; // times the side that is needed
constexpr int kLargestSide = 1 << 14;
constexpr int kLongestImage = 1 << 16; // beyond it the weights alone would fill the memory

struct Plans
{
    AxisPlan across;
    AxisPlan down;
};

AxisPlan whole(int image, int side)
{
    return {image, 0, image, side, 0, side};
}

AxisPlan padded(int image, int square, int side)
{
    return {image, (square - image) / 2, square, side, 0, side};
}

// The middle `side` of what `image` becomes when `shortest` becomes `side`. Half a pixel goes to
// the even side, as Python rounds.
AxisPlan cropped(int image, int shortest, int side)
{
    constexpr std::int64_t kMost = 0x7FFFFFFF;
    const auto resized = static_cast<int>(std::min(std::int64_t{side} * image / shortest, kMost));
    const int from = static_cast<int>(std::nearbyint((resized - side) / 2.0));
    return {image, 0, image, resized, from, side};
}

Plans plansOf(int width, int height, const PixelRule& rule)
{
    switch (rule.resize) {
    case ResizeMode::PadSquare: {
        const int square = std::max(width, height);
        return {padded(width, square, rule.side), padded(height, square, rule.side)};
    }
    case ResizeMode::ShortestCrop: {
        const int shortest = std::min(width, height);
        return {cropped(width, shortest, rule.side), cropped(height, shortest, rule.side)};
    }
    case ResizeMode::Squash:
        break;
    }
    return {whole(width, rule.side), whole(height, rule.side)};
}

// The row itself when all that is read of it is opaque, else its copy over white.
const std::uint8_t* overWhite(const std::uint8_t* row, int from, int end,
                              std::vector<std::uint8_t>& copy)
{
    unsigned all = 255;
    for (int x = from; x < end; ++x) {
        all &= row[x * 4 + 3];
    }
    if (all == 255) {
        return row;
    }
    for (int x = from; x < end; ++x) {
        const unsigned alpha = row[x * 4 + 3];
        for (int c = x * 4; c < x * 4 + 3; ++c) {
            const unsigned value = (row[c] * alpha + 255U * (255U - alpha) + 127U) / 255U;
            copy[static_cast<std::size_t>(c)] = static_cast<std::uint8_t>(value);
        }
    }
    return copy.data();
}

void resampleRow(const std::uint8_t* row, const AxisWeights& axis, std::uint8_t* out)
{
    for (const auto& reach : axis.reach) {
        const std::int32_t* weights = axis.weights.data() + reach.weights;
        std::int32_t r = reach.start;
        std::int32_t g = reach.start;
        std::int32_t b = reach.start;
        const std::uint8_t* pixel = row + std::ptrdiff_t{reach.first} * 4;
        for (int i = 0; i < reach.count; ++i, pixel += 4) {
            r += pixel[0] * weights[i];
            g += pixel[1] * weights[i];
            b += pixel[2] * weights[i];
        }
        out[0] = toByte(r);
        out[1] = toByte(g);
        out[2] = toByte(b);
        out += kRgb;
    }
}

using Levels = std::array<std::array<float, 256>, kRgb>;

Levels levelsOf(const PixelRule& rule)
{
    Levels levels{};
    for (std::size_t c = 0; c < kRgb; ++c) {
        for (std::size_t v = 0; v < 256; ++v) {
            levels[c][v] = (static_cast<float>(v) - rule.mean[c]) / rule.deviation[c];
        }
    }
    return levels;
}

// `rows`: RGB, from the image's row `down.firstRead` on.
void resampleDown(const std::vector<std::uint8_t>& rows, std::size_t width, const AxisWeights& down,
                  const Levels& levels, std::span<float> out)
{
    const std::size_t stride = width * kRgb;
    const std::size_t plane = width * down.reach.size();
    std::vector<std::int32_t> sums(stride);
    for (std::size_t y = 0; y < down.reach.size(); ++y) {
        const auto& reach = down.reach[y];
        std::ranges::fill(sums, reach.start);
        auto row = static_cast<std::size_t>(reach.first - down.firstRead);
        for (int i = 0; i < reach.count; ++i, ++row) {
            const std::uint8_t* from = rows.data() + row * stride;
            const std::int32_t weight = down.weights[reach.weights + static_cast<std::size_t>(i)];
            for (std::size_t x = 0; x < stride; ++x) {
                sums[x] += from[x] * weight;
            }
        }
        float* to = out.data() + y * width;
        for (std::size_t x = 0; x < width; ++x) {
            for (std::size_t c = 0; c < kRgb; ++c) {
                to[c * plane + x] = levels[c][toByte(sums[x * kRgb + c])];
            }
        }
    }
}

} // namespace

DecodeOptions decodeFor(const PixelRule& rule)
{
    DecodeOptions options;
    options.reducedOnly = true;
    (rule.resize == ResizeMode::PadSquare ? options.longestSide : options.shortestSide) =
        kSpare * rule.side;
    return options;
}

Status toPlanes(const PixelBuffer& image, const PixelRule& rule, std::span<float> out)
{
    const auto side = static_cast<std::size_t>(std::max(rule.side, 0));
    if (image.empty() || rule.side < 1 || rule.side > kLargestSide ||
        out.size() != kRgb * side * side) {
        return fail(ErrorCode::BadArgument);
    }
    if (std::max(image.width, image.height) > kLongestImage) {
        const auto smaller = scaledDown(image, kLongestImage);
        return smaller ? toPlanes(*smaller, rule, out) : Status(fail(smaller));
    }
    const Plans plans = plansOf(image.width, image.height, rule);
    const AxisWeights across = axisWeights(plans.across, rule.resample, rule.padding);
    const AxisWeights down = axisWeights(plans.down, rule.resample, rule.padding);
    const auto read = static_cast<std::size_t>(down.endRead - down.firstRead);
    std::vector<std::uint8_t> rows(read * side * kRgb);
    std::vector<std::uint8_t> copy(static_cast<std::size_t>(image.width) * 4);
    for (std::size_t y = 0; y < read; ++y) {
        const auto* row =
            image.data->data() + (y + static_cast<std::size_t>(down.firstRead)) * image.stride;
        resampleRow(overWhite(row, across.firstRead, across.endRead, copy), across,
                    rows.data() + y * side * kRgb);
    }
    resampleDown(rows, side, down, levelsOf(rule), out);
    return {};
}

} // namespace triptych::media
