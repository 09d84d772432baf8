// SPDX-License-Identifier: GPL-3.0-or-later
// Names that stay inside their root.
#include "core/base/safe_path.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace triptych {

namespace {

constexpr std::size_t kLongestName = 4096;

bool hasControlCharacter(std::string_view name)
{
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            return true;
        }
    }
    return false;
}

} // namespace

Result<std::string> safeRelativeName(std::string_view name)
{
    const auto unsafe = [&](const char* why) {
        return fail(ErrorCode::UnsafePath, why, sanitizeUtf8(cutUtf8(name, 200)));
    };
    if (name.empty()) {
        return unsafe("empty name");
    }
    if (name.size() > kLongestName) {
        return unsafe("name longer than 4096 bytes");
    }
    if (hasControlCharacter(name)) {
        return unsafe("control character in name");
    }
    if (name.front() == '/' || name.front() == '\\') {
        return unsafe("absolute path");
    }
    if (name.size() >= 2 && name[1] == ':' &&
        std::isalpha(static_cast<unsigned char>(name[0])) != 0) {
        return unsafe("absolute path");
    }
    std::string clean;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find_first_of("/\\", at), name.size());
        const std::string_view part = name.substr(at, end - at);
        if (part == "..") {
            return unsafe("\"..\" in name");
        }
        if (!part.empty() && part != ".") {
            clean += clean.empty() ? "" : "/";
            clean += part;
        }
        at = end + 1;
    }
    if (clean.empty()) {
        return unsafe("empty name");
    }
    return clean;
}

Result<std::filesystem::path> resolveUnder(const std::filesystem::path& root, std::string_view name)
{
    const auto clean = safeRelativeName(name);
    if (!clean) {
        return fail(clean);
    }
    std::error_code error;
    auto base = std::filesystem::weakly_canonical(root, error);
    if (error) {
        return fail(errnoError(error.value(), root.string()));
    }
    if (!base.has_filename() && base.has_relative_path()) {
        base = base.parent_path(); // "photos/" ends in an empty component
    }
    const auto plain = base / *clean;
    // weakly_canonical does not look where a dangling link leads.
    auto step = base;
    for (const auto& part : std::filesystem::path(*clean)) {
        step /= part;
        if (std::filesystem::is_symlink(std::filesystem::symlink_status(step, error)) &&
            !std::filesystem::exists(step, error)) {
            return fail(ErrorCode::UnsafePath, "a link that leads nowhere", *clean);
        }
    }
    const auto real = std::filesystem::weakly_canonical(plain, error);
    if (error) {
        return fail(ErrorCode::UnsafePath, error.message(), *clean);
    }
    const auto [rootEnd, ignored] =
        std::mismatch(base.begin(), base.end(), real.begin(), real.end());
    if (rootEnd != base.end()) {
        return fail(ErrorCode::UnsafePath, "a link leads out of the image folder", *clean);
    }
    return plain;
}

} // namespace triptych
