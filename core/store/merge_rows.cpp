// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of another project into this one.
#include "core/store/merge_rows.h"

#include "core/store/cases.h"
#include "core/store/guidelines.h"
#include "core/store/images_internal.h"
#include "core/store/json.h"
#include "core/store/outdated.h"
#include "core/store/people.h"
#include "core/store/rows.h"

#include <algorithm>
#include <string_view>

namespace triptych::store {

namespace {

constexpr int kImageAlias = 0;
constexpr int kSlotAlias = 1;
constexpr int kTextAlias = 2;

std::optional<std::int64_t> rowOfKey(Connection& connection, std::string_view table,
                                     std::string_view key)
{
    Query row(connection, "SELECT id FROM " + std::string{table} + " WHERE key = ?1");
    row.with(AsKey{key});
    return row.step() ? std::optional{row.integer(0)} : std::nullopt;
}

} // namespace

MergeRows::MergeRows(WriteTransaction& transaction, Connection& from)
    : m_transaction(transaction)
    , m_to(transaction.database().connection())
    , m_from(from)
{}

void MergeRows::remember(std::string_view theirKey, int kind, std::int64_t ours)
{
    Query(m_to, "INSERT INTO alias(key, kind, row) VALUES (?1, ?2, ?3) ON CONFLICT(key) DO NOTHING")
        .run(AsKey{theirKey}, kind, ours);
}

Status MergeRows::mergePeopleAndRoots()
{
    ReviewerStore reviewers(m_transaction.database());
    Query people(m_from, "SELECT stable_id, name, pseudonym FROM reviewer ORDER BY id");
    while (people.step()) {
        const StoredReviewer reviewer{{}, people.text(0), people.text(1), people.text(2)};
        if (auto restored = reviewers.restore(m_transaction, reviewer); !restored) {
            return restored;
        }
    }
    Query roots(m_from, "SELECT id, label, path, source, licence FROM root");
    while (roots.step()) {
        // A root of the same label keeps our path: the images lie where they lie here.
        Query(m_to, "INSERT INTO root(label, path, source, licence) VALUES (?1, ?2, ?3, ?4)"
                    " ON CONFLICT(label) DO NOTHING")
            .run(roots.view(1), roots.view(2), roots.view(3), roots.view(4));
        Query ours(m_to, "SELECT id FROM root WHERE label = ?1");
        ours.with(roots.view(1));
        m_roots[roots.integer(0)] = ours.step() ? ours.integer(0) : 0;
    }
    return {};
}

void MergeRows::mergeImages(MergeReport& report)
{
    // Two of their names of the same bytes stay two images: only images from before are aliases.
    const auto newestBefore = m_to.integer("SELECT coalesce(max(id), 0) FROM image");
    Query rows(m_from, "SELECT" + std::string{kImageColumns} + "FROM image i WHERE 1" +
                           visibleBatch(m_from, "i") + " ORDER BY i.id");
    while (rows.step()) {
        mergeImage(rows, newestBefore, report);
    }
}

void MergeRows::mergeImage(const Query& row, std::int64_t newestBefore, MergeReport& report)
{
    const auto theirs = row.integer(0);
    const auto key = row.hex(1);
    Query same(m_to, "SELECT id, sha256 FROM image WHERE key = ?1");
    same.with(AsKey{key});
    if (same.step()) {
        m_images[theirs] = same.integer(0);
        if (!row.isNull(5) && !same.isNull(1) && row.view(5) != same.view(1)) {
            report.conflicts.push_back("image " + row.text(3) + " has other bytes: " + same.hex(1) +
                                       " here, " + row.hex(5) + " there");
            m_conflictingImages.insert(theirs);
            m_conflicts.insert("image:" + key);
        }
        return;
    }
    if (!row.isNull(5)) {
        Query alias(m_to,
                    "SELECT id FROM image WHERE sha256 = ?1 AND id <= ?2 ORDER BY id LIMIT 1");
        alias.with(AsBytes{row.hex(5)}, newestBefore);
        if (alias.step()) {
            m_images[theirs] = alias.integer(0);
            remember(key, kImageAlias, alias.integer(0));
            return;
        }
    }
    m_images[theirs] = insertImage(row);
    ++report.imagesAdded;
}

std::int64_t MergeRows::insertImage(const Query& row)
{
    auto image = imageFrom(row);
    // Their corrections come as events.
    image.attributes = catalogueAttributes(m_from, image.id.value);
    std::optional<std::int64_t> duplicate;
    if (image.duplicateOf && m_images.contains(image.duplicateOf->value)) {
        duplicate = m_images[image.duplicateOf->value];
    }
    Query(m_to,
          "INSERT INTO image(key, root, name, state, sha256, phash, bytes, modified, width, height,"
          " product, category, duplicate_of, attributes)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")
        .run(AsKey{image.key}, m_roots[image.root.value], image.name, image.state,
             AsBytes{image.sha256 ? std::string_view{*image.sha256} : ""},
             image.phash ? std::optional{static_cast<std::int64_t>(*image.phash)} : std::nullopt,
             image.bytes, image.modified, image.width, image.height, OrNull{image.product},
             OrNull{image.category}, duplicate, OrNull{jsonOf(image.attributes)});
    const auto id = m_to.lastInsertId();
    if (anyTombstone(m_to)) {
        refreshRemoved(m_to, id);
    }
    return id;
}

void MergeRows::mergePairs(MergeReport& report)
{
    const auto newestBefore = m_to.integer("SELECT coalesce(max(id), 0) FROM pair");
    Query rows(
        m_from,
        "SELECT p.id, p.key, p.reference, p.target, p.category, p.source FROM pair p WHERE 1" +
            visibleBatch(m_from, "p") + " ORDER BY p.id");
    while (rows.step()) {
        mergePair(rows, report);
    }
    linkMirrors(newestBefore);
}

void MergeRows::mergePair(const Query& row, MergeReport& report)
{
    const auto theirReference = row.integer(2);
    const auto theirTarget = row.integer(3);
    if (m_conflictingImages.contains(theirReference) || m_conflictingImages.contains(theirTarget)) {
        m_conflicts.insert("pair:" + row.hex(1));
        Query slots(m_from, "SELECT key FROM slot WHERE pair = ?1");
        slots.with(row.integer(0));
        while (slots.step()) {
            m_conflicts.insert(slots.hex(0));
        }
        return;
    }
    const auto reference = m_images[theirReference];
    const auto target = m_images[theirTarget];
    if (reference == 0 || target == 0 || reference == target) {
        return; // an image of an unfinished import, or two aliases of one image
    }
    Query keys(m_to, "SELECT r.key, g.key FROM image r, image g WHERE r.id = ?1 AND g.id = ?2");
    keys.with(reference, target);
    const auto key = keys.step() ? pairKey(keys.hex(0), keys.hex(1)) : Key{};
    Query(m_to,
          "INSERT INTO pair(key, reference, target, category, source) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT(key) DO NOTHING")
        .run(AsKey{key}, reference, target, OrNull{row.view(4)}, OrNull{row.view(5)});
    if (m_to.changes() == 1) {
        ++report.pairsAdded;
        if (anyTombstone(m_to)) {
            refreshRemoved(m_to, reference);
        }
    }
    m_pairs[row.integer(0)] = rowOfKey(m_to, "pair", key).value_or(0);
}

void MergeRows::linkMirrors(std::int64_t newestBefore)
{
    Query(m_to, "UPDATE pair SET mirror = (SELECT m.id FROM pair m WHERE m.reference = pair.target"
                " AND m.target = pair.reference) WHERE id > ?1")
        .run(newestBefore);
    Query(
        m_to,
        "UPDATE pair SET mirror = (SELECT m.id FROM pair m WHERE m.mirror = pair.id AND m.id > ?1)"
        " WHERE id IN (SELECT mirror FROM pair WHERE id > ?1 AND mirror IS NOT NULL) AND id <= ?1")
        .run(newestBefore);
}

void MergeRows::mergeTexts(MergeReport& report)
{
    Query slots(
        m_from,
        "SELECT s.id, s.key, s.pair, s.direction, s.language, s.caption FROM slot s WHERE 1" +
            visibleBatch(m_from, "s") + " ORDER BY s.id");
    Query texts(m_from,
                "SELECT t.id, t.key, t.arrival, t.origin, t.generator, t.version, t.seed, t.parent,"
                " t.stale, t.body, t.terms, t.prompt, t.parts FROM text t WHERE t.slot = ?1" +
                    visibleBatch(m_from, "t") + " ORDER BY t.id");
    while (slots.step()) {
        const auto slot = mergeSlot(slots);
        if (!slot) {
            continue;
        }
        texts.with(slots.integer(0));
        while (texts.step()) {
            mergeText(texts, *slot, report);
        }
        Query(m_to, "UPDATE slot SET arrivals = coalesce((SELECT max(arrival) FROM text WHERE slot "
                    "= ?1), 0)"
                    " WHERE id = ?1")
            .run(*slot);
        m_touchedSlots.insert(*slot);
    }
}

std::optional<std::int64_t> MergeRows::mergeSlot(const Query& row)
{
    const auto pair = m_pairs.find(row.integer(2));
    if (pair == m_pairs.end() || pair->second == 0) {
        return std::nullopt;
    }
    Query ours(m_to, "SELECT key FROM pair WHERE id = ?1");
    ours.with(pair->second);
    const auto key = slotKey(ours.step() ? ours.hex(0) : Key{}, row.as<Direction>(3), row.view(4),
                             row.number(5));
    Query(m_to,
          "INSERT INTO slot(key, pair, direction, language, caption) VALUES (?1, ?2, ?3, ?4, ?5)"
          " ON CONFLICT(key) DO NOTHING")
        .run(AsKey{key}, pair->second, row.integer(3), row.view(4), row.integer(5));
    const auto slot = rowOfKey(m_to, "slot", key);
    if (slot && key != row.hex(1)) {
        remember(row.hex(1), kSlotAlias, *slot);
    }
    return slot;
}

void MergeRows::mergeText(const Query& row, std::int64_t slot, MergeReport& report)
{
    Query ours(m_to, "SELECT key FROM slot WHERE id = ?1");
    ours.with(slot);
    const auto key = textKey(ours.step() ? ours.hex(0) : Key{}, row.as<Origin>(3), row.view(4),
                             row.view(5), static_cast<std::uint64_t>(row.integer(6)), row.view(9));
    const auto known = rowOfKey(m_to, "text", key);
    if (known) {
        // The same whichever file is merged into which.
        Query(m_to, "UPDATE text SET arrival = min(arrival, ?2) WHERE id = ?1")
            .run(*known, row.integer(2));
        m_texts[row.integer(0)] = *known;
    } else {
        const auto parent = m_texts.find(row.integer(7));
        Query(m_to, "INSERT INTO text(key, slot, arrival, origin, generator, version, seed, "
                    "parent, stale, body,"
                    " terms, prompt, parts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
                    "?12, ?13)")
            .run(AsKey{key}, slot, row.integer(2), row.integer(3), row.view(4), row.view(5),
                 row.integer(6),
                 parent == m_texts.end() ? std::optional<std::int64_t>{} : parent->second,
                 row.integer(8) & kStaleForGood, row.view(9), row.view(10), OrNull{row.view(11)},
                 OrNull{row.view(12)});
        const auto id = m_to.lastInsertId();
        Query(m_to, "INSERT INTO text_search(rowid, terms) VALUES (?1, ?2)").run(id, row.view(10));
        m_texts[row.integer(0)] = id;
        if ((row.integer(8) & kStaleByCorrection) == 0) {
            m_freshTexts.push_back(id);
        } else {
            copyOutdated(row.integer(0), id);
        }
        ++report.textsAdded;
    }
    if (key != row.hex(1)) {
        remember(row.hex(1), kTextAlias, m_texts[row.integer(0)]);
    }
}

void MergeRows::copyOutdated(std::int64_t theirText, std::int64_t ours)
{
    Query rows(m_from, "SELECT image, attribute, made_of FROM outdated WHERE text = ?1");
    rows.with(theirText);
    Query insert(m_to, "INSERT INTO outdated(text, image, attribute, made_of)"
                       " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
    while (rows.step()) {
        if (const auto image = m_images.find(rows.integer(0)); image != m_images.end()) {
            insert.run(ours, image->second, rows.view(1),
                       rows.isNull(2) ? std::nullopt : std::optional{rows.text(2)});
        }
    }
    Query(m_to, "UPDATE text SET stale = (stale & 1) | 2 * EXISTS(SELECT 1 FROM outdated o"
                " WHERE o.text = text.id) WHERE id = ?1")
        .run(ours);
}

void MergeRows::mergeGuidelines()
{
    Query rows(m_from, "SELECT ordinal, version, markdown, at, reviewer FROM guideline");
    while (rows.step()) {
        const StoredGuideline guideline{rows.integer(0), rows.text(1), rows.text(2),
                                        rows.integer(3), rows.text(4), 0};
        restoreGuideline(m_to, guideline);
    }
}

void MergeRows::asOurs(std::vector<Key>& images)
{
    Query theirs(m_from, "SELECT id FROM image WHERE key = ?1");
    Query ours(m_to, "SELECT key FROM image WHERE id = ?1");
    for (auto& image : images) {
        theirs.with(AsKey{image});
        const auto id = theirs.step() ? m_images.find(theirs.integer(0)) : m_images.end();
        if (id != m_images.end()) {
            ours.with(id->second);
            image = ours.step() ? ours.hex(0) : image;
        }
    }
}

void MergeRows::mergeCases()
{
    for (auto& one : allCases(m_from)) {
        asOurs(one.right);
        asOurs(one.wrong);
        restoreCase(m_to, one);
    }
}

void MergeRows::mergeQueries()
{
    Query rows(
        m_from,
        "SELECT q.key, q.reference, q.caption, q.body, q.part, q.source FROM query q WHERE 1" +
            visibleBatch(m_from, "q"));
    while (rows.step()) {
        const auto reference = m_images.find(rows.integer(1));
        if (reference != m_images.end()) {
            Query(m_to, "INSERT INTO query(key, reference, caption, body, part, source)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(key) DO NOTHING")
                .run(AsKey{rows.hex(0)}, reference->second, rows.integer(2), rows.view(3),
                     rows.view(4), OrNull{rows.view(5)});
        }
    }
}

} // namespace triptych::store
