// SPDX-License-Identifier: GPL-3.0-or-later
// Verify, repair, backup and merge.
#pragma once

#include <QObject>

class TestMaintenance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSoundProjectVerifies();
    void aTamperedEventIsFound();
    void aCutLogIsFound();
    void aWrongProjectionIsFoundAndRepaired();
    void missingImagesAreOnlyAWarning();
    void aBackupIsConsistentWhileOthersWrite();
    void aBackupDoesNotOverwrite();
    void copiesDecidedApartMergeToTheSameStates();
    void mergingTwiceAddsNothing();
    void theSameBytesUnderAnotherNameAreMatched();
    void otherBytesUnderOneKeyAreAConflict();
    void aBrokenChainIsNotMerged();
};
