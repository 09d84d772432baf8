// SPDX-License-Identifier: GPL-3.0-or-later
// Everything in a project, removed things included, for triptych/1 (lossless export), and what only
// a lossless import writes. Order is by key, so that equal projects give equal streams.
#pragma once

#include "core/domain/values.h"
#include "core/store/batches.h"
#include "core/store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace triptych::store {

struct DumpedImage
{
    Image image;      // attributes as the catalogue gave them, before corrections
    std::string root; // label
    Key duplicateOf;  // empty = none
    std::string source;
    std::string licence;
};

struct DumpedPair
{
    Key key;
    Key reference;
    Key target;
    std::string category;
    std::string source;
};

struct DumpedSlot
{
    Key key;
    Key pair;
    Direction direction = Direction::Forward;
    std::string language;
    int caption = 0;
};

struct DumpedText
{
    TextRow text;
    Key slot;
    Key parent; // empty = none
    std::int64_t arrival = 0;
    bool byCorrection = false; // stale because of a person's correction alone
};

struct DumpedScore
{
    Key text;
    std::string name;
    double value = 0;
    std::string parts;
    std::string madeBy;
};

struct DumpedTarget
{
    Key slot;
    Key image;
};

struct DumpedQuery
{
    Key key;
    Key reference;
    int caption = 0;
    std::string body;
    std::string part;
    std::string source;
};

struct DumpedSplit
{
    Key image;
    SplitPart part = SplitPart::Train;
    bool drawn = false;
    int component = 0;
    std::uint64_t seed = 0;
};

// `each` returns false to stop. Batches that are not complete are left out.
class Dump
{
public:
    explicit Dump(Database& database)
        : m_database(database)
    {}

    Status images(const std::function<bool(const DumpedImage&)>& each);
    Status pairs(const std::function<bool(const DumpedPair&)>& each);
    Status slots(const std::function<bool(const DumpedSlot&)>& each);
    Status texts(const std::function<bool(const DumpedText&)>& each); // by slot key, arrival
    Status scores(const std::function<bool(const DumpedScore&)>& each);
    Status targets(const std::function<bool(const DumpedTarget&)>& each);
    Status queries(const std::function<bool(const DumpedQuery&)>& each);
    Status splits(const std::function<bool(const DumpedSplit&)>& each);

private:
    Database& m_database;
};

// A query under the key that it had; known keys are left alone. NotFound: no such image.
Result<bool> restoreQuery(WriteTransaction& transaction, const DumpedQuery& query, BatchId batch);
Status restoreStale(WriteTransaction& transaction, TextId text);
// Of texts that were fresh, or stale for another reason, under the corrections that came with them.
Status restoreFresh(WriteTransaction& transaction, std::span<const std::int64_t> texts);
// Imported or drawn part of an image, kept when the image has one. NotFound: no such image.
Status restoreSplit(WriteTransaction& transaction, const DumpedSplit& split);

} // namespace triptych::store
