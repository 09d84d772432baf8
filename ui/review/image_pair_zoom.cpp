// SPDX-License-Identifier: GPL-3.0-or-later
// Zoom, place and offset of the two images, shared by all views.
#include "ui/review/difference_view.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/round_trip_view.h"
#include "ui/review/swipe_view.h"
#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr double kLargestFactor = 16.0;
constexpr double kMostOfActual = 8.0;    // device pixels an image pixel, at least reachable
constexpr double kWorthIt = 1.05;        // 1:1 that enlarges less looks as if nothing happened
constexpr double kShapeTolerance = 0.02; // reduced sizes are whole pixels
constexpr double kSmallImageGrows = 1.5; // of an image that is smaller than its place

} // namespace

bool ImagePairView::zoomedIn() const
{
    return zoomOf(0).factor > 1.0 || zoomOf(1).factor > 1.0;
}

bool ImagePairView::hasOffset() const
{
    return m_offsets != std::array<Offset, 2>{};
}

QSize ImagePairView::nativeOf(std::size_t which) const
{
    const auto& side = m_images.side(which);
    const QSize recorded(side.image.width, side.image.height);
    const QSize decoded = side.pixels.size();
    // A file that changed may have another shape than the record says.
    const auto ratio = [](QSize size) { return double(size.width()) / size.height(); };
    const bool otherShape = side.changed && !decoded.isEmpty() && !recorded.isEmpty() &&
                            std::abs(ratio(decoded) / ratio(recorded) - 1.0) > kShapeTolerance;
    return recorded.isEmpty() || otherShape ? decoded : recorded;
}

ImageZoom ImagePairView::zoomOf(std::size_t which) const
{
    const auto& offset = m_offsets.at(which);
    return {std::max(1.0, m_zoom.factor * m_actual.at(which) * offset.scale),
            m_zoom.centre + offset.by};
}

ShownImage ImagePairView::shown(std::size_t which) const
{
    return {m_images.side(which).pixels, nativeOf(which), zoomOf(which)};
}

QSize ImagePairView::placeSize() const
{
    if (m_mode == ViewMode::RoundTrip) {
        return m_roundTrip->placeSize();
    }
    if (m_mode == ViewMode::SideBySide || (m_presented && !overlaid())) {
        return {std::max(1, (width() - space::kTwo) / 2), height()};
    }
    return size();
}

QRectF ImagePairView::rectOf(std::size_t which) const
{
    if (overlaid()) {
        return overlaidRects(placeSize(), {shown(0), shown(1)}).at(which);
    }
    return imageRect(placeSize(), nativeOf(which), zoomOf(which));
}

QPointF ImagePairView::seenCentre(std::size_t which) const
{
    const QRectF where = rectOf(which);
    if (where.isEmpty()) {
        return {0.5, 0.5};
    }
    const QSizeF place = placeSize();
    return {(place.width() / 2.0 - where.x()) / where.width(),
            (place.height() / 2.0 - where.y()) / where.height()};
}

double ImagePairView::actualFactor(std::size_t which) const
{
    const double fit = fitScale(placeSize(), nativeOf(which));
    if (fit <= 0.0) {
        return 1.0;
    }
    const double one = 1.0 / devicePixelRatioF() / fit;
    return one >= kWorthIt ? one : std::ceil(kSmallImageGrows / one) * one;
}

int ImagePairView::wantedSide(const ImageView& image, double factor) const
{
    constexpr int kStep = 64;
    const QSize native(image.width, image.height);
    const double ratio = devicePixelRatioF();
    const QSize place = placeSize();
    const int longest = std::max(image.width, image.height);
    const double fitted = (native.isEmpty() ? std::max(place.width(), place.height())
                                            : longest * fitScale(place, native)) *
                          ratio;
    const int screen = std::max(kStep, static_cast<int>(std::ceil(fitted / kStep)) * kStep);
    if (fitted * factor <= screen) {
        return screen;
    }
    // JPEGs are reduced by 4 and by 2 while they are decoded: cheap, and small in memory.
    for (const int part : {4, 2}) {
        if (fitted * factor <= longest / part && longest / part > screen) {
            return longest / part;
        }
    }
    return 0;
}

void ImagePairView::toggleZoom()
{
    std::size_t which = 0;
    QPointF at{0.5, 0.5};
    bool found = false;
    const auto look = [&](const ZoomSurface& surface, std::size_t image) {
        if (const auto pointer = surface.pointer()) {
            at = *pointer;
            which = image;
            found = true;
        }
    };
    look(*m_swipe, 0);
    look(*m_difference, 0);
    for (std::size_t image = 0; image < m_panes.size(); ++image) {
        look(*m_panes[image], image);
        for (const auto* pane : m_roundTrip->panes(image)) {
            look(*pane, image);
        }
    }
    toggleZoomAt(which, found ? at : QPointF(0.5, 0.5));
}

void ImagePairView::toggleZoomAt(std::size_t which, QPointF at)
{
    if (zoomedIn()) {
        for (auto& offset : m_offsets) {
            offset.scale = 1.0;
        }
        setZoom(1.0, {0.5, 0.5});
        m_settle.stop();
        load(); // whole photos go at once
        return;
    }
    const QPointF seen = seenCentre(which);
    const double factor = std::max(actualFactor(0), 1.0);
    m_actual[1] = actualFactor(1) / factor;
    m_atActual = true;
    const double own = factor * m_actual.at(which);
    m_zoom.factor = factor;
    m_zoom.centre = at + (seen - at) / own - m_offsets.at(which).by;
    keepInside();
    applyZoom();
    load();
    Q_EMIT zoomChanged();
}

void ImagePairView::zoomBy(double by)
{
    zoomAt(0, by, seenCentre(0), false);
}

void ImagePairView::setZoom(double factor, QPointF centre)
{
    m_atActual = false;
    m_zoom.factor = factor;
    m_zoom.centre = centre;
    if (factor <= 1.0) {
        m_actual = {1.0, 1.0};
    }
    keepInside();
    applyZoom();
    m_settle.start();
    Q_EMIT zoomChanged();
}

void ImagePairView::zoomAt(std::size_t which, double by, QPointF at, bool alone)
{
    if (alone && overlaid()) { // the target moves over the reference
        const QRectF from = rectOf(which);
        const QRectF to = rectOf(1);
        const QPointF place{from.x() + at.x() * from.width(), from.y() + at.y() * from.height()};
        at = {(place.x() - to.x()) / to.width(), (place.y() - to.y()) / to.height()};
        which = 1;
    }
    const double before = zoomOf(which).factor;
    const double largest = std::max(kLargestFactor, actualFactor(which) * kMostOfActual);
    const double after = std::clamp(before * by, 1.0, largest);
    if (after == before) {
        return;
    }
    // What is under the pointer stays there.
    const QPointF seen = at + (seenCentre(which) - at) * (before / after);
    if (alone) {
        auto& offset = m_offsets.at(which);
        offset.scale *= after / before;
        offset.by = seen - m_zoom.centre;
        applyZoom();
        m_settle.start();
        Q_EMIT zoomChanged();
        return;
    }
    setZoom(std::max(1.0, m_zoom.factor * after / before), seen - m_offsets.at(which).by);
}

void ImagePairView::pan(std::size_t which, QPointF by, bool alone)
{
    if (alone) {
        m_offsets.at(overlaid() ? 1 : which).by += by;
    } else {
        m_zoom.centre += by;
        keepInside();
    }
    applyZoom();
    if (alone) {
        Q_EMIT zoomChanged();
    }
}

void ImagePairView::panBy(QPointF by)
{
    const QRectF where = rectOf(0);
    if (where.isEmpty() || !zoomedIn()) {
        return;
    }
    const QSizeF place = placeSize();
    pan(0, {by.x() * place.width() / where.width(), by.y() * place.height() / where.height()},
        false);
}

void ImagePairView::resetOffset()
{
    m_offsets = {};
    applyZoom();
    Q_EMIT zoomChanged();
}

// The place never leaves what one of the images can show, so that dragging back acts at once.
void ImagePairView::keepInside()
{
    const QSizeF place = placeSize();
    QPointF low(1.0, 1.0);
    QPointF high(0.0, 0.0);
    for (std::size_t which = 0; which < m_offsets.size(); ++which) {
        const QSizeF size =
            QSizeF(nativeOf(which)) * fitScale(place, nativeOf(which)) * zoomOf(which).factor;
        const QPointF by = m_offsets.at(which).by;
        const double x = size.width() > place.width() ? place.width() / size.width() / 2.0 : 0.5;
        const double y =
            size.height() > place.height() ? place.height() / size.height() / 2.0 : 0.5;
        low = {std::min(low.x(), x - by.x()), std::min(low.y(), y - by.y())};
        high = {std::max(high.x(), 1.0 - x - by.x()), std::max(high.y(), 1.0 - y - by.y())};
    }
    m_zoom.centre = {std::clamp(m_zoom.centre.x(), low.x(), std::max(low.x(), high.x())),
                     std::clamp(m_zoom.centre.y(), low.y(), std::max(low.y(), high.y()))};
}

void ImagePairView::applyZoom()
{
    for (std::size_t which = 0; which < m_panes.size(); ++which) {
        m_panes[which]->setZoom(zoomOf(m_swapped && which == 0 ? 1 : which));
        for (auto* pane : m_roundTrip->panes(which)) {
            pane->setZoom(zoomOf(which));
        }
    }
    if (overlaid() && m_presented) {
        const std::array both{shown(0), shown(1)};
        m_mode == ViewMode::Swipe ? m_swipe->setImages(both) : m_difference->setImages(both);
    }
}

} // namespace triptych::ui
