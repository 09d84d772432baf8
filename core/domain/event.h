// SPDX-License-Identifier: GPL-3.0-or-later
// The append-only log: one event, its canonical JSON and its hash chain.
#pragma once

#include "core/base/clock.h"
#include "core/domain/keys.h"
#include "core/domain/names.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace triptych {

using EventKey = std::string; // 32 hex digits, random 128 bit

// Every field is hashed. Empty string, empty list and 0 mean "not given".
struct Event
{
    EventKey id;
    std::string session;
    std::int64_t seq = 0; // 1, 2, … within the session
    std::string prevHash; // hash of seq − 1; 64 zeros for the first
    std::string hash;
    std::int64_t lamport = 0;
    UtcMillis at = 0;
    std::string reviewer;   // reviewer's stable id (32 hex digits), not a name
    std::string kind;       // as written; eventKindFrom() reads it
    Key slot;               // slot key; for remove, correct: empty, see `subject`
    std::string subject;    // remove: "image:KEY" "pair:KEY" "product:P" "text:KEY"; add_target,
                            // remove_target: image key; correct: "image:KEY"; undo, redo: event id
                            // or "batch:ID"; release: lot
    std::string textBefore; // the candidate's text KEY that was judged; correct: the old JSON value
    std::string textAfter;  // the final text KEY (edit: the new text row; accept: = textBefore);
                            // correct: {"attribute":…,"value":…}; comment: the note itself
    std::string verdict;    // adjudicate: accept | edit | reject; else empty
    std::vector<EventKey> base; // standing decisions the person saw; sorted
    std::vector<std::string> reasons;
    std::int64_t milliseconds = 0; // spent deciding, idle excluded; 0 = unknown
    std::string shown;             // what was visible, e.g. "blind", "scores"; free words
    std::string batch;             // groups events undone together; empty = alone
    std::string guidelineVersion;

    bool operator==(const Event&) const = default;
};

inline const std::string kFirstHash = std::string(64, '0');

// Keys in a fixed order (alphabetical), no white space, UTF-8 kept, control characters escaped,
// every field but `hash` and `prevHash`; the same bytes on every machine.
std::string canonicalJson(const Event& event);
// SHA-256(prevHash, canonicalJson), hex.
std::string eventHash(const Event& event);

// The order of events: (lamport, id).
bool before(const Event& a, const Event& b);

} // namespace triptych
