// SPDX-License-Identifier: GPL-3.0-or-later
// The panel beside the pair: focus and keys, history in words, pace, the header.
#pragma once

#include <QObject>

class TestSide final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void openingAPanelLeavesTheFocusWhereItIs();
    void everyButtonOfThePanelIsReachedByTabAndHasAName();
    void keysOfThePageGoThroughThePanel();
    void keysStayInThePanelsTextFields();
    void closingThePanelUnderTheFocusSaysSo();
    void namesOfSidesSurviveTheSettings();

    void historyIsToldInSentences();
    void markupInAHistoryStaysText();
    void whatWasTakenBackIsStruckAndSaid();
    void aChangeShowsItsWords();
    void aClockThatWentBackShowsTheExactTime();
    void twoHundredEntriesAllArrive();
    void aPairWithoutHistorySaysSo();
    void aColleaguesStandingDecisionIsToldAndHiddenInABlindPass();

    void unknownFiguresAreSaidToBe();
    void figuresStandInWords();
    void theHeaderOpensThePaceAndKeepsTimeLeftWhenItIsNarrow();
    void theHeaderShowsTheBlindPass();
};
