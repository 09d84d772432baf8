// SPDX-License-Identifier: GPL-3.0-or-later
// Browse as a person uses it, over data that answers when told: filter, facets, order, opening,
// bulk.
#include "fake_browse_data.h"

#include "ui/browse/browse_view.h"
#include "ui/browse/bulk_bar.h"
#include "ui/browse/empty_state.h"
#include "ui/browse/facet_column.h"
#include "ui/browse/filter_bar.h"
#include "ui/browse/filter_edit.h"
#include "ui/browse/pair_grid_view.h"
#include "ui/browse/pair_table_model.h"
#include "ui/browse/pair_table_view.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace triptych;
using namespace triptych::ui;

class BrowseViewTest final : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        FakeBrowseData data;
        std::unique_ptr<BrowseView> view;
        PairTableView* table = nullptr;
        FilterBar* bar = nullptr;
        FilterEdit* edit = nullptr;
        FacetColumn* facets = nullptr;
        BulkBar* bulk = nullptr;
        EmptyState* empty = nullptr;

        explicit World(std::int64_t pairs)
        {
            data.count = pairs;
            data.facetAnswer.status = {{"pending", 12}, {"accepted", 3}};
            data.facetAnswer.category = {{"Hoodies & Sweatshirts", 9}, {"Tees", 6}};
            view = std::make_unique<BrowseView>(data, nullptr);
            view->resize(1200, 700);
            table = view->findChild<PairTableView*>(QStringLiteral("pairTable"));
            bar = view->findChild<FilterBar*>();
            edit = view->findChild<FilterEdit*>(QStringLiteral("filterEdit"));
            facets = view->findChild<FacetColumn*>(QStringLiteral("facets"));
            bulk = view->findChild<BulkBar*>(QStringLiteral("bulkBar"));
            empty = view->findChild<EmptyState*>(QStringLiteral("browseEmpty"));
            view->show();
            view->start({}, workflow::SortKey::Natural, false);
            settle();
        }
        void settle()
        {
            for (int round = 0; round < 6; ++round) {
                QCoreApplication::processEvents();
                view->grab();
                data.answerAll();
            }
            QCoreApplication::processEvents();
        }
        [[nodiscard]] QString count() const
        {
            return view->findChild<QLabel*>(QStringLiteral("browseCount"))->text();
        }
        [[nodiscard]] QPushButton* button(const char* name) const
        {
            return view->findChild<QPushButton*>(QString::fromLatin1(name));
        }
        void clickFacet(const QString& label)
        {
            for (int row = 0; row < facets->model()->rowCount(); ++row) {
                const QModelIndex index = facets->model()->index(row, 0);
                if (index.data().toString() == label) {
                    facets->scrollTo(index);
                    QTest::mouseClick(facets->viewport(), Qt::LeftButton, {},
                                      facets->visualRect(index).center());
                    return;
                }
            }
            QFAIL("no such facet");
        }
    };

private Q_SLOTS:
    void typingAsksOnceAfterAPause()
    {
        World world(20);
        world.data.snapshots.clear();
        world.edit->setFocus();
        QTest::keyClicks(world.edit, QStringLiteral("blue"));
        QVERIFY(world.data.snapshots.empty());
        QTRY_COMPARE(world.data.snapshots.size(), std::size_t(1));
        QCOMPARE(world.data.snapshots[0].where, std::string("blue"));
    }

    void aBrokenFilterIsExplainedInPlaceAndAsksNothing()
    {
        World world(20);
        world.data.snapshots.clear();
        world.bar->setFilter(QStringLiteral("text:blue score<abc"));
        QVERIFY(world.data.snapshots.empty());
        QVERIFY2(world.bar->errorText().contains(QStringLiteral("17")),
                 qPrintable(world.bar->errorText()));
        QCOMPARE(world.view->model()->rowCount(), 20);
        world.bar->setFilter(QStringLiteral("text:blue score<0.4"));
        QVERIFY(world.bar->errorText().isEmpty());
        QCOMPARE(world.data.snapshots.size(), std::size_t(1));
    }

    void countsSayHowManyThereAreAndHowManyAreShown()
    {
        World world(5280);
        QCOMPARE(world.count(), QStringLiteral("5\u202f280 pairs"));
        world.data.notMatching = {1, 2};
        world.bar->setFilter(QStringLiteral("text:blue"));
        QVERIFY(world.count().contains(QStringLiteral("searching")));
        world.settle();
        QCOMPARE(world.count(), QStringLiteral("5\u202f280 pairs · 5\u202f278 shown"));
    }

    void aFacetClickEditsTheFilterAndASecondTakesItOut()
    {
        World world(20);
        world.clickFacet(QStringLiteral("Hoodies & Sweatshirts"));
        QCOMPARE(world.bar->filter(), QStringLiteral("category:\"Hoodies & Sweatshirts\""));
        QCOMPARE(world.data.snapshots.back().where,
                 std::string("category:\"Hoodies & Sweatshirts\""));
        world.clickFacet(QStringLiteral("accepted"));
        QCOMPARE(world.bar->filter(),
                 QStringLiteral("category:\"Hoodies & Sweatshirts\" status:accepted"));
        world.clickFacet(QStringLiteral("Hoodies & Sweatshirts"));
        QCOMPARE(world.bar->filter(), QStringLiteral("status:accepted"));
    }

    void keysAndValuesAreCompleted()
    {
        World world(20);
        world.edit->setFocus();
        QTest::keyClicks(world.edit, QStringLiteral("stat"));
        QVERIFY(world.edit->completing());
        QTest::keyClick(world.edit->completer()->popup(), Qt::Key_Down);
        QTest::keyClick(world.edit->completer()->popup(), Qt::Key_Return);
        QCOMPARE(world.bar->filter(), QStringLiteral("status:"));
        QTest::keyClicks(world.edit, QStringLiteral("acc"));
        QTest::keyClick(world.edit, Qt::Key_Tab);
        QCOMPARE(world.bar->filter(), QStringLiteral("status:accepted"));
        world.data.completionAnswer = {"Hoodies & Sweatshirts"};
        QTest::keyClicks(world.edit, QStringLiteral(" category:Hoo"));
        world.data.answerAll();
        QVERIFY(world.edit->completing());
        QTest::keyClick(world.edit, Qt::Key_Tab);
        QCOMPARE(world.bar->filter(),
                 QStringLiteral("status:accepted category:\"Hoodies & Sweatshirts\""));
    }

    void anOfferForWhatWasTypedBeforeIsDropped()
    {
        World world(20);
        world.edit->setFocus();
        world.data.completionAnswer = {"Tees"};
        QTest::keyClicks(world.edit, QStringLiteral("category:T"));
        QTest::keyClicks(world.edit, QStringLiteral(" blue"));
        world.data.answerAll();
        QVERIFY(!world.edit->completing());
    }

    void aHeaderClickAsksSqlAndAThirdGoesBack()
    {
        World world(20);
        world.data.snapshots.clear();
        QHeaderView* header = world.table->horizontalHeader();
        const QPoint at(header->sectionViewportPosition(PairTableModel::ScoreColumn) + 20,
                        header->height() / 2);
        const auto click = [&] {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
            world.settle();
        };
        click();
        QCOMPARE(world.data.snapshots.back().sort, workflow::SortKey::Score);
        QVERIFY(!world.data.snapshots.back().descending);
        click();
        QVERIFY(world.data.snapshots.back().descending);
        click();
        QCOMPARE(world.data.snapshots.back().sort, workflow::SortKey::Natural);
        QCOMPARE(world.data.snapshots.size(), std::size_t(3));
    }

    void doubleClickAndEnterOpenThePairInReview()
    {
        World world(20);
        world.bar->setFilter(QStringLiteral("text:blue"));
        world.settle();
        QSignalSpy opened(world.view.get(), &BrowseView::pairOpened);
        const QRect cell =
            world.table->visualRect(world.view->model()->index(2, PairTableModel::ForwardColumn));
        QTest::mouseClick(world.table->viewport(), Qt::LeftButton, {}, cell.center());
        QTest::mouseDClick(world.table->viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].value<PairId>(), PairId{3});
        QCOMPARE(opened[0][1].toString(), QStringLiteral("text:blue"));
        world.table->setFocus();
        QTest::keyClick(world.table, Qt::Key_Down);
        QTest::keyClick(world.table, Qt::Key_Return);
        QCOMPARE(opened.count(), 2);
        QCOMPARE(opened[1][0].value<PairId>(), PairId{4});
    }

    void slashGoesToTheFilterAndEscapeClearsThenLeaves()
    {
        World world(20);
        world.table->setFocus();
        QTest::keyClick(world.table, Qt::Key_Slash);
        QVERIFY(world.edit->hasFocus());
        QTest::keyClicks(world.edit, QStringLiteral("a/b"));
        QCOMPARE(world.bar->filter(), QStringLiteral("a/b")); // a slash is typed there
        QTest::keyClick(world.edit, Qt::Key_Escape);
        QVERIFY(world.bar->filter().isEmpty());
        QTest::keyClick(world.edit, Qt::Key_Escape);
        QVERIFY(world.table->hasFocus());
        QCOMPARE(world.table->currentIndex().row(), 0);
    }

    void aSelectionIsCountedBeforeItIsApplied()
    {
        World world(20);
        world.data.states[1] = SlotState::Accepted;
        world.table->setFocus();
        world.table->selectRow(0);
        QVERIFY(world.bulk->isHidden());
        world.table->selectionModel()->select(world.view->model()->index(1, 0),
                                              QItemSelectionModel::Select |
                                                  QItemSelectionModel::Rows);
        QVERIFY(!world.bulk->isHidden());
        QVERIFY(world.bulk->text().startsWith(u'2'));
        world.button("bulkAcceptBoth")->click();
        world.settle();
        QCOMPARE(world.bulk->phase(), BulkBar::Phase::Confirm);
        QVERIFY(world.bulk->text().contains(u'3')); // one of four is decided already
        QVERIFY(world.data.decided.empty());
        world.button("bulkApply")->click();
        world.settle();
        QCOMPARE(world.data.decided.size(), std::size_t(1)); // one batch, one undo
        QCOMPARE(world.data.decided[0].size(), std::size_t(3));
        QCOMPARE(world.bulk->phase(), BulkBar::Phase::Done);
        world.button("bulkUndo")->click();
        world.settle();
        QCOMPARE(world.data.undone, 1);
    }

    void everythingThatMatchesIsAppliedByItsFilter()
    {
        World world(5000);
        world.bar->setFilter(QStringLiteral("category:Tees"));
        world.settle();
        world.table->setFocus();
        world.table->selectAll();
        world.button("bulkRejectForward")->click();
        world.settle();
        const std::string where = "category:Tees status:pending,skipped,flagged,released "
                                  "language:en direction:forward";
        QCOMPARE(world.data.countedWhere, std::vector<std::string>{where});
        QVERIFY(world.data.decidedWhere.empty());
        world.button("bulkApply")->click();
        world.settle();
        QCOMPARE(world.data.decidedWhere, std::vector<std::string>{where});
        QVERIFY(world.data.decided.empty());
    }

    void cancellingABulkActChangesNothing()
    {
        World world(20);
        world.table->selectAll();
        world.button("bulkExclude")->click();
        QCOMPARE(world.bulk->phase(), BulkBar::Phase::Confirm);
        world.button("bulkCancel")->click();
        world.settle();
        QVERIFY(world.bulk->isHidden());
        QVERIFY(world.data.removed.empty());
    }

    void nothingIsOfferedToChangeAReadOnlyProject()
    {
        World world(20);
        world.data.canWrite = false;
        world.table->selectAll();
        QVERIFY(world.bulk->isHidden());
    }

    void emptyStatesSayWhatToDoNext()
    {
        World world(0);
        QVERIFY(world.empty->isVisible());
        QCOMPARE(world.empty->reason(), EmptyState::Reason::NoImages);
        QSignalSpy wanted(world.view.get(), &BrowseView::importRequested);
        world.button("emptyAct")->click();
        QCOMPARE(wanted.count(), 1);
        world.data.count = 3;
        world.view->projectChanged();
        world.settle();
        QVERIFY(!world.empty->isVisible());
        QCOMPARE(world.view->model()->rowCount(), 3);
        world.data.notMatching = {1, 2, 3};
        world.bar->setFilter(QStringLiteral("text:nothing"));
        world.settle();
        QCOMPARE(world.empty->reason(), EmptyState::Reason::NoMatch);
        world.button("emptyAct")->click();
        QVERIFY(world.bar->filter().isEmpty());
    }

    void aRefreshKeepsSelectionAndPlace()
    {
        World world(2000);
        world.table->selectRow(1000);
        world.table->scrollTo(world.view->model()->index(1000, 0),
                              QAbstractItemView::PositionAtTop);
        world.settle();
        world.data.deleted = {5};
        world.view->model()->refresh();
        world.settle();
        QCOMPARE(world.view->model()->rowCount(), 1999);
        QCOMPARE(world.view->model()->pairId(world.table->currentIndex().row()), PairId{1001});
        QCOMPARE(world.table->visibleRows().first, 999);
    }

    void theGridShowsTheSameRowsAndSelection()
    {
        World world(1000000);
        world.table->selectRow(3);
        world.view->findChild<QToolButton*>(QStringLiteral("layoutToggle"))->click();
        world.settle();
        auto* grid = world.view->findChild<PairGridView*>(QStringLiteral("pairGrid"));
        QVERIFY(grid->isVisible());
        QVERIFY(grid->selectionModel()->isRowSelected(3));
        QVERIFY(world.view->model()->pagesHeld() <= 4);
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_End);
        world.settle();
        QCOMPARE(grid->currentIndex().row(), 999999);
        QVERIFY(grid->viewport()->rect().contains(grid->visualRect(grid->currentIndex())));
        QSignalSpy opened(world.view.get(), &BrowseView::pairOpened);
        const QModelIndex last = grid->indexAt(grid->visualRect(grid->currentIndex()).center());
        QCOMPARE(last.row(), 999999);
        QTest::keyClick(grid, Qt::Key_Return);
        QCOMPARE(opened[0][0].value<PairId>(), PairId{1000000});
    }

    void photosAreDraggedAndTheOtherCellsSelect()
    {
        World world(20);
        const auto* model = world.view->model();
        const auto centre = [&](int column) {
            return world.table->visualRect(model->index(2, column)).center();
        };
        const auto* reference = world.table->photoAt(centre(PairTableModel::ReferenceColumn));
        const auto* target = world.table->photoAt(centre(PairTableModel::TargetColumn));
        QVERIFY(reference && target);
        QCOMPARE(reference->name, model->pair(2)->reference.name);
        QCOMPARE(target->name, model->pair(2)->target.name);
        QVERIFY(!world.table->photoAt(centre(PairTableModel::ForwardColumn)));
        world.view->findChild<QToolButton*>(QStringLiteral("layoutToggle"))->click();
        world.settle();
        const auto* grid = world.view->findChild<PairGridView*>(QStringLiteral("pairGrid"));
        const QRect card = grid->visualRect(grid->model()->index(2, 0));
        QCOMPARE(grid->photoAt(card.topLeft() + QPoint(30, 60))->name, reference->name);
        QCOMPARE(grid->photoAt(card.topRight() + QPoint(-30, 60))->name, target->name);
        QVERIFY(!grid->photoAt(card.topLeft() - QPoint(4, 0)));
    }

    void aMillionRowsCostAScreenful()
    {
        World world(1000000);
        world.table->verticalScrollBar()->setValue(world.table->verticalScrollBar()->maximum());
        world.settle();
        QCOMPARE(world.table->visibleRows().second, 999999);
        QVERIFY(world.view->model()->pair(999999));
        QVERIFY(world.view->model()->pagesHeld() <= 4);
    }

    void everyControlHasAName()
    {
        World world(3);
        for (QWidget* widget : world.view->findChildren<QWidget*>()) {
            const bool control = widget->focusPolicy() != Qt::NoFocus && widget->isVisible() &&
                                 !qobject_cast<QScrollBar*>(widget);
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (control && (!button || button->text().isEmpty())) {
                QVERIFY2(!widget->accessibleName().isEmpty() || widget->focusProxy(),
                         qPrintable(widget->objectName() + u' ' +
                                    QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }
};

QTEST_MAIN(BrowseViewTest)
#include "browse_view_test.moc"
