// SPDX-License-Identifier: GPL-3.0-or-later
// Opening files: hostile ones, read-only ones, network drives, clean closing.
#pragma once

#include <QObject>

class TestOpening final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void creatingRefusesToOverwrite();
    void aMissingFileIsNotFound();
    void aZeroByteFileIsEmpty();
    void anythingButSqliteIsNoProject();
    void aTruncatedFileIsCorrupt();
    void everyShorteningOfAFileIsRefused();
    void aNewerFileOpensForReadingOnly();
    void aNetworkDriveIsRefusedForWriting();
    void aReadOnlyMediumOpensWithoutTouchingIt();
    void aCleanCloseRemovesTheLog();
    void readersLeaveNothingBehind();
    void anotherConnectionsCommitIsSeen();
    void nothingIsWrittenThroughAReader();
    void anUncommittedTransactionIsRolledBack();
    void aFullDatabaseIsDiskFull();
    void aFullDiskIsDiskFull();
};
