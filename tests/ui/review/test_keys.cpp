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

namespace {

void addPresets()
{
    QTest::addColumn<int>("preset");
    for (const auto preset :
         {KeyPreset::Triptych, KeyPreset::Prodigy, KeyPreset::LeftHand, KeyPreset::NumericPad}) {
        QTest::newRow(qPrintable(keyPresetId(preset))) << int(preset);
    }
}

std::optional<ReviewAction> actionOf(const KeyMap& map, int key,
                                     Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    const auto binding = map.find(pressed(key, modifiers));
    return binding ? std::optional(binding->action) : std::nullopt;
}

} // namespace

void TestKeys::noKeyMeansTwoThings_data()
{
    addPresets();
}

void TestKeys::noKeyMeansTwoThings()
{
    QFETCH(int, preset);
    std::set<std::pair<int, bool>> seen;
    for (const auto& binding : KeyMap::preset(static_cast<KeyPreset>(preset)).bindings()) {
        QVERIFY2(seen.emplace(binding.key, binding.keypad).second,
                 qPrintable(strokeName({binding.key, binding.keypad})));
    }
}

void TestKeys::everyActionHasAKeyInEveryPreset_data()
{
    addPresets();
}

void TestKeys::everyActionHasAKeyInEveryPreset()
{
    QFETCH(int, preset);
    const KeyMap& map = KeyMap::preset(static_cast<KeyPreset>(preset));
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        const auto strokes = map.strokesOf(action);
        QVERIFY2(!strokes.empty(), qPrintable(actionId(action)));
        for (const auto& stroke : strokes) {
            // What the page gets when the key is pressed, and what the editor would bind.
            const auto event =
                pressed(stroke.key, stroke.keypad ? Qt::KeypadModifier : Qt::NoModifier);
            QCOMPARE(map.find(event)->action, action);
            QVERIFY(strokeOf(event) == stroke);
        }
    }
}

void TestKeys::keysOfTheEvidenceAreStillFree()
{
    for (const auto key : {Qt::Key_P, Qt::Key_Comma, Qt::Key_Period}) {
        QVERIFY(!KeyMap::standard().find(pressed(key)));
    }
}

void TestKeys::deleteTakesBackAsInProdigy()
{
    const KeyMap& map = KeyMap::preset(KeyPreset::Prodigy);
    QVERIFY(actionOf(map, Qt::Key_Delete) == ReviewAction::Undo);
    QVERIFY(actionOf(map, Qt::Key_Backspace) == ReviewAction::Undo);
    QVERIFY(actionOf(map, Qt::Key_A) == ReviewAction::Accept);
    QVERIFY(actionOf(map, Qt::Key_X) == ReviewAction::Reject);
    QVERIFY(actionOf(map, Qt::Key_Space) == ReviewAction::Skip);
}

void TestKeys::theLeftHandNeedsNoOtherHand()
{
    // Letters left of Y H N, space, and F1 to F6; the reasons are the digits everywhere.
    const QString left = QStringLiteral("QWERTASDFGZXCVB ");
    const KeyMap& map = KeyMap::preset(KeyPreset::LeftHand);
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        if (reasonIndex(action)) {
            continue;
        }
        const auto key = map.strokesOf(action).front().key;
        const bool near =
            (key < 0x80 && left.contains(QChar(key))) || (key >= Qt::Key_F1 && key <= Qt::Key_F6);
        QVERIFY2(near, qPrintable(actionId(action)));
    }
}

void TestKeys::theKeypadIsApartFromTheDigitsAboveTheLetters()
{
    const KeyMap& map = KeyMap::preset(KeyPreset::NumericPad);
    QVERIFY(actionOf(map, Qt::Key_8, Qt::KeypadModifier) == ReviewAction::Edit);
    QVERIFY(actionOf(map, Qt::Key_8) == ReviewAction::Reason8);
    QVERIFY(actionOf(map, Qt::Key_Enter, Qt::KeypadModifier) == ReviewAction::Accept);
    QVERIFY(!actionOf(map, Qt::Key_Return));
    // Where the keypad has no meaning of its own its digits are digits.
    QVERIFY(actionOf(KeyMap::standard(), Qt::Key_8, Qt::KeypadModifier) == ReviewAction::Reason8);
}

void TestKeys::theKeypadWorksWithNumLockOff()
{
    const KeyMap& map = KeyMap::preset(KeyPreset::NumericPad);
    QVERIFY(actionOf(map, Qt::Key_Up, Qt::KeypadModifier) == ReviewAction::Edit);
    QVERIFY(actionOf(map, Qt::Key_Insert, Qt::KeypadModifier) == ReviewAction::Skip);
    QVERIFY(actionOf(map, Qt::Key_Delete, Qt::KeypadModifier) == ReviewAction::Reject);
    QVERIFY(actionOf(map, Qt::Key_Clear, Qt::KeypadModifier) == ReviewAction::SwitchDirection);
    QVERIFY(actionOf(map, Qt::Key_Delete) == ReviewAction::Exclude);
}

void TestKeys::fullWidthLettersAreLetters()
{
    const KeyMap& map = KeyMap::standard();
    QVERIFY(actionOf(map, 0xff21) == ReviewAction::Accept);  // Ａ
    QVERIFY(actionOf(map, 0xff41) == ReviewAction::Accept);  // ａ
    QVERIFY(actionOf(map, 0xff18) == ReviewAction::Reason8); // ８
    QVERIFY(actionOf(map, 0x3000) == ReviewAction::Skip);    // ideographic space
    QVERIFY(actionOf(map, 'a') == ReviewAction::Accept);
    QVERIFY(!actionOf(map, 0x3042)); // あ is no key of anything
}

void TestKeys::ownKeysLieOverThePreset()
{
    const KeyMap map = KeyMap::fromSettings(QStringLiteral("left"),
                                            QStringLiteral("accept=J,Num+5;note=Comma;flag="));
    QVERIFY(actionOf(map, Qt::Key_J) == ReviewAction::Accept);
    QVERIFY(actionOf(map, Qt::Key_5, Qt::KeypadModifier) == ReviewAction::Accept);
    QVERIFY(!actionOf(map, Qt::Key_A)); // its list is whole
    QVERIFY(actionOf(map, Qt::Key_Comma) == ReviewAction::Note);
    QVERIFY(map.keysOf(ReviewAction::Flag).isEmpty());
    QVERIFY(actionOf(map, Qt::Key_Q) == ReviewAction::Exclude); // the preset's
}

void TestKeys::ownKeysAreReadAsTheyWereWritten()
{
    KeyMap map = KeyMap::preset(KeyPreset::NumericPad);
    QVERIFY(map.differenceFrom(KeyPreset::NumericPad).isEmpty());
    map.rebind(ReviewAction::Accept, {{Qt::Key_Semicolon, false}, {Qt::Key_Slash, true}});
    map.rebind(ReviewAction::Reject, {{static_cast<Qt::Key>(0x3042), false}});
    map.rebind(ReviewAction::Edit, {{Qt::Key_Equal, false}, {Qt::Key_Comma, false}});
    map.rebind(ReviewAction::Flag, {});
    const QString own = map.differenceFrom(KeyPreset::NumericPad);
    const KeyMap again = KeyMap::fromSettings(QStringLiteral("numpad"), own);
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        QVERIFY2(again.strokesOf(action) == map.strokesOf(action), qPrintable(actionId(action)));
    }
}

void TestKeys::brokenOwnKeysAreLeftOutOneByOne_data()
{
    QTest::addColumn<QString>("own");
    QTest::newRow("nothing") << QString();
    QTest::newRow("garbage") << QStringLiteral("\u0007=;;;==,=A=B;%s%n\n");
    QTest::newRow("no such action") << QStringLiteral("explode=Q;ACCEPT=Q");
    QTest::newRow("no such key") << QStringLiteral("accept=Hammer,U+zz,U+0,Num+,U+7fffffff");
    QTest::newRow("keys of the window") << QStringLiteral("accept=Escape,Tab,Up,Control,Shift");
    QTest::newRow("very long") << QStringLiteral("accept=") + QString(100000, QLatin1Char('Q'));
    QTest::newRow("only commas") << QStringLiteral("accept= , , ");
}

void TestKeys::brokenOwnKeysAreLeftOutOneByOne()
{
    QFETCH(QString, own);
    const KeyMap map =
        KeyMap::fromSettings(QStringLiteral("no such preset"), own + QStringLiteral(";edit=Q"));
    QVERIFY(actionOf(map, Qt::Key_Q) == ReviewAction::Edit); // what is good in it holds
    QVERIFY(actionOf(map, Qt::Key_A) == ReviewAction::Accept);
    std::set<std::pair<int, bool>> seen;
    for (const auto& binding : map.bindings()) {
        QVERIFY(seen.emplace(binding.key, binding.keypad).second);
    }
}

void TestKeys::takenKeysAreTakenFromTheOther()
{
    const KeyMap map =
        KeyMap::fromSettings(QStringLiteral("triptych"), QStringLiteral("accept=X;reject=X,Y"));
    QVERIFY(actionOf(map, Qt::Key_X) == ReviewAction::Accept); // it came first
    QVERIFY(actionOf(map, Qt::Key_Y) == ReviewAction::Reject);
    KeyMap other = KeyMap::standard();
    other.rebind(ReviewAction::Note, {{Qt::Key_J, false}});
    QVERIFY(other.ownerOf({Qt::Key_J, false}) == ReviewAction::Note);
    QCOMPARE(other.keysOf(ReviewAction::Next), QStringList{QStringLiteral("→")});
}

void TestKeys::keysThatTheWindowNeedsAreNotBound()
{
    for (const auto key : {Qt::Key_Escape, Qt::Key_Tab, Qt::Key_Up, Qt::Key_Down, Qt::Key_Shift,
                           Qt::Key_Henkan, Qt::Key_Zenkaku_Hankaku, Qt::Key_Dead_Acute}) {
        QVERIFY2(!strokeOf(pressed(key)), qPrintable(QString::number(key, 16)));
    }
    QVERIFY(!strokeOf(pressed(Qt::Key_A, Qt::ControlModifier)));
    QVERIFY(strokeOf(pressed(Qt::Key_A, Qt::AltModifier)) == KeyStroke({Qt::Key_A, false}));
}

void TestKeys::withSingleKeysOffTheLegendShowsAlt()
{
    KeyMap map = KeyMap::standard();
    map.setNeedsAlt(true);
    QCOMPARE(map.keysOf(ReviewAction::Accept), QStringList{QStringLiteral("Alt+A")});
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
