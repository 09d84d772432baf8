// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of Browse put together, and what happens between them.
#include "ui/browse/browse_view.h"

#include "ui/browse/bulk_bar.h"
#include "ui/browse/empty_state.h"
#include "ui/browse/facet_column.h"
#include "ui/browse/filter_bar.h"
#include "ui/browse/filter_edit.h"
#include "ui/browse/filter_text.h"
#include "ui/browse/pair_delegate.h"
#include "ui/browse/pair_grid_view.h"
#include "ui/browse/pair_table_model.h"
#include "ui/browse/pair_table_view.h"
#include "ui/browse/rounded_frame.h"
#include "ui/browse/thumbnails.h"
#include "ui/convert.h"
#include "ui/text/words.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych::ui {

BrowseView::BrowseView(BrowseData& source, ImageCache* images, QWidget* parent)
    : QWidget(parent)
    , m_data(source)
    , m_model(new PairTableModel(source, this))
    , m_bar(new FilterBar(source, this))
    , m_facets(new FacetColumn(this))
    , m_bulkBar(new BulkBar(this))
    , m_bulk(new BulkController(source, *m_bulkBar, this))
    , m_table(new PairTableView(this))
    , m_grid(new PairGridView(this))
    , m_empty(new EmptyState(this))
    , m_body(new QStackedWidget(this))
{
    m_rowThumbnails = new Thumbnails(images, m_table->viewport());
    m_cardThumbnails = new Thumbnails(images, m_grid->viewport());
    m_rowDelegate = new PairDelegate(*m_model, *m_rowThumbnails, this);
    m_cardDelegate = new PairCardDelegate(*m_model, *m_cardThumbnails, this);
    m_table->setObjectName(QStringLiteral("pairTable"));
    m_grid->setObjectName(QStringLiteral("pairGrid"));
    m_facets->setObjectName(QStringLiteral("facets"));
    m_bulkBar->setObjectName(QStringLiteral("bulkBar"));
    m_empty->setObjectName(QStringLiteral("browseEmpty"));
    m_table->setItemDelegate(m_rowDelegate);
    m_table->setModel(m_model);
    m_grid->setItemDelegate(m_cardDelegate);
    m_grid->setModel(m_model);
    m_grid->setSelectionModel(m_table->selectionModel());

    auto* column = new QVBoxLayout(this);
    // The facets' grounds reach further left than their words, which stand under the filter's edge.
    column->setContentsMargins(space::kTwo, space::kTwo, space::kThree, space::kTwo);
    column->setSpacing(space::kOneHalf);
    column->addWidget(makeTopLine());
    auto* filterLine = new QHBoxLayout;
    filterLine->addSpacing(space::kOne);
    filterLine->addWidget(m_bar);
    column->addLayout(filterLine);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kTwo);
    line->addWidget(m_facets);
    line->addWidget(makeRows(), 1);
    column->addLayout(line, 1);

    setFocusProxy(m_table);
    makeShortcuts();
    connectParts();
    retranslate();
    applyTheme();
    updateBody();
}

QWidget* BrowseView::makeTopLine()
{
    auto* top = new QWidget(this);
    auto* line = new QHBoxLayout(top);
    line->setContentsMargins(space::kOne, 0, 0, 0);
    line->setSpacing(space::kHalf);
    m_title = new QLabel(top);
    m_title->setObjectName(QStringLiteral("browseTitle"));
    m_count = new QLabel(top);
    m_count->setObjectName(QStringLiteral("browseCount"));
    m_count->setProperty("role", QStringLiteral("secondary"));
    m_refresh = new QPushButton(top);
    m_refresh->setObjectName(QStringLiteral("browseRefresh"));
    m_refresh->setProperty("link", true);
    m_refresh->setVisible(false);
    line->addWidget(m_title);
    line->addSpacing(space::kOne);
    line->addWidget(m_count);
    line->addWidget(m_refresh);
    line->addStretch();
    const auto button = [&](const char* objectName) {
        auto* one = new QToolButton(top);
        one->setObjectName(QString::fromLatin1(objectName));
        one->setProperty("quiet", true);
        one->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        one->setFocusPolicy(Qt::TabFocus);
        line->addWidget(one);
        return one;
    };
    m_pairs = button("makePairs");
    m_texts = button("writeTexts");
    m_views = button("savedViews");
    m_views->setPopupMode(QToolButton::InstantPopup);
    m_views->setVisible(false); // until the page gives it a menu
    m_layoutToggle = button("layoutToggle");
    return top;
}

QWidget* BrowseView::makeRows()
{
    auto* panel = new RoundedFrame(this);
    auto* inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->setSpacing(0);
    m_body->addWidget(m_table);
    m_body->addWidget(m_grid);
    m_body->addWidget(m_empty);
    inside->addWidget(m_body);
    auto* rows = new QWidget(this);
    auto* column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kOne);
    column->addWidget(m_bulkBar);
    column->addWidget(panel, 1);
    return rows;
}

void BrowseView::makeShortcuts()
{
    const auto shortcut = [this](const QKeySequence& keys, auto handler) {
        auto* one = new QShortcut(keys, this);
        one->setContext(Qt::WidgetWithChildrenShortcut);
        connect(one, &QShortcut::activated, this, handler);
    };
    shortcut(QKeySequence(Qt::Key_Slash), [this] { m_bar->focusFilter(); });
    shortcut(QKeySequence(QKeySequence::Find), [this] { m_bar->focusFilter(); });
    shortcut(QKeySequence(Qt::Key_F5), [this] {
        rememberPlace();
        m_keepScroll = true;
        m_model->refresh();
        askCounts();
    });
}

void BrowseView::connectParts()
{
    connect(m_bar, &FilterBar::filterChanged, this, [this](const QString& filter) {
        m_facets->facets()->setFilter(filter);
        ask();
        Q_EMIT viewChanged();
    });
    connect(m_bar, &FilterBar::left, this, &BrowseView::focusRows);
    connect(m_facets, &FacetColumn::toggled, this, [this](FilterKey key, const QString& value) {
        setFilter(toggledFilterValue(m_bar->filter(), key, value));
    });
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) {
                m_model->sort(column, order);
                Q_EMIT viewChanged();
            });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &BrowseView::rememberPlace);
    connect(m_model, &QAbstractItemModel::modelReset, this, &BrowseView::rowsReset);
    connect(m_model, &PairTableModel::asked, this, &BrowseView::updateCounts);
    connect(m_model, &PairTableModel::answered, this, [this] {
        updateCounts();
        updateBody();
    });
    connect(m_model, &PairTableModel::failed, this, [this](const Error& error) {
        m_bar->showError(error);
        updateCounts();
    });
    connect(m_model, &PairTableModel::behindChanged, this, &BrowseView::updateCounts);
    connect(m_refresh, &QPushButton::clicked, this, [this] {
        m_keepScroll = true;
        m_model->refresh();
    });
    connectRows();
    connect(m_bulk, &BulkController::changed, this, &BrowseView::projectChanged);
    connect(m_pairs, &QToolButton::clicked, this, &BrowseView::makePairsRequested);
    connect(m_texts, &QToolButton::clicked, this, [this] { Q_EMIT writeTextsRequested(filter()); });
    connect(m_layoutToggle, &QToolButton::clicked, this, [this] { showGrid(!m_gridShown); });
    connect(m_empty, &EmptyState::importWanted, this, &BrowseView::importRequested);
    connect(m_empty, &EmptyState::makePairsWanted, this, &BrowseView::makePairsRequested);
    connect(m_empty, &EmptyState::clearWanted, this, [this] { setFilter({}); });
}

void BrowseView::connectRows()
{
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BrowseView::selectionChanged);
    connect(m_table, &PairTableView::opened, this, &BrowseView::openRow);
    connect(m_grid, &PairGridView::opened, this, &BrowseView::openRow);
    connect(m_table, &PairTableView::filterWanted, m_bar, &FilterBar::focusFilter);
    connect(m_grid, &PairGridView::filterWanted, m_bar, &FilterBar::focusFilter);
    connect(m_table, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showMenu(m_table->viewport()->mapToGlobal(at)); });
    connect(m_grid, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showMenu(m_grid->viewport()->mapToGlobal(at)); });
    connect(m_bulkBar, &BulkBar::chosen, this, &BrowseView::act);
    connect(m_bulkBar, &BulkBar::dismissed, this, [this] {
        m_bulk->cancel();
        m_bulkBar->clear();
        m_table->selectionModel()->clearSelection();
        focusRows();
    });
}

QString BrowseView::filter() const
{
    return toQString(m_model->question().where);
}

void BrowseView::start(const QString& filter, workflow::SortKey sort, bool descending)
{
    clear();
    m_started = true;
    setSort(sort, descending);
    {
        const QSignalBlocker quiet(m_bar); // asked for once, below
        m_bar->setFilter(filter);
    }
    m_facets->facets()->setFilter(filter);
    ask();
    askCounts();
}

void BrowseView::clear()
{
    m_started = false;
    m_counted = false;
    m_stats = {};
    m_bulk->cancel();
    m_bulkBar->clear();
    m_model->clear();
    m_rowThumbnails->forget();
    m_cardThumbnails->forget();
    m_facets->facets()->setFacets({});
    updateCounts();
    updateBody();
}

void BrowseView::setFilter(const QString& filter)
{
    m_bar->setFilter(filter);
}

void BrowseView::setSort(workflow::SortKey sort, bool descending)
{
    const int column = PairTableModel::columnOf(sort);
    const Qt::SortOrder order = descending ? Qt::DescendingOrder : Qt::AscendingOrder;
    {
        const QSignalBlocker quiet(m_table->horizontalHeader());
        m_table->horizontalHeader()->setSortIndicator(column, order);
    }
    m_table->horizontalHeader()->viewport()->update();
    if (m_model->question().sort == sort && m_model->question().descending == descending) {
        return;
    }
    workflow::Snapshot question = m_model->question();
    question.sort = sort;
    question.descending = descending;
    m_model->setQuestion(question);
}

void BrowseView::ask()
{
    if (!m_started) {
        return;
    }
    workflow::Snapshot question = m_model->question();
    question.where = fromQString(m_bar->filter().trimmed());
    const QStringList words = searchedWords(m_bar->filter());
    m_rowDelegate->setWords(words);
    m_cardDelegate->setWords(words);
    m_bulk->cancel();
    m_bulkBar->clear();
    m_keepScroll = false;
    m_model->setQuestion(question);
}

void BrowseView::projectChanged()
{
    if (!m_started) {
        return;
    }
    if (!isVisible()) {
        m_changedWhileHidden = true;
        return;
    }
    m_keepScroll = true;
    m_rowThumbnails->retry();
    m_cardThumbnails->retry();
    const auto [first, last] = visibleRows();
    m_model->projectChanged(first, last);
    askCounts();
}

// One question at a time: counts may take longer than changes are apart.
void BrowseView::askCounts()
{
    if (m_countsRunning > 0) {
        m_countsAgain = true;
        return;
    }
    m_countsAgain = false;
    m_countsRunning = 2;
    m_data.stats(this, [this](const Result<ProjectStats>& answer) {
        if (answer && m_started) {
            m_stats = *answer;
            m_counted = true;
        }
        countsAnswered();
    });
    m_data.facets(this, [this](Result<Facets> answer) {
        if (answer && m_started) {
            m_facets->facets()->setFacets(std::move(*answer));
        }
        countsAnswered();
    });
}

void BrowseView::countsAnswered()
{
    --m_countsRunning;
    updateCounts();
    updateBody();
    if (m_countsRunning == 0 && m_countsAgain) {
        askCounts();
    }
}

void BrowseView::updateCounts()
{
    const auto shown = static_cast<std::int64_t>(m_model->ids().size());
    QStringList parts;
    if (m_counted) {
        parts.append(tr("%1 pairs", nullptr,
                        static_cast<int>(std::min<std::int64_t>(m_stats.pairs, 1000000)))
                         .arg(formatCount(m_stats.pairs)));
    }
    if (m_model->asking() && m_started) {
        parts.append(tr("searching…"));
    } else if (m_started && (!m_model->question().where.empty() || !m_counted)) {
        parts.append(tr("%1 shown").arg(formatCount(shown)));
    }
    m_count->setText(parts.join(QStringLiteral(" · ")));
    m_refresh->setVisible(m_model->behind());
}

void BrowseView::updateBody()
{
    const bool empty = m_started && !m_model->asking() && m_model->rowCount() == 0 && m_counted;
    if (empty) {
        const bool filtered = !m_model->question().where.empty() && m_stats.pairs > 0;
        m_empty->setReason(filtered              ? EmptyState::Reason::NoMatch
                           : m_stats.images == 0 ? EmptyState::Reason::NoImages
                                                 : EmptyState::Reason::NoPairs);
    }
    QWidget* wanted = m_gridShown ? static_cast<QWidget*>(m_grid) : m_table;
    m_body->setCurrentWidget(empty ? m_empty : wanted);
    m_texts->setEnabled(m_started && m_data.writable() && (!m_counted || m_stats.pairs > 0));
    m_pairs->setEnabled(m_started && m_data.writable() && (!m_counted || m_stats.images > 0));
}

std::pair<int, int> BrowseView::visibleRows() const
{
    return m_gridShown ? m_grid->visibleRows() : m_table->visibleRows();
}

} // namespace triptych::ui
