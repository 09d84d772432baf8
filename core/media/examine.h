// SPDX-License-Identifier: GPL-3.0-or-later
// Everything an import wants to know of an image file, from one read and one reduced decode.
#pragma once

#include "core/base/result.h"
#include "core/media/image_info.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::media {

enum class ImageWarning
{
    WrongExtension, // read by content; the name says another format
    FirstFrameOnly, // several frames or pages
    ProfileIgnored, // colour profile damaged or of another colour space
};
// Stable: "wrong-extension", "first-frame-only", "profile-ignored".
std::string_view name(ImageWarning warning);

struct Examined
{
    std::string sha256;
    std::uint64_t phash = 0;
    int width = 0; // upright
    int height = 0;
    std::int64_t bytes = 0;
    std::int64_t modified = 0; // mtime in ms since 1970, taken before the bytes are read
    ImageFormat format = ImageFormat::Jpeg;
    std::vector<ImageWarning> warnings; // in the order of the enum
};

struct ExamineOptions
{
    ImageLimits limits;
    std::stop_token stop;
};

// Any number of threads. Errors as decodeImageFile.
Result<Examined> examineImage(const std::filesystem::path& path,
                              const ExamineOptions& options = {});

// Milliseconds since 1970 of the last change; for a cheap "has it changed" check.
Result<std::int64_t> modifiedMillis(const std::filesystem::path& path);

} // namespace triptych::media
