// SPDX-License-Identifier: GPL-3.0-or-later
// Which key does what on the Review page: presets and the person's own keys over them, shown in the
// legend, under test.
#pragma once

#include <QString>
#include <QStringList>
#include <Qt>

#include <optional>
#include <vector>

class QKeyEvent;

namespace triptych::ui {

enum class ReviewAction
{
    Accept,
    Reject,
    Edit,
    Skip,
    Flag,
    AcceptBoth,
    RejectBoth,
    SwitchDirection,
    Note,
    Exclude,
    Undo,
    Redo,
    Previous,
    Next,
    Zoom,
    Blink,
    Legend,
    Reason1,
    Reason2,
    Reason3,
    Reason4,
    Reason5,
    Reason6,
    Reason7,
    Reason8,
    Reason9,
    NextAlternative, // another text of the marked slot
    CycleView,       // side by side, swipe, difference, round trip
    History,         // the three open and close the panel beside the images
    Guidelines,
    Attributes,
};

inline constexpr int kReviewActions = static_cast<int>(ReviewAction::Attributes) + 1;

// A key as it is bound. On the keypad a key may mean something else than on the main block.
struct KeyStroke
{
    Qt::Key key = Qt::Key_unknown;
    bool keypad = false;

    bool operator==(const KeyStroke&) const = default;
};

struct KeyBinding
{
    Qt::Key key = Qt::Key_unknown;
    ReviewAction action = ReviewAction::Accept;
    bool repeats = false; // acts again while held down; never for what changes the project
    bool keypad = false;
};

enum class KeyPreset
{
    Triptych,
    Prodigy,
    LeftHand,
    NumericPad,
};

class KeyMap
{
public:
    // The keys of the default preset.
    static const KeyMap& standard();
    // Every action has a key in every preset, no key two actions.
    static const KeyMap& preset(KeyPreset preset);
    // `own`: "accept=A;reject=X,Num+5;flag=" over the preset: the whole list of the action's keys.
    // What cannot be read is left out key by key; a key named twice goes to whom it came first.
    static KeyMap fromSettings(const QString& preset, const QString& own);

    explicit KeyMap(std::vector<KeyBinding> bindings);
    // None for keys with Ctrl or Meta; with `withAlt` only keys with Alt (single keys switched
    // off). Full-width letters are letters, and the keypad is the same with Num Lock off.
    [[nodiscard]] std::optional<KeyBinding> find(const QKeyEvent& event,
                                                 bool withAlt = false) const;
    [[nodiscard]] const std::vector<KeyBinding>& bindings() const { return m_bindings; }
    // All keys of the action as they are printed on a keyboard, e.g. "A", "Space", "⌫"; with
    // setNeedsAlt(true) "Alt+A".
    [[nodiscard]] QStringList keysOf(ReviewAction action) const;
    [[nodiscard]] std::vector<KeyStroke> strokesOf(ReviewAction action) const;
    [[nodiscard]] std::optional<ReviewAction> ownerOf(KeyStroke stroke) const;
    void setNeedsAlt(bool needsAlt) { m_needsAlt = needsAlt; }
    [[nodiscard]] bool needsAlt() const { return m_needsAlt; }
    // The action gets exactly these keys; others lose them.
    void rebind(ReviewAction action, const std::vector<KeyStroke>& strokes);
    // What differs from the preset, as fromSettings() reads it; empty: nothing.
    [[nodiscard]] QString differenceFrom(KeyPreset preset) const;

private:
    [[nodiscard]] const KeyBinding* bindingOf(KeyStroke stroke) const;

    std::vector<KeyBinding> m_bindings;
    bool m_needsAlt = false;
};

// The key of an event as it would be bound; none for modifiers, keys with Ctrl or Meta, and keys
// that the page needs itself (Tab, Esc, ↑, ↓).
std::optional<KeyStroke> strokeOf(const QKeyEvent& event);
// "A", "Space", "keypad 5": as it stands on the keyboard, translated.
QString strokeName(KeyStroke stroke);
// "triptych", "prodigy", "left", "numpad" of the settings; an unknown name is Triptych.
KeyPreset keyPresetFrom(const QString& name);
QString keyPresetId(KeyPreset preset);
QString keyPresetName(KeyPreset preset); // translated
// "accept", "reject-both" …: stable names in the settings.
QString actionId(ReviewAction action);

// 0 … 8 for Reason1 … Reason9.
std::optional<int> reasonIndex(ReviewAction action);
// "accept", "reject both" …, translated, as it stands beside the key.
QString actionWord(ReviewAction action);
// A sentence for the legend that opens with "?".
QString actionSentence(ReviewAction action);

} // namespace triptych::ui
