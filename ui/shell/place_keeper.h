// SPDX-License-Identifier: GPL-3.0-or-later
// Where each project was left: its page, the queue and the pair of Review. Settings write it to the
// disk in their own time, so noting a place costs nothing.
#pragma once

#include "core/base/ids.h"

#include <QString>

#include <optional>

namespace triptych::ui {

class Settings;

struct Place
{
    QString project; // absolute path
    int page = 0;    // Review 0, Browse 1, Exchange 2, Query 3: numbers that stay
    QString filter;  // of the queue of Review; empty: the whole queue
    PairId pair;     // invalid: none

    bool operator==(const Place&) const = default;
};

// One line "path\tpage\tfilter\tpair"; what cannot be read is no place.
QString placeText(const Place& place);
std::optional<Place> placeFrom(const QString& text);

// None when the project was never left, or was left by a broken line.
std::optional<Place> placeOf(const Settings& settings, const QString& project);
// Newest first, at most ten.
void keepPlace(Settings& settings, const Place& place);

} // namespace triptych::ui
