// SPDX-License-Identifier: GPL-3.0-or-later
// A word diff as a screen reader says it.
#pragma once

#include "core/workflow/diff.h"

#include <QString>

#include <vector>

namespace triptych::ui {

// "black becomes blue, short added"; at most eight changes, then how many more. Empty: nothing
// changed.
QString diffInWords(const std::vector<workflow::DiffPiece>& pieces);

} // namespace triptych::ui
