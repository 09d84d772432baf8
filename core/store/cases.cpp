// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases in and out.
#include "core/store/cases.h"

#include "core/store/sql.h"

#include <algorithm>
#include <tuple>

namespace triptych::store {

namespace {

constexpr std::string_view kColumns = " id, key, name, request, at, changed, reviewer ";

StoredCase caseFrom(Connection& connection, const Query& row)
{
    StoredCase one{row.hex(1),     row.text(2), row.text(3), row.integer(4),
                   row.integer(5), row.text(6), {},          {}};
    Query judged(connection, "SELECT image, right FROM case_judgement WHERE saved_case = ?1"
                             " ORDER BY position, image");
    judged.with(row.integer(0));
    while (judged.step()) {
        (judged.flag(1) ? one.right : one.wrong).push_back(judged.hex(0));
    }
    return one;
}

std::optional<StoredCase> findCase(Connection& connection, const Key& key)
{
    Query row(connection, "SELECT" + std::string{kColumns} + "FROM saved_case WHERE key = ?1");
    row.with(AsKey{key});
    return row.step() ? std::optional{caseFrom(connection, row)} : std::nullopt;
}

void judge(Connection& connection, const StoredCase& one)
{
    Query row(connection, "SELECT id FROM saved_case WHERE key = ?1");
    row.with(AsKey{one.key});
    if (!row.step()) {
        return;
    }
    const auto id = row.integer(0);
    Query(connection, "DELETE FROM case_judgement WHERE saved_case = ?1").run(id);
    Query insert(connection, "INSERT INTO case_judgement(saved_case, image, right, position)"
                             " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    std::int64_t position = 0;
    for (const auto& image : one.right) {
        insert.run(id, AsKey{image}, true, ++position);
    }
    for (const auto& image : one.wrong) {
        insert.run(id, AsKey{image}, false, ++position);
    }
}

void putCase(Connection& connection, const StoredCase& one)
{
    Query(connection,
          "INSERT INTO saved_case(key, name, request, at, changed, reviewer)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(key) DO UPDATE SET"
          " name = excluded.name, request = excluded.request, changed = excluded.changed")
        .run(AsKey{one.key}, one.name, one.request, one.at, one.changed, one.reviewer);
    judge(connection, one);
}

void addMissing(std::vector<Key>& to, const std::vector<Key>& from, const std::vector<Key>& other)
{
    for (const auto& image : from) {
        if (std::ranges::find(to, image) == to.end() &&
            std::ranges::find(other, image) == other.end()) {
            to.push_back(image);
        }
    }
}

} // namespace

std::vector<StoredCase> allCases(Connection& connection)
{
    std::vector<StoredCase> all;
    Query rows(connection, "SELECT" + std::string{kColumns} + "FROM saved_case ORDER BY at, key");
    while (rows.step()) {
        all.push_back(caseFrom(connection, rows));
    }
    return all;
}

void restoreCase(Connection& connection, const StoredCase& one)
{
    const auto known = findCase(connection, one.key);
    if (!known) {
        putCase(connection, one);
        return;
    }
    const bool theirs = std::tie(known->changed, known->request, known->name) <
                        std::tie(one.changed, one.request, one.name);
    auto merged = theirs ? one : *known;
    const auto& rest = theirs ? *known : one;
    addMissing(merged.right, rest.right, merged.wrong);
    addMissing(merged.wrong, rest.wrong, merged.right);
    putCase(connection, merged);
}

Result<std::vector<StoredCase>> CaseStore::all()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredCase>> {
        const ReadScope scope(connection);
        return allCases(connection);
    });
}

Result<std::optional<StoredCase>> CaseStore::byKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredCase>> {
        const ReadScope scope(connection);
        return findCase(connection, key);
    });
}

Status CaseStore::put(WriteTransaction& transaction, const StoredCase& one)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        putCase(connection, one);
        return {};
    });
}

Status CaseStore::restore(WriteTransaction& transaction, const StoredCase& one)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        restoreCase(connection, one);
        return {};
    });
}

Result<bool> CaseStore::remove(WriteTransaction& transaction, const Key& key)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<bool> {
        Query(connection, "DELETE FROM saved_case WHERE key = ?1").run(AsKey{key});
        return connection.changes() > 0;
    });
}

Status CaseStore::addRun(WriteTransaction& transaction, const StoredCaseRun& run)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "INSERT INTO case_run(at, method, encoder, model, data)"
                          " VALUES (?1, ?2, ?3, ?4, ?5)")
            .run(run.at, run.method, run.encoder, run.model, run.data);
        const auto id = connection.lastInsertId();
        Query insert(connection, "INSERT INTO case_rank(run, saved_case, rank)"
                                 " SELECT ?1, id, ?3 FROM saved_case WHERE key = ?2");
        for (const auto& [key, rank] : run.ranks) {
            insert.run(id, AsKey{key}, rank);
        }
        return {};
    });
}

Result<std::vector<StoredCaseRun>> CaseStore::runs(int most)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredCaseRun>> {
        const ReadScope scope(connection);
        std::vector<StoredCaseRun> runs;
        Query rows(connection, "SELECT id, at, method, encoder, model, data FROM case_run"
                               " ORDER BY id DESC LIMIT ?1");
        Query ranks(connection, "SELECT c.key, r.rank FROM case_rank r"
                                " JOIN saved_case c ON c.id = r.saved_case WHERE r.run = ?1");
        rows.with(most);
        while (rows.step()) {
            StoredCaseRun run{rows.integer(0),
                              rows.integer(1),
                              rows.text(2),
                              rows.text(3),
                              rows.text(4),
                              rows.text(5),
                              {}};
            ranks.with(run.id);
            while (ranks.step()) {
                run.ranks[ranks.hex(0)] = ranks.integer(1);
            }
            runs.push_back(std::move(run));
        }
        return runs;
    });
}

} // namespace triptych::store
