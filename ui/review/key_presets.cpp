// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of keys.
#include "ui/review/key_map.h"

namespace triptych::ui {

namespace {

using A = ReviewAction;

std::vector<KeyBinding> withReasons(std::vector<KeyBinding> bindings)
{
    for (int i = 0; i < 9; ++i) {
        bindings.push_back({static_cast<Qt::Key>(Qt::Key_1 + i),
                            static_cast<A>(static_cast<int>(A::Reason1) + i)});
    }
    return bindings;
}

// P, comma and full stop stay free for the evidence.
std::vector<KeyBinding> triptychKeys()
{
    return withReasons({
        {Qt::Key_A, A::Accept},
        {Qt::Key_X, A::Reject},
        {Qt::Key_E, A::Edit},
        {Qt::Key_Space, A::Skip},
        {Qt::Key_F, A::Flag},
        {Qt::Key_D, A::AcceptBoth},
        {Qt::Key_C, A::RejectBoth},
        {Qt::Key_S, A::SwitchDirection},
        {Qt::Key_N, A::Note},
        {Qt::Key_Delete, A::Exclude},
        {Qt::Key_Backspace, A::Undo},
        {Qt::Key_R, A::Redo},
        {Qt::Key_Left, A::Previous, true},
        {Qt::Key_K, A::Previous, true},
        {Qt::Key_Right, A::Next, true},
        {Qt::Key_J, A::Next, true},
        {Qt::Key_Z, A::Zoom},
        {Qt::Key_B, A::Blink},
        {Qt::Key_T, A::NextAlternative},
        {Qt::Key_V, A::CycleView},
        {Qt::Key_H, A::History},
        {Qt::Key_G, A::Guidelines},
        {Qt::Key_I, A::Attributes},
        {Qt::Key_Question, A::Legend},
    });
}

// As in Prodigy: Delete undoes as Backspace does; what it has no key for as in Triptych.
std::vector<KeyBinding> prodigyKeys()
{
    auto bindings = triptychKeys();
    for (auto& binding : bindings) {
        if (binding.action == A::Exclude) {
            binding.key = Qt::Key_W;
        }
    }
    bindings.push_back({Qt::Key_Delete, A::Undo});
    return bindings;
}

// The right hand stays on the mouse.
std::vector<KeyBinding> leftHandKeys()
{
    return withReasons({
        {Qt::Key_A, A::Accept},
        {Qt::Key_X, A::Reject},
        {Qt::Key_E, A::Edit},
        {Qt::Key_Space, A::Skip},
        {Qt::Key_F, A::Flag},
        {Qt::Key_D, A::AcceptBoth},
        {Qt::Key_C, A::RejectBoth},
        {Qt::Key_S, A::SwitchDirection},
        {Qt::Key_W, A::Note},
        {Qt::Key_Q, A::Exclude},
        {Qt::Key_Z, A::Undo},
        {Qt::Key_R, A::Redo},
        {Qt::Key_F2, A::Previous, true},
        {Qt::Key_Left, A::Previous, true},
        {Qt::Key_F3, A::Next, true},
        {Qt::Key_Right, A::Next, true},
        {Qt::Key_G, A::Zoom},
        {Qt::Key_B, A::Blink},
        {Qt::Key_T, A::NextAlternative},
        {Qt::Key_V, A::CycleView},
        {Qt::Key_F4, A::History},
        {Qt::Key_F5, A::Attributes},
        {Qt::Key_F6, A::Guidelines},
        {Qt::Key_F1, A::Legend},
    });
}

// The loop on the keypad; what is rare, and the reasons, on the main block.
std::vector<KeyBinding> numericPadKeys()
{
    return withReasons({
        {Qt::Key_Enter, A::Accept, false, true},
        {Qt::Key_Period, A::Reject, false, true},
        {Qt::Key_8, A::Edit, false, true},
        {Qt::Key_0, A::Skip, false, true},
        {Qt::Key_2, A::Flag, false, true},
        {Qt::Key_Plus, A::AcceptBoth, false, true},
        {Qt::Key_Minus, A::RejectBoth, false, true},
        {Qt::Key_5, A::SwitchDirection, false, true},
        {Qt::Key_1, A::Note, false, true},
        {Qt::Key_7, A::Undo, false, true},
        {Qt::Key_9, A::Redo, false, true},
        {Qt::Key_4, A::Previous, true, true},
        {Qt::Key_Left, A::Previous, true},
        {Qt::Key_6, A::Next, true, true},
        {Qt::Key_Right, A::Next, true},
        {Qt::Key_Slash, A::Zoom, false, true},
        {Qt::Key_Asterisk, A::Blink, false, true},
        {Qt::Key_3, A::NextAlternative, false, true},
        {Qt::Key_Delete, A::Exclude},
        {Qt::Key_V, A::CycleView},
        {Qt::Key_H, A::History},
        {Qt::Key_G, A::Guidelines},
        {Qt::Key_I, A::Attributes},
        {Qt::Key_Question, A::Legend},
    });
}

} // namespace

const KeyMap& KeyMap::standard()
{
    return preset(KeyPreset::Triptych);
}

const KeyMap& KeyMap::preset(KeyPreset preset)
{
    static const KeyMap triptych(triptychKeys());
    static const KeyMap prodigy(prodigyKeys());
    static const KeyMap left(leftHandKeys());
    static const KeyMap numpad(numericPadKeys());
    switch (preset) {
    case KeyPreset::Triptych:
        break;
    case KeyPreset::Prodigy:
        return prodigy;
    case KeyPreset::LeftHand:
        return left;
    case KeyPreset::NumericPad:
        return numpad;
    }
    return triptych;
}

} // namespace triptych::ui
