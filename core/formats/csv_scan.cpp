// SPDX-License-Identifier: GPL-3.0-or-later
// The only place that knows RFC 4180.
#include "core/formats/csv_scan.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace triptych::formats {

namespace {

enum class CellEnd
{
    Delimiter,
    Row,
    Incomplete,
    OpenQuote,
    BrokenQuote
};

// Where a \r, \n or \r\n at `at` ends.
std::size_t afterLineEnd(std::string_view buffer, std::size_t at)
{
    const bool two = buffer[at] == '\r' && at + 1 < buffer.size() && buffer[at + 1] == '\n';
    return at + (two ? 2 : 1);
}

// What stands behind a cell: moves `at` past it.
CellEnd cellEnd(std::string_view buffer, std::size_t& at, char delimiter, bool last)
{
    if (at >= buffer.size()) {
        return last ? CellEnd::Row : CellEnd::Incomplete;
    }
    if (buffer[at] == delimiter) {
        ++at;
        return CellEnd::Delimiter;
    }
    if (buffer[at] == '\r' && at + 1 == buffer.size() && !last) {
        return CellEnd::Incomplete; // a \n may follow
    }
    if (buffer[at] == '\r' || buffer[at] == '\n') {
        at = afterLineEnd(buffer, at);
        return CellEnd::Row;
    }
    return CellEnd::BrokenQuote;
}

CellEnd quotedCell(std::string_view buffer, std::size_t& at, char delimiter, bool last,
                   CsvCell& cell)
{
    cell.quoted = true;
    cell.begin = ++at;
    while (true) {
        const void* quote = std::memchr(buffer.data() + at, '"', buffer.size() - at);
        if (quote == nullptr) {
            return last ? CellEnd::OpenQuote : CellEnd::Incomplete;
        }
        at = static_cast<std::size_t>(static_cast<const char*>(quote) - buffer.data());
        if (at + 1 < buffer.size() && buffer[at + 1] == '"') {
            cell.doubled = true;
            at += 2;
            continue;
        }
        if (at + 1 == buffer.size() && !last) {
            return CellEnd::Incomplete; // a second quote may follow
        }
        cell.end = at++;
        return cellEnd(buffer, at, delimiter, last);
    }
}

CellEnd plainCell(std::string_view buffer, std::size_t& at, char delimiter, bool last,
                  CsvCell& cell)
{
    cell.begin = at;
    const char* const end = buffer.data() + buffer.size();
    const char* here = buffer.data() + at;
    while (here != end && *here != delimiter && *here != '\n' && *here != '\r') {
        ++here;
    }
    at = static_cast<std::size_t>(here - buffer.data());
    cell.end = at;
    return cellEnd(buffer, at, delimiter, last);
}

struct DelimiterScore
{
    std::size_t rows = 0; // with as many cells as the first
    std::size_t columns = 0;
};

DelimiterScore scoreOf(std::string_view sample, char delimiter, bool whole)
{
    constexpr std::size_t kRows = 20;
    DelimiterScore score;
    CsvRow row;
    std::size_t at = 0;
    for (std::size_t seen = 0; seen < kRows && at < sample.size(); ++seen) {
        if (scanCsvRow(sample, at, delimiter, whole, row) != CsvScan::Row) {
            break;
        }
        at = row.next;
        if (score.columns == 0) {
            score.columns = row.cells.size();
        }
        score.rows += row.cells.size() == score.columns ? 1U : 0U;
    }
    return score;
}

} // namespace

CsvScan scanCsvRow(std::string_view buffer, std::size_t from, char delimiter, bool last,
                   CsvRow& row)
{
    row.cells.clear();
    std::size_t at = from;
    while (true) {
        CsvCell cell;
        const std::size_t start = at;
        const bool quoted = at < buffer.size() && buffer[at] == '"';
        const CellEnd end = quoted ? quotedCell(buffer, at, delimiter, last, cell)
                                   : plainCell(buffer, at, delimiter, last, cell);
        if (end == CellEnd::Incomplete) {
            row.quoteAt = quoted ? start : buffer.size();
            return CsvScan::Incomplete;
        }
        if (end == CellEnd::OpenQuote || end == CellEnd::BrokenQuote) {
            row.quoteAt = start;
            return end == CellEnd::OpenQuote ? CsvScan::OpenQuote : CsvScan::BrokenQuote;
        }
        row.cells.push_back(cell);
        if (end == CellEnd::Row) {
            row.next = at;
            return CsvScan::Row;
        }
    }
}

char detectDelimiter(std::string_view sample, bool whole)
{
    constexpr std::array<char, 4> kDelimiters = {',', ';', '\t', '|'};
    char best = ',';
    DelimiterScore bestScore{.rows = 0, .columns = 1};
    for (const char delimiter : kDelimiters) {
        const auto score = scoreOf(sample, delimiter, whole);
        const bool better = bestScore.columns < 2 || score.rows > bestScore.rows ||
                            (score.rows == bestScore.rows && score.columns > bestScore.columns);
        if (score.columns > 1 && better) {
            best = delimiter;
            bestScore = score;
        }
    }
    return best;
}

} // namespace triptych::formats
