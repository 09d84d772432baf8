// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshots, pages, counts and history, from the store's reader.
#include "core/workflow/browse.h"

#include "core/base/utf8.h"
#include "core/store/events.h"
#include "core/store/people.h"
#include "core/store/reading.h"
#include "core/text/normalise.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <array>
#include <utility>

namespace triptych::workflow {

namespace {

struct SortName
{
    SortKey key;
    std::string_view name;
    store::PairOrder order;
};

constexpr std::array<SortName, 9> kSorts{
    {{SortKey::Natural, "natural", store::PairOrder::Natural},
     {SortKey::Reference, "reference", store::PairOrder::Reference},
     {SortKey::Target, "target", store::PairOrder::Target},
     {SortKey::Forward, "forward", store::PairOrder::Forward},
     {SortKey::Reverse, "reverse", store::PairOrder::Reverse},
     {SortKey::Score, "score", store::PairOrder::Score},
     {SortKey::Decided, "decided", store::PairOrder::Decided},
     {SortKey::Category, "category", store::PairOrder::Category},
     {SortKey::Random, "random", store::PairOrder::Random}}};

Result<store::PairQuery> queryOf(Project& project, const Snapshot& snapshot)
{
    auto filter = preparedFilter(snapshot.where);
    if (!filter) {
        return fail(filter);
    }
    store::PairQuery query;
    query.filter = std::move(*filter);
    for (const auto& sort : kSorts) {
        if (sort.key == snapshot.sort) {
            query.order = sort.order;
        }
    }
    query.descending = snapshot.descending;
    query.seed = snapshot.seed;
    query.oneOrderOnly = snapshot.oneOrderOnly;
    query.language = project.language();
    return query;
}

// Empty: a person who has done nothing yet.
Result<std::string> stableIdOf(Project& project, const std::string& name)
{
    const auto person =
        store::ReviewerStore(databaseOf(project)).byName(text::nfc(std::string{trimmed(name)}));
    if (!person) {
        return fail(person);
    }
    return *person ? (*person)->stableId : std::string{};
}

// What other people decided shows neither through the choice of pairs nor through their order.
Result<std::vector<PairId>> blindQueue(Project& project, store::PairQuery query,
                                       const std::string& reviewer)
{
    auto person = stableIdOf(project, reviewer);
    if (!person) {
        return fail(person);
    }
    std::erase_if(query.filter.terms, [](const FilterTerm& term) {
        return term.key == FilterKey::Status || term.key == FilterKey::Reviewer ||
               term.key == FilterKey::Reason || term.key == FilterKey::Decided;
    });
    if (query.order == store::PairOrder::Decided) {
        query.order = store::PairOrder::Natural;
    }
    query.undecidedOnly = true;
    query.blindFor = std::move(*person);
    return store::Reader(databaseOf(project)).pairIds(query);
}

} // namespace

std::optional<SortKey> sortKeyFrom(std::string_view text)
{
    for (const auto& sort : kSorts) {
        if (sort.name == text) {
            return sort.key;
        }
    }
    return std::nullopt;
}

std::string_view name(SortKey key)
{
    for (const auto& sort : kSorts) {
        if (sort.key == key) {
            return sort.name;
        }
    }
    return "natural";
}

Result<std::vector<PairId>> snapshotPairs(Project& project, const Snapshot& snapshot)
{
    const auto query = queryOf(project, snapshot);
    if (!query) {
        return fail(query);
    }
    return store::Reader(databaseOf(project)).pairIds(*query);
}

Result<std::vector<PairId>> reviewQueue(Project& project, const Snapshot& snapshot)
{
    auto query = queryOf(project, snapshot);
    if (!query) {
        return fail(query);
    }
    if (!snapshot.blind.empty()) {
        return blindQueue(project, std::move(*query), snapshot.blind);
    }
    query->undecidedOnly = !query->filter.namesStatus();
    return store::Reader(databaseOf(project)).pairIds(*query);
}

Result<std::int64_t> countSlots(Project& project, const std::string& where)
{
    auto filter = preparedFilter(where);
    if (!filter) {
        return fail(filter);
    }
    store::SlotQuery query;
    query.filter = std::move(*filter);
    return store::Reader(databaseOf(project)).countSlots(query);
}

Result<std::vector<PairView>> fetchPairs(Project& project, std::span<const PairId> ids,
                                         const ViewFor& view)
{
    store::Reader reader(databaseOf(project));
    if (view.blind.empty()) {
        return reader.pairs(ids);
    }
    const auto person = stableIdOf(project, view.blind);
    return person ? reader.pairs(ids, *person) : fail(person);
}

Result<ProjectStats> stats(Project& project)
{
    auto& database = databaseOf(project);
    return store::Reader(database).stats(dayStart(database.now()));
}

Result<Facets> facets(Project& project)
{
    return store::Reader(databaseOf(project)).facets();
}

Result<std::vector<std::string>> completions(Project& project, FilterKey key,
                                             const std::string& prefix)
{
    return store::Reader(databaseOf(project)).completions(key, prefix);
}

Result<std::vector<HistoryEntry>> history(Project& project, PairId pair)
{
    auto events = store::EventStore(databaseOf(project)).history(pair);
    if (!events) {
        return fail(events);
    }
    std::vector<HistoryEntry> entries;
    entries.reserve(events->size());
    for (auto& logged : *events) {
        HistoryEntry entry;
        entry.event = logged.event.id;
        entry.kind = logged.event.kind;
        entry.direction = logged.direction;
        entry.reviewer = logged.reviewerName;
        entry.at = logged.event.at;
        entry.text = std::move(logged.text);
        entry.reasons = logged.event.reasons;
        entry.undone = logged.undone;
        entry.before = std::move(logged.before);
        entry.subject = std::move(logged.subject);
        entry.attribute = std::move(logged.attribute);
        entry.milliseconds = logged.event.milliseconds;
        entry.guidelines = logged.event.guidelineVersion;
        entry.blind = madeBlind(logged.event);
        entry.state = logged.state;
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace triptych::workflow
