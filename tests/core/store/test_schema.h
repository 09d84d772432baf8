// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations: what a file is found to be, and bringing it up to date.
#pragma once

#include <QObject>

class TestSchema final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyDatabaseIsFilled();
    void aCurrentFileIsLeftAlone();
    void anOlderFileIsBackedUpThenMigrated();
    void aNewerFileIsRecognised();
    void aForeignDatabaseIsNoProject();
    void aDamagedSchemaIsCorrupt();
    void aFailingMigrationChangesNothing();
    void semicolonsInsideSqlAreNoBorders();
};
