// SPDX-License-Identifier: GPL-3.0-or-later
// Counts, facets and completions.
#include "core/store/reading.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <string_view>

namespace triptych::store {

namespace {

// FROM and WHERE of visible slots.
std::string visibleSlots(Connection& connection, bool anyRemoved)
{
    const auto hidden = visibleBatch(connection, "p");
    if (hidden.empty() && !anyRemoved) {
        return " FROM slot s WHERE 1"; // no need to look at the pairs
    }
    return " FROM slot s JOIN pair p ON p.id = s.pair WHERE p.removed = 0" + hidden +
           visibleBatch(connection, "s");
}

bool anyRemovedPair(Connection& connection)
{
    return connection.integer("SELECT EXISTS(SELECT 1 FROM tombstone)") != 0;
}

void countStates(Connection& connection, ProjectStats& stats)
{
    Query rows(connection, "SELECT s.direction, s.state, count(*)" +
                               visibleSlots(connection, anyRemovedPair(connection)) +
                               " GROUP BY s.direction, s.state");
    while (rows.step()) {
        auto& counts = rows.as<Direction>(0) == Direction::Reverse ? stats.reverse : stats.forward;
        counts[rows.as<SlotState>(1)] += rows.integer(2);
    }
}

// By what each reviewer decided and did not undo or replace: his standing decisions.
void countReviewers(Connection& connection, UtcMillis dayStart, ProjectStats& stats)
{
    Query rows(
        connection,
        "SELECT w.name, sum(e.kind = 'accept' OR (e.kind = 'adjudicate' AND e.verdict = 'accept')),"
        " sum(e.kind = 'edit' OR (e.kind = 'adjudicate' AND e.verdict = 'edit')),"
        " sum(e.kind = 'reject' OR (e.kind = 'adjudicate' AND e.verdict = 'reject')),"
        " sum(e.at >= ?1) FROM slot s, json_each(s.standing) b JOIN event e ON e.id = b.value"
        " JOIN reviewer w ON w.stable_id = e.reviewer WHERE s.standing IS NOT NULL"
        " GROUP BY w.id ORDER BY w.name");
    rows.with(dayStart);
    while (rows.step()) {
        stats.reviewers.push_back(
            {rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
    }
}

std::vector<FacetCount> counted(Connection& connection, const std::string& sql)
{
    std::vector<FacetCount> facets;
    Query rows(connection, sql);
    while (rows.step()) {
        facets.push_back({rows.text(0), rows.integer(1)});
    }
    return facets;
}

// SELECT of all values of a key, as "value"; empty: the key has no values of its own.
std::string valuesSql(FilterKey key)
{
    switch (key) {
    case FilterKey::Category:
        return "SELECT category AS value FROM pair UNION SELECT category FROM image";
    case FilterKey::Product:
        return "SELECT DISTINCT product AS value FROM image WHERE product IS NOT NULL";
    case FilterKey::Generator:
        return "SELECT DISTINCT generator AS value FROM text";
    case FilterKey::Version:
        return "SELECT DISTINCT version AS value FROM text";
    case FilterKey::Reviewer:
        return "SELECT name AS value FROM reviewer";
    case FilterKey::Language:
        return "SELECT DISTINCT language AS value FROM slot";
    case FilterKey::Reason:
        return "SELECT DISTINCT c.value AS value FROM slot s, json_each(s.reasons) c WHERE "
               "s.reasons IS NOT NULL";
    case FilterKey::Image:
        return "SELECT name AS value FROM image";
    default:
        return {};
    }
}

// The words of a key whose vocabulary is closed.
std::vector<std::string> closedValues(FilterKey key)
{
    std::vector<std::string> values;
    if (key == FilterKey::Status) {
        values.emplace_back("any");
        for (int state = 0; state < kSlotStateCount; ++state) {
            values.emplace_back(name(static_cast<SlotState>(state)));
        }
    } else if (key == FilterKey::Direction) {
        values = {"forward", "reverse"};
    } else if (key == FilterKey::Stale) {
        values = {"no", "yes"};
    } else if (key == FilterKey::Split) {
        values = {"test", "train", "validation"};
    }
    return values;
}

constexpr int kMostCompletions = 20;

} // namespace

Result<ProjectStats> Reader::stats(UtcMillis dayStart)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<ProjectStats> {
        const ReadScope scope(connection);
        ProjectStats stats;
        const auto images = visibleBatch(connection, "i");
        const auto pairs = visibleBatch(connection, "p");
        stats.images =
            connection.integer("SELECT count(*) FROM image i WHERE i.removed = 0" + images);
        stats.missingImages = connection.integer(
            "SELECT count(*) FROM image i WHERE i.removed = 0 AND i.state = 1" + images);
        stats.pairs = connection.integer("SELECT count(*) FROM pair p WHERE p.removed = 0" + pairs);
        stats.mirrored = connection.integer("SELECT count(*) FROM pair p WHERE p.removed = 0"
                                            " AND (p.mirror IS NULL OR p.id < p.mirror)" +
                                            pairs);
        stats.queries = connection.integer("SELECT count(*) FROM query q WHERE 1" +
                                           visibleBatch(connection, "q"));
        countStates(connection, stats);
        countReviewers(connection, dayStart, stats);
        return stats;
    });
}

Result<ReviewTotals> Reader::totals()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<ReviewTotals> {
        const ReadScope scope(connection);
        // Two counts, each from an index alone: this is asked after every decision.
        const auto slots = visibleSlots(connection, anyRemovedPair(connection));
        Query row(connection,
                  "SELECT (SELECT count(*)" + slots +
                      " AND s.direction IN (0, 1) AND s.state IN (1, 2, 3)), (SELECT count(*)" +
                      slots + " AND s.text IS NOT NULL AND s.state IN (0, 4, 5, 6))");
        return row.step() ? ReviewTotals{row.integer(0), row.integer(1)} : ReviewTotals{};
    });
}

Result<StandingCounts> Reader::standingOf(const std::string& reviewer, UtcMillis from, UtcMillis to)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<StandingCounts> {
        const ReadScope scope(connection);
        StandingCounts counts;
        Query all(connection, "SELECT sum(verdict = 0), sum(verdict = 1), sum(verdict = 2)"
                              " FROM standing WHERE reviewer = ?1");
        all.with(reviewer);
        if (all.step()) {
            counts.all = {all.integer(0), all.integer(1), all.integer(2)};
        }
        Query day(connection, "SELECT verdict, milliseconds FROM standing"
                              " WHERE reviewer = ?1 AND at >= ?2 AND at < ?3");
        day.with(reviewer, from, to);
        while (day.step()) {
            const auto verdict = static_cast<std::size_t>(day.integer(0));
            if (verdict < counts.day.size()) {
                ++counts.day[verdict];
            }
            if (day.integer(1) > 0) {
                counts.milliseconds.push_back(day.integer(1));
            }
        }
        return counts;
    });
}

Result<Facets> Reader::facets()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<Facets> {
        const ReadScope scope(connection);
        Facets facets;
        const auto slots = visibleSlots(connection, anyRemovedPair(connection));
        for (auto& facet : counted(connection, "SELECT s.state, count(*)" + slots +
                                                   " GROUP BY s.state ORDER BY s.state")) {
            const auto state = static_cast<SlotState>(std::stoi(facet.value));
            facets.status.push_back({std::string{name(state)}, facet.count});
        }
        facets.category = counted(
            connection,
            "SELECT coalesce(p.category, r.category) AS c, count(*) AS n FROM pair p JOIN image r"
            " ON r.id = p.reference WHERE p.removed = 0" +
                visibleBatch(connection, "p") +
                " GROUP BY c HAVING c IS NOT NULL ORDER BY n DESC, c");
        const auto from = slots.substr(0, slots.find(" WHERE"));
        const auto where = slots.substr(slots.find(" WHERE"));
        facets.generator =
            counted(connection, "SELECT t.generator AS c, count(*) AS n" + from +
                                    " JOIN text t ON t.id = s.text" + where +
                                    " AND t.generator != '' GROUP BY c ORDER BY n DESC, c");
        facets.reason =
            counted(connection, "SELECT j.value AS c, count(*) AS n" + from +
                                    " JOIN json_each(s.reasons) j" + where +
                                    " AND s.reasons IS NOT NULL GROUP BY c ORDER BY n DESC, c");
        return facets;
    });
}

Result<std::vector<std::string>> Reader::completions(FilterKey key, const std::string& prefix)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> found;
        Query begins(connection, "SELECT substr(?1, 1, length(?2)) = ?2 COLLATE NOCASE");
        for (auto& value : closedValues(key)) {
            begins.with(value, prefix);
            if (begins.step() && begins.flag(0)) {
                found.push_back(std::move(value));
            }
        }
        const auto values = valuesSql(key);
        if (values.empty()) {
            return found;
        }
        Query rows(connection, "SELECT DISTINCT value FROM (" + values +
                                   ") WHERE value IS NOT NULL AND value != ''"
                                   " AND substr(value, 1, length(?1)) = ?1 COLLATE NOCASE"
                                   " ORDER BY value LIMIT ?2");
        rows.with(prefix, kMostCompletions);
        while (rows.step()) {
            found.push_back(rows.text(0));
        }
        return found;
    });
}

Result<std::vector<std::string>> Reader::catalogueValues(int limit)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<std::string>> {
        // Every n-th image of a large catalogue: its words come again and again.
        Query rows(connection,
                   "SELECT a.value FROM image i, json_each(i.attributes) a WHERE i.removed = 0"
                   " AND i.id % max(1, (SELECT count(*) FROM image) / 5000) = 0"
                   " AND json_valid(i.attributes) AND a.type = 'text'"
                   " UNION SELECT category FROM image WHERE removed = 0 AND category IS NOT NULL"
                   " UNION SELECT category FROM pair WHERE removed = 0 AND category IS NOT NULL"
                   " LIMIT ?1");
        rows.with(limit);
        std::vector<std::string> values;
        while (rows.step()) {
            values.push_back(rows.text(0));
        }
        return values;
    });
}

} // namespace triptych::store
