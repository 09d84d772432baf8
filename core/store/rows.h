// SPDX-License-Identifier: GPL-3.0-or-later
// Rows to values, in one place for each table. All throw what SQLite throws.
#pragma once

#include "core/domain/event.h"
#include "core/domain/values.h"
#include "core/store/batches.h"
#include "core/store/sql.h"
#include "core/store/texts.h"

#include <string_view>
#include <vector>

namespace triptych::store {

// Columns in the order that imageFrom() reads; `i` is the table's alias.
inline constexpr std::string_view kImageColumns =
    " i.id, i.key, i.root, i.name, i.state, i.sha256, i.phash, i.bytes, i.modified, i.width, "
    "i.height,"
    " i.product, i.category, i.duplicate_of, i.attributes ";
inline constexpr int kImageColumnCount = 15;
Image imageFrom(const Query& row);

// `e`
inline constexpr std::string_view kEventColumns =
    " e.id, e.session, e.seq, e.prev_hash, e.hash, e.lamport, e.at, e.reviewer, e.kind, e.slot,"
    " e.subject, e.text_before, e.text_after, e.verdict, e.base, e.reasons, e.milliseconds, "
    "e.shown,"
    " e.batch, e.guideline_version ";
inline constexpr int kEventColumnCount = 20;
Event eventFrom(const Query& row);

// `s`
inline constexpr std::string_view kSlotColumns =
    " s.id, s.key, s.pair, s.direction, s.language, s.caption, s.state, s.text, s.standing, "
    "s.decided_by ";
StoredSlot slotFrom(const Query& row);

// `t`
inline constexpr std::string_view kTextColumns =
    " t.id, t.key, t.slot, t.origin, t.generator, t.version, t.seed, t.prompt, t.parts, t.parent,"
    " t.body, t.terms, t.stale ";
TextRow textFrom(const Query& row);

std::vector<std::string> stringsFrom(std::string_view json);

// Batches that are not complete: their rows are to be hidden. Usually none.
bool anyUnfinished(Connection& connection);
// " AND alias.batch is not unfinished", or nothing when no batch is unfinished.
std::string visibleBatch(Connection& connection, std::string_view alias);

} // namespace triptych::store
