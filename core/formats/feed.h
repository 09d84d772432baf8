// SPDX-License-Identifier: GPL-3.0-or-later
// What every reader does around its sink: counting, stopping, "nothing usable". Private to
// core/formats.
#pragma once

#include "core/formats/rows.h"

#include <string>
#include <utility>

namespace triptych::formats {

template <typename Row> class Feed
{
public:
    Feed(const Sink<Row>& sink, std::string subject)
        : m_sink(sink)
        , m_subject(std::move(subject))
    {}

    Status row(Row& row)
    {
        ++m_summary.rows;
        return m_sink.row && !m_sink.row(row) ? stopped() : Status{};
    }
    Status reject(Error error)
    {
        if (m_summary.rejected++ == 0) {
            m_first = error;
        }
        return m_sink.reject(std::move(error)) ? Status{} : stopped();
    }
    Status reject(ErrorCode code, std::string detail, long long line)
    {
        return reject(Error{code, std::move(detail), m_subject, line});
    }
    void note(std::string note) { m_summary.notes.push_back(std::move(note)); }
    void setSubject(std::string subject) { m_subject = std::move(subject); }

    // Empty when no row was usable: the first rejection says why and where.
    Result<ReadSummary> finish(const std::string& file)
    {
        if (m_summary.rows > 0) {
            return std::move(m_summary);
        }
        if (m_summary.rejected == 0) {
            return fail(ErrorCode::Empty, "no row", file);
        }
        return fail(ErrorCode::Empty,
                    "no usable row; " + std::to_string(m_summary.rejected) +
                        " rejected, the first: " + std::string{errorCodeName(m_first.code)} + ": " +
                        m_first.detail,
                    file, m_first.line);
    }
    // For files whose rows may all be bad.
    ReadSummary take() { return std::move(m_summary); }

private:
    static Status stopped() { return fail(ErrorCode::Cancelled, "stopped by the reader's caller"); }

    const Sink<Row>& m_sink;
    std::string m_subject;
    ReadSummary m_summary;
    Error m_first;
};

} // namespace triptych::formats
