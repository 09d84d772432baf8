// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes are: an answer, never a crash.
#pragma once

#include <QObject>

class TestHostileFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mutatedFilesAreReadOrRefused();
    void randomBytesAreRefused();
    void truncatedFilesAreReadOrRefused();
    void longLinesAreRejectedAndSkipped();
    void deepNestingIsRejected();
    void pipesAndFoldersAreRefused();
};
