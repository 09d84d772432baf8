// SPDX-License-Identifier: GPL-3.0-or-later
// The ways in which the two images of a pair are looked at.
#pragma once

#include <QString>

#include <array>

namespace triptych::ui {

enum class ViewMode
{
    SideBySide,
    Swipe,      // both in one place, divided by a line that follows the pointer
    Difference, // where they differ
    RoundTrip   // A → text → B and B → text → A
};

inline constexpr std::array kViewModes{ViewMode::SideBySide, ViewMode::Swipe, ViewMode::Difference,
                                       ViewMode::RoundTrip};

QString viewModeWord(ViewMode mode); // "Side by side" …, translated
QString viewModeIcon(ViewMode mode); // of resources/icons

} // namespace triptych::ui
