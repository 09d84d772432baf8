// SPDX-License-Identifier: GPL-3.0-or-later
// One direction of a pair: arrow, text, state. Marked by a ring; edited in place.
#pragma once

#include "core/domain/views.h"

#include <QLabel>
#include <QWidget>

namespace triptych::ui {

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
    [[nodiscard]] bool marked() const { return m_marked; }
    [[nodiscard]] Direction direction() const { return m_direction; }

    // `text`: where editing begins, a draft perhaps.
    void beginEdit(const QString& text);
    void endEdit();
    [[nodiscard]] bool editing() const;
    [[nodiscard]] QString editedText() const;
    void revertEdit(); // back to the machine's text, undoable in the field
    void scrollLines(int lines);
    [[nodiscard]] QString chipWord() const; // what stands at the right; empty = nothing
    [[nodiscard]] TextField& field() { return *m_text; }

Q_SIGNALS:
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
    void retranslate();
    void refresh();
    void refreshChip();
    void refreshChanges();
    void nameForReaders();

    Direction m_direction;
    bool m_marked = false;
    bool m_saving = false;
    bool m_hasDraft = false;
    bool m_hasSlot = false;
    SlotView m_slot;
    QString m_machine; // what an edit is compared with
    QLabel* m_label = nullptr;
    QLabel* m_note = nullptr;
    TextField* m_text = nullptr;
    TextField* m_changes = nullptr;
    StateChip* m_chip = nullptr;
    QString m_chipWord;
};

} // namespace triptych::ui
