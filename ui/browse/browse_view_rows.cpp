// SPDX-License-Identifier: GPL-3.0-or-later
// Browse: places, selection, context menu, words and colours.
#include "ui/browse/browse_view.h"

#include "ui/browse/bulk_bar.h"
#include "ui/browse/facet_column.h"
#include "ui/browse/filter_bar.h"
#include "ui/browse/filter_edit.h"
#include "ui/browse/filter_text.h"
#include "ui/browse/pair_delegate.h"
#include "ui/browse/pair_grid_view.h"
#include "ui/browse/pair_table_model.h"
#include "ui/browse/pair_table_view.h"
#include "ui/convert.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QItemSelection>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>

#include <unordered_map>

namespace triptych::ui {

namespace {

constexpr std::size_t kKeptSelection = 200; // larger ones end when the rows change

std::int64_t selectedCount(const QItemSelection& selection)
{
    std::int64_t count = 0;
    for (const QItemSelectionRange& range : selection) {
        count += range.height();
    }
    return count;
}

} // namespace

void BrowseView::rememberPlace()
{
    m_place = {};
    m_place.current = m_model->pairId(m_table->currentIndex().row());
    const int top = visibleRows().first;
    m_place.top = m_model->pairId(top);
    if (!m_gridShown && top >= 0) {
        m_place.topOffset = m_table->rowViewportPosition(top);
    }
    const QItemSelection selection = m_table->selectionModel()->selection();
    if (selectedCount(selection) <= static_cast<std::int64_t>(kKeptSelection)) {
        for (const QItemSelectionRange& range : selection) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                m_place.selected.push_back(m_model->pairId(row));
            }
        }
    }
}

void BrowseView::rowsReset()
{
    restorePlace();
    m_keepScroll = true; // until another question is asked
}

// One pass over the ids finds every row that is to be restored.
void BrowseView::restorePlace()
{
    std::unordered_map<PairId, int> rows;
    for (const PairId id : m_place.selected) {
        rows.emplace(id, -1);
    }
    rows.emplace(m_place.current, -1);
    rows.emplace(m_place.top, -1);
    const std::vector<PairId>& ids = m_model->ids();
    if (m_place.current.valid() || m_place.top.valid() || !m_place.selected.empty()) {
        for (std::size_t row = 0; row < ids.size(); ++row) {
            const auto found = rows.find(ids[row]);
            if (found != rows.end()) {
                found->second = static_cast<int>(row);
            }
        }
    }
    QItemSelection selection;
    for (const PairId id : m_place.selected) {
        if (rows[id] >= 0) {
            selection.select(m_model->index(rows[id], 0),
                             m_model->index(rows[id], PairTableModel::kColumns - 1));
        }
    }
    QItemSelectionModel* selected = m_table->selectionModel();
    if (rows[m_place.current] >= 0) {
        selected->setCurrentIndex(m_model->index(rows[m_place.current], 0),
                                  QItemSelectionModel::NoUpdate);
    }
    selected->select(selection, QItemSelectionModel::ClearAndSelect);
    const int top = m_keepScroll ? rows[m_place.top] : -1;
    if (m_gridShown) {
        m_grid->doItemsLayout();
        m_grid->scrollTo(m_model->index(std::max(top, 0), 0), QAbstractItemView::PositionAtTop);
    } else if (top >= 0) {
        m_table->verticalScrollBar()->setValue(top * PairDelegate::kRowHeight - m_place.topOffset);
    } else {
        m_table->verticalScrollBar()->setValue(0);
    }
}

void BrowseView::selectionChanged()
{
    const std::int64_t count = selectedCount(m_table->selectionModel()->selection());
    const BulkBar::Phase phase = m_bulkBar->phase();
    if (phase == BulkBar::Phase::Working) {
        return;
    }
    m_bulk->cancel();
    if (count > 1 && m_data.writable()) {
        m_bulkBar->showSelected(count, count == m_model->rowCount());
    } else if (phase != BulkBar::Phase::Done && phase != BulkBar::Phase::Notice) {
        m_bulkBar->clear();
    }
}

BulkScope BrowseView::scope() const
{
    BulkScope scope;
    const QItemSelection selection = m_table->selectionModel()->selection();
    scope.count = selectedCount(selection);
    scope.filter = filter();
    scope.all = scope.count > 1 && scope.count == m_model->rowCount();
    if (!scope.all) {
        for (const QItemSelectionRange& range : selection) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                scope.pairs.push_back(m_model->pairId(row));
            }
        }
    }
    return scope;
}

void BrowseView::act(BulkAct act)
{
    BulkScope chosen = scope();
    if (chosen.count > 0 && m_data.writable()) {
        m_bulk->begin(act, std::move(chosen));
    }
}

void BrowseView::openRow(int row)
{
    const PairId pair = m_model->pairId(row);
    if (pair.valid() && !m_model->isGone(row)) {
        Q_EMIT pairOpened(pair, filter());
    }
}

void BrowseView::focusRows()
{
    QAbstractItemView* rows = m_gridShown ? static_cast<QAbstractItemView*>(m_grid) : m_table;
    if (m_model->rowCount() > 0 && !rows->currentIndex().isValid()) {
        rows->setCurrentIndex(m_model->index(visibleRows().first, 0));
    }
    rows->setFocus(Qt::OtherFocusReason);
}

void BrowseView::showGrid(bool grid)
{
    if (grid == m_gridShown) {
        return;
    }
    const int top = visibleRows().first;
    m_gridShown = grid;
    updateBody();
    retranslate();
    if (grid) {
        m_grid->doItemsLayout();
    }
    QAbstractItemView* rows = grid ? static_cast<QAbstractItemView*>(m_grid) : m_table;
    setFocusProxy(rows);
    if (top >= 0) {
        rows->scrollTo(m_model->index(top, 0), QAbstractItemView::PositionAtTop);
    }
}

void BrowseView::showMenu(const QPoint& globalPosition)
{
    const int row = m_table->currentIndex().row();
    const BulkScope chosen = scope();
    if (row < 0 || chosen.count == 0) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("pairMenu"));
    menu->addAction(tr("Open in Review"), this, [this, row] { openRow(row); });
    const PairView* pair = m_model->pair(row);
    const SlotView* slot = pair ? m_model->slot(*pair, Direction::Forward) : nullptr;
    if (pair) {
        const PairView shown = *pair;
        menu->addAction(tr("Query with this pair"), this,
                        [this, shown] { Q_EMIT pairQueryRequested(shown); });
        menu->addAction(tr("More like the reference"), this,
                        [this, shown] { Q_EMIT queryRequested(shown.reference); });
        menu->addAction(tr("More like the target"), this,
                        [this, shown] { Q_EMIT queryRequested(shown.target); });
    }
    if (slot && slot->text) {
        const QString text = toQString(slot->text->body);
        menu->addAction(tr("Copy the forward text"), this,
                        [text] { QGuiApplication::clipboard()->setText(text); });
    }
    if (pair && !pair->category.empty()) {
        const QString category = toQString(pair->category);
        menu->addAction(tr("Filter by this category"), this, [this, category] {
            if (!hasFilterValue(m_bar->filter(), FilterKey::Category, category)) {
                setFilter(toggledFilterValue(m_bar->filter(), FilterKey::Category, category));
            }
        });
    }
    menu->addSeparator();
    const std::pair<BulkAct, QString> acts[] = {
        {BulkAct::AcceptForward, tr("Accept forward")},
        {BulkAct::AcceptBoth, tr("Accept both")},
        {BulkAct::RejectForward, tr("Reject forward")},
        {BulkAct::RejectBoth, tr("Reject both")},
        {BulkAct::Exclude, tr("Exclude (wrong photo, not a pair)")},
    };
    for (const auto& [one, title] : acts) {
        QAction* action = menu->addAction(title, this, [this, one = one] { act(one); });
        action->setEnabled(m_data.writable());
    }
    menu->popup(globalPosition);
}

void BrowseView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        updateCounts();
    } else if (event->type() == QEvent::PaletteChange) {
        applyTheme();
    }
    QWidget::changeEvent(event);
}

// What was done is told once: an undo offered later might take back something else.
void BrowseView::hideEvent(QHideEvent* event)
{
    if (m_bulkBar->phase() == BulkBar::Phase::Done ||
        m_bulkBar->phase() == BulkBar::Phase::Notice) {
        m_bulkBar->clear();
    }
    QWidget::hideEvent(event);
}

void BrowseView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_changedWhileHidden) {
        m_changedWhileHidden = false;
        projectChanged();
    }
}

void BrowseView::retranslate()
{
    m_title->setText(tr("Browse"));
    m_refresh->setText(tr("changed · refresh"));
    m_refresh->setToolTip(tr("Greyed rows no longer match; bring the list up to date (F5)"));
    m_pairs->setText(tr("Make pairs…"));
    m_texts->setText(tr("Write texts…"));
    m_views->setText(tr("Saved views"));
    m_layoutToggle->setText(m_gridShown ? tr("Grid") : tr("Table"));
    m_layoutToggle->setToolTip(m_gridShown ? tr("Show as a table")
                                           : tr("Show as a grid of photos"));
    m_layoutToggle->setAccessibleName(m_layoutToggle->toolTip());
    m_table->setAccessibleName(tr("Pairs"));
    m_grid->setAccessibleName(tr("Pairs as photos"));
    m_count->setAccessibleName(tr("Number of pairs"));
    m_table->fitColumns();
    applyTheme();
}

void BrowseView::applyTheme()
{
    m_title->setFont(themeFont(type::kTitle, QFont::DemiBold));
    m_count->setFont(figureFont(type::kBody));
    m_layoutToggle->setIcon(
        themedIcon(m_gridShown ? QStringLiteral("grid") : QStringLiteral("table"), *this));
    m_views->setIcon(themedIcon(QStringLiteral("bookmark"), *this));
    m_pairs->setIcon(themedIcon(QStringLiteral("pairs"), *this));
    m_texts->setIcon(themedIcon(QStringLiteral("texts"), *this));
}

} // namespace triptych::ui
