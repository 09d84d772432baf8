// SPDX-License-Identifier: GPL-3.0-or-later
// Import into the open project: form, check without keeping anything, import, report.
#pragma once

#include "core/workflow/import.h"
#include "ui/page_context.h"

#include <QWidget>

class QPushButton;

namespace triptych::ui {

class ImportForm;
class ReportView;

class ImportPanel final : public QWidget
{
    Q_OBJECT
public:
    ImportPanel(const PageContext& context, QWidget* parent);
    void setSource(workflow::ImportKind kind, const QString& path);

Q_SIGNALS:
    void imported(const QString& summary, bool pairsMissing);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void start(bool dryRun);
    void finish(bool dryRun, const Result<ImportReport>& report);
    void refresh();

    PageContext m_context;
    bool m_busy = false;
    ImportForm* m_form = nullptr;
    QPushButton* m_check = nullptr;
    QPushButton* m_import = nullptr;
    ReportView* m_report = nullptr;
};

} // namespace triptych::ui
