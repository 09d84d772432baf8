// SPDX-License-Identifier: GPL-3.0-or-later
// Rows joined into views. All functions throw what SQLite throws.
#pragma once

#include "core/domain/views.h"
#include "core/store/reading.h"
#include "core/store/sql.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace triptych::store {

// Joined slot and text columns that slotViewFrom() reads, over aliases s, t (text), m (its parent),
// with the score; the first is at `first`.
inline constexpr std::string_view kViewColumns =
    " s.id, s.key, s.direction, s.language, s.caption, s.state, s.decisions, s.standing, s.reasons,"
    " t.id, t.key, t.body, t.origin, t.generator, t.version, t.stale, t.parent,"
    " (SELECT c.value FROM score c WHERE c.text = t.id AND c.name = 'accept'), s.arrivals ";
inline constexpr int kViewColumnCount = 19;

// Loads pairs one by one, with statements kept prepared.
class ViewLoader
{
public:
    explicit ViewLoader(Connection& connection);
    // nullopt: not there, removed, or of an unfinished batch.
    // `blindFor`: see Reader::pairs.
    std::optional<PairView> pair(PairId id, const std::optional<std::string>& blindFor = {});
    SlotView slot(const Query& row, int first);

private:
    ImageView image(const Query& row, int first);
    SlotView blindSlot(SlotView slot, const std::string& reviewer);

    Connection& m_connection;
    bool m_hideUnfinished;
    std::unordered_map<std::int64_t, std::string> m_roots; // id -> path
    Query m_pair;
    Query m_slots;
    Query m_count;
    Query m_text;
    Query m_chosen;
};

// Over s, p, r (reference), g (target), t.
inline constexpr std::string_view kExportColumns =
    " s.id, s.key, s.direction, s.language, s.caption, s.state, s.decisions, s.standing, s.reasons,"
    " t.id, t.key, t.body, t.origin, t.generator, t.version, t.stale, t.parent,"
    " (SELECT c.value FROM score c WHERE c.text = t.id AND c.name = 'accept'), s.arrivals,"
    " p.id, p.key, p.mirror, r.key, g.key, p.reference, p.target, p.category, p.source, t.parts, "
    "t.prompt,"
    " t.seed, s.decided_by, s.decided_at ";

class ExportLoader
{
public:
    explicit ExportLoader(Connection& connection);
    ExportSlot slot(const Query& row);

private:
    ViewLoader m_views;
    bool m_anyTargets;
    Query m_targets;
    Query m_reviewer;
};

} // namespace triptych::store
