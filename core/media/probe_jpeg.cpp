// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG markers, from SOI to EOI: size, EXIF, ICC segments, and whether the end is there.
#include "core/media/header_bytes.h"
#include "core/media/probe_formats.h"
#include "core/media/tiff_directory.h"

#include <array>
#include <cstring>
#include <numeric>

namespace triptych::media {

namespace {

constexpr std::string_view kExif{"Exif\0\0", 6};
constexpr std::string_view kIcc{"ICC_PROFILE\0", 12};

class JpegWalk
{
public:
    JpegWalk(std::string_view bytes, const ImageLimits& limits)
        : m_bytes(bytes)
        , m_in(bytes, ByteOrder::Big)
        , m_limits(limits)
    {}

    Result<ImageInfo> run()
    {
        m_info.format = ImageFormat::Jpeg;
        m_at = 2;
        while (true) {
            const auto marker = nextMarker();
            if (!marker) {
                return fail(ErrorCode::Truncated, "JPEG without end-of-image marker");
            }
            if (*marker == 0xD9) {
                break;
            }
            if (*marker == 0x01 || (*marker >= 0xD0 && *marker <= 0xD8)) {
                continue;
            }
            const auto length = m_in.u16(m_at);
            if (!length || !m_in.has(m_at, *length)) {
                return fail(ErrorCode::Truncated, "JPEG segment beyond the end");
            }
            if (*length < 2) {
                return fail(ErrorCode::Unreadable, "JPEG segment of impossible length");
            }
            const auto body = m_in.slice(m_at + 2, *length - 2U);
            m_at += *length;
            if (auto read = segment(*marker, body); !read) {
                return fail(read);
            }
        }
        if (!m_frame || !m_scan) {
            return fail(ErrorCode::Unreadable, "JPEG without a frame and a scan");
        }
        joinProfile();
        return m_info;
    }

private:
    // As libjpeg: skips to 0xFF, over fill bytes, over stuffed zeros.
    std::optional<std::uint32_t> nextMarker()
    {
        while (m_at < m_bytes.size()) {
            const auto* found = static_cast<const char*>(
                std::memchr(m_bytes.data() + m_at, 0xFF, m_bytes.size() - m_at));
            if (!found) {
                return std::nullopt;
            }
            m_at = static_cast<std::size_t>(found - m_bytes.data());
            while (m_at < m_bytes.size() && static_cast<unsigned char>(m_bytes[m_at]) == 0xFF) {
                ++m_at;
            }
            if (m_at < m_bytes.size() && m_bytes[m_at] != 0) {
                return static_cast<unsigned char>(m_bytes[m_at++]);
            }
        }
        return std::nullopt;
    }

    Status segment(std::uint32_t marker, std::string_view body)
    {
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
            marker != 0xCC) {
            return frame(marker, body);
        }
        if (marker == 0xDA) {
            if (!m_frame) {
                return fail(ErrorCode::Unreadable, "JPEG scan before its frame");
            }
            m_scan = true;
        }
        if (marker == 0xE1 && !m_exif && body.starts_with(kExif)) {
            m_exif = true;
            m_info.orientation = exifOrientation(body);
        }
        if (marker == 0xE2 && body.starts_with(kIcc) && body.size() > kIcc.size() + 2) {
            m_profile.at(static_cast<unsigned char>(body[kIcc.size()])) =
                body.substr(kIcc.size() + 2);
            m_profileParts = static_cast<unsigned char>(body[kIcc.size() + 1]);
        }
        return {};
    }

    Status frame(std::uint32_t marker, std::string_view body)
    {
        if (m_frame) {
            return fail(ErrorCode::Unreadable, "JPEG with two frames");
        }
        if (marker != 0xC0 && marker != 0xC1 && marker != 0xC2 && marker != 0xC9 &&
            marker != 0xCA) {
            return fail(ErrorCode::Unsupported, "lossless or hierarchical JPEG");
        }
        const HeaderBytes in(body, ByteOrder::Big);
        if (!in.has(0, 6)) {
            return fail(ErrorCode::Unreadable, "JPEG frame header too short");
        }
        if (in.field(0, 1) != 8) {
            return fail(ErrorCode::Unsupported, "JPEG with more than 8 bits");
        }
        m_info.storedHeight = static_cast<int>(in.field(1, 2));
        m_info.storedWidth = static_cast<int>(in.field(3, 2));
        m_info.channels = static_cast<int>(in.field(5, 1));
        if (m_info.channels != 1 && m_info.channels != 3 && m_info.channels != 4) {
            return fail(ErrorCode::Unsupported,
                        "JPEG with " + std::to_string(m_info.channels) + " components");
        }
        m_info.cmyk = m_info.channels == 4;
        m_frame = true;
        return checkSize(m_info, m_limits);
    }

    // All parts 1 … n, or none.
    void joinProfile()
    {
        for (std::size_t part = 1; part <= m_profileParts; ++part) {
            if (m_profile.at(part).empty()) {
                m_info.iccProfile.clear();
                return;
            }
            m_info.iccProfile += m_profile.at(part);
        }
    }

    std::string_view m_bytes;
    HeaderBytes m_in;
    const ImageLimits& m_limits;
    ImageInfo m_info;
    std::size_t m_at = 0;
    std::array<std::string_view, 256> m_profile{};
    std::size_t m_profileParts = 0;
    bool m_frame = false;
    bool m_scan = false;
    bool m_exif = false;
};

} // namespace

Result<ImageInfo> probeJpeg(std::string_view bytes, const ImageLimits& limits)
{
    return JpegWalk(bytes, limits).run();
}

} // namespace triptych::media
