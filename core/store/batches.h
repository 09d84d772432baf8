// SPDX-License-Identifier: GPL-3.0-or-later
// Import batches: invisible until complete, continued by the same command, or removed.
#pragma once

#include "core/base/ids.h"
#include "core/store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace triptych::store {

using BatchId = Id<struct BatchTag>;

struct Batch
{
    BatchId id;
    std::string
        signature; // what is imported, from where, with which options: equal = the same command
    std::string cursor; // where to continue; the importer's own words
    bool complete = false;
};

struct BatchFinish
{
    std::int64_t imagesUpdated = 0;
    std::int64_t textsStale = 0;
};

class BatchStore
{
public:
    explicit BatchStore(Database& database)
        : m_database(database)
    {}

    // Continues the unfinished batch of the same signature, or begins one. Busy when a living
    // writer has an unfinished batch: one import at a time.
    Result<Batch> begin(WriteTransaction& transaction, const std::string& signature);
    // Call in the transaction of the rows that it stands for.
    Status saveCursor(WriteTransaction& transaction, BatchId batch, const std::string& cursor);
    // Applies held-back updates, marks stale texts and makes all rows visible: in this transaction,
    // together with whatever else the caller writes in it (accept events, …).
    Result<BatchFinish> finish(WriteTransaction& transaction, BatchId batch);
    // Removes a batch with all its rows; a finished one is NotApplicable.
    Status remove(WriteTransaction& transaction, BatchId batch);
    // Unfinished batches whose writer is gone.
    Result<std::vector<Batch>> abandoned();
    // Removes those but the one of `keepSignature`. Returns how many.
    Result<int> removeAbandoned(WriteTransaction& transaction,
                                const std::string& keepSignature = {});

private:
    Database& m_database;
};

} // namespace triptych::store
