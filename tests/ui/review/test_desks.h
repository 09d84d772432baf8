// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the pair, driven through the whole Review page.
#pragma once

#include <QObject>

class TestDesks final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void draftIsSavedWhileTypingAndAtLeaving();
    void draftOfAnEarlierRunIsWhereEditingBegins();
    void draftIsGoneOnceItsTextIsAccepted();
    void otherTextIsShownByOneKeyAndAcceptedByAnother();
    void escapeGoesBackToTheCandidate();
    void slotWithoutOtherTextsSaysSo();
    void earlierWordingsAreAskedForWhileTyping();
    void historyOpensBesideTheImagesAndFollowsThePair();
    void reasonsOfTheProjectHaveTheDigits();
    void guidelinesAreSavedAsANewVersion();
    void correctionReachesTheProjectAndIsSaid();
    void implausiblyFastAcceptsAreSaidGently();
    void figuresOpenThePaceByKeyboard();
    void textChecksStandInOneLine();
    void colleaguesDecisionIsNamed();
    void keysGoOnWhileThePanelIsOpen();
};
