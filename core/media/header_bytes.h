// SPDX-License-Identifier: GPL-3.0-or-later
// Bounded reading of header fields. Nothing outside the bytes is ever touched: an absent value is
// none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace triptych::media {

enum class ByteOrder
{
    Little,
    Big
};

class HeaderBytes
{
public:
    HeaderBytes(std::string_view bytes, ByteOrder order)
        : m_bytes(bytes)
        , m_order(order)
    {}

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] bool has(std::uint64_t at, std::uint64_t count) const
    {
        return at <= m_bytes.size() && count <= m_bytes.size() - at;
    }
    // `count` bytes (1 … 4) at `at` as an unsigned number.
    [[nodiscard]] std::optional<std::uint32_t> number(std::uint64_t at, unsigned count) const
    {
        if (!has(at, count)) {
            return std::nullopt;
        }
        std::uint32_t value = 0;
        for (unsigned i = 0; i < count; ++i) {
            const unsigned from = m_order == ByteOrder::Big ? i : count - 1 - i;
            value = (value << 8U) | static_cast<unsigned char>(m_bytes[at + from]);
        }
        return value;
    }
    [[nodiscard]] std::optional<std::uint32_t> u8(std::uint64_t at) const { return number(at, 1); }
    [[nodiscard]] std::optional<std::uint32_t> u16(std::uint64_t at) const { return number(at, 2); }
    [[nodiscard]] std::optional<std::uint32_t> u32(std::uint64_t at) const { return number(at, 4); }
    // The same for fields known to be there; 0 outside.
    [[nodiscard]] std::uint32_t field(std::uint64_t at, unsigned count) const
    {
        return number(at, count).value_or(0);
    }
    // At most what is there.
    [[nodiscard]] std::string_view slice(std::uint64_t at, std::uint64_t count) const
    {
        return at > m_bytes.size()
                   ? std::string_view{}
                   : m_bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
    }

private:
    std::string_view m_bytes;
    ByteOrder m_order;
};

} // namespace triptych::media
