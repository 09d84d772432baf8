// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of what a job did and the list of what it rejected, which can be saved.
#pragma once

#include "core/domain/reports.h"
#include "ui/text/report_text.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace triptych::ui {

class RowsTable;
class Settings;

class ReportView final : public QWidget
{
    Q_OBJECT
public:
    ReportView(Settings& settings, QWidget* parent);
    void showReport(const QString& title, const ReportRows& rows, const Rejected& rejected,
                    const Rejected& warnings = {});
    void showError(const Error& error);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void saveList();
    void present(); // shows it and scrolls the page to it

    Settings& m_settings;
    QLabel* m_title = nullptr;
    QLabel* m_detail = nullptr;
    QWidget* m_counts = nullptr;
    QGridLayout* m_grid = nullptr;
    RowsTable* m_rejected = nullptr;
    QPushButton* m_save = nullptr;
};

} // namespace triptych::ui
