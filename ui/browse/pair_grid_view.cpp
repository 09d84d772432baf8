// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the grid of pairs.
#include "ui/browse/pair_grid_view.h"

#include "ui/browse/image_drag.h"
#include "ui/browse/pair_table_model.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace triptych::ui {

PairGridView::PairGridView(QWidget* parent)
    : CardGridView(CardShape{kCardWidth, 0, kCardHeight, kGap}, parent)
{
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setDragDropMode(DragOnly);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.row()); });
}

const ImageView* PairGridView::photoAt(const QPoint& place) const
{
    const QModelIndex index = indexAt(place);
    const auto* rows = qobject_cast<const PairTableModel*>(model());
    const PairView* pair = rows && index.isValid() ? rows->pair(index.row()) : nullptr;
    if (!pair) {
        return nullptr;
    }
    return place.x() > visualRect(index).center().x() ? &pair->target : &pair->reference;
}

void PairGridView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    CardGridView::mousePressEvent(event);
}

void PairGridView::startDrag(Qt::DropActions /*actions*/)
{
    if (const ImageView* photo = photoAt(m_pressed)) {
        dragImage(viewport(), ImageView(*photo), visualRect(indexAt(m_pressed)));
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
    CardGridView::keyPressEvent(event);
}

} // namespace triptych::ui
