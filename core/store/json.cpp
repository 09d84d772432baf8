// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and reading flat JSON.
#include "core/store/json.h"

#include "core/base/utf8.h"

#include <array>

namespace triptych::store {

namespace {

void appendString(std::string& json, std::string_view text)
{
    static constexpr std::string_view kHex = "0123456789abcdef";
    json.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json.push_back('\\');
            json.push_back(c);
        } else if (byte < 0x20) {
            json += "\\u00";
            json.push_back(kHex[byte >> 4U]);
            json.push_back(kHex[byte & 15U]);
        } else {
            json.push_back(c);
        }
    }
    json.push_back('"');
}

class FlatReader
{
public:
    explicit FlatReader(std::string_view json)
        : m_json(json)
    {}

    bool accept(char c)
    {
        skipSpace();
        if (m_at < m_json.size() && m_json[m_at] == c) {
            ++m_at;
            return true;
        }
        return false;
    }

    bool acceptNull()
    {
        skipSpace();
        const bool found = m_json.substr(m_at, 4) == "null";
        m_at += found ? 4 : 0;
        return found;
    }

    bool atEnd()
    {
        skipSpace();
        return m_at == m_json.size();
    }

    std::optional<std::string> string()
    {
        if (!accept('"')) {
            return std::nullopt;
        }
        std::string text;
        while (m_at < m_json.size() && m_json[m_at] != '"') {
            if (m_json[m_at] != '\\') {
                text.push_back(m_json[m_at++]);
            } else if (!escape(text)) {
                return std::nullopt;
            }
        }
        return accept('"') ? std::optional{text} : std::nullopt;
    }

private:
    void skipSpace()
    {
        while (m_at < m_json.size() &&
               std::string_view{" \t\r\n"}.find(m_json[m_at]) != std::string_view::npos) {
            ++m_at;
        }
    }

    std::optional<char32_t> unit()
    {
        char32_t value = 0;
        if (m_at + 4 > m_json.size()) {
            return std::nullopt;
        }
        for (int i = 0; i < 4; ++i) {
            const char c = m_json[m_at++];
            const auto digit = std::string_view{"0123456789abcdef"}.find(
                static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c));
            if (digit == std::string_view::npos) {
                return std::nullopt;
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        return value;
    }

    bool unicodeEscape(std::string& text)
    {
        auto point = unit();
        if (!point) {
            return false;
        }
        if (*point >= 0xD800 && *point < 0xDC00) {
            if (m_json.substr(m_at, 2) != "\\u") {
                return false;
            }
            m_at += 2;
            const auto low = unit();
            if (!low || *low < 0xDC00 || *low >= 0xE000) {
                return false;
            }
            point = 0x10000 + ((*point - 0xD800) << 10U) + (*low - 0xDC00);
        } else if (*point >= 0xDC00 && *point < 0xE000) {
            return false;
        }
        appendCodePoint(text, *point);
        return true;
    }

    bool escape(std::string& text)
    {
        static constexpr std::string_view kNames = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (++m_at >= m_json.size()) {
            return false;
        }
        const char c = m_json[m_at++];
        if (c == 'u') {
            return unicodeEscape(text);
        }
        const auto found = kNames.find(c);
        if (found == std::string_view::npos) {
            return false;
        }
        text.push_back(kMeanings[found]);
        return true;
    }

    std::string_view m_json;
    std::size_t m_at = 0;
};

} // namespace

std::string jsonOf(std::span<const std::string> strings)
{
    std::string json;
    for (const auto& string : strings) {
        json.push_back(json.empty() ? '[' : ',');
        appendString(json, string);
    }
    if (!json.empty()) {
        json.push_back(']');
    }
    return json;
}

std::string jsonOf(const Attributes& attributes)
{
    std::string json;
    for (const auto& [name, value] : attributes) {
        json.push_back(json.empty() ? '{' : ',');
        appendString(json, name);
        json.push_back(':');
        appendString(json, value);
    }
    if (!json.empty()) {
        json.push_back('}');
    }
    return json;
}

std::optional<std::vector<std::string>> stringsFromJson(std::string_view json)
{
    std::vector<std::string> strings;
    FlatReader reader(json);
    if (reader.atEnd()) {
        return strings;
    }
    if (!reader.accept('[')) {
        return std::nullopt;
    }
    while (!reader.accept(']')) {
        if (!strings.empty() && !reader.accept(',')) {
            return std::nullopt;
        }
        auto string = reader.string();
        if (!string) {
            return std::nullopt;
        }
        strings.push_back(std::move(*string));
    }
    return reader.atEnd() ? std::optional{strings} : std::nullopt;
}

std::optional<Attributes> attributesFromJson(std::string_view json)
{
    Attributes attributes;
    FlatReader reader(json);
    if (reader.atEnd()) {
        return attributes;
    }
    if (!reader.accept('{')) {
        return std::nullopt;
    }
    bool first = true;
    while (!reader.accept('}')) {
        if (!first && !reader.accept(',')) {
            return std::nullopt;
        }
        first = false;
        auto name = reader.string();
        if (!name || !reader.accept(':')) {
            return std::nullopt;
        }
        if (reader.acceptNull()) {
            continue;
        }
        auto value = reader.string();
        if (!value) {
            return std::nullopt;
        }
        attributes.insert_or_assign(std::move(*name), std::move(*value));
    }
    return reader.atEnd() ? std::optional{attributes} : std::nullopt;
}

} // namespace triptych::store
