// SPDX-License-Identifier: GPL-3.0-or-later
// One direction of a pair: arrow, text, state. Marked by a ring; edited in place, with earlier
// wordings as completion, spelling hints, and the other texts of the slot a key away.
#pragma once

#include "core/domain/views.h"
#include "core/workflow/reasons.h"

#include <QLabel>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QPushButton;

namespace triptych::ui {

class AlternativesMark;
class FieldCompletion;
class FieldSpelling;
class SpellingService;
class StateChip;
class TextField;

class TextRow final : public QWidget
{
    Q_OBJECT
public:
    TextRow(Direction direction, QWidget* parent = nullptr);

    // null: no slot. `saving`: a decision is on its way; the old state is not shown meanwhile.
    void setSlot(const SlotView* slot, bool saving, bool hasDraft);
    void setMarked(bool marked);
    // How the project calls its reasons; the program's words until given.
    void setReasonList(const std::vector<workflow::Reason>& list);
    [[nodiscard]] bool marked() const { return m_marked; }
    [[nodiscard]] Direction direction() const { return m_direction; }

    // `text`: where editing begins, a draft perhaps.
    void beginEdit(const QString& text);
    // `keepDraft`: a draft that waits to be told is told now (draftChanged); false when the text
    // was accepted.
    void endEdit(bool keepDraft = true);
    [[nodiscard]] bool editing() const;
    [[nodiscard]] QString editedText() const;
    void revertEdit(); // back to the machine's text, undoable in the field
    void scrollLines(int lines);
    [[nodiscard]] QString chipWord() const; // what stands at the right; empty = nothing
    [[nodiscard]] TextField& field() { return *m_text; }

    // All texts of the slot (workflow::slotTexts), newest first, the judged one among them. Fewer
    // than two: nothing is shown. They are forgotten when setSlot() brings another slot; the text
    // that is shown stays when the same slot comes anew and still has it.
    void setAlternatives(std::vector<TextView> texts);
    // Index in setAlternatives(); out of range: the judged text. Not while editing.
    void showAlternative(int index);
    [[nodiscard]] int shownAlternative() const; // -1: no alternatives are known
    // The text shown instead of the judged one: what Decision::choose takes; none: the judged one.
    [[nodiscard]] std::optional<TextView> chosen() const;

    // null: no spelling hints (Japanese slots get none in any case). Not owned; may die first.
    void setSpelling(SpellingService* spelling);
    // The answer to completionsWanted(`typed`); one that is out of date does nothing.
    void setCompletions(const QString& typed, const std::vector<QString>& wordings);

Q_SIGNALS:
    // Another text of the slot, so many further (1 next, -1 previous; wrap around).
    void alternativeRequested(int step);
    // 80 ms after the last key, where a whole wording could be completed.
    void completionsWanted(const QString& typed);
    // 400 ms after the last key, and at leaving: what to keep; empty: nothing (it is what the slot
    // has, or blank).
    void draftChanged(const QString& text);
    void said(const QString& words); // for a toast: what could not be typed or pasted
    void clicked();
    void editRequested(); // double-clicked
    void editAccepted();  // Ctrl+Enter
    void editLeft();      // Esc
    void lineBreakRefused();
    void typed();
    void grownBy(int pixels); // the line of changes below the field takes this height; 0 = gone
    void focusedByTab();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildHelpers();
    void retranslate();
    void refresh();
    void refreshChip();
    void refreshChanges();
    void refreshBelow();
    void refreshHint();
    void refreshOthers();
    [[nodiscard]] const TextView* shownText() const; // null: no text
    void nameForReaders();
    void announceChanges();
    void tellDraft();
    void onTyped();
    void refreshNote();
    [[nodiscard]] int judgedIndex() const;

    Direction m_direction;
    std::vector<workflow::Reason> m_reasons;
    bool m_marked = false;
    bool m_saving = false;
    bool m_hasDraft = false;
    bool m_hasSlot = false;
    SlotView m_slot;
    QString m_machine; // what an edit is compared with
    QString m_base;    // what an edit began from, without a draft
    int m_grown = 0;
    QLabel* m_label = nullptr;
    QLabel* m_note = nullptr;
    TextField* m_text = nullptr;
    QWidget* m_below = nullptr; // changes and hint
    TextField* m_changes = nullptr;
    QPushButton* m_hint = nullptr;
    StateChip* m_chip = nullptr;
    QString m_chipWord;
    AlternativesMark* m_others = nullptr;
    std::vector<TextView> m_texts; // setAlternatives()
    int m_shownText = -1;          // in m_texts
    FieldCompletion* m_completion = nullptr;
    FieldSpelling* m_spelling = nullptr;
    QTimer m_draftTimer;
    QTimer m_announceTimer;
};

} // namespace triptych::ui
