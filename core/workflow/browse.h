// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: snapshots of ids, pages of pairs, counts. All may be interrupted (Project::interrupt).
#pragma once

#include "core/domain/filter.h"
#include "core/domain/views.h"
#include "core/workflow/project.h"
#include "core/workflow/view_for.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::workflow {

enum class SortKey
{
    Natural,
    Reference,
    Target,
    Forward,
    Reverse,
    Score,
    Decided,
    Category,
    Random
};
std::optional<SortKey> sortKeyFrom(std::string_view text); // "reference" …
std::string_view name(SortKey key);

struct Snapshot
{
    std::string where;               // filter source; empty = all
    SortKey sort = SortKey::Natural; // order of adding
    bool descending = false;
    std::uint64_t seed = 0;    // for Random
    bool oneOrderOnly = false; // leave out the second order of a mirror
    // reviewQueue: a blind pass of this reviewer: pairs with a text in the project's language that
    // this person has not decided, whatever others did; terms of `where` about other people's
    // decisions (status, reviewer, reason, decided) are left out. Empty: not blind.
    std::string blind = {};
};

// Ids of pairs of which any slot matches (a pair without slots matches only an empty filter),
// in order; ties by key. BadFilter for a broken filter.
Result<std::vector<PairId>> snapshotPairs(Project& project, const Snapshot& snapshot);
// The same for Review: pairs whose slot in the project's language is undecided (pending, skipped or
// flagged last) unless `where` names a status.
Result<std::vector<PairId>> reviewQueue(Project& project, const Snapshot& snapshot);
// Slots with a text of which the filter holds: what decideWhere would touch. BadFilter.
Result<std::int64_t> countSlots(Project& project, const std::string& where);
// In the order asked for; an id that is gone is left out.
Result<std::vector<PairView>> fetchPairs(Project& project, std::span<const PairId> ids,
                                         const ViewFor& view = {});
Result<ProjectStats> stats(Project& project);
Result<Facets> facets(Project& project);
// Values for completion of a filter key that begin with `prefix` (categories, reviewers, …), at
// most 20.
Result<std::vector<std::string>> completions(Project& project, FilterKey key,
                                             const std::string& prefix);

// One line of a pair's history, newest first.
struct HistoryEntry
{
    EventKey event;
    std::string kind;
    Direction direction = Direction::Forward;
    std::string reviewer; // name
    UtcMillis at = 0;
    std::string text; // final text, or note
    std::vector<std::string> reasons;
    bool undone = false;
    std::string before;             // edit: the text that was changed
    std::string subject;            // remove, correct, add_target …: what it was about, as a name
    std::string attribute;          // correct: which; `before` and `text` hold its values
    std::int64_t milliseconds = 0;  // spent; 0 = unknown
    std::string guidelines;         // version
    bool blind = false;             // made without seeing others' decisions
    std::optional<SlotState> state; // a verdict or mark: what it made of the slot
};
Result<std::vector<HistoryEntry>> history(Project& project, PairId pair);

} // namespace triptych::workflow
