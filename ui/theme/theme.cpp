// SPDX-License-Identifier: GPL-3.0-or-later
// The token table of the look and the palette made of it.
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFont>
#include <QFontInfo>
#include <QWidget>

namespace triptych::ui {

namespace {

QColor rgb(const char* hex)
{
    return QColor(QString::fromLatin1(hex));
}

Theme makeLight()
{
    Theme t;
    t.window = rgb("#f4f4f5");
    t.panel = rgb("#ffffff");
    t.line = rgb("#e1e2e4");
    t.text = rgb("#1b1d21");
    t.secondary = rgb("#5b616b");
    t.accent = rgb("#2563c9");
    t.onAccent = rgb("#ffffff");
    t.hover = rgb("#eeeff1");
    t.pressed = rgb("#e4e5e8");
    t.selected = rgb("#e3f0f9");
    t.accepted = rgb("#00795a");
    t.acceptedGround = rgb("#e2f4ee");
    t.edited = rgb("#00629b");
    t.editedGround = rgb("#e3f0f9");
    t.rejected = rgb("#b04700");
    t.rejectedGround = rgb("#fbe9df");
    t.flagged = rgb("#8f6400");
    t.flaggedGround = rgb("#fbf1d8");
    t.skipped = rgb("#646a77");
    t.skippedGround = rgb("#eeeff1");
    t.aroundImages = rgb("#e9e9e9");
    t.mark = rgb("#fde5a3");
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.window = rgb("#1c1d1f");
    t.panel = rgb("#242527");
    t.line = rgb("#37393c");
    t.text = rgb("#eceded");
    t.secondary = rgb("#a2a7ae");
    t.accent = rgb("#6ea8ff");
    t.onAccent = rgb("#10223d");
    t.hover = rgb("#2d2e31");
    t.pressed = rgb("#36383b");
    t.selected = rgb("#1f3450");
    t.accepted = rgb("#3fc79c");
    t.acceptedGround = rgb("#17352c");
    t.edited = rgb("#63b5ee");
    t.editedGround = rgb("#17303f");
    t.rejected = rgb("#f0935a");
    t.rejectedGround = rgb("#3c2417");
    t.flagged = rgb("#f0bd4f");
    t.flaggedGround = rgb("#3a2f14");
    t.skipped = rgb("#a2a7ae");
    t.skippedGround = rgb("#323437");
    t.aroundImages = rgb("#2f2f2f");
    t.mark = rgb("#5c4a14");
    return t;
}

} // namespace

const Theme& Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& Theme::of(const QWidget& widget)
{
    return of(widget.palette());
}

const Theme& Theme::of(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkTheme()
                                                                               : light();
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondary);
    p.setColor(QPalette::Button, panel);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, onAccent);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::ToolTipBase, text);
    p.setColor(QPalette::ToolTipText, panel);
    p.setColor(QPalette::Light, panel);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, secondary);
    p.setColor(QPalette::Shadow, dark ? QColor(0, 0, 0) : line);
    const QColor faint = dark ? QColor(0x6b, 0x6f, 0x75) : QColor(0xa5, 0xa9, 0xb0);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, faint);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return p;
}

QFont themeFont(int pixelSize, int weight)
{
    QFont font = QApplication::font();
    font.setPixelSize(pixelSize);
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

QFont figureFont(int pixelSize, int weight)
{
    QFont font = themeFont(pixelSize, weight);
    // Figures keep one width where kerning would pull pairs such as 11 together.
    font.setKerning(false);
    return font;
}

} // namespace triptych::ui
