// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page, driven with real key events and object names.
#include "test_page.h"

#include "page_fixture.h"

#include "ui/review/recent_strip.h"
#include "ui/review/review_header.h"
#include "ui/review/save_banner.h"
#include "ui/review/toast.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;
using workflow::Act;

void TestPage::verdictKeysDecideTheMarkedDirection_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("act");
    QTest::newRow("A accepts") << int(Qt::Key_A) << int(Act::Accept);
    QTest::newRow("X rejects") << int(Qt::Key_X) << int(Act::Reject);
    QTest::newRow("Space skips") << int(Qt::Key_Space) << int(Act::Skip);
    QTest::newRow("F flags") << int(Qt::Key_F) << int(Act::Flag);
}

void TestPage::verdictKeysDecideTheMarkedDirection()
{
    QFETCH(int, key);
    QFETCH(int, act);
    PageFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(fixture.row(Direction::Forward).marked());
    fixture.press(Qt::Key(key));
    QVERIFY(fixture.row(Direction::Reverse).marked());
    fixture.press(Qt::Key(key));
    QVERIFY(fixture.shows(2));
    QVERIFY(fixture.row(Direction::Forward).marked());
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.size(), std::size_t(2));
    QCOMPARE(int(fixture.backend->decisions[0].act), act);
    QCOMPARE(fixture.backend->decisions[0].slot, SlotId{11});
    QCOMPARE(fixture.backend->decisions[1].slot, SlotId{12});
}

void TestPage::bothKeysDecideBothAndGoOn_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("state");
    QTest::newRow("D") << int(Qt::Key_D) << int(SlotState::Accepted);
    QTest::newRow("C") << int(Qt::Key_C) << int(SlotState::Rejected);
}

void TestPage::bothKeysDecideBothAndGoOn()
{
    QFETCH(int, key);
    QFETCH(int, state);
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key(key));
    QVERIFY(fixture.shows(2));
    QVERIFY(fixture.durable());
    QCOMPARE(int(fixture.backend->state(PairId{1}, Direction::Forward)), state);
    QCOMPARE(int(fixture.backend->state(PairId{1}, Direction::Reverse)), state);
    QCOMPARE(fixture.backend->batches, (std::vector<std::size_t>{2})); // one undo
}

void TestPage::arrowsAndLettersMoveWithoutDeciding()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_Right);
    QVERIFY(fixture.shows(2));
    fixture.press(Qt::Key_J);
    QVERIFY(fixture.shows(3));
    fixture.press(Qt::Key_Left);
    QVERIFY(fixture.shows(2));
    fixture.press(Qt::Key_K);
    QVERIFY(fixture.shows(1));
    fixture.press(Qt::Key_K);
    QVERIFY(fixture.find<Toast>("toast")->isVisible()); // "This is the first pair"
    QVERIFY(fixture.backend->decisions.empty());
    QCOMPARE(fixture.find<QLabel>("place")->text(), QStringLiteral("pair 1 of 8"));
}

void TestPage::switchMarksTheOtherDirection()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_S);
    QVERIFY(fixture.row(Direction::Reverse).marked());
    QVERIFY(!fixture.row(Direction::Forward).marked());
    fixture.press(Qt::Key_A);
    QVERIFY(fixture.row(Direction::Forward).marked());
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->state(PairId{1}, Direction::Reverse), SlotState::Accepted);
    QCOMPARE(fixture.page->shownPair(), PairId{1});
}

void TestPage::digitsGiveReasonsAfterARejection()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    auto* bar = fixture.find<QWidget>("reasonBar");
    QVERIFY(!bar->isVisible());
    fixture.press(Qt::Key_X);
    QVERIFY(bar->isVisible());
    QVERIFY(!bar->isModal());
    fixture.press(Qt::Key_1);
    fixture.press(Qt::Key_9);
    QVERIFY(fixture.durable());
    const auto& ids = workflow::reasonIds();
    QCOMPARE(fixture.backend->reasonCalls.back(), (std::vector<std::string>{ids[0], ids[8]}));
    QVERIFY(fixture.find<QAbstractButton>("reason9")->isChecked());
    QTest::mouseClick(fixture.find<QAbstractButton>("reason1"), Qt::LeftButton);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->reasonCalls.back(), (std::vector<std::string>{ids[8]}));
    fixture.press(Qt::Key_A); // it blocks nothing and goes with the next verdict
    QVERIFY(!bar->isVisible());
}

void TestPage::flagIsTakenAwayByTheSameKey()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_F);
    QVERIFY(fixture.durable());
    fixture.press(Qt::Key_S);
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("flagged"));
    fixture.press(Qt::Key_F);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->state(PairId{1}, Direction::Forward), SlotState::Pending);
    QVERIFY(fixture.row(Direction::Forward).marked());
}

void TestPage::deleteExcludesAndBackspaceBringsBack()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_Delete);
    QVERIFY(fixture.shows(2));
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->excludedPairs, (std::vector<PairId>{PairId{1}}));
    QVERIFY(fixture.find<Toast>("toast")->isVisible());
    fixture.press(Qt::Key_Backspace);
    QVERIFY(fixture.shows(1));
}

void TestPage::backspaceUndoesAndRRedoes()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.shows(3));
    QVERIFY(fixture.durable());
    fixture.press(Qt::Key_Backspace);
    QVERIFY(fixture.shows(2));
    QCOMPARE(fixture.backend->state(PairId{2}, Direction::Forward), SlotState::Pending);
    QVERIFY(fixture.find<Toast>("toast")->text().contains(QStringLiteral("accepted")));
    fixture.press(Qt::Key_R);
    QVERIFY(fixture.shows(3));
    QCOMPARE(fixture.backend->state(PairId{2}, Direction::Forward), SlotState::Accepted);
}

void TestPage::noteIsWrittenInAField()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_N);
    auto* field = fixture.find<QLineEdit>("noteField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("adx?"));
    fixture.press(Qt::Key_Backspace);
    fixture.press(Qt::Key_Return);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.size(), std::size_t(1));
    QCOMPARE(fixture.backend->decisions[0].act, Act::Comment);
    QCOMPARE(fixture.backend->decisions[0].text, std::string("adx"));
    QVERIFY(fixture.page->hasFocus());
    QCOMPARE(fixture.page->shownPair(), PairId{1});
}

void TestPage::questionMarkShowsAllKeysAndAnyKeyClosesThem()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_Question, Qt::ShiftModifier);
    auto* overlay = fixture.find<QWidget>("keyOverlay");
    QVERIFY(overlay->isVisible());
    QVERIFY(overlay->accessibleDescription().contains(QStringLiteral("Accept")));
    fixture.press(Qt::Key_A);
    QVERIFY(!overlay->isVisible());
    QVERIFY(fixture.page->hasFocus());
    QVERIFY(fixture.durable());
    QVERIFY(fixture.backend->decisions.empty()); // the key only closed it
}

void TestPage::heldVerdictKeyDecidesOnce()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    for (int i = 0; i < 5; ++i) {
        QKeyEvent held(QEvent::KeyPress, Qt::Key_D, Qt::NoModifier, QStringLiteral("d"), true);
        QApplication::sendEvent(fixture.page.get(), &held);
    }
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->batches.size(), std::size_t(1));
}

void TestPage::spaceNeverPressesAButton()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.shows(2));
    auto* thumb = fixture.find<QAbstractButton>("recent0");
    QVERIFY(QTest::qWaitFor([&] { return thumb->isVisible(); }));
    QSignalSpy pressed(thumb, &QAbstractButton::clicked);
    thumb->setFocus(Qt::TabFocusReason);
    fixture.press(Qt::Key_Space);
    QCOMPARE(pressed.count(), 0);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.back().act, Act::Skip);
    fixture.press(Qt::Key_Return);
    QCOMPARE(pressed.count(), 1);
    QVERIFY(fixture.shows(1));
}

void TestPage::inputMethodIsOffOnThePage()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(!fixture.page->testAttribute(Qt::WA_InputMethodEnabled));
    QVERIFY(!fixture.row(Direction::Forward).field().testAttribute(Qt::WA_InputMethodEnabled));
    fixture.press(Qt::Key_E);
    QVERIFY(fixture.row(Direction::Forward).field().testAttribute(Qt::WA_InputMethodEnabled));
    fixture.press(Qt::Key_Escape);
    QVERIFY(!fixture.row(Direction::Forward).field().testAttribute(Qt::WA_InputMethodEnabled));
}

void TestPage::showsDecidedOnlyWhenDurable()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.backend->holdChanges = true;
    fixture.press(Qt::Key_A);
    auto& row = fixture.row(Direction::Forward);
    QVERIFY(fixture.row(Direction::Reverse).marked()); // gone on at once
    QVERIFY(row.chipWord().startsWith(QStringLiteral("saving")));
    QCoreApplication::processEvents();
    QVERIFY(row.chipWord().startsWith(QStringLiteral("saving")));
    fixture.backend->releaseChanges();
    QCOMPARE(row.chipWord(), QStringLiteral("accepted"));
}

void TestPage::failedSaveIsToldAndRetried()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.backend->failure = Error{ErrorCode::DiskFull, "ENOSPC", "x.triptych", 0};
    fixture.press(Qt::Key_D);
    auto* banner = fixture.find<SaveBanner>("saveBanner");
    QVERIFY(QTest::qWaitFor([&] { return banner->isVisible(); }));
    QVERIFY(banner->text().contains(QStringLiteral("not saved")));
    QVERIFY(fixture.shows(2));
    fixture.press(Qt::Key_Left);
    QVERIFY(fixture.shows(1));
    QVERIFY(fixture.row(Direction::Forward).chipWord().startsWith(QStringLiteral("saving")));
    fixture.backend->failure.reset();
    QTest::mouseClick(fixture.find<QPushButton>("retrySaving"), Qt::LeftButton);
    QVERIFY(fixture.durable());
    QVERIFY(!banner->isVisible());
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("accepted"));
}

void TestPage::emptyQueueSaysWhatToDoNext_data()
{
    QTest::addColumn<QString>("world");
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("button");
    using Reason = EmptyQueue::Reason;
    QTest::newRow("no images") << "none" << int(Reason::NoImages) << "emptyImport";
    QTest::newRow("no pairs") << "images" << int(Reason::NoPairs) << "emptyMakePairs";
    QTest::newRow("no texts") << "pairs" << int(Reason::NoTexts) << "emptyWriteTexts";
    QTest::newRow("all done") << "done" << int(Reason::Done) << "emptyWriteTexts";
}

void TestPage::emptyQueueSaysWhatToDoNext()
{
    QFETCH(QString, world);
    QFETCH(int, reason);
    QFETCH(QString, button);
    PageFixture fixture(0);
    fixture.backend->images = world == QStringLiteral("none") ? 0 : 5;
    if (world == QStringLiteral("pairs")) {
        fixture.backend->addPair("", "");
    } else if (world == QStringLiteral("done")) {
        for (auto& slot : fixture.backend->pair(fixture.backend->addPair("a", "b")).slots) {
            slot.state = SlotState::Accepted;
        }
    }
    fixture.page->show();
    auto* empty = fixture.page->findChild<EmptyQueue*>();
    QVERIFY(QTest::qWaitFor([&] { return int(empty->reason()) == reason; }));
    QVERIFY(empty->isVisible());
    QVERIFY(!fixture.find<QLabel>("emptyTitle")->text().isEmpty());
    auto* next = fixture.find<QPushButton>(button.toLatin1().constData());
    QVERIFY(next->isVisible());
    QSignalSpy import(fixture.page.get(), &ReviewPage::importRequested);
    QSignalSpy pairs(fixture.page.get(), &ReviewPage::makePairsRequested);
    QSignalSpy texts(fixture.page.get(), &ReviewPage::writeTextsRequested);
    QTest::mouseClick(next, Qt::LeftButton);
    QCOMPARE(import.count() + pairs.count() + texts.count(), 1);
}

void TestPage::filterIsShownAndCleared()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.page->showQueue(QStringLiteral("pair3"));
    QVERIFY(fixture.shows(3));
    QCOMPARE(fixture.find<QLabel>("place")->text(), QStringLiteral("pair 1 of 1"));
    auto* chip = fixture.find<QAbstractButton>("clearFilter");
    QVERIFY(chip->isVisible());
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(fixture.shows(1));
    QVERIFY(!chip->isVisible());
}

void TestPage::lastTenReopenTheirPair()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.durable());
    auto* strip = fixture.find<RecentStrip>("recentStrip");
    QVERIFY(QTest::qWaitFor([&] { return strip->count() == 2; }));
    auto* older = fixture.find<QAbstractButton>("recent1");
    QVERIFY(older->accessibleName().contains(QStringLiteral("accepted")));
    QTest::mouseClick(older, Qt::LeftButton);
    QVERIFY(fixture.shows(1));
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("accepted"));
}

void TestPage::readOnlyProjectTakesNoVerdict()
{
    PageFixture fixture;
    fixture.backend->readOnly = true;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    fixture.press(Qt::Key_Backspace);
    QVERIFY(fixture.find<Toast>("toast")->isVisible());
    fixture.press(Qt::Key_Right); // looking is free
    QVERIFY(fixture.shows(2));
    QVERIFY(fixture.backend->decisions.empty());
    QCOMPARE(fixture.backend->undoCalls, 0);
}

void TestPage::controlsHaveNamesAndAreReachedByTab()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.shows(2));
    auto* thumb = fixture.find<QAbstractButton>("recent0");
    QVERIFY(QTest::qWaitFor([&] { return thumb->isVisible(); }));
    for (const auto* button : fixture.page->findChildren<QAbstractButton*>()) {
        QVERIFY2(!button->isVisible() || !button->accessibleName().isEmpty() ||
                     !button->text().isEmpty(),
                 qPrintable(button->objectName()));
    }
    for (int i = 0; i < 12 && !fixture.row(Direction::Forward).hasFocus(); ++i) {
        fixture.press(Qt::Key_Tab); // over the header's controls, in reading order
    }
    QVERIFY(fixture.row(Direction::Forward).hasFocus());
    fixture.press(Qt::Key_Tab);
    QVERIFY(fixture.row(Direction::Reverse).hasFocus());
    QVERIFY(fixture.row(Direction::Reverse).marked());
    fixture.press(Qt::Key_Tab);
    QVERIFY(thumb->hasFocus());
    QVERIFY(fixture.row(Direction::Forward).accessibleName().contains(QStringLiteral("blue 2")));
}
