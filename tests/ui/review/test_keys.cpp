// SPDX-License-Identifier: GPL-3.0-or-later
// The key map of the Review page, key by key.
#include "test_keys.h"

#include "ui/review/decision_timer.h"
#include "ui/review/key_map.h"

#include <QKeyEvent>
#include <QTest>

#include <set>

using namespace triptych::ui;

namespace {

QKeyEvent pressed(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool repeat = false)
{
    return QKeyEvent(QEvent::KeyPress, key, modifiers, QString(), repeat);
}

} // namespace

void TestKeys::everyKeyMeansWhatTheTableSays_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("action");
    const auto row = [](const char* name, Qt::Key key, ReviewAction action) {
        QTest::newRow(name) << int(key) << int(action);
    };
    row("A", Qt::Key_A, ReviewAction::Accept);
    row("X", Qt::Key_X, ReviewAction::Reject);
    row("E", Qt::Key_E, ReviewAction::Edit);
    row("Space", Qt::Key_Space, ReviewAction::Skip);
    row("F", Qt::Key_F, ReviewAction::Flag);
    row("D", Qt::Key_D, ReviewAction::AcceptBoth);
    row("C", Qt::Key_C, ReviewAction::RejectBoth);
    row("S", Qt::Key_S, ReviewAction::SwitchDirection);
    row("N", Qt::Key_N, ReviewAction::Note);
    row("Del", Qt::Key_Delete, ReviewAction::Exclude);
    row("Backspace", Qt::Key_Backspace, ReviewAction::Undo);
    row("R", Qt::Key_R, ReviewAction::Redo);
    row("left", Qt::Key_Left, ReviewAction::Previous);
    row("K", Qt::Key_K, ReviewAction::Previous);
    row("right", Qt::Key_Right, ReviewAction::Next);
    row("J", Qt::Key_J, ReviewAction::Next);
    row("Z", Qt::Key_Z, ReviewAction::Zoom);
    row("B", Qt::Key_B, ReviewAction::Blink);
    row("?", Qt::Key_Question, ReviewAction::Legend);
    row("1", Qt::Key_1, ReviewAction::Reason1);
    row("5", Qt::Key_5, ReviewAction::Reason5);
    row("9", Qt::Key_9, ReviewAction::Reason9);
}

void TestKeys::everyKeyMeansWhatTheTableSays()
{
    QFETCH(int, key);
    QFETCH(int, action);
    const auto binding = KeyMap::standard().find(pressed(key));
    QVERIFY(binding);
    QCOMPARE(int(binding->action), action);
    QVERIFY(!actionWord(binding->action).isEmpty());
    QVERIFY(!actionSentence(binding->action).isEmpty());
}

void TestKeys::noKeyMeansTwoThings()
{
    std::set<int> seen;
    for (const auto& binding : KeyMap::standard().bindings()) {
        QVERIFY2(seen.insert(binding.key).second, qPrintable(QString::number(binding.key)));
    }
}

void TestKeys::keysWithControlMeanNothingHere()
{
    QVERIFY(!KeyMap::standard().find(pressed(Qt::Key_A, Qt::ControlModifier)));
    QVERIFY(!KeyMap::standard().find(pressed(Qt::Key_1, Qt::ControlModifier)));
    QVERIFY(!KeyMap::standard().find(pressed(Qt::Key_X, Qt::AltModifier)));
    QVERIFY(KeyMap::standard().find(pressed(Qt::Key_Question, Qt::ShiftModifier)));
}

void TestKeys::whatChangesTheProjectDoesNotRepeat()
{
    for (const auto& binding : KeyMap::standard().bindings()) {
        const bool moves =
            binding.action == ReviewAction::Next || binding.action == ReviewAction::Previous;
        const auto held = KeyMap::standard().find(pressed(binding.key, Qt::NoModifier, true));
        QCOMPARE(held.has_value(), moves);
    }
}

void TestKeys::withSingleKeysOffOnlyAltWorks()
{
    QVERIFY(!KeyMap::standard().find(pressed(Qt::Key_A), true));
    QVERIFY(KeyMap::standard().find(pressed(Qt::Key_A, Qt::AltModifier), true));
}

void TestKeys::timeOfADecisionLeavesIdlenessOut()
{
    DecisionTimer timer;
    timer.start(1000);
    timer.active(3000);
    QCOMPARE(timer.take(4500), 3500);
    timer.active(4500 + DecisionTimer::kIdle + 1); // away from the desk
    QCOMPARE(timer.take(4500 + DecisionTimer::kIdle + 801), 800);
    QCOMPARE(timer.take(4500 + 2 * DecisionTimer::kIdle + 801), DecisionTimer::kIdle);
}
