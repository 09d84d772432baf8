// SPDX-License-Identifier: GPL-3.0-or-later
// Header bytes, file system and rights of a project file.
#include "core/store/open_checks.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>

namespace triptych::store {

namespace {

using std::filesystem::path;

path folderOf(const path& file)
{
    return file.has_parent_path() ? file.parent_path() : path{"."};
}

path walOf(const path& file)
{
    auto wal = file;
    wal += "-wal";
    return wal;
}

bool hasWal(const path& file)
{
    std::error_code error;
    const auto bytes = std::filesystem::file_size(walOf(file), error);
    return !error && bytes > 0;
}

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

// SQLite's file header: https://www.sqlite.org/fileformat2.html#the_database_header
Status checkHeader(const path& file, std::uint64_t size)
{
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    constexpr std::size_t kHeaderSize = 100;
    std::array<char, kHeaderSize> header{};
    std::ifstream stream(file, std::ios::binary);
    stream.read(header.data(), header.size());
    const std::string_view bytes{header.data(), static_cast<std::size_t>(stream.gcount())};
    if (bytes.empty()) {
        return fail(errnoError(errno != 0 ? errno : EIO, file.string()));
    }
    const auto start = bytes.substr(0, kMagic.size());
    if (start != kMagic.substr(0, start.size())) {
        return fail(ErrorCode::NotAProject, "not an SQLite file", file.string());
    }
    if (bytes.size() < kHeaderSize) {
        return fail(ErrorCode::Corrupt, "ends in its header", file.string());
    }
    const auto pageSize =
        bigEndian(bytes.substr(16, 2)) == 1 ? 65536 : bigEndian(bytes.substr(16, 2));
    const auto pages = bigEndian(bytes.substr(28, 4));
    // With a -wal the file may lag behind its header after a kill; SQLite then repairs it.
    if (size < pages * pageSize && !hasWal(file)) {
        return fail(ErrorCode::Corrupt,
                    "truncated: " + std::to_string(size) + " of " +
                        std::to_string(pages * pageSize) + " bytes",
                    file.string());
    }
    return {};
}

Status checkFile(const path& file)
{
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return fail(ErrorCode::NotFound, {}, file.string());
    }
    if (error) {
        return fail(errnoError(error.value(), file.string()));
    }
    if (status.type() != std::filesystem::file_type::regular) {
        return fail(ErrorCode::NotAProject, "not a regular file", file.string());
    }
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return fail(errnoError(error.value(), file.string()));
    }
    if (size == 0) {
        return fail(ErrorCode::Empty, {}, file.string());
    }
    errno = 0;
    if (!std::ifstream(file, std::ios::binary)) {
        return fail(errnoError(errno != 0 ? errno : EACCES, file.string()));
    }
    return checkHeader(file, size);
}

} // namespace

Status checkNewFile(const path& file, const FileSystemProbe& probe)
{
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
        return fail(ErrorCode::AlreadyExists, {}, file.string());
    }
    const auto folder = folderOf(file);
    if (!std::filesystem::is_directory(folder, error)) {
        return fail(ErrorCode::NotFound, "no such folder", folder.string());
    }
    if (const auto kind = probe.networkKind(folder); !kind.empty()) {
        return fail(ErrorCode::NetworkFileSystem, kind, file.string());
    }
    return {};
}

Result<OpenPlan> planOpening(const path& file, Access access, const FileSystemProbe& probe)
{
    if (auto good = checkFile(file); !good) {
        return fail(good);
    }
    OpenPlan plan;
    const auto kind = probe.networkKind(folderOf(file));
    std::optional<Error> reason;
    if (!kind.empty()) {
        reason = Error{ErrorCode::NetworkFileSystem, kind, file.string(), 0};
    } else if (!probe.canWrite(file)) {
        reason = Error{ErrorCode::ReadOnly, "the file or its folder cannot be written",
                       file.string(), 0};
    }
    if (reason && access == Access::ReadWrite) {
        return fail(*reason);
    }
    plan.writable = !reason && access != Access::ReadOnly;
    if (access != Access::ReadOnly) {
        plan.reason = reason;
    }
    if (!reason) {
        // Reading too: only a connection that may write removes the -wal and -shm that it leaves.
        plan.openAs = OpenAs::ReadWrite;
    } else if (!hasWal(file)) {
        plan.openAs = OpenAs::Immutable;
    } else if (!kind.empty()) {
        return fail(ErrorCode::NetworkFileSystem, kind + ", with unfinished writes beside it",
                    file.string());
    } else {
        plan.openAs = OpenAs::ReadOnly;
    }
    return plan;
}

} // namespace triptych::store
