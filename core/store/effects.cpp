// SPDX-License-Identifier: GPL-3.0-or-later
// Tombstones, targets and corrections from live events.
#include "core/store/effects.h"

#include "core/store/images_internal.h"
#include "core/store/json.h"
#include "core/store/outdated.h"
#include "core/store/projection.h"
#include "core/store/rows.h"

#include <map>
#include <optional>

namespace triptych::store {

namespace {

constexpr std::string_view kImage = "image:";
constexpr std::string_view kPair = "pair:";
constexpr std::string_view kProduct = "product:";
constexpr std::string_view kText = "text:";

std::vector<std::int64_t> ids(Query& rows)
{
    std::vector<std::int64_t> found;
    while (rows.step()) {
        found.push_back(rows.integer(0));
    }
    return found;
}

void refreshPair(Connection& connection, std::string_view key)
{
    Query(
        connection,
        "UPDATE pair SET removed = (SELECT r.removed OR t.removed OR EXISTS(SELECT 1 FROM tombstone"
        " WHERE subject = ?2) FROM image r, image t WHERE r.id = reference AND t.id = target)"
        " WHERE key = ?1")
        .run(AsKey{key}, std::string{kPair} + std::string{key});
}

// Sets or clears the tombstone of a subject and the flags that follow; slots to fold anew.
std::set<std::int64_t> refreshSubject(Connection& connection, const std::string& subject)
{
    Query live(connection,
               "SELECT id FROM event WHERE subject = ?1 AND kind = 'remove' AND undone = 0"
               " AND set_aside = 0"
               " ORDER BY lamport DESC, id DESC LIMIT 1");
    live.with(subject);
    if (live.step()) {
        Query(connection, "INSERT INTO tombstone(subject, event) VALUES (?1, ?2)"
                          " ON CONFLICT(subject) DO UPDATE SET event = excluded.event")
            .run(subject, live.text(0));
    } else {
        Query(connection, "DELETE FROM tombstone WHERE subject = ?1").run(subject);
    }
    std::set<std::int64_t> slots;
    const std::string_view what{subject};
    if (what.starts_with(kImage)) {
        Query row(connection, "SELECT id FROM image WHERE key = ?1");
        row.with(AsKey{what.substr(kImage.size())});
        for (const auto id : ids(row)) {
            refreshRemoved(connection, id);
        }
    } else if (what.starts_with(kProduct)) {
        Query rows(connection, "SELECT id FROM image WHERE product = ?1");
        rows.with(what.substr(kProduct.size()));
        for (const auto id : ids(rows)) {
            refreshRemoved(connection, id);
        }
    } else if (what.starts_with(kPair)) {
        refreshPair(connection, what.substr(kPair.size()));
    } else if (what.starts_with(kText)) {
        const AsKey key{what.substr(kText.size())};
        Query(connection,
              "UPDATE text SET removed = EXISTS(SELECT 1 FROM tombstone WHERE subject = ?2)"
              " WHERE key = ?1")
            .run(key, subject);
        Query row(connection, "SELECT slot FROM text WHERE key = ?1");
        row.with(key);
        for (const auto id : ids(row)) {
            slots.insert(id);
        }
    }
    return slots;
}

// The newest live add or remove of each image decides.
void refreshTargets(Connection& connection, const Key& slot)
{
    Query row(connection, "SELECT id FROM slot WHERE key = ?1"
                          " UNION ALL SELECT row FROM alias WHERE key = ?1 AND kind = 1");
    row.with(AsKey{slot});
    if (!row.step()) {
        return;
    }
    const auto slotId = row.integer(0);
    std::map<std::int64_t, bool> wanted; // image -> is a target
    Query imageOf(connection, "SELECT id FROM image WHERE key = ?1"
                              " UNION ALL SELECT row FROM alias WHERE key = ?1 AND kind = 0");
    Query events(
        connection,
        "SELECT subject, kind = 'add_target' FROM event WHERE slot IN (SELECT key FROM slot"
        " WHERE id = ?1 UNION ALL SELECT key FROM alias WHERE row = ?1 AND kind = 1)"
        " AND undone = 0 AND set_aside = 0 AND kind IN ('add_target', 'remove_target')"
        " ORDER BY lamport, id");
    events.with(slotId);
    while (events.step()) {
        imageOf.with(AsKey{events.view(0)});
        if (imageOf.step()) {
            wanted[imageOf.integer(0)] = events.flag(1);
        }
    }
    Query(connection, "DELETE FROM target WHERE slot = ?1").run(slotId);
    // Never the reference: the source side of the slot's direction.
    Query insert(
        connection,
        "INSERT INTO target(slot, image) SELECT ?1, ?2 FROM slot s JOIN pair p ON p.id = s.pair"
        " WHERE s.id = ?1 AND ?2 != CASE s.direction WHEN 0 THEN p.reference ELSE p.target END");
    for (const auto& [image, isTarget] : wanted) {
        if (isTarget) {
            insert.run(slotId, image);
        }
    }
}

struct Correction
{
    std::string attribute;
    std::optional<std::string> value;
};

std::optional<Correction> correctionFrom(std::string_view json)
{
    const auto members = attributesFromJson(json);
    if (!members || !members->contains("attribute")) {
        return std::nullopt;
    }
    Correction correction{members->at("attribute"), std::nullopt};
    if (const auto value = members->find("value"); value != members->end()) {
        correction.value = value->second;
    }
    return correction;
}

// Puts the catalogue's values back, then the live corrections in order.
void refreshCorrections(Connection& connection, const std::string& subject)
{
    Query found(connection, "SELECT id FROM image WHERE key = ?1");
    found.with(AsKey{std::string_view{subject}.substr(kImage.size())});
    if (!found.step()) {
        return;
    }
    const auto image = found.integer(0);
    auto attributes = catalogueAttributes(connection, image);
    const auto before = storedAttributes(connection, image);
    std::map<std::string, std::optional<std::string>> corrections;
    Query events(connection, "SELECT text_after FROM event WHERE subject = ?1 AND kind = 'correct'"
                             " AND undone = 0 AND set_aside = 0 ORDER BY lamport, id");
    events.with(subject);
    while (events.step()) {
        if (auto correction = correctionFrom(events.view(0))) {
            corrections[correction->attribute] = correction->value;
        }
    }
    Query(connection, "DELETE FROM correction WHERE image = ?1").run(image);
    Query insert(
        connection,
        "INSERT INTO correction(image, attribute, value, catalogue) VALUES (?1, ?2, ?3, ?4)");
    for (const auto& [attribute, value] : corrections) {
        const auto old = attributes.find(attribute);
        insert.run(image, attribute, value,
                   old == attributes.end() ? std::optional<std::string>{} : old->second);
        if (value) {
            attributes[attribute] = *value;
        } else {
            attributes.erase(attribute);
        }
    }
    writeAttributes(connection, image, attributes);
    outdateTexts(connection, image, before, attributes);
}

} // namespace

bool anyTombstone(Connection& connection)
{
    return connection.integer("SELECT EXISTS(SELECT 1 FROM tombstone)") != 0;
}

void refreshRemoved(Connection& connection, std::int64_t image)
{
    Query(connection,
          "UPDATE image SET removed = EXISTS(SELECT 1 FROM tombstone WHERE subject = 'image:' ||"
          " lower(hex(key))) OR (product IS NOT NULL AND EXISTS(SELECT 1 FROM tombstone WHERE "
          "subject ="
          " 'product:' || product)) WHERE id = ?1")
        .run(image);
    Query(connection,
          "UPDATE pair SET removed = (SELECT r.removed OR t.removed FROM image r, image t"
          " WHERE r.id = reference AND t.id = target) OR EXISTS(SELECT 1 FROM tombstone WHERE "
          "subject ="
          " 'pair:' || lower(hex(key))) WHERE reference = ?1 OR target = ?1")
        .run(image);
}

std::set<std::int64_t> applyEffects(Connection& connection, std::span<const Event> events)
{
    std::set<std::string> removed;
    std::set<std::string> corrected;
    std::set<Key> targeted;
    for (const auto& event : events) {
        switch (eventKindFrom(event.kind)) {
        case EventKind::Remove:
            removed.insert(event.subject);
            break;
        case EventKind::Correct:
            corrected.insert(event.subject);
            break;
        case EventKind::AddTarget:
        case EventKind::RemoveTarget:
            targeted.insert(event.slot);
            break;
        default:
            break;
        }
    }
    std::set<std::int64_t> slots;
    for (const auto& subject : removed) {
        slots.merge(refreshSubject(connection, subject));
    }
    for (const auto& subject : corrected) {
        refreshCorrections(connection, subject);
    }
    for (const auto& slot : targeted) {
        refreshTargets(connection, slot);
    }
    return slots;
}

void rebuildEffects(Connection& connection, std::span<const Event> all)
{
    connection.execute("DELETE FROM target; DELETE FROM tombstone;"
                       "UPDATE text SET removed = 0 WHERE removed != 0;"
                       "UPDATE pair SET removed = 0 WHERE removed != 0;"
                       "UPDATE image SET removed = 0 WHERE removed != 0");
    applyEffects(connection, all);
}

std::vector<std::string> describeEffects(Connection& connection)
{
    std::vector<std::string> lines;
    Query rows(
        connection,
        "SELECT 'target ' || slot || ' ' || image FROM target"
        " UNION ALL SELECT 'tombstone ' || subject FROM tombstone"
        " UNION ALL SELECT 'removed image ' || id FROM image WHERE removed"
        " UNION ALL SELECT 'removed pair ' || id FROM pair WHERE removed"
        " UNION ALL SELECT 'removed text ' || id FROM text WHERE removed"
        " UNION ALL SELECT 'correction ' || image || ' ' || attribute || ' ' || coalesce(value, '')"
        " FROM correction"
        " UNION ALL SELECT 'standing ' || reviewer || ' ' || verdict || ' ' || count(*) || ' ' ||"
        " sum(slot) || ' ' || sum(at) || ' ' || sum(milliseconds) FROM standing"
        " GROUP BY reviewer, verdict"
        " UNION ALL SELECT 'undone ' || id FROM event WHERE undone ORDER BY 1");
    while (rows.step()) {
        lines.push_back(rows.text(0));
    }
    return lines;
}

} // namespace triptych::store
