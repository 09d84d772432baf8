// SPDX-License-Identifier: GPL-3.0-or-later
// Header painting, column widths and keys of the table.
#include "ui/browse/pair_table_view.h"

#include "ui/browse/image_drag.h"
#include "ui/browse/pair_delegate.h"
#include "ui/browse/pair_table_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/state_chip.h"
#include "ui/theme/theme.h"

#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace triptych::ui {

namespace {

constexpr int kHeaderHeight = 36;
constexpr int kArrow = 14;

bool isRightAligned(int section)
{
    return section == PairTableModel::ScoreColumn;
}

} // namespace

PairHeader::PairHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setHighlightSections(false);
    setMinimumSectionSize(40);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFrameShape(NoFrame);
    setObjectName(QStringLiteral("pairHeader"));
}

QSize PairHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), kHeaderHeight};
}

void PairHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = Theme::of(*window());
    painter->save();
    painter->setFont(themeFont(13));
    const bool sorted = sortIndicatorSection() == section;
    painter->setPen(sorted ? theme.text : theme.secondary);
    const QString title = model()->headerData(section, orientation()).toString();
    QRect room = rect.adjusted(PairDelegate::kPadding, 0, 0, -1);
    if (isRightAligned(section)) {
        room.setRight(rect.right() - PairDelegate::kPadding);
    }
    const int arrow = sorted ? kArrow : 0;
    const QString shown =
        painter->fontMetrics().elidedText(title, Qt::ElideRight, room.width() - arrow);
    const int width = painter->fontMetrics().horizontalAdvance(shown);
    const int x = isRightAligned(section) ? room.right() - arrow - width + 1 : room.x();
    painter->drawText(QRect(x, room.y(), width + 2, room.height()), Qt::AlignVCenter, shown);
    if (sorted) {
        const QRectF place(x + width + 2, room.center().y() - kArrow / 2.0 + 1, kArrow, kArrow);
        paintIcon(*painter, place,
                  sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral("sort-up")
                                                             : QStringLiteral("sort-down"),
                  theme.text);
    }
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line);
    painter->restore();
}

PairTableView::PairTableView(QWidget* parent)
    : QTableView(parent)
{
    setHorizontalHeader(new PairHeader(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDragDropMode(DragOnly);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(PairDelegate::kRowHeight);
    verticalHeader()->setDefaultSectionSize(PairDelegate::kRowHeight);
    setStyleSheet(QStringLiteral("QTableView { background: transparent; border: 0; }"));
    viewport()->setAutoFillBackground(false);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { Q_EMIT opened(index.row()); });
}

void PairTableView::fitColumns()
{
    const QFontMetrics small(themeFont(13));
    QHeaderView* header = horizontalHeader();
    const auto titled = [&](int column, int content) {
        const QString title = model()->headerData(column, Qt::Horizontal).toString();
        const int heading = small.horizontalAdvance(title) + kArrow + 2;
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, std::max(content, heading) + 2 * PairDelegate::kPadding);
    };
    int chip = 0;
    for (int state = 0; state < kSlotStateCount; ++state) {
        const StateLook look = stateLook(static_cast<SlotState>(state), Theme::of(*window()));
        chip = std::max(chip, chipSize(look).width());
    }
    titled(PairTableModel::ReferenceColumn, PairDelegate::kThumb - PairDelegate::kPadding);
    titled(PairTableModel::TargetColumn, PairDelegate::kThumb);
    header->setSectionResizeMode(PairTableModel::ForwardColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(PairTableModel::ReverseColumn, QHeaderView::Stretch);
    titled(PairTableModel::ForwardStateColumn, chip);
    titled(PairTableModel::ReverseStateColumn, chip);
    titled(PairTableModel::ScoreColumn,
           QFontMetrics(themeFont(type::kBody)).horizontalAdvance(QStringLiteral("0.00")));
}

std::pair<int, int> PairTableView::visibleRows() const
{
    if (!model() || model()->rowCount() == 0) {
        return {-1, -1};
    }
    const int first = rowAt(0);
    const int last = rowAt(viewport()->height() - 1);
    return {std::max(first, 0), last < 0 ? model()->rowCount() - 1 : last};
}

const ImageView* PairTableView::photoAt(const QPoint& place) const
{
    const QModelIndex index = indexAt(place);
    const auto* rows = qobject_cast<const PairTableModel*>(model());
    const PairView* pair = rows ? rows->pair(index.row()) : nullptr;
    if (!pair || !index.flags().testFlag(Qt::ItemIsDragEnabled)) {
        return nullptr;
    }
    return index.column() == PairTableModel::TargetColumn ? &pair->target : &pair->reference;
}

void PairTableView::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->position().toPoint();
    QTableView::mousePressEvent(event);
}

void PairTableView::startDrag(Qt::DropActions /*actions*/)
{
    if (const ImageView* photo = photoAt(m_pressed)) {
        dragImage(viewport(), ImageView(*photo), visualRect(indexAt(m_pressed)));
    }
}

void PairTableView::keyPressEvent(QKeyEvent* event)
{
    const bool plain =
        event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        if (currentIndex().isValid()) {
            Q_EMIT opened(currentIndex().row());
        }
        return;
    }
    if (plain && event->key() == Qt::Key_Up && currentIndex().row() <= 0) {
        Q_EMIT filterWanted();
        return;
    }
    if (event->text() == u"/") {
        Q_EMIT filterWanted();
        return;
    }
    if (event->key() == Qt::Key_Escape && selectionModel() && selectionModel()->hasSelection()) {
        clearSelection();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace triptych::ui
