// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a pair: swipe, difference, round trip, zoom and offset, and images that fail.
#pragma once

#include <QObject>

class TestViews final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneKeyShowsOneImagePixelPerDevicePixel();
    void smallImageIsEnlargedByAWholeNumber();
    void zoomKeepsWhatIsUnderThePointer();
    void keysMoveWhatIsSeen();
    void shiftMovesOneImageAloneUntilTheNextPair();
    void zoomingOutAsksForNoMoreThanTheScreenShows();
    void viewsComeRoundInTurn();
    void swipeLineFollowsPointerAndKeys();
    void differenceIsNeutralWhereImagesAreEqual();
    void differenceMovesWithTheOffset();
    void roundTripMarksWhereTheMirrorDisagrees();
    void roundTripShowsMarkupAsItIs();
    void switchTellsWhatWasChosen();
    void missingImageComesBackByItself();
    void goodSideStaysWhileTheOtherIsMissing();
    void changedImageIsShownWithABadge();
};
