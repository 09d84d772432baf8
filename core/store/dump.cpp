// SPDX-License-Identifier: GPL-3.0-or-later
// Whole tables in the order of keys.
#include "core/store/dump.h"

#include "core/store/outdated.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

namespace triptych::store {

namespace {

// Rows of complete batches.
#define TRIPTYCH_COMPLETE(table)                                                                   \
    "(" table ".batch IS NULL OR EXISTS(SELECT 1 FROM batch b WHERE b.id=" table                   \
    ".batch AND b.complete=1))"

// Puts back what the catalogue said where a person corrected it.
void uncorrect(Connection& connection, Image& image)
{
    Query query(connection, "SELECT attribute, catalogue FROM correction WHERE image=?1");
    query.with(image.id);
    while (query.step()) {
        const std::string attribute = query.text(0);
        if (query.isNull(1)) {
            image.attributes.erase(attribute);
        } else if (attribute == "product") {
            image.product = query.text(1);
        } else if (attribute == "category") {
            image.category = query.text(1);
        } else {
            image.attributes[attribute] = query.text(1);
        }
    }
}

template <typename Row, typename Read>
Status stream(Database& database, std::string_view sql, const std::function<bool(const Row&)>& each,
              Read read)
{
    auto& connection = database.connection();
    return guarded(connection, [&]() -> Status {
        Query query(connection, sql);
        query.with();
        while (query.step()) {
            if (!each(read(query))) {
                return fail(ErrorCode::Cancelled);
            }
        }
        return {};
    });
}

} // namespace

Status Dump::images(const std::function<bool(const DumpedImage&)>& each)
{
    auto& connection = m_database.connection();
    return stream<DumpedImage>(
        m_database,
        "SELECT" + std::string(kImageColumns) +
            ", r.label, d.key, i.source, i.licence"
            " FROM image i JOIN root r ON r.id=i.root LEFT JOIN image d ON d.id=i.duplicate_of"
            " WHERE " TRIPTYCH_COMPLETE("i") " ORDER BY i.key",
        each, [&](const Query& row) {
            DumpedImage dumped;
            dumped.image = imageFrom(row);
            dumped.root = row.text(kImageColumnCount);
            dumped.duplicateOf = row.hex(kImageColumnCount + 1); // empty for NULL
            dumped.source = row.text(kImageColumnCount + 2);
            dumped.licence = row.text(kImageColumnCount + 3);
            uncorrect(connection, dumped.image);
            return dumped;
        });
}

Status Dump::pairs(const std::function<bool(const DumpedPair&)>& each)
{
    return stream<DumpedPair>(m_database,
                              "SELECT p.key, r.key, t.key, p.category, p.source FROM pair p"
                              " JOIN image r ON r.id=p.reference JOIN image t ON t.id=p.target"
                              " WHERE " TRIPTYCH_COMPLETE("p") " ORDER BY p.key",
                              each, [](const Query& row) {
                                  return DumpedPair{row.hex(0), row.hex(1), row.hex(2), row.text(3),
                                                    row.text(4)};
                              });
}

Status Dump::slots(const std::function<bool(const DumpedSlot&)>& each)
{
    return stream<DumpedSlot>(
        m_database,
        "SELECT s.key, p.key, s.direction, s.language, s.caption FROM slot s"
        " JOIN pair p ON p.id=s.pair WHERE " TRIPTYCH_COMPLETE("s") " ORDER BY s.key",
        each, [](const Query& row) {
            return DumpedSlot{row.hex(0), row.hex(1), row.as<Direction>(2), row.text(3),
                              row.number(4)};
        });
}

Status Dump::texts(const std::function<bool(const DumpedText&)>& each)
{
    return stream<DumpedText>(m_database,
                              "SELECT t.id, t.key, t.slot, s.key, u.key, t.arrival, t.origin, "
                              "t.generator, t.version, t.seed, t.prompt,"
                              " t.parts, t.body, t.stale FROM text t JOIN slot s ON s.id=t.slot "
                              "LEFT JOIN text u ON u.id=t.parent"
                              " WHERE " TRIPTYCH_COMPLETE("t") " ORDER BY s.key, t.arrival, t.key",
                              each, [](const Query& row) {
                                  DumpedText dumped;
                                  auto& text = dumped.text;
                                  text.id = row.id<TextTag>(0);
                                  text.key = row.hex(1);
                                  text.slot = row.id<SlotTag>(2);
                                  dumped.slot = row.hex(3);
                                  dumped.parent = row.isNull(4) ? Key{} : row.hex(4);
                                  dumped.arrival = row.integer(5);
                                  text.origin = row.as<Origin>(6);
                                  text.generator = row.text(7);
                                  text.version = row.text(8);
                                  text.seed = static_cast<std::uint64_t>(row.integer(9));
                                  text.prompt = row.text(10);
                                  text.parts = row.text(11);
                                  text.body = row.text(12);
                                  text.stale = row.flag(13);
                                  dumped.byCorrection = row.integer(13) == kStaleByCorrection;
                                  return dumped;
                              });
}

Status Dump::scores(const std::function<bool(const DumpedScore&)>& each)
{
    return stream<DumpedScore>(m_database,
                               "SELECT t.key, c.name, c.value, c.parts, c.made_by FROM score c"
                               " JOIN text t ON t.id=c.text ORDER BY t.key, c.name",
                               each, [](const Query& row) {
                                   return DumpedScore{row.hex(0), row.text(1), row.real(2),
                                                      row.text(3), row.text(4)};
                               });
}

Status Dump::targets(const std::function<bool(const DumpedTarget&)>& each)
{
    return stream<DumpedTarget>(
        m_database,
        "SELECT s.key, i.key FROM target t JOIN slot s ON s.id=t.slot"
        " JOIN image i ON i.id=t.image ORDER BY s.key, i.key",
        each, [](const Query& row) { return DumpedTarget{row.hex(0), row.hex(1)}; });
}

Status Dump::queries(const std::function<bool(const DumpedQuery&)>& each)
{
    return stream<DumpedQuery>(
        m_database,
        "SELECT q.key, i.key, q.caption, q.body, q.part, q.source FROM query q"
        " JOIN image i ON i.id=q.reference WHERE " TRIPTYCH_COMPLETE("q") " ORDER BY q.key",
        each, [](const Query& row) {
            return DumpedQuery{row.hex(0),  row.hex(1),  row.number(2),
                               row.text(3), row.text(4), row.text(5)};
        });
}

Status Dump::splits(const std::function<bool(const DumpedSplit&)>& each)
{
    return stream<DumpedSplit>(m_database,
                               "SELECT i.key, s.part, s.origin, s.component, s.seed FROM split s"
                               " JOIN image i ON i.id=s.image ORDER BY i.key",
                               each, [](const Query& row) {
                                   return DumpedSplit{row.hex(0), row.as<SplitPart>(1), row.flag(2),
                                                      row.number(3),
                                                      static_cast<std::uint64_t>(row.integer(4))};
                               });
}

Result<bool> restoreQuery(WriteTransaction& transaction, const DumpedQuery& query, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<bool> {
        Query image(connection, "SELECT id FROM image WHERE key=?1");
        image.with(AsKey{query.reference});
        if (!image.step()) {
            return fail(ErrorCode::NotFound, "no such image", query.reference);
        }
        Query insert(connection,
                     "INSERT INTO query(key, reference, caption, body, part, source, batch)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING");
        insert.run(AsKey{query.key}, image.id<ImageTag>(0), query.caption, query.body, query.part,
                   OrNull{query.source}, batch);
        return connection.changes() > 0;
    });
}

Status restoreStale(WriteTransaction& transaction, TextId text)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "UPDATE text SET stale=stale|?2 WHERE id=?1").run(text, kStaleForGood);
        return {};
    });
}

Status restoreFresh(WriteTransaction& transaction, std::span<const std::int64_t> texts)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        keepFresh(connection, texts);
        return {};
    });
}

Status restoreSplit(WriteTransaction& transaction, const DumpedSplit& split)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection,
              "INSERT INTO split(image, part, origin, component, seed)"
              " SELECT id, ?2, ?3, ?4, ?5 FROM image WHERE key=?1 ON CONFLICT DO NOTHING")
            .run(AsKey{split.image}, split.part, split.drawn, split.component,
                 static_cast<std::int64_t>(split.seed));
        if (connection.changes() > 0) {
            return {};
        }
        Query image(connection, "SELECT 1 FROM image WHERE key=?1");
        image.with(AsKey{split.image});
        return image.step() ? Status{}
                            : Status{fail(ErrorCode::NotFound, "no such image", split.image)};
    });
}

} // namespace triptych::store
