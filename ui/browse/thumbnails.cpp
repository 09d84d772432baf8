// SPDX-License-Identifier: GPL-3.0-or-later
// Asking the image cache and painting what it has.
#include "ui/browse/thumbnails.h"

#include "ui/images/image_cache.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr double kMostEnlarged = 3; // beyond that a small photo is only a blur

} // namespace

Thumbnails::Thumbnails(ImageCache* cache, QWidget* viewport)
    : QObject(viewport)
    , m_cache(cache)
    , m_viewport(viewport)
{}

void Thumbnails::forget()
{
    if (m_cache) {
        m_cache->cancel(this);
    }
    m_asked.clear();
    m_failed.clear();
}

void Thumbnails::paint(QPainter& painter, const QRect& box, const ImageView& image,
                       const Theme& theme)
{
    if (image.state != ImageState::Present || m_failed.contains(image.id.value)) {
        paintMissing(painter, box, theme);
        return;
    }
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int side = qRound(std::max(box.width(), box.height()) * ratio);
    QImage picture = m_cache ? m_cache->find(image, side) : QImage();
    if (picture.isNull()) {
        ask(image, side);
        picture = m_cache ? m_cache->findAny(image) : QImage();
    }
    if (picture.isNull()) {
        painter.fillRect(box, theme.aroundImages);
        return;
    }
    QSizeF size = QSizeF(picture.size()) / ratio;
    if (size.width() > box.width() || size.height() > box.height()) {
        size.scale(box.size(), Qt::KeepAspectRatio);
    } else if (m_enlarging) {
        const QSizeF most = (size * kMostEnlarged).boundedTo(box.size());
        size.scale(most, Qt::KeepAspectRatio);
    }
    const QRectF place(box.x() + (box.width() - size.width()) / 2,
                       box.y() + (box.height() - size.height()) / 2, size.width(), size.height());
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, picture);
    painter.restore();
}

void Thumbnails::paintMissing(QPainter& painter, const QRect& box, const Theme& theme) const
{
    painter.fillRect(box, theme.hover);
    const int side = std::min(20, std::min(box.width(), box.height()));
    QRect icon(0, 0, side, side);
    icon.moveCenter(box.center());
    paintIcon(painter, icon, QStringLiteral("missing"), theme.secondary);
}

void Thumbnails::ask(const ImageView& image, int side)
{
    const std::pair<std::int64_t, int> key(image.id.value, side);
    if (!m_cache || m_asked.contains(key)) {
        return;
    }
    if (m_asked.size() >= kMaxAsked) {
        m_cache->cancel(this); // what is still seen is asked for again by the next painting
        m_asked.clear();
        m_viewport->update();
    }
    m_asked.insert(key);
    m_cache->request(image, side, this, [this, key](const Result<QImage>& answer) {
        m_asked.erase(key);
        if (!answer && answer.error().code != ErrorCode::Cancelled) {
            m_failed.insert(key.first);
        }
        m_viewport->update();
    });
}

} // namespace triptych::ui
