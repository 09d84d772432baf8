// SPDX-License-Identifier: GPL-3.0-or-later
// The one wording of states, directions, reasons, stages and figures, translated.
#pragma once

#include "core/domain/names.h"
#include "core/workflow/reasons.h"

#include <QString>

#include <cstdint>
#include <string_view>
#include <vector>

namespace triptych::ui {

QString word(SlotState state);     // "accepted"
QString word(Direction direction); // "forward"
QString
eventWord(std::string_view kind); // "accepted", "undone", "excluded" …, for history and toasts
QString reasonWord(std::string_view id); // "wrong direction"; an unknown id as it is
// The project's label of a reason; else the program's word for it; else the id as it is.
QString reasonText(const std::vector<workflow::Reason>& list, std::string_view id);
QString stageWord(std::string_view stage); // Progress::stage, e.g. "decode" -> "reading images"

// "1 284": groups of three from four digits on, joined by a no-break thin space (U+202F).
QString formatCount(std::int64_t count);
QString formatPercent(double part);           // 0.614 -> "61 %"
QString formatBytes(std::uint64_t bytes);     // "3.4 MB"
QString formatTimeLeft(std::int64_t seconds); // "0:48", "9 h 40 min"

} // namespace triptych::ui
