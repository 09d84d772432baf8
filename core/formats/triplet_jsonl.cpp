// SPDX-License-Identifier: GPL-3.0-or-later
// Triplets as JSON Lines.
#include "core/base/safe_path.h"
#include "core/formats/feed.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/json_text.h"
#include "core/formats/triplet_fields.h"
#include "core/formats/triplet_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace triptych::formats {

namespace {

// `caption` is a caption's number; words under this name are somebody's field of their own.
bool isFixed(const JsonField& field, const std::optional<SplitPart>& split)
{
    if (field.key == "caption") {
        return field.kind == JsonKind::Number;
    }
    if (field.key == "language") {
        return field.kind == JsonKind::String;
    }
    if (field.key == "split") {
        return split.has_value();
    }
    constexpr std::array<std::string_view, 6> kFixed = {"reference", "target",   "forward",
                                                        "reverse",   "category", "targets"};
    return std::find(kFixed.begin(), kFixed.end(), field.key) != kFixed.end();
}

std::string rest(const JsonFields& fields, const std::optional<SplitPart>& split)
{
    JsonLine source;
    bool any = false;
    for (const auto& field : fields.all) {
        if (!isFixed(field, split)) {
            source.raw(field.key, field.raw);
            any = true;
        }
    }
    return any ? source.object() : std::string{};
}

Result<TripletRow> rowOf(JsonFields& fields, long long line)
{
    TripletRow row;
    row.line = line;
    const auto* forward = fields.find("forward");
    const auto* reverse = fields.find("reverse");
    if (fields.find("reference") == nullptr) {
        return fail(ErrorCode::MissingColumn, "reference");
    }
    if (forward == nullptr && reverse == nullptr) {
        return fail(ErrorCode::MissingColumn, "forward");
    }
    const auto* languageField = fields.find("language");
    const bool named = languageField != nullptr && languageField->kind == JsonKind::String;
    const auto* captionField = fields.find("caption");
    const bool numbered = captionField != nullptr && captionField->kind == JsonKind::Number;
    const auto caption = numbered ? fields.integer("caption") : 0;
    if (caption < 0 || caption > kLargestCaption) {
        fields.wrong(ErrorCode::BadFormat, "\"caption\" is not a number from 0 to 999");
    }
    const auto add = [&](Direction direction, const JsonField* field) {
        if (field != nullptr) {
            row.texts.push_back(
                {direction, named ? languageField->text : "", static_cast<int>(caption),
                 fields.string(direction == Direction::Forward ? "forward" : "reverse")});
        }
    };
    add(Direction::Forward, forward);
    add(Direction::Reverse, reverse);
    row.category = fields.string("category");
    if (const auto* split = fields.find("split");
        split != nullptr && split->kind == JsonKind::String) {
        row.split = splitPartFrom(split->text);
    }
    row.source = rest(fields, row.split);
    const auto named3 = setNames(row, fields.string("reference"), fields.string("target"),
                                 fields.strings("targets"));
    if (fields.error()) {
        return fail(*fields.error());
    }
    if (!named3) {
        return fail(named3);
    }
    return row;
}

} // namespace

Result<ReadSummary> readTripletsJsonl(const std::filesystem::path& file, const TripletSink& sink)
{
    const std::string subject = file.string();
    auto source = TextSource::open(file, EncodingPolicy::Utf8Only);
    if (!source) {
        return fail(source);
    }
    Feed<TripletRow> feed(sink, subject);
    feed.note("encoding: " + (*source)->encoding());
    LineStream lines(std::move(*source), kLargestJsonLine);
    JsonParser parser;
    JsonPiece piece;
    while (true) {
        auto more = lines.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            return feed.finish(subject);
        }
        if (piece.tooLarge) {
            if (auto told =
                    feed.reject(ErrorCode::TooLarge, "a line of more than 64 MB", piece.line);
                !told) {
                return fail(told);
            }
            continue;
        }
        auto fields = parser.object(piece.text);
        auto row = fields ? rowOf(*fields, piece.line) : Result<TripletRow>{fail(fields)};
        auto done = row ? feed.row(*row)
                        : feed.reject(row.error().code, describeRow(row.error()), piece.line);
        if (!done) {
            return fail(done);
        }
    }
}

std::string tripletJsonLine(const TripletRow& row)
{
    JsonLine line;
    line.string("reference", row.reference);
    line.stringIfAny("target", row.target);
    const RowText* first = row.texts.empty() ? nullptr : &row.texts.front();
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        if (const auto* text = row.find(direction)) {
            line.string(name(direction), text->body);
        }
    }
    line.stringIfAny("category", row.category);
    if (row.split) {
        line.string("split", name(*row.split));
    }
    if (!row.targets.empty()) {
        line.strings("targets", allTargets(row));
    }
    if (first != nullptr) {
        line.stringIfAny("language", first->language);
        line.integerIfAny("caption", first->caption);
    }
    JsonParser parser;
    const auto fields =
        row.source.empty() ? JsonFields{} : parser.object(row.source).value_or(JsonFields{});
    std::map<std::string, std::string> sorted;
    for (const auto& field : fields.all) {
        if (!isFixed(field, row.split)) {
            sorted[field.key] = field.raw;
        }
    }
    for (const auto& [key, raw] : sorted) {
        line.raw(key, raw);
    }
    return line.line();
}

std::vector<std::string> sourceFieldNames(const std::string& source)
{
    JsonParser parser;
    const auto fields = parser.object(source);
    std::vector<std::string> names;
    if (fields) {
        for (const auto& field : fields->all) {
            names.push_back(field.key);
        }
    }
    return names;
}

Result<std::unique_ptr<TripletJsonlWriter>> TripletJsonlWriter::create(ExportFolder& folder,
                                                                       const std::string& name)
{
    auto file = folder.file(name);
    if (!file) {
        return fail(file);
    }
    return std::unique_ptr<TripletJsonlWriter>{new TripletJsonlWriter(std::move(*file))};
}

TripletJsonlWriter::TripletJsonlWriter(std::unique_ptr<ExportFile> file)
    : m_file(std::move(file))
{}

Status TripletJsonlWriter::write(const TripletRow& row)
{
    return m_file->write(tripletJsonLine(row));
}

Status TripletJsonlWriter::commit()
{
    return m_file->commit();
}

} // namespace triptych::formats
