// SPDX-License-Identifier: GPL-3.0-or-later
// Large JSON in pieces: lines of JSON Lines, elements of one big array. Private to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/text_source.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace triptych::formats {

struct JsonPiece
{
    std::string_view text; // valid until the next piece
    long long line = 0;    // where it begins, from 1
    bool tooLarge = false; // over the limit: `text` is empty, the piece is skipped
};

// Lines that are not blank. "\r\n" ends a line too.
class LineStream
{
public:
    LineStream(std::unique_ptr<TextSource> source, std::size_t limit)
        : m_source(std::move(source))
        , m_limit(limit)
    {}
    Result<bool> next(JsonPiece& piece); // false at the end

private:
    Result<bool> nextLine(JsonPiece& piece);
    std::unique_ptr<TextSource> m_source;
    std::size_t m_limit;
    std::string m_buffer;
    std::size_t m_at = 0;
    long long m_line = 1;
    bool m_ended = false;
};

// Elements of the array that is the whole file, as they stand there. Only the structure between
// them is checked. BadFormat with line: no array, a text that breaks off or goes on after the
// array.
class ArrayStream
{
public:
    ArrayStream(std::unique_ptr<TextSource> source, std::string subject, std::size_t limit)
        : m_source(std::move(source))
        , m_subject(std::move(subject))
        , m_limit(limit)
    {}
    Result<bool> next(JsonPiece& piece); // false after the closing bracket

private:
    Result<char> peek(); // first character that is no white space; NUL at the end
    Result<char> current();
    Status element(JsonPiece& piece);
    tl::unexpected<Error> broken(const char* expected) const;
    void keep(char c);
    void advance();

    std::unique_ptr<TextSource> m_source;
    std::string m_subject;
    std::size_t m_limit;
    std::string m_buffer;
    std::size_t m_at = 0;
    std::string m_element;
    bool m_tooLarge = false;
    long long m_line = 1;
    bool m_ended = false;
    bool m_inside = false;
    bool m_done = false;
};

} // namespace triptych::formats
