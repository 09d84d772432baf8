// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a pair, on drawn images.
#include "test_views.h"

#include "fake_backend.h"

#include "ui/review/difference_view.h"
#include "ui/review/image_pair_view.h"
#include "ui/review/round_trip_view.h"
#include "ui/review/swipe_view.h"
#include "ui/review/view_switch.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace triptych;
using namespace triptych::ui;

namespace {

// A pair view of its own on a backend with one pair of photos.
class Viewer
{
public:
    explicit Viewer(QSize photo = {4000, 3000})
    {
        id = backend.addPair("change it to blue", "change it to black");
        for (auto* image : {&backend.pair(id).reference, &backend.pair(id).target}) {
            image->width = photo.width();
            image->height = photo.height();
        }
        view.resize(1000, 400);
    }

    [[nodiscard]] bool start()
    {
        view.show();
        if (!QTest::qWaitForWindowExposed(&view)) {
            return false;
        }
        return give();
    }

    [[nodiscard]] bool give()
    {
        QSignalSpy ready(&view, &ImagePairView::ready);
        view.setPair(backend.pair(id));
        return (!ready.isEmpty() || ready.wait()) && view.judgeable();
    }

    template <typename T> [[nodiscard]] T& find(const char* name)
    {
        return *view.findChild<T*>(QLatin1String(name));
    }

    void wheel(QWidget& over, QPointF at, int notches, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, over.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&over, &event);
    }

    void drag(QWidget& over, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&over, Qt::LeftButton, modifiers, from);
        QMouseEvent move(QEvent::MouseMove, to, over.mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         modifiers);
        QApplication::sendEvent(&over, &move);
        QTest::mouseRelease(&over, Qt::LeftButton, modifiers, to);
    }

    FakeBackend backend;
    PairId id;
    ImagePairView view{backend};
};

ShownImage plainImage(QColor colour)
{
    QImage image(200, 100, QImage::Format_RGBA8888);
    image.fill(colour);
    return {image, image.size(), {}};
}

} // namespace

void TestViews::oneKeyShowsOneImagePixelPerDevicePixel()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    auto& pane = viewer.view.reference();
    QVERIFY(viewer.backend.sides["r1.jpg"] > 0);
    QVERIFY(viewer.backend.sides["r1.jpg"] < 1000);
    viewer.view.toggleZoom();
    QCOMPARE(qRound(pane.where().width() * pane.devicePixelRatioF()), 4000);
    QCOMPARE(viewer.backend.sides["r1.jpg"], 0); // the whole photo now
    viewer.view.toggleZoom();
    QVERIFY(!viewer.view.zoomedIn());
    QVERIFY(pane.where().width() <= pane.width());
}

void TestViews::smallImageIsEnlargedByAWholeNumber()
{
    Viewer viewer({200, 200});
    QVERIFY(viewer.start());
    auto& pane = viewer.view.reference();
    viewer.view.toggleZoom();
    const double shown = pane.where().width() * pane.devicePixelRatioF() / 200.0;
    QVERIFY(viewer.view.zoomedIn());
    QCOMPARE(shown, std::round(shown));
    QVERIFY(pane.where().width() >= pane.height() * 1.4);
}

void TestViews::zoomKeepsWhatIsUnderThePointer()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    auto& pane = viewer.view.target();
    viewer.wheel(pane, QRectF(pane.rect()).center(), 6);
    const QPointF pointer(pane.width() * 0.4, pane.height() * 0.6);
    const auto under = [&] {
        const QRectF where = pane.where();
        return QPointF((pointer.x() - where.x()) / where.width(),
                       (pointer.y() - where.y()) / where.height());
    };
    const QPointF before = under();
    const double width = pane.where().width();
    viewer.wheel(pane, pointer, 2, Qt::ControlModifier);
    QVERIFY(pane.where().width() > width);
    QVERIFY((under() - before).manhattanLength() < 1e-6);
    QCOMPARE(viewer.view.reference().where(), pane.where()); // in step
}

void TestViews::keysMoveWhatIsSeen()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    viewer.view.panBy({0.1, 0.0});
    QCOMPARE(viewer.view.zoom().centre, QPointF(0.5, 0.5)); // all is seen
    viewer.view.toggleZoom();
    const QRectF before = viewer.view.target().where();
    viewer.view.panBy({0.1, 0.0});
    const double moved = before.x() - viewer.view.target().where().x();
    QCOMPARE(qRound(moved), qRound(viewer.view.target().width() * 0.1));
    for (int i = 0; i < 200; ++i) {
        viewer.view.panBy({0.1, 0.0});
    }
    const double end = viewer.view.target().where().right();
    QCOMPARE(qRound(end), viewer.view.target().width()); // the border is never inside
    viewer.view.panBy({-0.1, 0.0});
    QVERIFY(viewer.view.target().where().right() > end + 1.0); // and comes back at once
}

void TestViews::shiftMovesOneImageAloneUntilTheNextPair()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    viewer.view.toggleZoom();
    auto& reference = viewer.view.reference();
    auto& target = viewer.view.target();
    const QRectF still = reference.where();
    viewer.drag(target, {200, 200}, {150, 170}, Qt::ShiftModifier);
    QCOMPARE(reference.where(), still);
    QCOMPARE(qRound(target.where().x() - still.x()), -50);
    QCOMPARE(qRound(target.where().y() - still.y()), -30);
    QVERIFY(viewer.view.hasOffset());
    viewer.wheel(reference, QRectF(reference.rect()).center(), -1);
    QVERIFY(target.where().x() < reference.where().x() - 30.0); // kept while zooming
    viewer.view.resetOffset();
    QCOMPARE(reference.where(), target.where());
    viewer.drag(target, {200, 200}, {150, 170}, Qt::ShiftModifier);
    viewer.id = viewer.backend.addPair("another", "pair");
    QVERIFY(viewer.give());
    QVERIFY(!viewer.view.hasOffset());
}

void TestViews::zoomingOutAsksForNoMoreThanTheScreenShows()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    const int screen = viewer.backend.sides["t1.jpg"];
    viewer.view.toggleZoom();
    QCOMPARE(viewer.backend.sides["t1.jpg"], 0);
    viewer.view.toggleZoom();
    QTRY_COMPARE(viewer.backend.sides["t1.jpg"], screen);
    viewer.wheel(viewer.view.target(), {100, 100}, 4);  // about twice
    QTRY_COMPARE(viewer.backend.sides["t1.jpg"], 2000); // half of 4000: cheap to decode
}

void TestViews::viewsComeRoundInTurn()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    QSignalSpy changed(&viewer.view, &ImagePairView::modeChanged);
    const auto* swipe = &viewer.find<SwipeView>("swipeView");
    const auto* difference = &viewer.find<DifferenceView>("differenceView");
    const auto* roundTrip = &viewer.find<RoundTripView>("roundTripView");
    viewer.view.cycleMode();
    QVERIFY(swipe->isVisible() && !viewer.view.reference().isVisible());
    viewer.view.toggleZoom();
    viewer.view.cycleMode();
    QVERIFY(difference->isVisible() && viewer.view.zoomedIn()); // shared
    viewer.view.cycleMode();
    QVERIFY(roundTrip->isVisible());
    viewer.view.cycleMode();
    QVERIFY(viewer.view.reference().isVisible());
    QCOMPARE(changed.size(), 4);
    viewer.view.setMode(ViewMode::Swipe);
    viewer.view.toggleBlink();
    QCOMPARE(viewer.view.mode(), ViewMode::SideBySide);
    QVERIFY(viewer.view.blinking());
    viewer.view.setMode(ViewMode::Difference);
    QVERIFY(!viewer.view.blinking());
}

void TestViews::swipeLineFollowsPointerAndKeys()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    viewer.view.setMode(ViewMode::Swipe);
    auto& swipe = viewer.find<SwipeView>("swipeView");
    QTest::mouseMove(&swipe, {swipe.width() / 4, 100});
    QTRY_COMPARE(swipe.divider(), (swipe.width() / 4) / double(swipe.width()));
    const auto colourAt = [&](double part) {
        const QImage seen = swipe.grab().toImage();
        return seen.pixelColor(int(part * seen.width()), seen.height() / 2);
    };
    const QColor reference = colourAt(0.2); // only the middle holds the images: 4 : 3 in 5 : 2
    swipe.setDivider(0.5);
    const QColor left = colourAt(0.4);
    const QColor right = colourAt(0.6);
    QVERIFY(left != right);
    QVERIFY(reference.isValid());
    QTest::keyClick(&swipe, Qt::Key_Left);
    QVERIFY(swipe.divider() < 0.5);
    QTest::keyClick(&swipe, Qt::Key_End);
    QCOMPARE(swipe.divider(), 1.0);
    QCOMPARE(colourAt(0.6), left); // all is the reference
    QTest::keyClick(&swipe, Qt::Key_Home);
    QCOMPARE(swipe.divider(), 0.0);
    QCOMPARE(colourAt(0.4), right);
}

void TestViews::differenceIsNeutralWhereImagesAreEqual()
{
    const DifferenceColours colours{QColor(233, 233, 233), QColor(150, 0, 105)};
    auto a = plainImage(QColor(120, 90, 60));
    auto b = a;
    b.pixels.detach();
    for (int y = 0; y < 100; ++y) {
        for (int x = 100; x < 200; ++x) {
            b.pixels.setPixelColor(x, y, QColor(20, 200, 220));
        }
    }
    const auto layer = [](const ShownImage& image) {
        const QSize place(400, 200);
        return imageLayer(image, place, 1.0, imageRect(place, image.native, image.zoom));
    };
    const auto same = differenceOf(layer(a), layer(a), colours);
    QCOMPARE(same.share, 0.0);
    QCOMPARE(same.picture.pixelColor(200, 100), colours.equal);
    const auto half = differenceOf(layer(a), layer(b), colours);
    QCOMPARE(half.picture.pixelColor(50, 100), colours.equal);
    QCOMPARE(half.picture.pixelColor(350, 100), colours.apart);
    QVERIFY(half.share > 0.45 && half.share < 0.55);
}

void TestViews::differenceMovesWithTheOffset()
{
    DifferenceView view;
    view.resize(400, 200);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy computed(&view, &DifferenceView::computed);
    auto a = plainImage(Qt::black);
    for (int y = 0; y < 100; ++y) {
        for (int x = 80; x < 120; ++x) {
            a.pixels.setPixelColor(x, y, Qt::white);
        }
    }
    view.setImages({a, a});
    QTRY_VERIFY(!computed.isEmpty());
    QCOMPARE(view.share(), 0.0);
    auto moved = a;
    moved.zoom.centre += QPointF(0.1, 0.0);
    computed.clear();
    view.setImages({a, moved});
    QTRY_VERIFY(!computed.isEmpty());
    QVERIFY(view.share() > 0.1); // two bands of a tenth each
}

void TestViews::roundTripMarksWhereTheMirrorDisagrees()
{
    RoundTripView view;
    view.setTexts({"change it to blue", "change it to black", true, "change it to black",
                   "change it to navy"});
    const auto* forward = view.findChild<QLabel*>(QStringLiteral("roundTripForwardText"));
    const auto* mirror = view.findChild<QLabel*>(QStringLiteral("roundTripForwardMirror"));
    QVERIFY(forward->text().contains(QStringLiteral(">blue<")));
    QVERIFY(mirror->text().contains(QStringLiteral(">navy<")));
    QVERIFY(forward->text().startsWith(QStringLiteral("change it to ")));
    const auto* reverse = view.findChild<QLabel*>(QStringLiteral("roundTripReverseText"));
    QCOMPARE(reverse->text(), QStringLiteral("change it to black")); // both say the same
    view.setTexts({"青いシャツにする", {}, true, {}, "赤いシャツにする"});
    QVERIFY(forward->text().contains(QStringLiteral("シャツにする")));
    QVERIFY(forward->text().contains(QStringLiteral("<span")));
    QVERIFY(mirror->text().contains(QStringLiteral("<span")));
    view.setTexts({"alone", "too", false, {}, {}});
    QVERIFY(mirror->isHidden());
    QCOMPARE(forward->text(), QStringLiteral("alone"));
}

void TestViews::roundTripShowsMarkupAsItIs()
{
    RoundTripView view;
    view.setTexts({"make it <b>bold</b> & \"red\"", std::string(1 << 20, 'x'), false, {}, {}});
    const auto* forward = view.findChild<QLabel*>(QStringLiteral("roundTripForwardText"));
    QVERIFY(forward->text().contains(QStringLiteral("&lt;b&gt;bold")));
    const auto* reverse = view.findChild<QLabel*>(QStringLiteral("roundTripReverseText"));
    QVERIFY(reverse->text().size() < 10'000); // a megabyte is not laid out
}

void TestViews::switchTellsWhatWasChosen()
{
    ViewSwitch views;
    views.show();
    QSignalSpy chosen(&views, &ViewSwitch::modeChosen);
    QSignalSpy blinks(&views, &ViewSwitch::blinkToggled);
    auto* swipe = views.findChild<QAbstractButton*>(QStringLiteral("viewSwipe"));
    for (auto* button : views.findChildren<QAbstractButton*>()) {
        QVERIFY(!button->accessibleName().isEmpty());
        QVERIFY(!button->toolTip().isEmpty());
        QVERIFY(button->focusPolicy() & Qt::TabFocus);
        QVERIFY(!(button->focusPolicy() & Qt::ClickFocus)); // the page keeps the keys
    }
    QTest::mouseClick(swipe, Qt::LeftButton);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<ViewMode>(), ViewMode::Swipe);
    QVERIFY(swipe->isChecked());
    QTest::mouseClick(swipe, Qt::LeftButton);
    QVERIFY(swipe->isChecked()); // one is always on
    auto* other = views.findChild<QAbstractButton*>(QStringLiteral("viewRoundTrip"));
    QTest::keyClick(other, Qt::Key_Return);
    QVERIFY(other->isChecked() && !swipe->isChecked());
    QTest::mouseClick(views.findChild<QAbstractButton*>(QStringLiteral("viewBlink")),
                      Qt::LeftButton);
    QCOMPARE(blinks.size(), 1);
    QCOMPARE(chosen.size(), 3);
}

void TestViews::missingImageComesBackByItself()
{
    Viewer viewer;
    viewer.backend.imageError = Error{ErrorCode::NotFound, {}, {}, 0};
    viewer.view.images().setRetryInterval(5);
    QVERIFY(viewer.start());
    auto& pane = viewer.view.reference();
    QVERIFY(!pane.hasImage());
    QVERIFY(pane.title().contains(QStringLiteral("r1.jpg")));
    QVERIFY(pane.remedy().contains(QStringLiteral("by itself")));
    QVERIFY(!pane.remedy().contains(QStringLiteral("triptych"))); // no command line in the window
    viewer.view.setMode(ViewMode::Swipe);
    QVERIFY(pane.isVisible()); // the message is seen in every view
    viewer.backend.imageError = Error{ErrorCode::Truncated, {}, {}, 0};
    QTRY_VERIFY(pane.title().contains(QStringLiteral("too early"))); // half copied by now
    viewer.backend.imageError.reset();
    QTRY_VERIFY(viewer.find<SwipeView>("swipeView").isVisible());
    QVERIFY(pane.hasImage());
    QVERIFY(pane.badge().isEmpty());
}

void TestViews::goodSideStaysWhileTheOtherIsMissing()
{
    Viewer viewer;
    QVERIFY(viewer.start());
    viewer.view.images().setRetryInterval(5);
    viewer.backend.imageError = Error{ErrorCode::Io, {}, {}, 0};
    viewer.backend.forgetImages();
    viewer.view.toggleZoom(); // the drive is gone when the whole photo is wanted
    QTRY_VERIFY(!viewer.view.reference().badge().isEmpty());
    QVERIFY(viewer.view.reference().hasImage());
    QVERIFY(viewer.view.judgeable());
    viewer.backend.imageError.reset();
    QTRY_VERIFY(viewer.view.reference().badge().isEmpty());
}

void TestViews::changedImageIsShownWithABadge()
{
    Viewer viewer;
    viewer.backend.changedImages = {"t1.jpg"};
    QVERIFY(viewer.start());
    QVERIFY(viewer.view.target().hasImage());
    QVERIFY(viewer.view.target().badge().contains(QStringLiteral("changed")));
    QVERIFY(viewer.view.reference().badge().isEmpty());
}
