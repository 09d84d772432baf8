// SPDX-License-Identifier: GPL-3.0-or-later
// libarchive reads zips; sizes that they state are not believed.
#include "core/formats/zip_file.h"

#include "core/formats/safetensors.h"

#include <archive.h>
#include <archive_entry.h>

#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <memory>

namespace triptych::formats {

namespace {

constexpr std::size_t kMostMembers = 100'000;
constexpr std::size_t kBlock = 1U << 18U;

struct CloseArchive
{
    void operator()(archive* open) const { archive_read_free(open); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

std::string wordOf(archive* open)
{
    const char* said = archive_error_string(open);
    return said == nullptr ? "libarchive does not say why" : said;
}

Result<Archive> openZip(const std::filesystem::path& path)
{
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) {
        return fail(errnoError(errno, path.string()));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::BadArgument, "not a regular file", path.string());
    }
    if (info.st_size == 0) {
        return fail(ErrorCode::Empty, "no bytes", path.string());
    }
    Archive open{archive_read_new()};
    archive_read_support_format_zip_seekable(open.get());
    if (archive_read_open_filename(open.get(), path.c_str(), kBlock) != ARCHIVE_OK) {
        return fail(ErrorCode::BadFormat, "not a zip: " + wordOf(open.get()), path.string());
    }
    return open;
}

Result<std::string> readEntry(archive* open, std::uint64_t limit, const std::string& subject)
{
    std::string out;
    std::array<char, kBlock> block{};
    for (;;) {
        const la_ssize_t got = archive_read_data(open, block.data(), block.size());
        if (got < 0) {
            return fail(ErrorCode::Corrupt, wordOf(open), subject);
        }
        if (got == 0) {
            return out;
        }
        if (static_cast<std::uint64_t>(got) > limit - out.size()) {
            return fail(ErrorCode::TooLarge, "more than " + std::to_string(limit) + " bytes",
                        subject);
        }
        out.append(block.data(), static_cast<std::size_t>(got));
    }
}

std::string nameOf(archive_entry* entry)
{
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) {
        name = archive_entry_pathname(entry);
    }
    return name == nullptr ? std::string{} : name;
}

} // namespace

Status visitZip(const std::filesystem::path& path, const VisitMember& visit)
{
    auto open = openZip(path);
    if (!open) {
        return fail(open);
    }
    archive* zip = open->get();
    for (std::size_t count = 0;; ++count) {
        archive_entry* entry = nullptr;
        const int got = archive_read_next_header(zip, &entry);
        if (got == ARCHIVE_EOF) {
            return {};
        }
        if (got < ARCHIVE_WARN) {
            return fail(ErrorCode::BadFormat, "not a zip that can be read: " + wordOf(zip),
                        path.string());
        }
        if (count == kMostMembers) {
            return fail(ErrorCode::TooLarge,
                        "more than " + std::to_string(kMostMembers) + " members", path.string());
        }
        const std::string name = nameOf(entry);
        const auto more = visit(name, [&](std::uint64_t limit) {
            return readEntry(zip, limit, path.string() + ": " + name);
        });
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            return {};
        }
    }
}

Result<std::string> readZipMember(const std::filesystem::path& zip, const std::string& member,
                                  std::uint64_t limit)
{
    std::string out;
    bool found = false;
    const auto visited =
        visitZip(zip, [&](const std::string& name, const ReadMember& read) -> Result<bool> {
            if (name != member) {
                return true;
            }
            auto bytes = read(limit);
            if (!bytes) {
                return fail(bytes);
            }
            out = std::move(*bytes);
            found = true;
            return false;
        });
    if (!visited) {
        return fail(visited);
    }
    if (!found) {
        return fail(ErrorCode::NotFound, "not in " + zip.string(), member);
    }
    return out;
}

} // namespace triptych::formats
