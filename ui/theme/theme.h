// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of the look, light and dark, the palette and style sheet made of them, and who follows
// the system. Painting code asks Theme::of(widget) and repaints on QEvent::PaletteChange.
#pragma once

#include <QColor>
#include <QObject>
#include <QPalette>

class QApplication;
class QFont;
class QWidget;

namespace triptych::ui {

// Distances in device-independent pixels, on the 8-px grid.
namespace space {
inline constexpr int kHalf = 4;
inline constexpr int kOne = 8;
inline constexpr int kOneHalf = 12;
inline constexpr int kTwo = 16;
inline constexpr int kThree = 24;
inline constexpr int kRadius = 8;
} // namespace space

// Type sizes in pixels.
namespace type {
inline constexpr int kSmall = 12;
inline constexpr int kBody = 14;
inline constexpr int kTitle = 16;
inline constexpr int kText = 18; // modification texts
} // namespace type

struct Theme
{
    bool dark = false;
    QColor window, panel, line, text, secondary, accent, onAccent;
    QColor hover, pressed, selected; // grounds of controls and rows
    QColor accepted, acceptedGround, edited, editedGround, rejected, rejectedGround;
    QColor flagged, flaggedGround, skipped, skippedGround;
    QColor aroundImages; // pure neutral: no tint beside a colour judgement
    QColor mark;         // behind found words

    static const Theme& light();
    static const Theme& darkTheme();
    // The theme whose palette the widget (or palette) has now.
    static const Theme& of(const QWidget& widget);
    static const Theme& of(const QPalette& palette);

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
};

// The application font at a token size; weight 400 or 600 (QFont::Normal, QFont::DemiBold).
QFont themeFont(int pixelSize, int weight = 400);
// The same with tabular figures, for counts that change in place.
QFont figureFont(int pixelSize, int weight = 400);

enum class ThemeChoice
{
    System,
    Light,
    Dark
};
// "light", "dark"; anything else is System.
ThemeChoice themeChoiceFrom(const QString& name);

// Applies Fusion, palette and style sheet to the application, and follows the desktop's colour
// scheme (org.freedesktop.appearance over D-Bus, asked without waiting; else the start palette's
// lightness).
class ThemeKeeper final : public QObject
{
    Q_OBJECT
public:
    explicit ThemeKeeper(QApplication& application, QObject* parent = nullptr);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void choose(ThemeChoice choice);
    [[nodiscard]] const Theme& theme() const;

Q_SIGNALS:
    void changed();

private:
    void takeScheme(uint scheme);
    void apply();

    QApplication& m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemDark = false;
};

} // namespace triptych::ui
