// SPDX-License-Identifier: GPL-3.0-or-later
// Pair views and export rows.
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/views_internal.h"

#include <algorithm>

namespace triptych::store {

namespace {

TextView textView(const Query& row, int first)
{
    TextView text;
    text.id = row.id<TextTag>(first);
    text.key = row.hex(first + 1);
    text.body = row.text(first + 2);
    text.origin = row.as<Origin>(first + 3);
    text.generator = row.text(first + 4);
    text.version = row.text(first + 5);
    text.stale = row.flag(first + 6);
    return text;
}

} // namespace

ViewLoader::ViewLoader(Connection& connection)
    : m_connection(connection)
    , m_hideUnfinished(anyUnfinished(connection))
    , m_pair(
          connection,
          "SELECT p.id, p.key, p.mirror, p.category, r.id, r.key, r.name, r.root, r.state, r.width,"
          " r.height, r.product, r.category, r.sha256, g.id, g.key, g.name, g.root, g.state, "
          "g.width,"
          " g.height, g.product, g.category, g.sha256 FROM pair p JOIN image r ON r.id = "
          "p.reference"
          " JOIN image g ON g.id = p.target WHERE p.id = ?1 AND p.removed = 0 AND (?2 = 0 OR "
          "p.batch IS NULL"
          " OR p.batch NOT IN (SELECT id FROM batch WHERE complete = 0))")
    , m_slots(connection,
              "SELECT" + std::string{kViewColumns} +
                  "FROM slot s LEFT JOIN text t ON t.id = s.text WHERE s.pair = ?1 AND (?2 = 0"
                  " OR s.batch IS NULL OR s.batch NOT IN (SELECT id FROM batch WHERE complete = 0))"
                  " ORDER BY s.direction, s.language, s.caption")
    , m_count(connection,
              "SELECT count(*) FROM text WHERE slot = ?1 AND removed = 0 AND id != ?2 AND (?3 = 0"
              " OR batch IS NULL OR batch NOT IN (SELECT id FROM batch WHERE complete = 0))")
    , m_text(
          connection,
          "SELECT id, key, body, origin, generator, version, stale, parent FROM text WHERE id = ?1")
    , m_chosen(connection, "SELECT" + std::string{kViewColumns} +
                               "FROM slot s LEFT JOIN text t ON t.id = ?2 WHERE s.id = ?1")
{
    Query roots(connection, "SELECT id, path FROM root");
    while (roots.step()) {
        auto path = roots.text(1);
        if (!path.ends_with('/')) {
            path.push_back('/');
        }
        m_roots.emplace(roots.integer(0), std::move(path));
    }
}

ImageView ViewLoader::image(const Query& row, int first)
{
    ImageView view;
    view.id = row.id<ImageTag>(first);
    view.key = row.hex(first + 1);
    view.name = row.text(first + 2);
    view.path = m_roots[row.integer(first + 3)] + view.name;
    view.state = row.as<ImageState>(first + 4);
    view.width = row.number(first + 5);
    view.height = row.number(first + 6);
    view.product = row.text(first + 7);
    view.category = row.text(first + 8);
    view.sha256 = row.hex(first + 9);
    return view;
}

SlotView ViewLoader::slot(const Query& row, int first)
{
    SlotView view;
    view.id = row.id<SlotTag>(first);
    view.key = row.hex(first + 1);
    view.direction = row.as<Direction>(first + 2);
    view.language = row.text(first + 3);
    view.caption = row.number(first + 4);
    view.state = row.as<SlotState>(first + 5);
    view.decisions = row.number(first + 6);
    view.standing = stringsFrom(row.view(first + 7));
    view.reasons = stringsFrom(row.view(first + 8));
    if (row.isNull(first + 9)) {
        return view;
    }
    view.text = textView(row, first + 9);
    view.text->rejected = view.state == SlotState::Rejected;
    if (!row.isNull(first + 17)) {
        view.score = row.real(first + 17);
    }
    // An edited text shows the machine's: the nearest ancestor that no person wrote.
    auto parent = row.id<TextTag>(first + 16);
    for (int depth = 0; view.text->origin == Origin::Person && parent.valid() && depth < 100;
         ++depth) {
        m_text.with(parent);
        if (!m_text.step()) {
            break;
        }
        if (m_text.as<Origin>(3) != Origin::Person) {
            view.machineText = textView(m_text, 0);
            break;
        }
        parent = m_text.id<TextTag>(7);
    }
    return view;
}

// The same slot with the text, state and reasons that it has for one reviewer alone.
SlotView ViewLoader::blindSlot(SlotView whole, const std::string& reviewer)
{
    int texts = 0;
    const auto own = ownSlot(m_connection, whole.id.value, reviewer, &texts);
    m_chosen.with(whole.id, TextId{own.text});
    SlotView view = m_chosen.step() ? slot(m_chosen, 0) : std::move(whole);
    view.state = static_cast<SlotState>(own.state);
    view.decisions = own.decisions;
    view.standing = stringsFrom(own.standing);
    view.reasons = stringsFrom(own.reasons);
    if (view.text) {
        view.text->rejected = view.state == SlotState::Rejected;
    }
    view.alternatives = std::max(texts - (view.text ? 1 : 0), 0);
    return view;
}

std::optional<PairView> ViewLoader::pair(PairId id, const std::optional<std::string>& blindFor)
{
    m_pair.with(id, m_hideUnfinished);
    if (!m_pair.step()) {
        return std::nullopt;
    }
    PairView view;
    view.id = id;
    view.key = m_pair.hex(1);
    view.mirror = m_pair.id<PairTag>(2);
    view.category = m_pair.text(3);
    view.reference = image(m_pair, 4);
    view.target = image(m_pair, 14);
    m_slots.with(id, m_hideUnfinished);
    while (m_slots.step()) {
        auto one = slot(m_slots, 0);
        if (blindFor) {
            one = blindSlot(std::move(one), *blindFor);
        } else if (m_slots.integer(kViewColumnCount - 1) > 1) {
            m_count.with(one.id, one.text ? one.text->id.value : std::int64_t{0}, m_hideUnfinished);
            one.alternatives = m_count.step() ? m_count.number(0) : 0;
        }
        view.slots.push_back(std::move(one));
    }
    return view;
}

ExportLoader::ExportLoader(Connection& connection)
    : m_views(connection)
    , m_anyTargets(connection.integer("SELECT EXISTS(SELECT 1 FROM target)") != 0)
    , m_targets(connection,
                "SELECT i.id FROM target c JOIN image i ON i.id = c.image WHERE c.slot = ?1"
                " ORDER BY i.key")
    , m_reviewer(connection, "SELECT e.reviewer, w.pseudonym FROM event e LEFT JOIN reviewer w"
                             " ON w.stable_id = e.reviewer WHERE e.id = ?1")
{}

ExportSlot ExportLoader::slot(const Query& row)
{
    constexpr int kFirst = kViewColumnCount;
    ExportSlot out;
    out.slot = m_views.slot(row, 0);
    out.pair = row.id<PairTag>(kFirst);
    out.pairKey = row.hex(kFirst + 1);
    out.mirror = row.id<PairTag>(kFirst + 2);
    out.referenceKey = row.hex(kFirst + 3);
    out.targetKey = row.hex(kFirst + 4);
    out.reference = row.id<ImageTag>(kFirst + 5);
    out.target = row.id<ImageTag>(kFirst + 6);
    out.category = row.text(kFirst + 7);
    out.pairSource = row.text(kFirst + 8);
    out.parts = row.text(kFirst + 9);
    out.prompt = row.text(kFirst + 10);
    out.seed = static_cast<std::uint64_t>(row.integer(kFirst + 11));
    if (m_anyTargets) {
        m_targets.with(out.slot.id);
        while (m_targets.step()) {
            out.targets.push_back(m_targets.id<ImageTag>(0));
        }
    }
    if (!row.isNull(kFirst + 12)) {
        m_reviewer.with(row.view(kFirst + 12));
        if (m_reviewer.step()) {
            out.reviewer = m_reviewer.text(0);
            out.pseudonym = m_reviewer.text(1);
        }
        out.decidedAt = row.integer(kFirst + 13);
    }
    return out;
}

} // namespace triptych::store
