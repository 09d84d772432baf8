// SPDX-License-Identifier: GPL-3.0-or-later
// Which encoding a sample of bytes is in. Private to core/formats.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace triptych::formats {

struct ByteOrderMark
{
    std::string encoding; // empty = none
    std::size_t bytes = 0;
};
ByteOrderMark byteOrderMark(std::string_view head);

// Valid multi-byte sequences and invalid bytes of a sample read as UTF-8.
struct Utf8Count
{
    std::size_t sequences = 0;
    std::size_t invalid = 0;
};
Utf8Count countUtf8(std::string_view sample);

// The length of `bytes` without a sequence that breaks off at its end.
std::size_t completeUtf8(std::string_view bytes);

// "UTF-16LE", "UTF-16BE" or empty, for a sample from the beginning of a file.
std::string detectUtf16(std::string_view sample);

// "Shift_JIS", "windows-1252" or empty, for a sample of whole lines that is not UTF-8.
std::string detectLegacy(std::string_view sample);

} // namespace triptych::formats
