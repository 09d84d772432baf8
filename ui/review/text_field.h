// SPDX-License-Identifier: GPL-3.0-or-later
// A modification text, shown or edited in the same place. Plain text always: markup is never
// interpreted, control characters and direction overrides are made visible, and never come in by
// typing or pasting. Wraps; after three lines it scrolls.
#pragma once

#include "core/workflow/diff.h"

#include <QPlainTextEdit>
#include <QString>
#include <QTimer>

#include <utility>
#include <vector>

namespace triptych::ui {

// Control characters as their pictures (␀ …), invisible direction marks as "[U+202E]".
QString visibleText(const QString& text);

class TextField final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr int kLines = 3;
    // UTF-16 units that can be typed or pasted; a longer text that is there already can be edited
    // but does not grow.
    static constexpr int kMost = 2000;

    TextField(int pixelSize, QWidget* parent);

    // Shown, not editable; never takes the focus.
    void showText(const QString& text);
    void showHint(const QString& hint); // secondary ink: there is no text
    void showDiff(const std::vector<workflow::DiffPiece>& pieces);
    // Editable, with the focus; words that `machine` does not have are marked as they are typed.
    void beginEdit(const QString& text, const QString& machine);
    void endEdit();
    [[nodiscard]] bool editing() const { return !isReadOnly(); }
    void scrollLines(int lines);
    // While editing: against `machine`, up to date after diffChanged(). Over kMost units, or where
    // very much differs, it is made when typing rests.
    [[nodiscard]] const std::vector<workflow::DiffPiece>& diff() const { return m_diff; }
    // As one step of undo; the cursor stands behind it.
    void replaceText(int begin, int length, const QString& text);
    [[nodiscard]] bool composing() const { return m_composing; } // by an input method
    // Underlined besides the diff: words that look misspelled.
    void setWavy(const std::vector<std::pair<int, int>>& ranges); // begin, length

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void accepted();        // Ctrl+Enter
    void left();            // Esc
    void revertRequested(); // Ctrl+R
    void lineBreakRefused();
    void diffChanged();
    void composingChanged();
    void said(const QString& words); // what could not be taken in, in a sentence
    void blurred();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void inputMethodEvent(QInputMethodEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Ink
    {
        Text,
        Secondary
    };
    void setPlain(const QString& text, Ink ink);
    void setEditable(bool editable);
    void applyInk();
    void onTextChanged();
    void updateDiff();
    void markPieces();
    void fitHeight();
    [[nodiscard]] int room() const; // UTF-16 units that may still come in over the selection
    void insertClean(const QString& text);
    [[nodiscard]] int lineHeight() const;

    std::vector<workflow::DiffPiece> m_pieces; // empty: no diff shown
    QString m_machine;                         // while editing
    std::vector<workflow::DiffPiece> m_diff;   // while editing
    std::vector<std::pair<int, int>> m_wavy;
    QTimer m_diffTimer;
    int m_changed = 0; // UTF-16 units since the text was compared
    Ink m_ink = Ink::Text;
    int m_lines = 1;
    int m_most = kMost;
    bool m_composing = false;
};

} // namespace triptych::ui
