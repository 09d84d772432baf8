// SPDX-License-Identifier: GPL-3.0-or-later
// The controller of the Review page, without a widget.
#pragma once

#include <QObject>

class TestQueue final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdictLeadsToTheOtherDirectionThenToTheNextPair();
    void decisionNamesWhatTheReviewerSaw();
    void decisionCarriesItsTime();
    void alternativeThatIsShownIsWhatIsAccepted();
    void verdictTellsItsTimeAndTheLengthRead();
    void skippedDirectionIsNotVisitedTwice();
    void bothIsOneDecisionCall();
    void bothNeverOverwritesAVerdict();
    void textMissingIsRefused();
    void undoReturnsToThePair();
    void undoAtOnceNamesWhatItTookBack();
    void redoLeadsOnAgain();
    void reasonsAreToggledOnTheLastRejection();
    void failedDecisionsWaitAndAreSentInOrder();
    void undoTakesBackWhatWaitsUnsaved();
    void decisionThatCanNeverApplyIsTold();
    void refreshKeepsThePlace();
    void olderAnswerNeverHidesAnAcknowledgedDecision();
    void endOfTheQueueComesBackToWhatWasSkipped();
    void endIsAskedOnlyWhenAllIsDurable();
    void excludedPairLeavesTheQueue();
    void pairVanishedElsewhereIsLeftOut();
    void recentHoldsTenPairsNewestFirst();
    void leftCountsTexts();
    void leapLeavesTheRestToDo();
    void nothingUnsavedReachesAnotherProject();
    void openingAPairOutsideTheQueueShowsIt();
};
