// SPDX-License-Identifier: GPL-3.0-or-later
// Geometry and keys of the results.
#include "ui/query/result_view.h"

#include "ui/query/result_delegate.h"
#include "ui/query/result_model.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace triptych::ui {

namespace {

constexpr double kPhotoRatio = 1.24; // height of the photo's box to the card's width
constexpr int kMargin = 1;           // room for the frame

} // namespace

ResultView::ResultView(ResultModel& model, QWidget* parent)
    : CardGridView(CardShape{kCardWidth, kPhotoRatio, ResultDelegate::kFoot, kMargin}, parent)
{
    setSelectionMode(SingleSelection);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
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

void ResultView::resizeEvent(QResizeEvent* event)
{
    CardGridView::resizeEvent(event);
    watchEnd();
}

void ResultView::watchEnd()
{
    const QScrollBar* bar = verticalScrollBar();
    if (bar->maximum() > 0 && bar->value() >= bar->maximum() - viewport()->height() / 2) {
        Q_EMIT endInSight();
    }
}

void ResultView::focusInEvent(QFocusEvent* event)
{
    CardGridView::focusInEvent(event);
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
    case Qt::Key_Up:
        if (row < columns()) {
            Q_EMIT leftUpwards();
            return;
        }
        break;
    default:
        break;
    }
    CardGridView::keyPressEvent(event);
}

} // namespace triptych::ui
