// SPDX-License-Identifier: GPL-3.0-or-later
// Area averaging by OpenCV, alpha-aware.
#include "core/media/area_scale.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace triptych::media {

namespace {

cv::Mat matOf(const PixelView& view)
{
    return {view.height, view.width, CV_8UC(view.channels), view.data, view.stride};
}

bool isOpaque(const cv::Mat& rgba)
{
    for (int y = 0; y < rgba.rows; ++y) {
        const auto* row = rgba.ptr<std::uint8_t>(y);
        for (int x = 0; x < rgba.cols; ++x) {
            if (row[x * 4 + 3] != 255) {
                return false;
            }
        }
    }
    return true;
}

// Colours times alpha and alpha times 255: exact in 16 bits.
cv::Mat premultiplied(const cv::Mat& rgba)
{
    cv::Mat out(rgba.size(), CV_16UC4);
    for (int y = 0; y < rgba.rows; ++y) {
        const auto* from = rgba.ptr<std::uint8_t>(y);
        auto* to = out.ptr<std::uint16_t>(y);
        for (int i = 0; i < rgba.cols * 4; i += 4) {
            const unsigned alpha = from[i + 3];
            to[i] = static_cast<std::uint16_t>(from[i] * alpha);
            to[i + 1] = static_cast<std::uint16_t>(from[i + 1] * alpha);
            to[i + 2] = static_cast<std::uint16_t>(from[i + 2] * alpha);
            to[i + 3] = static_cast<std::uint16_t>(255U * alpha);
        }
    }
    return out;
}

void writeStraight(const cv::Mat& from, cv::Mat& to)
{
    for (int y = 0; y < to.rows; ++y) {
        const auto* in = from.ptr<std::uint16_t>(y);
        auto* out = to.ptr<std::uint8_t>(y);
        for (int i = 0; i < to.cols * 4; i += 4) {
            const unsigned alpha = in[i + 3];
            for (int c = 0; c < 3; ++c) {
                const unsigned value = alpha == 0 ? 0 : (in[i + c] * 255U + alpha / 2) / alpha;
                out[i + c] = static_cast<std::uint8_t>(std::min(value, 255U));
            }
            out[i + 3] = static_cast<std::uint8_t>((alpha + 127U) / 255U);
        }
    }
}

} // namespace

void scaleByArea(const PixelView& from, const PixelView& to)
{
    const cv::Mat source = matOf(from);
    cv::Mat target = matOf(to);
    if (from.channels == 4 && !isOpaque(source)) {
        cv::Mat small;
        cv::resize(premultiplied(source), small, target.size(), 0, 0, cv::INTER_AREA);
        writeStraight(small, target);
        return;
    }
    cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
}

PixelSize fittedSize(int width, int height, int longestSide)
{
    const int longer = std::max(width, height);
    if (longestSide <= 0 || longer <= longestSide) {
        return {width, height};
    }
    const auto scaled = [&](int side) {
        const auto value = (std::int64_t{side} * longestSide + longer / 2) / longer;
        return static_cast<int>(std::max<std::int64_t>(value, 1));
    };
    return {scaled(width), scaled(height)};
}

} // namespace triptych::media
