// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one directory of a TIFF structure.
#include "core/media/tiff_directory.h"

#include <algorithm>

namespace triptych::media {

namespace {

constexpr std::uint16_t kOrientationTag = 274;

unsigned bytesOfType(std::uint16_t type)
{
    switch (type) {
    case 1: // BYTE
    case 2: // ASCII
    case 6:
    case 7: // UNDEFINED
        return 1;
    case 3: // SHORT
    case 8:
        return 2;
    case 4: // LONG
    case 9:
    case 11:
        return 4;
    case 5:
    case 10:
    case 12:
        return 8;
    default:
        return 0;
    }
}

} // namespace

Result<TiffDirectory> TiffDirectory::read(std::string_view bytes)
{
    if (bytes.size() < 8) {
        return fail(ErrorCode::Truncated, "TIFF header cut off");
    }
    const bool little = bytes.starts_with("II");
    if (!little && !bytes.starts_with("MM")) {
        return fail(ErrorCode::Unreadable, "no TIFF byte order");
    }
    TiffDirectory directory(bytes, little ? ByteOrder::Little : ByteOrder::Big);
    const auto& in = directory.m_bytes;
    const auto version = in.field(2, 2);
    if (version == 43) {
        return fail(ErrorCode::Unsupported, "BigTIFF");
    }
    if (version != 42) {
        return fail(ErrorCode::Unreadable, "no TIFF version");
    }
    const std::uint64_t start = in.field(4, 4);
    const auto count = in.u16(start);
    if (!count || !in.has(start + 2, std::uint64_t{*count} * 12)) {
        return fail(ErrorCode::Truncated, "TIFF directory beyond the end");
    }
    for (std::uint64_t i = 0; i < *count; ++i) {
        directory.add(start + 2 + i * 12);
    }
    directory.m_hasNext = in.u32(start + 2 + std::uint64_t{*count} * 12).value_or(0) != 0;
    return directory;
}

void TiffDirectory::add(std::uint64_t at)
{
    Entry entry;
    entry.tag = static_cast<std::uint16_t>(m_bytes.field(at, 2));
    entry.type = static_cast<std::uint16_t>(m_bytes.field(at + 2, 2));
    entry.count = m_bytes.field(at + 4, 4);
    const std::uint64_t size = std::uint64_t{bytesOfType(entry.type)} * entry.count;
    if (size == 0) {
        return;
    }
    const std::uint64_t where = size <= 4 ? at + 8 : m_bytes.field(at + 8, 4);
    if (!m_bytes.has(where, size)) {
        m_cutOff = true;
        return;
    }
    entry.at = static_cast<std::size_t>(where);
    m_entries.push_back(entry);
}

const TiffDirectory::Entry* TiffDirectory::find(std::uint16_t tag) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [tag](const Entry& entry) { return entry.tag == tag; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::size_t TiffDirectory::count(std::uint16_t tag) const
{
    const auto* entry = find(tag);
    return entry ? entry->count : 0;
}

std::optional<std::uint32_t> TiffDirectory::value(std::uint16_t tag, std::size_t index) const
{
    const auto* entry = find(tag);
    if (!entry || index >= entry->count ||
        (entry->type != 1 && entry->type != 3 && entry->type != 4)) {
        return std::nullopt;
    }
    const unsigned size = bytesOfType(entry->type);
    return m_bytes.number(entry->at + std::uint64_t{index} * size, size);
}

std::string_view TiffDirectory::bytesOf(std::uint16_t tag) const
{
    const auto* entry = find(tag);
    if (!entry || bytesOfType(entry->type) != 1) {
        return {};
    }
    return m_bytes.slice(entry->at, entry->count);
}

std::optional<std::size_t> TiffDirectory::positionOf(std::uint16_t tag) const
{
    const auto* entry = find(tag);
    return entry ? std::optional<std::size_t>{entry->at} : std::nullopt;
}

int exifOrientation(std::string_view block)
{
    constexpr std::string_view kPrefix{"Exif\0\0", 6};
    if (block.starts_with(kPrefix)) {
        block.remove_prefix(kPrefix.size());
    }
    const auto directory = TiffDirectory::read(block);
    if (!directory) {
        return 1;
    }
    const auto value = directory->value(kOrientationTag).value_or(1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

} // namespace triptych::media
