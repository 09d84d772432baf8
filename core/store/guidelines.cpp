// SPDX-License-Identifier: GPL-3.0-or-later
// Guidelines in and out.
#include "core/store/guidelines.h"

#include "core/store/sql.h"

namespace triptych::store {

Result<std::vector<StoredGuideline>> GuidelineStore::all()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredGuideline>> {
        std::vector<StoredGuideline> all;
        Query rows(connection, "SELECT ordinal, version, markdown, at, reviewer FROM guideline"
                               " ORDER BY ordinal, version");
        while (rows.step()) {
            if (!all.empty() && all.back().version == rows.view(1)) {
                continue;
            }
            all.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.integer(3),
                           rows.text(4), static_cast<int>(all.size()) + 1});
        }
        return all;
    });
}

Result<std::string> GuidelineStore::newestVersion()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::string> {
        Query row(connection,
                  "SELECT version FROM guideline ORDER BY ordinal DESC, version DESC LIMIT 1");
        row.with();
        return row.step() ? row.text(0) : std::string{};
    });
}

Status GuidelineStore::append(WriteTransaction& transaction, const StoredGuideline& guideline)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "INSERT INTO guideline(ordinal, version, markdown, at, reviewer)"
                          " SELECT coalesce(max(ordinal), 0) + 1, ?1, ?2, ?3, ?4 FROM guideline")
            .run(guideline.version, guideline.markdown, guideline.at, guideline.reviewer);
        return {};
    });
}

void restoreGuideline(Connection& connection, const StoredGuideline& guideline)
{
    Query(connection,
          "INSERT INTO guideline(ordinal, version, markdown, at, reviewer)"
          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT(ordinal, version) DO UPDATE SET"
          " at = excluded.at, reviewer = excluded.reviewer"
          " WHERE (excluded.at, excluded.reviewer) < (guideline.at, guideline.reviewer)")
        .run(guideline.ordinal, guideline.version, guideline.markdown, guideline.at,
             guideline.reviewer);
}

Status GuidelineStore::restore(WriteTransaction& transaction, const StoredGuideline& guideline)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        restoreGuideline(connection, guideline);
        return {};
    });
}

} // namespace triptych::store
