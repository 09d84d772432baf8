// SPDX-License-Identifier: GPL-3.0-or-later
// Wheel, drag and double click over images.
#include "ui/review/zoom_surface.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace triptych::ui {

namespace {

constexpr int kSideStep = 64;
constexpr double kWheelStep = 1.2;
constexpr double kNotch = 120.0; // of a wheel, as Qt counts

} // namespace

ZoomSurface::ZoomSurface(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMouseTracking(true);
}

std::optional<QPointF> ZoomSurface::pointer() const
{
    if (!isVisible() || !m_hover || !activeRect().contains(*m_hover)) {
        return std::nullopt;
    }
    return partOf(*m_hover);
}

int ZoomSurface::sideFor(QSize native) const
{
    const double ratio = devicePixelRatioF();
    double side = std::max(width(), height()) * ratio;
    if (!native.isEmpty()) {
        side = std::max(native.width(), native.height()) * fitScale(size(), native) * ratio;
    }
    return std::max(kSideStep, static_cast<int>(std::ceil(side / kSideStep)) * kSideStep);
}

QPointF ZoomSurface::partOf(QPointF position) const
{
    const QRectF where = activeRect();
    if (where.isEmpty()) {
        return {0.5, 0.5};
    }
    const QPointF at = position - where.topLeft();
    return {at.x() / where.width(), at.y() / where.height()};
}

void ZoomSurface::updateCursor()
{
    setCursor(m_dragging         ? Qt::ClosedHandCursor
              : draggable(false) ? Qt::OpenHandCursor
                                 : Qt::ArrowCursor);
}

void ZoomSurface::paintGround(QPainter& painter)
{
    QPainterPath rounded;
    rounded.addRoundedRect(rect(), space::kRadius, space::kRadius);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(rounded, Theme::of(*this).aroundImages);
    painter.setClipPath(rounded);
}

void ZoomSurface::paintTag(QPainter& painter, const QString& text, Qt::Alignment corner,
                           const QColor& ground)
{
    if (text.isEmpty()) {
        return;
    }
    painter.setFont(themeFont(type::kSmall));
    const QFontMetrics metrics = painter.fontMetrics();
    const int room = width() - 2 * space::kOneHalf - 2 * space::kOne;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
    QRect tag(space::kOneHalf, space::kOneHalf, metrics.horizontalAdvance(shown) + 2 * space::kOne,
              metrics.height() + 6);
    if (corner.testFlag(Qt::AlignBottom)) {
        tag.moveBottom(height() - space::kOneHalf);
    }
    if (corner.testFlag(Qt::AlignRight)) {
        tag.moveRight(width() - space::kOneHalf);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(tag, tag.height() / 2.0, tag.height() / 2.0);
    painter.setPen(Qt::white);
    painter.drawText(tag, Qt::AlignCenter, shown);
}

void ZoomSurface::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    Q_EMIT resized();
}

void ZoomSurface::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton ||
        !draggable(event->modifiers().testFlag(Qt::ShiftModifier))) {
        event->ignore();
        return;
    }
    m_dragging = true;
    m_dragFrom = event->pos();
    updateCursor();
}

void ZoomSurface::mouseMoveEvent(QMouseEvent* event)
{
    m_hover = event->position();
    const QRectF where = activeRect();
    if (!m_dragging || where.isEmpty()) {
        event->ignore();
        return;
    }
    const QPoint moved = event->pos() - m_dragFrom;
    m_dragFrom = event->pos();
    Q_EMIT panned({-moved.x() / where.width(), -moved.y() / where.height()},
                  event->modifiers().testFlag(Qt::ShiftModifier));
}

void ZoomSurface::mouseReleaseEvent(QMouseEvent* event)
{
    m_dragging = false;
    updateCursor();
    event->accept();
}

void ZoomSurface::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!activeRect().isEmpty()) {
        Q_EMIT doubleClicked(partOf(event->position()));
    }
}

void ZoomSurface::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    const int angle = turned.y() != 0 ? turned.y() : turned.x();
    if (activeRect().isEmpty() || angle == 0) {
        event->ignore();
        return;
    }
    event->accept();
    Q_EMIT zoomed(std::pow(kWheelStep, angle / kNotch), partOf(event->position()),
                  event->modifiers().testFlag(Qt::ShiftModifier));
}

void ZoomSurface::leaveEvent(QEvent* event)
{
    m_hover.reset();
    QWidget::leaveEvent(event);
}

} // namespace triptych::ui
