// SPDX-License-Identifier: GPL-3.0-or-later
// libjpeg-turbo by its own interface: OpenCV's decodes to BGR first, and only at 1, 1/2, 1/4, 1/8.
#include "core/media/decode_jpeg.h"

#include <algorithm>
#include <array>
#include <bit>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h> // wants size_t and FILE

namespace triptych::media {

namespace {

constexpr int kEighths = 8;
constexpr JDIMENSION kStrip = 16; // rows; between strips it is asked whether to stop

struct Errors
{
    jpeg_error_mgr base{};
    std::jmp_buf back{};
};

[[noreturn]] void giveUp(j_common_ptr info)
{
    // `base` is the first member: libjpeg hands its address around.
    std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1);
}

void beSilent(j_common_ptr /*info*/) {}
void ignoreWarning(j_common_ptr info, int level)
{
    if (level < 0) {
        ++info->err->num_warnings;
    }
}

// Where a pixel of the stored image stands in the upright one, in pixels: EXIF 2.32, tag 274.
struct Turn
{
    std::ptrdiff_t first = 0;
    std::ptrdiff_t column = 1; // from one to the next in a stored row
    std::ptrdiff_t row = 0;    // from one to the next in a stored column
};

Turn turnOf(int orientation, std::ptrdiff_t width, std::ptrdiff_t height)
{
    const std::ptrdiff_t last = width * height - 1;
    switch (orientation) {
    case 2:
        return {width - 1, -1, width};
    case 3:
        return {last, -1, -width};
    case 4:
        return {last - (width - 1), 1, -width};
    case 5:
        return {0, height, 1};
    case 6:
        return {height - 1, height, -1};
    case 7:
        return {last, -height, -1};
    case 8:
        return {last - (height - 1), -height, 1};
    default:
        return {0, 1, width};
    }
}

// Rows `y` … of the stored image to where they belong. Columns outside: a turned strip is written
// in runs of its height.
void place(const std::uint32_t* strip, std::ptrdiff_t width, std::ptrdiff_t y, std::ptrdiff_t rows,
           const Turn& turn, std::uint32_t* out)
{
    for (std::ptrdiff_t x = 0; x < width; ++x) {
        auto* to = out + turn.first + x * turn.column + y * turn.row;
        for (std::ptrdiff_t i = 0; i < rows; ++i) {
            to[i * turn.row] = strip[i * width + x];
        }
    }
}

// Each of the two is left by longjmp on an error, so nothing with a destructor lives in them.
// False: refused.
bool start(jpeg_decompress_struct& info, Errors& errors, std::string_view bytes, int longestSide,
           JpegSteps steps)
{
    if (setjmp(errors.back) != 0) {
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()),
                 static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&info, TRUE);
    if (info.num_components > 3) {
        return false;
    }
    info.out_color_space = JCS_EXT_RGBA;
    info.scale_denom = kEighths;
    info.scale_num = kEighths;
    const auto longer = std::max(info.image_width, info.image_height);
    if (longestSide > 0 && longer > static_cast<JDIMENSION>(longestSide)) {
        const auto side = static_cast<std::uint64_t>(longestSide);
        const auto eighths = (side * kEighths + longer - 1) / longer;
        info.scale_num = static_cast<unsigned>(std::clamp<std::uint64_t>(eighths, 1, kEighths));
        info.scale_num =
            steps == JpegSteps::Halves ? std::bit_ceil(info.scale_num) : info.scale_num;
    }
    jpeg_calc_output_dimensions(&info);
    return true;
}

bool readRows(jpeg_decompress_struct& info, Errors& errors, std::uint8_t* out, JDIMENSION count)
{
    if (setjmp(errors.back) != 0) {
        return false;
    }
    if (info.output_scanline == 0) {
        jpeg_start_decompress(&info);
    }
    const std::size_t stride = std::size_t{info.output_width} * 4;
    for (JDIMENSION i = 0; i < count; ++i) {
        JSAMPROW row = out + i * stride;
        jpeg_read_scanlines(&info, &row, 1);
    }
    return true;
}

// libjpeg and its errors, ended together.
struct Decoder
{
    jpeg_decompress_struct info{};
    Errors errors;

    Decoder()
    {
        info.err = jpeg_std_error(&errors.base);
        errors.base.error_exit = giveUp;
        errors.base.output_message = beSilent;
        errors.base.emit_message = ignoreWarning;
    }
    ~Decoder() { jpeg_destroy_decompress(&info); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] tl::unexpected<Error> refused()
    {
        std::array<char, JMSG_LENGTH_MAX> message{};
        errors.base.format_message(reinterpret_cast<j_common_ptr>(&info), message.data());
        return fail(ErrorCode::Unreadable, message.data());
    }
};

} // namespace

Result<JpegPixels> decodeJpeg(std::string_view bytes, int longestSide, JpegSteps steps,
                              int orientation, const std::stop_token& stop)
{
    Decoder decoder;
    auto& info = decoder.info;
    if (!start(info, decoder.errors, bytes, longestSide, steps)) {
        return decoder.refused();
    }
    const JDIMENSION width = info.output_width;
    const JDIMENSION height = info.output_height;
    const bool sideways = orientation >= 5;
    JpegPixels pixels{static_cast<int>(sideways ? height : width),
                      static_cast<int>(sideways ? width : height),
                      std::make_shared<std::vector<std::uint8_t>>(std::size_t{width} * 4 * height)};
    const Turn turn = turnOf(orientation, width, height);
    const bool turned = orientation > 1;
    std::vector<std::uint32_t> strip(turned ? std::size_t{width} * kStrip : 0);
    for (JDIMENSION y = 0; y < height; y += kStrip) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled);
        }
        const JDIMENSION rows = std::min(kStrip, height - y);
        auto* to = turned ? reinterpret_cast<std::uint8_t*>(strip.data())
                          : pixels.rgba->data() + std::size_t{y} * width * 4;
        if (!readRows(info, decoder.errors, to, rows)) {
            return decoder.refused();
        }
        if (turned) {
            place(strip.data(), width, y, rows, turn,
                  reinterpret_cast<std::uint32_t*>(pixels.rgba->data()));
        }
    }
    return pixels;
}

} // namespace triptych::media
