// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the panel.
#include "ui/browse/rounded_frame.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace triptych::ui {

void RoundedFrame::setLine(Line line)
{
    if (line != m_line) {
        m_line = line;
        update();
    }
}

void RoundedFrame::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QColor colour = theme.line;
    if (m_line == Line::Focus) {
        colour = theme.accent;
    } else if (m_line == Line::Wrong) {
        colour = theme.rejected;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colour);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius,
                            space::kRadius);
}

} // namespace triptych::ui
