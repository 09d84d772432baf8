// SPDX-License-Identifier: GPL-3.0-or-later
// Cuts without parsing, so that memory is bounded by one piece.
#include "core/formats/json_stream.h"

#include <algorithm>
#include <utility>

namespace triptych::formats {

Result<bool> LineStream::nextLine(JsonPiece& piece)
{
    std::size_t searched = m_at;
    bool tooLarge = false;
    while (true) {
        const auto end = m_buffer.find('\n', searched);
        if (end != std::string::npos || (m_ended && m_at < m_buffer.size())) {
            const std::size_t stop = std::min(end, m_buffer.size());
            tooLarge = tooLarge || stop - m_at > m_limit;
            piece.text = tooLarge ? std::string_view{}
                                  : std::string_view(m_buffer).substr(m_at, stop - m_at);
            piece.tooLarge = tooLarge;
            piece.line = m_line++;
            m_at = end == std::string::npos ? m_buffer.size() : end + 1;
            return true;
        }
        if (m_ended) {
            if (tooLarge) {
                piece = {.text = {}, .line = m_line, .tooLarge = true};
            }
            return tooLarge;
        }
        m_buffer.erase(0, m_at);
        m_at = 0;
        if (m_buffer.size() > m_limit) {
            tooLarge = true;
            m_buffer.clear();
        }
        searched = m_buffer.size();
        auto more = m_source->read(m_buffer);
        if (!more) {
            return fail(more);
        }
        m_ended = !*more;
    }
}

Result<bool> LineStream::next(JsonPiece& piece)
{
    while (true) {
        auto found = nextLine(piece);
        if (!found || !*found || piece.tooLarge) {
            return found;
        }
        if (piece.text.ends_with('\r')) {
            piece.text.remove_suffix(1);
        }
        if (piece.text.find_first_not_of(" \t") != std::string_view::npos) {
            return true;
        }
    }
}

tl::unexpected<Error> ArrayStream::broken(const char* expected) const
{
    return fail(ErrorCode::BadFormat, expected, m_subject, m_line);
}

Result<char> ArrayStream::current()
{
    while (m_at >= m_buffer.size()) {
        if (m_ended) {
            return '\0';
        }
        m_buffer.clear();
        m_at = 0;
        auto more = m_source->read(m_buffer);
        if (!more) {
            return fail(more);
        }
        m_ended = !*more;
    }
    // A NUL is no JSON anywhere; it must not look like the end.
    return m_buffer[m_at] == '\0' ? '\x01' : m_buffer[m_at];
}

void ArrayStream::advance()
{
    m_line += m_buffer[m_at] == '\n' ? 1 : 0;
    ++m_at;
}

Result<char> ArrayStream::peek()
{
    while (true) {
        auto c = current();
        if (!c || (*c != ' ' && *c != '\n' && *c != '\r' && *c != '\t')) {
            return c;
        }
        advance();
    }
}

void ArrayStream::keep(char c)
{
    if (m_element.size() >= m_limit) {
        m_tooLarge = true;
        m_element.clear();
    }
    if (!m_tooLarge) {
        m_element += c;
    }
    advance();
}

Status ArrayStream::element(JsonPiece& piece)
{
    m_element.clear();
    m_tooLarge = false;
    piece.line = m_line;
    long long depth = 0;
    bool inString = false;
    bool escaped = false;
    while (true) {
        auto c = current();
        if (!c) {
            return fail(c);
        }
        if (*c == '\0') {
            return broken("the file ends inside the array");
        }
        if (inString) {
            inString = escaped || *c != '"';
            escaped = !escaped && *c == '\\';
        } else if (depth == 0 && (*c == ',' || *c == ']')) {
            break;
        } else if (*c == '"') {
            inString = true;
        } else if (*c == '{' || *c == '[') {
            ++depth;
        } else if (*c == '}' || *c == ']') {
            --depth;
        }
        if (depth < 0) {
            return broken("a bracket that closes nothing");
        }
        keep(*c);
    }
    const auto last = m_element.find_last_not_of(" \t\r\n");
    m_element.resize(last == std::string::npos ? 0 : last + 1);
    piece.text = m_element;
    piece.tooLarge = m_tooLarge;
    return {};
}

Result<bool> ArrayStream::next(JsonPiece& piece)
{
    if (m_done) {
        return false;
    }
    auto c = peek();
    if (!c) {
        return fail(c);
    }
    const bool first = !m_inside;
    if (first && *c != '[') {
        return broken("not a JSON array");
    }
    if (!first && *c != ',' && *c != ']') {
        return broken("the file ends inside the array");
    }
    if (first || *c == ',') {
        m_inside = true;
        advance();
        c = peek();
        if (!c) {
            return fail(c);
        }
        if (*c != ']' || !first) {
            if (auto read = element(piece); !read) {
                return fail(read);
            }
            return true;
        }
    }
    advance(); // the closing bracket
    m_done = true;
    c = peek();
    if (!c) {
        return fail(c);
    }
    return *c == '\0' ? Result<bool>{false} : broken("more text after the array");
}

} // namespace triptych::formats
