// SPDX-License-Identifier: GPL-3.0-or-later
// One reason in ReasonsEditor: its digit, its words, and buttons to move and remove it.
#pragma once

#include "core/workflow/reasons.h"
#include "ui/review/side/quiet_keys.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace triptych::ui {

class ReasonRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonRow(const workflow::Reason& reason, QWidget* parent = nullptr);
    // The label is empty while the words are the program's own for the id.
    [[nodiscard]] workflow::Reason reason() const;
    [[nodiscard]] QString words() const; // as people will read it; empty: nothing yet
    void setPlace(int index, int count); // from 0
    void setWrong(bool wrong);
    void focusField();
    [[nodiscard]] std::vector<QWidget*> stops() const; // in the order of Tab
    void retranslate();

Q_SIGNALS:
    void edited();
    void moveRequested(int by); // −1, +1; also Alt+Up and Alt+Down in the field
    void removeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshIcons();
    [[nodiscard]] QString standardWords() const; // the program's for the id; empty: not its own

    std::string m_id;
    QString m_standard; // standardWords() in the language shown
    int m_index = 0;
    QLabel* m_digit = nullptr;
    QLineEdit* m_field = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
    QToolButton* m_remove = nullptr;
};

} // namespace triptych::ui
