// SPDX-License-Identifier: GPL-3.0-or-later
// 20-px line icons from resources/icons, drawn in any colour at any device pixel ratio.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

class QPainter;
class QRectF;
class QWidget;

namespace triptych::ui {

// `name` without folder and suffix, e.g. "review". The strokes take `colour`.
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, qreal devicePixelRatio);
// An icon with normal (secondary text), active/on (text) and disabled colours of the widget's
// theme; make it again on QEvent::PaletteChange.
QIcon themedIcon(const QString& name, const QWidget& widget);
// Qt opens its SVG plugin when the first icon of a style sheet is painted, and makes a timer of the
// GUI thread when something first fades, as a line's clear button does. While a worker opens
// LibTorch both wait for the loader, half a second: call this before.
void readyForSlowLoader();
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour);

} // namespace triptych::ui
