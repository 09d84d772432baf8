// SPDX-License-Identifier: GPL-3.0-or-later
// Browse over any BrowseData: filter bar, facets, table and grid of the same rows, bulk bar, empty
// states. BrowsePage binds it to the open project. GUI thread; never waits.
#pragma once

#include "ui/browse/browse_data.h"
#include "ui/browse/bulk_controller.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace triptych::ui {

class BulkBar;
class EmptyState;
class FacetColumn;
class FilterBar;
class ImageCache;
class PairCardDelegate;
class PairDelegate;
class PairGridView;
class PairTableModel;
class PairTableView;
class Thumbnails;

class BrowseView final : public QWidget
{
    Q_OBJECT
public:
    // `source` must outlive the view; `images` may be null.
    BrowseView(BrowseData& source, ImageCache* images, QWidget* parent = nullptr);

    void start(const QString& filter, workflow::SortKey sort, bool descending);
    void clear(); // the project is closed
    void projectChanged();
    void setFilter(const QString& filter);
    void setSort(workflow::SortKey sort, bool descending);
    void showGrid(bool grid);
    [[nodiscard]] QString filter() const; // in force
    [[nodiscard]] PairTableModel* model() const { return m_model; }
    [[nodiscard]] QToolButton* viewsButton() const { return m_views; }

Q_SIGNALS:
    void pairOpened(triptych::PairId pair, const QString& where);
    void makePairsRequested();
    void writeTextsRequested(const QString& where);
    void importRequested();
    void queryRequested(const triptych::ImageView& image);   // more like this
    void pairQueryRequested(const triptych::PairView& pair); // the pair's own question
    void viewChanged();                                      // filter or order

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTopLine();
    QWidget* makeRows();
    void makeShortcuts();
    void connectParts();
    void connectRows();
    void ask();
    void askCounts();
    void countsAnswered();
    void rowsReset();
    void rememberPlace();
    void restorePlace();
    void selectionChanged();
    void openRow(int row);
    void focusRows();
    void showMenu(const QPoint& globalPosition);
    void act(BulkAct act);
    [[nodiscard]] BulkScope scope() const;
    [[nodiscard]] std::pair<int, int> visibleRows() const;
    void updateCounts();
    void updateBody();
    void retranslate();
    void applyTheme();

    BrowseData& m_data;
    PairTableModel* m_model;
    FilterBar* m_bar;
    FacetColumn* m_facets;
    BulkBar* m_bulkBar;
    BulkController* m_bulk;
    PairTableView* m_table;
    PairGridView* m_grid;
    EmptyState* m_empty;
    QStackedWidget* m_body;
    PairDelegate* m_rowDelegate = nullptr;
    PairCardDelegate* m_cardDelegate = nullptr;
    Thumbnails* m_rowThumbnails = nullptr;
    Thumbnails* m_cardThumbnails = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_count = nullptr;
    QPushButton* m_refresh = nullptr;
    QToolButton* m_pairs = nullptr;
    QToolButton* m_texts = nullptr;
    QToolButton* m_views = nullptr;
    QToolButton* m_layoutToggle = nullptr;

    ProjectStats m_stats;
    bool m_started = false;
    bool m_counted = false; // m_stats are of this project
    bool m_gridShown = false;
    int m_countsRunning = 0;
    bool m_countsAgain = false;
    bool m_changedWhileHidden = false;
    bool m_keepScroll = false; // the rows that come are those of the same question
    struct
    {
        PairId current;
        PairId top;
        int topOffset = 0;
        std::vector<PairId> selected;
    } m_place;
};

} // namespace triptych::ui
