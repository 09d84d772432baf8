// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 checks and walking.
#include "core/base/utf8.h"

namespace triptych {

namespace {

// Length of the valid sequence at `at`, 0 when invalid.
std::size_t sequenceLength(std::string_view s, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const unsigned lead = byte(at);
    if (lead < 0x80) {
        return 1;
    }
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
        length = 2;
    } else if (lead >= 0xe0 && lead <= 0xef) {
        length = 3;
        low = lead == 0xe0 ? 0xa0 : 0x80;
        high = lead == 0xed ? 0x9f : 0xbf;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
        length = 4;
        low = lead == 0xf0 ? 0x90 : 0x80;
        high = lead == 0xf4 ? 0x8f : 0xbf;
    } else {
        return 0;
    }
    if (at + length > s.size() || byte(at + 1) < low || byte(at + 1) > high) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if (byte(at + i) < 0x80 || byte(at + i) > 0xbf) {
            return 0;
        }
    }
    return length;
}

bool isTrimmable(std::string_view text, std::size_t at, std::size_t length)
{
    if (length == 1) {
        return std::string_view(" \t\r\n\v\f").find(text[at]) != std::string_view::npos;
    }
    const auto piece = text.substr(at, length);
    return piece == "\u3000" || piece == "\u00a0";
}

} // namespace

bool isValidUtf8(std::string_view bytes)
{
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequenceLength(bytes, i);
        if (length == 0) {
            return false;
        }
        i += length;
    }
    return true;
}

std::string sanitizeUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequenceLength(bytes, i);
        if (length == 0) {
            text += "\uFFFD";
            ++i;
        } else {
            text += bytes.substr(i, length);
            i += length;
        }
    }
    return text;
}

char32_t nextCodePoint(std::string_view text, std::size_t& at)
{
    const std::size_t length = sequenceLength(text, at);
    if (length == 0) {
        ++at;
        return U'\uFFFD';
    }
    const auto lead = static_cast<unsigned char>(text[at]);
    char32_t value = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        value = (value << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    }
    at += length;
    return value;
}

void appendCodePoint(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0U | (c >> 6U));
        text += static_cast<char>(0x80U | (c & 0x3fU));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0U | (c >> 12U));
        text += static_cast<char>(0x80U | ((c >> 6U) & 0x3fU));
        text += static_cast<char>(0x80U | (c & 0x3fU));
    } else {
        text += static_cast<char>(0xf0U | (c >> 18U));
        text += static_cast<char>(0x80U | ((c >> 12U) & 0x3fU));
        text += static_cast<char>(0x80U | ((c >> 6U) & 0x3fU));
        text += static_cast<char>(0x80U | (c & 0x3fU));
    }
}

std::size_t codePointCount(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        nextCodePoint(text, at);
    }
    return count;
}

std::string_view cutUtf8(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) {
        return text;
    }
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text, 0);
        if (length == 0 || !isTrimmable(text, 0, length)) {
            break;
        }
        text.remove_prefix(length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xc0U) == 0x80U) {
            --start;
        }
        if (!isTrimmable(text, start, text.size() - start)) {
            break;
        }
        text = text.substr(0, start);
    }
    return text;
}

std::string asciiLower(std::string_view text)
{
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

} // namespace triptych
