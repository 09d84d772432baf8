// SPDX-License-Identifier: GPL-3.0-or-later
// All keys on one page of paper.
#pragma once

#include "ui/review/key_map.h"

namespace triptych::ui {

// What the page says, as rich text. Asks for translations: in the GUI thread.
QString keyLegendHtml(const KeyMap& map, const QString& presetName);
// Lays it out on one A4 page, as large as fits, and writes the PDF; a file that is there is
// replaced. Any thread. False when it could not be written.
bool writeKeyLegend(const QString& html, const QString& path);

} // namespace triptych::ui
