// SPDX-License-Identifier: GPL-3.0-or-later
// What pages and commands show: a pair with its images, slots, texts and states, joined.
#pragma once

#include "core/base/ids.h"
#include "core/domain/event.h"
#include "core/domain/names.h"
#include "core/domain/values.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace triptych {

struct ImageView
{
    ImageId id;
    Key key;
    std::string name; // relative to its root
    std::string path; // absolute
    ImageState state = ImageState::Missing;
    int width = 0;
    int height = 0;
    std::string product;
    std::string category;
    std::string sha256; // empty = unknown
};

struct TextView
{
    TextId id;
    Key key;
    std::string body;
    Origin origin = Origin::Import;
    std::string generator;
    std::string version;
    bool stale = false;
    bool rejected = false;
};

struct SlotView
{
    SlotId id;
    Key key;
    Direction direction = Direction::Forward;
    std::string language;
    int caption = 0;
    SlotState state = SlotState::Pending;
    std::optional<TextView> text; // the final text, or the candidate; none = nothing to judge
    std::optional<TextView> machineText; // what `text` was edited from; none when not edited
    int alternatives = 0;                // further texts of the slot
    int decisions = 0;                   // reviewers who decided, for "1 of 2"
    std::vector<EventKey> standing;      // the `base` of the next decision
    std::vector<std::string> reasons;    // of a standing rejection
    std::optional<double> score;         // accept probability; none until scored
};

struct PairView
{
    PairId id;
    Key key;
    ImageView reference;
    ImageView target;
    std::string category;
    PairId mirror;               // invalid when there is none
    std::vector<SlotView> slots; // by direction, language, caption

    // The slot of the language, caption 0; null when none.
    [[nodiscard]] const SlotView* find(Direction direction, std::string_view language) const
    {
        for (const auto& slot : slots) {
            if (slot.direction == direction && slot.language == language && slot.caption == 0) {
                return &slot;
            }
        }
        return nullptr;
    }
};

struct StateCounts
{
    std::array<std::int64_t, kSlotStateCount> of{}; // by SlotState
    std::int64_t& operator[](SlotState state) { return of[static_cast<std::size_t>(state)]; }
    std::int64_t operator[](SlotState state) const { return of[static_cast<std::size_t>(state)]; }
};

struct ReviewerCounts
{
    std::string name;
    std::int64_t accepted = 0;
    std::int64_t edited = 0;
    std::int64_t rejected = 0;
    std::int64_t today = 0; // decisions since local midnight
};

struct ProjectStats
{
    std::int64_t images = 0;
    std::int64_t missingImages = 0;
    std::int64_t pairs = 0;    // ordered
    std::int64_t mirrored = 0; // unordered: pairs counted once with their mirror
    std::int64_t queries = 0;
    StateCounts forward;
    StateCounts reverse;
    std::vector<ReviewerCounts> reviewers;
};

struct FacetCount
{
    std::string value;
    std::int64_t count = 0;
};

// Counts for Browse's side column.
struct Facets
{
    std::vector<FacetCount> status, category, generator, reason;
};

} // namespace triptych
