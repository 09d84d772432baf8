// SPDX-License-Identifier: GPL-3.0-or-later
// One header parser a format. Each is given bytes that start with its magic number.
#pragma once

#include "core/base/result.h"
#include "core/media/image_info.h"

#include <string_view>

namespace triptych::media {

// Stored sizes are filled in; `width` and `height` are left to probeImage. The size is checked as
// soon as it is known: a header that announces too much is TooLarge even when nothing follows it.
Result<ImageInfo> probeJpeg(std::string_view bytes, const ImageLimits& limits);
Result<ImageInfo> probePng(std::string_view bytes, const ImageLimits& limits);
Result<ImageInfo> probeWebP(std::string_view bytes, const ImageLimits& limits);
Result<ImageInfo> probeBmp(std::string_view bytes, const ImageLimits& limits);
Result<ImageInfo> probeTiff(std::string_view bytes, const ImageLimits& limits);

// Unreadable unless positive; TooLarge over the limits or over what OpenCV decodes (2^20 a side,
// 2^30).
Status checkSize(const ImageInfo& info, const ImageLimits& limits);

// A bigger ICC profile is not read (real ones stay below 4 MiB).
inline constexpr std::size_t kMostProfileBytes = std::size_t{8} << 20U;

} // namespace triptych::media
