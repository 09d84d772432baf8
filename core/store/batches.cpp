// SPDX-License-Identifier: GPL-3.0-or-later
// Import batches.
#include "core/store/batches.h"

#include "core/store/images_internal.h"
#include "core/store/json.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"
#include "core/store/writers.h"

namespace triptych::store {

namespace {

struct Held
{
    Image given;
    UpsertOptions options;
};

std::vector<Held> heldImages(Connection& connection, BatchId batch)
{
    std::vector<Held> held;
    Query rows(connection,
               "SELECT image, content, catalogue, state, sha256, phash, bytes, modified, width,"
               " height, product, category, attributes FROM held_image WHERE batch = ?1");
    rows.with(batch);
    while (rows.step()) {
        Held one;
        one.given.id = rows.id<ImageTag>(0);
        one.options.content = rows.flag(1);
        one.options.catalogue = rows.flag(2);
        one.given.state = rows.as<ImageState>(3);
        if (!rows.isNull(4)) {
            one.given.sha256 = rows.hex(4);
        }
        if (!rows.isNull(5)) {
            one.given.phash = static_cast<std::uint64_t>(rows.integer(5));
        }
        one.given.bytes = rows.integer(6);
        one.given.modified = rows.integer(7);
        one.given.width = rows.number(8);
        one.given.height = rows.number(9);
        one.given.product = rows.text(10);
        one.given.category = rows.text(11);
        one.given.attributes = attributesFromJson(rows.view(12)).value_or(Attributes{});
        held.push_back(std::move(one));
    }
    return held;
}

// Slots that were there before the batch and got a text by it.
RowSet olderSlotsWithTexts(Connection& connection, BatchId batch)
{
    RowSet slots;
    Query rows(connection, "SELECT DISTINCT t.slot FROM text t JOIN slot s ON s.id = t.slot"
                           " WHERE t.batch = ?1 AND s.batch IS NOT ?1");
    rows.with(batch);
    while (rows.step()) {
        slots.insert(rows.integer(0));
    }
    return slots;
}

// Children first. Rows that others came to depend on meanwhile (a later text in a slot of this
// batch) cannot be: nothing else sees them.
void removeRows(Connection& connection, BatchId batch)
{
    const auto remove = [&](const char* sql) { Query(connection, sql).run(batch); };
    const auto slots = olderSlotsWithTexts(connection, batch);
    remove("INSERT INTO text_search(text_search, rowid, terms)"
           " SELECT 'delete', id, terms FROM text WHERE batch = ?1");
    remove("DELETE FROM text WHERE batch = ?1");
    remove("DELETE FROM slot WHERE batch = ?1");
    remove("UPDATE pair SET mirror = NULL WHERE batch IS NOT ?1"
           " AND mirror IN (SELECT id FROM pair WHERE batch = ?1)");
    remove("DELETE FROM pair WHERE batch = ?1");
    remove("DELETE FROM query WHERE batch = ?1");
    remove("DELETE FROM held_image WHERE batch = ?1");
    remove("UPDATE image SET duplicate_of = NULL WHERE batch = ?1");
    remove("DELETE FROM image WHERE batch = ?1");
    remove("DELETE FROM batch WHERE id = ?1");
    refoldSlots(connection, slots);
}

std::vector<Batch> unfinished(Connection& connection, bool living)
{
    std::vector<Batch> found;
    Query rows(connection,
               "SELECT id, signature, cursor, session FROM batch WHERE complete = 0 ORDER BY id");
    while (rows.step()) {
        if (isLiving(connection, rows.text(3)) == living) {
            found.push_back({rows.id<BatchTag>(0), rows.text(1), rows.text(2), false});
        }
    }
    return found;
}

} // namespace

Result<Batch> BatchStore::begin(WriteTransaction& transaction, const std::string& signature)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<Batch> {
        const auto& session = transaction.database().session();
        for (auto& batch : unfinished(connection, true)) {
            Query mine(connection, "SELECT 1 FROM batch WHERE id = ?1 AND session = ?2");
            mine.with(batch.id, session);
            if (!mine.step() || batch.signature != signature) {
                return fail(ErrorCode::Busy, "another import is running", batch.signature);
            }
            return batch;
        }
        for (auto& batch : unfinished(connection, false)) {
            if (batch.signature == signature) {
                Query(connection, "UPDATE batch SET session = ?2 WHERE id = ?1")
                    .run(batch.id, session);
                return batch;
            }
        }
        Query(connection, "INSERT INTO batch(signature, session) VALUES (?1, ?2)")
            .run(signature, session);
        return Batch{BatchId{connection.lastInsertId()}, signature, {}, false};
    });
}

Status BatchStore::saveCursor(WriteTransaction& transaction, BatchId batch,
                              const std::string& cursor)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "UPDATE batch SET cursor = ?2 WHERE id = ?1 AND complete = 0")
            .run(batch, cursor);
        return connection.changes() == 1 ? Status{}
                                         : fail(ErrorCode::NotFound, "no such unfinished batch");
    });
}

Result<BatchFinish> BatchStore::finish(WriteTransaction& transaction, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<BatchFinish> {
        BatchFinish result;
        Query(connection, "UPDATE batch SET complete = 1 WHERE id = ?1 AND complete = 0")
            .run(batch);
        if (connection.changes() != 1) {
            return fail(ErrorCode::NotFound, "no such unfinished batch");
        }
        for (const auto& held : heldImages(connection, batch)) {
            Query row(connection,
                      "SELECT" + std::string{kImageColumns} + "FROM image i WHERE i.id = ?1");
            row.with(held.given.id);
            if (!row.step()) {
                continue;
            }
            const auto stored = imageFrom(row);
            const auto change = compareImage(connection, stored, held.given, held.options);
            if (change.what == ImageChange::What::Updated) {
                ++result.imagesUpdated;
                result.textsStale +=
                    applyImage(connection, stored, held.given, held.options, change);
            }
        }
        Query(connection, "DELETE FROM held_image WHERE batch = ?1").run(batch);
        refoldSlots(connection, olderSlotsWithTexts(connection, batch));
        return result;
    });
}

Status BatchStore::remove(WriteTransaction& transaction, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query row(connection, "SELECT complete FROM batch WHERE id = ?1");
        row.with(batch);
        if (!row.step()) {
            return fail(ErrorCode::NotFound, "no such batch");
        }
        if (row.flag(0)) {
            return fail(ErrorCode::NotApplicable, "the batch is finished");
        }
        removeRows(connection, batch);
        return {};
    });
}

Result<std::vector<Batch>> BatchStore::abandoned()
{
    auto& connection = m_database.connection();
    return guarded(connection,
                   [&]() -> Result<std::vector<Batch>> { return unfinished(connection, false); });
}

Result<int> BatchStore::removeAbandoned(WriteTransaction& transaction,
                                        const std::string& keepSignature)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<int> {
        int removed = 0;
        for (const auto& batch : unfinished(connection, false)) {
            if (keepSignature.empty() || batch.signature != keepSignature) {
                removeRows(connection, batch.id);
                ++removed;
            }
        }
        return removed;
    });
}

} // namespace triptych::store
