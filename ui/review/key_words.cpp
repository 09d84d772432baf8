// SPDX-License-Identifier: GPL-3.0-or-later
// How keys, presets and actions are called: in the settings, and to people.
#include "ui/review/key_map.h"

#include <QCoreApplication>
#include <QMetaEnum>

#include <array>

namespace triptych::ui {

namespace {

// In the order of ReviewAction.
constexpr std::array<const char*, kReviewActions> kIds{
    "accept",  "reject",     "edit",      "skip",    "flag",    "accept-both", "reject-both",
    "switch",  "note",       "exclude",   "undo",    "redo",    "previous",    "next",
    "zoom",    "blink",      "legend",    "reason1", "reason2", "reason3",     "reason4",
    "reason5", "reason6",    "reason7",   "reason8", "reason9", "next-text",   "view",
    "history", "guidelines", "attributes"};

QString keyCap(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Space:
        return QCoreApplication::translate("KeyMap", "Space");
    case Qt::Key_Backspace:
        return QStringLiteral("⌫");
    case Qt::Key_Delete:
        return QCoreApplication::translate("KeyMap", "Del");
    case Qt::Key_Insert:
        return QCoreApplication::translate("KeyMap", "Ins");
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return QCoreApplication::translate("KeyMap", "Enter");
    case Qt::Key_Home:
        return QCoreApplication::translate("KeyMap", "Home");
    case Qt::Key_End:
        return QCoreApplication::translate("KeyMap", "End");
    case Qt::Key_PageUp:
        return QCoreApplication::translate("KeyMap", "Page up");
    case Qt::Key_PageDown:
        return QCoreApplication::translate("KeyMap", "Page down");
    case Qt::Key_Left:
        return QStringLiteral("←");
    case Qt::Key_Right:
        return QStringLiteral("→");
    default:
        break;
    }
    if (key >= Qt::Key_F1 && key <= Qt::Key_F35) {
        return QStringLiteral("F%1").arg(key - Qt::Key_F1 + 1);
    }
    if (key > 0x20 && key < 0x10000) {
        return QString(QChar(static_cast<char16_t>(key)));
    }
    const char* name = QMetaEnum::fromType<Qt::Key>().valueToKey(key);
    return name ? QString::fromLatin1(name).mid(4) : QString::number(key, 16);
}

} // namespace

QString strokeName(KeyStroke stroke)
{
    const QString cap = keyCap(stroke.key);
    return stroke.keypad ? QCoreApplication::translate("KeyMap", "keypad %1").arg(cap) : cap;
}

KeyPreset keyPresetFrom(const QString& name)
{
    for (const auto preset : {KeyPreset::Prodigy, KeyPreset::LeftHand, KeyPreset::NumericPad}) {
        if (name == keyPresetId(preset)) {
            return preset;
        }
    }
    return KeyPreset::Triptych;
}

QString keyPresetId(KeyPreset preset)
{
    switch (preset) {
    case KeyPreset::Triptych:
        break;
    case KeyPreset::Prodigy:
        return QStringLiteral("prodigy");
    case KeyPreset::LeftHand:
        return QStringLiteral("left");
    case KeyPreset::NumericPad:
        return QStringLiteral("numpad");
    }
    return QStringLiteral("triptych");
}

QString keyPresetName(KeyPreset preset)
{
    switch (preset) {
    case KeyPreset::Triptych:
        break;
    case KeyPreset::Prodigy:
        return QCoreApplication::translate("KeyMap", "Like Prodigy");
    case KeyPreset::LeftHand:
        return QCoreApplication::translate("KeyMap", "Left hand");
    case KeyPreset::NumericPad:
        return QCoreApplication::translate("KeyMap", "Numeric pad");
    }
    return QCoreApplication::translate("KeyMap", "Triptych");
}

QString actionId(ReviewAction action)
{
    return QLatin1String(kIds.at(static_cast<std::size_t>(action)));
}

std::optional<int> reasonIndex(ReviewAction action)
{
    const int index = static_cast<int>(action) - static_cast<int>(ReviewAction::Reason1);
    if (index < 0 || index > 8) {
        return std::nullopt;
    }
    return index;
}

QString actionWord(ReviewAction action)
{
    switch (action) {
    case ReviewAction::Accept:
        return QCoreApplication::translate("KeyMap", "accept");
    case ReviewAction::Reject:
        return QCoreApplication::translate("KeyMap", "reject");
    case ReviewAction::Edit:
        return QCoreApplication::translate("KeyMap", "edit");
    case ReviewAction::Skip:
        return QCoreApplication::translate("KeyMap", "skip");
    case ReviewAction::Flag:
        return QCoreApplication::translate("KeyMap", "flag");
    case ReviewAction::AcceptBoth:
        return QCoreApplication::translate("KeyMap", "accept both");
    case ReviewAction::RejectBoth:
        return QCoreApplication::translate("KeyMap", "reject both");
    case ReviewAction::SwitchDirection:
        return QCoreApplication::translate("KeyMap", "switch");
    case ReviewAction::Note:
        return QCoreApplication::translate("KeyMap", "note");
    case ReviewAction::Exclude:
        return QCoreApplication::translate("KeyMap", "exclude");
    case ReviewAction::Undo:
        return QCoreApplication::translate("KeyMap", "undo");
    case ReviewAction::Redo:
        return QCoreApplication::translate("KeyMap", "redo");
    case ReviewAction::Previous:
        return QCoreApplication::translate("KeyMap", "previous");
    case ReviewAction::Next:
        return QCoreApplication::translate("KeyMap", "next");
    case ReviewAction::Zoom:
        return QCoreApplication::translate("KeyMap", "zoom");
    case ReviewAction::Blink:
        return QCoreApplication::translate("KeyMap", "blink");
    case ReviewAction::Legend:
        return QCoreApplication::translate("KeyMap", "all keys");
    case ReviewAction::NextAlternative:
        return QCoreApplication::translate("KeyMap", "other text");
    case ReviewAction::CycleView:
        return QCoreApplication::translate("KeyMap", "view");
    case ReviewAction::History:
        return QCoreApplication::translate("KeyMap", "history");
    case ReviewAction::Guidelines:
        return QCoreApplication::translate("KeyMap", "guidelines");
    case ReviewAction::Attributes:
        return QCoreApplication::translate("KeyMap", "attributes");
    default:
        return QCoreApplication::translate("KeyMap", "reason");
    }
}

QString actionSentence(ReviewAction action)
{
    switch (action) {
    case ReviewAction::Accept:
        return QCoreApplication::translate("KeyMap", "Accept the marked text");
    case ReviewAction::Reject:
        return QCoreApplication::translate("KeyMap", "Reject the marked text");
    case ReviewAction::Edit:
        return QCoreApplication::translate("KeyMap", "Edit the marked text in place");
    case ReviewAction::Skip:
        return QCoreApplication::translate("KeyMap", "Skip it, it comes back at the end");
    case ReviewAction::Flag:
        return QCoreApplication::translate("KeyMap", "Flag for a second look, or unflag");
    case ReviewAction::AcceptBoth:
        return QCoreApplication::translate("KeyMap", "Accept both undecided directions");
    case ReviewAction::RejectBoth:
        return QCoreApplication::translate("KeyMap", "Reject both undecided directions");
    case ReviewAction::SwitchDirection:
        return QCoreApplication::translate("KeyMap", "Mark the other direction");
    case ReviewAction::Note:
        return QCoreApplication::translate("KeyMap", "Write a note to the lead");
    case ReviewAction::Exclude:
        return QCoreApplication::translate("KeyMap", "Exclude: wrong photo, not a pair");
    case ReviewAction::Undo:
        return QCoreApplication::translate("KeyMap", "Take back the last decision");
    case ReviewAction::Redo:
        return QCoreApplication::translate("KeyMap", "Redo what was taken back");
    case ReviewAction::Previous:
        return QCoreApplication::translate("KeyMap", "Previous pair");
    case ReviewAction::Next:
        return QCoreApplication::translate("KeyMap", "Next pair, nothing decided");
    case ReviewAction::Zoom:
        return QCoreApplication::translate("KeyMap", "Zoom both; drag moves, Shift one alone");
    case ReviewAction::Blink:
        return QCoreApplication::translate("KeyMap", "Blink the two images in one place");
    case ReviewAction::Legend:
        return QCoreApplication::translate("KeyMap", "Show or hide these keys");
    case ReviewAction::NextAlternative:
        return QCoreApplication::translate("KeyMap", "Show the next text of the marked direction");
    case ReviewAction::CycleView:
        return QCoreApplication::translate("KeyMap", "Side by side, swipe, difference, round trip");
    case ReviewAction::History:
        return QCoreApplication::translate("KeyMap", "What was done with this pair, and by whom");
    case ReviewAction::Guidelines:
        return QCoreApplication::translate("KeyMap", "The project's guidelines");
    case ReviewAction::Attributes:
        return QCoreApplication::translate("KeyMap",
                                           "What the catalogue says; correct it in place");
    default:
        return QCoreApplication::translate("KeyMap", "Say why the last text was rejected");
    }
}

} // namespace triptych::ui
