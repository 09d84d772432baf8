// SPDX-License-Identifier: GPL-3.0-or-later
// JSON out: the few shapes our files need, the same bytes every time.
#include "core/formats/json_text.h"

#include "core/base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>

namespace triptych::formats {

namespace {

void appendEscaped(std::string& out, char c)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        out += "\\u00";
        out += kHex[static_cast<unsigned char>(c) >> 4U];
        out += kHex[static_cast<unsigned char>(c) & 15U];
    }
}

} // namespace

void appendJsonString(std::string& out, std::string_view text)
{
    if (!isValidUtf8(text)) {
        const std::string valid = sanitizeUtf8(text);
        appendJsonString(out, valid);
        return;
    }
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        out += text.substr(from, i - from);
        appendEscaped(out, text[i]);
        from = i + 1;
    }
    out += text.substr(from);
    out += '"';
}

void JsonLine::key(std::string_view key)
{
    m_out += m_out.empty() ? '{' : ',';
    appendJsonString(m_out, key);
    m_out += ':';
}

void JsonLine::string(std::string_view name, std::string_view value)
{
    key(name);
    appendJsonString(m_out, value);
}

void JsonLine::stringIfAny(std::string_view name, std::string_view value)
{
    if (!value.empty()) {
        string(name, value);
    }
}

void JsonLine::strings(std::string_view name, std::span<const std::string> values)
{
    key(name);
    m_out += '[';
    bool first = true;
    for (const auto& value : values) {
        m_out += first ? "" : ",";
        first = false;
        appendJsonString(m_out, value);
    }
    m_out += ']';
}

void JsonLine::integer(std::string_view name, std::int64_t value)
{
    key(name);
    m_out += std::to_string(value);
}

void JsonLine::integerIfAny(std::string_view name, std::int64_t value)
{
    if (value != 0) {
        integer(name, value);
    }
}

void JsonLine::natural(std::string_view name, std::uint64_t value)
{
    key(name);
    m_out += std::to_string(value);
}

void JsonLine::number(std::string_view name, double value)
{
    key(name);
    if (!std::isfinite(value)) {
        m_out += "null"; // JSON has no other way
        return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    m_out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

void JsonLine::boolean(std::string_view name, bool value)
{
    key(name);
    m_out += value ? "true" : "false";
}

void JsonLine::raw(std::string_view name, std::string_view json)
{
    key(name);
    m_out += json;
}

} // namespace triptych::formats
