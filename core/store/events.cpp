// SPDX-License-Identifier: GPL-3.0-or-later
// Appending to the log and restoring foreign events.
#include "core/store/events.h"

#include "core/base/random.h"
#include "core/store/events_internal.h"
#include "core/store/json.h"
#include "core/store/log_graph.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

namespace triptych::store {

namespace {

bool exists(Connection& connection, std::string_view sql, AsKey key)
{
    Query row(connection, sql);
    row.with(key);
    return row.step();
}

bool hasImage(Connection& connection, std::string_view key)
{
    return exists(connection, "SELECT 1 FROM image WHERE key = ?1", {key});
}

bool hasText(Connection& connection, std::string_view key)
{
    return exists(connection, "SELECT 1 FROM text WHERE key = ?1", {key});
}

bool hasSubject(Connection& connection, EventKind kind, const std::string& subject)
{
    const auto colon = subject.find(':');
    const auto what = subject.substr(0, colon == std::string::npos ? 0 : colon);
    const auto name = std::string_view{subject}.substr(colon == std::string::npos ? 0 : colon + 1);
    if (kind == EventKind::AddTarget || kind == EventKind::RemoveTarget) {
        return hasImage(connection, subject);
    }
    if (kind == EventKind::Undo || kind == EventKind::Redo) {
        const bool batch = what == "batch";
        Query row(connection, batch ? "SELECT 1 FROM event WHERE batch = ?1 LIMIT 1"
                                    : "SELECT 1 FROM event WHERE id = ?1");
        row.with(name);
        return row.step();
    }
    if (what == "image") {
        return hasImage(connection, name);
    }
    if (what == "pair") {
        return exists(connection, "SELECT 1 FROM pair WHERE key = ?1", {name});
    }
    if (what == "text") {
        return hasText(connection, name);
    }
    if (what == "product") {
        Query row(connection, "SELECT 1 FROM image WHERE product = ?1 LIMIT 1");
        row.with(name);
        return row.step();
    }
    return false;
}

bool needsSubject(EventKind kind)
{
    switch (kind) {
    case EventKind::Undo:
    case EventKind::Redo:
    case EventKind::AddTarget:
    case EventKind::RemoveTarget:
    case EventKind::Remove:
    case EventKind::Correct:
        return true;
    default:
        return false;
    }
}

bool needsSlot(EventKind kind)
{
    switch (kind) {
    case EventKind::Accept:
    case EventKind::Edit:
    case EventKind::Reject:
    case EventKind::Skip:
    case EventKind::Flag:
    case EventKind::Unflag:
    case EventKind::AddTarget:
    case EventKind::RemoveTarget:
    case EventKind::Adjudicate:
        return true;
    default:
        return false;
    }
}

// What it names must be there: a log with a hole cannot be shown to anybody.
Status checkEvent(Connection& connection, const Event& event)
{
    const auto kind = eventKindFrom(event.kind);
    if (event.reviewer.empty() || event.kind.empty()) {
        return fail(ErrorCode::BadArgument, "an event needs a reviewer and a kind");
    }
    if (needsSlot(kind) && event.slot.empty()) {
        return fail(ErrorCode::BadArgument, event.kind + " needs a slot");
    }
    if (!event.slot.empty() &&
        !exists(connection, "SELECT 1 FROM slot WHERE key = ?1", {event.slot})) {
        return fail(ErrorCode::NotFound, "no such slot", event.slot);
    }
    if (needsSubject(kind) && !hasSubject(connection, kind, event.subject)) {
        return fail(ErrorCode::NotFound, "nothing to " + event.kind, event.subject);
    }
    const bool decision = kind == EventKind::Accept || kind == EventKind::Edit ||
                          kind == EventKind::Reject || kind == EventKind::Adjudicate;
    if (decision) {
        for (const auto* key : {&event.textBefore, &event.textAfter}) {
            if (!key->empty() && !hasText(connection, *key)) {
                return fail(ErrorCode::NotFound, "no such text", *key);
            }
        }
    }
    return {};
}

// False: the id is known.
bool insertEvent(Connection& connection, const Event& event, bool setAside = false)
{
    Query insert(
        connection,
        "INSERT INTO event(id, session, seq, prev_hash, hash, lamport, at, reviewer, kind, slot,"
        " subject, text_before, text_after, verdict, base, reasons, milliseconds, shown, batch,"
        " guideline_version, set_aside) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
        "?13, ?14,"
        " ?15, ?16, ?17, ?18, ?19, ?20, ?21) ON CONFLICT(id) DO NOTHING");
    insert.run(event.id, event.session, event.seq, event.prevHash, event.hash, event.lamport,
               event.at, event.reviewer, event.kind, AsBytes{event.slot}, OrNull{event.subject},
               OrNull{event.textBefore}, OrNull{event.textAfter}, OrNull{event.verdict},
               OrNull{jsonOf(event.base)}, OrNull{jsonOf(event.reasons)}, event.milliseconds,
               OrNull{event.shown}, OrNull{event.batch}, OrNull{event.guidelineVersion}, setAside);
    return connection.changes() == 1;
}

// Where a session's chain ends.
struct ChainEnd
{
    std::int64_t seq = 0;
    std::string hash = kFirstHash;
};

ChainEnd chainEnd(Connection& connection, const std::string& session)
{
    Query last(connection,
               "SELECT seq, hash FROM event WHERE session = ?1 ORDER BY seq DESC LIMIT 1");
    last.with(session);
    return last.step() ? ChainEnd{last.integer(0), last.text(1)} : ChainEnd{};
}

// Restored events must continue what is stored of their session, in seq order.
Status checkForeign(Connection& connection, const std::vector<Event>& events)
{
    std::map<std::string, ChainEnd> ends;
    for (const auto& event : events) {
        if (event.id.empty() || event.session.empty() || eventHash(event) != event.hash) {
            return fail(ErrorCode::Conflict, "the hash of an event does not fit it", event.id);
        }
        auto end = ends.find(event.session);
        if (end == ends.end()) {
            end = ends.emplace(event.session, chainEnd(connection, event.session)).first;
        }
        if (event.seq != end->second.seq + 1 || event.prevHash != end->second.hash) {
            return fail(ErrorCode::Conflict,
                        "session " + event.session + " breaks off before " +
                            std::to_string(event.seq),
                        event.id);
        }
        end->second = {event.seq, event.hash};
    }
    return {};
}

} // namespace

Result<std::vector<Event>> EventStore::append(WriteTransaction& transaction,
                                              std::vector<Event> events)
{
    auto& database = transaction.database();
    auto& connection = database.connection();
    return guarded(connection, [&]() -> Result<std::vector<Event>> {
        auto end = chainEnd(connection, database.session());
        auto lamport = connection.integer("SELECT max(lamport) FROM event");
        for (auto& event : events) {
            if (auto good = checkEvent(connection, event); !good) {
                return fail(good);
            }
            event.id = event.id.empty() ? randomHex128() : event.id;
            event.at = event.at == 0 ? database.now() : event.at;
            event.session = database.session();
            event.seq = end.seq + 1;
            event.prevHash = end.hash;
            event.lamport = ++lamport;
            std::sort(event.base.begin(), event.base.end());
            event.hash = eventHash(event);
            if (!insertEvent(connection, event)) {
                return fail(ErrorCode::AlreadyExists, "an event of this id", event.id);
            }
            end = {event.seq, event.hash};
        }
        applyEvents(connection, events);
        return events;
    });
}

Result<std::int64_t> storeForeign(Connection& connection, std::span<const Event> events,
                                  const std::set<std::string>& conflicts)
{
    std::vector<Event> fresh;
    for (const auto& event : events) {
        Query known(connection, "SELECT hash FROM event WHERE id = ?1");
        known.with(event.id);
        if (!known.step()) {
            fresh.push_back(event);
        } else if (known.view(0) != event.hash) {
            return fail(ErrorCode::Conflict, "two events of one id", event.id);
        }
    }
    std::sort(fresh.begin(), fresh.end(), [](const Event& a, const Event& b) {
        return std::tie(a.session, a.seq) < std::tie(b.session, b.seq);
    });
    if (auto good = checkForeign(connection, fresh); !good) {
        return fail(good);
    }
    for (const auto& event : fresh) {
        insertEvent(connection, event,
                    conflicts.contains(event.slot) || conflicts.contains(event.subject));
    }
    applyEvents(connection, fresh);
    return static_cast<std::int64_t>(fresh.size());
}

Result<std::int64_t> EventStore::restore(WriteTransaction& transaction,
                                         std::span<const Event> events)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&] { return storeForeign(connection, events, {}); });
}

} // namespace triptych::store
