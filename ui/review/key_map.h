// SPDX-License-Identifier: GPL-3.0-or-later
// Which key does what on the Review page: one table, shown in the legend, under test.
#pragma once

#include <QString>
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

struct KeyBinding
{
    Qt::Key key = Qt::Key_unknown;
    ReviewAction action = ReviewAction::Accept;
    bool repeats = false; // acts again while held down; never for what changes the project
};

class KeyMap
{
public:
    // The keys of the default preset.
    static const KeyMap& standard();

    explicit KeyMap(std::vector<KeyBinding> bindings);
    // None for keys with Ctrl or Meta; with `withAlt` only keys with Alt (single keys switched
    // off).
    [[nodiscard]] std::optional<KeyBinding> find(const QKeyEvent& event,
                                                 bool withAlt = false) const;
    [[nodiscard]] const std::vector<KeyBinding>& bindings() const { return m_bindings; }
    // All keys of the action as they are printed on a keyboard, e.g. "A", "Space", "⌫".
    [[nodiscard]] QStringList keysOf(ReviewAction action) const;

private:
    std::vector<KeyBinding> m_bindings;
};

// 0 … 8 for Reason1 … Reason9.
std::optional<int> reasonIndex(ReviewAction action);
// "accept", "reject both" …, translated, as it stands beside the key.
QString actionWord(ReviewAction action);
// A sentence for the legend that opens with "?".
QString actionSentence(ReviewAction action);

} // namespace triptych::ui
