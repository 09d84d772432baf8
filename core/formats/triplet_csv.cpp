// SPDX-License-Identifier: GPL-3.0-or-later
// Triplets as CSV, guarded against formulas.
#include "core/base/utf8.h"
#include "core/formats/csv_reader.h"
#include "core/formats/feed.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/json_text.h"
#include "core/formats/triplet_fields.h"
#include "core/formats/triplet_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace triptych::formats {

namespace {

constexpr std::array<std::string_view, 9> kColumns = {"reference", "target",   "forward",
                                                      "reverse",   "category", "split",
                                                      "targets",   "language", "caption"};
constexpr std::size_t kAlwaysWritten = 7; // language and caption only when asked for
constexpr std::size_t kPreviewRows = 20;
constexpr std::size_t kPreviewCell = 200; // bytes of a JSON value in a preview

bool needsGuard(std::string_view cell)
{
    constexpr std::string_view kFormula = "=+-@'\t\r";
    return !cell.empty() && kFormula.find(cell.front()) != std::string_view::npos;
}

std::vector<std::string> targetsOf(const std::string& cell)
{
    if (cell.starts_with('[')) {
        if (auto listed = jsonStrings(cell)) {
            return std::move(*listed);
        }
    }
    std::vector<std::string> names;
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find('|', at), cell.size());
        if (end > at) {
            names.push_back(cell.substr(at, end - at));
        }
        at = end + 1;
    }
    return names;
}

std::string targetsCell(const std::vector<std::string>& names)
{
    std::string cell;
    bool plain = true;
    for (const auto& name : names) {
        plain = plain && name.find('|') == std::string::npos && !name.starts_with('[');
        cell += cell.empty() ? "" : "|";
        cell += name;
    }
    if (plain) {
        return cell;
    }
    cell = "[";
    for (const auto& name : names) {
        cell += cell.size() > 1 ? "," : "";
        appendJsonString(cell, name);
    }
    return cell + "]";
}

// Columns of one file, and its rows.
class CsvTriplets
{
public:
    CsvTriplets(const CsvReader& csv, bool guarded)
        : m_csv(csv)
        , m_guarded(guarded)
    {
        for (std::size_t i = 0; i < kColumns.size(); ++i) {
            m_columns[i] = csv.column(kColumns[i]);
        }
        for (std::size_t i = 0; i < csv.header().size(); ++i) {
            if (std::find(m_columns.begin(), m_columns.end(), std::optional{i}) ==
                m_columns.end()) {
                m_extra.push_back(i);
            }
        }
    }

    [[nodiscard]] std::optional<std::string_view> missing() const
    {
        for (std::size_t i = 0; i < 3; ++i) { // reference, target, forward
            if (!m_columns[i]) {
                return kColumns[i];
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] Result<TripletRow> row() const
    {
        TripletRow row;
        row.line = m_csv.line();
        const std::string language = cell(7);
        auto caption = captionOf(cell(8));
        if (!caption) {
            return fail(caption);
        }
        row.texts.push_back({Direction::Forward, language, *caption, cell(2)});
        if (auto reverse = cell(3); !reverse.empty()) {
            row.texts.push_back({Direction::Reverse, language, *caption, std::move(reverse)});
        }
        row.category = cell(4);
        JsonLine source;
        bool any = false;
        const auto keep = [&](const std::string& key, const std::string& value) {
            if (!value.empty()) {
                source.string(key, value);
                any = true;
            }
        };
        const std::string split = cell(5);
        row.split = splitPartFrom(split);
        if (!row.split) {
            keep("split", split);
        }
        for (const std::size_t i : m_extra) {
            keep(unguarded(m_csv.header()[i]), unguarded(m_csv.cells()[i]));
        }
        row.source = any ? source.object() : "";
        if (auto named = setNames(row, cell(0), cell(1), targetsOf(cell(6))); !named) {
            return fail(named);
        }
        return row;
    }

private:
    [[nodiscard]] std::string unguarded(std::string_view value) const
    {
        return m_guarded ? unguardCell(value) : std::string{value};
    }
    [[nodiscard]] std::string cell(std::size_t column) const
    {
        return m_columns[column] ? unguarded(m_csv.cells()[*m_columns[column]]) : std::string{};
    }
    static Result<int> captionOf(const std::string& cell)
    {
        int caption = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), caption);
        const bool whole = error == std::errc{} && end == cell.data() + cell.size();
        if (!cell.empty() && (!whole || caption < 0 || caption > kLargestCaption)) {
            return fail(ErrorCode::BadFormat, "\"caption\" is not a number from 0 to 999");
        }
        return caption;
    }

    const CsvReader& m_csv;
    bool m_guarded;
    std::array<std::optional<std::size_t>, kColumns.size()> m_columns;
    std::vector<std::size_t> m_extra;
};

std::string joinedHeader(const CsvReader& csv)
{
    std::string joined;
    for (const auto& name : csv.header()) {
        joined += joined.empty() ? "" : ", ";
        joined += name;
    }
    return joined;
}

void appendCell(std::string& line, std::string_view cell)
{
    const bool guarded = needsGuard(cell);
    const bool quoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
    line += quoted ? "\"" : "";
    line += guarded ? "'" : "";
    for (const char c : cell) {
        line += c;
        if (c == '"') {
            line += c;
        }
    }
    line += quoted ? "\"" : "";
}

} // namespace

std::string guardCell(std::string_view cell)
{
    return (needsGuard(cell) ? "'" : "") + std::string{cell};
}

std::string unguardCell(std::string_view cell)
{
    const bool guarded = cell.starts_with('\'') && needsGuard(cell.substr(1));
    return std::string{cell.substr(guarded ? 1 : 0)};
}

Result<ReadSummary> readTripletsCsv(const std::filesystem::path& file, const TripletSink& sink)
{
    const std::string subject = file.string();
    auto csv = CsvReader::open(file);
    if (!csv) {
        return fail(csv);
    }
    const CsvTriplets triplets(**csv, writtenByTriptych(file));
    if (const auto missing = triplets.missing()) {
        return fail(ErrorCode::MissingColumn,
                    std::string{*missing} + "; columns: " + joinedHeader(**csv), subject, 1);
    }
    Feed<TripletRow> feed(sink, subject);
    feed.note("encoding: " + (*csv)->encoding());
    feed.note("delimiter: " +
              ((*csv)->delimiter() == '\t' ? "tab" : std::string(1, (*csv)->delimiter())));
    while (true) {
        auto step = (*csv)->next();
        if (!step) {
            return fail(step);
        }
        if (*step == CsvStep::End) {
            return feed.finish(subject);
        }
        auto row =
            *step == CsvStep::Row ? triplets.row() : Result<TripletRow>{fail((*csv)->rejection())};
        auto done = row ? feed.row(*row)
                    : *step == CsvStep::Row
                        ? feed.reject(row.error().code, describeRow(row.error()), (*csv)->line())
                        : feed.reject(row.error());
        if (!done) {
            return fail(done);
        }
    }
}

struct TripletCsvWriter::State
{
    std::unique_ptr<ExportFile> file;
    std::vector<std::string> extra;
    bool language = false;
    bool caption = false;
    JsonParser parser;
};

TripletCsvWriter::TripletCsvWriter()
    : m_state(std::make_unique<State>())
{}
TripletCsvWriter::~TripletCsvWriter() = default;

Result<std::unique_ptr<TripletCsvWriter>>
TripletCsvWriter::create(ExportFolder& folder, const std::string& name,
                         std::vector<std::string> extraColumns)
{
    auto file = folder.file(name);
    if (!file) {
        return fail(file);
    }
    std::unique_ptr<TripletCsvWriter> writer{new TripletCsvWriter};
    auto& state = *writer->m_state;
    state.file = std::move(*file);
    std::string line;
    for (std::size_t i = 0; i < kAlwaysWritten; ++i) {
        line += i == 0 ? "" : ",";
        line += kColumns[i];
    }
    const auto asked = [&](std::string_view column) {
        return std::erase(extraColumns, column) > 0;
    };
    state.language = asked("language");
    state.caption = asked("caption");
    line += state.language ? ",language" : "";
    line += state.caption ? ",caption" : "";
    for (std::size_t i = 0; i < kAlwaysWritten; ++i) {
        std::erase(extraColumns, kColumns[i]);
    }
    for (const auto& column : extraColumns) {
        line += ',';
        appendCell(line, column);
    }
    state.extra = std::move(extraColumns);
    if (auto written = state.file->write(line + "\n"); !written) {
        return fail(written);
    }
    return writer;
}

Status TripletCsvWriter::write(const TripletRow& row)
{
    auto& state = *m_state;
    std::string line;
    appendCell(line, row.reference);
    const auto cell = [&](std::string_view value) {
        line += ',';
        appendCell(line, value);
    };
    const auto* forward = row.find(Direction::Forward);
    const auto* reverse = row.find(Direction::Reverse);
    cell(row.target);
    cell(forward != nullptr ? forward->body : "");
    cell(reverse != nullptr ? reverse->body : "");
    cell(row.category);
    cell(row.split ? name(*row.split) : "");
    cell(row.targets.empty() ? "" : targetsCell(allTargets(row)));
    const RowText* first = row.texts.empty() ? nullptr : &row.texts.front();
    if (state.language) {
        cell(first != nullptr ? first->language : "");
    }
    if (state.caption) {
        cell(first != nullptr ? std::to_string(first->caption) : "");
    }
    const auto fields =
        row.source.empty() ? JsonFields{} : state.parser.object(row.source).value_or(JsonFields{});
    for (const auto& column : state.extra) {
        const auto* field = fields.find(column);
        const bool isString = field != nullptr && field->kind == JsonKind::String;
        cell(field == nullptr ? "" : isString ? field->text : field->raw);
    }
    return state.file->write(line + "\n");
}

Status TripletCsvWriter::commit()
{
    return m_state->file->commit();
}

namespace {

Result<TripletPreview> previewJsonl(std::unique_ptr<TextSource> source)
{
    TripletPreview preview;
    preview.encoding = source->encoding();
    LineStream lines(std::move(source), kLargestJsonLine);
    JsonParser parser;
    JsonPiece piece;
    while (preview.rows.size() < kPreviewRows) {
        auto more = lines.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            break;
        }
        const auto fields =
            piece.tooLarge ? Result<JsonFields>{JsonFields{}} : parser.object(piece.text);
        if (!fields || fields->all.empty()) {
            continue;
        }
        preview.rows.emplace_back(preview.header.size());
        for (const auto& field : fields->all) {
            auto column = std::find(preview.header.begin(), preview.header.end(), field.key);
            if (column == preview.header.end()) {
                preview.header.push_back(field.key);
                column = preview.header.end() - 1;
            }
            auto& cells = preview.rows.back();
            cells.resize(preview.header.size());
            cells[static_cast<std::size_t>(column - preview.header.begin())] =
                field.kind == JsonKind::String ? field.text
                                               : std::string{cutUtf8(field.raw, kPreviewCell)};
        }
    }
    for (auto& row : preview.rows) {
        row.resize(preview.header.size());
    }
    return preview;
}

} // namespace

Result<TripletPreview> previewTriplets(const std::filesystem::path& file)
{
    auto source = TextSource::open(file, EncodingPolicy::Utf8Only);
    if (!source) {
        return fail(source);
    }
    std::string start;
    if (auto read = (*source)->read(start); !read) {
        return fail(read);
    }
    const auto first = start.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && start[first] == '{') {
        if (auto again = (*source)->rewind(); !again) {
            return fail(again);
        }
        return previewJsonl(std::move(*source));
    }
    auto csv = CsvReader::open(file);
    if (!csv) {
        return fail(csv);
    }
    TripletPreview preview{(*csv)->header(),
                           {},
                           (*csv)->encoding(),
                           (*csv)->delimiter() == '\t' ? "tab"
                                                       : std::string(1, (*csv)->delimiter())};
    while (preview.rows.size() < kPreviewRows) {
        auto step = (*csv)->next();
        if (!step) {
            return fail(step);
        }
        if (*step == CsvStep::End) {
            break;
        }
        if (*step == CsvStep::Row) {
            preview.rows.emplace_back((*csv)->cells().begin(), (*csv)->cells().end());
        }
    }
    return preview;
}

} // namespace triptych::formats
