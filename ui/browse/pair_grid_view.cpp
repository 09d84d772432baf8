// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the grid of pairs.
#include "ui/browse/pair_grid_view.h"

#include <QKeyEvent>

namespace triptych::ui {

PairGridView::PairGridView(QWidget* parent)
    : CardGridView(CardShape{kCardWidth, 0, kCardHeight, kGap}, parent)
{
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.row()); });
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
    CardGridView::keyPressEvent(event);
}

} // namespace triptych::ui
