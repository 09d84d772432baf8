// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs, mirrors, queries.
#include "core/store/pairs.h"

#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <string_view>
#include <unordered_map>

namespace triptych::store {

namespace {

constexpr std::string_view kPairColumns =
    "SELECT id, key, reference, target, mirror, category, source, removed FROM pair WHERE ";

template <typename... Values>
std::optional<StoredPair> findPair(Connection& connection, std::string_view where,
                                   const Values&... values)
{
    Query row(connection, std::string{kPairColumns} + std::string{where});
    row.with(values...);
    if (!row.step()) {
        return std::nullopt;
    }
    return StoredPair{row.id<PairTag>(0), row.hex(1),  row.id<ImageTag>(2), row.id<ImageTag>(3),
                      row.id<PairTag>(4), row.text(5), row.text(6),         row.flag(7)};
}

// What adding a pair needs to know of its images.
struct PairImage
{
    bool known = false;
    bool removed = false;
    Key key;
    std::string sha256;
};

class PairAdder
{
public:
    PairAdder(Connection& connection, BatchId batch)
        : m_connection(connection)
        , m_batch(batch)
        , m_tombstones(anyTombstone(connection))
        , m_nextId(connection.integer("SELECT coalesce(max(id), 0) + 1 FROM pair"))
        , m_insert(connection,
                   "INSERT INTO pair(id, key, reference, target, mirror, batch, category, source)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(key) DO NOTHING")
        , m_find(connection, "SELECT id, removed FROM pair WHERE key = ?1")
        , m_link(connection, "UPDATE pair SET mirror = ?2 WHERE id = ?1")
        , m_image(connection, "SELECT key, sha256, removed FROM image WHERE id = ?1")
    {}

    // `next`: the pair that will be added after this one, or null.
    AddedPair add(const NewPair& pair, const NewPair* next)
    {
        if (pair.reference == pair.target) {
            return {{}, PairOutcome::SameImage};
        }
        const auto& reference = image(pair.reference);
        const auto& target = image(pair.target);
        if (!reference.known || !target.known) {
            return {{}, PairOutcome::NoImage};
        }
        if (!reference.sha256.empty() && reference.sha256 == target.sha256) {
            return {{}, PairOutcome::SameBytes};
        }
        if (reference.removed || target.removed) {
            return {{}, PairOutcome::Removed};
        }
        const bool mirrorFollows =
            next != nullptr && next->reference == pair.target && next->target == pair.reference;
        return insert(pair, reference.key, target.key, mirrorFollows);
    }

private:
    AddedPair insert(const NewPair& pair, const Key& reference, const Key& target,
                     bool mirrorFollows)
    {
        const auto key = pairKey(reference, target);
        const bool promised = m_promised.valid(); // the one before named our row as its mirror
        // A mirror that follows gets the next row, unless it is there already: see duplicate().
        const bool promise = mirrorFollows && !promised;
        const auto mirror = promise    ? PairId{m_nextId + 1}
                            : promised ? m_promised
                                       : storedPair(pairKey(target, reference));
        m_promised = {};
        const PairId id{m_nextId};
        m_insert.run(id, AsKey{key}, pair.reference, pair.target, mirror, m_batch,
                     OrNull{pair.category}, OrNull{pair.source});
        if (m_connection.changes() == 0) {
            return duplicate(key, promised ? mirror : PairId{});
        }
        ++m_nextId;
        if (promise) {
            m_promised = id;
        } else if (mirror.valid() && !promised) {
            m_link.run(mirror, id);
        }
        if (m_tombstones) {
            refreshRemoved(m_connection, pair.reference.value);
            m_find.with(AsKey{key});
            if (m_find.step() && m_find.flag(1)) {
                return {id, PairOutcome::Removed};
            }
        }
        return {id, PairOutcome::Added};
    }

    // There already. `promisedBy` was just added as its mirror and named the wrong row.
    AddedPair duplicate(const Key& key, PairId promisedBy)
    {
        m_find.with(AsKey{key});
        if (!m_find.step()) {
            return {{}, PairOutcome::Duplicate};
        }
        const auto id = m_find.id<PairTag>(0);
        const bool removed = m_find.flag(1);
        if (promisedBy.valid()) {
            m_link.run(promisedBy, id);
            m_link.run(id, promisedBy);
        }
        return {id, removed ? PairOutcome::Removed : PairOutcome::Duplicate};
    }

    PairId storedPair(const Key& key)
    {
        m_find.with(AsKey{key});
        return m_find.step() ? m_find.id<PairTag>(0) : PairId{};
    }

    const PairImage& image(ImageId id)
    {
        const auto found = m_images.find(id);
        if (found != m_images.end()) {
            return found->second;
        }
        PairImage info;
        m_image.with(id);
        if (m_image.step()) {
            info = {true, m_image.flag(2), m_image.hex(0), m_image.text(1)};
        }
        return m_images.emplace(id, std::move(info)).first->second;
    }

    Connection& m_connection;
    BatchId m_batch;
    bool m_tombstones;
    std::int64_t m_nextId;
    Query m_insert;
    Query m_find;
    Query m_link;
    Query m_image;
    std::unordered_map<ImageId, PairImage> m_images;
    PairId m_promised; // a pair just added whose mirror must be the next one
};

} // namespace

Result<std::vector<AddedPair>> PairStore::add(WriteTransaction& transaction,
                                              std::span<const NewPair> pairs, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<std::vector<AddedPair>> {
        std::vector<AddedPair> added;
        added.reserve(pairs.size());
        PairAdder adder(connection, batch);
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            added.push_back(adder.add(pairs[i], i + 1 < pairs.size() ? &pairs[i + 1] : nullptr));
        }
        return added;
    });
}

Result<std::int64_t> PairStore::addQueries(WriteTransaction& transaction,
                                           std::span<const NewQuery> queries, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<std::int64_t> {
        std::int64_t added = 0;
        Query image(connection, "SELECT key FROM image WHERE id = ?1");
        Query insert(connection,
                     "INSERT INTO query(key, reference, caption, body, part, source, batch)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(key) DO NOTHING");
        for (const auto& query : queries) {
            image.with(query.reference);
            if (!image.step()) {
                return fail(ErrorCode::NotFound, "no such image", query.sourceRow);
            }
            insert.run(AsKey{queryKey(image.hex(0), query.sourceRow)}, query.reference,
                       query.caption, query.body, query.part, OrNull{query.source}, batch);
            added += connection.changes();
        }
        return added;
    });
}

Result<std::optional<StoredPair>> PairStore::byKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredPair>> {
        return findPair(connection, "key = ?1", AsKey{key});
    });
}

Result<std::optional<StoredPair>> PairStore::byId(PairId id)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredPair>> {
        return findPair(connection, "id = ?1", id);
    });
}

Result<std::optional<StoredPair>> PairStore::byImages(ImageId reference, ImageId target)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredPair>> {
        return findPair(connection, "reference = ?1 AND target = ?2", reference, target);
    });
}

Result<std::vector<std::pair<ImageId, ImageId>>> PairStore::imagePairs()
{
    auto& connection = m_database.connection();
    using Pairs = std::vector<std::pair<ImageId, ImageId>>;
    return guarded(connection, [&]() -> Result<Pairs> {
        Pairs pairs;
        const ReadScope scope(connection);
        Query rows(connection, "SELECT p.reference, p.target FROM pair p WHERE p.removed = 0" +
                                   visibleBatch(connection, "p") + " ORDER BY p.id");
        while (rows.step()) {
            pairs.emplace_back(rows.id<ImageTag>(0), rows.id<ImageTag>(1));
        }
        return pairs;
    });
}

} // namespace triptych::store
