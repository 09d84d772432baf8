// SPDX-License-Identifier: GPL-3.0-or-later
// The images of the Review page.
#include "test_images.h"

#include "page_fixture.h"

#include "ui/review/image_pair_view.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace triptych;
using namespace triptych::ui;

void TestImages::prefetchReachesThreePairsAndChangesNothing()
{
    PageFixture fixture(12);
    QVERIFY(fixture.start());
    QVERIFY(QTest::qWaitFor([&] { return fixture.backend->prefetched.contains("t4.jpg"); }));
    QVERIFY(!fixture.backend->prefetched.contains("t5.jpg"));
    for (int i = 0; i < 5; ++i) {
        fixture.press(Qt::Key_Right);
        QVERIFY(fixture.shows(i + 2));
    }
    QVERIFY(QTest::qWaitFor([&] { return fixture.backend->prefetched.contains("r9.jpg"); }));
    QVERIFY(fixture.backend->prefetched.contains("r3.jpg")); // behind as well
    QVERIFY(fixture.durable());
    QVERIFY(fixture.backend->decisions.empty());
    for (int i = 1; i <= 12; ++i) {
        QCOMPARE(fixture.backend->state(PairId{i}, Direction::Forward), SlotState::Pending);
    }
}

void TestImages::oldFrameStaysUntilTheImagesAreHere()
{
    PageFixture fixture(3);
    QVERIFY(fixture.start());
    auto* pane = fixture.find<ImagePane>("referencePane");
    QVERIFY(pane->hasImage());
    fixture.backend->holdImages = true;
    fixture.backend->addPair("unseen", "pair");
    fixture.page->showPair(PairId{4});
    QCoreApplication::processEvents();
    QCOMPARE(fixture.page->shownPair(), PairId{1}); // no grey flash
    QVERIFY(pane->hasImage());
    fixture.press(Qt::Key_A); // meant for what is on screen: not taken for the next pair
    QVERIFY(fixture.durable());
    QVERIFY(fixture.backend->decisions.empty());
    fixture.backend->releaseImages();
    QVERIFY(fixture.shows(4));
    QVERIFY(pane->hasImage());
}

void TestImages::verdictWaitsForTheImages()
{
    PageFixture fixture(3);
    QVERIFY(fixture.start());
    fixture.backend->holdImages = true;
    fixture.backend->addPair("unseen", "pair");
    fixture.page->showPair(PairId{4});
    QVERIFY(fixture.shows(4)); // after a while, with "Loading…"
    QVERIFY(!fixture.find<ImagePane>("targetPane")->hasImage());
    fixture.press(Qt::Key_A);
    QVERIFY(fixture.backend->decisions.empty());
    fixture.backend->releaseImages();
    QVERIFY(fixture.find<ImagePane>("targetPane")->hasImage());
    fixture.press(Qt::Key_A);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.size(), std::size_t(1));
}

void TestImages::missingImageSaysWhatToDo()
{
    PageFixture fixture(2);
    fixture.backend->imageError = Error{ErrorCode::NotFound, {}, "r1.jpg", 0};
    QVERIFY(fixture.start());
    auto* pane = fixture.find<ImagePane>("referencePane");
    QVERIFY(!pane->hasImage());
    QVERIFY(pane->title().contains(QStringLiteral("r1.jpg")));
    fixture.press(Qt::Key_X); // it can still be judged
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.size(), std::size_t(1));
}

void TestImages::zoomAndPanGoInStep()
{
    PageFixture fixture;
    for (int i = 1; i <= 2; ++i) { // photos that 1:1 makes larger than their places both ways
        for (auto* image : {&fixture.backend->pair(PairId{i}).reference,
                            &fixture.backend->pair(PairId{i}).target}) {
            image->width = 3000;
            image->height = 4000;
        }
    }
    QVERIFY(fixture.start());
    auto* images = fixture.page->findChild<ImagePairView*>();
    QVERIFY(!images->zoomedIn());
    fixture.press(Qt::Key_Z);
    QVERIFY(images->zoomedIn());
    const auto before = images->zoom().centre;
    auto* pane = fixture.find<ImagePane>("targetPane");
    QTest::mousePress(pane, Qt::LeftButton, {}, {150, 150});
    QTest::mouseMove(pane, {100, 120});
    QTest::mouseRelease(pane, Qt::LeftButton, {}, {100, 120});
    QVERIFY(images->zoom().centre.x() > before.x());
    QVERIFY(images->zoom().centre.y() > before.y());
    fixture.press(Qt::Key_Right);
    QVERIFY(fixture.shows(2));
    QVERIFY(images->zoomedIn()); // kept for the next pair
    fixture.press(Qt::Key_Z);
    QVERIFY(!images->zoomedIn());
}

void TestImages::blinkShowsTheTargetInPlace()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    auto* reference = fixture.find<ImagePane>("referencePane");
    auto* target = fixture.find<ImagePane>("targetPane");
    const QRgb own = reference->image().pixel(0, 0);
    fixture.press(Qt::Key_B);
    QCOMPARE(reference->image().pixel(0, 0), target->image().pixel(0, 0));
    QVERIFY(QTest::qWaitFor([&] { return reference->image().pixel(0, 0) == own; })); // and back
    fixture.press(Qt::Key_B);
    QCOMPARE(reference->image().pixel(0, 0), own);
}

void TestImages::nextPairIsShownByTheKeyItself()
{
    PageFixture fixture(60);
    QVERIFY(fixture.start());
    for (int i = 0; i < 40; ++i) {
        QVERIFY(QTest::qWaitFor([&] {
            const auto* next = fixture.page->queue().window().view(PairId{i + 2});
            return next &&
                   fixture.backend->prefetched.contains("t" + std::to_string(i + 2) + ".jpg");
        }));
        fixture.press(Qt::Key_D);
        // No event has been handled since: nothing was waited for.
        QCOMPARE(fixture.page->shownPair(), PairId{i + 2});
    }
}
