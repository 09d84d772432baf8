// SPDX-License-Identifier: GPL-3.0-or-later
// Writes one JSON object a line, fields in the order given.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace triptych::formats {

// In quotes, with \" \\ and control characters escaped; UTF-8 kept, invalid bytes as U+FFFD.
void appendJsonString(std::string& out, std::string_view text);

class JsonLine
{
public:
    void string(std::string_view key, std::string_view value);
    void stringIfAny(std::string_view key, std::string_view value); // left out when empty
    void strings(std::string_view key, std::span<const std::string> values);
    void integer(std::string_view key, std::int64_t value);
    void integerIfAny(std::string_view key, std::int64_t value); // left out when 0
    void natural(std::string_view key, std::uint64_t value);
    void number(std::string_view key, double value); // the shortest that reads back the same
    void boolean(std::string_view key, bool value);
    void raw(std::string_view key, std::string_view json); // must be JSON
    [[nodiscard]] std::string object() const { return m_out.empty() ? "{}" : m_out + "}"; }
    [[nodiscard]] std::string line() const { return object() + "\n"; }

private:
    void key(std::string_view key);
    std::string m_out;
};

} // namespace triptych::formats
