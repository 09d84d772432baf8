// SPDX-License-Identifier: GPL-3.0-or-later
// libjpeg-turbo and OpenCV decode what probe let through; colour is applied here, alike for all
// formats.
#include "core/media/decode.h"

#include "core/base/file_io.h"
#include "core/media/area_scale.h"
#include "core/media/colour_profile.h"
#include "core/media/decode_jpeg.h"
#include "core/media/header_bytes.h"
#include "core/media/probe.h"
#include "core/media/tiff_directory.h"

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <mutex>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace triptych::media {

namespace {

constexpr int kPhotoBytes = 512 * 1024; // memory blocks of this size are pixels
constexpr std::size_t kHeavyBytes = std::size_t{256} << 20U;

std::mutex& heavyGate()
{
    static std::mutex gate;
    return gate;
}

// What the options ask of the longer side; 0 = full size.
int neededSide(const DecodeOptions& options, const ImageInfo& info)
{
    if (options.longestSide > 0 || options.shortestSide <= 0) {
        return options.longestSide;
    }
    const std::int64_t longer = std::max(info.storedWidth, info.storedHeight);
    const std::int64_t shorter = std::min(info.storedWidth, info.storedHeight);
    const std::int64_t needed = (longer * options.shortestSide + shorter - 1) / shorter;
    return static_cast<int>(std::min(needed, longer));
}

// CMYK only: the largest reduction that leaves at least what is asked for.
int jpegFlags(const ImageInfo& info, int longestSide)
{
    const int longer = std::max(info.storedWidth, info.storedHeight);
    int flags = cv::IMREAD_COLOR;
    if (longestSide > 0 && longer / 8 >= longestSide) {
        flags = cv::IMREAD_REDUCED_COLOR_8;
    } else if (longestSide > 0 && longer / 4 >= longestSide) {
        flags = cv::IMREAD_REDUCED_COLOR_4;
    } else if (longestSide > 0 && longer / 2 >= longestSide) {
        flags = cv::IMREAD_REDUCED_COLOR_2;
    }
    return flags | cv::IMREAD_IGNORE_ORIENTATION;
}

// Without ancillary chunks: libpng prints about profiles that it does not like, and we read them.
std::string criticalChunks(std::string_view png)
{
    const HeaderBytes in(png, ByteOrder::Big);
    std::string out{png.substr(0, 8)};
    for (std::uint64_t at = 8; in.has(at, 12);) {
        const std::uint64_t length = std::uint64_t{in.field(at, 4)} + 12;
        const auto type = in.slice(at + 4, 4);
        if (type == "IHDR" || type == "PLTE" || type == "tRNS" || type == "IDAT" ||
            type == "IEND") {
            out += in.slice(at, length);
        }
        if (type == "IEND") {
            break;
        }
        at += length;
    }
    return out;
}

// libtiff and OpenCV turn TIFFs by themselves, and not alike for all depths: say "upright" to them.
std::string withoutOrientation(std::string_view tiff)
{
    std::string out{tiff};
    const auto directory = TiffDirectory::read(tiff);
    const auto at = directory ? directory->positionOf(274) : std::nullopt;
    if (at && *at + 2 <= out.size()) {
        const bool little = directory->order() == ByteOrder::Little;
        out[*at] = little ? '\1' : '\0';
        out[*at + 1] = little ? '\0' : '\1';
    }
    return out;
}

cv::Mat decodeStored(std::string_view bytes, const ImageInfo& info, int longestSide)
{
    std::string changed;
    if (info.format == ImageFormat::Png && !info.iccProfile.empty()) {
        changed = criticalChunks(bytes);
    } else if (info.format == ImageFormat::Tiff && info.orientation != 1) {
        changed = withoutOrientation(bytes);
    }
    const std::string_view source = changed.empty() ? bytes : std::string_view{changed};
    const cv::Mat in(1, static_cast<int>(source.size()), CV_8UC1, const_cast<char*>(source.data()));
    const int flags = info.format == ImageFormat::Jpeg ? jpegFlags(info, longestSide)
                                                       : static_cast<int>(cv::IMREAD_UNCHANGED);
    cv::Mat out = cv::imdecode(in, flags);
    if (out.depth() == CV_16U) {
        cv::Mat eight;
        out.convertTo(eight, CV_8U, 1.0 / 257.0);
        return eight;
    }
    return out;
}

// TIFF readers multiply colours by an alpha that is declared; ours is straight.
bool alphaIsMultiplied(std::string_view bytes, const ImageInfo& info)
{
    if (info.format != ImageFormat::Tiff || info.channels != 4) {
        return false;
    }
    const auto directory = TiffDirectory::read(bytes);
    const auto extra = directory ? directory->value(338).value_or(0) : 0;
    return extra == 1 || (extra == 2 && info.bitsPerChannel == 8);
}

void divideByAlpha(cv::Mat& rgba)
{
    for (int y = 0; y < rgba.rows; ++y) {
        auto* row = rgba.ptr<std::uint8_t>(y);
        for (int i = 0; i < rgba.cols * 4; i += 4) {
            const unsigned alpha = row[i + 3];
            for (int c = 0; c < 3 && alpha != 0 && alpha != 255; ++c) {
                const unsigned value = (row[i + c] * 255U + alpha / 2) / alpha;
                row[i + c] = static_cast<std::uint8_t>(std::min(value, 255U));
            }
        }
    }
}

// A reduced JPEG may be a pixel shorter than its share of the full size.
cv::Mat scaled(const cv::Mat& stored, PixelSize size)
{
    size.width = std::min(size.width, stored.cols);
    size.height = std::min(size.height, stored.rows);
    if (size.width == stored.cols && size.height == stored.rows) {
        return stored;
    }
    cv::Mat small(size.height, size.width, stored.type());
    const int channels = stored.channels();
    scaleByArea({stored.data, stored.cols, stored.rows, stored.step, channels},
                {small.data, small.cols, small.rows, small.step, channels});
    return small;
}

void toRgba(const cv::Mat& from, cv::Mat& to, const ImageInfo& info)
{
    const int channels = from.channels();
    cv::cvtColor(from, to,
                 channels == 1   ? cv::COLOR_GRAY2RGBA
                 : channels == 3 ? cv::COLOR_BGR2RGBA
                                 : cv::COLOR_BGRA2RGBA);
    if (info.format == ImageFormat::Bmp && channels == 4) {
        // Four bytes a pixel, the fourth unused: most writers leave zeros.
        cv::Mat alpha;
        cv::extractChannel(to, alpha, 3);
        if (cv::countNonZero(alpha) == 0) {
            alpha.setTo(255);
            cv::insertChannel(alpha, to, 3);
        }
    }
}

// EXIF 2.32, tag 274: where row 0 and column 0 of the stored image lie.
void turn(const cv::Mat& stored, cv::Mat& upright, int orientation)
{
    switch (orientation) {
    case 2:
        cv::flip(stored, upright, 1);
        break;
    case 3:
        cv::flip(stored, upright, -1);
        break;
    case 4:
        cv::flip(stored, upright, 0);
        break;
    case 5:
        cv::transpose(stored, upright);
        break;
    case 6:
        cv::rotate(stored, upright, cv::ROTATE_90_CLOCKWISE);
        break;
    case 7:
        cv::transpose(stored, upright);
        cv::flip(upright, upright, -1);
        break;
    case 8:
        cv::rotate(stored, upright, cv::ROTATE_90_COUNTERCLOCKWISE);
        break;
    default:
        stored.copyTo(upright);
        break;
    }
}

void manageColour(std::vector<std::uint8_t>& rgba, Decoded& decoded)
{
    const auto& info = decoded.info;
    if (!info.iccProfile.empty()) {
        const bool grey = info.channels <= 2;
        decoded.profileIgnored =
            !convertToSrgb(rgba.data(), rgba.size() / 4, grey, info.iccProfile);
    }
}

// `stored` (8 bit, 1, 3 or 4 channels) becomes an upright sRGB buffer.
void finish(const cv::Mat& stored, Decoded& decoded)
{
    const auto& info = decoded.info;
    const bool turned = info.orientation >= 5;
    auto& buffer = decoded.pixels;
    buffer.width = turned ? stored.rows : stored.cols;
    buffer.height = turned ? stored.cols : stored.rows;
    buffer.stride = static_cast<std::size_t>(buffer.width) * 4;
    const auto data = std::make_shared<std::vector<std::uint8_t>>(
        buffer.stride * static_cast<std::size_t>(buffer.height));
    cv::Mat upright(buffer.height, buffer.width, CV_8UC4, data->data(), buffer.stride);
    if (info.orientation == 1) {
        toRgba(stored, upright, info);
    } else {
        cv::Mat rgba;
        toRgba(stored, rgba, info);
        turn(rgba, upright, info.orientation);
    }
    manageColour(*data, decoded);
    buffer.data = data;
}

Result<Decoded> decodeJpegProbed(std::string_view bytes, const DecodeOptions& options,
                                 ImageInfo info)
{
    const int longestSide = neededSide(options, info);
    const auto steps = options.reducedOnly ? JpegSteps::Halves : JpegSteps::Eighths;
    auto jpeg = decodeJpeg(bytes, longestSide, steps, info.orientation, options.stop);
    if (!jpeg) {
        return fail(jpeg);
    }
    Decoded decoded;
    decoded.info = std::move(info);
    auto data = std::move(jpeg->rgba);
    const cv::Mat whole(jpeg->height, jpeg->width, CV_8UC4, data->data());
    const int scaledTo = options.reducedOnly ? 0 : longestSide;
    const cv::Mat small =
        scaled(whole, fittedSize(decoded.info.width, decoded.info.height, scaledTo));
    if (small.data != whole.data) {
        data = std::make_shared<std::vector<std::uint8_t>>(small.datastart, small.dataend);
    }
    manageColour(*data, decoded);
    const auto stride = static_cast<std::size_t>(small.cols) * 4;
    decoded.pixels = {small.cols, small.rows, stride, std::move(data)};
    return decoded;
}

Result<Decoded> decodeProbed(std::string_view bytes, const DecodeOptions& options, ImageInfo info)
{
    if (info.format == ImageFormat::Jpeg && !info.cmyk) {
        return decodeJpegProbed(bytes, options, std::move(info));
    }
    const auto full = static_cast<std::size_t>(info.storedWidth) *
                      static_cast<std::size_t>(info.storedHeight) *
                      (info.bitsPerChannel > 8 ? 8 : 4);
    std::unique_lock gate(heavyGate(), std::defer_lock);
    if (full > kHeavyBytes && info.format != ImageFormat::Jpeg) {
        gate.lock(); // one giant at a time
    }
    const int longestSide = neededSide(options, info);
    cv::Mat stored = decodeStored(bytes, info, longestSide);
    if (stored.empty() || stored.depth() != CV_8U) {
        return fail(ErrorCode::Unreadable, "the decoder refuses the data");
    }
    if (options.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled);
    }
    if (stored.channels() == 4 && alphaIsMultiplied(bytes, info)) {
        divideByAlpha(stored);
    }
    stored = scaled(stored, fittedSize(info.storedWidth, info.storedHeight, longestSide));
    Decoded decoded;
    decoded.info = std::move(info);
    finish(stored, decoded);
    return decoded;
}

} // namespace

void prepareDecoders()
{
    static std::once_flag once;
    std::call_once(once, [] {
        cv::setNumThreads(1);
#ifdef __GLIBC__
        // Photos come and go all day: what is freed goes back to the system at once, instead of
        // to the allocator of the thread that happened to decode.
        mallopt(M_MMAP_THRESHOLD, kPhotoBytes);
        mallopt(M_TRIM_THRESHOLD, 2 * kPhotoBytes);
#endif
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    });
}

Result<Decoded> decodeImage(std::string_view bytes, const DecodeOptions& options,
                            std::string_view fileName)
{
    prepareDecoders();
    const std::string subject{fileName};
    if (options.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, {}, subject);
    }
    auto info = probeImage(bytes, fileName, options.limits);
    if (!info) {
        return fail(info);
    }
    try {
        auto decoded = decodeProbed(bytes, options, std::move(*info));
        if (!decoded) {
            auto error = decoded.error();
            error.subject = subject;
            return fail(std::move(error));
        }
        return decoded;
    } catch (const cv::Exception& problem) {
        return fail(ErrorCode::Unreadable, problem.err, subject);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "out of memory", subject);
    }
}

Result<Decoded> decodeImageFile(const std::filesystem::path& path, const DecodeOptions& options)
{
    const auto bytes = readFile(path, options.limits.bytes);
    if (!bytes) {
        return fail(bytes);
    }
    return decodeImage(*bytes, options, path.string());
}

} // namespace triptych::media
