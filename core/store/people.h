// SPDX-License-Identifier: GPL-3.0-or-later
// Reviewers, project settings and stored splits.
#pragma once

#include "core/domain/split.h"
#include "core/domain/values.h"
#include "core/store/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

struct StoredReviewer
{
    ReviewerId id;
    std::string stableId; // 32 hex digits: what events carry
    std::string name;
    std::string pseudonym; // "reviewer-1"
};

class ReviewerStore
{
public:
    explicit ReviewerStore(Database& database)
        : m_database(database)
    {}

    // By name; added with a random stable id and the next pseudonym when not there. BadArgument:
    // empty.
    Result<StoredReviewer> findOrAdd(WriteTransaction& transaction, const std::string& name);
    // As written in another project's files; known stable ids are left alone.
    Status restore(WriteTransaction& transaction, const StoredReviewer& reviewer);
    Result<std::optional<StoredReviewer>> byName(const std::string& name);
    Result<std::optional<StoredReviewer>> byStableId(const std::string& stableId);
    Result<std::vector<StoredReviewer>> all();
    // The chain of events does not change. NotFound; Conflict: another has the name.
    Status rename(WriteTransaction& transaction, ReviewerId id, const std::string& name);

private:
    Database& m_database;
};

class SettingStore
{
public:
    explicit SettingStore(Database& database)
        : m_database(database)
    {}

    Result<std::optional<std::string>> get(const std::string& name);
    Result<std::map<std::string, std::string>> all();
    // "overlap" (decisions asked for a slot) refolds all decided slots.
    Status set(WriteTransaction& transaction, const std::string& name, const std::string& value);

private:
    Database& m_database;
};

struct StoredSplit
{
    std::int64_t train = 0; // images
    std::int64_t validation = 0;
    std::int64_t test = 0;
    std::int64_t components = 0;
    bool drawn = false;    // some part was drawn
    bool imported = false; // some part was imported
};

class SplitStore
{
public:
    explicit SplitStore(Database& database)
        : m_database(database)
    {}

    Result<StoredSplit> summary();
    // What drawSplit() is given: visible images by key, without those of imported parts.
    Result<std::vector<SplitImage>> input();
    // Replaces drawn parts; imported ones stay.
    Status storeDrawn(WriteTransaction& transaction, std::span<const SplitAssignment> assignments,
                      std::uint64_t seed);
    // Parts of a source's own split; they are never redrawn.
    Status storeImported(WriteTransaction& transaction,
                         std::span<const SplitAssignment> assignments);
    Result<std::optional<SplitPart>> partOf(ImageId image);

private:
    Database& m_database;
};

} // namespace triptych::store
