// SPDX-License-Identifier: GPL-3.0-or-later
// Import batches: all or nothing.
#pragma once

#include <QObject>

class TestBatches final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsOfABatchAreInvisibleUntilItIsFinished();
    void updatesAreHeldBackUntilItIsFinished();
    void aTextForAnOlderSlotWaits();
    void anAbandonedBatchIsRemoved();
    void theSameCommandContinues();
    void oneImportAtATime();
};
