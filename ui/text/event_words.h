// SPDX-License-Identifier: GPL-3.0-or-later
// What happened to a pair, in whole sentences, and when, in the words of the reader's language.
// Every value that came from a person or a file goes through quoted(): plain text, whatever it
// holds.
#pragma once

#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "core/workflow/reasons.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace triptych::ui {

// Text as it may be shown in a line: control and bidirectional control characters become visible
// pictures, line ends become spaces, text that runs from right to left is isolated, and what is
// over `most` characters is left out ("…").
QString quoted(const QString& text, int most = 200);
// The same, lines kept.
QString quotedLines(const QString& text, int most);

struct EventContext
{
    std::vector<workflow::Reason> reasons;      // of the project; empty: the program's words
    std::vector<workflow::Guidelines> versions; // to say "guidelines 3"; may be empty
};

// "Aiko accepted the forward text", "Ben corrected colour of shoe-12.jpg from blue to navy". A
// nameless reviewer is "Someone". `about`: the entry that an undo or a redo names, or null.
QString eventSentence(const workflow::HistoryEntry& entry, const EventContext& context,
                      const workflow::HistoryEntry* about = nullptr);
// "4.2 s · guidelines 3 · blind"; empty when nothing is known.
QString eventCircumstances(const workflow::HistoryEntry& entry, const EventContext& context);

// "just now", "12 minutes ago", "yesterday, 14:05"; the date and time when it lies ahead of `now`
// (a clock that went back) or more than a week behind.
QString relativeTime(UtcMillis at, const QDateTime& now);
QString exactTime(UtcMillis at); // local, to the second, with the date

// How long something takes, in words: "48 minutes", "9 h 40 min", "2.1 days".
QString durationWords(std::int64_t seconds);

// The newest standing verdict of somebody else on the direction, "Aiko accepted this yesterday";
// empty when there is none. `entries`: newest first, as workflow::history gives them.
QString standingWords(const std::vector<workflow::HistoryEntry>& entries, Direction direction,
                      const std::string& me, const QDateTime& now);

} // namespace triptych::ui
