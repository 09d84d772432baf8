// SPDX-License-Identifier: GPL-3.0-or-later
// The images of the Review page: frames, prefetch, zoom, blink, and how fast the next pair is
// there.
#pragma once

#include <QObject>

class TestImages final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void prefetchReachesThreePairsAndChangesNothing();
    void oldFrameStaysUntilTheImagesAreHere();
    void verdictWaitsForTheImages();
    void missingImageSaysWhatToDo();
    void zoomAndPanGoInStep();
    void blinkShowsTheTargetInPlace();
    void nextPairIsShownByTheKeyItself();
};
