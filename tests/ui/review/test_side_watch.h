// SPDX-License-Identifier: GPL-3.0-or-later
// The reasons of a project, and the watch over runs of accepts that are too fast.
#pragma once

#include <QObject>

class TestSideWatch final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eightFastAcceptsAreTooFast();
    void longTextsNeedMoreTime();
    void acceptingBothCountsOnce();
    void aSlowDecisionOrAnotherVerdictEndsTheRun();
    void itIsNotSaidAgainWithinFiveMinutes();
    void unknownTimesAreLeftOut();

    void theBarShowsTheProjectsReasons();
    void aReasonReadsAsTheProjectCallsIt();
    void renamingAReasonKeepsItsId();
    void aNewReasonHasNoIdYet();
    void reasonsAreMovedByKey();
    void theListHoldsNineAndNoTwoAlike();
    void theProgramsOwnListIsSavedAsNone();
    void aFailedSaveKeepsTheRows();
    void recentDecisionsOpenByKeyAndTheUndoneOneLeaves();
};
