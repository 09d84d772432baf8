// SPDX-License-Identifier: GPL-3.0-or-later
// The default keys and their words.
#include "ui/review/key_map.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QStringList>

namespace triptych::ui {

namespace {

QString keyCap(Qt::Key key)
{
    switch (key) {
    case Qt::Key_Space:
        return QCoreApplication::translate("KeyMap", "Space");
    case Qt::Key_Backspace:
        return QStringLiteral("⌫");
    case Qt::Key_Delete:
        return QCoreApplication::translate("KeyMap", "Del");
    case Qt::Key_Left:
        return QStringLiteral("←");
    case Qt::Key_Right:
        return QStringLiteral("→");
    case Qt::Key_Question:
        return QStringLiteral("?");
    default:
        return QString(QChar(static_cast<char16_t>(key)));
    }
}

std::vector<KeyBinding> standardBindings()
{
    std::vector<KeyBinding> result{
        {Qt::Key_A, ReviewAction::Accept},
        {Qt::Key_X, ReviewAction::Reject},
        {Qt::Key_E, ReviewAction::Edit},
        {Qt::Key_Space, ReviewAction::Skip},
        {Qt::Key_F, ReviewAction::Flag},
        {Qt::Key_D, ReviewAction::AcceptBoth},
        {Qt::Key_C, ReviewAction::RejectBoth},
        {Qt::Key_S, ReviewAction::SwitchDirection},
        {Qt::Key_N, ReviewAction::Note},
        {Qt::Key_Delete, ReviewAction::Exclude},
        {Qt::Key_Backspace, ReviewAction::Undo},
        {Qt::Key_R, ReviewAction::Redo},
        {Qt::Key_Left, ReviewAction::Previous, true},
        {Qt::Key_K, ReviewAction::Previous, true},
        {Qt::Key_Right, ReviewAction::Next, true},
        {Qt::Key_J, ReviewAction::Next, true},
        {Qt::Key_Z, ReviewAction::Zoom},
        {Qt::Key_B, ReviewAction::Blink},
        {Qt::Key_T, ReviewAction::NextAlternative},
        {Qt::Key_V, ReviewAction::CycleView},
        {Qt::Key_H, ReviewAction::History},
        {Qt::Key_G, ReviewAction::Guidelines},
        {Qt::Key_I, ReviewAction::Attributes},
        {Qt::Key_Question, ReviewAction::Legend},
    };
    for (int i = 0; i < 9; ++i) {
        result.push_back({static_cast<Qt::Key>(Qt::Key_1 + i),
                          static_cast<ReviewAction>(static_cast<int>(ReviewAction::Reason1) + i)});
    }
    return result;
}

} // namespace

const KeyMap& KeyMap::standard()
{
    static const KeyMap map(standardBindings());
    return map;
}

KeyMap::KeyMap(std::vector<KeyBinding> bindings)
    : m_bindings(std::move(bindings))
{}

std::optional<KeyBinding> KeyMap::find(const QKeyEvent& event, bool withAlt) const
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::MetaModifier) ||
        modifiers.testFlag(Qt::AltModifier) != withAlt) {
        return std::nullopt;
    }
    for (const auto& binding : m_bindings) {
        // Some layouts need Shift for "?"; letters with Shift mean the same letter.
        if (binding.key == event.key()) {
            if (event.isAutoRepeat() && !binding.repeats) {
                return std::nullopt;
            }
            return binding;
        }
    }
    return std::nullopt;
}

QStringList KeyMap::keysOf(ReviewAction action) const
{
    QStringList keys;
    for (const auto& binding : m_bindings) {
        if (binding.action == action) {
            keys.push_back(keyCap(binding.key));
        }
    }
    return keys;
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
