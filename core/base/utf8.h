// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 without a Unicode table: validity, code points, safe cutting. Tables live in core/text
// (ICU).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace triptych {

// No overlong form, no surrogate, nothing above U+10FFFF.
bool isValidUtf8(std::string_view bytes);

// Invalid bytes become U+FFFD.
std::string sanitizeUtf8(std::string_view bytes);

// Reads the code point at `at` (valid UTF-8) and moves `at` past it.
char32_t nextCodePoint(std::string_view text, std::size_t& at);
void appendCodePoint(std::string& text, char32_t codePoint);
std::size_t codePointCount(std::string_view text);

// At most `bytes` bytes, cut before a code point that would not fit.
std::string_view cutUtf8(std::string_view text, std::size_t bytes);

// Trims ASCII white space and U+3000 and U+00A0 from both ends.
std::string_view trimmed(std::string_view text);

// ASCII letters to lower case; others untouched.
std::string asciiLower(std::string_view text);

} // namespace triptych
