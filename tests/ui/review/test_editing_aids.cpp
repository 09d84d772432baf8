// SPDX-License-Identifier: GPL-3.0-or-later
// What helps while a text is edited: other texts, earlier wordings, spelling, drafts.
#include "test_editing_aids.h"

#include "row_fixture.h"

#include "ui/review/alternatives_mark.h"
#include "ui/review/field_spelling.h"
#include "ui/theme/state_chip.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

using namespace triptych;
using namespace triptych::ui;

namespace {

AlternativesMark& markOf(const ui::TextRow& row)
{
    return *row.findChild<AlternativesMark*>(QStringLiteral("alternatives"));
}

std::vector<TextView> threeTexts(const SlotView& slot)
{
    auto rejected = textView(12, "in crimson", Origin::Import);
    rejected.rejected = true;
    return {textView(11, "turn it navy", Origin::Person), *slot.text, rejected};
}

int wavyMarks(const TextField& field)
{
    int count = 0;
    for (const auto& mark : field.extraSelections()) {
        count += mark.format.underlineStyle() == QTextCharFormat::WaveUnderline ? 1 : 0;
    }
    return count;
}

} // namespace

void TestEditingAids::rowSaysWhichOfTheTextsItShows()
{
    const RowFixture fixture;
    QVERIFY(!markOf(*fixture.row).isVisible());
    QCOMPARE(fixture.row->shownAlternative(), -1);
    fixture.row->setAlternatives({*fixture.slot.text});
    QVERIFY(!markOf(*fixture.row).isVisible()); // no further text
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    QVERIFY(markOf(*fixture.row).isVisible());
    QCOMPARE(markOf(*fixture.row).words(), QStringLiteral("2 of 3 · catalogue"));
    QCOMPARE(fixture.row->shownAlternative(), 1);
    QVERIFY(!fixture.row->chosen());
    QCOMPARE(fixture.text(), QStringLiteral("make it blue"));
}

void TestEditingAids::anotherTextIsClearlyNotTheCandidate()
{
    const RowFixture fixture;
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    fixture.row->showAlternative(2);
    QCOMPARE(fixture.text(), QStringLiteral("in crimson"));
    QCOMPARE(markOf(*fixture.row).words(), QStringLiteral("3 of 3 · import · rejected"));
    QVERIFY(fixture.row->chosen());
    QCOMPARE(fixture.row->chosen()->id, TextId{12});
    QVERIFY(fixture.row->accessibleName().contains(QStringLiteral("in crimson")));
    QVERIFY(fixture.row->accessibleDescription().contains(QStringLiteral("than the candidate")));
    fixture.row->showAlternative(0);
    QCOMPARE(markOf(*fixture.row).words(), QStringLiteral("1 of 3 · person"));
    fixture.row->showAlternative(-1);
    QVERIFY(!fixture.row->chosen());
    QCOMPARE(fixture.text(), QStringLiteral("make it blue"));
    fixture.row->showAlternative(99);
    QVERIFY(!fixture.row->chosen());
}

void TestEditingAids::otherTextsGoWithTheirSlot()
{
    const RowFixture fixture;
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    fixture.row->showAlternative(0);
    SlotView again = fixture.slot;
    again.state = SlotState::Flagged;
    fixture.row->setSlot(&again, false, false); // from elsewhere: what is looked at stays
    QCOMPARE(fixture.row->chosen()->id, TextId{11});
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    QCOMPARE(fixture.row->chosen()->id, TextId{11});
    again.text = textView(11, "turn it navy", Origin::Person); // it was taken
    again.state = SlotState::Accepted;
    fixture.row->setSlot(&again, false, false);
    QVERIFY(!fixture.row->chosen());
    QCOMPARE(fixture.text(), QStringLiteral("turn it navy"));
    const SlotView next = slotView("another pair", "en", 7);
    fixture.row->setSlot(&next, false, false);
    QCOMPARE(fixture.row->shownAlternative(), -1);
    QVERIFY(!markOf(*fixture.row).isVisible());
    fixture.row->setSlot(nullptr, false, false);
    QVERIFY(!fixture.row->chosen());
}

void TestEditingAids::clickAsksForTheNextText()
{
    const RowFixture fixture;
    QSignalSpy asked(fixture.row, &ui::TextRow::alternativeRequested);
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    QTest::mouseClick(&markOf(*fixture.row), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(0).toInt(), 1);
    QTest::keyClick(&markOf(*fixture.row), Qt::Key_Return);
    QCOMPARE(asked.count(), 2);
}

void TestEditingAids::editingBeginsFromTheTextThatIsShown()
{
    RowFixture fixture;
    fixture.row->setAlternatives(threeTexts(fixture.slot));
    fixture.row->showAlternative(2);
    QVERIFY(fixture.edit(QStringLiteral("in crimson")));
    QVERIFY(fixture.row->findChild<TextField*>(QStringLiteral("changes"))->isHidden());
    fixture.type(QStringLiteral(" red"));
    QVERIFY(!fixture.row->findChild<TextField*>(QStringLiteral("changes"))->isHidden());
    fixture.row->revertEdit();
    QCOMPARE(fixture.text(), QStringLiteral("in crimson"));
}

void TestEditingAids::wordingsAreAskedForOnceTypingRests()
{
    RowFixture fixture;
    QSignalSpy wanted(fixture.row, &ui::TextRow::completionsWanted);
    QVERIFY(fixture.edit(QString()));
    fixture.type(QStringLiteral("chang"));
    QCOMPARE(wanted.count(), 0);
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).toString(), QStringLiteral("chang"));
    fixture.press(Qt::Key_Home);
    fixture.type(QStringLiteral("x")); // in the middle nothing can be completed
    fixture.press(Qt::Key_End);
    fixture.type(QStringLiteral("e"));
    QTRY_COMPARE(wanted.count(), 2);
    QCOMPARE(wanted.last().at(0).toString(), QStringLiteral("xchange"));
}

void TestEditingAids::tabTakesTheFirstWordingInOneUndo()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    QVERIFY(fixture.offer(QStringLiteral("ch"),
                          {QStringLiteral("change it to red"), QStringLiteral("cheaper")}));
    QVERIFY(fixture.listed());
    QVERIFY(fixture.field().hasFocus());
    fixture.press(Qt::Key_Tab);
    QCOMPARE(fixture.text(), QStringLiteral("change it to red"));
    QVERIFY(!fixture.listed());
    QVERIFY(fixture.field().hasFocus());
    QSignalSpy wanted(fixture.row, &ui::TextRow::completionsWanted);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.text(), QStringLiteral("ch"));
}

void TestEditingAids::arrowsChooseAndEnterTakes()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    const std::vector<QString> wordings{QStringLiteral("one"), QStringLiteral("青い半袖"),
                                        QStringLiteral("three")};
    QVERIFY(fixture.offer(QStringLiteral("o"), wordings));
    fixture.press(Qt::Key_Down);
    QCOMPARE(fixture.list()->current(), 0);
    QVERIFY(fixture.field().accessibleDescription().contains(QStringLiteral("one")));
    fixture.press(Qt::Key_Up);
    QCOMPARE(fixture.list()->current(), 2);
    fixture.press(Qt::Key_Down);
    fixture.press(Qt::Key_Down);
    fixture.press(Qt::Key_Return);
    QCOMPARE(fixture.text(), QStringLiteral("青い半袖"));
    QVERIFY(!fixture.listed());
}

void TestEditingAids::escapeClosesTheListBeforeTheField()
{
    RowFixture fixture;
    QSignalSpy left(fixture.row, &ui::TextRow::editLeft);
    QVERIFY(fixture.edit(QString()));
    QVERIFY(fixture.offer(QStringLiteral("o"), {QStringLiteral("one")}));
    fixture.press(Qt::Key_Escape);
    QVERIFY(!fixture.listed());
    QCOMPARE(left.count(), 0);
    fixture.press(Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
}

void TestEditingAids::listStealsNoOtherKey()
{
    RowFixture fixture;
    QSignalSpy refused(fixture.row, &ui::TextRow::lineBreakRefused);
    QSignalSpy accepted(fixture.row, &ui::TextRow::editAccepted);
    QVERIFY(fixture.edit(QString()));
    QVERIFY(fixture.offer(QStringLiteral("one tw"), {QStringLiteral("one two three")}));
    fixture.press(Qt::Key_Return); // nothing is chosen: it means what it always means
    QCOMPARE(refused.count(), 1);
    QCOMPARE(fixture.text(), QStringLiteral("one tw"));
    fixture.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(accepted.count(), 1);
    fixture.press(Qt::Key_Backspace);
    QCOMPARE(fixture.text(), QStringLiteral("one t"));
    fixture.press(Qt::Key_Left);
    QVERIFY(!fixture.listed()); // the cursor is inside: nothing to complete
    fixture.press(Qt::Key_Tab); // and the keys are the field's again
    QCOMPARE(fixture.text(), QStringLiteral("one t"));
}

void TestEditingAids::answerThatIsOutOfDateShowsNothing()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    fixture.type(QStringLiteral("one"));
    fixture.row->setCompletions(QStringLiteral("on"), {QStringLiteral("one two")});
    QVERIFY(!fixture.listed());
    QVERIFY(fixture.offer(QStringLiteral(" t"), {QStringLiteral("one two")}));
    QVERIFY(fixture.listed());
    fixture.row->setCompletions(QStringLiteral("one t"), {});
    QVERIFY(!fixture.listed());
    fixture.row->endEdit();
    fixture.row->setCompletions(QStringLiteral("one t"), {QStringLiteral("one two")});
    QVERIFY(!fixture.listed());
}

void TestEditingAids::listGoesWithTheFocus()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    QVERIFY(fixture.offer(QStringLiteral("o"), {QStringLiteral("one")}));
    fixture.window.setFocus();
    QVERIFY(!fixture.listed());
    fixture.field().setFocus();
    QVERIFY(fixture.offer(QStringLiteral("n"), {QStringLiteral("one")}));
    QVERIFY(fixture.listed());
    fixture.row->endEdit();
    QVERIFY(!fixture.listed());
}

void TestEditingAids::listGoesWhileAnInputMethodComposes()
{
    RowFixture fixture("青くして", "ja");
    QVERIFY(fixture.edit(QString()));
    QVERIFY(fixture.offer(QStringLiteral("a"), {QStringLiteral("青い半袖")}));
    QVERIFY(fixture.listed());
    QSignalSpy wanted(fixture.row, &ui::TextRow::completionsWanted);
    QInputMethodEvent composing(QStringLiteral("あお"), {});
    QApplication::sendEvent(&fixture.field(), &composing);
    QVERIFY(!fixture.listed());
    fixture.row->setCompletions(QStringLiteral("a"), {QStringLiteral("青い半袖")});
    QVERIFY(!fixture.listed()); // and no answer opens it
    QInputMethodEvent commit;
    commit.setCommitString(QStringLiteral("青"));
    QApplication::sendEvent(&fixture.field(), &commit);
    QCOMPARE(fixture.text(), QStringLiteral("a青"));
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().at(0).toString(), QStringLiteral("a青"));
}

void TestEditingAids::listStaysInsideTheWindow()
{
    RowFixture fixture;
    QVERIFY(fixture.edit(QString()));
    std::vector<QString> many;
    for (int i = 0; i < 20; ++i) {
        many.push_back(QStringLiteral("wording %1 ").arg(i) + QString(500, u'x'));
    }
    QVERIFY(fixture.offer(QStringLiteral("w"), many));
    QVERIFY(fixture.window.rect().contains(fixture.list()->geometry()));
    QVERIFY(!fixture.list()->geometry().intersects(fixture.row->geometry()));
    QCOMPARE(fixture.list()->count(), 20); // the rest scrolls
}

void TestEditingAids::wrongWordIsUnderlinedAndHinted()
{
    const OwnSpelling spelling;
    RowFixture fixture("make it a blue hodie");
    fixture.row->setSpelling(spelling.service.get());
    auto* hint = fixture.row->findChild<QPushButton*>(QStringLiteral("spellingHint"));
    QVERIFY(fixture.edit());
    QTRY_COMPARE(wavyMarks(fixture.field()), 1);
    QTRY_VERIFY(hint->text().contains(QStringLiteral("hodie → hoodie")));
    QVERIFY(hint->isVisible());
    QVERIFY(!hint->accessibleName().isEmpty());
    fixture.type(QStringLiteral(" longr"));
    QTRY_COMPARE(wavyMarks(fixture.field()), 2);
    QTRY_VERIFY(hint->text().contains(QStringLiteral("longr → longer"))); // the one at the cursor
    fixture.row->endEdit();
    QCOMPARE(wavyMarks(fixture.field()), 0);
    QVERIFY(!hint->isVisible());
}

void TestEditingAids::controlPeriodTakesTheSuggestion()
{
    const OwnSpelling spelling;
    RowFixture fixture("make it a hodie 青");
    fixture.row->setSpelling(spelling.service.get());
    auto* hint = fixture.row->findChild<QPushButton*>(QStringLiteral("spellingHint"));
    QVERIFY(fixture.edit());
    QTRY_VERIFY(hint->text().contains(QStringLiteral("hoodie")));
    fixture.press(Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(fixture.text(), QStringLiteral("make it a hoodie 青"));
    QTRY_VERIFY(!hint->isVisible());
    QCOMPARE(wavyMarks(fixture.field()), 0);
    fixture.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.text(), QStringLiteral("make it a hodie 青"));
    QTRY_VERIFY(hint->isVisible());
    QTRY_VERIFY(hint->isEnabled());
    QTest::mouseClick(hint, Qt::LeftButton);
    QCOMPARE(fixture.text(), QStringLiteral("make it a hoodie 青"));
    QVERIFY(fixture.field().hasFocus());
}

void TestEditingAids::menuOffersSuggestions()
{
    const OwnSpelling spelling;
    RowFixture fixture("hodie");
    fixture.row->setSpelling(spelling.service.get());
    QVERIFY(fixture.edit());
    QTRY_COMPARE(wavyMarks(fixture.field()), 1);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(2, 2),
                            fixture.field().mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(&fixture.field(), &event);
    const auto menu = [&] {
        return fixture.field().findChild<QMenu*>(QStringLiteral("fieldMenu"));
    };
    QTRY_VERIFY(menu() && !menu()->actions().empty() &&
                menu()->actions().front()->text() == QStringLiteral("hoodie"));
    menu()->actions().front()->trigger();
    QCOMPARE(fixture.text(), QStringLiteral("hoodie"));
    menu()->close();
}

void TestEditingAids::japaneseSlotHasNoSpelling()
{
    const OwnSpelling spelling;
    RowFixture fixture("zzqx パーカー", "ja");
    fixture.row->setSpelling(spelling.service.get());
    QVERIFY(fixture.edit());
    fixture.type(QStringLiteral(" wrng"));
    QVERIFY(!spelling.service->available()); // not even loaded
    QCOMPARE(wavyMarks(fixture.field()), 0);
}

void TestEditingAids::withoutADictionaryNothingIsSaid()
{
    int loads = 0;
    SpellingService none([&loads](const SpellingService::Ready& ready) {
        ++loads;
        ready(nullptr);
    });
    RowFixture fixture("a hodie");
    fixture.row->setSpelling(&none);
    QVERIFY(fixture.edit());
    fixture.type(QStringLiteral(" wrng"));
    int answers = 0;
    none.check(QStringLiteral("wrng"), &none, [&answers](const auto&) { ++answers; });
    none.suggest(QStringLiteral("wrng"), &none, [&answers](const auto&) { ++answers; });
    QCoreApplication::processEvents();
    QCOMPARE(loads, 1);
    QCOMPARE(answers, 0);
    QVERIFY(!none.available());
    QCOMPARE(wavyMarks(fixture.field()), 0);
    QVERIFY(!fixture.row->findChild<QPushButton*>(QStringLiteral("spellingHint"))->isVisible());
}

void TestEditingAids::draftIsToldWhenTypingRests()
{
    RowFixture fixture;
    QSignalSpy drafts(fixture.row, &ui::TextRow::draftChanged);
    QVERIFY(fixture.edit());
    fixture.type(QStringLiteral(" and so on"));
    QCOMPARE(drafts.count(), 0);
    QTRY_COMPARE(drafts.count(), 1);
    QCOMPARE(drafts.first().at(0).toString(), QStringLiteral("make it blue and so on"));
    fixture.row->endEdit(); // told already
    QCOMPARE(drafts.count(), 1);
}

void TestEditingAids::draftIsToldOnceAtLeaving()
{
    RowFixture fixture;
    QSignalSpy drafts(fixture.row, &ui::TextRow::draftChanged);
    QVERIFY(fixture.edit());
    fixture.type(QStringLiteral("!"));
    fixture.window.setFocus();
    QCOMPARE(drafts.count(), 1);
    fixture.row->endEdit();
    QCOMPARE(drafts.count(), 1);
    QCOMPARE(drafts.first().at(0).toString(), QStringLiteral("make it blue!"));
}

void TestEditingAids::unchangedTextLeavesNoDraft()
{
    RowFixture fixture;
    QSignalSpy drafts(fixture.row, &ui::TextRow::draftChanged);
    QVERIFY(fixture.edit(QStringLiteral("make it blue, a draft")));
    fixture.row->endEdit(); // nothing typed: nothing told
    QCOMPARE(drafts.count(), 0);
    QVERIFY(fixture.edit(QStringLiteral("make it blue, a draft")));
    fixture.row->revertEdit();
    fixture.row->endEdit();
    QCOMPARE(drafts.count(), 1);
    QCOMPARE(drafts.first().at(0).toString(), QString());
    QVERIFY(fixture.edit());
    fixture.press(Qt::Key_A, Qt::ControlModifier);
    fixture.press(Qt::Key_Space);
    fixture.row->endEdit();
    QCOMPARE(drafts.last().at(0).toString(), QString());
}

void TestEditingAids::acceptedTextLeavesNoDraft()
{
    RowFixture fixture;
    QSignalSpy drafts(fixture.row, &ui::TextRow::draftChanged);
    QVERIFY(fixture.edit());
    fixture.type(QStringLiteral(" now"));
    fixture.row->endEdit(false);
    QCOMPARE(drafts.count(), 0);
    QVERIFY(!fixture.row->editing());
}
