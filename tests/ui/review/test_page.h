// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page, driven with real key events and object names.
#pragma once

#include <QObject>

class TestPage final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdictKeysDecideTheMarkedDirection_data();
    void verdictKeysDecideTheMarkedDirection();
    void bothKeysDecideBothAndGoOn_data();
    void bothKeysDecideBothAndGoOn();
    void arrowsAndLettersMoveWithoutDeciding();
    void switchMarksTheOtherDirection();
    void digitsGiveReasonsAfterARejection();
    void flagIsTakenAwayByTheSameKey();
    void deleteExcludesAndBackspaceBringsBack();
    void backspaceUndoesAndRRedoes();
    void noteIsWrittenInAField();
    void questionMarkShowsAllKeysAndAnyKeyClosesThem();
    void heldVerdictKeyDecidesOnce();
    void spaceNeverPressesAButton();
    void inputMethodIsOffOnThePage();
    void showsDecidedOnlyWhenDurable();
    void failedSaveIsToldAndRetried();
    void emptyQueueSaysWhatToDoNext_data();
    void emptyQueueSaysWhatToDoNext();
    void filterIsShownAndCleared();
    void lastTenReopenTheirPair();
    void readOnlyProjectTakesNoVerdict();
    void controlsHaveNamesAndAreReachedByTab();
};
