// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes on one file, and processes that are killed.
#pragma once

#include <QObject>

class TestProcesses final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedDecisionsSurviveKill9();
    void aKilledImportLeavesNothingBehind();
    void twoProcessesWriteAtOnceWithoutALockError();
    void whoeverWaitsIsToldForWhom();
    void afterWaitingAtMostItIsBusy();
    void interactiveWritersGoBeforeBulk();
    void bulkWorkStepsAsideForOthersOnly();
};
