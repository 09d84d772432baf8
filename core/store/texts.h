// SPDX-License-Identifier: GPL-3.0-or-later
// Slots and their immutable texts, scores and drafts.
#pragma once

#include "core/domain/values.h"
#include "core/domain/views.h"
#include "core/store/batches.h"
#include "core/store/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace triptych::store {

struct SlotAddress
{
    PairId pair;
    Direction direction = Direction::Forward;
    std::string language; // BCP 47
    int caption = 0;
};

struct NewText
{
    SlotAddress slot;
    Origin origin = Origin::Import;
    std::string generator;
    std::string version;
    std::uint64_t seed = 0;
    std::string prompt;
    std::string parts; // JSON object; "attributes": names of the attributes that it used
    std::optional<TextId> parent;
    std::string body;
    std::string terms; // search terms, prepared by core/text
};

struct AddedText
{
    SlotId slot;
    TextId id;
    Key key;
    bool added = false; // false: the same text was there
};

struct StoredSlot
{
    SlotId id;
    Key key;
    SlotAddress address;
    SlotState state = SlotState::Pending;
    std::optional<TextId> text;     // final text, or candidate
    std::vector<EventKey> standing; // the `base` of the next decision
    EventKey decidedBy;             // newest standing decision, or mark; empty = none
};

struct StoredDraft
{
    SlotId slot;
    PairId pair;
    std::string body;
};

// A wording and in how many slots it is the decided text.
struct DecidedBody
{
    std::string body;
    std::int64_t slots = 0;
};

struct Score
{
    TextId text;
    std::string name; // "accept": the accept probability
    double value = 0;
    std::string parts; // JSON
    std::string madeBy;
};

class TextStore
{
public:
    explicit TextStore(Database& database)
        : m_database(database)
    {}

    Result<SlotId> ensureSlot(WriteTransaction& transaction, const SlotAddress& address,
                              BatchId batch = {});
    // Makes slots as needed. A new text becomes the candidate of an undecided slot, reopens a
    // rejected one (domain/fold.h) and never displaces an accepted or edited one. One result a
    // text, in order. NotFound: a pair that does not exist.
    Result<std::vector<AddedText>> add(WriteTransaction& transaction,
                                       std::span<const NewText> texts, BatchId batch = {});

    // `blindFor` (a stable id): as it is to that person, without other people's decisions and
    // wordings; empty: as it is.
    Result<std::optional<StoredSlot>> slotById(SlotId id, const std::string& blindFor = {});
    Result<std::optional<StoredSlot>> slotByKey(const Key& key);
    Result<std::optional<StoredSlot>> slotAt(const SlotAddress& address);
    Result<std::vector<StoredSlot>> slotsOf(PairId pair);
    Result<std::optional<TextRow>> textById(TextId id);
    Result<std::optional<TextRow>> textByKey(const Key& key);
    // All texts of a slot, oldest first (removed ones too).
    Result<std::vector<TextRow>> textsOf(SlotId slot);
    // Those that were not removed and whose import is finished, newest first; `rejected` where the
    // newest verdict on it that was not undone says so. `reviewer` (a stable id): without what
    // other people wrote and rejected; empty: all.
    Result<std::vector<TextView>> viewsOf(SlotId slot, const std::string& reviewer = {});
    // Texts of slots that are accepted, edited or released in the language. `match`: an expression
    // of core/text for full text; empty: all. At most
    // `mostSlots` slots are counted.
    Result<std::vector<DecidedBody>> decidedBodies(const std::string& language,
                                                   const std::string& match, int mostSlots);

    Status setScores(WriteTransaction& transaction, std::span<const Score> scores);
    Result<std::vector<Score>> scoresOf(TextId text);

    // Unfinished wording of a reviewer; an empty body removes it. Not an event.
    Status saveDraft(WriteTransaction& transaction, ReviewerId reviewer, SlotId slot,
                     const std::string& body);
    Result<std::optional<std::string>> draft(ReviewerId reviewer, SlotId slot);
    // By pair and slot; not those of removed pairs.
    Result<std::vector<StoredDraft>> draftsOf(ReviewerId reviewer);
    // Of the reviewer with this stable id.
    Status removeDraft(WriteTransaction& transaction, const std::string& stableId, SlotId slot);

private:
    Database& m_database;
};

} // namespace triptych::store
