// SPDX-License-Identifier: GPL-3.0-or-later
// The first directory of a TIFF structure: of a TIFF file, or of an EXIF block, which has the same
// shape.
#pragma once

#include "core/base/result.h"
#include "core/media/header_bytes.h"

#include <optional>
#include <string_view>
#include <vector>

namespace triptych::media {

class TiffDirectory
{
public:
    // Keeps a view of `bytes`. Errors: Truncated, Unreadable, Unsupported (BigTIFF).
    static Result<TiffDirectory> read(std::string_view bytes);

    // Values of the tag: BYTE, SHORT and LONG only, and only such as lie inside.
    [[nodiscard]] std::size_t count(std::uint16_t tag) const; // 0 = absent
    [[nodiscard]] std::optional<std::uint32_t> value(std::uint16_t tag,
                                                     std::size_t index = 0) const;
    // Bytes of a BYTE or UNDEFINED tag; empty when absent.
    [[nodiscard]] std::string_view bytesOf(std::uint16_t tag) const;
    // Where the tag's value stands; none when absent.
    [[nodiscard]] std::optional<std::size_t> positionOf(std::uint16_t tag) const;
    [[nodiscard]] ByteOrder order() const { return m_order; }
    [[nodiscard]] bool hasNext() const { return m_hasNext; }
    // A tag's values lie beyond the end.
    [[nodiscard]] bool cutOff() const { return m_cutOff; }

private:
    struct Entry
    {
        std::uint16_t tag = 0;
        std::uint16_t type = 0;
        std::uint32_t count = 0;
        std::size_t at = 0;
    };
    TiffDirectory(std::string_view bytes, ByteOrder order)
        : m_bytes(bytes, order)
        , m_order(order)
    {}
    void add(std::uint64_t at);
    [[nodiscard]] const Entry* find(std::uint16_t tag) const;

    HeaderBytes m_bytes;
    ByteOrder m_order;
    std::vector<Entry> m_entries;
    bool m_hasNext = false;
    bool m_cutOff = false;
};

// EXIF orientation in an EXIF block, with or without "Exif\0\0" before it; 1 when there is none.
int exifOrientation(std::string_view block);

} // namespace triptych::media
