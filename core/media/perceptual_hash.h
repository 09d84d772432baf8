// SPDX-License-Identifier: GPL-3.0-or-later
// 64-bit perceptual hash: signs of the 8 × 8 lowest DCT frequencies of the 32 × 32 grey image
// against their mean (Zauner 2010, pHash), as OpenCV's img_hash::PHash computes it.
#pragma once

#include "core/base/result.h"
#include "core/domain/pixel_buffer.h"
#include "core/media/image_info.h"

#include <cstdint>
#include <filesystem>

namespace triptych::media {

// Alpha lies over white. BadArgument for an empty buffer. Any thread.
Result<std::uint64_t> perceptualHash(const PixelBuffer& pixels);

// From a reduced decode; errors as decodeImageFile.
Result<std::uint64_t> perceptualHashOfFile(const std::filesystem::path& path,
                                           const ImageLimits& limits = {});

// Number of different bits, 0 … 64. Below about 10 = looks alike.
int hammingDistance(std::uint64_t a, std::uint64_t b);

} // namespace triptych::media
