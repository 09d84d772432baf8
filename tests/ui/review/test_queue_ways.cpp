// SPDX-License-Identifier: GPL-3.0-or-later
// The controller of the Review page, without a widget: what waits unsaved, and the way through the
// queue.
#include "test_queue.h"

#include "queue_world.h"

#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;
using World = QueueWorld;
using workflow::Act;

void TestQueue::failedDecisionsWaitAndAreSentInOrder()
{
    World world;
    QVERIFY(world.open());
    QSignalSpy notSaved(world.queue.get(), &ReviewQueue::notSaved);
    QSignalSpy again(world.queue.get(), &ReviewQueue::savedAgain);
    world.backend.failure = Error{ErrorCode::DiskFull, {}, {}, 0};
    world.queue->acceptBoth();
    QVERIFY(QTest::qWaitFor([&] { return world.queue->sender().waiting() == 1; }));
    world.queue->reject();
    world.queue->toggleReason(2);
    world.queue->edit(QStringLiteral("better words"));
    QCOMPARE(world.queue->sender().waiting(), 3);
    QVERIFY(notSaved.count() >= 1);
    QVERIFY(world.queue->saving(SlotId{11}));
    QCOMPARE(world.queue->window().view(PairId{1})->slots[0].state, SlotState::Pending);
    world.backend.failure.reset();
    world.queue->sender().retryNow();
    QVERIFY(QTest::qWaitFor([&] { return world.queue->sender().idle(); }));
    QCOMPARE(again.count(), 1);
    QCOMPARE(world.backend.decisions.size(), std::size_t(4));
    QCOMPARE(world.backend.decisions[0].slot, SlotId{11});
    QCOMPARE(world.backend.decisions[2].act, Act::Reject);
    QCOMPARE(world.backend.decisions[2].reasons.size(), std::size_t(1));
    QCOMPARE(world.backend.decisions[3].act, Act::Edit);
}

void TestQueue::undoTakesBackWhatWaitsUnsaved()
{
    World world;
    QVERIFY(world.open());
    world.backend.failure = Error{ErrorCode::Busy, {}, {}, 0};
    world.queue->acceptBoth();
    QVERIFY(QTest::qWaitFor([&] { return world.queue->sender().waiting() == 1; }));
    world.queue->undo();
    QCOMPARE(world.queue->sender().waiting(), 0);
    QCOMPARE(world.at(), 1);
    world.backend.failure.reset();
    QVERIFY(world.settle());
    QVERIFY(world.backend.decisions.empty());
    QCOMPARE(world.backend.undoCalls, 0);
}

void TestQueue::decisionThatCanNeverApplyIsTold()
{
    World world;
    QVERIFY(world.open());
    QSignalSpy lost(world.queue.get(), &ReviewQueue::lost);
    world.backend.failure = Error{ErrorCode::NotApplicable, {}, {}, 0};
    world.queue->edit(QStringLiteral("words"));
    QVERIFY(QTest::qWaitFor([&] { return lost.count() == 1; }));
    QCOMPARE(world.queue->sender().waiting(), 0);
    const auto operation = lost[0][0].value<Operation>();
    QCOMPARE(operation.decisions.at(0).text, std::string("words"));
}

void TestQueue::refreshKeepsThePlace()
{
    World world;
    QVERIFY(world.open());
    world.queue->acceptBoth();
    world.queue->next();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 3);
    world.backend.addPair("new", "one");
    world.backend.pair(PairId{5}).slots[0].state = SlotState::Accepted;
    world.backend.pair(PairId{5}).slots[1].state = SlotState::Accepted;
    world.queue->window().refresh();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 3);
    QCOMPARE(world.queue->window().position(), 2);
    QCOMPARE(world.queue->window().count(), 6); // 1 2 3 stay, 4 6 7 follow
    world.queue->next();
    world.queue->next();
    QCOMPARE(world.at(), 6);
    for (int i = 0; i < 4; ++i) {
        world.queue->previous();
    }
    QCOMPARE(world.at(), 1); // decided, yet still on the way back
}

void TestQueue::olderAnswerNeverHidesAnAcknowledgedDecision()
{
    World world;
    QVERIFY(world.open());
    world.backend.holdPairs = true;
    world.queue->window().refetch(); // asked before the decision, answered after it
    world.backend.holdChanges = true;
    world.queue->accept();
    world.backend.releaseChanges();
    world.backend.releasePairs();
    QCOMPARE(world.queue->window().view(PairId{1})->slots[0].state, SlotState::Accepted);
}

void TestQueue::endOfTheQueueComesBackToWhatWasSkipped()
{
    World world(3);
    QVERIFY(world.open());
    world.queue->acceptBoth();
    world.queue->next();
    world.queue->acceptBoth();
    QVERIFY(QTest::qWaitFor([&] { return world.at() == 2; }));
    QSignalSpy ended(world.queue.get(), &ReviewQueue::ended);
    world.queue->acceptBoth();
    QVERIFY(QTest::qWaitFor([&] { return ended.count() > 0; }));
    QCOMPARE(world.queue->window().count(), 0);
}

void TestQueue::endIsAskedOnlyWhenAllIsDurable()
{
    World world(1);
    QVERIFY(world.open());
    const int asked = world.backend.queueCalls;
    world.backend.holdChanges = true;
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    QCOMPARE(world.backend.queueCalls, asked);
    world.backend.releaseChanges();
    QVERIFY(world.settle());
    QVERIFY(world.backend.queueCalls > asked);
    QCOMPARE(world.at(), 0);
}

void TestQueue::excludedPairLeavesTheQueue()
{
    World world(3);
    QVERIFY(world.open());
    world.queue->next();
    QSignalSpy excluded(world.queue.get(), &ReviewQueue::excluded);
    world.queue->exclude();
    QCOMPARE(world.at(), 3);
    QVERIFY(QTest::qWaitFor([&] { return excluded.count() == 1; }));
    QCOMPARE(world.at(), 3);
    QCOMPARE(world.queue->window().count(), 2);
    world.queue->undo();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 2);
    QCOMPARE(world.queue->window().count(), 3);
}

void TestQueue::pairVanishedElsewhereIsLeftOut()
{
    World world(3);
    QVERIFY(world.open());
    bool done = false;
    world.backend.exclude(PairId{2}, [&](const auto&) { done = true; }); // another window
    QVERIFY(QTest::qWaitFor([&] { return done; }));
    world.queue->window().refetch();
    QVERIFY(world.settle());
    world.queue->next();
    QCOMPARE(world.at(), 3);
}

void TestQueue::recentHoldsTenPairsNewestFirst()
{
    World world(14);
    QVERIFY(world.open());
    for (int i = 0; i < 12; ++i) {
        i == 11 ? world.queue->rejectBoth() : world.queue->acceptBoth();
        QVERIFY(world.settle());
    }
    const auto& recent = world.queue->recent();
    QCOMPARE(recent.size(), std::size_t(ReviewQueue::kRecent));
    QCOMPARE(recent[0].pair, PairId{12});
    QCOMPARE(recent[0].state, SlotState::Rejected);
    QCOMPARE(recent[9].pair, PairId{3});
    QVERIFY(QTest::qWaitFor([&] { return world.queue->window().view(PairId{3}) != nullptr; }));
}

void TestQueue::leftCountsTexts()
{
    World world(5);
    QVERIFY(world.open());
    QCOMPARE(world.queue->left(), 10);
    world.queue->accept();
    QVERIFY(world.settle());
    QCOMPARE(world.queue->left(), 9);
    world.queue->accept();
    QVERIFY(world.settle());
    QCOMPARE(world.queue->left(), 8);
    world.queue->previous();
    QVERIFY(world.settle());
    QCOMPARE(world.queue->left(), 8); // looking back decides nothing
}

void TestQueue::leapLeavesTheRestToDo()
{
    World world(5);
    QVERIFY(world.open());
    world.queue->show(PairId{5});
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 5);
    QCOMPARE(world.queue->left(), 10);
}

void TestQueue::nothingUnsavedReachesAnotherProject()
{
    World world;
    QVERIFY(world.open());
    world.backend.failure = Error{ErrorCode::Busy, {}, {}, 0};
    world.queue->acceptBoth();
    QVERIFY(QTest::qWaitFor([&] { return world.queue->sender().waiting() == 1; }));
    world.backend.holdChanges = true;
    world.queue->sender().retryNow(); // on its way while the project closes
    world.queue->clear();
    world.backend.failure = Error{ErrorCode::Cancelled, {}, {}, 0};
    world.backend.releaseChanges();
    world.backend.failure.reset();
    QVERIFY(world.open());
    world.queue->sender().retryNow();
    QVERIFY(world.settle());
    QVERIFY(world.queue->sender().idle());
    QVERIFY(world.backend.decisions.empty());
}

void TestQueue::openingAPairOutsideTheQueueShowsIt()
{
    World world(4);
    for (auto& slot : world.backend.pair(PairId{2}).slots) {
        slot.state = SlotState::Accepted;
    }
    QVERIFY(world.open());
    QCOMPARE(world.queue->window().count(), 3);
    world.queue->show(PairId{2});
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 2);
    QVERIFY(world.queue->current());
    world.queue->next();
    QCOMPARE(world.at(), 1); // where the reviewer was
}
