// SPDX-License-Identifier: GPL-3.0-or-later
// What was done: undo and redo, recent decisions.
#include "core/store/events.h"
#include "core/store/log_graph.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <string_view>

namespace triptych::store {

namespace {

// Behind kEventColumns: undone, slot, pair, direction, language, standing, reviewer's name.
const std::string& loggedSql()
{
    static const std::string sql =
        "SELECT" + std::string{kEventColumns} +
        ", e.undone, s.id, s.pair, s.direction, s.language,"
        " EXISTS (SELECT 1 FROM json_each(s.standing) b WHERE b.value = e.id), r.name"
        " FROM event e LEFT JOIN slot s ON s.key = e.slot"
        " LEFT JOIN reviewer r ON r.stable_id = e.reviewer ";
    return sql;
}

std::string textOfKey(Connection& connection, const std::string& key)
{
    Query row(connection, "SELECT body FROM text WHERE key = ?1");
    row.with(AsKey{key});
    return row.step() ? row.text(0) : std::string{};
}

LoggedEvent loggedFrom(Connection& connection, const Query& row)
{
    LoggedEvent logged;
    logged.event = eventFrom(row);
    logged.undone = row.flag(kEventColumnCount);
    logged.slot = row.id<SlotTag>(kEventColumnCount + 1);
    logged.pair = row.id<PairTag>(kEventColumnCount + 2);
    logged.direction = row.as<Direction>(kEventColumnCount + 3);
    logged.language = row.text(kEventColumnCount + 4);
    logged.standing = row.flag(kEventColumnCount + 5);
    logged.reviewerName = row.text(kEventColumnCount + 6);
    const auto& event = logged.event;
    const auto kind = eventKindFrom(event.kind);
    if (kind == EventKind::Comment || kind == EventKind::Correct) {
        logged.text = event.textAfter;
    } else {
        logged.text =
            textOfKey(connection, event.textAfter.empty() ? event.textBefore : event.textAfter);
    }
    return logged;
}

template <typename... Values>
std::vector<LoggedEvent> logged(Connection& connection, const std::string& tail,
                                const Values&... values)
{
    std::vector<LoggedEvent> found;
    Query rows(connection, loggedSql() + tail);
    rows.with(values...);
    while (rows.step()) {
        found.push_back(loggedFrom(connection, rows));
    }
    return found;
}

} // namespace

Result<std::optional<std::string>> EventStore::newestUndoable(const std::string& reviewer)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<std::string>> {
        Query row(connection,
                  "SELECT id, batch FROM event WHERE reviewer = ?1 AND undone = 0"
                  " AND kind NOT IN ('undo', 'redo') ORDER BY lamport DESC, id DESC LIMIT 1");
        row.with(reviewer);
        if (!row.step()) {
            return std::nullopt;
        }
        return row.isNull(1) ? row.text(0) : std::string{kBatchSubject} + row.text(1);
    });
}

Result<std::optional<std::string>> EventStore::newestRedoable(const std::string& reviewer)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<std::string>> {
        const ReadScope scope(connection);
        // An undo holds while what it names is undone. A newer decision of one's own ends redoing,
        // unless it came back by a redo.
        Query redo(connection, "SELECT max(lamport) FROM event WHERE reviewer = ?1"
                               " AND kind IN ('undo', 'redo') AND kind = 'redo'");
        redo.with(reviewer);
        const auto newestRedo = redo.step() ? redo.integer(0) : 0;
        Query own(connection, "SELECT lamport FROM event WHERE reviewer = ?1 AND lamport >= ?2"
                              " AND undone = 0 AND kind NOT IN ('undo', 'redo')"
                              " ORDER BY lamport DESC LIMIT 1");
        own.with(reviewer, newestRedo);
        const auto newestOwn = own.step() ? own.integer(0) : 0;
        Query undos(connection, "SELECT id, subject FROM event WHERE reviewer = ?1"
                                " AND lamport > ?2 AND kind IN ('undo', 'redo') AND kind = 'undo'"
                                " AND undone = 0 ORDER BY lamport DESC, id DESC");
        undos.with(reviewer, newestOwn);
        // By id, by batch; the plus signs keep SQLite from walking over all that the reviewer did.
        Query undone(connection,
                     "SELECT 1 FROM event WHERE id = ?1 AND undone = 1 AND +reviewer = ?2"
                     " UNION ALL SELECT 1 FROM event WHERE batch = ?3 AND undone = 1"
                     " AND +reviewer = ?2 LIMIT 1");
        while (undos.step()) {
            auto subject = undos.text(1);
            const auto batch = subject.starts_with(kBatchSubject)
                                   ? subject.substr(kBatchSubject.size())
                                   : std::string{};
            undone.with(subject, reviewer, OrNull{batch});
            if (undone.step()) {
                return subject;
            }
        }
        return std::nullopt;
    });
}

Result<std::vector<SlotId>> EventStore::slotsOf(const std::string& subject)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<SlotId>> {
        std::vector<SlotId> slots;
        for (const auto slot : slotsNamedBy(connection, subject)) {
            slots.push_back(SlotId{slot});
        }
        return slots;
    });
}

Result<std::optional<Event>> EventStore::byId(const EventKey& id)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<Event>> {
        Query row(connection,
                  "SELECT" + std::string{kEventColumns} + "FROM event e WHERE e.id = ?1");
        row.with(id);
        return row.step() ? std::optional{eventFrom(row)} : std::nullopt;
    });
}

Result<std::vector<LoggedEvent>> EventStore::recentDecisions(const std::string& reviewer, int count)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<LoggedEvent>> {
        const ReadScope scope(connection);
        return logged(connection,
                      "WHERE e.reviewer = ?1 AND e.kind IN ('accept', 'edit', 'reject')"
                      " ORDER BY e.lamport DESC, e.id DESC LIMIT ?2",
                      reviewer, count);
    });
}

Result<std::vector<DecisionTime>> EventStore::decisionTimes(const std::string& reviewer, int most)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<DecisionTime>> {
        std::vector<DecisionTime> times;
        Query rows(connection,
                   "SELECT at, slot, batch FROM event WHERE reviewer = ?1 AND undone = 0"
                   " AND kind IN ('accept', 'edit', 'reject', 'adjudicate')"
                   " ORDER BY lamport DESC, id DESC LIMIT ?2");
        rows.with(reviewer, most);
        while (rows.step()) {
            times.push_back({rows.integer(0), rows.hex(1), rows.text(2)});
        }
        return times;
    });
}

Status EventStore::stream(const std::function<bool(const Event&)>& each)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Status {
        const ReadScope scope(connection);
        Query rows(connection, "SELECT" + std::string{kEventColumns} +
                                   "FROM event e ORDER BY e.session, e.seq");
        while (rows.step() && each(eventFrom(rows))) {
        }
        return {};
    });
}

Result<std::int64_t> EventStore::count()
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::int64_t> {
        return connection.integer("SELECT count(*) FROM event");
    });
}

} // namespace triptych::store
