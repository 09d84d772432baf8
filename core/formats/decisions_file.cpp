// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions, line by line.
#include "core/formats/decisions_file.h"

#include "core/formats/feed.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_stream.h"
#include "core/formats/triplet_fields.h"
#include "core/formats/triplet_files.h"

#include <algorithm>
#include <array>

namespace triptych::formats {

namespace {

constexpr std::array<std::string_view, 11> kVerdicts = {
    "accept", "edit", "reject",     "skip",          "flag",   "unflag",
    "undo",   "redo", "add_target", "remove_target", "comment"};

bool oneOf(std::string_view value, std::initializer_list<std::string_view> values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

void readDirection(JsonFields& fields, DecisionLine& line)
{
    const std::string direction = fields.string("direction");
    if (direction == "forward") {
        line.direction = DecisionDirection::Forward;
    } else if (direction == "reverse") {
        line.direction = DecisionDirection::Reverse;
    } else if (direction == "both") {
        line.direction = DecisionDirection::Both;
    } else if (!direction.empty() || !oneOf(line.verdict, {"undo", "redo"})) {
        fields.wrong(ErrorCode::BadFormat, "\"direction\" is not forward, reverse or both");
    }
}

Result<DecisionLine> decisionOf(JsonFields& fields, long long number)
{
    DecisionLine line;
    line.line = number;
    line.verdict = fields.needString("verdict");
    if (std::find(kVerdicts.begin(), kVerdicts.end(), line.verdict) == kVerdicts.end()) {
        fields.wrong(ErrorCode::BadFormat, "unknown verdict \"" + line.verdict + "\"");
    }
    const bool undo = oneOf(line.verdict, {"undo", "redo"});
    line.pair = undo ? fields.string("pair") : fields.needString("pair");
    readDirection(fields, line);
    if (fields.find("text") != nullptr) {
        line.text = fields.string("text");
    }
    if (!line.text && oneOf(line.verdict, {"edit", "comment"})) {
        fields.wrong(ErrorCode::BadFormat, "\"" + line.verdict + "\" without \"text\"");
    }
    if (line.verdict == "edit" && line.direction == DecisionDirection::Both) {
        fields.wrong(ErrorCode::BadFormat, "\"edit\" names one direction");
    }
    line.reasons = fields.strings("reasons");
    line.language = fields.string("language");
    const auto caption = fields.integer("caption");
    if (caption < 0 || caption > kLargestCaption) {
        fields.wrong(ErrorCode::BadFormat, "\"caption\" is not a number from 0 to 999");
    }
    line.caption = static_cast<int>(caption);
    line.image = fields.string("image");
    if (line.image.empty() && oneOf(line.verdict, {"add_target", "remove_target"})) {
        fields.wrong(ErrorCode::BadFormat, "\"" + line.verdict + "\" without \"image\"");
    }
    line.event = fields.string("event");
    if (fields.error()) {
        return fail(*fields.error());
    }
    return line;
}

} // namespace

Result<ReadSummary> readDecisions(const std::filesystem::path& file, const DecisionSink& sink)
{
    const std::string subject = file.string();
    auto source = TextSource::open(file, EncodingPolicy::Utf8Only);
    if (!source) {
        return fail(source);
    }
    Feed<DecisionLine> feed(sink, subject);
    LineStream lines(std::move(*source), kLargestJsonLine);
    JsonParser parser;
    JsonPiece piece;
    bool any = false;
    while (true) {
        auto more = lines.next(piece);
        if (!more) {
            return fail(more);
        }
        if (!*more) {
            break;
        }
        any = true;
        auto fields =
            piece.tooLarge
                ? Result<JsonFields>{fail(ErrorCode::TooLarge, "a line of more than 64 MB")}
                : parser.object(piece.text);
        auto decision =
            fields ? decisionOf(*fields, piece.line) : Result<DecisionLine>{fail(fields)};
        auto done = decision
                        ? feed.row(*decision)
                        : feed.reject(decision.error().code, decision.error().detail, piece.line);
        if (!done) {
            return fail(done);
        }
    }
    if (!any) {
        return fail(ErrorCode::Empty, "no decision", subject);
    }
    return feed.take();
}

} // namespace triptych::formats
