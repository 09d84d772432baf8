// SPDX-License-Identifier: GPL-3.0-or-later
// The reasons for a rejection as the project wants them: up to nine in order of their digits;
// renamed, replaced, moved, added, removed, or the program's own again. Ids stay with their rows,
// so earlier rejections keep theirs.
#pragma once

#include "core/workflow/reasons.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace triptych::ui {

class ReasonRow;

class ReasonsEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonsEditor(QWidget* parent = nullptr);
    // What is saved now. A list that is being changed stays as it is.
    void setReasons(const std::vector<workflow::Reason>& reasons);
    void setEditable(bool editable);
    // The answer to saveRequested: empty when saved, else why not, in words.
    void saveEnded(const QString& problem = {});
    // The rows as they stand; those of new reasons have no id yet.
    [[nodiscard]] std::vector<workflow::Reason> rows() const;
    [[nodiscard]] bool changed() const;

Q_SIGNALS:
    // Right for workflow::saveReasons; empty: the program's own.
    void saveRequested(const std::vector<triptych::workflow::Reason>& reasons);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void fill(const std::vector<workflow::Reason>& reasons);
    ReasonRow* addRow(const workflow::Reason& reason);
    void move(ReasonRow* row, int by);
    void remove(ReasonRow* row);
    void renumber();
    void refresh();
    [[nodiscard]] QString problem();
    void save();
    void retranslate();

    std::vector<workflow::Reason> m_saved;
    std::vector<ReasonRow*> m_rows;
    bool m_editable = true;
    bool m_saving = false;
    QVBoxLayout* m_column = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_message = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_standard = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace triptych::ui
