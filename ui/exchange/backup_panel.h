// SPDX-License-Identifier: GPL-3.0-or-later
// A consistent copy of the project file while it is in use.
#pragma once

#include "ui/page_context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace triptych::ui {

class FileField;
class ReportView;

class BackupPanel final : public QWidget
{
    Q_OBJECT
public:
    BackupPanel(const PageContext& context, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void suggest();
    void start();
    void refresh();

    PageContext m_context;
    bool m_busy = false;
    QLabel* m_about = nullptr;
    FileField* m_file = nullptr;
    QPushButton* m_start = nullptr;
    ReportView* m_report = nullptr;
};

} // namespace triptych::ui
