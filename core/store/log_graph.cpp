// SPDX-License-Identifier: GPL-3.0-or-later
// Walks along undo and redo.
#include "core/store/log_graph.h"

#include "core/store/rows.h"

#include <string>
#include <unordered_set>

namespace triptych::store {

namespace {

const std::string& byIdSql()
{
    static const std::string sql =
        "SELECT" + std::string{kEventColumns} + "FROM event e WHERE e.id = ?1";
    return sql;
}

const std::string& byBatchSql()
{
    static const std::string sql =
        "SELECT" + std::string{kEventColumns} + "FROM event e WHERE e.batch = ?1";
    return sql;
}

const std::string& bySubjectSql()
{
    static const std::string sql =
        "SELECT" + std::string{kEventColumns} +
        "FROM event e WHERE e.subject = ?1 AND e.kind IN ('undo', 'redo')";
    return sql;
}

bool namesEvents(const Event& event)
{
    const auto kind = eventKindFrom(event.kind);
    return kind == EventKind::Undo || kind == EventKind::Redo;
}

// Events found so far, each once, in order of finding.
class Found
{
public:
    explicit Found(Connection& connection)
        : m_connection(connection)
    {}

    void add(Event event)
    {
        if (m_ids.insert(event.id).second) {
            m_events.push_back(std::move(event));
        }
    }
    void addAll(const std::string& sql, const std::string& value)
    {
        if (!m_asked.insert(value).second) {
            return;
        }
        Query rows(m_connection, sql);
        rows.with(value);
        while (rows.step()) {
            add(eventFrom(rows));
        }
    }
    [[nodiscard]] std::size_t size() const { return m_events.size(); }
    [[nodiscard]] const Event& at(std::size_t index) const { return m_events[index]; }
    std::vector<Event> take() { return std::move(m_events); }

private:
    Connection& m_connection;
    std::vector<Event> m_events;
    std::unordered_set<std::string> m_ids;
    std::unordered_set<std::string> m_asked; // batches are asked for once, not once an event
};

} // namespace

std::vector<Event> eventsOfSlot(Connection& connection, std::int64_t slot)
{
    static const std::string sql =
        "SELECT" + std::string{kEventColumns} +
        "FROM event e WHERE e.set_aside = 0 AND e.slot IN (SELECT key FROM slot WHERE id = ?1"
        " UNION ALL SELECT key FROM alias WHERE row = ?1 AND kind = 1)";
    Query rows(connection, sql);
    rows.with(slot);
    std::vector<Event> events;
    while (rows.step()) {
        events.push_back(eventFrom(rows));
    }
    return events;
}

std::vector<Event> withNamed(Connection& connection, std::span<const Event> events)
{
    Found found(connection);
    for (const auto& event : events) {
        found.add(event);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!namesEvents(found.at(i))) {
            continue;
        }
        const std::string subject = found.at(i).subject;
        if (subject.starts_with(kBatchSubject)) {
            found.addAll(byBatchSql(), subject.substr(kBatchSubject.size()));
        } else {
            found.addAll(byIdSql(), subject);
        }
    }
    return found.take();
}

std::vector<Event> withNamers(Connection& connection, std::span<const Event> events)
{
    Found found(connection);
    for (const auto& event : events) {
        found.add(event);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::string id = found.at(i).id;
        const std::string batch = found.at(i).batch;
        found.addAll(bySubjectSql(), id);
        if (!batch.empty()) {
            found.addAll(bySubjectSql(), std::string{kBatchSubject} + batch);
        }
    }
    return found.take();
}

std::set<std::int64_t> slotsOfEvents(Connection& connection, std::span<const Event> events)
{
    std::set<std::int64_t> slots;
    Query row(connection, "SELECT id FROM slot WHERE key = ?1"
                          " UNION ALL SELECT row FROM alias WHERE key = ?1 AND kind = 1");
    for (const auto& event : events) {
        if (event.slot.empty()) {
            continue;
        }
        row.with(AsKey{event.slot});
        if (row.step()) {
            slots.insert(row.integer(0));
        }
    }
    return slots;
}

void writeUndone(Connection& connection, std::span<const Event> events,
                 const std::set<EventKey>& undone)
{
    Query update(connection, "UPDATE event SET undone = ?2 WHERE id = ?1 AND undone != ?2");
    for (const auto& event : events) {
        update.run(event.id, undone.contains(event.id));
    }
}

} // namespace triptych::store
