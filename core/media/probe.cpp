// SPDX-License-Identifier: GPL-3.0-or-later
// Recognises the format, asks its parser, applies what is common to all.
#include "core/media/probe.h"

#include "core/base/file_io.h"
#include "core/base/utf8.h"
#include "core/media/probe_formats.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace triptych::media {

namespace {

constexpr int kMostSide = 1 << 20;
constexpr std::uint64_t kMostPixels = std::uint64_t{1} << 30U;

std::optional<ImageFormat> formatOf(std::string_view bytes)
{
    if (bytes.starts_with("\xFF\xD8\xFF")) {
        return ImageFormat::Jpeg;
    }
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
        return ImageFormat::Png;
    }
    if (bytes.size() >= 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") {
        return ImageFormat::WebP;
    }
    if (bytes.starts_with("BM")) {
        return ImageFormat::Bmp;
    }
    using namespace std::string_view_literals;
    if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ||
        bytes.starts_with("II+\0"sv) || bytes.starts_with("MM\0+"sv)) {
        return ImageFormat::Tiff;
    }
    return std::nullopt;
}

std::optional<ImageFormat> formatOfExtension(std::string_view fileName)
{
    constexpr std::array<std::pair<std::string_view, ImageFormat>, 11> kExtensions{{
        {"jpg", ImageFormat::Jpeg},
        {"jpeg", ImageFormat::Jpeg},
        {"jpe", ImageFormat::Jpeg},
        {"jfif", ImageFormat::Jpeg},
        {"png", ImageFormat::Png},
        {"apng", ImageFormat::Png},
        {"webp", ImageFormat::WebP},
        {"bmp", ImageFormat::Bmp},
        {"dib", ImageFormat::Bmp},
        {"tif", ImageFormat::Tiff},
        {"tiff", ImageFormat::Tiff},
    }};
    const auto base = fileName.substr(fileName.find_last_of('/') + 1);
    const auto dot = base.find_last_of('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const auto extension = asciiLower(base.substr(dot + 1));
    const auto found = std::find_if(kExtensions.begin(), kExtensions.end(),
                                    [&](const auto& entry) { return entry.first == extension; });
    return found == kExtensions.end() ? std::nullopt : std::optional{found->second};
}

// A name such as "photo.gif" or "notes.txt" does not match what is inside, "photo" says nothing.
bool extensionMatches(std::string_view fileName, ImageFormat format)
{
    const auto base = fileName.substr(fileName.find_last_of('/') + 1);
    const auto dot = base.find_last_of('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == base.size()) {
        return true;
    }
    return formatOfExtension(fileName) == format;
}

Result<ImageInfo> probeAs(ImageFormat format, std::string_view bytes, const ImageLimits& limits)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return probeJpeg(bytes, limits);
    case ImageFormat::Png:
        return probePng(bytes, limits);
    case ImageFormat::WebP:
        return probeWebP(bytes, limits);
    case ImageFormat::Bmp:
        return probeBmp(bytes, limits);
    case ImageFormat::Tiff:
        return probeTiff(bytes, limits);
    }
    return fail(ErrorCode::Internal, "format without a parser");
}

} // namespace

std::string_view name(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return "JPEG";
    case ImageFormat::Png:
        return "PNG";
    case ImageFormat::WebP:
        return "WebP";
    case ImageFormat::Bmp:
        return "BMP";
    case ImageFormat::Tiff:
        return "TIFF";
    }
    return {};
}

Status checkSize(const ImageInfo& info, const ImageLimits& limits)
{
    const int width = info.storedWidth;
    const int height = info.storedHeight;
    const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
    if (width <= 0 || height <= 0) {
        return fail(ErrorCode::Unreadable, "image of " + size);
    }
    const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    const auto most = std::min(limits.pixels, kMostPixels);
    if (pixels > most || width > kMostSide || height > kMostSide) {
        return fail(ErrorCode::TooLarge, size + ", limit " + std::to_string(most) + " pixels");
    }
    return {};
}

Result<ImageInfo> probeImage(std::string_view bytes, std::string_view fileName,
                             const ImageLimits& limits)
{
    const std::string subject{fileName};
    if (bytes.empty()) {
        return fail(ErrorCode::Empty, "no bytes", subject);
    }
    const auto mostBytes = std::min(limits.bytes, ImageLimits{}.bytes);
    if (bytes.size() > mostBytes) {
        return fail(ErrorCode::TooLarge,
                    std::to_string(bytes.size()) + " bytes, limit " + std::to_string(mostBytes),
                    subject);
    }
    const auto format = formatOf(bytes);
    if (!format) {
        return fail(ErrorCode::Unsupported, "not a JPEG, PNG, WebP, BMP or TIFF", subject);
    }
    auto info = probeAs(*format, bytes, limits);
    if (!info) {
        auto error = info.error();
        error.subject = subject;
        return fail(std::move(error));
    }
    const bool turned = info->orientation >= 5;
    info->width = turned ? info->storedHeight : info->storedWidth;
    info->height = turned ? info->storedWidth : info->storedHeight;
    info->extensionMatches = extensionMatches(fileName, *format);
    return info;
}

Result<ImageInfo> probeImageFile(const std::filesystem::path& path, const ImageLimits& limits)
{
    const auto bytes = readFile(path, limits.bytes);
    if (!bytes) {
        return fail(bytes);
    }
    return probeImage(*bytes, path.string(), limits);
}

} // namespace triptych::media
