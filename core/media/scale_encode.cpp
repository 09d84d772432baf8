// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG and PNG bytes of a buffer, and buffers made smaller.
#include "core/media/scale_encode.h"

#include "core/media/area_scale.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace triptych::media {

namespace {

cv::Mat matOf(const PixelBuffer& pixels)
{
    // OpenCV has no constant view; nothing here writes through it.
    return {pixels.height, pixels.width, CV_8UC4, const_cast<std::uint8_t*>(pixels.data->data()),
            pixels.stride};
}

bool isOpaque(const cv::Mat& rgba)
{
    cv::Mat alpha;
    cv::extractChannel(rgba, alpha, 3);
    double least = 0;
    cv::minMaxLoc(alpha, &least);
    return least == 255.0;
}

cv::Mat bgrOverWhite(const cv::Mat& rgba)
{
    cv::Mat out(rgba.size(), CV_8UC3);
    for (int y = 0; y < rgba.rows; ++y) {
        const auto* from = rgba.ptr<std::uint8_t>(y);
        auto* to = out.ptr<std::uint8_t>(y);
        for (int x = 0; x < rgba.cols; ++x, from += 4, to += 3) {
            const unsigned alpha = from[3];
            for (int c = 0; c < 3; ++c) {
                const unsigned over = from[2 - c] * alpha + 255U * (255U - alpha);
                to[c] = static_cast<std::uint8_t>((over + 127U) / 255U);
            }
        }
    }
    return out;
}

Result<std::string> encoded(const char* extension, const cv::Mat& image,
                            const std::vector<int>& settings)
{
    std::vector<std::uint8_t> bytes;
    if (!cv::imencode(extension, image, bytes, settings)) {
        return fail(ErrorCode::Internal, "the encoder refuses the pixels");
    }
    return std::string(bytes.begin(), bytes.end());
}

} // namespace

Result<std::string> encodeJpeg(const PixelBuffer& pixels, int quality)
{
    if (pixels.empty() || quality < 1 || quality > 100) {
        return fail(ErrorCode::BadArgument, "no pixels, or a quality outside 1 … 100");
    }
    prepareDecoders();
    try {
        return encoded(".jpg", bgrOverWhite(matOf(pixels)),
                       {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1});
    } catch (const cv::Exception& problem) {
        return fail(ErrorCode::Internal, problem.err);
    }
}

Result<std::string> encodePng(const PixelBuffer& pixels)
{
    if (pixels.empty()) {
        return fail(ErrorCode::BadArgument, "no pixels");
    }
    prepareDecoders();
    try {
        const cv::Mat rgba = matOf(pixels);
        cv::Mat out;
        cv::cvtColor(rgba, out, isOpaque(rgba) ? cv::COLOR_RGBA2BGR : cv::COLOR_RGBA2BGRA);
        return encoded(".png", out, {cv::IMWRITE_PNG_COMPRESSION, 6});
    } catch (const cv::Exception& problem) {
        return fail(ErrorCode::Internal, problem.err);
    }
}

Result<PixelBuffer> scaledDown(const PixelBuffer& pixels, int longestSide)
{
    if (pixels.empty() || longestSide < 1) {
        return fail(ErrorCode::BadArgument, "no pixels, or no size");
    }
    prepareDecoders();
    const auto size = fittedSize(pixels.width, pixels.height, longestSide);
    PixelBuffer out;
    out.width = size.width;
    out.height = size.height;
    out.stride = static_cast<std::size_t>(size.width) * 4;
    auto data = std::make_shared<std::vector<std::uint8_t>>(out.stride *
                                                            static_cast<std::size_t>(size.height));
    try {
        scaleByArea({const_cast<std::uint8_t*>(pixels.data->data()), pixels.width, pixels.height,
                     pixels.stride, 4},
                    {data->data(), out.width, out.height, out.stride, 4});
    } catch (const cv::Exception& problem) {
        return fail(ErrorCode::Internal, problem.err);
    }
    out.data = std::move(data);
    return out;
}

Result<std::string> scaledJpegOfFile(const std::filesystem::path& path,
                                     const DecodeOptions& options, int quality)
{
    const auto decoded = decodeImageFile(path, options);
    if (!decoded) {
        return fail(decoded);
    }
    return encodeJpeg(decoded->pixels, quality);
}

} // namespace triptych::media
