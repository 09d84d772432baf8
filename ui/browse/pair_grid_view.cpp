// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry, keys and selection of the grid.
#include "ui/browse/pair_grid_view.h"

#include "ui/browse/pair_table_model.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace triptych::ui {

PairGridView::PairGridView(QWidget* parent)
    : QListView(parent)
{
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setStyleSheet(QStringLiteral("QListView { background: transparent; border: 0; }"));
    viewport()->setAutoFillBackground(false);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.row()); });
}

int PairGridView::columns() const
{
    return std::max(1, (viewport()->width() - kGap) / (kCardWidth + kGap));
}

int PairGridView::lines() const
{
    return (rows() + columns() - 1) / columns();
}

QRect PairGridView::place(int row) const
{
    const int count = columns();
    const int width = (viewport()->width() - kGap) / count - kGap;
    return {kGap + (row % count) * (width + kGap), kGap + (row / count) * (kCardHeight + kGap),
            width, kCardHeight};
}

QRect PairGridView::visualRect(const QModelIndex& index) const
{
    return index.isValid() ? place(index.row()).translated(0, -verticalOffset()) : QRect();
}

QModelIndex PairGridView::indexAt(const QPoint& point) const
{
    const int count = columns();
    const int width = (viewport()->width() - kGap) / count;
    const int line = (point.y() + verticalOffset() - kGap) / (kCardHeight + kGap);
    const int column = width > 0 ? (point.x() - kGap / 2) / width : 0;
    const int row = line * count + column;
    if (column < 0 || column >= count || line < 0 || row >= rows()) {
        return {};
    }
    const QModelIndex index = model()->index(row, 0);
    return visualRect(index).contains(point) ? index : QModelIndex();
}

std::pair<int, int> PairGridView::visibleRows() const
{
    if (rows() == 0) {
        return {-1, -1};
    }
    const int step = kCardHeight + kGap;
    const int first = verticalOffset() / step * columns();
    const int last = ((verticalOffset() + viewport()->height()) / step + 1) * columns() - 1;
    return {std::min(first, rows() - 1), std::clamp(last, 0, rows() - 1)};
}

int PairGridView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void PairGridView::updateGeometries()
{
    const int step = kCardHeight + kGap;
    const int height = lines() * step + kGap;
    verticalScrollBar()->setSingleStep(step / 3);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    horizontalScrollBar()->setRange(0, 0);
}

void PairGridView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // not QListView's: that one goes over every row
    updateGeometries();
    viewport()->update();
}

void PairGridView::resizeEvent(QResizeEvent* event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void PairGridView::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
}

void PairGridView::dataChanged(const QModelIndex& first, const QModelIndex& last,
                               const QList<int>& roles)
{
    QAbstractItemView::dataChanged(first, last, roles);
    viewport()->update();
}

void PairGridView::rowsInserted(const QModelIndex& parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    updateGeometries();
    viewport()->update();
}

void PairGridView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (!index.isValid()) {
        return;
    }
    const QRect card = place(index.row());
    const int height = viewport()->height();
    int value = verticalOffset();
    if (hint == PositionAtCenter) {
        value = card.center().y() - height / 2;
    } else if (hint == PositionAtTop || card.top() - kGap < value) {
        value = card.top() - kGap;
    } else if (hint == PositionAtBottom || card.bottom() + kGap > value + height) {
        value = card.bottom() + kGap - height;
    }
    verticalScrollBar()->setValue(value);
}

QModelIndex PairGridView::moveCursor(CursorAction action, Qt::KeyboardModifiers /*modifiers*/)
{
    if (rows() == 0) {
        return {};
    }
    const int page = std::max(1, viewport()->height() / (kCardHeight + kGap)) * columns();
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
void PairGridView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags)
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

QRegion PairGridView::visualRegionForSelection(const QItemSelection& /*selection*/) const
{
    return viewport()->rect();
}

void PairGridView::paintEvent(QPaintEvent* event)
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

void PairGridView::keyPressEvent(QKeyEvent* event)
{
    const bool plain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (currentIndex().isValid()) {
            Q_EMIT opened(currentIndex().row());
        }
        return;
    }
    if ((plain && event->key() == Qt::Key_Up && currentIndex().row() < columns()) ||
        event->text() == u"/") {
        Q_EMIT filterWanted();
        return;
    }
    if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection()) {
        clearSelection();
        return;
    }
    QListView::keyPressEvent(event);
}

} // namespace triptych::ui
