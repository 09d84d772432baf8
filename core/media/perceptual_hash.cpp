// SPDX-License-Identifier: GPL-3.0-or-later
// Perceptual hash by OpenCV's img_hash.
#include "core/media/perceptual_hash.h"

#include "core/media/decode.h"

#include <opencv2/core.hpp>
#include <opencv2/img_hash/phash.hpp>

#include <bit>

namespace triptych::media {

namespace {

// The hash looks at 32 × 32 pixels: more than this is averaged away.
constexpr int kHashSide = 128;

// Rec. 601 luma over white.
cv::Mat greyOverWhite(const PixelBuffer& pixels)
{
    cv::Mat grey(pixels.height, pixels.width, CV_8UC1);
    for (int y = 0; y < pixels.height; ++y) {
        const auto* from = pixels.data->data() + pixels.stride * static_cast<std::size_t>(y);
        auto* to = grey.ptr<std::uint8_t>(y);
        for (int x = 0; x < pixels.width; ++x, from += 4) {
            const unsigned luma = (299U * from[0] + 587U * from[1] + 114U * from[2] + 500U) / 1000U;
            const unsigned alpha = from[3];
            to[x] = static_cast<std::uint8_t>((luma * alpha + 255U * (255U - alpha) + 127U) / 255U);
        }
    }
    return grey;
}

} // namespace

Result<std::uint64_t> perceptualHash(const PixelBuffer& pixels)
{
    if (pixels.empty()) {
        return fail(ErrorCode::BadArgument, "no pixels");
    }
    prepareDecoders();
    try {
        cv::Mat bytes;
        cv::img_hash::pHash(greyOverWhite(pixels), bytes);
        std::uint64_t hash = 0;
        for (int i = 0; i < 8; ++i) {
            hash = (hash << 8U) | bytes.at<std::uint8_t>(0, i);
        }
        return hash;
    } catch (const cv::Exception& problem) {
        return fail(ErrorCode::Internal, problem.err);
    }
}

Result<std::uint64_t> perceptualHashOfFile(const std::filesystem::path& path,
                                           const ImageLimits& limits)
{
    DecodeOptions options;
    options.longestSide = kHashSide;
    options.limits = limits;
    const auto decoded = decodeImageFile(path, options);
    if (!decoded) {
        return fail(decoded);
    }
    return perceptualHash(decoded->pixels);
}

int hammingDistance(std::uint64_t a, std::uint64_t b)
{
    return std::popcount(a ^ b);
}

} // namespace triptych::media
