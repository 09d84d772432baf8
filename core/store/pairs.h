// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs and queries: putting them in, finding them.
#pragma once

#include "core/domain/values.h"
#include "core/store/batches.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

struct NewPair
{
    ImageId reference;
    ImageId target;
    std::string category;
    std::string source; // source fields verbatim, a JSON object; empty = none
};

enum class PairOutcome
{
    Added,
    Duplicate, // there already
    SameImage, // reference is target
    SameBytes, // two names of the same bytes
    Removed,   // the pair, an image or its product was removed
    NoImage,   // an image id that does not exist
};

struct AddedPair
{
    PairId id; // of the pair added or there already; none otherwise
    PairOutcome outcome = PairOutcome::Added;
};

struct NewQuery
{
    ImageId reference;
    int caption = 0;
    std::string body;
    std::string part;      // split name as written in the source
    std::string sourceRow; // source id or row number: part of the key
    std::string source;    // source fields verbatim, JSON
};

struct StoredPair
{
    PairId id;
    Key key;
    ImageId reference;
    ImageId target;
    PairId mirror;
    std::string category;
    std::string source;
    bool removed = false;
};

class PairStore
{
public:
    explicit PairStore(Database& database)
        : m_database(database)
    {}

    // One outcome a pair, in order. A pair and its mirror are linked, whichever comes first; giving
    // both orders side by side is the fast way.
    Result<std::vector<AddedPair>> add(WriteTransaction& transaction,
                                       std::span<const NewPair> pairs, BatchId batch = {});
    // How many rows were new.
    Result<std::int64_t> addQueries(WriteTransaction& transaction,
                                    std::span<const NewQuery> queries, BatchId batch = {});

    // Lookups see unfinished batches and removed pairs too.
    Result<std::optional<StoredPair>> byKey(const Key& key);
    Result<std::optional<StoredPair>> byId(PairId id);
    Result<std::optional<StoredPair>> byImages(ImageId reference, ImageId target);
    // Key strings of visible pairs and their images, for splits: (reference, target), by pair id.
    Result<std::vector<std::pair<ImageId, ImageId>>> imagePairs();

private:
    Database& m_database;
};

} // namespace triptych::store
