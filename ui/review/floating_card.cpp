// SPDX-License-Identifier: GPL-3.0-or-later
// A card that floats over the page.
#include "ui/review/floating_card.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

FloatingCard::FloatingCard(QWidget* page, QWidget* anchor, Where where)
    : QWidget(page)
    , m_anchor(anchor)
    , m_where(where)
{
    hide();
    page->installEventFilter(this);
    anchor->installEventFilter(this);
}

void FloatingCard::place()
{
    const QRect page = parentWidget()->rect();
    const int room = std::max(160, page.width() - 2 * space::kThree);
    const QSize size = sizeFor(room).boundedTo({room, page.height()});
    const int anchorEnd = m_anchor->mapTo(parentWidget(), QPoint(0, m_anchor->height())).y();
    if (m_where == Where::Over) {
        setGeometry(page.center().x() - size.width() / 2, anchorEnd - space::kTwo - size.height(),
                    size.width(), size.height());
    } else {
        const int end = page.height() - space::kOne;
        const int top = std::min(anchorEnd + space::kOneHalf, end - size.height());
        setGeometry(space::kThree, top, room, end - top);
    }
    raise();
}

void FloatingCard::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    if (m_where == Where::Under) {
        painter.fillRect(rect(), theme.window); // nothing looks out at the corners
    }
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
