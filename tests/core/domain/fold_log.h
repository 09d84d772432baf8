// SPDX-License-Identifier: GPL-3.0-or-later
// A slot's log, built event by event for tests of the fold.
#pragma once

#include "core/domain/fold.h"

#include <string>
#include <utility>
#include <vector>

namespace triptych::testing {

// A slot's log under construction: each call appends one event, one tick later.
class Log
{
public:
    std::vector<Event> events;
    std::vector<FoldText> texts{{"t1", "make it blue", false, 1}};
    FoldOptions options;

    std::string add(const char* reviewer, const char* kind, std::vector<EventKey> base = {},
                    const char* before = "t1", const char* after = "")
    {
        Event event;
        event.lamport = static_cast<std::int64_t>(events.size()) + 1;
        event.id = "e" + std::to_string(event.lamport);
        event.reviewer = reviewer;
        event.kind = kind;
        event.slot = "slot";
        event.textBefore = before;
        event.textAfter = event.kind == "accept" && *after == '\0' ? before : after;
        event.base = std::move(base);
        events.push_back(event);
        return event.id;
    }

    std::string takeBack(const char* reviewer, const std::string& named, const char* kind = "undo")
    {
        const auto id = add(reviewer, kind, {}, "");
        events.back().subject = named;
        return id;
    }

    std::string adjudicate(const char* reviewer, const char* verdict, std::vector<EventKey> base,
                           const char* after = "t1")
    {
        const auto id = add(reviewer, "adjudicate", std::move(base), "t1", after);
        events.back().verdict = verdict;
        return id;
    }

    void addText(const char* key, const char* body, std::int64_t arrival, bool fromPerson = false)
    {
        texts.push_back({key, body, fromPerson, arrival});
    }

    [[nodiscard]] FoldResult fold() const
    {
        return foldSlot(events, undoneEvents(events), texts, options);
    }
    [[nodiscard]] SlotState state() const { return fold().state; }
};

} // namespace triptych::testing
