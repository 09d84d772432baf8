// SPDX-License-Identifier: GPL-3.0-or-later
// Two layers of the size of the screen, and a line between them.
#include "ui/review/swipe_view.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr double kKeyStep = 0.02;
constexpr int kGrip = 22;

} // namespace

SwipeView::SwipeView(QWidget* parent)
    : ZoomSurface(parent)
{
    setObjectName(QStringLiteral("swipeView"));
    setFocusPolicy(Qt::TabFocus);
    retranslate();
}

void SwipeView::retranslate()
{
    setAccessibleName(tr("Reference left of the line, target right of it"));
    setAccessibleDescription(tr("Left and Right move the line"));
    update();
}

void SwipeView::setImages(const std::array<ShownImage, 2>& images)
{
    m_images = images;
    m_layers = {};
    updateCursor();
    update();
}

void SwipeView::clear()
{
    m_images = {};
    m_layers = {};
}

void SwipeView::setBadge(const QString& badge)
{
    if (badge != m_badge) {
        m_badge = badge;
        update();
    }
}

void SwipeView::setDivider(double at)
{
    at = std::clamp(at, 0.0, 1.0);
    if (at != m_divider) {
        m_divider = at;
        update();
    }
}

QRectF SwipeView::activeRect() const
{
    return m_images[0].pixels.isNull() ? QRectF()
                                       : imageRect(size(), m_images[0].native, m_images[0].zoom);
}

bool SwipeView::draggable(bool alone) const
{
    return alone || m_images[0].zoom.factor > 1.0 || m_images[1].zoom.factor > 1.0;
}

void SwipeView::makeLayers()
{
    const qreal ratio = devicePixelRatioF();
    if (m_layers[0].size() == (QSizeF(size()) * ratio).toSize()) {
        return;
    }
    const auto rects = overlaidRects(size(), m_images);
    for (std::size_t which = 0; which < m_layers.size(); ++which) {
        m_layers.at(which) = QPixmap::fromImage(
            imageLayer(m_images.at(which), size(), ratio, rects.at(which)), Qt::NoFormatConversion);
    }
}

void SwipeView::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    paintGround(painter);
    if (m_images[0].pixels.isNull() || m_images[1].pixels.isNull()) {
        return;
    }
    makeLayers();
    const int at = qRound(m_divider * width());
    const qreal ratio = devicePixelRatioF();
    const QRect left(0, 0, at, height());
    const QRect right(at, 0, width() - at, height());
    const auto source = [ratio](const QRect& part) {
        return QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio);
    };
    painter.drawPixmap(QRectF(left), m_layers[0], source(left));
    painter.drawPixmap(QRectF(right), m_layers[1], source(right));
    const bool focused = hasFocus();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 110), focused ? 5 : 4));
    painter.drawLine(at, 0, at, height());
    painter.setPen(QPen(focused ? theme.accent : QColor(Qt::white), focused ? 3 : 2));
    painter.drawLine(at, 0, at, height());
    painter.setBrush(QColor(20, 20, 20, 165));
    const QRectF grip(at - kGrip / 2.0, height() - kGrip * 2.0, kGrip, kGrip);
    painter.drawEllipse(grip);
    painter.setPen(QPen(Qt::white, 1.6));
    for (const int side : {-1, 1}) {
        const QPointF tip = grip.center() + QPointF(side * 6.5, 0);
        painter.drawLine(tip, tip + QPointF(-side * 3, -3));
        painter.drawLine(tip, tip + QPointF(-side * 3, 3));
    }
    paintTag(painter, tr("reference"), Qt::AlignTop | Qt::AlignLeft);
    paintTag(painter, tr("target"), Qt::AlignTop | Qt::AlignRight);
    paintTag(painter, m_badge, Qt::AlignBottom | Qt::AlignRight, QColor(150, 60, 0, 235));
}

void SwipeView::hideEvent(QHideEvent* event)
{
    m_layers = {};
    ZoomSurface::hideEvent(event);
}

void SwipeView::mouseMoveEvent(QMouseEvent* event)
{
    ZoomSurface::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton && width() > 0) {
        setDivider(event->position().x() / width());
    }
}

void SwipeView::keyPressEvent(QKeyEvent* event)
{
    if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        setDivider(m_divider - kKeyStep);
        break;
    case Qt::Key_Right:
        setDivider(m_divider + kKeyStep);
        break;
    case Qt::Key_Home:
        setDivider(0.0);
        break;
    case Qt::Key_End:
        setDivider(1.0);
        break;
    default:
        event->ignore(); // the page's
        break;
    }
}

} // namespace triptych::ui
