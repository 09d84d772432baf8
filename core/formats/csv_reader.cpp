// SPDX-License-Identifier: GPL-3.0-or-later
// A window of the file, row after row.
#include "core/formats/csv_reader.h"

#include "core/base/utf8.h"
#include "core/formats/csv_scan.h"
#include "core/formats/encoding_detect.h"
#include "core/formats/text_source.h"
#include "core/text/normalise.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <utility>

namespace triptych::formats {

namespace {

constexpr std::size_t kDetectBytes = 256U << 10U;

std::vector<std::string> headerOf(std::span<const std::string_view> cells)
{
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const auto cell : cells) {
        std::string name{trimmed(cell)};
        if (name.empty()) {
            name = "column " + std::to_string(names.size() + 1);
        }
        std::string unique = name;
        for (int n = 2; !taken.insert(unique).second; ++n) {
            unique = name + " (" + std::to_string(n) + ")";
        }
        names.push_back(std::move(unique));
    }
    return names;
}

long long linesIn(std::string_view bytes)
{
    long long lines = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool carriageAlone =
            bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
        lines += bytes[i] == '\n' || carriageAlone ? 1 : 0;
    }
    return lines;
}

} // namespace

struct CsvReader::State
{
    std::string subject;
    std::unique_ptr<TextSource> source;
    char delimiter = ',';
    std::string buffer;
    std::size_t at = 0; // where the next row begins
    bool ended = false; // the buffer holds the file's end
    bool clean = false; // every whole row of the buffer is UTF-8 without NUL
    long long line = 1; // of `at`
    long long rowLine = 0;
    CsvRow row;
    std::vector<std::string_view> cells;
    std::vector<std::string> header;
    Error rejection;

    Status fill();
    Result<bool> nextRow(); // false at the end
    void cutCells();
    CsvStep rejected(ErrorCode code, std::string detail);
};

CsvReader::CsvReader()
    : m_state(std::make_unique<State>())
{}
CsvReader::~CsvReader() = default;

// Drops what has been read and appends a piece.
Status CsvReader::State::fill()
{
    buffer.erase(0, at);
    at = 0;
    auto more = source->read(buffer);
    if (!more) {
        return fail(more);
    }
    ended = !*more;
    const std::size_t whole = ended ? buffer.size() : completeUtf8(buffer);
    clean = simdjson::validate_utf8(buffer.data(), whole) &&
            std::memchr(buffer.data(), '\0', buffer.size()) == nullptr;
    return {};
}

Result<bool> CsvReader::State::nextRow()
{
    while (true) {
        const bool empty = at >= buffer.size();
        if (empty && ended) {
            return false;
        }
        const auto scan =
            empty ? CsvScan::Incomplete : scanCsvRow(buffer, at, delimiter, ended, row);
        if (scan == CsvScan::Row) {
            rowLine = line;
            return true;
        }
        const std::string_view read(buffer.data() + at, std::min(row.quoteAt, buffer.size()) - at);
        const bool tooLong = !empty && buffer.size() - at > kLargestCsvRow;
        const bool inQuote = !empty && row.quoteAt < buffer.size();
        if (scan == CsvScan::BrokenQuote) {
            return fail(ErrorCode::BadFormat, "a quoted cell goes on after its closing quote",
                        subject, line + linesIn(read));
        }
        if (scan == CsvScan::OpenQuote || (tooLong && inQuote)) {
            return fail(ErrorCode::BadFormat, "a quote that is never closed", subject,
                        line + linesIn(read));
        }
        if (tooLong) {
            return fail(ErrorCode::TooLarge,
                        "a row of more than " + std::to_string(kLargestCsvRow) + " bytes", subject,
                        line);
        }
        if (auto filled = fill(); !filled) {
            return fail(filled);
        }
    }
}

void CsvReader::State::cutCells()
{
    cells.clear();
    for (const auto& cell : row.cells) {
        char* const begin = buffer.data() + cell.begin;
        std::size_t size = cell.end - cell.begin;
        if (cell.doubled) {
            // In place: the row is complete, its bytes are not scanned again.
            char* out = begin;
            for (const char* in = begin; in != begin + size; ++in) {
                *out++ = *in;
                in += *in == '"' ? 1 : 0;
            }
            size = static_cast<std::size_t>(out - begin);
        }
        cells.emplace_back(begin, size);
    }
}

CsvStep CsvReader::State::rejected(ErrorCode code, std::string detail)
{
    rejection = {code, std::move(detail), subject, rowLine};
    return CsvStep::Rejected;
}

Result<std::unique_ptr<CsvReader>> CsvReader::open(const std::filesystem::path& path,
                                                   const CsvOptions& options)
{
    auto source = TextSource::open(path, EncodingPolicy::Detect);
    if (!source) {
        return fail(source);
    }
    std::unique_ptr<CsvReader> reader{new CsvReader};
    auto& state = *reader->m_state;
    state.subject = path.string();
    state.source = std::move(*source);
    while (state.buffer.size() < kDetectBytes && !state.ended) {
        if (auto filled = state.fill(); !filled) {
            return fail(filled);
        }
    }
    // A first line "sep=;" is Excel's own way to name the delimiter.
    const std::string_view start(state.buffer);
    const auto lineEnd = start.find_first_of("\r\n");
    const bool named = start.starts_with("sep=") && lineEnd == 5;
    state.delimiter = options.delimiter != '\0' ? options.delimiter
                      : named                   ? start[4]
                                                : detectDelimiter(start.substr(0, kDetectBytes),
                                                                  state.ended && start.size() <= kDetectBytes);
    if (named) {
        state.at = start.substr(5).starts_with("\r\n") ? 7 : 6;
        state.line = 2;
    }
    auto step = reader->next();
    if (!step) {
        return fail(step);
    }
    if (*step == CsvStep::Rejected) {
        return fail(state.rejection);
    }
    if (*step == CsvStep::End) {
        return fail(ErrorCode::Empty, "no header row", state.subject);
    }
    state.header = headerOf(state.cells);
    return reader;
}

Result<CsvStep> CsvReader::next()
{
    auto& state = *m_state;
    while (true) {
        auto found = state.nextRow();
        if (!found) {
            return fail(found);
        }
        if (!*found) {
            return CsvStep::End;
        }
        const std::string_view raw(state.buffer.data() + state.at, state.row.next - state.at);
        state.line += 1;
        for (const auto& cell : state.row.cells) {
            if (cell.quoted) {
                state.line += linesIn({state.buffer.data() + cell.begin, cell.end - cell.begin});
            }
        }
        state.at = state.row.next;
        const auto& first = state.row.cells.front();
        const bool blank = state.row.cells.size() == 1 && first.begin == first.end && !first.quoted;
        if (blank) {
            continue;
        }
        if (!state.clean && !isValidUtf8(raw)) {
            return state.rejected(ErrorCode::Encoding, "bytes that are not " + encoding());
        }
        if (!state.clean && raw.find('\0') != std::string_view::npos) {
            return state.rejected(ErrorCode::BadFormat, "a NUL byte");
        }
        const auto large =
            std::find_if(state.row.cells.begin(), state.row.cells.end(),
                         [](const CsvCell& cell) { return cell.end - cell.begin > kLargestCell; });
        if (large != state.row.cells.end()) {
            return state.rejected(ErrorCode::TooLarge,
                                  "a cell of " + std::to_string(large->end - large->begin) +
                                      " bytes, limit " + std::to_string(kLargestCell));
        }
        if (!state.header.empty() && state.row.cells.size() != state.header.size()) {
            return state.rejected(ErrorCode::BadFormat, std::to_string(state.row.cells.size()) +
                                                            " cells, header has " +
                                                            std::to_string(state.header.size()));
        }
        state.cutCells();
        return CsvStep::Row;
    }
}

std::span<const std::string_view> CsvReader::cells() const
{
    return m_state->cells;
}

long long CsvReader::line() const
{
    return m_state->rowLine;
}

const Error& CsvReader::rejection() const
{
    return m_state->rejection;
}

const std::vector<std::string>& CsvReader::header() const
{
    return m_state->header;
}

const std::string& CsvReader::encoding() const
{
    return m_state->source->encoding();
}

char CsvReader::delimiter() const
{
    return m_state->delimiter;
}

std::optional<std::size_t> CsvReader::column(std::string_view name) const
{
    const auto& header = m_state->header;
    const auto exact = std::find(header.begin(), header.end(), name);
    if (exact != header.end()) {
        return static_cast<std::size_t>(exact - header.begin());
    }
    const std::string folded = text::nfkcCasefold(trimmed(name));
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (text::nfkcCasefold(header[i]) == folded) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace triptych::formats
