// SPDX-License-Identifier: GPL-3.0-or-later
// Pixels to bytes: PNG, JPEG, and scaled copies for an export. Same pixels, same bytes.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/media/decode.h"

#include <filesystem>
#include <string>

namespace triptych::media {

// quality 1 … 100; alpha lies over white. BadArgument for an empty buffer.
Result<std::string> encodeJpeg(const PixelBuffer& pixels, int quality = 90);
// With alpha only where a pixel is not opaque.
Result<std::string> encodePng(const PixelBuffer& pixels);

// Smaller by area averaging, so that the longer side is `longestSide`; never larger.
Result<PixelBuffer> scaledDown(const PixelBuffer& pixels, int longestSide);

// An upright sRGB JPEG of the file, `options.longestSide` pixels on the longer side (its own size
// when it is smaller): what `export --with-images scale:PX` writes. Errors as decodeImageFile.
Result<std::string> scaledJpegOfFile(const std::filesystem::path& path,
                                     const DecodeOptions& options, int quality = 90);

} // namespace triptych::media
