// SPDX-License-Identifier: GPL-3.0-or-later
// The controller of the Review page, without a widget: verdicts, undo and reasons.
#include "test_queue.h"

#include "queue_world.h"

#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;
using World = QueueWorld;
using workflow::Act;

void TestQueue::verdictLeadsToTheOtherDirectionThenToTheNextPair()
{
    World world;
    QVERIFY(world.open());
    QCOMPARE(world.at(), 1);
    QCOMPARE(world.queue->focused(), Direction::Forward);
    world.queue->accept();
    QCOMPARE(world.at(), 1);
    QCOMPARE(world.queue->focused(), Direction::Reverse);
    world.queue->reject();
    QCOMPARE(world.at(), 2);
    QCOMPARE(world.queue->focused(), Direction::Forward);
    world.queue->switchDirection();
    world.queue->accept();
    QCOMPARE(world.at(), 2);
    QCOMPARE(world.queue->focused(), Direction::Forward);
    QVERIFY(world.settle());
    QCOMPARE(world.backend.state(PairId{1}, Direction::Forward), SlotState::Accepted);
    QCOMPARE(world.backend.state(PairId{1}, Direction::Reverse), SlotState::Rejected);
    QCOMPARE(world.backend.state(PairId{2}, Direction::Reverse), SlotState::Accepted);
}

void TestQueue::decisionNamesWhatTheReviewerSaw()
{
    World world;
    world.backend.pair(PairId{1}).slots[0].standing = {"aa", "bb"};
    QVERIFY(world.open());
    world.queue->accept();
    world.queue->accept();
    QVERIFY(world.settle());
    QVERIFY(world.backend.decisions[0].base);
    QCOMPARE(world.backend.decisions[0].base->size(), std::size_t(2));
    QVERIFY(world.backend.decisions[1].base); // nothing stood: said, not left open
    QVERIFY(world.backend.decisions[1].base->empty());
}

void TestQueue::decisionCarriesItsTime()
{
    World world;
    QVERIFY(world.open());
    world.now += 1500;
    world.queue->accept();
    world.now += 500;
    world.queue->noteActivity();
    world.now += 90'000; // away
    world.queue->noteActivity();
    world.now += 250;
    world.queue->accept();
    world.now += 3000;
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    QCOMPARE(world.backend.decisions[0].milliseconds, 1500);
    QCOMPARE(world.backend.decisions[1].milliseconds, 750);
    QCOMPARE(world.backend.decisions[2].milliseconds, 1500);
    QCOMPARE(world.backend.decisions[3].milliseconds, 1500);
}

void TestQueue::alternativeThatIsShownIsWhatIsAccepted()
{
    World world;
    QVERIFY(world.open());
    const SlotId forward = world.queue->focusedSlot()->id;
    world.queue->choose(forward, TextId{77});
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    QCOMPARE(world.backend.decisions.size(), std::size_t(2));
    QVERIFY(world.backend.decisions[0].choose == TextId{77});
    QVERIFY(!world.backend.decisions[1].choose);
    // Another pair: nothing is chosen; a rejection is about the candidate.
    QVERIFY(!world.queue->chosen(forward).valid());
    world.queue->choose(world.queue->focusedSlot()->id, TextId{78});
    world.queue->reject();
    QVERIFY(world.settle());
    QVERIFY(!world.backend.decisions[2].choose);
}

void TestQueue::verdictTellsItsTimeAndTheLengthRead()
{
    World world;
    QVERIFY(world.open());
    QSignalSpy judged(world.queue.get(), &ReviewQueue::judged);
    world.now += 900;
    world.queue->acceptBoth();
    QCOMPARE(judged.size(), 1);
    QCOMPARE(judged[0][0].value<Act>(), Act::Accept);
    QCOMPARE(judged[0][1].toLongLong(), 900);
    QCOMPARE(judged[0][2].toInt(), 18); // "forward 1" and "reverse 1"
    world.queue->next();
    QCOMPARE(judged.size(), 1);
}

void TestQueue::skippedDirectionIsNotVisitedTwice()
{
    World world;
    QVERIFY(world.open());
    world.queue->skip();
    QCOMPARE(world.queue->focused(), Direction::Reverse);
    QVERIFY(world.settle());
    world.queue->skip();
    QCOMPARE(world.at(), 2);
}

void TestQueue::bothIsOneDecisionCall()
{
    World world;
    QVERIFY(world.open());
    world.queue->acceptBoth();
    world.queue->rejectBoth();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 3);
    QCOMPARE(world.backend.batches, (std::vector<std::size_t>{2, 2}));
    QCOMPARE(world.backend.state(PairId{2}, Direction::Reverse), SlotState::Rejected);
}

void TestQueue::bothNeverOverwritesAVerdict()
{
    World world;
    QVERIFY(world.open());
    world.queue->reject();
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    QCOMPARE(world.backend.state(PairId{1}, Direction::Forward), SlotState::Rejected);
    QCOMPARE(world.backend.state(PairId{1}, Direction::Reverse), SlotState::Accepted);
    world.queue->previous();
    const auto sent = world.backend.decisions.size();
    world.queue->rejectBoth(); // both decided: only goes on
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 2);
    QCOMPARE(world.backend.decisions.size(), sent);
}

void TestQueue::textMissingIsRefused()
{
    World world(0);
    world.backend.addPair("only forward", "");
    world.backend.addPair("next", "one");
    QVERIFY(world.open());
    QSignalSpy refused(world.queue.get(), &ReviewQueue::refusedAct);
    world.queue->focus(Direction::Reverse);
    world.queue->accept();
    QCOMPARE(refused.count(), 1);
    QVERIFY(!world.queue->edit(QStringLiteral("something")));
    world.queue->focus(Direction::Forward);
    QVERIFY(!world.queue->edit(QStringLiteral("  ")));
    world.queue->accept(); // the only text: on to the next pair
    QCOMPARE(world.at(), 2);
    QVERIFY(world.settle());
    QCOMPARE(world.backend.decisions.size(), std::size_t(1));
}

void TestQueue::undoReturnsToThePair()
{
    World world;
    QVERIFY(world.open());
    world.queue->acceptBoth();
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    QSignalSpy back(world.queue.get(), &ReviewQueue::tookBack);
    world.queue->undo();
    QVERIFY(world.settle());
    QCOMPARE(back.count(), 1);
    QCOMPARE(back[0][1].toString(), QStringLiteral("accept"));
    QCOMPARE(world.at(), 2);
    QCOMPARE(world.backend.state(PairId{2}, Direction::Forward), SlotState::Pending);
    world.queue->undo();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 1);
    QCOMPARE(world.queue->focused(), Direction::Forward);
    QSignalSpy refused(world.queue.get(), &ReviewQueue::refusedAct);
    world.queue->undo();
    QVERIFY(world.settle());
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused[0][0].value<ReviewQueue::Refusal>(), ReviewQueue::Refusal::NothingToUndo);
}

void TestQueue::undoAtOnceNamesWhatItTookBack()
{
    World world;
    QVERIFY(world.open());
    world.queue->reject();
    QVERIFY(world.settle());
    QSignalSpy back(world.queue.get(), &ReviewQueue::tookBack);
    world.queue->accept();
    world.queue->undo(); // before the list of recent decisions can know
    QVERIFY(QTest::qWaitFor([&] { return back.count() == 1; }));
    QCOMPARE(back[0][1].toString(), QStringLiteral("accept"));
    QCOMPARE(world.at(), 1);
    QCOMPARE(world.queue->focused(), Direction::Reverse);
    QVERIFY(world.settle());
    QCOMPARE(world.queue->left(), 11);
}

void TestQueue::redoLeadsOnAgain()
{
    World world;
    QVERIFY(world.open());
    world.queue->acceptBoth();
    QVERIFY(world.settle());
    world.queue->undo();
    QVERIFY(world.settle());
    QCOMPARE(world.at(), 1);
    world.queue->redo();
    QVERIFY(world.settle());
    QCOMPARE(world.backend.state(PairId{1}, Direction::Reverse), SlotState::Accepted);
    QCOMPARE(world.at(), 2);
}

void TestQueue::reasonsAreToggledOnTheLastRejection()
{
    World world;
    QVERIFY(world.open());
    QSignalSpy refused(world.queue.get(), &ReviewQueue::refusedAct);
    world.queue->toggleReason(0);
    QCOMPARE(refused.count(), 1);
    world.queue->rejectBoth();
    QCOMPARE(world.at(), 2);
    world.queue->toggleReason(4);
    world.queue->toggleReason(0);
    world.queue->toggleReason(4);
    QVERIFY(world.settle());
    const std::vector<std::string> only{workflow::reasonIds().at(0)};
    QCOMPARE(world.queue->rejectionReasons(), only);
    QCOMPARE(world.backend.pair(PairId{1}).slots[0].reasons, only);
    QCOMPARE(world.backend.pair(PairId{1}).slots[1].reasons, only);
    world.queue->accept();
    QVERIFY(!world.queue->hasRejection());
}
