// SPDX-License-Identifier: GPL-3.0-or-later
// One quiet line: what a colleague decided.
#include "ui/review/side/standing_note.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kHeight = 22;
constexpr int kIcon = 14;
constexpr int kFontSize = 13;

} // namespace

StandingNote::StandingNote(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("standingNote"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    refresh();
}

void StandingNote::setStanding(Direction direction, const QString& words)
{
    auto& kept = m_words[static_cast<std::size_t>(direction)];
    if (kept != words) {
        kept = words;
        refresh();
    }
}

void StandingNote::setBlind(bool blind)
{
    if (m_blind != blind) {
        m_blind = blind;
        refresh();
    }
}

QString StandingNote::text() const
{
    if (m_blind) {
        return {};
    }
    const auto& forward = m_words[0];
    const auto& reverse = m_words[1];
    QStringList parts;
    if (!forward.isEmpty()) {
        parts.push_back(tr("→ %1", "forward: what a colleague decided").arg(forward));
    }
    if (!reverse.isEmpty()) {
        parts.push_back(tr("← %1", "reverse: what a colleague decided").arg(reverse));
    }
    return parts.join(QStringLiteral("   "));
}

void StandingNote::refresh()
{
    const QString words = text();
    setVisible(!words.isEmpty());
    setAccessibleName(words);
    setToolTip(words.toHtmlEscaped());
    updateGeometry();
    update();
}

QSize StandingNote::sizeHint() const
{
    return {QFontMetrics(themeFont(kFontSize)).horizontalAdvance(text()) + kIcon + space::kOne,
            kHeight};
}

QSize StandingNote::minimumSizeHint() const
{
    return {120, kHeight};
}

void StandingNote::paintEvent(QPaintEvent* /*event*/)
{
    const auto& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(painter, QRectF(0, (height() - kIcon) / 2.0, kIcon, kIcon), QStringLiteral("user"),
              theme.secondary);
    painter.setFont(themeFont(kFontSize));
    painter.setPen(theme.secondary);
    const QRect room = rect().adjusted(kIcon + space::kOne, 0, 0, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void StandingNote::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
