// SPDX-License-Identifier: GPL-3.0-or-later
// The controller of the Review page, without a widget.
#include "test_queue.h"

#include "fake_backend.h"

#include "ui/review/review_queue.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace triptych;
using namespace triptych::ui;
using workflow::Act;

namespace {

struct World
{
    explicit World(int pairs = 6)
    {
        for (int i = 1; i <= pairs; ++i) {
            backend.addPair("forward " + std::to_string(i), "reverse " + std::to_string(i));
        }
        queue = std::make_unique<ReviewQueue>(backend, nullptr, [this] { return now; });
    }
    bool open()
    {
        queue->open({});
        return settle() && queue->current() != nullptr;
    }
    // Lets the event loop deliver every answer.
    bool settle()
    {
        for (int i = 0; i < 6; ++i) {
            QCoreApplication::processEvents();
        }
        return QTest::qWaitFor([this] {
            return queue->sender().idle() || backend.holdChanges || queue->sender().waiting() > 0;
        });
    }
    [[nodiscard]] std::int64_t at() const { return queue->window().currentId().value; }

    FakeBackend backend;
    std::int64_t now = 0;
    std::unique_ptr<ReviewQueue> queue;
};

} // namespace

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
