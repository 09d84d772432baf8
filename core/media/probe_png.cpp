// SPDX-License-Identifier: GPL-3.0-or-later
// PNG chunks, from IHDR to IEND: size, eXIf, iCCP, and whether the end is there.
#include "core/media/header_bytes.h"
#include "core/media/probe_formats.h"
#include "core/media/tiff_directory.h"

#include <zlib.h>

namespace triptych::media {

namespace {

// iCCP: name, NUL, method 0, zlib stream. Empty when damaged or too large.
std::string inflatedProfile(std::string_view chunk)
{
    const auto nul = chunk.find('\0');
    if (nul == std::string_view::npos || nul + 2 > chunk.size()) {
        return {};
    }
    const auto packed = chunk.substr(nul + 2);
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) {
        return {};
    }
    stream.next_in = reinterpret_cast<z_const Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string profile;
    std::string buffer(std::size_t{1} << 16U, '\0');
    int state = Z_OK;
    while (state == Z_OK && profile.size() <= kMostProfileBytes) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        profile.append(buffer, 0, buffer.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END && profile.size() <= kMostProfileBytes ? profile : std::string{};
}

Status readHeader(std::string_view chunk, ImageInfo& info)
{
    const HeaderBytes in(chunk, ByteOrder::Big);
    const std::uint32_t width = in.field(0, 4);
    const std::uint32_t height = in.field(4, 4);
    if (width > 0x7FFFFFFFU || height > 0x7FFFFFFFU) {
        return fail(ErrorCode::Unreadable, "PNG of impossible size");
    }
    info.storedWidth = static_cast<int>(width);
    info.storedHeight = static_cast<int>(height);
    info.bitsPerChannel = static_cast<int>(in.field(8, 1));
    switch (in.field(9, 1)) {
    case 0:
        info.channels = 1;
        break;
    case 2:
    case 3:
        info.channels = 3;
        break;
    case 4:
        info.channels = 2;
        break;
    case 6:
        info.channels = 4;
        break;
    default:
        return fail(ErrorCode::Unreadable, "PNG of unknown colour type");
    }
    return {};
}

void readChunk(std::string_view type, std::string_view body, ImageInfo& info)
{
    if (type == "acTL") {
        info.animated = true;
    } else if (type == "eXIf") {
        info.orientation = exifOrientation(body);
    } else if (type == "iCCP" && info.iccProfile.empty()) {
        info.iccProfile = inflatedProfile(body);
    } else if (type == "tRNS" && info.channels == 3) {
        info.channels = 4;
    }
}

} // namespace

Result<ImageInfo> probePng(std::string_view bytes, const ImageLimits& limits)
{
    ImageInfo info;
    info.format = ImageFormat::Png;
    const HeaderBytes in(bytes, ByteOrder::Big);
    std::uint64_t at = 8;
    bool header = false;
    bool data = false;
    while (true) {
        const auto length = in.u32(at);
        if (!length || !in.has(at + 4, std::uint64_t{*length} + 8)) {
            return fail(ErrorCode::Truncated, "PNG chunk beyond the end");
        }
        const auto type = in.slice(at + 4, 4);
        const auto body = in.slice(at + 8, *length);
        if (!header) {
            if (type != "IHDR" || body.size() != 13) {
                return fail(ErrorCode::Unreadable, "PNG without header chunk");
            }
            if (auto read = readHeader(body, info); !read) {
                return fail(read);
            }
            if (auto checked = checkSize(info, limits); !checked) {
                return fail(checked);
            }
            header = true;
        } else if (type == "IEND") {
            break;
        } else {
            data = data || type == "IDAT";
            readChunk(type, body, info);
        }
        at += std::uint64_t{*length} + 12;
    }
    if (!data) {
        return fail(ErrorCode::Unreadable, "PNG without image data");
    }
    return info;
}

} // namespace triptych::media
