// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry, movement and selection of a grid of cards.
#include "ui/browse/card_grid_view.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace triptych::ui {

CardGridView::CardGridView(const CardShape& shape, QWidget* parent)
    : QListView(parent)
    , m_shape(shape)
{
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setStyleSheet(QStringLiteral("QListView { background: transparent; border: 0; }"));
    viewport()->setAutoFillBackground(false);
}

int CardGridView::columns() const
{
    return std::max(1, (viewport()->width() - 2 * m_shape.margin + kGap) / (m_shape.width + kGap));
}

int CardGridView::cardRoom() const
{
    return (viewport()->width() - 2 * m_shape.margin + kGap) / columns() - kGap;
}

int CardGridView::step() const
{
    return static_cast<int>(cardRoom() * m_shape.heightOfWidth) + m_shape.height + kGap;
}

int CardGridView::lines() const
{
    return (rows() + columns() - 1) / columns();
}

QRect CardGridView::place(int row) const
{
    const int count = columns();
    const int width = cardRoom();
    const int step = this->step();
    return {m_shape.margin + (row % count) * (width + kGap), m_shape.margin + (row / count) * step,
            width, step - kGap};
}

QRect CardGridView::visualRect(const QModelIndex& index) const
{
    return index.isValid() ? place(index.row()).translated(0, -verticalOffset()) : QRect();
}

QModelIndex CardGridView::indexAt(const QPoint& point) const
{
    const int count = columns();
    const int width = cardRoom() + kGap;
    const int line = (point.y() + verticalOffset() - m_shape.margin) / step();
    const int column = width > 0 ? (point.x() - m_shape.margin + kGap / 2) / width : 0;
    const int row = line * count + column;
    if (column < 0 || column >= count || line < 0 || row >= rows()) {
        return {};
    }
    const QModelIndex index = model()->index(row, 0);
    return visualRect(index).contains(point) ? index : QModelIndex();
}

std::pair<int, int> CardGridView::visibleRows() const
{
    if (rows() == 0) {
        return {-1, -1};
    }
    const int step = this->step();
    const int first = verticalOffset() / step * columns();
    const int last = ((verticalOffset() + viewport()->height()) / step + 1) * columns() - 1;
    return {std::min(first, rows() - 1), std::clamp(last, 0, rows() - 1)};
}

int CardGridView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void CardGridView::updateGeometries()
{
    const int step = this->step();
    const int height = lines() * step - kGap + 2 * m_shape.margin;
    verticalScrollBar()->setSingleStep(step / 3);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    horizontalScrollBar()->setRange(0, 0);
}

void CardGridView::doItemsLayout()
{
    // Not QListView's, here and below: that one goes over every row.
    QAbstractItemView::doItemsLayout(); // NOLINT(bugprone-parent-virtual-call)
    updateGeometries();
    viewport()->update();
}

void CardGridView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event); // NOLINT(bugprone-parent-virtual-call)
    updateGeometries();
}

void CardGridView::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
}

void CardGridView::dataChanged(const QModelIndex& first, const QModelIndex& last,
                               const QList<int>& roles)
{
    QAbstractItemView::dataChanged(first, last, roles); // NOLINT(bugprone-parent-virtual-call)
    viewport()->update();
}

void CardGridView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last); // NOLINT(bugprone-parent-virtual-call)
    updateGeometries();
    viewport()->update();
}

void CardGridView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    const QRect card = place(index.row());
    const int height = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtCenter) {
        value = card.center().y() - height / 2;
    } else if (hint == PositionAtTop || card.top() - m_shape.margin < value) {
        value = card.top() - m_shape.margin;
    } else if (hint == PositionAtBottom || card.bottom() + m_shape.margin > value + height) {
        value = card.bottom() + m_shape.margin - height;
    }
    verticalScrollBar()->setValue(value);
}

QModelIndex CardGridView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    if (rows() == 0) {
        return {};
    }
    const int page = std::max(1, viewport()->height() / step()) * columns();
    int row = currentIndex().row();
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        row -= 1;
        break;
    case MoveRight:
    case MoveNext:
        row += 1;
        break;
    case MoveUp:
        row -= row >= columns() ? columns() : 0;
        break;
    case MoveDown:
        row += row + columns() < rows() ? columns() : 0;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows() - 1;
        break;
    }
    return model()->index(std::clamp(row, 0, rows() - 1), 0);
}

// A click or the keyboard gives the rectangle between two cards: every row between them in reading
// order, as one range. A rubber band selects what it touches, line by line.
void CardGridView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
{
    QItemSelection selection;
    const int last = rows() - 1;
    if (last >= 0) {
        const QModelIndex from = indexAt(rect.topLeft());
        const QModelIndex to = indexAt(rect.bottomRight());
        const QModelIndex left = indexAt(rect.bottomLeft());
        const QModelIndex right = indexAt(rect.topRight());
        const auto edge = std::minmax({from.row(), to.row(), left.row(), right.row()});
        const int first = edge.first >= 0 ? edge.first : edge.second;
        if (edge.second >= 0) {
            selection.select(model()->index(first, 0),
                             model()->index(edge.second, model()->columnCount() - 1));
        }
    }
    selectionModel()->select(selection, flags | QItemSelectionModel::Rows);
}

QRegion CardGridView::visualRegionForSelection(const QItemSelection& /*selection*/) const
{
    return viewport()->rect();
}

void CardGridView::paintEvent(QPaintEvent* event)
{
    const auto [first, last] = visibleRows();
    if (first < 0) {
        return;
    }
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (!option.rect.intersects(event->rect())) {
            continue;
        }
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered && viewport()->underMouse());
        itemDelegate()->paint(&painter, option, index);
    }
}

} // namespace triptych::ui
