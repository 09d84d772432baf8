// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR, out and in again, and the real validation set.
#pragma once

#include <QObject>

class TestCirr : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void resolvesNamesThroughImageSplits();
    void readsTestRowsAsQueries();
    void namesBadRowsAndGoesOn();
    void refusesBrokenArrays_data();
    void refusesBrokenArrays();
    void writesWhatItReads();
    void makesUniqueNames();
    void readsTheRealValidationSet();
};
