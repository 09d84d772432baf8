// SPDX-License-Identifier: GPL-3.0-or-later
// One read, one reduced decode, all that an import needs.
#include "core/media/examine.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/media/decode.h"
#include "core/media/perceptual_hash.h"

#include <sys/stat.h>

#include <cerrno>

namespace triptych::media {

namespace {

constexpr int kExamineSide = 128; // what the perceptual hash needs

}

std::string_view name(ImageWarning warning)
{
    switch (warning) {
    case ImageWarning::WrongExtension:
        return "wrong-extension";
    case ImageWarning::FirstFrameOnly:
        return "first-frame-only";
    case ImageWarning::ProfileIgnored:
        return "profile-ignored";
    }
    return {};
}

Result<std::int64_t> modifiedMillis(const std::filesystem::path& path)
{
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) {
        return fail(errnoError(errno, path.string()));
    }
    return std::int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
}

Result<Examined> examineImage(const std::filesystem::path& path, const ExamineOptions& options)
{
    const auto modified = modifiedMillis(path);
    if (!modified) {
        return fail(modified);
    }
    const auto bytes = readFile(path, options.limits.bytes);
    if (!bytes) {
        return fail(bytes);
    }
    DecodeOptions decode;
    decode.longestSide = kExamineSide;
    decode.limits = options.limits;
    decode.stop = options.stop;
    const auto decoded = decodeImage(*bytes, decode, path.string());
    if (!decoded) {
        return fail(decoded);
    }
    const auto hash = perceptualHash(decoded->pixels);
    if (!hash) {
        return fail(hash);
    }
    Examined examined;
    examined.sha256 = sha256Hex(*bytes);
    examined.phash = *hash;
    examined.width = decoded->info.width;
    examined.height = decoded->info.height;
    examined.bytes = static_cast<std::int64_t>(bytes->size());
    examined.modified = *modified;
    examined.format = decoded->info.format;
    if (!decoded->info.extensionMatches) {
        examined.warnings.push_back(ImageWarning::WrongExtension);
    }
    if (decoded->info.animated) {
        examined.warnings.push_back(ImageWarning::FirstFrameOnly);
    }
    if (decoded->profileIgnored) {
        examined.warnings.push_back(ImageWarning::ProfileIgnored);
    }
    return examined;
}

} // namespace triptych::media
