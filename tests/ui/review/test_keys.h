// SPDX-License-Identifier: GPL-3.0-or-later
// The key map of the Review page, key by key.
#pragma once

#include <QObject>

class TestKeys final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKeyMeansWhatTheTableSays_data();
    void everyKeyMeansWhatTheTableSays();
    void noKeyMeansTwoThings_data();
    void noKeyMeansTwoThings();
    void everyActionHasAKeyInEveryPreset_data();
    void everyActionHasAKeyInEveryPreset();
    void keysOfTheEvidenceAreStillFree();
    void deleteTakesBackAsInProdigy();
    void theLeftHandNeedsNoOtherHand();
    void theKeypadIsApartFromTheDigitsAboveTheLetters();
    void theKeypadWorksWithNumLockOff();
    void fullWidthLettersAreLetters();
    void ownKeysLieOverThePreset();
    void ownKeysAreReadAsTheyWereWritten();
    void brokenOwnKeysAreLeftOutOneByOne_data();
    void brokenOwnKeysAreLeftOutOneByOne();
    void takenKeysAreTakenFromTheOther();
    void keysThatTheWindowNeedsAreNotBound();
    void withSingleKeysOffTheLegendShowsAlt();
    void keysWithControlMeanNothingHere();
    void whatChangesTheProjectDoesNotRepeat();
    void withSingleKeysOffOnlyAltWorks();
    void timeOfADecisionLeavesIdlenessOut();
};
