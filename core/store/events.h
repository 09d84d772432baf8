// SPDX-License-Identifier: GPL-3.0-or-later
// The event log: appending, with the projection of what it changes in the same transaction; undo,
// redo and what was done.
#pragma once

#include "core/domain/event.h"
#include "core/domain/values.h"
#include "core/store/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

// One of a reviewer's events, or a line of a pair's history.
struct LoggedEvent
{
    Event event;
    PairId pair; // none: the event has no slot
    SlotId slot;
    Direction direction = Direction::Forward;
    std::string language;
    std::string reviewerName; // empty: unknown or erased
    std::string text;         // wording of textAfter (a decision's final text), or the note
    bool undone = false;
    bool standing = false;
    // Of a history only:
    std::string before;    // edit: the judged text; correct: the value that was replaced
    std::string subject;   // image, "reference → target", product or text; undo, redo: the kind
    std::string attribute; // correct
    std::optional<SlotState> state; // of a verdict or mark: what the slot was just after it
};

// When a decision was made, by the clock of then.
struct DecisionTime
{
    UtcMillis at = 0;
    Key slot;
    std::string batch;
};

class EventStore
{
public:
    explicit EventStore(Database& database)
        : m_database(database)
    {}

    // Fills session, seq, prevHash, lamport and hash, and id and at where empty; stores, and folds
    // what the events change: slots, targets, removals, corrections, undo and redo. In order, all
    // or none. NotFound: a slot, image, event or text that does not exist. BadArgument: a malformed
    // event.
    Result<std::vector<Event>> append(WriteTransaction& transaction, std::vector<Event> events);
    // Events of another file (merge, triptych/1), stored as they are; known ids are left alone.
    // Conflict when a hash or a chain does not fit, nothing is stored then. Returns how many were
    // new.
    Result<std::int64_t> restore(WriteTransaction& transaction, std::span<const Event> events);

    // What an undo event names next: the reviewer's newest event, or "batch:ID", that is not
    // undone.
    Result<std::optional<std::string>> newestUndoable(const std::string& reviewer);
    // What a redo event names next: the reviewer's newest undo that still holds; none after a newer
    // decision.
    Result<std::optional<std::string>> newestRedoable(const std::string& reviewer);
    // Slots whose state an undo or redo of `subject` (event id or "batch:ID") touches.
    Result<std::vector<SlotId>> slotsOf(const std::string& subject);

    Result<std::optional<Event>> byId(const EventKey& id);
    // Accept, edit and reject of the reviewer (stable id), newest first.
    Result<std::vector<LoggedEvent>> recentDecisions(const std::string& reviewer, int count);
    // Every event on the pair's slots, texts, images and the pair itself, undo and redo included,
    // newest first by the order of the log; of removed pairs too.
    Result<std::vector<LoggedEvent>> history(PairId pair);
    // The reviewer's newest decisions that are not undone, newest first by the order of the log.
    Result<std::vector<DecisionTime>> decisionTimes(const std::string& reviewer, int most);
    // Every event in the order of sessions and seq; `each` returns false to stop.
    Status stream(const std::function<bool(const Event&)>& each);
    Result<std::int64_t> count();

private:
    Database& m_database;
};

} // namespace triptych::store
