// SPDX-License-Identifier: GPL-3.0-or-later
// The reasons of a project, recent decisions, and the watch over too fast runs of accepts.
#include "test_side_watch.h"

#include "ui/review/reason_bar.h"
#include "ui/review/recent_strip.h"
#include "ui/review/side/pace_watch.h"
#include "ui/review/side/reasons_editor.h"
#include "ui/text/words.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

using Watched = PaceWatch::Verdict;

struct Watch
{
    void accept(int times, qint64 milliseconds, int characters = 30)
    {
        for (int i = 0; i < times; ++i) {
            watch.note(Watched::Accept, milliseconds, characters);
        }
    }
    qint64 now = 0;
    PaceWatch watch{nullptr, [this] { return now; }};
    QSignalSpy told{&watch, &PaceWatch::tooFast};
};

QLineEdit* field(const ReasonsEditor& editor, int digit)
{
    for (auto* line : editor.findChildren<QLineEdit*>(QStringLiteral("reasonField%1").arg(digit))) {
        if (!line->parentWidget()->isHidden()) {
            return line;
        }
    }
    return nullptr;
}

QAbstractButton* button(const ReasonsEditor& editor, const char* name)
{
    return editor.findChild<QAbstractButton*>(QLatin1String(name));
}

} // namespace

void TestSideWatch::eightFastAcceptsAreTooFast()
{
    Watch watch;
    watch.accept(7, 300);
    QCOMPARE(watch.told.count(), 0);
    watch.accept(1, 300);
    QCOMPARE(watch.told.count(), 1);
    QCOMPARE(watch.told[0][0].toInt(), 8);
    QCOMPARE(watch.told[0][1].toInt(), 2); // 2.4 s
    Watch calm;
    calm.accept(30, 700);
    QCOMPARE(calm.told.count(), 0);
}

void TestSideWatch::longTextsNeedMoreTime()
{
    Watch watch;
    watch.accept(8, 900, 140); // 100 characters over: 500 ms of reading
    QCOMPARE(watch.told.count(), 1);
    Watch plain;
    plain.accept(8, 900, 40);
    QCOMPARE(plain.told.count(), 0);
}

void TestSideWatch::acceptingBothCountsOnce()
{
    Watch watch;
    for (int i = 0; i < 7; ++i) {
        watch.watch.note(Watched::AcceptBoth, 300, 60);
    }
    QCOMPARE(watch.told.count(), 0);
    watch.watch.note(Watched::AcceptBoth, 300, 60);
    QCOMPARE(watch.told.count(), 1);
}

void TestSideWatch::aSlowDecisionOrAnotherVerdictEndsTheRun()
{
    Watch watch;
    watch.accept(7, 300);
    watch.accept(1, PaceWatch::kSlow);
    watch.accept(7, 300);
    watch.watch.note(Watched::Other, 300, 30);
    watch.accept(7, 300);
    QCOMPARE(watch.told.count(), 0);
    watch.watch.reset();
    watch.accept(7, 300);
    QCOMPARE(watch.told.count(), 0);
}

void TestSideWatch::itIsNotSaidAgainWithinFiveMinutes()
{
    Watch watch;
    watch.accept(100, 300);
    QCOMPARE(watch.told.count(), 1);
    watch.now = PaceWatch::kQuiet - 1;
    watch.accept(8, 300);
    QCOMPARE(watch.told.count(), 1);
    watch.now = PaceWatch::kQuiet;
    watch.accept(1, 300);
    QCOMPARE(watch.told.count(), 2);
}

void TestSideWatch::unknownTimesAreLeftOut()
{
    Watch watch;
    watch.accept(50, 0);
    watch.accept(50, -3);
    QCOMPARE(watch.told.count(), 0);
}

void TestSideWatch::theBarShowsTheProjectsReasons()
{
    QWidget page;
    QWidget anchor(&page);
    ReasonBar bar(&page, &anchor);
    bar.setReasonList({{"too-vague", ""}, {"own-1", "Farbe <b>falsch</b>"}});
    bar.setReasons({"own-1"}, 1);
    const auto hint = [&](int digit) {
        return bar.findChild<QAbstractButton*>(QStringLiteral("reason%1").arg(digit));
    };
    QCOMPARE(hint(1)->text(), QStringLiteral("too vague"));
    QCOMPARE(hint(2)->text(), QStringLiteral("Farbe <b>falsch</b>"));
    QVERIFY(hint(2)->isChecked());
    QVERIFY(hint(3)->isHidden());
    QCOMPARE(bar.chosenWords(), QStringList{QStringLiteral("Farbe <b>falsch</b>")});
    QSignalSpy toggled(&bar, &ReasonBar::toggled);
    hint(2)->click();
    QCOMPARE(toggled[0][0].toInt(), 1);
    QSignalSpy edit(&bar, &ReasonBar::editRequested);
    QTest::keyClick(bar.findChild<QWidget*>(QStringLiteral("editReasons")), Qt::Key_Return);
    QCOMPARE(edit.count(), 1);
}

void TestSideWatch::aReasonReadsAsTheProjectCallsIt()
{
    const std::vector<workflow::Reason> list{{"too-vague", "says too little"}, {"language", ""}};
    QCOMPARE(reasonText(list, "too-vague"), QStringLiteral("says too little"));
    QCOMPARE(reasonText(list, "language"), QStringLiteral("language"));
    QCOMPARE(reasonText(list, "not-visible"), QStringLiteral("not visible")); // no longer listed
    QCOMPARE(reasonText(list, "gone"), QStringLiteral("gone"));
}

void TestSideWatch::renamingAReasonKeepsItsId()
{
    ReasonsEditor editor;
    editor.setReasons({});
    QSignalSpy asked(&editor, &ReasonsEditor::saveRequested);
    QCOMPARE(field(editor, 1)->text(), QStringLiteral("wrong direction"));
    QVERIFY(!editor.changed());
    field(editor, 1)->setText(QStringLiteral("the other way round"));
    QVERIFY(editor.changed());
    button(editor, "saveReasons")->click();
    QCOMPARE(asked.count(), 1);
    const auto list = asked[0][0].value<std::vector<workflow::Reason>>();
    QCOMPARE(list.size(), std::size_t{9});
    QCOMPARE(list[0].id, std::string("wrong-direction"));
    QCOMPARE(list[0].label, std::string("the other way round"));
    QCOMPARE(list[1].label, std::string()); // the program's own words
    editor.saveEnded();
    QVERIFY(!editor.changed());
}

void TestSideWatch::aNewReasonHasNoIdYet()
{
    ReasonsEditor editor;
    editor.setReasons({{"language", ""}, {"unsafe", ""}});
    button(editor, "removeReason1")->click();
    button(editor, "addReason")->click();
    QVERIFY(!button(editor, "saveReasons")->isEnabled()); // it has no words yet
    field(editor, 2)->setText(QStringLiteral("blurred photo"));
    QVERIFY(button(editor, "saveReasons")->isEnabled());
    const auto rows = editor.rows();
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].id, std::string("unsafe"));
    QCOMPARE(rows[1], (workflow::Reason{"", "blurred photo"}));
    button(editor, "cancelReasons")->click();
    QCOMPARE(editor.rows()[0].id, std::string("language"));
}

void TestSideWatch::reasonsAreMovedByKey()
{
    ReasonsEditor editor;
    editor.setReasons({{"language", ""}, {"unsafe", ""}, {"too-vague", ""}});
    QTest::keyClick(field(editor, 3), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(editor.rows()[1].id, std::string("too-vague"));
    QTest::keyClick(field(editor, 1), Qt::Key_Up, Qt::AltModifier); // at the top already
    QCOMPARE(editor.rows()[0].id, std::string("language"));
    button(editor, "reasonDown1")->click();
    QCOMPARE(editor.rows()[1].id, std::string("language"));
    QCOMPARE(field(editor, 2)->text(), QStringLiteral("language"));
}

void TestSideWatch::theListHoldsNineAndNoTwoAlike()
{
    ReasonsEditor editor;
    editor.setReasons({});
    QVERIFY(!button(editor, "addReason")->isEnabled());
    field(editor, 2)->setText(QStringLiteral("Wrong Direction"));
    QVERIFY(!button(editor, "saveReasons")->isEnabled());
    QVERIFY(editor.findChild<QLabel*>(QStringLiteral("reasonsMessage"))
                ->text()
                .contains(QStringLiteral("read the same")));
}

void TestSideWatch::theProgramsOwnListIsSavedAsNone()
{
    ReasonsEditor editor;
    editor.setReasons({{"language", "wording"}});
    QSignalSpy asked(&editor, &ReasonsEditor::saveRequested);
    button(editor, "standardReasons")->click();
    button(editor, "saveReasons")->click();
    QCOMPARE(asked.count(), 1);
    QVERIFY(asked[0][0].value<std::vector<workflow::Reason>>().empty());
}

void TestSideWatch::aFailedSaveKeepsTheRows()
{
    ReasonsEditor editor;
    editor.setReasons({{"language", ""}});
    field(editor, 1)->setText(QStringLiteral("wording"));
    button(editor, "saveReasons")->click();
    QVERIFY(!button(editor, "saveReasons")->isEnabled());
    editor.saveEnded(QStringLiteral("The disk is full."));
    QVERIFY(button(editor, "saveReasons")->isEnabled());
    QCOMPARE(field(editor, 1)->text(), QStringLiteral("wording"));
    QCOMPARE(editor.findChild<QLabel*>(QStringLiteral("reasonsMessage"))->text(),
             QStringLiteral("The disk is full."));
    editor.setReasons({{"unsafe", ""}}); // what is being changed stays
    QCOMPARE(field(editor, 1)->text(), QStringLiteral("wording"));
}

void TestSideWatch::recentDecisionsOpenByKeyAndTheUndoneOneLeaves()
{
    RecentStrip strip;
    strip.resize(700, RecentStrip::kHeight);
    RecentStrip::Item first{PairId{7}, SlotState::Rejected, QStringLiteral("too <b>dark</b>"), {}};
    RecentStrip::Item second{PairId{8}, SlotState::Accepted, QStringLiteral("blue"), {}};
    strip.setItems({first, second});
    strip.show();
    auto* thumb = strip.findChild<QAbstractButton*>(QStringLiteral("recent0"));
    QCOMPARE(thumb->accessibleName(), QStringLiteral("rejected: too <b>dark</b>"));
    QVERIFY(thumb->focusPolicy() & Qt::TabFocus);
    QSignalSpy opened(&strip, &RecentStrip::opened);
    QTest::keyClick(thumb, Qt::Key_Return);
    QCOMPARE(opened[0][0].value<PairId>(), PairId{7});
    strip.setItems({second});
    QCOMPARE(strip.count(), 1);
    QCOMPARE(thumb->accessibleName(), QStringLiteral("accepted: blue"));
    QVERIFY(strip.findChild<QWidget*>(QStringLiteral("recent1"))->isHidden());
    QTest::keyClick(thumb, Qt::Key_Return);
    QCOMPARE(opened[1][0].value<PairId>(), PairId{8});
}
