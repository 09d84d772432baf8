// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1: a whole project as JSON Lines, lossless. One record a line, keys sorted; things are
// named by their keys, never by row numbers.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/event.h"
#include "core/domain/keys.h"
#include "core/domain/names.h"
#include "core/domain/values.h"
#include "core/formats/rows.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace triptych::formats {

inline constexpr const char* kTriptychFormat = "triptych/1";
inline constexpr const char* kTriptychFile = "project.jsonl"; // in an export's folder

struct HeaderRecord
{ // the first line, once
    std::string format = kTriptychFormat;
    std::string language; // the project's
    std::string toolVersion = TRIPTYCH_VERSION;
    UtcMillis created = 0;
    bool operator==(const HeaderRecord&) const = default;
};
struct RootRecord
{
    std::string label;
    std::string path;
    std::string source;
    std::string licence;
    bool operator==(const RootRecord&) const = default;
};
struct ImageRecord
{
    Key key;
    std::string root; // label
    std::string name;
    std::optional<std::string> sha256;
    std::optional<std::uint64_t> phash;
    std::int64_t bytes = 0;
    std::int64_t modified = 0;
    int width = 0;
    int height = 0;
    ImageState state = ImageState::Missing;
    std::string product;
    std::string category;
    Key duplicateOf; // empty = none
    Attributes attributes;
    std::string licence; // rights of the row; empty = the root's
    std::string source;
    bool operator==(const ImageRecord&) const = default;
};
struct PairRecord
{
    Key key;
    Key reference;
    Key target;
    std::string category;
    std::string source; // JSON object, verbatim; empty = none
    bool operator==(const PairRecord&) const = default;
};
struct SlotRecord
{
    Key key;
    Key pair;
    Direction direction = Direction::Forward;
    std::string language;
    int caption = 0;
    bool operator==(const SlotRecord&) const = default;
};
struct TextRecord
{
    Key key;
    Key slot;
    Origin origin = Origin::Import;
    std::string generator;
    std::string version;
    std::uint64_t seed = 0;
    std::string prompt;
    std::string parts; // JSON, verbatim; empty = none
    Key parent;        // empty = none
    std::string body;
    bool stale = false;
    std::int64_t arrival = 0;  // order of arrival in the source, from 1; 0 = the file's order
    bool byCorrection = false; // stale because of a person's correction alone
    bool operator==(const TextRecord&) const = default;
};
struct ScoreRecord
{
    Key text;
    std::string name;
    double value = 0;
    std::string parts;
    std::string madeBy;
    bool operator==(const ScoreRecord&) const = default;
};
struct ReviewerRecord
{
    std::string id; // 32 hex digits
    std::string name;
    std::string pseudonym;
    bool operator==(const ReviewerRecord&) const = default;
};
struct EventRecord
{
    Event event; // hash and prevHash as they are in the log
    bool operator==(const EventRecord&) const = default;
};
struct TargetRecord
{ // derived from add_target, remove_target; for readers that do not fold
    Key slot;
    Key image;
    bool operator==(const TargetRecord&) const = default;
};
struct QueryRecord
{
    Key key;
    Key reference;
    int caption = 0;
    std::string body;
    std::optional<SplitPart> part;
    std::string source;   // JSON object, verbatim; empty = none
    std::string sourceId; // source id or row number that the key was made of
    bool operator==(const QueryRecord&) const = default;
};
struct SplitRecord
{
    Key image;
    SplitPart part = SplitPart::Train;
    std::string origin; // "import" or "drawn"
    int component = 0;
    std::uint64_t seed = 0;
    bool operator==(const SplitRecord&) const = default;
};
struct SettingRecord
{
    std::string name;
    std::string value;
    bool operator==(const SettingRecord&) const = default;
};

struct GuidelineRecord
{                             // programs before schema 2 reject the line and take the rest
    std::int64_t ordinal = 0; // its place in the order, from 1
    std::string version;      // first 12 hex digits of SHA-256 of the Markdown
    std::string markdown;
    UtcMillis at = 0;
    std::string reviewer; // id
    bool operator==(const GuidelineRecord&) const = default;
};

struct CaseRecord
{ // a saved case; programs before schema 3 reject the line and take the rest
    Key key;
    std::string name;
    std::string request; // JSON object, verbatim
    UtcMillis at = 0;
    UtcMillis changed = 0;
    std::string reviewer;   // id; empty = nobody said who
    std::vector<Key> right; // images, the target first
    std::vector<Key> wrong;
    bool operator==(const CaseRecord&) const = default;
};

using TriptychRecord =
    std::variant<HeaderRecord, RootRecord, ReviewerRecord, ImageRecord, PairRecord, SlotRecord,
                 TextRecord, ScoreRecord, EventRecord, TargetRecord, QueryRecord, SplitRecord,
                 SettingRecord, GuidelineRecord, CaseRecord>;

// One line, "\n" included. Invalid UTF-8 becomes U+FFFD.
std::string triptychLine(const TriptychRecord& record);

struct NumberedRecord
{
    long long line = 0;
    TriptychRecord record;
};
using TriptychSink = Sink<NumberedRecord>;

// `source`: the file, or the export's folder (then its manifest is checked first: Changed,
// Corrupt). The header is the first record given. Rejected: broken JSON, a field of the wrong type
// or missing (BadFormat), a record of an unknown kind (Unsupported), an unsafe image name
// (UnsafePath), invalid UTF-8 (Encoding), a line over 64 MB (TooLarge). Errors: NotFound, BadFormat
// (the first line is no header), NewerVersion (triptych/2), Empty, Cancelled. References between
// records are the caller's to check.
Result<ReadSummary> readTriptych(const std::filesystem::path& source, const TriptychSink& sink);

} // namespace triptych::formats
