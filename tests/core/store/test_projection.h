// SPDX-License-Identifier: GPL-3.0-or-later
// From events to states, through the store.
#pragma once

#include <QObject>

class TestProjection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewTextIsPending();
    void verdictsBecomeStates();
    void anEditKeepsTheMachinesText();
    void aNewTextReopensARejectedSlotOnly();
    void undoneVerdictReturnsToTheQueue();
    void undoAndRedoWorkAfterARestart();
    void aBatchIsUndoneAtOnce();
    void nobodyUndoesAnothersDecision();
    void twoReviewersMayDispute();
    void overlapAsksForASecondReviewer();
    void eventsFormOneChainASession();
    void eventsNameWhatExists();
    void removalHidesAndUndoShows();
    void aRemovedTextGivesWayToTheNext();
    void correctionsChangeAttributesAndStaleTexts();
    void aChangedCatalogueKeepsDecisions();
    void targetsFollowEvents();
    void historyIsNewestFirst();
    void pairsRefuseWhatMakesNoPair();
};
