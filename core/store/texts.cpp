// SPDX-License-Identifier: GPL-3.0-or-later
// Slots, texts, scores and drafts.
#include "core/store/texts.h"

#include "core/store/log_graph.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace triptych::store {

namespace {

// A slot as adding a text needs it.
struct OpenSlot
{
    SlotId id;
    Key key;
    std::int64_t arrivals = 0;
    bool plain = true; // nobody decided or marked anything: the newest text is the candidate
};

class TextAdder
{
public:
    TextAdder(Connection& connection, BatchId batch)
        : m_connection(connection)
        , m_batch(batch)
        , m_pair(connection, "SELECT key FROM pair WHERE id = ?1")
        , m_newSlot(connection, "INSERT INTO slot(key, pair, direction, language, caption, batch)"
                                " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(key) DO NOTHING")
        , m_slot(connection,
                 "SELECT s.id, s.arrivals, s.batch, s.decided_by IS NULL AND s.state = 0 AND NOT "
                 "EXISTS"
                 " (SELECT 1 FROM event e WHERE e.slot = s.key) FROM slot s WHERE s.key = ?1")
        , m_text(connection, "INSERT INTO text(key, slot, arrival, origin, generator, version, "
                             "seed, parent, batch,"
                             " body, terms, prompt, parts)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON "
                             "CONFLICT(key) DO NOTHING")
        , m_search(connection, "INSERT INTO text_search(rowid, terms) VALUES (?1, ?2)")
        , m_candidate(connection, "UPDATE slot SET arrivals = ?2, text = ?3 WHERE id = ?1")
        , m_arrival(connection, "UPDATE slot SET arrivals = ?2 WHERE id = ?1")
    {}

    // nullopt: no such pair.
    std::optional<OpenSlot> slot(const SlotAddress& address)
    {
        if (m_lastPair != address.pair) {
            m_pair.with(address.pair);
            if (!m_pair.step()) {
                return std::nullopt;
            }
            m_lastPair = address.pair;
            m_pairKey = m_pair.hex(0);
        }
        OpenSlot open;
        open.key = slotKey(m_pairKey, address.direction, address.language, address.caption);
        m_newSlot.run(AsKey{open.key}, address.pair, address.direction, address.language,
                      address.caption, m_batch);
        if (m_connection.changes() == 1) {
            open.id = SlotId{m_connection.lastInsertId()};
            return open;
        }
        m_slot.with(AsKey{open.key});
        if (!m_slot.step()) {
            return std::nullopt;
        }
        open.id = m_slot.id<SlotTag>(0);
        open.arrivals = m_slot.integer(1);
        open.plain = m_slot.flag(3);
        const auto owner = m_slot.id<BatchTag>(2);
        if (owner.valid() && owner != m_batch) {
            showSlot(open.id);
        }
        return open;
    }

    Result<AddedText> add(const NewText& text)
    {
        auto open = slot(text.slot);
        if (!open) {
            return fail(ErrorCode::NotFound, "no such pair");
        }
        AddedText added;
        added.slot = open->id;
        added.key =
            textKey(open->key, text.origin, text.generator, text.version, text.seed, text.body);
        m_text.run(AsKey{added.key}, open->id, open->arrivals + 1, text.origin, text.generator,
                   text.version, static_cast<std::int64_t>(text.seed), text.parent, m_batch,
                   text.body, text.terms, OrNull{text.prompt}, OrNull{text.parts});
        if (m_connection.changes() == 0) {
            Query known(m_connection, "SELECT id FROM text WHERE key = ?1");
            known.with(AsKey{added.key});
            added.id = known.step() ? known.id<TextTag>(0) : TextId{};
            return added;
        }
        added.id = TextId{m_connection.lastInsertId()};
        added.added = true;
        m_search.run(added.id, text.terms);
        settle(*open, added.id);
        return added;
    }

    // Slots with decisions, folded once at the end.
    void finish() { refoldSlots(m_connection, m_toFold); }

private:
    void settle(const OpenSlot& open, TextId text)
    {
        const bool hidden = m_batch.valid() && !ownSlot(open.id);
        if (hidden) {
            m_arrival.run(open.id, open.arrivals + 1); // folded when the batch is finished
        } else if (open.plain) {
            m_candidate.run(open.id, open.arrivals + 1, text);
        } else {
            m_arrival.run(open.id, open.arrivals + 1);
            m_toFold.insert(open.id.value);
        }
    }

    bool ownSlot(SlotId id)
    {
        Query row(m_connection, "SELECT 1 FROM slot WHERE id = ?1 AND batch = ?2");
        row.with(id, m_batch);
        return row.step();
    }

    // A slot that only an unfinished import made becomes everybody's.
    void showSlot(SlotId id)
    {
        Query(m_connection, "UPDATE slot SET batch = ?2 WHERE id = ?1 AND batch IN"
                            " (SELECT id FROM batch WHERE complete = 0)")
            .run(id, m_batch);
    }

    Connection& m_connection;
    BatchId m_batch;
    Query m_pair;
    Query m_newSlot;
    Query m_slot;
    Query m_text;
    Query m_search;
    Query m_candidate;
    Query m_arrival;
    PairId m_lastPair;
    Key m_pairKey;
    RowSet m_toFold;
};

template <typename... Values>
std::optional<StoredSlot> findSlot(Connection& connection, std::string_view where,
                                   const Values&... values)
{
    Query row(connection,
              "SELECT" + std::string{kSlotColumns} + "FROM slot s WHERE " + std::string{where});
    row.with(values...);
    return row.step() ? std::optional{slotFrom(row)} : std::nullopt;
}

template <typename Value>
std::optional<TextRow> findText(Connection& connection, std::string_view where, const Value& value)
{
    Query row(connection,
              "SELECT" + std::string{kTextColumns} + "FROM text t WHERE " + std::string{where});
    row.with(value);
    return row.step() ? std::optional{textFrom(row)} : std::nullopt;
}

// What the newest verdict on each text of a slot says, undone ones left out.
class TextVerdicts
{
public:
    TextVerdicts(Connection& connection, SlotId slot, const std::string& reviewer)
        : m_alias(connection, "SELECT t.key FROM alias a JOIN text t ON t.id = a.row"
                              " WHERE a.key = ?1 AND a.kind = 2")
    {
        auto events = eventsOfSlot(connection, slot.value);
        const auto undone =
            events.empty() ? std::set<EventKey>{} : undoneEvents(withNamers(connection, events));
        std::sort(events.begin(), events.end(), before);
        for (const auto& event : events) {
            if (!undone.contains(event.id) && (reviewer.empty() || event.reviewer == reviewer)) {
                take(event);
            }
        }
    }

    [[nodiscard]] bool rejected(const Key& text) const
    {
        const auto found = m_verdicts.find(text);
        return found != m_verdicts.end() && found->second == Verdict::Reject;
    }
    [[nodiscard]] bool judged(const Key& text) const { return m_verdicts.contains(text); }

private:
    void take(const Event& event)
    {
        const auto verdict =
            verdictFrom(event.kind == name(EventKind::Adjudicate) ? event.verdict : event.kind);
        if (!verdict) {
            return;
        }
        const bool before = *verdict == Verdict::Reject || event.textAfter.empty();
        m_verdicts[ours(before ? event.textBefore : event.textAfter)] = *verdict;
    }

    // A merged log names texts by the key that they had there.
    Key ours(const Key& key)
    {
        m_alias.with(AsKey{key});
        return m_alias.step() ? m_alias.hex(0) : key;
    }

    Query m_alias;
    std::unordered_map<Key, Verdict> m_verdicts;
};

} // namespace

Result<SlotId> TextStore::ensureSlot(WriteTransaction& transaction, const SlotAddress& address,
                                     BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<SlotId> {
        const auto slot = TextAdder(connection, batch).slot(address);
        return slot ? Result<SlotId>{slot->id} : fail(ErrorCode::NotFound, "no such pair");
    });
}

Result<std::vector<AddedText>> TextStore::add(WriteTransaction& transaction,
                                              std::span<const NewText> texts, BatchId batch)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Result<std::vector<AddedText>> {
        std::vector<AddedText> all;
        all.reserve(texts.size());
        TextAdder adder(connection, batch);
        for (const auto& text : texts) {
            auto added = adder.add(text);
            if (!added) {
                return fail(added);
            }
            all.push_back(std::move(*added));
        }
        adder.finish();
        return all;
    });
}

Result<std::optional<StoredSlot>> TextStore::slotById(SlotId id, const std::string& blindFor)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredSlot>> {
        auto slot = findSlot(connection, "s.id = ?1", id);
        if (slot && !blindFor.empty()) {
            const auto own = ownSlot(connection, id.value, blindFor, nullptr);
            slot->state = static_cast<SlotState>(own.state);
            slot->text = own.text == 0 ? std::nullopt : std::optional{TextId{own.text}};
            slot->standing = stringsFrom(own.standing);
            slot->decidedBy = own.decidedBy;
        }
        return slot;
    });
}

Result<std::optional<StoredSlot>> TextStore::slotByKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredSlot>> {
        return findSlot(connection, "s.key = ?1", AsKey{key});
    });
}

Result<std::optional<StoredSlot>> TextStore::slotAt(const SlotAddress& address)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<StoredSlot>> {
        return findSlot(connection,
                        "s.pair = ?1 AND s.direction = ?2 AND s.language = ?3 AND s.caption = ?4",
                        address.pair, address.direction, address.language, address.caption);
    });
}

Result<std::vector<StoredSlot>> TextStore::slotsOf(PairId pair)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredSlot>> {
        std::vector<StoredSlot> slots;
        Query rows(connection,
                   "SELECT" + std::string{kSlotColumns} +
                       "FROM slot s WHERE s.pair = ?1 ORDER BY s.direction, s.language, s.caption");
        rows.with(pair);
        while (rows.step()) {
            slots.push_back(slotFrom(rows));
        }
        return slots;
    });
}

Result<std::optional<TextRow>> TextStore::textById(TextId id)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<TextRow>> {
        return findText(connection, "t.id = ?1", id);
    });
}

Result<std::optional<TextRow>> TextStore::textByKey(const Key& key)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<TextRow>> {
        return findText(connection, "t.key = ?1", AsKey{key});
    });
}

Result<std::vector<TextRow>> TextStore::textsOf(SlotId slot)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<TextRow>> {
        std::vector<TextRow> texts;
        Query rows(connection, "SELECT" + std::string{kTextColumns} +
                                   "FROM text t WHERE t.slot = ?1 ORDER BY t.arrival, t.key");
        rows.with(slot);
        while (rows.step()) {
            texts.push_back(textFrom(rows));
        }
        return texts;
    });
}

Result<std::vector<TextView>> TextStore::viewsOf(SlotId slot, const std::string& reviewer)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<TextView>> {
        const ReadScope scope(connection);
        const TextVerdicts verdicts(connection, slot, reviewer);
        Query rows(connection, "SELECT" + std::string{kTextColumns} +
                                   "FROM text t WHERE t.slot = ?1 AND t.removed = 0" +
                                   visibleBatch(connection, "t") +
                                   " ORDER BY t.arrival DESC, t.key DESC");
        rows.with(slot);
        std::vector<TextView> views;
        while (rows.step()) {
            auto row = textFrom(rows);
            if (!reviewer.empty() && row.origin == Origin::Person && !verdicts.judged(row.key)) {
                continue;
            }
            TextView view;
            view.id = row.id;
            view.key = row.key;
            view.body = std::move(row.body);
            view.origin = row.origin;
            view.generator = std::move(row.generator);
            view.version = std::move(row.version);
            view.stale = row.stale;
            view.rejected = verdicts.rejected(row.key);
            views.push_back(std::move(view));
        }
        return views;
    });
}

Result<std::vector<DecidedBody>> TextStore::decidedBodies(const std::string& language,
                                                          const std::string& match, int mostSlots)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<DecidedBody>> {
        const auto state = [](SlotState one) { return std::to_string(static_cast<int>(one)); };
        const std::string decided = state(SlotState::Accepted) + ',' + state(SlotState::Edited) +
                                    ',' + state(SlotState::Released);
        // From the slots: few are decided in a project that is begun, and the words are looked up
        // once. CROSS JOIN keeps that order.
        const std::string found =
            "SELECT t.body FROM slot s CROSS JOIN text t ON t.id = s.text"
            " WHERE s.direction IN (0, 1) AND s.state IN (" +
            decided + ") AND s.language = ?1" +
            (match.empty() ? std::string{" AND ?2 = ''"}
                           : std::string{" AND s.text IN (SELECT rowid FROM text_search"
                                         " WHERE terms MATCH ?2)"}) +
            " LIMIT ?3";
        Query rows(connection,
                   "SELECT body, count(*) FROM (" + found + ") GROUP BY body ORDER BY body");
        rows.with(language, match, mostSlots);
        std::vector<DecidedBody> bodies;
        while (rows.step()) {
            bodies.push_back({rows.text(0), rows.integer(1)});
        }
        return bodies;
    });
}

Status TextStore::setScores(WriteTransaction& transaction, std::span<const Score> scores)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query insert(
            connection,
            "INSERT INTO score(text, name, value, parts, made_by) VALUES (?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT(text, name) DO UPDATE SET value = excluded.value,"
            " parts = excluded.parts, made_by = excluded.made_by");
        for (const auto& score : scores) {
            insert.run(score.text, score.name, score.value, OrNull{score.parts}, score.madeBy);
        }
        return {};
    });
}

Result<std::vector<Score>> TextStore::scoresOf(TextId text)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<Score>> {
        std::vector<Score> scores;
        Query rows(connection,
                   "SELECT name, value, parts, made_by FROM score WHERE text = ?1 ORDER BY name");
        rows.with(text);
        while (rows.step()) {
            scores.push_back({text, rows.text(0), rows.real(1), rows.text(2), rows.text(3)});
        }
        return scores;
    });
}

Status TextStore::saveDraft(WriteTransaction& transaction, ReviewerId reviewer, SlotId slot,
                            const std::string& body)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        if (body.empty()) {
            Query(connection, "DELETE FROM draft WHERE reviewer = ?1 AND slot = ?2")
                .run(reviewer, slot);
        } else {
            Query(connection, "INSERT INTO draft(reviewer, slot, body) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT(reviewer, slot) DO UPDATE SET body = excluded.body")
                .run(reviewer, slot, body);
        }
        return {};
    });
}

Result<std::optional<std::string>> TextStore::draft(ReviewerId reviewer, SlotId slot)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::optional<std::string>> {
        Query row(connection, "SELECT body FROM draft WHERE reviewer = ?1 AND slot = ?2");
        row.with(reviewer, slot);
        return row.step() ? std::optional{row.text(0)} : std::nullopt;
    });
}

Result<std::vector<StoredDraft>> TextStore::draftsOf(ReviewerId reviewer)
{
    auto& connection = m_database.connection();
    return guarded(connection, [&]() -> Result<std::vector<StoredDraft>> {
        Query rows(connection, "SELECT d.slot, s.pair, d.body FROM draft d JOIN slot s ON s.id ="
                               " d.slot JOIN pair p ON p.id = s.pair WHERE d.reviewer = ?1 AND"
                               " p.removed = 0 ORDER BY s.pair, d.slot");
        rows.with(reviewer);
        std::vector<StoredDraft> drafts;
        while (rows.step()) {
            drafts.push_back({rows.id<SlotTag>(0), rows.id<PairTag>(1), rows.text(2)});
        }
        return drafts;
    });
}

Status TextStore::removeDraft(WriteTransaction& transaction, const std::string& stableId,
                              SlotId slot)
{
    auto& connection = transaction.database().connection();
    return guarded(connection, [&]() -> Status {
        Query(connection, "DELETE FROM draft WHERE slot = ?2 AND reviewer ="
                          " (SELECT id FROM reviewer WHERE stable_id = ?1)")
            .run(stableId, slot);
        return {};
    });
}

} // namespace triptych::store
