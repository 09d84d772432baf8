// SPDX-License-Identifier: GPL-3.0-or-later
// The paged model: exact rows at once, pages on demand, stale answers dropped, changes shown in
// place.
#include "fake_browse_data.h"

#include "ui/browse/pair_table_model.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

// Lets queued calls of the model run, then answers them.
void settle(FakeBrowseData& data)
{
    for (int round = 0; round < 4; ++round) {
        QCoreApplication::processEvents();
        data.answerAll();
    }
    QCoreApplication::processEvents();
}

} // namespace

class BrowseModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMillionRowsAreExactAndNoneIsFetched()
    {
        FakeBrowseData data;
        data.count = 1000000;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        QCOMPARE(model.rowCount(), 1000000);
        QCOMPARE(model.pairId(999999), PairId{1000000});
        QCoreApplication::processEvents();
        QVERIFY(data.fetchSizes.empty());
        QCOMPARE(model.pagesHeld(), 0);
    }

    void aRowIsEmptyUntilItsPageHasCome()
    {
        FakeBrowseData data;
        data.count = 500;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        QCOMPARE(model.pair(130), nullptr);
        QCOMPARE(model.data(model.index(130, PairTableModel::ForwardColumn), Qt::DisplayRole),
                 QVariant(QString()));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        settle(data);
        QVERIFY(model.pair(130));
        QCOMPARE(model.pair(130)->id, PairId{131});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 128);
        QCOMPARE(changed.at(0).at(1).toModelIndex().row(), 255);
        QCOMPARE(data.fetchSizes, std::vector<std::size_t>{128});
    }

    void theLastPageIsAsLongAsItsRows()
    {
        FakeBrowseData data;
        data.count = 130;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        QVERIFY(!model.pair(129));
        settle(data);
        QCOMPARE(data.fetchSizes, std::vector<std::size_t>{2});
        QCOMPARE(model.pair(129)->id, PairId{130});
    }

    void pagesStayBoundedHoweverFarOneScrolls()
    {
        FakeBrowseData data;
        data.count = 1000000;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        for (int row = 0; row < 1000000; row += 5000) {
            (void)model.pair(row);
            settle(data);
            QVERIFY(model.pagesHeld() <= PairTableModel::kMaxPages);
        }
        QCOMPARE(model.pagesHeld(), PairTableModel::kMaxPages);
        QVERIFY(model.pair(995000)); // the newest is kept
        QVERIFY(!model.pair(0));     // the oldest went
    }

    void aLongScrollFetchesWhatIsSeenNotWhatWasPassed()
    {
        FakeBrowseData data;
        data.count = 1000000;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        for (int row = 0; row < 1000000; row += 1000) {
            (void)model.pair(row);
        }
        QVERIFY(model.pagesWanted() <= PairTableModel::kMaxWanted);
        QCoreApplication::processEvents();
        QCOMPARE(model.pagesInFlight(), PairTableModel::kMaxInFlight);
        settle(data);
        QVERIFY(model.pair(999000));
        QVERIFY(data.fetchSizes.size() <=
                std::size_t(PairTableModel::kMaxWanted + PairTableModel::kMaxInFlight));
    }

    void anAnswerToAnOlderQuestionIsDropped()
    {
        FakeBrowseData data;
        data.count = 10;
        PairTableModel model(data);
        model.setQuestion({"text:blue"});
        data.count = 3;
        model.setQuestion({"text:red"});
        QCOMPARE(data.waiting(), std::size_t(2));
        data.answerOne(1);
        QCOMPARE(model.rowCount(), 3);
        data.count = 10;
        data.answerOne(0);
        QCOMPARE(model.rowCount(), 3);
    }

    void aPageOfTheOldRowsIsDroppedWhenNewRowsHaveCome()
    {
        FakeBrowseData data;
        data.count = 300;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        (void)model.pair(0);
        QCoreApplication::processEvents(); // page 0 of the old rows is on its way
        QCOMPARE(model.pagesInFlight(), 1);
        model.refresh();
        data.answerOne(1); // the new rows come first
        data.answerOne(0); // then the page of the old ones
        QCOMPARE(model.pagesHeld(), 0);
        QVERIFY(!model.pair(0));
        settle(data);
        QVERIFY(model.pair(0));
    }

    void oldRowsStayUntilTheNewOnesHaveCome()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        data.count = 5;
        model.setQuestion({"text:blue"});
        QVERIFY(model.asking());
        QCOMPARE(model.rowCount(), 20);
        data.answerAll();
        QVERIFY(!model.asking());
        QCOMPARE(model.rowCount(), 5);
    }

    void sortingAsksSql()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.setQuestion({"text:blue"});
        data.answerAll();
        model.sort(PairTableModel::ScoreColumn, Qt::DescendingOrder);
        QCOMPARE(data.snapshots.size(), std::size_t(2));
        QCOMPARE(data.snapshots.back().sort, workflow::SortKey::Score);
        QVERIFY(data.snapshots.back().descending);
        QCOMPARE(data.snapshots.back().where, std::string("text:blue"));
        model.sort(-1, Qt::AscendingOrder);
        QCOMPARE(data.snapshots.back().sort, workflow::SortKey::Natural);
        model.sort(-1, Qt::AscendingOrder); // the same order is not asked again
        QCOMPARE(data.snapshots.size(), std::size_t(3));
    }

    void aFailureIsSaidAndTheRowsStay()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        QSignalSpy failed(&model, &PairTableModel::failed);
        data.snapshotError = Error{ErrorCode::Io, "disk", {}, 0};
        model.setQuestion({"text:blue"});
        data.answerAll();
        QCOMPARE(failed.count(), 1);
        QCOMPARE(model.rowCount(), 20);
        data.snapshotError = Error{ErrorCode::Cancelled, {}, {}, 0};
        model.refresh();
        data.answerAll();
        QCOMPARE(failed.count(), 1); // being overtaken is normal
    }

    void aDecidedRowStaysGreyedUntilRefresh()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.setQuestion({"status:pending"});
        data.answerAll();
        (void)model.pair(4);
        settle(data);
        data.notMatching = {5};
        data.states[5] = SlotState::Accepted;
        model.projectChanged(0, 10);
        settle(data);
        QCOMPARE(model.rowCount(), 20);
        QVERIFY(model.isGrey(4));
        QVERIFY(!model.isGone(4));
        QVERIFY(!model.isGrey(5));
        QVERIFY(model.behind());
        QCOMPARE(model.slot(*model.pair(4), Direction::Forward)->state, SlotState::Accepted);
        model.refresh();
        data.answerAll();
        QCOMPARE(model.rowCount(), 19);
        QVERIFY(!model.behind());
        QCOMPARE(model.pairId(4), PairId{6});
    }

    void anUndoneDecisionLosesItsGrey()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.setQuestion({"status:pending"});
        data.answerAll();
        data.notMatching = {5};
        model.projectChanged(0, 10);
        settle(data);
        QVERIFY(model.isGrey(4));
        data.notMatching.clear();
        model.projectChanged(12, 19); // also when the row is no longer on screen
        settle(data);
        QVERIFY(!model.isGrey(4));
        QVERIFY(!model.behind());
    }

    void aPairDeletedByAnotherProcessIsGreyedInPlace()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        (void)model.pair(0);
        settle(data);
        QVERIFY(model.pair(7));
        data.deleted = {8};
        model.projectChanged(0, 10);
        QVERIFY(model.pair(7)); // what was known is shown until the answer is here
        settle(data);
        QVERIFY(!model.pair(7));
        QVERIFY(model.isGone(7));
        QVERIFY(model.isGrey(7));
        QVERIFY(model.pair(8));
        QCOMPARE(model.rowCount(), 20);
        QVERIFY(model.behind());
        model.refresh();
        data.answerAll();
        QCOMPARE(model.rowCount(), 19);
    }

    void pairsAddedByAnotherProcessAppearByThemselves()
    {
        FakeBrowseData data;
        data.count = 20;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        data.count = 25;
        model.projectChanged(0, 10);
        settle(data);
        QCOMPARE(model.rowCount(), 25);
        QVERIFY(!model.behind());
    }

    void aChangeFetchesVisiblePagesOnly()
    {
        FakeBrowseData data;
        data.count = 10000;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        for (int page = 0; page < 10; ++page) {
            (void)model.pair(page * PairTableModel::kPageRows);
            settle(data);
        }
        QCOMPARE(model.pagesHeld(), 10);
        data.fetchSizes.clear();
        model.projectChanged(120, 140); // pages 0 and 1
        settle(data);
        QCOMPARE(data.fetchSizes.size(), std::size_t(2));
        QCOMPARE(model.pagesHeld(), 2);
    }

    void changesInQuickSuccessionAskOneAtATime()
    {
        FakeBrowseData data;
        data.count = 1000;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        data.peakWaiting = 0;
        for (int i = 0; i < 50; ++i) {
            model.projectChanged(0, 10);
        }
        QCOMPARE(data.peakWaiting, 1);
        data.notMatching = {1};
        settle(data);
        QVERIFY(model.isGrey(0)); // the last state wins
    }

    void everyCellSaysWhatItIsToAScreenReader()
    {
        FakeBrowseData data;
        data.count = 1;
        PairTableModel model(data);
        model.refresh();
        data.answerAll();
        (void)model.pair(0);
        settle(data);
        const auto said = [&](int column) {
            return model.data(model.index(0, column), Qt::AccessibleTextRole).toString();
        };
        QCOMPARE(said(PairTableModel::ReferenceColumn), QStringLiteral("reference: r1.jpg"));
        QCOMPARE(said(PairTableModel::ForwardColumn),
                 QStringLiteral("forward: change the colour from black to blue"));
        QCOMPARE(said(PairTableModel::ForwardStateColumn), QStringLiteral("forward is: pending"));
        QCOMPARE(said(PairTableModel::ScoreColumn), QStringLiteral("score: 0.50"));
    }
};

QTEST_GUILESS_MAIN(BrowseModelTest)
#include "browse_model_test.moc"
