// SPDX-License-Identifier: GPL-3.0-or-later
// The saved cases of the project: a click loads one, F2 renames, Delete removes; “Run all” asks
// them again and tells what moved.
#pragma once

#include "core/workflow/cases.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace triptych::ui {

class QueryDesk;

class CaseList final : public QWidget
{
    Q_OBJECT
public:
    CaseList(QueryDesk& desk, QWidget* parent);

Q_SIGNALS:
    void tableWanted();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void retranslate();
    void load(int row);
    void showMenu(const QPoint& at);
    [[nodiscard]] const workflow::SavedCase* caseOf(int row) const;

    QueryDesk& m_desk;
    QLabel* m_title;
    QPushButton* m_run;
    QListWidget* m_list;
    QLabel* m_words;
    QPushButton* m_table;
    bool m_filling = false;
};

} // namespace triptych::ui
