// SPDX-License-Identifier: GPL-3.0-or-later
// Where a zoomed image lies in its place, and its picture at the size of the screen. Pure; the
// picture may be made on any thread.
#pragma once

#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QSize>

#include <array>

namespace triptych::ui {

// What part of an image is seen.
struct ImageZoom
{
    double factor = 1.0;      // relative to fitted
    QPointF centre{0.5, 0.5}; // what lies in the middle of the place, in parts of the image, 0 … 1
    bool operator==(const ImageZoom&) const = default;
};

// An image as it is shown.
struct ShownImage
{
    QImage pixels; // null: nothing to show
    QSize native;  // the image's own size, which may be larger than what was decoded
    ImageZoom zoom;
};

// Logical pixels that an image pixel takes when fitted; 0 for an empty size.
double fitScale(QSizeF place, QSize native);
// In logical pixels of the place. A side that fits stands in the middle; a larger one never leaves
// its border inside. `free`: exactly where the centre says.
QRectF imageRect(QSizeF place, QSize native, const ImageZoom& zoom, bool free = false);
// Both images in one place: the first as imageRect() has it, the second beside it as their centres
// say, so that an offset of one alone stays at the borders too.
std::array<QRectF, 2> overlaidRects(QSizeF place, const std::array<ShownImage, 2>& images);
// A picture of the whole place, transparent around the image; ARGB32 premultiplied, `ratio` device
// pixels a logical one. At exactly 100 % pixels come out as they are.
QImage imageLayer(const ShownImage& image, QSize place, qreal ratio, const QRectF& where);

} // namespace triptych::ui
