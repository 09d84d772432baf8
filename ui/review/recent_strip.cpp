// SPDX-License-Identifier: GPL-3.0-or-later
// The last ten decisions as thumbnails.
#include "ui/review/recent_strip.h"

#include "ui/review/quiet_button.h"
#include "ui/review/review_queue.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

namespace triptych::ui {

namespace {

constexpr int kThumbWidth = 36;
constexpr double kBadge = 12.0;

} // namespace

class RecentStrip::Thumb final : public QuietButton
{
public:
    explicit Thumb(QWidget* parent)
        : QuietButton(parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setFixedSize(kThumbWidth, kHeight);
    }

    void setItem(const Item& item)
    {
        m_item = item;
        m_scaled = {};
        const QString state = word(item.state);
        setAccessibleName(item.what.isEmpty() ? state
                                              : RecentStrip::tr("%1: %2").arg(state, item.what));
        setToolTip(accessibleName().toHtmlEscaped()); // never read as markup
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const auto& theme = Theme::of(*this);
        const auto look = stateLook(m_item.state, theme);
        QPainter painter(this);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
        QPainterPath clip;
        clip.addRoundedRect(frame, 4, 4);
        painter.fillPath(clip, theme.aroundImages);
        if (!m_item.image.isNull()) {
            painter.setClipPath(clip);
            paintThumb(painter);
            painter.setClipping(false);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.ink, underMouse() || hasFocus() ? 3.0 : 2.0));
        painter.drawRoundedRect(frame, 4, 4);
        if (hasFocus()) {
            painter.setPen(QPen(theme.accent, 1.0));
            painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3);
        }
        if (!look.icon.isEmpty()) {
            const QRectF badge(width() - kBadge - 3, height() - kBadge - 3, kBadge, kBadge);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.panel);
            painter.drawRoundedRect(badge.adjusted(-1, -1, 1, 1), 4, 4);
            paintIcon(painter, badge, look.icon, look.ink);
        }
    }

private:
    void paintThumb(QPainter& painter)
    {
        const double ratio = devicePixelRatioF();
        const QSize pixels = (QSizeF(size()) * ratio).toSize();
        if (m_scaled.isNull()) {
            const QImage scaled = m_item.image.scaled(pixels, Qt::KeepAspectRatioByExpanding,
                                                      Qt::SmoothTransformation);
            const QPoint from((scaled.width() - pixels.width()) / 2,
                              (scaled.height() - pixels.height()) / 2);
            m_scaled = QPixmap::fromImage(scaled.copy(QRect(from, pixels)));
            m_scaled.setDevicePixelRatio(ratio);
        }
        painter.drawPixmap(0, 0, m_scaled);
    }

    Item m_item;
    QPixmap m_scaled;
};

RecentStrip::RecentStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("recentStrip"));
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_names = new QLabel(this);
    m_names->setTextFormat(Qt::PlainText);
    m_names->setFont(themeFont(13));
    m_names->setProperty("role", QStringLiteral("secondary"));
    m_names->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_names, 1);
    m_title = new QLabel(this);
    m_title->setFont(themeFont(13));
    m_title->setProperty("role", QStringLiteral("secondary"));
    row->addWidget(m_title);
    for (int i = 0; i < ReviewQueue::kRecent; ++i) {
        auto* thumb = new Thumb(this);
        thumb->setObjectName(QStringLiteral("recent%1").arg(i));
        thumb->hide();
        row->addWidget(thumb);
        connect(thumb, &QAbstractButton::clicked, this, [this, i] {
            if (i < count()) {
                Q_EMIT opened(m_items[static_cast<std::size_t>(i)].pair);
            }
        });
        m_thumbs.push_back(thumb);
    }
    retranslate();
}

void RecentStrip::retranslate()
{
    m_title->setText(tr("last ten"));
    m_title->setVisible(!m_items.empty());
    for (std::size_t i = 0; i < m_items.size() && i < m_thumbs.size(); ++i) {
        m_thumbs[i]->setItem(m_items[i]);
    }
}

void RecentStrip::setItems(const std::vector<Item>& items)
{
    for (std::size_t i = 0; i < m_thumbs.size(); ++i) {
        const bool used = i < items.size();
        if (used && (i >= m_items.size() || m_items[i] != items[i])) {
            m_thumbs[i]->setItem(items[i]);
        }
        m_thumbs[i]->setVisible(used);
    }
    m_items = items;
    m_title->setVisible(!m_items.empty());
}

void RecentStrip::setNames(const QString& names)
{
    m_names->setText(names);
}

void RecentStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
