// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: whole with a manifest, or not there.
#pragma once

#include <QObject>

class TestExportFolder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheManifestLast();
    void leavesNothingWhenItIsGivenUp();
    void refusesFoldersOfOthersAndFinishedExports();
    void replacesAnUnfinishedExportOfItsOwn();
    void keepsWhatLiesBesideAnUnfinishedExport();
    void copiesAndLinksImages();
    void refusesUnsafeAndTakenNames();
    void findsFilesThatChanged();
    void refusesManifestsOfOthers();
    void manifestsAreTheSameEveryTime();
};
