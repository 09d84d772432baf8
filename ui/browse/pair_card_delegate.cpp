// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of a card: both photos, the forward text, both states with their arrows.
#include "ui/browse/pair_grid_view.h"

#include "ui/browse/pair_table_model.h"
#include "ui/browse/thumbnails.h"
#include "ui/convert.h"
#include "ui/theme/icons.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace triptych::ui {

namespace {

constexpr int kInset = 10;
constexpr int kPhotoHeight = 140;
constexpr int kTextHeight = 44;
constexpr qreal kGreyOpacity = 0.42;

} // namespace

PairCardDelegate::PairCardDelegate(const PairTableModel& model, Thumbnails& thumbnails,
                                   QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
{}

void PairCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& theme = Theme::of(*option.widget->window());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(focused ? theme.accent : theme.line, focused ? 2 : 1));
    painter->setBrush(
        selected ? theme.selected
                 : (option.state.testFlag(QStyle::State_MouseOver) ? theme.hover : theme.panel));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), space::kRadius,
                             space::kRadius);
    const QRect room = option.rect.adjusted(kInset, kInset, -kInset, -kInset);
    QRect left(room.x(), room.y(), (room.width() - space::kHalf) / 2, kPhotoHeight);
    QRect right = left.translated(left.width() + space::kHalf, 0);
    const QRect text(room.x(), left.bottom() + space::kOne, room.width(), kTextHeight);
    const QRect chips(room.x(), text.bottom() + space::kHalf, room.width(),
                      room.bottom() - text.bottom() - space::kHalf);
    painter->setFont(themeFont(type::kBody));
    const PairView* pair = m_model.pair(index.row());
    if (!pair) {
        painter->setPen(theme.secondary);
        if (m_model.isGone(index.row())) {
            painter->drawText(room, Qt::AlignCenter,
                              PairTableModel::tr("no longer in the project"));
        } else {
            painter->fillRect(left, theme.hover);
            painter->fillRect(right, theme.hover);
        }
        painter->restore();
        return;
    }
    painter->setOpacity(m_model.isGrey(index.row()) ? kGreyOpacity : 1.0);
    m_thumbnails.paint(*painter, left, pair->reference, theme);
    m_thumbnails.paint(*painter, right, pair->target, theme);
    const SlotView* forward = m_model.slot(*pair, Direction::Forward);
    const bool hasText = forward && forward->text;
    painter->setPen(hasText ? theme.text : theme.secondary);
    paintMarkedText(*painter, text,
                    hasText ? toQString(forward->text->body) : PairTableModel::tr("no text yet"),
                    m_words, 2, theme, false);
    paintChips(*painter, chips, *pair, theme);
    painter->restore();
}

void PairCardDelegate::paintChips(QPainter& painter, const QRect& room, const PairView& pair,
                                  const Theme& theme) const
{
    constexpr int kIcon = 14;
    int x = room.x();
    for (const Direction direction : {Direction::Forward, Direction::Reverse}) {
        const SlotView* slot = m_model.slot(pair, direction);
        if (!slot || !slot->text) {
            continue;
        }
        const QRect icon(x, room.y() + (room.height() - kIcon) / 2, kIcon, kIcon);
        paintIcon(painter, icon,
                  direction == Direction::Forward ? QStringLiteral("arrow-right")
                                                  : QStringLiteral("arrow-left"),
                  theme.secondary);
        x += kIcon + 2;
        const QRect place(x, room.y(), (room.width() - 2 * (kIcon + space::kHalf)) / 2,
                          room.height());
        x = paintChip(painter, place, stateLook(slot->state, theme)).right() + space::kOne;
    }
}

} // namespace triptych::ui
