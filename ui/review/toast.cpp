// SPDX-License-Identifier: GPL-3.0-or-later
// Says what just happened.
#include "ui/review/toast.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kSeconds = 4;
constexpr int kThumbWidth = 32;
constexpr int kThumbHeight = 40;
constexpr int kCapPadding = 7;

int capWidth(const QString& key)
{
    const QFontMetrics metrics(themeFont(type::kSmall, QFont::DemiBold));
    return std::max(20, metrics.horizontalAdvance(key) + 2 * kCapPadding);
}

} // namespace

Toast::Toast(QWidget* page, QWidget* anchor)
    : FloatingCard(page, anchor, Where::Over)
{
    setObjectName(QStringLiteral("toast"));
    m_time.setSingleShot(true);
    m_time.setInterval(kSeconds * 1000);
    connect(&m_time, &QTimer::timeout, this, &QWidget::hide);
}

void Toast::say(const QString& text, const QList<QImage>& thumbnails, const QString& key,
                const QString& keyWord)
{
    m_text = text;
    m_thumbnails = thumbnails;
    m_key = key;
    m_keyWord = keyWord;
    setAccessibleName(keyWord.isEmpty() ? text : tr("%1. %2: %3").arg(text, keyWord, key));
    show();
    place();
    update();
    m_time.start();
}

QSize Toast::sizeFor(int width) const
{
    int wide = 2 * space::kTwo + QFontMetrics(themeFont(type::kBody)).horizontalAdvance(m_text);
    wide += static_cast<int>(m_thumbnails.size()) * (kThumbWidth + space::kHalf);
    wide += m_thumbnails.isEmpty() ? 0 : space::kOne;
    if (!m_key.isEmpty()) {
        wide += space::kThree + capWidth(m_key) + space::kOne +
                QFontMetrics(themeFont(13)).horizontalAdvance(m_keyWord);
    }
    return {std::min(width, wide), m_thumbnails.isEmpty() ? 40 : kThumbHeight + 2 * space::kOne};
}

void Toast::paintEvent(QPaintEvent* event)
{
    FloatingCard::paintEvent(event);
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    int x = m_thumbnails.isEmpty() ? space::kTwo : space::kOne;
    for (const auto& image : m_thumbnails) {
        const QRect room(x, space::kOne, kThumbWidth, kThumbHeight);
        QPainterPath clip;
        clip.addRoundedRect(room, 4, 4);
        painter.fillPath(clip, theme.aroundImages);
        if (!image.isNull()) {
            const QSize size = image.size().scaled(room.size(), Qt::KeepAspectRatio);
            QRect where(QPoint(0, 0), size);
            where.moveCenter(room.center());
            painter.setClipPath(clip);
            painter.drawImage(where, image);
            painter.setClipping(false);
        }
        x += kThumbWidth + space::kHalf;
    }
    x += m_thumbnails.isEmpty() ? 0 : space::kOne;
    painter.setFont(themeFont(type::kBody));
    painter.setPen(theme.text);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, m_text);
    if (m_key.isEmpty()) {
        return;
    }
    x += painter.fontMetrics().horizontalAdvance(m_text) + space::kThree;
    const QRectF cap(x + 0.5, height() / 2.0 - 10, capWidth(m_key), 20);
    painter.setPen(QPen(theme.line, 1.0));
    painter.setBrush(theme.window);
    painter.drawRoundedRect(cap, 4, 4);
    painter.setPen(theme.text);
    painter.setFont(themeFont(type::kSmall, QFont::DemiBold));
    painter.drawText(cap, Qt::AlignCenter, m_key);
    painter.setFont(themeFont(13));
    painter.setPen(theme.secondary);
    const int word = static_cast<int>(cap.right()) + space::kOne;
    painter.drawText(QRect(word, 0, width() - word, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     m_keyWord);
}

void Toast::mousePressEvent(QMouseEvent* /*event*/)
{
    hide();
}

} // namespace triptych::ui
