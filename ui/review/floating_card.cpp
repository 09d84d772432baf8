// SPDX-License-Identifier: GPL-3.0-or-later
// A card that floats over the page.
#include "ui/review/floating_card.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

FloatingCard::FloatingCard(QWidget* page, QWidget* anchor)
    : QWidget(page)
    , m_anchor(anchor)
{
    hide();
    page->installEventFilter(this);
    if (anchor) {
        anchor->installEventFilter(this);
    }
}

void FloatingCard::place()
{
    const QRect page = parentWidget()->rect();
    const int room = std::max(160, page.width() - 2 * space::kThree);
    const QSize size = sizeFor(room).boundedTo({room, page.height()});
    int bottom = page.bottom() - space::kOne;
    if (m_anchor) {
        bottom = m_anchor->mapTo(parentWidget(), m_anchor->rect().bottomLeft()).y() - space::kTwo;
    }
    setGeometry(page.center().x() - size.width() / 2, bottom - size.height() + 1, size.width(),
                size.height());
    raise();
}

void FloatingCard::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.dark ? theme.line.lighter(125) : theme.line.darker(110), 1.0));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius,
                            space::kRadius);
}

bool FloatingCard::eventFilter(QObject* watched, QEvent* event)
{
    if (isVisible() && (event->type() == QEvent::Resize || event->type() == QEvent::Move)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace triptych::ui
