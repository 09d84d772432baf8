// SPDX-License-Identifier: GPL-3.0-or-later
// From events to slot columns.
#include "core/store/projection.h"

#include "core/base/utf8.h"
#include "core/store/effects.h"
#include "core/store/json.h"
#include "core/store/log_graph.h"
#include "core/store/rows.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace triptych::store {

namespace {

struct SlotTexts
{
    std::vector<FoldText> texts;
    std::vector<std::int64_t> ids; // parallel
};

SlotTexts textsOf(Connection& connection, std::int64_t slot)
{
    // A slot of an unfinished import sees the texts of that import; others see finished ones.
    Query rows(
        connection,
        "SELECT t.id, t.key, t.body, t.origin, t.arrival FROM text t JOIN slot s ON s.id = t.slot"
        " WHERE t.slot = ?1 AND t.removed = 0 AND (t.batch IS NULL OR t.batch IS s.batch"
        " OR t.batch NOT IN (SELECT id FROM batch WHERE complete = 0)) ORDER BY t.arrival, t.key");
    rows.with(slot);
    SlotTexts found;
    while (rows.step()) {
        found.ids.push_back(rows.integer(0));
        found.texts.push_back({rows.hex(1), std::string{trimmed(rows.view(2))},
                               rows.as<Origin>(3) == Origin::Person, rows.integer(4)});
    }
    return found;
}

// Events of a merged alias name its texts; the fold knows ours.
void translateTexts(Connection& connection, std::vector<Event>& events)
{
    if (events.empty() ||
        connection.integer("SELECT EXISTS(SELECT 1 FROM alias WHERE kind = 2)") == 0) {
        return;
    }
    Query row(
        connection,
        "SELECT t.key FROM alias a JOIN text t ON t.id = a.row WHERE a.key = ?1 AND a.kind = 2");
    for (auto& event : events) {
        for (auto* key : {&event.textBefore, &event.textAfter}) {
            row.with(AsKey{*key});
            if (row.step()) {
                *key = row.hex(0);
            }
        }
    }
}

ProjectedSlot fold(const std::vector<Event>& events, const std::set<EventKey>& undone,
                   const SlotTexts& texts, int overlap)
{
    FoldOptions options;
    options.overlap = overlap;
    const auto folded = foldSlot(events, undone, texts.texts, options);
    ProjectedSlot slot;
    slot.state = static_cast<int>(folded.state);
    for (std::size_t i = 0; i < texts.texts.size(); ++i) {
        if (texts.texts[i].key == folded.text) {
            slot.text = texts.ids[i];
        }
    }
    slot.decisions = folded.agreeing;
    slot.decidedBy = folded.decidedBy;
    for (const auto& event : events) {
        if (event.id == folded.decidedBy) {
            slot.decidedAt = event.at;
        }
    }
    slot.standing = jsonOf(folded.standing);
    slot.reasons = jsonOf(folded.reasons);
    return slot;
}

void writeSlot(Connection& connection, std::int64_t id, const ProjectedSlot& slot)
{
    Query(connection, "UPDATE slot SET state = ?2, text = ?3, decisions = ?4, decided_at = ?5,"
                      " decided_by = ?6, standing = ?7, reasons = ?8 WHERE id = ?1")
        .run(id, slot.state, TextId{slot.text}, slot.decisions,
             slot.decidedBy.empty() ? std::optional<std::int64_t>{} : slot.decidedAt,
             OrNull{slot.decidedBy}, OrNull{slot.standing}, OrNull{slot.reasons});
    Query(connection, "DELETE FROM standing WHERE slot = ?1").run(id);
    if (!slot.standing.empty()) {
        Query(connection,
              "INSERT INTO standing(slot, event, reviewer, verdict, at, milliseconds)"
              " SELECT ?1, e.id, e.reviewer, CASE WHEN e.kind = 'accept' OR e.verdict = 'accept'"
              " THEN 0 WHEN e.kind = 'edit' OR e.verdict = 'edit' THEN 1 ELSE 2 END, e.at,"
              " e.milliseconds FROM json_each(?2) b JOIN event e ON e.id = b.value")
            .run(id, slot.standing);
    }
}

void refold(Connection& connection, const RowSet& slots, const std::set<EventKey>& undone,
            int overlap)
{
    for (const auto slot : slots) {
        auto events = eventsOfSlot(connection, slot);
        translateTexts(connection, events);
        writeSlot(connection, slot, fold(events, undone, textsOf(connection, slot), overlap));
    }
}

} // namespace

int overlapOf(Connection& connection)
{
    const auto text = connection.text("SELECT value FROM setting WHERE name = 'overlap'");
    int overlap = 1;
    std::from_chars(text.data(), text.data() + text.size(), overlap);
    return std::max(overlap, 1);
}

ProjectedSlot computeSlot(Connection& connection, std::int64_t slot, int overlap)
{
    auto events = eventsOfSlot(connection, slot);
    const auto undone =
        events.empty() ? std::set<EventKey>{} : undoneEvents(withNamers(connection, events));
    translateTexts(connection, events);
    return fold(events, undone, textsOf(connection, slot), overlap);
}

ProjectedSlot ownSlot(Connection& connection, std::int64_t slot, const std::string& reviewer,
                      int* texts)
{
    auto events = eventsOfSlot(connection, slot);
    std::erase_if(events, [&](const Event& event) { return event.reviewer != reviewer; });
    const auto undone =
        events.empty() ? std::set<EventKey>{} : undoneEvents(withNamers(connection, events));
    translateTexts(connection, events);
    const auto all = textsOf(connection, slot);
    SlotTexts shown;
    for (std::size_t i = 0; i < all.texts.size(); ++i) {
        const auto& text = all.texts[i];
        const bool own = std::any_of(events.begin(), events.end(), [&](const Event& event) {
            return eventKindFrom(event.kind) == EventKind::Edit && event.textAfter == text.key;
        });
        if (!text.fromPerson || own) {
            shown.texts.push_back(text);
            shown.ids.push_back(all.ids[i]);
        }
    }
    if (texts != nullptr) {
        *texts = static_cast<int>(shown.texts.size());
    }
    return fold(events, undone, shown, 1);
}

SlotState stateAfter(Connection& connection, std::int64_t slot, std::vector<Event> events,
                     const std::set<EventKey>& undone, int overlap)
{
    translateTexts(connection, events);
    std::vector<FoldText> texts;
    std::int64_t newest = 0; // of those that the events name
    Query rows(connection, "SELECT key, body, origin, arrival FROM text WHERE slot = ?1"
                           " ORDER BY arrival, key");
    rows.with(slot);
    while (rows.step()) {
        texts.push_back({rows.hex(0), std::string{trimmed(rows.view(1))},
                         rows.as<Origin>(2) == Origin::Person, rows.integer(3)});
        const auto& key = texts.back().key;
        const bool named = std::any_of(events.begin(), events.end(), [&](const Event& event) {
            return event.textBefore == key || event.textAfter == key;
        });
        newest = named ? texts.back().arrival : newest;
    }
    if (newest > 0) {
        std::erase_if(texts, [&](const FoldText& text) { return text.arrival > newest; });
    }
    FoldOptions options;
    options.overlap = overlap;
    return foldSlot(events, undone, texts, options).state;
}

ProjectedSlot storedSlot(Connection& connection, std::int64_t slot)
{
    Query row(connection, "SELECT state, text, decisions, decided_at, decided_by, standing, reasons"
                          " FROM slot WHERE id = ?1");
    row.with(slot);
    if (!row.step()) {
        return {};
    }
    return {row.number(0), row.integer(1), row.number(2), row.integer(3),
            row.text(4),   row.text(5),    row.text(6)};
}

void refoldSlots(Connection& connection, const RowSet& slots)
{
    const int overlap = overlapOf(connection);
    for (const auto slot : slots) {
        writeSlot(connection, slot, computeSlot(connection, slot, overlap));
    }
}

void applyEvents(Connection& connection, std::span<const Event> stored)
{
    const auto named = withNamed(connection, stored);
    RowSet slots = slotsOfEvents(connection, named);
    std::vector<Event> known = named;
    for (const auto slot : slots) {
        auto events = eventsOfSlot(connection, slot);
        known.insert(known.end(), std::make_move_iterator(events.begin()),
                     std::make_move_iterator(events.end()));
    }
    known = withNamers(connection, known);
    const auto undone = undoneEvents(known);
    writeUndone(connection, known, undone);
    const auto affected = applyEffects(connection, named);
    refold(connection, slots, undone, overlapOf(connection));
    RowSet others;
    std::set_difference(affected.begin(), affected.end(), slots.begin(), slots.end(),
                        std::inserter(others, others.end()));
    refoldSlots(connection, others);
}

RowSet slotsNamedBy(Connection& connection, const std::string& subject)
{
    Event undo;
    undo.kind = name(EventKind::Undo);
    undo.subject = subject;
    return slotsOfEvents(connection, withNamed(connection, {&undo, 1}));
}

void rebuildProjection(Connection& connection)
{
    std::vector<Event> all;
    {
        Query rows(connection, "SELECT" + std::string{kEventColumns} + "FROM event e");
        while (rows.step()) {
            all.push_back(eventFrom(rows));
        }
    }
    const auto undone = undoneEvents(all);
    writeUndone(connection, all, undone);
    rebuildEffects(connection, all);
    RowSet slots;
    {
        Query rows(connection, "SELECT id FROM slot");
        while (rows.step()) {
            slots.insert(rows.integer(0));
        }
    }
    refold(connection, slots, undone, overlapOf(connection));
}

} // namespace triptych::store
