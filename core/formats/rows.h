// SPDX-License-Identifier: GPL-3.0-or-later
// What passes between file formats and the project: rows as they stand in a file, and where they
// go.
#pragma once

#include "core/base/result.h"
#include "core/domain/names.h"
#include "core/domain/values.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych::formats {

// Where a reader puts what it reads, one at a time, on the calling thread, in the order of the
// file. A row that cannot be used goes to `rejected` (subject = file, line = its line) and never
// stops the rest; `rejected` may be empty. false = stop: the reader returns Cancelled.
template <typename Row> struct Sink
{
    std::function<bool(Row& row)> row; // may be moved from
    std::function<bool(Error error)> rejected;

    bool reject(Error error) const { return !rejected || rejected(std::move(error)); }
};

// What a reader says when it is through. A file without one usable row is Empty, an unreadable one
// its own error: then nothing of what the sink was given may be kept.
struct ReadSummary
{
    std::int64_t rows = 0;          // given to the sink
    std::int64_t rejected = 0;      // told to the sink
    std::vector<std::string> notes; // "encoding: UTF-8", "delimiter: ,", technical English
};

struct RowText
{
    Direction direction = Direction::Forward;
    std::string language; // empty: the project's
    int caption = 0;
    std::string body; // character for character as in the file; may be empty

    bool operator==(const RowText&) const = default;
};

// One triplet or query of JSONL, CSV or CIRR, in and out.
struct TripletRow
{
    long long line = 0;               // in its file, from 1; 0 when written by us
    std::string reference;            // safe relative name (base/safe_path.h), not normalised
    std::string target;               // empty: a query (a row without target)
    std::vector<std::string> targets; // further positives, without `target`; never the reference
    std::vector<RowText> texts;       // for a query: its text as forward
    std::string category;
    std::optional<SplitPart> split;
    std::string sourceId; // the source's own id of the row (CIRR pairid); else empty
    // What the source says beyond the fields above, verbatim: a JSON object, or empty. Written back
    // by export: JSONL and CSV as columns, CIRR as its fields.
    std::string source;

    [[nodiscard]] bool isQuery() const { return target.empty(); }
    [[nodiscard]] const RowText* find(Direction direction) const
    {
        for (const auto& text : texts) {
            if (text.direction == direction) {
                return &text;
            }
        }
        return nullptr;
    }
    bool operator==(const TripletRow&) const = default;
};

using TripletSink = Sink<TripletRow>;

// An image that a dataset names without a triplet (CIRR's image_splits: the gallery).
struct GalleryImage
{
    std::string name; // safe relative name
    std::optional<SplitPart> split;

    bool operator==(const GalleryImage&) const = default;
};

// One row of a catalogue. Views into the reader's buffer: valid until the sink returns.
struct CatalogueRow
{
    long long line = 0;
    std::string_view image;    // safe relative name
    std::string_view product;  // empty = none
    std::string_view category; // empty = none
    std::span<const std::string_view>
        attributes; // one for each name of CatalogueColumns::attributes
};

using CatalogueSink = Sink<CatalogueRow>;

// Name -> value of those that are not empty.
Attributes toAttributes(std::span<const std::string> names,
                        std::span<const std::string_view> values);

} // namespace triptych::formats
