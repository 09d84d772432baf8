// SPDX-License-Identifier: GPL-3.0-or-later
// Painting the understood words.
#include "ui/query/word_chips.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kChip = 22;
constexpr int kPadding = 8;

} // namespace

WordChips::WordChips(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void WordChips::setWords(const QStringList& wanted, const QStringList& unwanted)
{
    if (wanted != m_wanted || unwanted != m_unwanted) {
        m_wanted = wanted;
        m_unwanted = unwanted;
        describe();
        update();
    }
}

void WordChips::describe()
{
    const QString comma = tr(", ");
    const QString wanted = tr("understood: %1").arg(m_wanted.join(comma));
    const QString unwanted = tr("not: %1").arg(m_unwanted.join(comma));
    QStringList parts;
    if (!m_wanted.isEmpty()) {
        parts << wanted;
    }
    if (!m_unwanted.isEmpty()) {
        parts << unwanted;
    }
    setAccessibleName(parts.join(tr("; ")));
    setToolTip(accessibleName());
}

void WordChips::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
    }
    update();
    QWidget::changeEvent(event);
}

void WordChips::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = Theme::of(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(themeFont(type::kSmall));
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(theme.secondary);
    const QString label = tr("understood");
    painter.drawText(QRect(0, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, label);
    int x = metrics.horizontalAdvance(label) + space::kOne;
    const auto count = m_wanted.size() + m_unwanted.size();
    const int more = metrics.horizontalAdvance(QStringLiteral("+999"));
    for (qsizetype i = 0; i < count; ++i) {
        const bool plus = i < m_wanted.size();
        const QString text = plus ? QStringLiteral("+ ") + m_wanted.at(i)
                                  : QStringLiteral("− ") + m_unwanted.at(i - m_wanted.size());
        const int wide = metrics.horizontalAdvance(text) + 2 * kPadding;
        if (x + wide + (i + 1 < count ? more : 0) > width()) {
            painter.setPen(theme.secondary);
            painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft,
                             QStringLiteral("+%1").arg(count - i));
            return;
        }
        const QRectF chip(x, (height() - kChip) / 2.0, wide, kChip);
        painter.setPen(Qt::NoPen);
        painter.setBrush(plus ? theme.acceptedGround : theme.rejectedGround);
        painter.drawRoundedRect(chip, kChip / 2.0, kChip / 2.0);
        painter.setPen(plus ? theme.accepted : theme.rejected);
        painter.drawText(chip, Qt::AlignCenter, text);
        x += wide + space::kHalf;
    }
}

} // namespace triptych::ui
