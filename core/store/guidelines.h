// SPDX-License-Identifier: GPL-3.0-or-later
// Versions of the reviewers' guidelines. Their order is stored, never taken from a clock, and the
// same in every copy of a project after a merge.
#pragma once

#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace triptych::store {

struct StoredGuideline
{
    std::int64_t ordinal = 0; // where it belongs in the order; stays as it is
    std::string version;
    std::string markdown;
    UtcMillis at = 0;
    std::string reviewer; // stable id
    int number = 0;       // counted from 1 when read; ignored when written
};

class GuidelineStore
{
public:
    explicit GuidelineStore(Database& database)
        : m_database(database)
    {}

    // Oldest first. Of neighbours of one version (two copies wrote the same) the first is given.
    Result<std::vector<StoredGuideline>> all();
    // Empty: none was written.
    Result<std::string> newestVersion();
    // Behind the newest.
    Status append(WriteTransaction& transaction, const StoredGuideline& guideline);
    // Of another copy, at its place; of a version known there the earlier time is kept.
    Status restore(WriteTransaction& transaction, const StoredGuideline& guideline);

private:
    Database& m_database;
};

// GuidelineStore::restore, for merge. Throws.
void restoreGuideline(Connection& connection, const StoredGuideline& guideline);

} // namespace triptych::store
