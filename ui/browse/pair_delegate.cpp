// SPDX-License-Identifier: GPL-3.0-or-later
// Painting of table cells.
#include "ui/browse/pair_delegate.h"

#include "ui/browse/pair_table_model.h"
#include "ui/browse/thumbnails.h"
#include "ui/convert.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr qreal kGreyOpacity = 0.42;

// Lays out up to `lines` lines; returns the first character that did not fit, or -1.
int layOut(QTextLayout& layout, int width, int lines)
{
    qreal y = 0;
    layout.beginLayout();
    int end = -1;
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            layout.endLayout();
            return -1;
        }
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height() + 1;
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    return end < layout.text().size() ? end : -1;
}

QList<QTextLayout::FormatRange> marks(const QString& text, const QStringList& words,
                                      const Theme& theme)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextRange& range : matchedRanges(text, words)) {
        QTextLayout::FormatRange format;
        format.start = static_cast<int>(range.start);
        format.length = static_cast<int>(range.length);
        format.format.setBackground(theme.mark);
        formats.append(format);
    }
    return formats;
}

} // namespace

void paintMarkedText(QPainter& painter, const QRect& room, const QString& text,
                     const QStringList& words, int lines, const Theme& theme, bool centred)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, painter.font(), painter.device());
    layout.setTextOption(option);
    layout.setFormats(marks(text, words, theme));
    if (layOut(layout, room.width(), lines) >= 0) {
        const int last = layout.lineAt(layout.lineCount() - 1).textStart();
        const QString tail = painter.fontMetrics().elidedText(
            text.mid(last), Qt::ElideRight,
            room.width() - painter.fontMetrics().averageCharWidth());
        layout.setText(text.left(last) + tail);
        layout.setFormats(marks(layout.text(), words, theme));
        layOut(layout, room.width(), lines);
    }
    const qreal height = layout.boundingRect().height();
    const qreal top = centred ? room.y() + (room.height() - height) / 2 : room.y();
    layout.draw(&painter, QPointF(room.x(), std::max<qreal>(top, room.y())));
}

PairDelegate::PairDelegate(const PairTableModel& model, Thumbnails& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_thumbnails(thumbnails)
{}

QSize PairDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                             const QModelIndex& /*index*/) const
{
    return {kThumb + kPadding, kRowHeight};
}

void PairDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Theme& theme = Theme::of(*option.widget->window());
    const QRect& cell = option.rect;
    painter->save();
    painter->setClipRect(cell);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(cell, theme.selected);
    }
    painter->fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme.line);
    if (option.state.testFlag(QStyle::State_HasFocus) && index.column() == 0) {
        painter->fillRect(QRect(cell.left(), cell.top(), 3, cell.height() - 1), theme.accent);
    }
    const QRect room = cell.adjusted(kPadding, 0, index.column() <= 1 ? 0 : -kPadding, -1);
    const PairView* pair = m_model.pair(index.row());
    if (pair) {
        painter->setOpacity(m_model.isGrey(index.row()) ? kGreyOpacity : 1.0);
        paintCell(*painter, room, *pair, index.column(), theme);
    } else if (!m_model.isGone(index.row())) {
        paintPlaceholder(*painter, room, index.column(), theme);
    } else if (index.column() == PairTableModel::ForwardColumn) {
        painter->setPen(theme.secondary);
        painter->setFont(themeFont(type::kBody));
        painter->drawText(room, Qt::AlignVCenter, PairTableModel::tr("no longer in the project"));
    }
    painter->restore();
}

void PairDelegate::paintCell(QPainter& painter, const QRect& room, const PairView& pair, int column,
                             const Theme& theme) const
{
    const bool reversed =
        column == PairTableModel::ReverseColumn || column == PairTableModel::ReverseStateColumn;
    const SlotView* slot = m_model.slot(pair, reversed ? Direction::Reverse : Direction::Forward);
    switch (column) {
    case PairTableModel::ReferenceColumn:
    case PairTableModel::TargetColumn: {
        const QRect box(room.x(), room.y() + (room.height() - kThumb) / 2, kThumb, kThumb);
        m_thumbnails.paint(painter, box,
                           column == PairTableModel::ReferenceColumn ? pair.reference : pair.target,
                           theme);
        break;
    }
    case PairTableModel::ForwardColumn:
    case PairTableModel::ReverseColumn:
        painter.setFont(themeFont(type::kBody));
        if (slot && slot->text) {
            painter.setPen(theme.text);
            paintMarkedText(painter, room, toQString(slot->text->body), m_words, 2, theme, true);
        } else {
            painter.setPen(theme.secondary);
            painter.drawText(room, Qt::AlignVCenter, PairTableModel::tr("no text yet"));
        }
        break;
    case PairTableModel::ForwardStateColumn:
    case PairTableModel::ReverseStateColumn:
        paintState(painter, room, slot, theme);
        break;
    case PairTableModel::ScoreColumn:
        painter.setPen(theme.secondary);
        painter.setFont(figureFont(type::kBody));
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight,
                         m_model.text(pair, PairTableModel::ScoreColumn));
        break;
    default:
        break;
    }
}

void PairDelegate::paintState(QPainter& painter, const QRect& room, const SlotView* slot,
                              const Theme& theme) const
{
    if (slot && slot->text) {
        paintChip(painter, room, stateLook(slot->state, theme));
    }
}

void PairDelegate::paintPlaceholder(QPainter& painter, const QRect& room, int column,
                                    const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hover);
    QRect bar(room.x(), room.center().y() - 5, 0, 10);
    switch (column) {
    case PairTableModel::ReferenceColumn:
    case PairTableModel::TargetColumn:
        painter.fillRect(QRect(room.x(), room.y() + (room.height() - kThumb) / 2, kThumb, kThumb),
                         theme.hover);
        return;
    case PairTableModel::ForwardColumn:
    case PairTableModel::ReverseColumn:
        bar.setWidth(room.width() * 3 / 5);
        break;
    case PairTableModel::ScoreColumn:
        return;
    default:
        bar.setWidth(std::min(room.width(), 72));
        break;
    }
    painter.drawRoundedRect(bar, 5, 5);
}

} // namespace triptych::ui
