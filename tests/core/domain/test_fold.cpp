// SPDX-License-Identifier: GPL-3.0-or-later
// The fold, rule by rule and row by row of DATA's table.
#include "core/base/random.h"
#include "tests/core/domain/fold_log.h"

#include <QtTest>

#include <algorithm>

using namespace triptych;
using triptych::testing::Log;

class TestFold : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- rows of the table ---
    void slotWithoutDecisionIsPendingWithItsNewestText()
    {
        Log log;
        log.addText("t2", "turn it blue", 2);
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().text, Key{"t2"});
        QVERIFY(log.fold().decidedBy.empty());
    }

    void slotWithoutTextIsPendingAndEmpty()
    {
        Log log;
        log.texts.clear();
        QCOMPARE(log.state(), SlotState::Pending);
        QVERIFY(log.fold().text.empty());
    }

    void newestMarkDecidesBetweenSkippedAndFlagged()
    {
        Log log;
        log.add("ann", "skip");
        QCOMPARE(log.state(), SlotState::Skipped);
        const auto flag = log.add("bob", "flag");
        QCOMPARE(log.state(), SlotState::Flagged);
        QCOMPARE(log.fold().decidedBy, flag);
        log.add("ann", "skip");
        QCOMPARE(log.state(), SlotState::Skipped);
        log.add("ann", "unflag");
        QCOMPARE(log.state(), SlotState::Pending);
    }

    void decisionBeatsAnEarlierAndALaterMark()
    {
        Log log;
        log.add("ann", "flag");
        const auto accept = log.add("ann", "accept");
        log.add("ann", "skip");
        QCOMPARE(log.state(), SlotState::Accepted);
        QCOMPARE(log.fold().decidedBy, accept);
    }

    void acceptedLotReleasesAndAnyDecisionReplacesIt()
    {
        Log log;
        log.options.lotAccepted = true;
        QCOMPARE(log.state(), SlotState::Released);
        log.add("ann", "flag");
        QCOMPARE(log.state(), SlotState::Released);
        log.add("ann", "reject");
        QCOMPARE(log.state(), SlotState::Rejected);
    }

    void releaseEventHoldsForItsTextAndEndsWithANewerOne()
    {
        Log log;
        log.add("ann", "release", {}, "t1");
        QCOMPARE(log.state(), SlotState::Released);
        log.addText("t2", "turn it blue", 2);
        QCOMPARE(log.state(), SlotState::Pending);
    }

    void fewerThanOverlapIsPendingAndCountsReviewers()
    {
        Log log;
        log.options.overlap = 2;
        log.add("ann", "accept");
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().agreeing, 1);
        QCOMPARE(log.fold().text, Key{"t1"});
        log.add("bob", "accept");
        QCOMPARE(log.state(), SlotState::Accepted);
        QCOMPARE(log.fold().agreeing, 2);
    }

    void oneRejectionOfTwoStillShowsTheTextToTheSecondReviewer()
    {
        Log log;
        log.texts = {{"t0", "old", false, 0}, {"t1", "new", false, 1}};
        log.options.overlap = 2;
        log.add("ann", "reject");
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().text, Key{"t1"});
    }

    void secondReviewerIsNotShownTheFirstOnesWording()
    {
        Log log;
        log.options.overlap = 2;
        log.addText("p1", "make it navy", 2, true);
        log.add("ann", "edit", {}, "t1", "p1");
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().text, Key{"t1"});
    }

    void adjudicationNeedsNoOverlap()
    {
        Log log;
        log.options.overlap = 3;
        const auto one = log.add("ann", "accept");
        log.adjudicate("chief", "reject", {one});
        QCOMPARE(log.state(), SlotState::Rejected);
    }

    void agreementGivesAcceptedEditedOrRejected_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<SlotState>("state");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("accept") << QByteArray("accept") << SlotState::Accepted << QByteArray("t1");
        QTest::newRow("edit") << QByteArray("edit") << SlotState::Edited << QByteArray("p1");
        QTest::newRow("reject") << QByteArray("reject") << SlotState::Rejected << QByteArray("t1");
    }

    void agreementGivesAcceptedEditedOrRejected()
    {
        QFETCH(QByteArray, kind);
        QFETCH(SlotState, state);
        QFETCH(QByteArray, text);
        Log log;
        log.options.overlap = 2;
        log.addText("p1", "make it navy", 2, true);
        const char* after = kind == "edit" ? "p1" : "";
        log.add("ann", kind.constData(), {}, "t1", after);
        log.add("bob", kind.constData(), {}, "t1", after);
        QCOMPARE(log.state(), state);
        QCOMPARE(log.fold().text, text.toStdString());
        QCOMPARE(log.fold().standing.size(), std::size_t{2});
    }

    void equalWordsUnderDifferentKeysAgree()
    {
        Log log;
        log.options.overlap = 2;
        log.addText("p1", "make it navy", 2, true);
        log.addText("p2", "make it navy", 3, true);
        log.add("ann", "edit", {}, "t1", "p1");
        log.add("bob", "edit", {}, "t1", "p2");
        QCOMPARE(log.state(), SlotState::Edited);
    }

    void differentVerdictsOrTextsAreDisputed()
    {
        Log verdicts;
        verdicts.add("ann", "accept");
        verdicts.add("bob", "reject");
        QCOMPARE(verdicts.state(), SlotState::Disputed);
        Log texts;
        texts.addText("p1", "make it navy", 2, true);
        texts.addText("p2", "make it teal", 3, true);
        texts.add("ann", "edit", {}, "t1", "p1");
        texts.add("bob", "edit", {}, "t1", "p2");
        QCOMPARE(texts.state(), SlotState::Disputed);
        QCOMPARE(texts.fold().text, Key{"p2"});
    }

    void mergeOfTwoCopiesIsDisputedUntilAdjudicated()
    {
        Log log; // both decided blind, in copies of the file
        const auto one = log.add("ann", "accept");
        const auto two = log.add("bob", "reject");
        log.events[1].lamport = 1;
        QCOMPARE(log.state(), SlotState::Disputed);
        log.adjudicate("chief", "accept", {one, two});
        QCOMPARE(log.state(), SlotState::Accepted);
        QCOMPARE(log.fold().standing.size(), std::size_t{1});
    }

    void decisionThatAnAdjudicationDidNotSeeDisputesIt()
    {
        Log log;
        const auto one = log.add("ann", "accept");
        log.add("bob", "reject");
        log.adjudicate("chief", "accept", {one});
        QCOMPARE(log.state(), SlotState::Disputed);
    }

    void adjudicationWithoutAVerdictCountsForNothing()
    {
        Log log;
        const auto one = log.add("ann", "accept");
        log.adjudicate("chief", "perhaps", {one});
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void rejectedSlotWithNewerCandidateIsPendingAgain()
    {
        Log log;
        const auto reject = log.add("ann", "reject");
        log.events.back().reasons = {"wrong-colour"};
        QCOMPARE(log.state(), SlotState::Rejected);
        QCOMPARE(log.fold().reasons, std::vector<std::string>{"wrong-colour"});
        log.addText("t2", "turn it blue", 2);
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().text, Key{"t2"});
        QCOMPARE(log.fold().standing, std::vector<EventKey>{reject});
        QVERIFY(log.fold().reasons.empty());
        log.add("bob", "accept", {reject}, "t2");
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void rejectedSlotStaysRejectedForOlderAlternativesAndPeoplesWords()
    {
        Log log;
        log.texts = {{"t0", "old", false, 0}, {"t1", "new", false, 1}, {"p1", "note", true, 2}};
        log.add("ann", "reject");
        QCOMPARE(log.state(), SlotState::Rejected);
        QCOMPARE(log.fold().text, Key{"t1"});
    }

    void newTextNeverDisplacesAnAcceptedOneNorEndsADispute()
    {
        Log accepted;
        accepted.add("ann", "accept");
        accepted.addText("t2", "turn it blue", 2);
        QCOMPARE(accepted.state(), SlotState::Accepted);
        QCOMPARE(accepted.fold().text, Key{"t1"});
        Log disputed;
        disputed.add("ann", "accept");
        disputed.add("bob", "reject");
        disputed.addText("t2", "turn it blue", 2);
        QCOMPARE(disputed.state(), SlotState::Disputed);
    }

    void markOnTheRejectedTextIsNotCarriedToTheNewCandidate()
    {
        Log log;
        log.add("ann", "skip");
        log.add("ann", "reject");
        log.addText("t2", "turn it blue", 2);
        QCOMPARE(log.state(), SlotState::Pending);
        log.add("ann", "flag");
        QCOMPARE(log.state(), SlotState::Flagged);
    }

    void withdrawnTextTakesItsDecisionAlong()
    {
        Log log;
        log.add("ann", "accept");
        log.texts = {{"t0", "older", false, 0}};
        QCOMPARE(log.state(), SlotState::Pending);
        QCOMPARE(log.fold().text, Key{"t0"});
        QVERIFY(log.fold().standing.empty());
    }

    // --- rules ---
    void laterDecisionOfTheSameReviewerReplacesTheEarlier()
    {
        Log log;
        log.add("ann", "accept");
        const auto later = log.add("ann", "reject");
        QCOMPARE(log.state(), SlotState::Rejected);
        QCOMPARE(log.fold().standing, std::vector<EventKey>{later});
    }

    void decisionReplacesItsBaseWhoeverMadeIt()
    {
        Log log;
        const auto first = log.add("ann", "reject");
        log.add("bob", "accept", {first});
        QCOMPARE(log.state(), SlotState::Accepted);
    }

    void baseThatIsUnknownOrLaterReplacesNothing()
    {
        Log log;
        log.add("ann", "accept", {"e2", "e99", "e1"});
        log.add("bob", "reject");
        QCOMPARE(log.state(), SlotState::Disputed);
    }

    void orderIsLamportThenIdNeverTheWallClock()
    {
        Log log;
        log.add("ann", "accept");
        log.add("ann", "reject");
        log.events[0].at = 5000;
        log.events[1].at = 1000;
        QCOMPARE(log.state(), SlotState::Rejected);
        log.events[1].lamport = 1; // a tie: "e2" comes after "e1"
        QCOMPARE(log.state(), SlotState::Rejected);
    }

    void unknownKindsAndCommentsAreLeftOut()
    {
        Log log;
        log.add("ann", "accept");
        log.add("bob", "levitate");
        log.add("bob", "comment");
        log.add("bob", "add_target");
        QCOMPARE(log.state(), SlotState::Accepted);
        QCOMPARE(log.fold().standing.size(), std::size_t{1});
    }

    void eventGivenTwiceCountsOnce()
    {
        Log log;
        log.options.overlap = 2;
        log.add("ann", "accept");
        log.events.push_back(log.events.front());
        QCOMPARE(log.fold().agreeing, 1);
        QCOMPARE(log.state(), SlotState::Pending);
    }

    void resultDoesNotDependOnTheOrderGiven()
    {
        const std::vector<const char*> people{"ann", "bob", "eve"};
        const std::vector<const char*> kinds{"accept", "reject", "edit",  "skip",
                                             "flag",   "unflag", "accept"};
        for (std::uint64_t seed = 0; seed < 400; ++seed) {
            Random random(seed);
            Log log;
            log.options.overlap = static_cast<int>(1 + random.below(3));
            log.addText("p1", "make it navy", 2, true);
            for (int i = 0; i < 12; ++i) {
                const char* who = people[random.below(3)];
                if (i > 1 && random.below(4) == 0) {
                    log.takeBack(
                        who, "e" + std::to_string(1 + random.below(static_cast<std::uint64_t>(i))),
                        random.below(2) == 0 ? "undo" : "redo");
                } else {
                    const char* kind = kinds[random.below(kinds.size())];
                    std::vector<EventKey> base;
                    if (random.below(2) == 0) {
                        base.push_back("e" + std::to_string(1 + random.below(12)));
                    }
                    log.add(who, kind, base, "t1", std::string_view(kind) == "edit" ? "p1" : "");
                }
            }
            const auto expected = log.fold();
            for (int turn = 0; turn < 5; ++turn) {
                random.shuffle(log.events);
                QVERIFY(log.fold() == expected);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFold)
#include "test_fold.moc"
