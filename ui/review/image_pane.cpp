// SPDX-License-Identifier: GPL-3.0-or-later
// One image on neutral ground, fitted or magnified.
#include "ui/review/image_pane.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kMessageIcon = 32;
const QColor kBadgeGround(150, 60, 0, 235); // white on it: 7:1

} // namespace

ImagePane::ImagePane(QWidget* parent)
    : ZoomSurface(parent)
{}

void ImagePane::setTag(const QString& tag)
{
    if (tag != m_tag) {
        m_tag = tag;
        update();
    }
}

void ImagePane::setBadge(const QString& badge)
{
    if (badge != m_badge) {
        m_badge = badge;
        setAccessibleDescription(m_title.isEmpty() ? m_badge : m_title);
        update();
    }
}

void ImagePane::setImage(const ShownImage& image)
{
    m_image = image;
    if (m_image.native.isEmpty()) {
        m_image.native = image.pixels.size();
    }
    m_title.clear();
    m_remedy.clear();
    m_icon.clear();
    m_layer = {};
    setAccessibleDescription(m_badge);
    updateCursor();
    update();
}

void ImagePane::setMessage(const QString& icon, const QString& title, const QString& remedy)
{
    m_image.pixels = {};
    m_image.native = {};
    m_layer = {};
    m_icon = icon;
    m_title = title;
    m_remedy = remedy;
    setAccessibleDescription(title);
    updateCursor();
    update();
}

void ImagePane::setLoading()
{
    setMessage(QStringLiteral("image"), tr("Loading…"), {});
}

void ImagePane::setZoom(const ImageZoom& zoom)
{
    if (zoom != m_image.zoom) {
        m_image.zoom = zoom;
        m_layer = {};
        updateCursor();
        update();
    }
}

QRectF ImagePane::where() const
{
    return imageRect(size(), m_image.native, m_image.zoom);
}

QRectF ImagePane::activeRect() const
{
    return hasImage() ? where() : QRectF();
}

bool ImagePane::draggable(bool /*alone*/) const
{
    return hasImage() && m_image.zoom.factor > 1.0;
}

void ImagePane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintGround(painter);
    if (hasImage()) {
        paintImage(painter);
        if (m_image.zoom.factor > 1.0) {
            const double scale = fitScale(size(), m_image.native) * m_image.zoom.factor;
            paintTag(painter, tr("%1 %").arg(qRound(scale * devicePixelRatioF() * 100.0)),
                     Qt::AlignBottom | Qt::AlignLeft);
        }
    } else {
        paintMessage(painter);
    }
    paintTag(painter, m_tag, Qt::AlignTop | Qt::AlignLeft);
    paintTag(painter, m_badge, Qt::AlignBottom | Qt::AlignRight, kBadgeGround);
}

void ImagePane::paintImage(QPainter& painter)
{
    const QSize pixels = (QSizeF(size()) * devicePixelRatioF()).toSize();
    if (m_layer.size() != pixels) {
        m_layer = QPixmap::fromImage(imageLayer(m_image, size(), devicePixelRatioF(), where()),
                                     Qt::NoFormatConversion);
    }
    painter.drawPixmap(0, 0, m_layer);
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
    y = std::max(y, room.top());
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

void ImagePane::hideEvent(QHideEvent* event)
{
    m_layer = {};
    ZoomSurface::hideEvent(event);
}

} // namespace triptych::ui
