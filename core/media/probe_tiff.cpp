// SPDX-License-Identifier: GPL-3.0-or-later
// The first page of a TIFF: size, samples, and whether its strips or tiles lie inside the file.
#include "core/media/probe_formats.h"
#include "core/media/tiff_directory.h"

#include <algorithm>

namespace triptych::media {

namespace {

constexpr std::uint16_t kWidth = 256;
constexpr std::uint16_t kHeight = 257;
constexpr std::uint16_t kBits = 258;
constexpr std::uint16_t kPhotometric = 262;
constexpr std::uint16_t kStripOffsets = 273;
constexpr std::uint16_t kOrientation = 274;
constexpr std::uint16_t kSamples = 277;
constexpr std::uint16_t kStripBytes = 279;
constexpr std::uint16_t kTileWidth = 322;
constexpr std::uint16_t kTileHeight = 323;
constexpr std::uint16_t kTileOffsets = 324;
constexpr std::uint16_t kTileBytes = 325;
constexpr std::uint16_t kSampleFormat = 339;
constexpr std::uint16_t kProfile = 34675;
constexpr std::uint64_t kMostTilePixels = std::uint64_t{1} << 26U;

Status checkBlocks(const TiffDirectory& directory, std::size_t fileBytes)
{
    const bool tiled = directory.count(kTileOffsets) > 0;
    const auto offsets = tiled ? kTileOffsets : kStripOffsets;
    const auto counts = tiled ? kTileBytes : kStripBytes;
    const std::size_t blocks = directory.count(offsets);
    if (directory.cutOff()) {
        return fail(ErrorCode::Truncated, "TIFF values beyond the end");
    }
    if (blocks == 0) {
        return fail(ErrorCode::Unreadable, "TIFF without strips or tiles");
    }
    for (std::size_t i = 0; i < blocks; ++i) {
        const std::uint64_t at = directory.value(offsets, i).value_or(0);
        const std::uint64_t size = directory.value(counts, i).value_or(1);
        if (at + size > fileBytes) {
            return fail(ErrorCode::Truncated, "TIFF strip or tile beyond the end");
        }
    }
    const std::uint64_t tileWidth = directory.value(kTileWidth).value_or(1);
    const std::uint64_t tileHeight = directory.value(kTileHeight).value_or(1);
    if (tileWidth * tileHeight > kMostTilePixels) {
        return fail(ErrorCode::TooLarge, "TIFF tile of " + std::to_string(tileWidth) + " x " +
                                             std::to_string(tileHeight) + " pixels");
    }
    return {};
}

Status readSamples(const TiffDirectory& directory, ImageInfo& info)
{
    info.channels = static_cast<int>(directory.value(kSamples).value_or(1));
    info.bitsPerChannel = static_cast<int>(directory.value(kBits).value_or(1));
    const auto photometric = directory.value(kPhotometric).value_or(1);
    info.cmyk = photometric == 5;
    const int bits = info.bitsPerChannel;
    const bool known = bits == 1 || bits == 4 || bits == 8 || bits == 16;
    if (!known || info.channels < 1 || info.channels > 5 ||
        directory.value(kSampleFormat).value_or(1) != 1) {
        return fail(ErrorCode::Unsupported, "TIFF with " + std::to_string(info.channels) +
                                                " samples of " + std::to_string(bits) +
                                                " bits, or no whole numbers");
    }
    // OpenCV takes 16-bit samples as they are: only grey (black is 0) and RGB mean what they say.
    if (bits == 16 && (photometric < 1 || photometric > 2 || info.channels == 2)) {
        return fail(ErrorCode::Unsupported, "16-bit TIFF that is neither grey nor RGB");
    }
    return {};
}

} // namespace

Result<ImageInfo> probeTiff(std::string_view bytes, const ImageLimits& limits)
{
    const auto directory = TiffDirectory::read(bytes);
    if (!directory) {
        return fail(directory);
    }
    ImageInfo info;
    info.format = ImageFormat::Tiff;
    constexpr std::uint32_t kMost = 0x7FFFFFFF;
    info.storedWidth = static_cast<int>(std::min(directory->value(kWidth).value_or(0), kMost));
    info.storedHeight = static_cast<int>(std::min(directory->value(kHeight).value_or(0), kMost));
    if (auto checked = checkSize(info, limits); !checked) {
        return fail(checked);
    }
    if (auto read = readSamples(*directory, info); !read) {
        return fail(read);
    }
    if (auto checked = checkBlocks(*directory, bytes.size()); !checked) {
        return fail(checked);
    }
    const auto orientation = directory->value(kOrientation).value_or(1);
    info.orientation = orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
    info.animated = directory->hasNext();
    const auto profile = directory->bytesOf(kProfile);
    if (profile.size() <= kMostProfileBytes) {
        info.iccProfile = std::string(profile);
    }
    return info;
}

} // namespace triptych::media
