// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a pair: every event about it, with names for keys.
#include "core/store/events.h"
#include "core/store/json.h"
#include "core/store/log_graph.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace triptych::store {

namespace {

// States are told for the newest lines only where there are more: each is a fold of what was
// before it.
constexpr std::size_t kMostStates = 200;

struct SlotOfPair
{
    SlotId id;
    Direction direction = Direction::Forward;
    std::string language;
    std::vector<EventKey> standing;
};

bool namesEvents(EventKind kind)
{
    return kind == EventKind::Undo || kind == EventKind::Redo;
}

class PairHistory
{
public:
    PairHistory(Connection& connection, PairId pair)
        : m_connection(connection)
        , m_pair(pair)
    {}

    std::vector<LoggedEvent> read()
    {
        readSlots();
        readEvents();
        const auto undone = undoneEvents(m_events);
        std::vector<LoggedEvent> lines;
        lines.reserve(m_events.size());
        for (const auto& event : m_events) {
            lines.push_back(lineOf(event, undone.contains(event.id)));
        }
        setStates(lines);
        std::reverse(lines.begin(), lines.end());
        return lines;
    }

private:
    // Under every key that they have: a merge leaves keys of other copies behind.
    void readSlots()
    {
        Query rows(m_connection,
                   "SELECT s.id, s.key, s.direction, s.language, s.standing FROM slot s"
                   " WHERE s.pair = ?1 UNION ALL SELECT s.id, a.key, s.direction, s.language,"
                   " s.standing FROM slot s JOIN alias a ON a.row = s.id AND a.kind = 1"
                   " WHERE s.pair = ?1");
        rows.with(m_pair);
        while (rows.step()) {
            m_slots[rows.hex(1)] = {rows.id<SlotTag>(0), rows.as<Direction>(2), rows.text(3),
                                    stringsFrom(rows.view(4))};
        }
    }

    std::vector<std::string> subjects()
    {
        std::vector<std::string> found;
        Query rows(
            m_connection,
            "SELECT 'pair:' || lower(hex(key)) FROM pair WHERE id = ?1"
            " UNION SELECT 'image:' || lower(hex(i.key)) FROM pair p JOIN image i"
            " ON i.id IN (p.reference, p.target) WHERE p.id = ?1"
            " UNION SELECT 'image:' || lower(hex(a.key)) FROM pair p JOIN alias a"
            " ON a.kind = 0 AND a.row IN (p.reference, p.target) WHERE p.id = ?1"
            " UNION SELECT 'product:' || i.product FROM pair p JOIN image i"
            " ON i.id IN (p.reference, p.target) WHERE p.id = ?1 AND i.product IS NOT NULL"
            " UNION SELECT 'text:' || lower(hex(t.key)) FROM slot s JOIN text t ON t.slot = s.id"
            " WHERE s.pair = ?1");
        rows.with(m_pair);
        while (rows.step()) {
            found.push_back(rows.text(0));
        }
        return found;
    }

    void readEvents()
    {
        Query ofSlot(m_connection,
                     "SELECT" + std::string{kEventColumns} + "FROM event e WHERE e.slot = ?1");
        for (const auto& [key, slot] : m_slots) {
            ofSlot.with(AsKey{key});
            while (ofSlot.step()) {
                m_events.push_back(eventFrom(ofSlot));
            }
        }
        Query ofSubject(m_connection, "SELECT" + std::string{kEventColumns} +
                                          "FROM event e WHERE e.subject = ?1 AND e.slot IS NULL"
                                          " AND e.kind NOT IN ('undo', 'redo')");
        for (const auto& subject : subjects()) {
            ofSubject.with(subject);
            while (ofSubject.step()) {
                m_events.push_back(eventFrom(ofSubject));
            }
        }
        m_events = withNamers(m_connection, m_events);
        std::sort(m_events.begin(), m_events.end(),
                  [](const Event& a, const Event& b) { return before(a, b); });
    }

    LoggedEvent lineOf(const Event& event, bool undone)
    {
        LoggedEvent line;
        line.event = event;
        line.undone = undone;
        line.pair = m_pair;
        line.reviewerName =
            oneText("SELECT name FROM reviewer WHERE stable_id = ?1", event.reviewer);
        place(line, event.slot);
        switch (eventKindFrom(event.kind)) {
        case EventKind::Comment:
            line.text = event.textAfter;
            break;
        case EventKind::Correct:
            describeCorrection(line);
            break;
        case EventKind::Undo:
        case EventKind::Redo:
            describeNamed(line);
            break;
        default:
            line.text = bodyOf(event.textAfter.empty() ? event.textBefore : event.textAfter);
            line.before = eventKindFrom(event.kind) == EventKind::Edit ? bodyOf(event.textBefore)
                                                                       : std::string{};
            line.subject = nameOf(event.subject);
            break;
        }
        return line;
    }

    void place(LoggedEvent& line, const Key& slot)
    {
        if (const auto found = m_slots.find(slot); found != m_slots.end()) {
            line.slot = found->second.id;
            line.direction = found->second.direction;
            line.language = found->second.language;
            const auto& standing = found->second.standing;
            line.standing =
                std::find(standing.begin(), standing.end(), line.event.id) != standing.end();
        }
    }

    void describeCorrection(LoggedEvent& line)
    {
        const auto after = attributesFromJson(line.event.textAfter).value_or(Attributes{});
        const auto valueOf = [&](const char* name) {
            const auto found = after.find(name);
            return found == after.end() ? std::string{} : found->second;
        };
        line.attribute = valueOf("attribute");
        line.text = valueOf("value");
        const auto old = stringsFrom("[" + line.event.textBefore + "]");
        line.before = old.empty() ? std::string{} : old.front();
        line.subject = nameOf(line.event.subject);
    }

    // An undo stands where the event stands that it names; of a batch, the first one here.
    void describeNamed(LoggedEvent& line)
    {
        const std::string& subject = line.event.subject;
        for (const auto& event : m_events) {
            if (event.id == subject ||
                (!event.batch.empty() && subject == std::string{kBatchSubject} + event.batch)) {
                line.subject = event.kind;
                place(line, event.slot);
                return;
            }
        }
    }

    std::string oneText(const char* sql, const std::string& value)
    {
        Query row(m_connection, sql);
        row.with(value);
        return row.step() ? row.text(0) : std::string{};
    }

    std::string textOfKey(const char* sql, std::string_view key)
    {
        Query row(m_connection, sql);
        row.with(AsKey{key});
        return row.step() ? row.text(0) : std::string{};
    }

    std::string bodyOf(const std::string& key)
    {
        return textOfKey("SELECT body FROM text WHERE key = ?1 UNION ALL SELECT t.body FROM alias a"
                         " JOIN text t ON t.id = a.row WHERE a.key = ?1 AND a.kind = 2",
                         key);
    }

    // What people call a subject: "image:KEY", "pair:KEY", "product:P", "text:KEY" or an image key.
    std::string nameOf(const std::string& subject)
    {
        const auto colon = subject.find(':');
        const auto what = colon == std::string::npos ? "image" : subject.substr(0, colon);
        const auto name = colon == std::string::npos ? subject : subject.substr(colon + 1);
        if (what == "image") {
            return textOfKey("SELECT name FROM image WHERE key = ?1 UNION ALL SELECT i.name"
                             " FROM alias a JOIN image i ON i.id = a.row WHERE a.key = ?1"
                             " AND a.kind = 0",
                             name);
        }
        if (what == "pair") {
            return textOfKey("SELECT r.name || ' → ' || g.name FROM pair p JOIN image r"
                             " ON r.id = p.reference JOIN image g ON g.id = p.target"
                             " WHERE p.key = ?1",
                             name);
        }
        return what == "text" ? bodyOf(name) : name;
    }

    void setStates(std::vector<LoggedEvent>& lines)
    {
        const int overlap = overlapOf(m_connection);
        const auto first = lines.size() > kMostStates ? lines.size() - kMostStates : 0;
        for (std::size_t i = first; i < lines.size(); ++i) {
            auto& line = lines[i];
            const auto kind = eventKindFrom(line.event.kind);
            const bool decides = verdictFrom(line.event.kind) || kind == EventKind::Skip ||
                                 kind == EventKind::Flag || kind == EventKind::Unflag ||
                                 kind == EventKind::Adjudicate || kind == EventKind::Release;
            if (!decides || !line.slot.valid()) {
                continue;
            }
            std::vector<Event> own;
            for (std::size_t k = 0; k <= i; ++k) {
                if (lines[k].slot == line.slot &&
                    !namesEvents(eventKindFrom(lines[k].event.kind))) {
                    own.push_back(lines[k].event);
                }
            }
            const auto undone = undoneEvents(std::span(m_events).first(i + 1));
            line.state = stateAfter(m_connection, line.slot.value, std::move(own), undone, overlap);
        }
    }

    Connection& m_connection;
    PairId m_pair;
    std::map<Key, SlotOfPair> m_slots;
    std::vector<Event> m_events; // oldest first
};

} // namespace

Result<std::vector<LoggedEvent>> EventStore::history(PairId pair)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<LoggedEvent>> {
        const ReadScope scope(connection);
        return PairHistory(connection, pair).read();
    });
}

} // namespace triptych::store
