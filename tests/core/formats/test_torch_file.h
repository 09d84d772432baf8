// SPDX-License-Identifier: GPL-3.0-or-later
// What torch.save writes, and what only looks like it.
#pragma once

#include <QObject>

class TestTorchFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateDictIsReadFromAZipAndFromAStream();
    void checkpointsHoldTheirStateDict();
    void transposedTensorsBecomeContiguous();
    void sharedStoragesGiveEachItsPart();
    void scriptedModulesGiveDottedNames();
    void callsAreRefusedAndNamed_data();
    void callsAreRefusedAndNamed();
    void bigEndianFilesAreRefused();
    void tensorsOutsideTheirStorageAreRefused_data();
    void tensorsOutsideTheirStorageAreRefused();
    void everyTruncationIsRefused();
    void flippedBitsAreReadOrRefused();
    void valuesWithinValuesDoNotExplode();
    void modulesInCirclesAreRefused();
    void otherFilesAreRefused();
};
