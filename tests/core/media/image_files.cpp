// SPDX-License-Identifier: GPL-3.0-or-later
// Makes image files for tests. Containers are put together by hand: what is tested is not used to
// test.
#include "image_files.h"

#include <lcms2.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <zlib.h>

#include <vector>

namespace triptych::media::test {

namespace {

std::string number(std::uint64_t value, int bytes, bool big)
{
    std::string out;
    for (int i = 0; i < bytes; ++i) {
        const int shift = 8 * (big ? bytes - 1 - i : i);
        out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
    return out;
}

// A whole EXIF block with one tag.
std::string exifBlock(int orientation, bool big)
{
    std::string out = big ? "MM" : "II";
    out += number(42, 2, big) + number(8, 4, big) + number(1, 2, big);
    out += number(274, 2, big) + number(3, 2, big) + number(1, 4, big);
    out += number(static_cast<std::uint64_t>(orientation), 2, big) + number(0, 2, big);
    return out + number(0, 4, big);
}

std::string encoded(const char* extension, const Picture& picture, const Extras& extras,
                    const std::vector<int>& settings)
{
    const bool alpha = extras.alpha;
    cv::Mat image(picture.height, picture.width,
                  CV_MAKETYPE(extras.bits == 16 ? CV_16U : CV_8U, alpha ? 4 : 3));
    const int scale = extras.bits == 16 ? 257 : 1;
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            const Colour c = picture.at(x, y);
            const int values[4] = {c.b * scale, c.g * scale, c.r * scale, c.a * scale};
            for (int k = 0; k < image.channels(); ++k) {
                if (extras.bits == 16) {
                    image.ptr<std::uint16_t>(y)[x * image.channels() + k] =
                        static_cast<std::uint16_t>(values[k]);
                } else {
                    image.ptr<std::uint8_t>(y)[x * image.channels() + k] =
                        static_cast<std::uint8_t>(values[k]);
                }
            }
        }
    }
    std::vector<std::uint8_t> bytes;
    cv::imencode(extension, image, bytes, settings);
    return {bytes.begin(), bytes.end()};
}

std::string jpegFile(const Picture& picture, const Extras& extras)
{
    std::string file = encoded(".jpg", picture, {}, {cv::IMWRITE_JPEG_QUALITY, 95});
    std::string segments;
    if (extras.orientation != 1) {
        const std::string body = std::string("Exif\0\0", 6) + exifBlock(extras.orientation, true);
        segments += "\xFF\xE1" + number(body.size() + 2, 2, true) + body;
    }
    // In two parts, the second one first: readers must put them in order.
    const std::size_t half = extras.profile.size() / 2;
    for (int part = 2; part >= 1 && !extras.profile.empty(); --part) {
        const std::string piece =
            part == 1 ? extras.profile.substr(0, half) : extras.profile.substr(half);
        const std::string body =
            std::string("ICC_PROFILE\0", 12) + static_cast<char>(part) + '\2' + piece;
        segments += "\xFF\xE2" + number(body.size() + 2, 2, true) + body;
    }
    return file.insert(2, segments);
}

std::string pngChunk(const std::string& type, const std::string& body)
{
    const std::string checked = type + body;
    const auto crc =
        crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
    return number(body.size(), 4, true) + checked + number(crc, 4, true);
}

std::string pngFile(const Picture& picture, const Extras& extras)
{
    std::string file = encoded(".png", picture, extras, {});
    std::string chunks;
    if (extras.orientation != 1) {
        chunks += pngChunk("eXIf", exifBlock(extras.orientation, false));
    }
    if (!extras.profile.empty()) {
        uLongf size = compressBound(static_cast<uLong>(extras.profile.size()));
        std::string packed(size, '\0');
        compress(reinterpret_cast<Bytef*>(packed.data()), &size,
                 reinterpret_cast<const Bytef*>(extras.profile.data()),
                 static_cast<uLong>(extras.profile.size()));
        packed.resize(size);
        chunks += pngChunk("iCCP", std::string("profile\0\0", 9) + packed);
    }
    return file.insert(33, chunks); // after IHDR
}

std::string riffChunk(const std::string& type, const std::string& body)
{
    return type + number(body.size(), 4, false) + body +
           (body.size() % 2 != 0 ? std::string(1, '\0') : "");
}

std::string webPFile(const Picture& picture, const Extras& extras)
{
    const std::string simple = encoded(".webp", picture, extras, {cv::IMWRITE_WEBP_QUALITY, 101});
    std::string chunks = simple.substr(12);
    if (chunks.starts_with("VP8X")) {
        chunks = chunks.substr(18);
    }
    const int flags = (extras.profile.empty() ? 0 : 0x20) | (extras.alpha ? 0x10 : 0) |
                      (extras.orientation == 1 ? 0 : 0x08);
    std::string body =
        "WEBP" +
        riffChunk("VP8X", number(static_cast<std::uint64_t>(flags), 4, false) +
                              number(static_cast<std::uint64_t>(picture.width - 1), 3, false) +
                              number(static_cast<std::uint64_t>(picture.height - 1), 3, false));
    if (!extras.profile.empty()) {
        body += riffChunk("ICCP", extras.profile);
    }
    body += chunks;
    if (extras.orientation != 1) {
        body +=
            riffChunk("EXIF", std::string("Exif\0\0", 6) + exifBlock(extras.orientation, false));
    }
    return "RIFF" + number(body.size(), 4, false) + body;
}

struct TiffTag
{
    int tag = 0;
    int type = 0; // 3 SHORT, 4 LONG, 7 UNDEFINED
    std::vector<std::uint32_t> values;
    std::string bytes;
};

std::string tiffWith(const std::vector<TiffTag>& tags, const std::string& pixels)
{
    std::string out = std::string("II*\0", 4) + number(8 + pixels.size(), 4, false) + pixels;
    const std::size_t end = out.size() + 2 + tags.size() * 12 + 4;
    std::string directory = number(tags.size(), 2, false);
    std::string more;
    for (const auto& tag : tags) {
        std::string value = tag.bytes;
        for (const auto v : tag.values) {
            value += number(v, tag.type == 3 ? 2 : 4, false);
        }
        const std::size_t count = tag.type == 7 ? tag.bytes.size() : tag.values.size();
        directory += number(static_cast<std::uint64_t>(tag.tag), 2, false) +
                     number(static_cast<std::uint64_t>(tag.type), 2, false) +
                     number(count, 4, false);
        if (value.size() <= 4) {
            directory += value + std::string(4 - value.size(), '\0');
        } else {
            directory += number(end + more.size(), 4, false);
            more += value + (value.size() % 2 != 0 ? std::string(1, '\0') : "");
        }
    }
    return out + directory + number(0, 4, false) + more;
}

std::string tiffFile(const Picture& picture, const Extras& extras)
{
    const unsigned channels = extras.alpha ? 4 : 3;
    const auto bits = static_cast<std::uint32_t>(extras.bits);
    std::string pixels;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const Colour c = picture.at(x, y);
            const int values[4] = {c.r, c.g, c.b, c.a};
            for (unsigned k = 0; k < channels; ++k) {
                pixels += number(static_cast<std::uint64_t>(values[k] * (bits == 16 ? 257 : 1)),
                                 static_cast<int>(bits / 8), false);
            }
        }
    }
    std::vector<TiffTag> tags{
        {256, 3, {static_cast<std::uint32_t>(picture.width)}, {}},
        {257, 3, {static_cast<std::uint32_t>(picture.height)}, {}},
        {258, 3, std::vector<std::uint32_t>(channels, bits), {}},
        {259, 3, {1}, {}},
        {262, 3, {2}, {}},
        {273, 4, {8}, {}},
        {274, 3, {static_cast<std::uint32_t>(extras.orientation)}, {}},
        {277, 3, {channels}, {}},
        {278, 3, {static_cast<std::uint32_t>(picture.height)}, {}},
        {279, 4, {static_cast<std::uint32_t>(pixels.size())}, {}},
        {284, 3, {1}, {}},
    };
    if (extras.alpha) {
        tags.push_back({338, 3, {static_cast<std::uint32_t>(extras.tiffAlpha)}, {}});
    }
    if (!extras.profile.empty()) {
        tags.push_back({34675, 7, {}, extras.profile});
    }
    return tiffWith(tags, pixels);
}

std::string saved(cmsHPROFILE profile)
{
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string out(size, '\0');
    cmsSaveProfileToMem(profile, out.data(), &size);
    cmsCloseProfile(profile);
    return out;
}

} // namespace

Picture quarters()
{
    return {96, 64, [](int x, int y) {
                if (y < 32) {
                    return x < 48 ? Colour{220, 30, 30} : Colour{30, 200, 30};
                }
                return x < 48 ? Colour{30, 30, 220} : Colour{220, 220, 30};
            }};
}

Picture plain(int width, int height, Colour colour)
{
    return {width, height, [colour](int, int) { return colour; }};
}

Picture stored(const Picture& upright, int orientation)
{
    const int w = upright.width;
    const int h = upright.height;
    const bool turned = orientation >= 5;
    // Where row 0 and column 0 of what is stored lie in the upright picture.
    const bool rowFromFarEnd =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const bool columnFromFarEnd =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    return {turned ? h : w, turned ? w : h, [=](int column, int row) {
                if (turned) {
                    return upright.at(rowFromFarEnd ? w - 1 - row : row,
                                      columnFromFarEnd ? h - 1 - column : column);
                }
                return upright.at(columnFromFarEnd ? w - 1 - column : column,
                                  rowFromFarEnd ? h - 1 - row : row);
            }};
}

std::string imageFile(ImageFormat format, const Picture& picture, const Extras& extras)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return jpegFile(picture, extras);
    case ImageFormat::Png:
        return pngFile(picture, extras);
    case ImageFormat::WebP:
        return webPFile(picture, extras);
    case ImageFormat::Bmp:
        return encoded(".bmp", picture, {}, {});
    case ImageFormat::Tiff:
        return tiffFile(picture, extras);
    }
    return {};
}

std::string greyPng(const Picture& picture)
{
    cv::Mat image(picture.height, picture.width, CV_8UC1);
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            image.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(picture.at(x, y).r);
        }
    }
    std::vector<std::uint8_t> bytes;
    cv::imencode(".png", image, bytes);
    std::string file{bytes.begin(), bytes.end()};
    return file;
}

std::string headerOnly(ImageFormat format, std::uint32_t width, std::uint32_t height)
{
    switch (format) {
    case ImageFormat::Jpeg:
        return "\xFF\xD8\xFF\xC0" + number(17, 2, true) + "\x08" + number(height, 2, true) +
               number(width, 2, true) + std::string("\3\1\x22\0\2\x11\1\3\x11\1", 10);
    case ImageFormat::Png:
        return "\x89PNG\r\n\x1A\n" +
               pngChunk("IHDR", number(width, 4, true) + number(height, 4, true) +
                                    std::string("\x08\x02\0\0\0", 5));
    case ImageFormat::WebP:
        return "RIFF" + number(22, 4, false) + "WEBP" +
               riffChunk("VP8X", number(0, 4, false) + number(width - 1, 3, false) +
                                     number(height - 1, 3, false));
    case ImageFormat::Bmp:
        return "BM" + number(54, 4, false) + number(0, 4, false) + number(54, 4, false) +
               number(40, 4, false) + number(width, 4, false) + number(height, 4, false) +
               number(1, 2, false) + number(24, 2, false) + std::string(24, '\0');
    case ImageFormat::Tiff:
        return tiffWith(
            {{256, 4, {width}, {}}, {257, 4, {height}, {}}, {258, 3, {8}, {}}, {273, 4, {8}, {}}},
            std::string(4, '\0'));
    }
    return {};
}

std::string swappedProfile()
{
    const cmsCIExyY white{0.3127, 0.3290, 1.0};
    const cmsCIExyYTRIPLE primaries{{0.30, 0.60, 1.0}, {0.64, 0.33, 1.0}, {0.15, 0.06, 1.0}};
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 2.2);
    cmsToneCurve* curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return saved(profile);
}

std::string srgbProfile()
{
    return saved(cmsCreate_sRGBProfile());
}

std::string greyProfile(double gamma)
{
    const cmsCIExyY white{0.3457, 0.3585, 1.0};
    cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
    cmsHPROFILE profile = cmsCreateGrayProfile(&white, curve);
    cmsFreeToneCurve(curve);
    return saved(profile);
}

} // namespace triptych::media::test
