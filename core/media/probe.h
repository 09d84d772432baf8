// SPDX-License-Identifier: GPL-3.0-or-later
// Recognises an image by its first bytes and reads its headers with own, bounded parsers: nothing
// that fails here ever reaches a decoder.
#pragma once

#include "core/base/result.h"
#include "core/media/image_info.h"

#include <filesystem>
#include <string_view>

namespace triptych::media {

// Any number of threads. Errors, `subject` = the given name:
//   Empty (no byte), Unsupported (not JPEG, PNG, WebP, BMP or TIFF; BigTIFF, animated WebP,
//   lossless or 12-bit JPEG, float samples), Truncated (the bytes end before what the headers
//   announce: no EOI, no IEND, short RIFF, strips beyond the end), Unreadable (headers contradict
//   themselves), TooLarge (over `limits`, known before anything is decoded).
// Only the extension of `fileName` is looked at.
Result<ImageInfo> probeImage(std::string_view bytes, std::string_view fileName = {},
                             const ImageLimits& limits = {});

// Reads the file first: NotFound, PermissionDenied, Io, BadArgument (folder, FIFO, device),
// TooLarge.
Result<ImageInfo> probeImageFile(const std::filesystem::path& path, const ImageLimits& limits = {});

} // namespace triptych::media
