// SPDX-License-Identifier: GPL-3.0-or-later
// Reviewers, settings, splits.
#include "core/store/people.h"

#include "core/base/random.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <string_view>

namespace triptych::store {

namespace {

template <typename Value>
std::optional<StoredReviewer> findReviewer(Connection& connection, std::string_view where,
                                           const Value& value)
{
    Query row(connection,
              "SELECT id, stable_id, name, pseudonym FROM reviewer WHERE " + std::string{where});
    row.with(value);
    if (!row.step()) {
        return std::nullopt;
    }
    return StoredReviewer{row.id<ReviewerTag>(0), row.text(1), row.text(2), row.text(3)};
}

// The first free of "reviewer-1", "reviewer-2", …
std::string nextPseudonym(Connection& connection)
{
    auto n = connection.integer("SELECT count(*) + 1 FROM reviewer");
    while (findReviewer(connection, "pseudonym = ?1", "reviewer-" + std::to_string(n))) {
        ++n;
    }
    return "reviewer-" + std::to_string(n);
}

void insertReviewer(Connection& connection, const StoredReviewer& reviewer)
{
    Query(connection, "INSERT INTO reviewer(stable_id, name, pseudonym) VALUES (?1, ?2, ?3)")
        .run(reviewer.stableId, reviewer.name, reviewer.pseudonym);
}

} // namespace

Result<StoredReviewer> ReviewerStore::findOrAdd(WriteTransaction& transaction,
                                                const std::string& name)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<StoredReviewer> {
        if (name.empty()) {
            return fail(ErrorCode::BadArgument, "a reviewer needs a name");
        }
        if (auto found = findReviewer(connection, "name = ?1", name)) {
            return *found;
        }
        StoredReviewer reviewer{{}, randomHex128(), name, nextPseudonym(connection)};
        insertReviewer(connection, reviewer);
        reviewer.id = ReviewerId{connection.lastInsertId()};
        return reviewer;
    });
}

Status ReviewerStore::restore(WriteTransaction& transaction, const StoredReviewer& reviewer)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        if (findReviewer(connection, "stable_id = ?1", reviewer.stableId)) {
            return {};
        }
        auto added = reviewer;
        // Another person of that name, or the same one in a project of her own: told apart, not
        // mixed.
        if (added.name.empty()) {
            added.name = added.stableId.substr(0, 8);
        }
        if (findReviewer(connection, "name = ?1", added.name)) {
            added.name += " (" + added.stableId.substr(0, 8) + ")";
        }
        if (added.pseudonym.empty() ||
            findReviewer(connection, "pseudonym = ?1", added.pseudonym)) {
            added.pseudonym = nextPseudonym(connection);
        }
        insertReviewer(connection, added);
        return {};
    });
}

Result<std::optional<StoredReviewer>> ReviewerStore::byName(const std::string& name)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredReviewer>> {
        return findReviewer(connection, "name = ?1", name);
    });
}

Result<std::optional<StoredReviewer>> ReviewerStore::byStableId(const std::string& stableId)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredReviewer>> {
        return findReviewer(connection, "stable_id = ?1", stableId);
    });
}

Result<std::vector<StoredReviewer>> ReviewerStore::all()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredReviewer>> {
        std::vector<StoredReviewer> reviewers;
        Query rows(connection, "SELECT id, stable_id, name, pseudonym FROM reviewer ORDER BY id");
        while (rows.step()) {
            reviewers.push_back(
                {rows.id<ReviewerTag>(0), rows.text(1), rows.text(2), rows.text(3)});
        }
        return reviewers;
    });
}

Status ReviewerStore::rename(WriteTransaction& transaction, ReviewerId id, const std::string& name)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        const auto other = findReviewer(connection, "name = ?1", name);
        if (other && other->id != id) {
            return fail(ErrorCode::Conflict, "another reviewer has this name", name);
        }
        Query(connection, "UPDATE reviewer SET name = ?2 WHERE id = ?1").run(id, name);
        return connection.changes() == 1 ? Status{} : fail(ErrorCode::NotFound, "no such reviewer");
    });
}

Result<std::optional<std::string>> SettingStore::get(const std::string& name)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<std::string>> {
        Query row(connection, "SELECT value FROM setting WHERE name = ?1");
        row.with(name);
        return row.step() ? std::optional{row.text(0)} : std::nullopt;
    });
}

Result<std::map<std::string, std::string>> SettingStore::all()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::map<std::string, std::string>> {
        std::map<std::string, std::string> settings;
        Query rows(connection, "SELECT name, value FROM setting");
        while (rows.step()) {
            settings.emplace(rows.text(0), rows.text(1));
        }
        return settings;
    });
}

Status SettingStore::set(WriteTransaction& transaction, const std::string& name,
                         const std::string& value)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        const int overlap = overlapOf(connection);
        Query(connection, "INSERT INTO setting(name, value) VALUES (?1, ?2)"
                          " ON CONFLICT(name) DO UPDATE SET value = excluded.value")
            .run(name, value);
        if (overlapOf(connection) == overlap) {
            return {};
        }
        RowSet decided;
        {
            Query rows(connection, "SELECT id FROM slot WHERE decided_by IS NOT NULL");
            while (rows.step()) {
                decided.insert(rows.integer(0));
            }
        }
        refoldSlots(connection, decided);
        return {};
    });
}

Result<StoredSplit> SplitStore::summary()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<StoredSplit> {
        StoredSplit split;
        Query rows(connection, "SELECT part, origin, count(*) FROM split GROUP BY part, origin");
        while (rows.step()) {
            const auto part = rows.as<SplitPart>(0);
            auto& count = part == SplitPart::Train        ? split.train
                          : part == SplitPart::Validation ? split.validation
                                                          : split.test;
            count += rows.integer(2);
            (rows.flag(1) ? split.drawn : split.imported) = true;
        }
        split.components =
            connection.integer("SELECT count(DISTINCT component) FROM split WHERE origin = 1");
        return split;
    });
}

Result<std::vector<SplitImage>> SplitStore::input()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<SplitImage>> {
        std::vector<SplitImage> images;
        const ReadScope scope(connection);
        Query rows(
            connection,
            "SELECT i.id, i.product, i.phash, i.sha256, i.key FROM image i WHERE i.removed = 0"
            " AND NOT EXISTS (SELECT 1 FROM split s WHERE s.image = i.id AND s.origin = 0)" +
                visibleBatch(connection, "i") + " ORDER BY i.key");
        while (rows.step()) {
            std::optional<std::uint64_t> phash;
            if (!rows.isNull(2)) {
                phash = static_cast<std::uint64_t>(rows.integer(2));
            }
            images.push_back({rows.id<ImageTag>(0), rows.text(1), phash, rows.hex(3), rows.hex(4)});
        }
        return images;
    });
}

Status SplitStore::storeDrawn(WriteTransaction& transaction,
                              std::span<const SplitAssignment> assignments, std::uint64_t seed)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        connection.execute("DELETE FROM split WHERE origin = 1");
        Query insert(connection, "INSERT INTO split(image, part, origin, component, seed)"
                                 " VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT(image) DO NOTHING");
        for (const auto& assignment : assignments) {
            insert.run(assignment.image, assignment.part, assignment.component,
                       static_cast<std::int64_t>(seed));
        }
        return {};
    });
}

Status SplitStore::storeImported(WriteTransaction& transaction,
                                 std::span<const SplitAssignment> assignments)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query insert(connection,
                     "INSERT INTO split(image, part, origin, component, seed)"
                     " VALUES (?1, ?2, 0, ?3, 0) ON CONFLICT(image) DO UPDATE SET"
                     " part = excluded.part, origin = 0, component = excluded.component, seed = 0");
        for (const auto& assignment : assignments) {
            insert.run(assignment.image, assignment.part, assignment.component);
        }
        return {};
    });
}

Result<std::optional<SplitPart>> SplitStore::partOf(ImageId image)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<SplitPart>> {
        Query row(connection, "SELECT part FROM split WHERE image = ?1");
        row.with(image);
        return row.step() ? std::optional{row.as<SplitPart>(0)} : std::nullopt;
    });
}

} // namespace triptych::store
