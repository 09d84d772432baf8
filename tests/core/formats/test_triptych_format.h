// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1: nothing is lost.
#pragma once

#include <QObject>

class TestTriptychFormat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRecordComesBack();
    void exportsAreCheckedAgainstTheirManifest();
    void refusesOtherFiles();
    void rejectsBrokenRecordsAndGoesOn();
};
