// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what is visible (finished batches, nothing removed): snapshots of ids, pages, counts,
// streams. Every function reads one consistent state; Database::interrupt() ends it with Cancelled.
#pragma once

#include "core/domain/filter.h"
#include "core/domain/views.h"
#include "core/store/database.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

enum class PairOrder
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

// Values of `text:` in a Filter given to this file are search terms prepared by core/text, joined
// by spaces; all must be there; a term that ends in "*" is a prefix.
struct PairQuery
{
    Filter filter;
    PairOrder order = PairOrder::Natural; // ties by key
    bool descending = false;
    std::uint64_t seed = 0;    // for Random
    bool oneOrderOnly = false; // leave out the second order of a mirror
    std::string language;      // of the texts that Forward and Reverse sort by
    // Only pairs with a slot of `language` that has a text and is pending, skipped, flagged or
    // disputed (and, with a filter, matches it); those with nothing but skipped and flagged ones
    // come last.
    bool undecidedOnly = false;
    // With undecidedOnly, a reviewer's stable id: pairs with a text by no other person that this
    // reviewer has not decided, whatever others did; those that the reviewer put aside come last.
    std::optional<std::string> blindFor;
};

struct SlotQuery
{
    Filter filter;
    // Besides the filter; empty: any state. (Commands: the default of an export.)
    std::vector<SlotState> states;
    std::optional<Direction> direction;
    bool withTextOnly = true;
};

// A slot that goes out: its pair, images and text.
struct ExportSlot
{
    PairId pair;
    Key pairKey;
    PairId mirror;
    Key referenceKey;
    Key targetKey;
    ImageId reference;
    ImageId target;
    std::string category;
    std::string pairSource; // JSON, verbatim
    SlotView slot;          // machineText and score included
    std::string parts;      // JSON of the text
    std::string prompt;
    std::uint64_t seed = 0;
    std::vector<ImageId> targets; // positives besides the pair's target, by image key
    std::string reviewer;         // stable id of who decided; empty = nobody
    std::string pseudonym;
    UtcMillis decidedAt = 0;
};

struct StoredQuery
{
    QueryId id;
    Key key;
    ImageId reference;
    int caption = 0;
    std::string body;
    std::string part;
    std::string source;
};

struct ReviewTotals
{
    std::int64_t decided = 0; // slots accepted, edited or rejected
    std::int64_t left = 0;    // slots with a text: pending, skipped, flagged or disputed
};

// A reviewer's decisions that stand, by Verdict.
struct StandingCounts
{
    std::array<std::int64_t, 3> all{};
    std::array<std::int64_t, 3> day{};      // those of the day asked for
    std::vector<std::int64_t> milliseconds; // spent on each of the day's, where it is known
};

class Reader
{
public:
    explicit Reader(Database& database)
        : m_database(database)
    {}

    // Pairs of which any slot matches; a pair without slots matches only an empty filter.
    Result<std::vector<PairId>> pairIds(const PairQuery& query);
    // By pair key, direction, language, caption.
    Result<std::vector<SlotId>> slotIds(const SlotQuery& query);
    Result<std::int64_t> countSlots(const SlotQuery& query);
    // In the order asked for; an id that is gone is left out.
    // `blindFor` (a stable id, empty for somebody new): without other people's decisions, marks
    // and wordings.
    Result<std::vector<PairView>> pairs(std::span<const PairId> ids,
                                        const std::optional<std::string>& blindFor = {});
    // Slots with their pair and images, by pair key, direction, language, caption; `each` returns
    // false to stop. Memory does not grow with their number.
    Status exportSlots(const SlotQuery& query, const std::function<bool(const ExportSlot&)>& each);
    Status queries(const std::function<bool(const StoredQuery&)>& each);

    // Pairs that lack a text of this generator and version in the language, in either direction;
    // with a filter, those of which any slot matches. By pair id.
    Result<std::vector<PairId>> pairsWithoutText(const std::string& generator,
                                                 const std::string& version,
                                                 const std::string& language, const Filter& filter);

    // `dayStart`: local midnight in UTC milliseconds, for "today".
    Result<ProjectStats> stats(UtcMillis dayStart);
    Result<ReviewTotals> totals();
    // `reviewer`: stable id; the day goes from `from` to before `to`.
    Result<StandingCounts> standingOf(const std::string& reviewer, UtcMillis from, UtcMillis to);
    Result<Facets> facets();
    // Distinct attribute values, categories and product names of visible images: words that belong
    // to this project. At most `limit`.
    Result<std::vector<std::string>> catalogueValues(int limit);
    // Values of the key that begin with `prefix` (ASCII case ignored), at most 20, sorted.
    Result<std::vector<std::string>> completions(FilterKey key, const std::string& prefix);

private:
    Database& m_database;
};

} // namespace triptych::store
