// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a zip that need no unpacking, found by its directory: large ones need not be copied.
#include "core/formats/zip_file.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace triptych::formats {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint32_t kLong = 0xFFFFFFFFU; // the value is among the extra fields

template <typename T> T numberAt(std::string_view bytes, std::uint64_t at)
{
    T value{};
    if (at <= bytes.size() && bytes.size() - at >= sizeof value) {
        std::memcpy(&value, bytes.data() + at, sizeof value);
    }
    return value;
}

// Where the directory begins, and how many members it has.
struct Directory
{
    std::uint64_t at = 0;
    std::uint64_t count = 0;
};

std::optional<Directory> findDirectory(std::string_view zip)
{
    const auto from = zip.size() > kEndSize + kLongestComment
                          ? zip.size() - kEndSize - kLongestComment
                          : std::size_t{0};
    const auto found = zip.substr(from).rfind("PK\x05\x06");
    if (found == std::string_view::npos) {
        return std::nullopt;
    }
    const auto end = from + found;
    Directory out{numberAt<std::uint32_t>(zip, end + 16), numberAt<std::uint16_t>(zip, end + 10)};
    if (end >= 20 && zip.substr(end - 20).starts_with("PK\x06\x07")) {
        const auto large = numberAt<std::uint64_t>(zip, end - 20 + 8);
        if (large >= zip.size() || !zip.substr(large).starts_with("PK\x06\x06")) {
            return std::nullopt;
        }
        out = {numberAt<std::uint64_t>(zip, large + 48), numberAt<std::uint64_t>(zip, large + 32)};
    }
    return out.at < zip.size() ? std::optional{out} : std::nullopt;
}

struct Entry
{
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t header = 0;
};

// Sizes that do not fit into 32 bits, in this order, each only where it does not.
void readLong(std::string_view extra, Entry& entry)
{
    while (extra.size() >= 4) {
        const auto size = std::size_t{numberAt<std::uint16_t>(extra, 2)};
        auto field = extra.substr(4, size);
        if (numberAt<std::uint16_t>(extra, 0) == 1) {
            for (auto* value : {&entry.size, &entry.packed, &entry.header}) {
                if (*value == kLong && field.size() >= 8) {
                    *value = numberAt<std::uint64_t>(field, 0);
                    field.remove_prefix(8);
                }
            }
        }
        extra.remove_prefix(std::min(extra.size(), 4 + size));
    }
}

std::optional<std::string_view> bytesOf(std::string_view zip, const Entry& entry)
{
    constexpr std::uint64_t kHeader = 30;
    if (entry.packed != entry.size || entry.header >= zip.size() ||
        !zip.substr(entry.header).starts_with("PK\x03\x04")) {
        return std::nullopt;
    }
    const std::uint64_t begin = entry.header + kHeader +
                                numberAt<std::uint16_t>(zip, entry.header + 26) +
                                numberAt<std::uint16_t>(zip, entry.header + 28);
    if (begin > zip.size() || entry.size > zip.size() - begin) {
        return std::nullopt;
    }
    return zip.substr(begin, entry.size);
}

} // namespace

std::map<std::string, StoredMember> storedMembers(std::string_view archive)
{
    constexpr std::uint64_t kHeader = 46;
    std::map<std::string, StoredMember> out;
    const auto directory = findDirectory(archive);
    std::uint64_t at = directory ? directory->at : 0;
    for (std::uint64_t i = 0; directory && i < directory->count; ++i) {
        if (at > archive.size() || archive.size() - at < kHeader ||
            !archive.substr(at).starts_with("PK\x01\x02")) {
            return {};
        }
        const auto flags = numberAt<std::uint16_t>(archive, at + 8);
        const auto method = numberAt<std::uint16_t>(archive, at + 10);
        const auto crc = numberAt<std::uint32_t>(archive, at + 16);
        Entry entry{numberAt<std::uint32_t>(archive, at + 20),
                    numberAt<std::uint32_t>(archive, at + 24),
                    numberAt<std::uint32_t>(archive, at + 42)};
        const std::uint64_t name = numberAt<std::uint16_t>(archive, at + 28);
        const std::uint64_t extra = numberAt<std::uint16_t>(archive, at + 30);
        const std::uint64_t comment = numberAt<std::uint16_t>(archive, at + 32);
        if (archive.size() - at - kHeader < name + extra + comment) {
            return {};
        }
        readLong(archive.substr(at + kHeader + name, extra), entry);
        const auto bytes = bytesOf(archive, entry);
        if (method == 0 && (flags & 1U) == 0 && bytes) { // bit 0: encrypted
            out.emplace(archive.substr(at + kHeader, name), StoredMember{*bytes, crc});
        }
        at += kHeader + name + extra + comment;
    }
    return out;
}

} // namespace triptych::formats
