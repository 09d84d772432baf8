// SPDX-License-Identifier: GPL-3.0-or-later
// Safetensors and members of zips.
#pragma once

#include <QObject>

class TestSafetensors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsReadBack();
    void sameContentGivesTheSameBytes();
    void tensorsThatCannotBeAreNotWritten();
    void liesOfTheHeaderAreRefused_data();
    void liesOfTheHeaderAreRefused();
    void everyTruncationIsRefused();
    void flippedBitsAreReadOrRefused();
    void typesThatNothingReadsAreNamedWhenAskedFor();
    void shardsAreOneModel();
    void shardsThatLieAreRefused();
    void membersOfZipsAreReadUpToALimit();
    void realWeightsAreOpened();
};
