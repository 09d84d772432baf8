// SPDX-License-Identifier: GPL-3.0-or-later
// The last run of all saved cases against the one before: a row a case, and what that adds up to.
#pragma once

#include "core/workflow/cases.h"
#include "ui/shell/pop_panel.h"

class QLabel;
class QTableWidget;

namespace triptych::ui {

class CaseTablePanel final : public PopPanel
{
    Q_OBJECT
public:
    explicit CaseTablePanel(QWidget* over);
    void setRun(const workflow::CaseRunReport& run);

Q_SIGNALS:
    void caseChosen(const QString& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();

    QLabel* m_sentence;
    QTableWidget* m_table;
    workflow::CaseRunReport m_run;
};

} // namespace triptych::ui
