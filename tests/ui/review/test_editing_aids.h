// SPDX-License-Identifier: GPL-3.0-or-later
// What helps while a text is edited, on a row of its own: other texts, earlier wordings, spelling,
// drafts, and hostile input.
#pragma once

#include <QObject>

class TestEditingAids final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowSaysWhichOfTheTextsItShows();
    void anotherTextIsClearlyNotTheCandidate();
    void otherTextsGoWithTheirSlot();
    void clickAsksForTheNextText();
    void editingBeginsFromTheTextThatIsShown();
    void wordingsAreAskedForOnceTypingRests();
    void tabTakesTheFirstWordingInOneUndo();
    void arrowsChooseAndEnterTakes();
    void escapeClosesTheListBeforeTheField();
    void listStealsNoOtherKey();
    void answerThatIsOutOfDateShowsNothing();
    void listGoesWithTheFocus();
    void listGoesWhileAnInputMethodComposes();
    void listStaysInsideTheWindow();
    void wrongWordIsUnderlinedAndHinted();
    void controlPeriodTakesTheSuggestion();
    void menuOffersSuggestions();
    void japaneseSlotHasNoSpelling();
    void withoutADictionaryNothingIsSaid();
    void draftIsToldWhenTypingRests();
    void draftIsToldOnceAtLeaving();
    void unchangedTextLeavesNoDraft();
    void acceptedTextLeavesNoDraft();
    void inputBecomesOneLineOfPlainCharacters_data();
    void inputBecomesOneLineOfPlainCharacters();
    void inputIsCutBetweenCharacters();
    void pastedMegabyteIsCutAndSaid();
    void richTextIsPastedPlain();
    void typingEndsAtTheLimit();
    void composedTextIsCleanedAndBounded();
    void longerTextCanBeEditedAndDoesNotGrow();
    void undoGoesBackOverEverything();
    void oneKeyComparesOnce();
    void veryLongTextIsComparedWhenTypingRests();
    void longTextShowsTheChangeAndItsSurroundings();
    void changesAreSaidInWords_data();
    void changesAreSaidInWords();
    void readersAreToldTheChanges();
};
