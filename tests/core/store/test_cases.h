// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases: kept, merged, and the ranks of their runs.
#pragma once

#include <QObject>

class TestCases final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondSchemaFileGetsRoomForCases();
    void aCaseComesBackAsItWasPut();
    void changingACaseKeepsWhenAndByWhomItWasAdded();
    void aRemovedCaseTakesItsRanksWithIt();
    void runsAreGivenNewestFirst();
    void mergingUnitesCasesByKey();
    void whatTwoCopiesJudgedIsKeptOfBoth();
    void judgementsFollowAnImageToItsOtherName();
};
