// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry of zoomed images, and their pictures at the size of the screen.
#include "ui/review/image_layer.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr double kMuchSmaller = 1.15; // beyond this, linear sampling leaves pixels out

bool isActual(const ShownImage& image, const QRectF& where, qreal ratio)
{
    return image.pixels.size() == image.native &&
           std::abs(where.width() * ratio - image.native.width()) < 0.5 &&
           std::abs(where.height() * ratio - image.native.height()) < 0.5;
}

} // namespace

double fitScale(QSizeF place, QSize native)
{
    if (native.isEmpty() || place.isEmpty()) {
        return 0.0;
    }
    return std::min(place.width() / native.width(), place.height() / native.height());
}

QRectF imageRect(QSizeF place, QSize native, const ImageZoom& zoom, bool free)
{
    const double scale = fitScale(place, native) * zoom.factor;
    const QSizeF size(native.width() * scale, native.height() * scale);
    const auto keep = [free](double at, double length, double room) {
        if (free) {
            return at;
        }
        if (length <= room) {
            return 0.5;
        }
        const double half = room / length / 2.0;
        return std::clamp(at, half, 1.0 - half);
    };
    const QPointF centre{keep(zoom.centre.x(), size.width(), place.width()),
                         keep(zoom.centre.y(), size.height(), place.height())};
    return {place.width() / 2.0 - centre.x() * size.width(),
            place.height() / 2.0 - centre.y() * size.height(), size.width(), size.height()};
}

std::array<QRectF, 2> overlaidRects(QSizeF place, const std::array<ShownImage, 2>& images)
{
    const QRectF first = imageRect(place, images[0].native, images[0].zoom);
    if (first.isEmpty()) {
        return {};
    }
    const QPointF seen{(place.width() / 2.0 - first.x()) / first.width(),
                       (place.height() / 2.0 - first.y()) / first.height()};
    ImageZoom second = images[1].zoom;
    second.centre += seen - images[0].zoom.centre;
    return {first, imageRect(place, images[1].native, second, true)};
}

QImage imageLayer(const ShownImage& image, QSize place, qreal ratio, const QRectF& where)
{
    const QSize size = (QSizeF(place) * ratio).toSize();
    QImage layer(size, QImage::Format_ARGB32_Premultiplied);
    if (layer.isNull()) {
        return layer;
    }
    layer.fill(Qt::transparent);
    const QRectF target(where.topLeft() * ratio, where.size() * ratio);
    if (image.pixels.isNull() || target.isEmpty()) {
        layer.setDevicePixelRatio(ratio);
        return layer;
    }
    QPainter painter(&layer);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    if (isActual(image, where, ratio)) {
        painter.drawImage(target.topLeft().toPoint(), image.pixels);
    } else if (image.pixels.width() > target.width() * kMuchSmaller &&
               target.width() <= size.width() * 2.0) {
        const QSize whole = target.size().toSize().expandedTo({1, 1});
        painter.drawImage(
            target.topLeft().toPoint(),
            image.pixels.scaled(whole, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(target, image.pixels);
    }
    painter.end();
    layer.setDevicePixelRatio(ratio);
    return layer;
}

} // namespace triptych::ui
