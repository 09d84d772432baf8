// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1 in: one function a record.
#include "core/base/safe_path.h"
#include "core/base/sha256.h"
#include "core/formats/feed.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/manifest.h"
#include "core/formats/triplet_files.h"
#include "core/formats/triptych_format.h"

#include <charconv>
#include <limits>
#include <system_error>
#include <utility>

namespace triptych::formats {

namespace fs = std::filesystem;

namespace {

int small(JsonFields& fields, std::string_view key)
{
    const auto value = fields.integer(key);
    if (value < 0 || value > std::numeric_limits<int>::max()) {
        fields.wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is out of range");
        return 0;
    }
    return static_cast<int>(value);
}

// A word of a closed vocabulary.
template <typename Value>
Value word(JsonFields& fields, std::string_view key, std::optional<Value> (*from)(std::string_view))
{
    const auto text = fields.needString(key);
    const auto value = from(text);
    if (!value) {
        fields.wrong(ErrorCode::BadFormat,
                     "\"" + std::string{key} + "\" has the unknown value \"" + text + "\"");
    }
    return value.value_or(Value{});
}

std::optional<std::uint64_t> hex64(JsonFields& fields, std::string_view key)
{
    const auto text = fields.string(key);
    if (text.empty()) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value, 16);
    if (result.ec != std::errc{} || result.ptr != end) {
        fields.wrong(ErrorCode::BadFormat, "\"" + std::string{key} + "\" is not hexadecimal");
    }
    return value;
}

HeaderRecord headerOf(JsonFields& fields)
{
    HeaderRecord record;
    record.format = fields.needString("format");
    record.language = fields.needString("language");
    record.toolVersion = fields.string("version");
    const auto created = parseRfc3339(fields.needString("created"));
    if (!created) {
        fields.wrong(ErrorCode::BadFormat, "\"created\" is not a time");
    }
    record.created = created.value_or(0);
    return record;
}

RootRecord rootOf(JsonFields& fields)
{
    return {fields.needString("label"), fields.string("path"), fields.string("source"),
            fields.string("licence")};
}

ImageRecord imageOf(JsonFields& fields)
{
    ImageRecord record;
    record.key = fields.needString("key");
    record.root = fields.needString("root");
    record.name = fields.needString("name");
    if (const auto safe = safeRelativeName(record.name); !safe) {
        fields.wrong(safe.error().code, safe.error().detail + ": " + safe.error().subject);
    }
    if (fields.find("sha256") != nullptr) {
        record.sha256 = fields.string("sha256");
    }
    record.phash = hex64(fields, "phash");
    record.bytes = fields.integer("bytes");
    record.modified = fields.integer("modified");
    record.width = small(fields, "width");
    record.height = small(fields, "height");
    record.state = word(fields, "state", imageStateFrom);
    record.product = fields.string("product");
    record.category = fields.string("category");
    record.duplicateOf = fields.string("duplicateOf");
    record.licence = fields.string("licence");
    record.source = fields.string("source");
    if (const auto attributes = fields.object("attributes"); !attributes.empty()) {
        JsonParser parser;
        auto values = parser.object(attributes);
        for (const auto& field : values ? values->all : std::vector<JsonField>{}) {
            record.attributes[field.key] = values->string(field.key);
        }
        if (!values || values->error()) {
            fields.wrong(ErrorCode::BadFormat, "\"attributes\" holds more than strings");
        }
    }
    return record;
}

PairRecord pairOf(JsonFields& fields)
{
    return {fields.needString("key"), fields.needString("reference"), fields.needString("target"),
            fields.string("category"), fields.string("source")};
}

SlotRecord slotOf(JsonFields& fields)
{
    return {fields.needString("key"), fields.needString("pair"),
            word(fields, "direction", directionFrom), fields.needString("language"),
            small(fields, "caption")};
}

TextRecord textOf(JsonFields& fields)
{
    TextRecord record;
    record.key = fields.needString("key");
    record.slot = fields.needString("slot");
    record.origin = word(fields, "origin", originFrom);
    record.generator = fields.string("generator");
    record.version = fields.string("version");
    record.seed = fields.natural("seed");
    record.prompt = fields.string("prompt");
    record.parts = fields.string("parts");
    record.parent = fields.string("parent");
    record.body = fields.needString("body");
    record.stale = fields.boolean("stale");
    record.byCorrection = fields.string("staleBy") == "correction";
    record.arrival = fields.integer("arrival");
    return record;
}

ScoreRecord scoreOf(JsonFields& fields)
{
    return {fields.needString("text"), fields.needString("name"), fields.number("value"),
            fields.string("parts"), fields.string("madeBy")};
}

ReviewerRecord reviewerOf(JsonFields& fields)
{
    return {fields.needString("id"), fields.string("name"), fields.string("pseudonym")};
}

EventRecord eventOf(JsonFields& fields)
{
    EventRecord record;
    Event& event = record.event;
    event.id = fields.needString("id");
    event.session = fields.needString("session");
    event.seq = fields.integer("seq");
    event.prevHash = fields.needString("prevHash");
    event.hash = fields.needString("hash");
    event.lamport = fields.integer("lamport");
    event.at = fields.integer("at");
    event.reviewer = fields.string("reviewer");
    event.kind = fields.needString("kind");
    event.slot = fields.string("slot");
    event.subject = fields.string("subject");
    event.textBefore = fields.string("textBefore");
    event.textAfter = fields.string("textAfter");
    event.verdict = fields.string("verdict");
    event.base = fields.strings("base");
    event.reasons = fields.strings("reasons");
    event.milliseconds = fields.integer("milliseconds");
    event.shown = fields.string("shown");
    event.batch = fields.string("batch");
    event.guidelineVersion = fields.string("guidelineVersion");
    return record;
}

TargetRecord targetOf(JsonFields& fields)
{
    return {fields.needString("slot"), fields.needString("image")};
}

QueryRecord queryOf(JsonFields& fields)
{
    QueryRecord record;
    record.key = fields.needString("key");
    record.reference = fields.needString("reference");
    record.caption = small(fields, "caption");
    record.body = fields.needString("body");
    if (fields.find("part") != nullptr) {
        record.part = word(fields, "part", splitPartFrom);
    }
    record.source = fields.string("source");
    record.sourceId = fields.string("sourceId");
    return record;
}

SplitRecord splitOf(JsonFields& fields)
{
    return {fields.needString("image"), word(fields, "part", splitPartFrom),
            fields.needString("origin"), small(fields, "component"), fields.natural("seed")};
}

SettingRecord settingOf(JsonFields& fields)
{
    return {fields.needString("name"), fields.string("value")};
}

GuidelineRecord guidelineOf(JsonFields& fields)
{
    constexpr std::size_t kVersionDigits = 12;
    GuidelineRecord record;
    record.ordinal = small(fields, "ordinal");
    record.version = fields.needString("version");
    record.markdown = fields.string("markdown");
    record.at = fields.integer("at");
    record.reviewer = fields.needString("reviewer");
    if (record.ordinal == 0) {
        fields.wrong(ErrorCode::BadFormat, "\"ordinal\" is missing");
    }
    if (record.version != sha256Hex(record.markdown).substr(0, kVersionDigits)) {
        fields.wrong(ErrorCode::BadFormat, "\"version\" does not fit the Markdown");
    }
    return record;
}

CaseRecord caseOf(JsonFields& fields)
{
    CaseRecord record;
    record.key = fields.needString("key");
    record.name = fields.string("name");
    record.request = fields.object("request");
    record.at = fields.integer("at");
    record.changed = fields.integer("changed");
    record.reviewer = fields.string("reviewer");
    record.right = fields.strings("right");
    record.wrong = fields.strings("wrong");
    if (record.request.empty()) {
        fields.wrong(ErrorCode::BadFormat, "\"request\" is missing");
    }
    return record;
}

using Maker = TriptychRecord (*)(JsonFields&);

template <auto make> TriptychRecord wrapped(JsonFields& fields)
{
    return make(fields);
}

Maker makerOf(std::string_view kind)
{
    constexpr std::pair<std::string_view, Maker> kMakers[] = {
        {"header", wrapped<headerOf>},     {"root", wrapped<rootOf>},
        {"reviewer", wrapped<reviewerOf>}, {"image", wrapped<imageOf>},
        {"pair", wrapped<pairOf>},         {"slot", wrapped<slotOf>},
        {"text", wrapped<textOf>},         {"score", wrapped<scoreOf>},
        {"event", wrapped<eventOf>},       {"target", wrapped<targetOf>},
        {"query", wrapped<queryOf>},       {"split", wrapped<splitOf>},
        {"setting", wrapped<settingOf>},   {"guideline", wrapped<guidelineOf>},
        {"case", wrapped<caseOf>}};
    for (const auto& [name, maker] : kMakers) {
        if (name == kind) {
            return maker;
        }
    }
    return nullptr;
}

Result<TriptychRecord> recordOf(JsonFields& fields)
{
    const auto kind = fields.needString("record");
    if (fields.error()) {
        return fail(*fields.error());
    }
    const auto maker = makerOf(kind);
    if (maker == nullptr) {
        return fail(ErrorCode::Unsupported, "record of the unknown kind \"" + kind + "\"");
    }
    auto record = maker(fields);
    if (fields.error()) {
        return fail(*fields.error());
    }
    return record;
}

Status checkHeader(JsonParser& parser, const JsonPiece& piece, const std::string& subject)
{
    auto fields = parser.object(piece.text);
    const auto format = fields ? fields->string("format") : std::string{};
    if (format.starts_with("triptych/") && format != kTriptychFormat) {
        return fail(ErrorCode::NewerVersion, format, subject, piece.line);
    }
    if (format != kTriptychFormat || fields->string("record") != "header") {
        return fail(ErrorCode::BadFormat, "the first line is no triptych/1 header", subject,
                    piece.line);
    }
    return {};
}

// The file, or the file of an export that is whole.
Result<fs::path> fileOf(const fs::path& source)
{
    std::error_code error;
    if (!fs::is_directory(source, error)) {
        return source;
    }
    const auto manifest = readManifest(source);
    if (!manifest) {
        return fail(manifest.error().code,
                    "an export without its manifest is not complete: " + manifest.error().detail,
                    manifest.error().subject);
    }
    if (manifest->format != "triptych") {
        return fail(ErrorCode::BadFormat, "an export of the format " + manifest->format,
                    source.string());
    }
    const auto wrong = checkExport(source);
    if (!wrong) {
        return fail(wrong);
    }
    if (!wrong->empty()) {
        return fail(wrong->front());
    }
    return source / kTriptychFile;
}

} // namespace

Result<ReadSummary> readTriptych(const std::filesystem::path& source, const TriptychSink& sink)
{
    const auto file = fileOf(source);
    if (!file) {
        return fail(file);
    }
    const std::string subject = file->string();
    auto bytes = TextSource::open(*file, EncodingPolicy::Utf8Only);
    if (!bytes) {
        return fail(bytes);
    }
    Feed<NumberedRecord> feed(sink, subject);
    LineStream lines(std::move(*bytes), kLargestJsonLine);
    JsonParser parser;
    JsonPiece piece;
    for (bool first = true;; first = false) {
        auto more = lines.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            return feed.finish(subject);
        }
        if (first) {
            if (auto checked = checkHeader(parser, piece, subject); !checked) {
                return fail(checked);
            }
        }
        auto fields =
            piece.tooLarge
                ? Result<JsonFields>{fail(ErrorCode::TooLarge, "a line of more than 64 MB")}
                : parser.object(piece.text);
        auto record = fields ? recordOf(*fields) : Result<TriptychRecord>{fail(fields)};
        NumberedRecord numbered{piece.line, record ? std::move(*record) : TriptychRecord{}};
        auto done = record ? feed.row(numbered)
                           : feed.reject(record.error().code, record.error().detail, piece.line);
        if (!done) {
            return fail(done);
        }
    }
}

} // namespace triptych::formats
