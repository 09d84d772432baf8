// SPDX-License-Identifier: GPL-3.0-or-later
// The import side of Exchange.
#include "ui/exchange/import_panel.h"

#include "ui/exchange/import_form.h"
#include "ui/exchange/report_view.h"
#include "ui/jobs/project_session.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

ImportPanel::ImportPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    m_form = new ImportForm(context.session->jobs(), *context.settings, false, this);
    m_check = makeButton(QStringLiteral("importCheck"), this);
    m_import = makePrimaryButton(QStringLiteral("importStart"), this);
    m_report = new ReportView(*context.settings, this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::kOne);
    buttons->addWidget(m_import);
    buttons->addWidget(m_check);
    buttons->addStretch(1);
    layout->addWidget(m_form);
    layout->addLayout(buttons);
    layout->addWidget(m_report);
    connect(m_form, &ImportForm::readyChanged, this, &ImportPanel::refresh);
    connect(m_check, &QPushButton::clicked, this, [this]() { start(true); });
    connect(m_import, &QPushButton::clicked, this, [this]() { start(false); });
    connect(context.session, &ProjectSession::opened, this, [this]() {
        m_report->clear();
        refresh();
    });
    retranslate();
    refresh();
}

void ImportPanel::setSource(workflow::ImportKind kind, const QString& path)
{
    m_form->setKind(kind);
    m_form->setSource(path);
}

void ImportPanel::start(bool dryRun)
{
    workflow::ImportRequest request = m_form->request();
    request.dryRun = dryRun;
    m_busy = true;
    m_report->clear();
    refresh();
    m_context.session->runJob<ImportReport>(
        dryRun ? tr("Checking the source") : tr("Importing"), this,
        [request](workflow::Project& project, const JobContext& job) {
            return workflow::importInto(project, request, job);
        },
        [this, dryRun](const Result<ImportReport>& report) { finish(dryRun, report); });
}

void ImportPanel::finish(bool dryRun, const Result<ImportReport>& report)
{
    m_busy = false;
    refresh();
    if (!report) {
        m_report->showError(report.error());
        return;
    }
    m_report->showReport(dryRun ? tr("This would be imported; nothing was kept yet")
                                : tr("Imported"),
                         reportRows(*report), report->rejected, report->warnings);
    if (!dryRun) {
        Q_EMIT imported(importSummary(*report), report->pairsAdded == 0);
    }
}

void ImportPanel::refresh()
{
    const bool can = m_form->ready() && !m_busy && m_context.session->writable();
    m_import->setEnabled(can);
    m_check->setEnabled(can);
}

void ImportPanel::retranslate()
{
    m_check->setText(tr("Check without importing"));
    m_import->setText(tr("Import"));
}

void ImportPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
