// SPDX-License-Identifier: GPL-3.0-or-later
// What can be written in the panel beside the pair: guidelines and attributes.
#pragma once

#include <QObject>

class TestSideEdit final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void guidelinesAreShownAndOlderVersionsCanBeRead();
    void guidelinesLoadNothingAndOpenNothing();
    void aDraftSurvivesClosingThePanelAndANewVersion();
    void savingTellsTheTextAndAProblemKeepsTheDraft();
    void guidelinesComeFromAFile();
    void whatIsNoTextIsRefused_data();
    void whatIsNoTextIsRefused();
    void withoutGuidelinesThePanelSaysWhatToWrite();

    void differingAttributesComeFirst();
    void aCorrectionIsAskedForOnceAndShownAsBeingSaved();
    void escapeLeavesAValueAsItWas();
    void aMissingAttributeCanBeAdded();
    void freshFactsDoNotTakeAwayWhatIsBeingTyped();
    void nothingIsEditedInAProjectForReadingOnly();
};
