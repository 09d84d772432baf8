// SPDX-License-Identifier: GPL-3.0-or-later
// A modification text, shown or edited in the same place. Plain text always: markup is never
// interpreted, control characters and direction overrides are made visible. Wraps; after three
// lines it scrolls.
#pragma once

#include "core/workflow/diff.h"

#include <QPlainTextEdit>
#include <QString>

#include <vector>

namespace triptych::ui {

// Control characters as their pictures (␀ …), invisible direction marks as "[U+202E]".
QString visibleText(const QString& text);

class TextField final : public QPlainTextEdit
{
    Q_OBJECT
public:
    static constexpr int kLines = 3;

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

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void accepted();        // Ctrl+Enter
    void left();            // Esc
    void revertRequested(); // Ctrl+R
    void lineBreakRefused();

protected:
    void keyPressEvent(QKeyEvent* event) override;
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
    void markPieces();
    void fitHeight();
    [[nodiscard]] int lineHeight() const;

    std::vector<workflow::DiffPiece> m_pieces; // empty: no diff shown
    QString m_machine;                         // while editing
    Ink m_ink = Ink::Text;
    int m_lines = 1;
};

} // namespace triptych::ui
