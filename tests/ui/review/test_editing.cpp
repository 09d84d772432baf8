// SPDX-License-Identifier: GPL-3.0-or-later
// Editing in place on the Review page, and texts that try to be more than text.
#include "test_editing.h"

#include "page_fixture.h"

#include "ui/review/image_pane.h"

#include <QClipboard>
#include <QLabel>
#include <QScrollBar>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;
using workflow::Act;

void TestEditing::keysAreDeadWhileTheFieldHasTheFocus()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.shows(2));
    QVERIFY(fixture.durable());
    const auto sent = fixture.backend->decisions.size();
    fixture.press(Qt::Key_E);
    auto& field = fixture.row(Direction::Forward).field();
    QVERIFY(field.hasFocus());
    QTest::keyClicks(&field, QStringLiteral("axdc 19?zbn"));
    fixture.press(Qt::Key_Backspace); // takes a letter, not a decision (argilla#4221)
    fixture.press(Qt::Key_Left);
    fixture.press(Qt::Key_Delete);
    fixture.press(Qt::Key_Home);
    fixture.press(Qt::Key_Backspace); // nothing before it: still not the page's
    fixture.press(Qt::Key_Return);
    QVERIFY(fixture.durable());
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 2axdc 19?z"));
    QCOMPARE(fixture.page->shownPair(), PairId{2});
    QCOMPARE(fixture.backend->decisions.size(), sent);
    QCOMPARE(fixture.backend->undoCalls, 0);
    QVERIFY(fixture.backend->excludedPairs.empty());
}

void TestEditing::keysStayDeadWhenTabLeavesTheField()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    auto& row = fixture.row(Direction::Forward);
    fixture.press(Qt::Key_Tab);
    QVERIFY(!row.field().hasFocus());
    fixture.press(Qt::Key_D);
    QVERIFY(fixture.durable());
    QVERIFY(fixture.backend->decisions.empty());
    QVERIFY(row.editing());
    fixture.press(Qt::Key_Escape);
    QVERIFY(!row.editing());
    QVERIFY(fixture.page->hasFocus());
}

void TestEditing::fieldNeverTakesTheFocusByItself()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    for (const auto key : {Qt::Key_A, Qt::Key_S, Qt::Key_D, Qt::Key_Right, Qt::Key_Backspace}) {
        fixture.press(key);
        QVERIFY(fixture.durable());
        QVERIFY(fixture.page->hasFocus());
    }
    QTest::mouseClick(&fixture.row(Direction::Reverse), Qt::LeftButton);
    QVERIFY(fixture.page->hasFocus());
    QVERIFY(fixture.row(Direction::Reverse).marked());
}

void TestEditing::controlEnterAcceptsTheEdit()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("editing"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" and shorter"));
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.page->hasFocus());
    QVERIFY(fixture.row(Direction::Reverse).marked());
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->decisions.at(0).act, Act::Edit);
    QCOMPARE(fixture.backend->decisions.at(0).text, std::string("change it to blue 1 and shorter"));
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("edited"));
}

void TestEditing::unchangedEditIsAnAccept()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    fixture.press(Qt::Key_Space);
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.durable());
    QCOMPARE(fixture.backend->state(PairId{1}, Direction::Forward), SlotState::Accepted);
    QCOMPARE(fixture.row(Direction::Forward).chipWord(), QStringLiteral("accepted"));
}

void TestEditing::emptyEditIsRefused()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    fixture.press(Qt::Key_Delete);
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.row(Direction::Forward).editing());
    QVERIFY(fixture.backend->decisions.empty());
    fixture.press(Qt::Key_Escape);
    QCOMPARE(fixture.row(Direction::Forward).field().toPlainText(),
             QStringLiteral("change it to blue 1"));
}

void TestEditing::escapeKeepsADraft()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" almost"));
    fixture.press(Qt::Key_Escape);
    QVERIFY(fixture.page->hasFocus());
    auto& field = fixture.row(Direction::Forward).field();
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 1")); // what A would accept
    fixture.press(Qt::Key_Right);
    QVERIFY(fixture.shows(2));
    fixture.press(Qt::Key_Left);
    QVERIFY(fixture.shows(1));
    fixture.press(Qt::Key_E);
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 1 almost"));
    QVERIFY(fixture.backend->decisions.empty());
}

void TestEditing::revertBringsTheMachineTextBack()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    auto& field = fixture.row(Direction::Forward).field();
    QTest::keyClicks(&field, QStringLiteral(" or not"));
    fixture.press(Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 1"));
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 1 or not"));
}

void TestEditing::editThatCannotApplyComesBackAsADraft()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.backend->failure = Error{ErrorCode::Conflict, {}, {}, 0};
    fixture.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" kept"));
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.durable());
    QVERIFY(fixture.find<QWidget>("saveBanner")->isVisible());
    fixture.press(Qt::Key_S);
    fixture.press(Qt::Key_E);
    QCOMPARE(fixture.row(Direction::Forward).field().toPlainText(),
             QStringLiteral("change it to blue 1 kept"));
}

void TestEditing::editedTextShowsWhatChanged()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("change it to green 1"));
    auto& row = fixture.row(Direction::Forward);
    auto* changes = row.findChild<TextField*>(QStringLiteral("changes"));
    QVERIFY(changes->isVisible());
    QVERIFY(changes->toPlainText().contains(QStringLiteral("blue")));
    QVERIFY(changes->toPlainText().contains(QStringLiteral("green")));
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(fixture.durable());
    QVERIFY(!changes->isVisible());
    bool struck = false;
    for (const auto& mark : row.field().extraSelections()) {
        struck = struck || (mark.format.fontStrikeOut() &&
                            mark.cursor.selectedText().contains(QStringLiteral("blue")));
    }
    QVERIFY(struck);
}

void TestEditing::editingDoesNotMoveTheImages()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    const QRect before = fixture.find<ImagePane>("targetPane")->geometry();
    fixture.press(Qt::Key_E);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" x"));
    QCoreApplication::processEvents();
    QCOMPARE(fixture.find<ImagePane>("targetPane")->geometry(), before);
    fixture.press(Qt::Key_Escape);
    QCoreApplication::processEvents();
    QCOMPARE(fixture.find<ImagePane>("targetPane")->geometry(), before);
    QVERIFY(fixture.find<QWidget>("recentStrip")->isVisible());
}

void TestEditing::markupIsShownAsItIs()
{
    PageFixture fixture(0);
    const std::string hostile = "<b>bold</b> <img src=x> &amp; %1 %n";
    fixture.backend->addPair(hostile, hostile);
    fixture.backend->pair(PairId{1}).category = "<i>Tops</i>";
    QVERIFY(fixture.start());
    QCOMPARE(fixture.row(Direction::Forward).field().toPlainText(),
             QString::fromStdString(hostile));
    for (const auto* label : fixture.page->findChildren<QLabel*>()) {
        if (label->text().contains(QLatin1Char('<'))) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }
}

void TestEditing::controlCharactersAreMadeVisible()
{
    QCOMPARE(visibleText(QString(QChar(char16_t(0x1B))) + QStringLiteral("[31m")),
             QStringLiteral("␛[31m"));
    QCOMPARE(visibleText(QString(QChar(char16_t(0x202E))) + QStringLiteral("abc")),
             QStringLiteral("[U+202E]abc"));
    QCOMPARE(visibleText(QStringLiteral("青から黒へ שלום")), QStringLiteral("青から黒へ שלום"));
    PageFixture fixture(0);
    fixture.backend->addPair("one\ntwo\tthree", "שנה את הצבע");
    QVERIFY(fixture.start());
    QCOMPARE(fixture.row(Direction::Forward).field().toPlainText(),
             QStringLiteral("one␊two␉three"));
    QCOMPARE(fixture.row(Direction::Reverse).field().toPlainText(), QStringLiteral("שנה את הצבע"));
}

void TestEditing::pastedLinesBecomeOne()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    QApplication::clipboard()->setText(QStringLiteral("first\nsecond\r\nthird"));
    fixture.row(Direction::Forward).field().paste();
    QCOMPARE(fixture.row(Direction::Forward).field().toPlainText(),
             QStringLiteral("first second third"));
}

void TestEditing::longTextScrollsAfterThreeLines()
{
    PageFixture fixture(0);
    std::string longText;
    for (int i = 0; i < 200; ++i) {
        longText += "word" + std::to_string(i) + " ";
    }
    fixture.backend->addPair(longText, "short");
    QVERIFY(fixture.start());
    auto& row = fixture.row(Direction::Forward);
    const int oneLine = fixture.row(Direction::Reverse).field().height();
    QVERIFY(row.field().height() < 4 * oneLine);
    QVERIFY(row.field().verticalScrollBar()->maximum() > 0); // nothing is cut away
    fixture.press(Qt::Key_Down);
    QCOMPARE(row.field().verticalScrollBar()->value(), 1);
}

void TestEditing::refreshFromElsewhereLeavesTypedWordsAlone()
{
    PageFixture fixture;
    QVERIFY(fixture.start());
    fixture.press(Qt::Key_E);
    auto& field = fixture.row(Direction::Forward).field();
    QTest::keyClicks(&field, QStringLiteral(" typed"));
    fixture.backend->pair(PairId{1}).slots[0].state = SlotState::Flagged;
    Q_EMIT fixture.backend->changed();
    QVERIFY(QTest::qWaitFor(
        [&] { return fixture.page->queue().current()->slots[0].state == SlotState::Flagged; }));
    QCOMPARE(field.toPlainText(), QStringLiteral("change it to blue 1 typed"));
    QVERIFY(field.hasFocus());
}
