// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo: what they take out of the fold and what they put back.
#include "tests/core/domain/fold_log.h"

#include <QtTest>

using namespace triptych;
using triptych::testing::Log;

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoneDecisionReturnsToTheQueue()
    {
        Log log;
        const auto accept = log.add("ann", "accept");
        log.takeBack("ann", accept);
        QCOMPARE(log.state(), SlotState::Pending);
        QVERIFY(log.fold().standing.empty());
    }

    void undoneDecisionGivesBackWhatItReplaced()
    {
        Log log;
        const auto first = log.add("ann", "accept");
        const auto second = log.add("bob", "reject", {first});
        log.takeBack("bob", second);
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void wordingOfAnUndoneEditIsNoCandidate()
    {
        Log log;
        log.addText("p1", "make it navy", 2, true);
        const auto edit = log.add("ann", "edit", {}, "t1", "p1");
        QCOMPARE(log.fold().text, Key{"p1"});
        log.takeBack("ann", edit);
        QCOMPARE(log.fold().text, Key{"t1"});
    }

    void undoOfAnothersDecisionHasNoEffect()
    {
        Log log;
        const auto accept = log.add("ann", "accept");
        log.takeBack("bob", accept);
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void undoOfAnUndoIsARedo()
    {
        Log log;
        const auto accept = log.add("ann", "accept");
        const auto undo = log.takeBack("ann", accept);
        const auto redo = log.takeBack("ann", undo);
        QCOMPARE(log.state(), SlotState::Accepted);
        log.takeBack("ann", redo);
        QCOMPARE(log.state(), SlotState::Pending);
    }

    void redoNamesTheUndoOrTheOriginal()
    {
        for (const bool original : {true, false}) {
            Log log;
            const auto accept = log.add("ann", "accept");
            const auto undo = log.takeBack("ann", accept);
            log.takeBack("ann", original ? accept : undo, "redo");
            QCOMPARE(log.state(), SlotState::Accepted);
            log.takeBack("ann", accept);
            QCOMPARE(log.state(), SlotState::Pending);
        }
    }

    void undoneRedoLeavesTheDecisionOut()
    {
        Log log;
        const auto accept = log.add("ann", "accept");
        log.takeBack("ann", accept);
        const auto redo = log.takeBack("ann", accept, "redo");
        log.takeBack("ann", redo);
        QCOMPARE(log.state(), SlotState::Pending);
    }

    void undoOfABatchTakesAllOfItOutAndRedoPutsItBack()
    {
        Log log;
        log.add("ann", "flag");
        log.events.back().batch = "b1";
        log.add("ann", "accept");
        log.events.back().batch = "b1";
        log.add("bob", "skip");
        log.events.back().batch = "b1"; // another's event under the same name stays
        const auto undo = log.takeBack("ann", "batch:b1");
        QCOMPARE(undoneEvents(log.events), (std::set<EventKey>{"e1", "e2"}));
        QCOMPARE(log.state(), SlotState::Skipped);
        log.takeBack("ann", "batch:b1", "redo");
        QVERIFY(undoneEvents(log.events).empty());
        log.takeBack("ann", undo);
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void undoneMarkGivesBackTheMarkBefore()
    {
        Log log;
        log.add("ann", "flag");
        const auto skip = log.add("ann", "skip");
        log.takeBack("ann", skip);
        QCOMPARE(log.state(), SlotState::Flagged);
    }

    void undoThatNamesItselfOrNothingIsHarmless()
    {
        Log log;
        log.add("ann", "accept");
        log.takeBack("ann", "e2");
        log.takeBack("ann", "nobody");
        log.takeBack("ann", "batch:");
        QCOMPARE(log.state(), SlotState::Accepted);
    }
};

QTEST_APPLESS_MAIN(TestUndo)
#include "test_undo.moc"
