// SPDX-License-Identifier: GPL-3.0-or-later
// One image on neutral ground, fitted or magnified.
#include "ui/review/image_pane.h"

#include "ui/theme/icons.h"
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
constexpr int kMessageIcon = 32;
constexpr double kWheelStep = 1.2;

} // namespace

ImagePane::ImagePane(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_OpaquePaintEvent, false);
}

void ImagePane::setTag(const QString& tag)
{
    if (tag != m_tag) {
        m_tag = tag;
        update();
    }
}

void ImagePane::setImage(const QImage& image, QSize native)
{
    m_image = image;
    m_native = native.isEmpty() ? image.size() : native;
    m_title.clear();
    m_remedy.clear();
    m_icon.clear();
    m_fitted = {};
    update();
}

void ImagePane::setMessage(const QString& icon, const QString& title, const QString& remedy)
{
    m_image = {};
    m_native = {};
    m_fitted = {};
    m_icon = icon;
    m_title = title;
    m_remedy = remedy;
    update();
}

void ImagePane::setLoading()
{
    setMessage(QStringLiteral("image"), tr("Loading…"), {});
}

void ImagePane::setZoom(const ImageZoom& zoom)
{
    m_zoom = zoom;
    setCursor(zoom.factor > 1.0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
    update();
}

void ImagePane::nudge(QPointF by)
{
    m_nudge += by;
    update();
}

void ImagePane::resetNudge()
{
    m_nudge = {};
    update();
}

double ImagePane::fitScale() const
{
    if (m_image.isNull() || m_native.isEmpty()) {
        return 0.0;
    }
    return std::min(double(width()) / m_native.width(), double(height()) / m_native.height());
}

int ImagePane::sideFor(QSize native) const
{
    const double ratio = devicePixelRatioF();
    double side = std::max(width(), height()) * ratio;
    if (!native.isEmpty()) {
        const double scale =
            std::min(double(width()) / native.width(), double(height()) / native.height());
        side = std::max(native.width(), native.height()) * scale * ratio;
    }
    return std::max(kSideStep, static_cast<int>(std::ceil(side / kSideStep)) * kSideStep);
}

QRectF ImagePane::imageRect() const
{
    const double scale = fitScale() * m_zoom.factor;
    const QSizeF size(m_native.width() * scale, m_native.height() * scale);
    QPointF centre = m_zoom.centre + m_nudge;
    // A side that fits stays in the middle; a larger one never leaves its border inside the pane.
    const auto keep = [](double at, double length, double room) {
        if (length <= room) {
            return 0.5;
        }
        const double half = room / length / 2.0;
        return std::clamp(at, half, 1.0 - half);
    };
    centre = {keep(centre.x(), size.width(), width()), keep(centre.y(), size.height(), height())};
    return {width() / 2.0 - centre.x() * size.width(), height() / 2.0 - centre.y() * size.height(),
            size.width(), size.height()};
}

void ImagePane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath rounded;
    rounded.addRoundedRect(rect(), space::kRadius, space::kRadius);
    painter.fillPath(rounded, Theme::of(*this).aroundImages);
    if (m_image.isNull()) {
        paintMessage(painter);
    } else {
        painter.setClipPath(rounded);
        paintImage(painter);
        painter.setClipping(false);
        if (m_zoom.factor > 1.0) {
            const double percent = fitScale() * m_zoom.factor * devicePixelRatioF() * 100.0;
            paintTag(painter, tr("%1 %").arg(qRound(percent)), true);
        }
    }
    paintTag(painter, m_tag, false);
}

void ImagePane::paintImage(QPainter& painter)
{
    const QRectF where = imageRect();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_zoom.factor > 1.0) {
        painter.drawImage(where, m_image);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QRect whole = where.toAlignedRect();
    const QSize pixels = (QSizeF(whole.size()) * ratio).toSize();
    if (m_fitted.size() != pixels) {
        const bool smaller = pixels.width() < m_image.width();
        m_fitted = QPixmap::fromImage(
            smaller ? m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    : m_image);
        if (!smaller) {
            QPixmap larger(pixels);
            larger.fill(Qt::transparent);
            QPainter enlarge(&larger);
            enlarge.setRenderHint(QPainter::SmoothPixmapTransform);
            enlarge.drawPixmap(QRectF(QPointF(0, 0), QSizeF(pixels)), m_fitted,
                               QRectF(m_fitted.rect()));
            enlarge.end();
            m_fitted = larger;
        }
        m_fitted.setDevicePixelRatio(ratio);
    }
    painter.drawPixmap(whole.topLeft(), m_fitted);
}

void ImagePane::paintMessage(QPainter& painter)
{
    const auto& theme = Theme::of(*this);
    const QRect room =
        rect().adjusted(space::kThree, space::kThree, -space::kThree, -space::kThree);
    painter.setFont(themeFont(type::kBody, QFont::DemiBold));
    const int flags = Qt::AlignHCenter | Qt::TextWordWrap;
    const QRect title = painter.boundingRect(room, flags, m_title);
    painter.setFont(themeFont(type::kBody));
    const QRect remedy = m_remedy.isEmpty() ? QRect() : painter.boundingRect(room, flags, m_remedy);
    int y =
        room.center().y() - (kMessageIcon + space::kOneHalf + title.height() + remedy.height()) / 2;
    paintIcon(painter, QRectF(room.center().x() - kMessageIcon / 2, y, kMessageIcon, kMessageIcon),
              m_icon, theme.secondary);
    y += kMessageIcon + space::kOneHalf;
    painter.setFont(themeFont(type::kBody, QFont::DemiBold));
    painter.setPen(theme.text);
    painter.drawText(QRect(room.x(), y, room.width(), title.height()), flags, m_title);
    if (!m_remedy.isEmpty()) {
        painter.setFont(themeFont(type::kBody));
        painter.setPen(theme.secondary);
        painter.drawText(
            QRect(room.x(), y + title.height() + space::kHalf, room.width(), remedy.height()),
            flags, m_remedy);
    }
}

void ImagePane::paintTag(QPainter& painter, const QString& text, bool atBottom)
{
    if (text.isEmpty()) {
        return;
    }
    painter.setFont(themeFont(type::kSmall));
    const QFontMetrics metrics = painter.fontMetrics();
    QRect tag(space::kOneHalf, space::kOneHalf, metrics.horizontalAdvance(text) + 2 * space::kOne,
              metrics.height() + 6);
    if (atBottom) {
        tag.moveBottom(height() - space::kOneHalf);
    }
    // Over an unknown photo: its own ground, so that it can be read on black and on white.
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 20, 20, 165));
    painter.drawRoundedRect(tag, tag.height() / 2.0, tag.height() / 2.0);
    painter.setPen(Qt::white);
    painter.drawText(tag, Qt::AlignCenter, text);
}

void ImagePane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    Q_EMIT resized();
}

void ImagePane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_zoom.factor <= 1.0) {
        event->ignore();
        return;
    }
    m_dragging = true;
    m_dragFrom = event->pos();
    setCursor(Qt::ClosedHandCursor);
}

void ImagePane::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging) {
        event->ignore();
        return;
    }
    const QRectF where = imageRect();
    const QPoint moved = event->pos() - m_dragFrom;
    m_dragFrom = event->pos();
    Q_EMIT panned({-moved.x() / where.width(), -moved.y() / where.height()},
                  event->modifiers().testFlag(Qt::ShiftModifier));
}

void ImagePane::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_dragging) {
        m_dragging = false;
        setCursor(m_zoom.factor > 1.0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
    }
    event->accept();
}

void ImagePane::mouseDoubleClickEvent(QMouseEvent* /*event*/)
{
    Q_EMIT doubleClicked();
}

void ImagePane::wheelEvent(QWheelEvent* event)
{
    const QRectF where = imageRect();
    if (m_image.isNull() || where.isEmpty()) {
        event->ignore();
        return;
    }
    event->accept();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const QPointF at = event->position() - where.topLeft();
        Q_EMIT zoomed(std::pow(kWheelStep, event->angleDelta().y() / 120.0),
                      {at.x() / where.width(), at.y() / where.height()});
        return;
    }
    if (m_zoom.factor > 1.0) {
        const QPointF by = event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2.0
                                                        : QPointF(event->pixelDelta());
        Q_EMIT panned({-by.x() / where.width(), -by.y() / where.height()},
                      event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

} // namespace triptych::ui
