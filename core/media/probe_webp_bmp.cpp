// SPDX-License-Identifier: GPL-3.0-or-later
// WebP's RIFF chunks and BMP's headers.
#include "core/media/header_bytes.h"
#include "core/media/probe_formats.h"
#include "core/media/tiff_directory.h"

#include <algorithm>

namespace triptych::media {

namespace {

struct WebPSize
{
    int width = 0;
    int height = 0;
    bool alpha = false;
};

// "VP8 ": key frame header; "VP8L": 14 bits each and an alpha bit.
Result<WebPSize> bitstreamSize(std::string_view type, std::string_view body)
{
    const HeaderBytes in(body, ByteOrder::Little);
    if (!in.has(0, 10)) {
        return fail(ErrorCode::Truncated, "WebP image chunk cut off");
    }
    WebPSize size;
    if (type == "VP8L") {
        if (in.field(0, 1) != 0x2F) {
            return fail(ErrorCode::Unreadable, "WebP lossless signature missing");
        }
        const std::uint32_t bits = in.field(1, 4);
        size.width = static_cast<int>((bits & 0x3FFFU) + 1);
        size.height = static_cast<int>(((bits >> 14U) & 0x3FFFU) + 1);
        size.alpha = ((bits >> 28U) & 1U) != 0;
        return size;
    }
    if (in.slice(3, 3) != std::string_view("\x9D\x01\x2A", 3)) {
        return fail(ErrorCode::Unreadable, "WebP key frame signature missing");
    }
    size.width = static_cast<int>(in.field(6, 2) & 0x3FFFU);
    size.height = static_cast<int>(in.field(8, 2) & 0x3FFFU);
    return size;
}

Status webPChunk(std::string_view type, std::string_view body, ImageInfo& info, bool& image)
{
    const HeaderBytes in(body, ByteOrder::Little);
    if (type == "VP8X") {
        if (!in.has(0, 10)) {
            return fail(ErrorCode::Truncated, "WebP header chunk cut off");
        }
        const std::uint32_t flags = in.field(0, 1);
        if ((flags & 0x02U) != 0) {
            return fail(ErrorCode::Unsupported, "animated WebP");
        }
        info.channels = (flags & 0x10U) != 0 ? 4 : 3;
        info.storedWidth = static_cast<int>(in.field(4, 3)) + 1;
        info.storedHeight = static_cast<int>(in.field(7, 3)) + 1;
    } else if ((type == "VP8 " || type == "VP8L") && !image) {
        const auto size = bitstreamSize(type, body);
        if (!size) {
            return fail(size);
        }
        if (info.storedWidth != 0 &&
            (info.storedWidth != size->width || info.storedHeight != size->height)) {
            return fail(ErrorCode::Unreadable, "WebP canvas and image differ in size");
        }
        info.storedWidth = size->width;
        info.storedHeight = size->height;
        info.channels = size->alpha ? 4 : info.channels;
        image = true;
    } else if (type == "EXIF") {
        info.orientation = exifOrientation(body);
    } else if (type == "ICCP" && body.size() <= kMostProfileBytes) {
        info.iccProfile = std::string(body);
    }
    return {};
}

struct BmpHeader
{
    std::int64_t width = 0;
    std::int64_t height = 0; // negative: top row first
    std::uint32_t bits = 0;
    std::uint32_t compression = 0; // 0 none, 1 RLE8, 2 RLE4, 3 and 6 masks
};

Result<BmpHeader> bmpHeader(const HeaderBytes& in)
{
    const auto size = in.u32(14);
    if (!size) {
        return fail(ErrorCode::Truncated, "BMP header cut off");
    }
    BmpHeader header;
    if (*size == 12) {
        if (!in.has(18, 8)) {
            return fail(ErrorCode::Truncated, "BMP header cut off");
        }
        header.width = in.field(18, 2);
        header.height = in.field(20, 2);
        header.bits = in.field(24, 2);
        return header;
    }
    if (*size != 40 && *size != 52 && *size != 56 && *size != 64 && *size != 108 && *size != 124) {
        return fail(ErrorCode::Unsupported, "not a BMP header of a known size");
    }
    if (!in.has(14, *size)) {
        return fail(ErrorCode::Truncated, "BMP header cut off");
    }
    header.width = static_cast<std::int32_t>(in.field(18, 4));
    header.height = static_cast<std::int32_t>(in.field(22, 4));
    header.bits = in.field(28, 2);
    header.compression = in.field(30, 4);
    return header;
}

} // namespace

Result<ImageInfo> probeWebP(std::string_view bytes, const ImageLimits& limits)
{
    ImageInfo info;
    info.format = ImageFormat::WebP;
    const HeaderBytes file(bytes, ByteOrder::Little);
    const std::uint64_t end = std::uint64_t{file.field(4, 4)} + 8;
    const HeaderBytes in(file.slice(0, end), ByteOrder::Little);
    bool image = false;
    std::uint64_t at = 12;
    while (at + 8 <= in.size()) {
        const std::uint64_t length = in.field(at + 4, 4);
        auto read = webPChunk(in.slice(at, 4), in.slice(at + 8, length), info, image);
        if (read && info.storedWidth != 0) {
            read = checkSize(info, limits);
        }
        if (!read) {
            return fail(read);
        }
        if (!in.has(at + 8, length)) {
            return fail(ErrorCode::Truncated, "WebP chunk beyond the end");
        }
        at += 8 + length + (length & 1U);
    }
    if (end > bytes.size()) {
        return fail(ErrorCode::Truncated, "WebP shorter than its RIFF size");
    }
    if (!image) {
        return fail(ErrorCode::Unreadable, "WebP without an image chunk");
    }
    return info;
}

Result<ImageInfo> probeBmp(std::string_view bytes, const ImageLimits& limits)
{
    const HeaderBytes in(bytes, ByteOrder::Little);
    const auto header = bmpHeader(in);
    if (!header) {
        return fail(header);
    }
    const std::int64_t height = header->height < 0 ? -header->height : header->height;
    ImageInfo info;
    info.format = ImageFormat::Bmp;
    info.storedWidth = static_cast<int>(std::max(header->width, std::int64_t{0}));
    info.storedHeight = static_cast<int>(std::min(height, std::int64_t{0x7FFFFFFF}));
    if (auto checked = checkSize(info, limits); !checked) {
        return fail(checked);
    }
    const std::uint32_t bits = header->bits;
    const bool known =
        bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
    if (!known || (header->compression > 3 && header->compression != 6)) {
        return fail(ErrorCode::Unsupported, "BMP with " + std::to_string(bits) +
                                                " bits, compression " +
                                                std::to_string(header->compression));
    }
    info.channels = bits == 32 ? 4 : 3;
    const bool packed = header->compression == 1 || header->compression == 2;
    const auto row = (static_cast<std::uint64_t>(header->width) * bits + 31) / 32 * 4;
    const std::uint64_t data = packed ? 1 : row * static_cast<std::uint64_t>(height);
    if (!in.has(in.field(10, 4), data) || (packed && in.field(2, 4) > bytes.size())) {
        return fail(ErrorCode::Truncated, "BMP rows beyond the end");
    }
    return info;
}

} // namespace triptych::media
