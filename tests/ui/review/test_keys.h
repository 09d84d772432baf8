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
    void noKeyMeansTwoThings();
    void keysWithControlMeanNothingHere();
    void whatChangesTheProjectDoesNotRepeat();
    void withSingleKeysOffOnlyAltWorks();
    void timeOfADecisionLeavesIdlenessOut();
};
