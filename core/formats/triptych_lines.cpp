// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1 out: one function a record. Fields in alphabetical order; what says nothing is left
// out.
#include "core/formats/json_text.h"
#include "core/formats/triptych_format.h"

#include <array>

namespace triptych::formats {

namespace {

std::string hex64(std::uint64_t value)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4U) {
        out[i] = kDigits[value & 15U];
    }
    return out;
}

std::string attributesJson(const Attributes& attributes)
{
    JsonLine line;
    for (const auto& [name, value] : attributes) {
        line.string(name, value);
    }
    return line.object();
}

JsonLine lineOf(const HeaderRecord& record)
{
    JsonLine line;
    line.string("created", toRfc3339(record.created));
    line.string("format", record.format);
    line.string("language", record.language);
    line.string("record", "header");
    line.string("version", record.toolVersion);
    return line;
}

JsonLine lineOf(const RootRecord& record)
{
    JsonLine line;
    line.string("label", record.label);
    line.stringIfAny("licence", record.licence);
    line.string("path", record.path);
    line.string("record", "root");
    line.stringIfAny("source", record.source);
    return line;
}

JsonLine lineOf(const ImageRecord& record)
{
    JsonLine line;
    if (!record.attributes.empty()) {
        line.raw("attributes", attributesJson(record.attributes));
    }
    line.integerIfAny("bytes", record.bytes);
    line.stringIfAny("category", record.category);
    line.stringIfAny("duplicateOf", record.duplicateOf);
    line.integerIfAny("height", record.height);
    line.string("key", record.key);
    line.stringIfAny("licence", record.licence);
    line.integerIfAny("modified", record.modified);
    line.string("name", record.name);
    if (record.phash) {
        line.string("phash", hex64(*record.phash));
    }
    line.stringIfAny("product", record.product);
    line.string("record", "image");
    line.string("root", record.root);
    if (record.sha256) {
        line.string("sha256", *record.sha256);
    }
    line.stringIfAny("source", record.source);
    line.string("state", name(record.state));
    line.integerIfAny("width", record.width);
    return line;
}

JsonLine lineOf(const PairRecord& record)
{
    JsonLine line;
    line.stringIfAny("category", record.category);
    line.string("key", record.key);
    line.string("record", "pair");
    line.string("reference", record.reference);
    // As a string: verbatim to the last space, whatever it holds.
    line.stringIfAny("source", record.source);
    line.string("target", record.target);
    return line;
}

JsonLine lineOf(const SlotRecord& record)
{
    JsonLine line;
    line.integerIfAny("caption", record.caption);
    line.string("direction", name(record.direction));
    line.string("key", record.key);
    line.string("language", record.language);
    line.string("pair", record.pair);
    line.string("record", "slot");
    return line;
}

JsonLine lineOf(const TextRecord& record)
{
    JsonLine line;
    line.integerIfAny("arrival", record.arrival);
    line.string("body", record.body);
    line.stringIfAny("generator", record.generator);
    line.string("key", record.key);
    line.string("origin", name(record.origin));
    line.stringIfAny("parent", record.parent);
    line.stringIfAny("parts", record.parts);
    line.stringIfAny("prompt", record.prompt);
    line.string("record", "text");
    if (record.seed != 0) {
        line.natural("seed", record.seed);
    }
    line.string("slot", record.slot);
    if (record.stale) {
        line.boolean("stale", true);
        line.stringIfAny("staleBy", record.byCorrection ? "correction" : "");
    }
    line.stringIfAny("version", record.version);
    return line;
}

JsonLine lineOf(const ScoreRecord& record)
{
    JsonLine line;
    line.stringIfAny("madeBy", record.madeBy);
    line.string("name", record.name);
    line.stringIfAny("parts", record.parts);
    line.string("record", "score");
    line.string("text", record.text);
    line.number("value", record.value);
    return line;
}

JsonLine lineOf(const ReviewerRecord& record)
{
    JsonLine line;
    line.string("id", record.id);
    line.string("name", record.name);
    line.stringIfAny("pseudonym", record.pseudonym);
    line.string("record", "reviewer");
    return line;
}

JsonLine lineOf(const EventRecord& record)
{
    const Event& event = record.event;
    JsonLine line;
    line.integer("at", event.at);
    if (!event.base.empty()) {
        line.strings("base", event.base);
    }
    line.stringIfAny("batch", event.batch);
    line.stringIfAny("guidelineVersion", event.guidelineVersion);
    line.string("hash", event.hash);
    line.string("id", event.id);
    line.string("kind", event.kind);
    line.integer("lamport", event.lamport);
    line.integerIfAny("milliseconds", event.milliseconds);
    line.string("prevHash", event.prevHash);
    if (!event.reasons.empty()) {
        line.strings("reasons", event.reasons);
    }
    line.string("record", "event");
    line.string("reviewer", event.reviewer);
    line.integer("seq", event.seq);
    line.string("session", event.session);
    line.stringIfAny("shown", event.shown);
    line.stringIfAny("slot", event.slot);
    line.stringIfAny("subject", event.subject);
    line.stringIfAny("textAfter", event.textAfter);
    line.stringIfAny("textBefore", event.textBefore);
    line.stringIfAny("verdict", event.verdict);
    return line;
}

JsonLine lineOf(const TargetRecord& record)
{
    JsonLine line;
    line.string("image", record.image);
    line.string("record", "target");
    line.string("slot", record.slot);
    return line;
}

JsonLine lineOf(const QueryRecord& record)
{
    JsonLine line;
    line.string("body", record.body);
    line.integerIfAny("caption", record.caption);
    line.string("key", record.key);
    if (record.part) {
        line.string("part", name(*record.part));
    }
    line.string("record", "query");
    line.string("reference", record.reference);
    line.stringIfAny("source", record.source);
    line.stringIfAny("sourceId", record.sourceId);
    return line;
}

JsonLine lineOf(const SplitRecord& record)
{
    JsonLine line;
    line.integerIfAny("component", record.component);
    line.string("image", record.image);
    line.string("origin", record.origin);
    line.string("part", name(record.part));
    line.string("record", "split");
    if (record.seed != 0) {
        line.natural("seed", record.seed);
    }
    return line;
}

JsonLine lineOf(const SettingRecord& record)
{
    JsonLine line;
    line.string("name", record.name);
    line.string("record", "setting");
    line.string("value", record.value);
    return line;
}

JsonLine lineOf(const GuidelineRecord& record)
{
    JsonLine line;
    line.integer("at", record.at);
    line.string("markdown", record.markdown);
    line.integer("ordinal", record.ordinal);
    line.string("record", "guideline");
    line.string("reviewer", record.reviewer);
    line.string("version", record.version);
    return line;
}

JsonLine lineOf(const CaseRecord& record)
{
    JsonLine line;
    line.integer("at", record.at);
    line.integer("changed", record.changed);
    line.string("key", record.key);
    line.string("name", record.name);
    line.string("record", "case");
    line.raw("request", record.request);
    line.stringIfAny("reviewer", record.reviewer);
    line.strings("right", record.right);
    line.strings("wrong", record.wrong);
    return line;
}

} // namespace

std::string triptychLine(const TriptychRecord& record)
{
    return std::visit([](const auto& one) { return lineOf(one).line(); }, record);
}

} // namespace triptych::formats
