// SPDX-License-Identifier: GPL-3.0-or-later
// A text file of any usual encoding as a stream of UTF-8. Never holds the whole file.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace triptych::formats {

enum class EncodingPolicy
{
    Detect,   // UTF-8, UTF-16 LE/BE, Shift-JIS, Windows-1252, with or without byte order mark
    Utf8Only, // UTF-8; a byte order mark is skipped (JSON)
};

// How an encoding is chosen: a byte order mark decides; else bytes that are UTF-8 to the end (or
// with far more valid than invalid sequences) are UTF-8; else NUL bytes at every other place and
// readable letters are UTF-16; else Shift-JIS when every sequence is assigned and reads as
// Japanese; else Windows-1252 when its high bytes are letters and common signs beside letters; else
// Encoding, with the line of the first byte that is not UTF-8.
class TextSource
{
public:
    // Errors: NotFound, PermissionDenied, Io, BadArgument (not a regular file), Empty (0 bytes, or
    // a byte order mark only), Encoding.
    static Result<std::unique_ptr<TextSource>> open(const std::filesystem::path& path,
                                                    EncodingPolicy policy);
    ~TextSource();
    TextSource(const TextSource&) = delete;
    TextSource& operator=(const TextSource&) = delete;

    // Appends the next piece (about 1 MB) to `buffer`; false at the end. Sequences that the
    // encoding does not know arrive as the byte 0xFF, so that a row that has one is not valid
    // UTF-8; bytes of UTF-8 files arrive as they are.
    Result<bool> read(std::string& buffer);
    Status rewind();
    [[nodiscard]] const std::string& encoding() const; // "UTF-8", "UTF-16LE", "Shift_JIS", …

private:
    TextSource();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::formats
