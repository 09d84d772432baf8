// SPDX-License-Identifier: GPL-3.0-or-later
// Generic triplets, out and in again.
#pragma once

#include <QObject>

class TestTripletFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void jsonLinesComeBackAsTheyWere();
    void csvComesBackAsItWas();
    void jsonlKeepsWhatItDoesNotKnow();
    void jsonlNamesEachBadLine();
    void jsonlTellsQueriesFromTriplets();
    void csvNamesAMissingColumn();
    void csvReadsTargetsAndUnknownColumns();
    void formulasAreGuardedAndGivenBack();
    void guardsStayInFilesOfOthers();
    void linesAreTheSameEveryTime();
    void previewsBothKinds();
};
