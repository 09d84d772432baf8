// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases, what was judged right and wrong for them, and the ranks of their runs.
#pragma once

#include "core/domain/keys.h"
#include "core/store/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace triptych::store {

struct StoredCase
{
    Key key;
    std::string name;
    std::string request; // JSON object
    UtcMillis at = 0;
    UtcMillis changed = 0;
    std::string reviewer;   // stable id
    std::vector<Key> right; // images, the target first
    std::vector<Key> wrong;
};

struct StoredCaseRun
{
    std::int64_t id = 0; // ascending
    UtcMillis at = 0;
    std::string method;
    std::string encoder;
    std::string model;
    std::string data;
    std::map<Key, std::int64_t> ranks; // by case; a case without a rank is not there
};

class CaseStore
{
public:
    explicit CaseStore(Database& database)
        : m_database(database)
    {}

    // By time of adding, then by key.
    Result<std::vector<StoredCase>> all();
    Result<std::optional<StoredCase>> byKey(const Key& key);
    // Adds, or changes the one of the same key, which keeps when and by whom it was added.
    Status put(WriteTransaction& transaction, const StoredCase& one);
    // Of another copy: what was changed later wins; what only one copy judged is kept.
    Status restore(WriteTransaction& transaction, const StoredCase& one);
    // False: there is none.
    Result<bool> remove(WriteTransaction& transaction, const Key& key);

    // Ranks of cases that are gone are left out; `id` is given.
    Status addRun(WriteTransaction& transaction, const StoredCaseRun& run);
    // Newest first, at most so many.
    Result<std::vector<StoredCaseRun>> runs(int most);

private:
    Database& m_database;
};

// For merge. They throw.
std::vector<StoredCase> allCases(Connection& connection);
void restoreCase(Connection& connection, const StoredCase& one);

} // namespace triptych::store
