// SPDX-License-Identifier: GPL-3.0-or-later
// Painting a result.
#include "ui/query/result_delegate.h"

#include "ui/browse/thumbnails.h"
#include "ui/query/result_model.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace triptych::ui {

namespace {

constexpr int kMark = 16;
constexpr int kInset = 10;

QColor moveInk(const RankMove& move, const Theme& theme)
{
    if (move.by == 0) {
        return theme.secondary;
    }
    return move.by > 0 ? theme.accepted : theme.rejected;
}

} // namespace

ResultDelegate::ResultDelegate(const ResultModel& model, Thumbnails& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
{}

void ResultDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    const auto* hit = m_model.hit(index.row());
    if (!hit) {
        return;
    }
    const Theme& theme = Theme::of(*option.widget->window());
    const bool right = m_model.isRight(index.row());
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(option.rect).adjusted(1, 1, -1, -1);
    QPainterPath round;
    round.addRoundedRect(frame, space::kRadius, space::kRadius);
    const bool chosen = option.state.testFlag(QStyle::State_Selected) && option.widget->hasFocus();
    painter->fillPath(round, chosen ? theme.selected : theme.panel);
    const QRect box = option.rect.adjusted(2, 2, -2, -kFoot);
    painter->save();
    painter->setClipPath(round);
    painter->fillRect(box, theme.aroundImages);
    m_thumbnails.paint(*painter, box, hit->image, theme);
    painter->restore();
    QPen pen(option.state.testFlag(QStyle::State_MouseOver) ? theme.secondary : theme.line, 1.0);
    if (right) {
        pen = QPen(theme.accepted, 2.0);
    } else if (m_model.isWrong(index.row())) {
        pen = QPen(theme.rejected, 2.0);
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(round);
    if (focused) {
        painter->setPen(QPen(theme.accent, 2.0));
        painter->drawRoundedRect(right ? frame.adjusted(2.5, 2.5, -2.5, -2.5) : frame,
                                 space::kRadius, space::kRadius);
    }
    paintFoot(*painter,
              QRect(option.rect.x(), option.rect.bottom() - kFoot + 1, option.rect.width(), kFoot),
              index.row(), theme);
    painter->restore();
}

void ResultDelegate::paintFoot(QPainter& painter, const QRect& foot, int row,
                               const Theme& theme) const
{
    const auto* hit = m_model.hit(row);
    const QRect room = foot.adjusted(kInset, 0, -kInset, 0);
    painter.setFont(figureFont(13, QFont::DemiBold));
    painter.setPen(theme.text);
    const QString rank = formatCount(static_cast<std::int64_t>(hit->rank));
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, rank);
    int left = room.x() + painter.fontMetrics().horizontalAdvance(rank) + space::kOne;
    if (m_model.isRight(row) || m_model.isWrong(row)) {
        const bool right = m_model.isRight(row);
        paintIcon(painter, QRectF(left, foot.center().y() - kMark / 2.0, kMark, kMark),
                  right ? QStringLiteral("check") : QStringLiteral("cross"),
                  right ? theme.accepted : theme.rejected);
        left += kMark + space::kOne;
    }
    painter.setFont(figureFont(13));
    int end = room.right();
    if (const auto move = m_model.move(row)) {
        const QString word = moveWord(*move);
        painter.setPen(moveInk(*move, theme));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, word);
        end -= painter.fontMetrics().horizontalAdvance(word) + space::kOne;
    }
    painter.setPen(theme.secondary);
    const QString score = QString::number(hit->score, 'f', 3);
    if (left + painter.fontMetrics().horizontalAdvance(score) <= end) {
        const bool alone = !m_model.move(row);
        painter.drawText(QRect(left, room.y(), end - left, room.height()),
                         static_cast<int>(Qt::AlignVCenter) |
                             static_cast<int>(alone ? Qt::AlignRight : Qt::AlignHCenter),
                         score);
    }
}

} // namespace triptych::ui
