// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry and keys of the results.
#include "ui/query/result_view.h"

#include "ui/query/result_delegate.h"
#include "ui/query/result_model.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr double kCardRatio = 1.24; // of the photo's box: as tall photos as wide cards hold

} // namespace

ResultView::ResultView(ResultModel& model, QWidget* parent)
    : QListView(parent)
{
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setStyleSheet(QStringLiteral("QListView { background: transparent; border: 0; }"));
    viewport()->setAutoFillBackground(false);
    setModel(&model);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT referenceWanted(index.row()); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ResultView::watchEnd);
    connect(&model, &QAbstractItemModel::modelReset, this, [this]() {
        if (this->model()->rowCount() > 0) {
            setCurrentIndex(this->model()->index(0, 0));
            scrollToTop();
        }
    });
}

// The cards take what a gap of the view's width leaves; the grid's cell holds card and gap.
void ResultView::fitCards()
{
    const int room = viewport()->width();
    const int columns = std::max(1, room / (kCardWidth + kGap));
    const int cell = room / columns;
    const int card = cell - kGap;
    const QSize grid(cell, static_cast<int>(card * kCardRatio) + ResultDelegate::kFoot + kGap);
    if (grid != gridSize()) {
        setGridSize(grid);
    }
}

void ResultView::resizeEvent(QResizeEvent* event)
{
    fitCards();
    QListView::resizeEvent(event);
    watchEnd();
}

void ResultView::watchEnd()
{
    const QScrollBar* bar = verticalScrollBar();
    if (bar->maximum() > 0 && bar->value() >= bar->maximum() - gridSize().height()) {
        Q_EMIT endInSight();
    }
}

// The view's own painting knows the cell, not the card in it.
void ResultView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex hovered = viewport()->underMouse()
                                    ? indexAt(viewport()->mapFromGlobal(QCursor::pos()))
                                    : QModelIndex();
    for (int row = 0; row < model()->rowCount(); ++row) {
        const QModelIndex index = model()->index(row, 0);
        const QRect cell = visualRect(index);
        if (cell.top() > event->rect().bottom()) {
            break;
        }
        if (!cell.intersects(event->rect())) {
            continue;
        }
        option.rect = QRect(cell.topLeft(), gridSize() - QSize(kGap, kGap));
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected,
                             hasFocus() && selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        itemDelegate()->paint(&painter, option, index);
    }
}

void ResultView::focusInEvent(QFocusEvent* event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(0, 0));
    }
}

void ResultView::keyPressEvent(QKeyEvent* event)
{
    const int row = currentIndex().row();
    const bool plain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (!plain || row < 0) {
        event->ignore();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT referenceWanted(row);
        return;
    case Qt::Key_R:
        Q_EMIT rightMarked(row);
        return;
    case Qt::Key_W:
        Q_EMIT wrongMarked(row);
        return;
    case Qt::Key_Space:
        Q_EMIT largeWanted(row);
        return;
    case Qt::Key_Up: {
        const int columns = std::max(1, viewport()->width() / std::max(1, gridSize().width()));
        if (row < columns) {
            Q_EMIT leftUpwards();
            return;
        }
        break;
    }
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

} // namespace triptych::ui
