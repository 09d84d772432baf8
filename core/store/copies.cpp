// SPDX-License-Identifier: GPL-3.0-or-later
// Compares a copy with its original, table by table.
#include "core/store/copies.h"

#include "core/store/sql.h"

#include <vector>

namespace triptych::store {

namespace {

// Tables of facts: not who writes, not SQLite's own, not the search index made of `text`.
std::vector<std::string> tablesOf(Connection& connection)
{
    std::vector<std::string> tables;
    Query query(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' "
                            "AND name <> 'writer' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
                            "AND name NOT LIKE 'text!_search%' ESCAPE '!' ORDER BY name");
    query.with();
    while (query.step()) {
        tables.push_back(query.text(0));
    }
    return tables;
}

// Every row as one text, in the order the table is stored.
std::string rowsOf(Connection& connection, const std::string& table)
{
    Query columns(connection, "SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') "
                              "FROM pragma_table_info(?1)");
    columns.with(table);
    columns.step();
    return "SELECT " + columns.text(0) + " FROM \"" + table + '"';
}

bool sameRows(Connection& one, Connection& other, const std::string& table, const JobContext& job)
{
    const std::string sql = rowsOf(one, table);
    if (sql != rowsOf(other, table)) {
        return false;
    }
    Query mine(one, sql, Query::Once);
    Query theirs(other, sql, Query::Once);
    mine.with();
    theirs.with();
    for (;;) {
        const bool more = mine.step();
        if (more != theirs.step() || (more && mine.view(0) != theirs.view(0))) {
            return false;
        }
        if (!more || job.cancelled()) {
            return true;
        }
    }
}

} // namespace

Result<bool> sameContent(Database& database, const std::filesystem::path& copy,
                         const JobContext& job)
{
    auto& mine = database.connection();
    return guarded(mine, [&]() -> Result<bool> {
        const ReadScope scope(mine);
        const auto tables = tablesOf(mine);
        bool same = true;
        try {
            Connection theirs(copy, OpenAs::Immutable);
            same = tablesOf(theirs) == tables;
            constexpr std::string_view kEvents = "SELECT count(*) FROM event";
            same = same && mine.integer(kEvents) == theirs.integer(kEvents);
            for (std::size_t i = 0; same && i < tables.size(); ++i) {
                same = sameRows(mine, theirs, tables[i], job);
            }
        } catch (const std::exception&) {
            return false; // broken: worth nothing
        }
        return job.cancelled() ? Result<bool>{fail(ErrorCode::Cancelled)} : same;
    });
}

Status checkCopy(const std::filesystem::path& copy)
{
    try {
        Connection connection(copy, OpenAs::Immutable);
        const auto found = connection.text("PRAGMA quick_check(1)");
        return found == "ok" ? Status{} : fail(ErrorCode::Corrupt, found, copy.string());
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Corrupt, exception.what(), copy.string());
    }
}

} // namespace triptych::store
