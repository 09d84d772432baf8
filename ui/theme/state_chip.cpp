// SPDX-License-Identifier: GPL-3.0-or-later
// Paints states.
#include "ui/theme/state_chip.h"

#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kPadding = 10;
constexpr int kIconSize = 13;
constexpr int kIconGap = 4;

QFont chipFont()
{
    return themeFont(13, QFont::DemiBold);
}

} // namespace

StateLook stateLook(SlotState state, const Theme& theme)
{
    const QString text = word(state);
    switch (state) {
    case SlotState::Pending:
        return {{}, text, theme.secondary, theme.skippedGround};
    case SlotState::Accepted:
        return {QStringLiteral("check"), text, theme.accepted, theme.acceptedGround};
    case SlotState::Edited:
        return {QStringLiteral("pencil"), text, theme.edited, theme.editedGround};
    case SlotState::Rejected:
        return {QStringLiteral("cross"), text, theme.rejected, theme.rejectedGround};
    case SlotState::Skipped:
        return {QStringLiteral("skip"), text, theme.skipped, theme.skippedGround};
    case SlotState::Flagged:
        return {QStringLiteral("flag"), text, theme.flagged, theme.flaggedGround};
    case SlotState::Disputed:
        return {QStringLiteral("disputed"), text, theme.flagged, theme.flaggedGround};
    case SlotState::Released:
        return {QStringLiteral("released"), text, theme.accepted, theme.skippedGround};
    }
    return {};
}

QSize chipSize(const StateLook& look)
{
    const int icon = look.icon.isEmpty() ? 0 : kIconSize + kIconGap;
    return {2 * kPadding + icon + QFontMetrics(chipFont()).horizontalAdvance(look.word),
            kChipHeight};
}

QRect paintChip(QPainter& painter, const QRect& rect, const StateLook& look)
{
    QRect chip(QPoint(0, 0), chipSize(look));
    chip.setWidth(qMin(chip.width(), rect.width()));
    chip.moveTopLeft({rect.x(), rect.y() + (rect.height() - chip.height()) / 2});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.ground);
    painter.drawRoundedRect(chip, kChipHeight / 2.0, kChipHeight / 2.0);
    int x = chip.x() + kPadding;
    if (!look.icon.isEmpty()) {
        paintIcon(painter,
                  QRectF(x, chip.y() + (chip.height() - kIconSize) / 2.0, kIconSize, kIconSize),
                  look.icon, look.ink);
        x += kIconSize + kIconGap;
    }
    painter.setFont(chipFont());
    painter.setPen(look.ink);
    const QRect room(x, chip.y(), chip.right() - kPadding - x + 2, chip.height());
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(look.word, Qt::ElideRight, room.width()));
    painter.restore();
    return chip;
}

StateChip::StateChip(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateChip::setState(std::optional<SlotState> state, const QString& word)
{
    if (state == m_state && word == m_word) {
        return;
    }
    m_state = state;
    m_word = word;
    setAccessibleName(m_state ? look().word : QString());
    updateGeometry();
    update();
}

QSize StateChip::sizeHint() const
{
    return m_state ? chipSize(look()) : QSize(0, kChipHeight);
}

void StateChip::paintEvent(QPaintEvent* /*event*/)
{
    if (m_state) {
        QPainter painter(this);
        paintChip(painter, rect(), look());
    }
}

void StateChip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

StateLook StateChip::look() const
{
    StateLook result = stateLook(m_state.value_or(SlotState::Pending), Theme::of(*this));
    if (!m_word.isEmpty()) {
        result.word = m_word;
    }
    return result;
}

} // namespace triptych::ui
