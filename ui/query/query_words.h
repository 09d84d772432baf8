// SPDX-License-Identifier: GPL-3.0-or-later
// The Query page's wording of methods, encoders, ranks and runs.
#pragma once

#include "core/workflow/cases.h"
#include "core/workflow/query.h"

#include <QString>

#include <optional>
#include <string_view>

namespace triptych::ui {

QString methodWord(std::string_view method);   // "aligned", "late fusion", "image alone" …
QString encoderWord(std::string_view encoder); // "standard encoder", "built-in encoder", a name
QString languageWord(std::string_view language);

// How a result stands with one method against the other: ▲3, ▼2, – or, below what was compared,
// ▲ alone.
struct RankMove
{
    int by = 0;          // > 0: higher up than with the other
    bool beyond = false; // the other has it further down than it was asked for; `by` at least

    bool operator==(const RankMove&) const = default;
};
QString moveWord(const RankMove& move);
// For screen readers: "3 places higher than with late fusion".
QString moveSentence(const RankMove& move, const QString& other);

QString casesRank(const std::optional<std::size_t>& rank); // "12", "–"
// "rank 4 → 1"; "rank 1" before a second run; "not run yet".
QString caseRanks(const workflow::SavedCase& one);
// "14 better, 3 worse, 9 same; p = 0.013: hardly by chance".
QString runSentence(const workflow::CaseRunReport& run);

} // namespace triptych::ui
