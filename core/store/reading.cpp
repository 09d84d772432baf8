// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots of ids and pages of pairs.
#include "core/store/reading.h"

#include "core/store/filter_sql.h"
#include "core/store/rows.h"
#include "core/store/sql.h"
#include "core/store/views_internal.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace triptych::store {

namespace {

// Undecided: pending, skipped, flagged, disputed (SlotState numbers), with a text to judge.
constexpr std::string_view kUndecided = "s.text IS NOT NULL AND s.state IN (0, 4, 5, 6)";
constexpr std::string_view kPutAside = "s.state IN (4, 5)";

bool needsText(const Filter& filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(), [](const FilterTerm& term) {
        return term.key == FilterKey::Generator || term.key == FilterKey::Version ||
               term.key == FilterKey::Stale || term.key == FilterKey::Length;
    });
}

bool needsImages(const Filter& filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(), [](const FilterTerm& term) {
        return term.key == FilterKey::Category || term.key == FilterKey::Product ||
               term.key == FilterKey::Image;
    });
}

std::string joinsFor(const Filter& filter)
{
    std::string joins = " JOIN pair p ON p.id = s.pair";
    if (needsImages(filter)) {
        joins += " JOIN image r ON r.id = p.reference JOIN image g ON g.id = p.target";
    }
    if (needsText(filter)) {
        joins += " LEFT JOIN text t ON t.id = s.text";
    }
    return joins;
}

struct PairSql
{
    std::string sql;
    std::vector<SqlValue> values;
};

// The slots on which events of one reviewer (?, twice) hold. `condition` is over e (the event) and
// SLOT (the slot's id).
std::string slotsWithOwn(const std::string& condition)
{
    const std::string own = " WHERE e.reviewer = ? AND e.undone = 0 AND e.set_aside = 0 AND ";
    const auto on = [&](const std::string& slot) {
        auto sql = condition;
        for (auto at = sql.find("SLOT"); at != std::string::npos; at = sql.find("SLOT", at)) {
            sql.replace(at, 4, slot);
        }
        return sql;
    };
    return "SELECT d.id FROM event e JOIN slot d ON d.key = e.slot" + own + on("d.id") +
           " UNION ALL SELECT a.row FROM event e JOIN alias a ON a.key = e.slot AND a.kind = 1" +
           own + on("a.row");
}

// One row a pair that a reviewer has not decided, whatever others did.
PairSql blindPairs(Connection& connection, const PairQuery& query, const SqlCondition& condition,
                   const std::string& visible)
{
    const std::string machine = "n.origin != 2 AND n.removed = 0" + visibleBatch(connection, "n");
    // A rejection is over when a newer text has come (domain/fold.h).
    const std::string decided =
        "e.kind IN ('accept', 'edit', 'reject', 'adjudicate') AND NOT (e.kind = 'reject' AND EXISTS"
        " (SELECT 1 FROM text j JOIN text n ON n.slot = j.slot AND n.arrival > j.arrival AND " +
        machine + " WHERE j.slot = SLOT AND lower(hex(j.key)) = e.text_before))";
    const std::string putAside =
        "e.kind IN ('skip', 'flag') AND NOT EXISTS (SELECT 1 FROM event u WHERE u.slot = e.slot"
        " AND u.reviewer = e.reviewer AND u.kind = 'unflag' AND u.undone = 0"
        " AND u.lamport > e.lamport)";
    PairSql made;
    made.sql = "SELECT s.pair AS id, min(s.id IN (" + slotsWithOwn(putAside) +
               ")) AS rank FROM slot s" + joinsFor(query.filter) + " WHERE " + visible +
               " AND s.language = ? AND s.text IS NOT NULL AND (s.standing IS NULL OR EXISTS"
               " (SELECT 1 FROM text n WHERE n.slot = s.id AND " +
               machine + ")) AND s.id NOT IN (" + slotsWithOwn(decided) + ")";
    const auto& reviewer = *query.blindFor;
    made.values = {reviewer, reviewer, query.language, reviewer, reviewer};
    if (!condition.sql.empty()) {
        made.sql += " AND " + condition.sql;
        made.values.insert(made.values.end(), condition.values.begin(), condition.values.end());
    }
    made.sql += " GROUP BY s.pair";
    return made;
}

// "SELECT pair id, key, rank": one row a pair, visible ones that the query wants.
Result<PairSql> matchingPairs(Connection& connection, const PairQuery& query)
{
    const auto condition = conditionOf(query.filter);
    if (!condition) {
        return fail(condition);
    }
    PairSql made;
    const auto visible = "p.removed = 0" + visibleBatch(connection, "p") +
                         (query.oneOrderOnly ? " AND (p.mirror IS NULL OR p.id < p.mirror)" : "");
    if (query.filter.terms.empty() && !query.undecidedOnly) {
        made.sql = "SELECT p.id AS id, 0 AS rank FROM pair p WHERE " + visible;
        return made;
    }
    if (query.undecidedOnly && query.blindFor) {
        return blindPairs(connection, query, *condition, visible + visibleBatch(connection, "s"));
    }
    const std::string rank = query.undecidedOnly ? "min(" + std::string{kPutAside} + ")" : "0";
    made.sql = "SELECT s.pair AS id, " + rank + " AS rank FROM slot s" + joinsFor(query.filter) +
               " WHERE " + visible + visibleBatch(connection, "s");
    if (query.undecidedOnly) {
        made.sql += " AND " + std::string{kUndecided} + " AND s.language = ?";
        made.values.emplace_back(query.language);
    }
    if (!condition->sql.empty()) {
        made.sql += " AND " + condition->sql;
        made.values.insert(made.values.end(), condition->values.begin(), condition->values.end());
    }
    made.sql += " GROUP BY s.pair";
    return made;
}

std::string bodyOf(Direction direction)
{
    return "(SELECT t.body FROM slot s JOIN text t ON t.id = s.text WHERE s.pair = q.id AND "
           "s.direction = " +
           std::to_string(static_cast<int>(direction)) + " AND s.language = ? AND s.caption = 0)";
}

// What to sort by; "?" in it is the language.
std::string sortColumn(PairOrder order)
{
    switch (order) {
    case PairOrder::Reference:
        return "(SELECT i.name FROM image i WHERE i.id = p.reference)";
    case PairOrder::Target:
        return "(SELECT i.name FROM image i WHERE i.id = p.target)";
    case PairOrder::Forward:
        return bodyOf(Direction::Forward);
    case PairOrder::Reverse:
        return bodyOf(Direction::Reverse);
    case PairOrder::Score:
        return "(SELECT min(c.value) FROM slot s JOIN score c ON c.text = s.text AND c.name = "
               "'accept'"
               " WHERE s.pair = q.id)";
    case PairOrder::Decided:
        return "(SELECT max(s.decided_at) FROM slot s WHERE s.pair = q.id AND s.standing IS NOT "
               "NULL)";
    case PairOrder::Category:
        return "coalesce(p.category, (SELECT i.category FROM image i WHERE i.id = p.reference))";
    case PairOrder::Natural:
    case PairOrder::Random:
        break;
    }
    return {};
}

// SplitMix64's finaliser: the order of Random depends on the pair's key and the seed alone.
std::uint64_t mixed(std::uint64_t value)
{
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

std::uint64_t firstEightBytes(std::string_view key)
{
    std::uint64_t value = 0;
    for (const char byte : key.substr(0, 8)) {
        value = value << 8U | static_cast<unsigned char>(byte);
    }
    return value;
}

std::vector<PairId> shuffled(Connection& connection, const PairSql& matching, std::uint64_t seed)
{
    struct Item
    {
        std::int64_t rank;
        std::uint64_t random;
        PairId id;
    };
    std::vector<Item> items;
    Query rows(connection,
               "SELECT q.id, q.rank, p.key FROM (" + matching.sql +
                   ") q JOIN pair p ON p.id = q.id",
               Query::Once);
    bindAll(rows, matching.values);
    while (rows.step()) {
        items.push_back({rows.integer(1), mixed(firstEightBytes(rows.view(2)) + mixed(seed + 1)),
                         rows.id<PairTag>(0)});
    }
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
        return std::tie(a.rank, a.random, a.id) < std::tie(b.rank, b.random, b.id);
    });
    std::vector<PairId> ids;
    ids.reserve(items.size());
    for (const auto& item : items) {
        ids.push_back(item.id);
    }
    return ids;
}

} // namespace

Result<std::vector<PairId>> Reader::pairIds(const PairQuery& query)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<PairId>> {
        const ReadScope scope(connection);
        auto matching = matchingPairs(connection, query);
        if (!matching) {
            return fail(matching);
        }
        if (query.order == PairOrder::Random) {
            return shuffled(connection, *matching, query.seed);
        }
        const auto column = sortColumn(query.order);
        const std::string down = query.descending ? " DESC" : "";
        std::string sql = "SELECT q.id FROM (" + matching->sql + ") q";
        if (column.empty()) {
            sql += " ORDER BY q.rank, q.id" + down;
        } else {
            // Unknown values last, whichever way.
            sql = "SELECT id FROM (SELECT q.id AS id, q.rank AS rank, p.key AS key, " + column +
                  " AS value FROM (" + matching->sql +
                  ") q JOIN pair p ON p.id = q.id) ORDER BY rank, value IS NULL, value" + down +
                  ", key";
            if (query.order == PairOrder::Forward || query.order == PairOrder::Reverse) {
                matching->values.insert(matching->values.begin(), query.language);
            }
        }
        Query rows(connection, sql, Query::Once);
        bindAll(rows, matching->values);
        std::vector<PairId> ids;
        while (rows.step()) {
            ids.push_back(rows.id<PairTag>(0));
        }
        return ids;
    });
}

Result<std::vector<PairView>> Reader::pairs(std::span<const PairId> ids,
                                            const std::optional<std::string>& blindFor)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<PairView>> {
        const ReadScope scope(connection);
        ViewLoader loader(connection);
        std::vector<PairView> views;
        views.reserve(ids.size());
        for (const auto id : ids) {
            if (auto view = loader.pair(id, blindFor)) {
                views.push_back(std::move(*view));
            }
        }
        return views;
    });
}

Result<std::vector<PairId>> Reader::pairsWithoutText(const std::string& generator,
                                                     const std::string& version,
                                                     const std::string& language,
                                                     const Filter& filter)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<PairId>> {
        const ReadScope scope(connection);
        PairQuery query;
        query.filter = filter;
        const auto matching = matchingPairs(connection, query);
        if (!matching) {
            return fail(matching);
        }
        auto values = matching->values;
        const std::string sql =
            "SELECT q.id FROM (" + matching->sql +
            ") q WHERE (SELECT count(DISTINCT s.direction) FROM slot s JOIN text t ON t.slot = s.id"
            " WHERE s.pair = q.id AND s.language = ? AND t.generator = ? AND t.version = ?) < 2 "
            "ORDER BY q.id";
        values.insert(values.end(), {SqlValue{language}, SqlValue{generator}, SqlValue{version}});
        Query rows(connection, sql, Query::Once);
        bindAll(rows, values);
        std::vector<PairId> ids;
        while (rows.step()) {
            ids.push_back(rows.id<PairTag>(0));
        }
        return ids;
    });
}

namespace {

// FROM and WHERE of the slots that a query wants.
Result<PairSql> matchingSlots(Connection& connection, const SlotQuery& query, bool allJoins)
{
    const auto condition = conditionOf(query.filter);
    if (!condition) {
        return fail(condition);
    }
    PairSql made;
    made.sql =
        " FROM slot s" +
        (allJoins
             ? std::string{" JOIN pair p ON p.id = s.pair JOIN image r ON r.id = p.reference"
                           " JOIN image g ON g.id = p.target LEFT JOIN text t ON t.id = s.text"}
             : joinsFor(query.filter)) +
        " WHERE p.removed = 0" + visibleBatch(connection, "p") + visibleBatch(connection, "s");
    if (query.withTextOnly) {
        made.sql += " AND s.text IS NOT NULL";
    }
    if (query.direction) {
        made.sql += " AND s.direction = ?";
        made.values.emplace_back(std::int64_t{static_cast<int>(*query.direction)});
    }
    if (!query.states.empty()) {
        std::string states;
        for (const auto state : query.states) {
            states += (states.empty() ? "" : ", ") + std::to_string(static_cast<int>(state));
        }
        made.sql += " AND s.state IN (" + states + ")";
    }
    if (!condition->sql.empty()) {
        made.sql += " AND " + condition->sql;
        made.values.insert(made.values.end(), condition->values.begin(), condition->values.end());
    }
    return made;
}

constexpr std::string_view kSlotOrder = " ORDER BY p.key, s.direction, s.language, s.caption";

} // namespace

Result<std::vector<SlotId>> Reader::slotIds(const SlotQuery& query)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<SlotId>> {
        const ReadScope scope(connection);
        const auto matching = matchingSlots(connection, query, false);
        if (!matching) {
            return fail(matching);
        }
        Query rows(connection, "SELECT s.id" + matching->sql + std::string{kSlotOrder},
                   Query::Once);
        bindAll(rows, matching->values);
        std::vector<SlotId> ids;
        while (rows.step()) {
            ids.push_back(rows.id<SlotTag>(0));
        }
        return ids;
    });
}

Result<std::int64_t> Reader::countSlots(const SlotQuery& query)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::int64_t> {
        const ReadScope scope(connection);
        const auto matching = matchingSlots(connection, query, false);
        if (!matching) {
            return fail(matching);
        }
        Query row(connection, "SELECT count(*)" + matching->sql, Query::Once);
        bindAll(row, matching->values);
        return row.step() ? row.integer(0) : 0;
    });
}

Status Reader::exportSlots(const SlotQuery& query,
                           const std::function<bool(const ExportSlot&)>& each)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Status {
        const ReadScope scope(connection);
        const auto matching = matchingSlots(connection, query, true);
        if (!matching) {
            return fail(matching);
        }
        ExportLoader loader(connection);
        Query rows(connection,
                   "SELECT" + std::string{kExportColumns} + matching->sql + std::string{kSlotOrder},
                   Query::Once);
        bindAll(rows, matching->values);
        while (rows.step() && each(loader.slot(rows))) {
        }
        return {};
    });
}

Status Reader::queries(const std::function<bool(const StoredQuery&)>& each)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Status {
        const ReadScope scope(connection);
        Query rows(
            connection,
            "SELECT q.id, q.key, q.reference, q.caption, q.body, q.part, q.source FROM query q"
            " WHERE 1" +
                visibleBatch(connection, "q") + " ORDER BY q.key");
        while (rows.step()) {
            if (!each({rows.id<QueryTag>(0), rows.hex(1), rows.id<ImageTag>(2), rows.number(3),
                       rows.text(4), rows.text(5), rows.text(6)})) {
                break;
            }
        }
        return {};
    });
}

} // namespace triptych::store
