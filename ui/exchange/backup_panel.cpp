// SPDX-License-Identifier: GPL-3.0-or-later
// The backup side of Exchange.
#include "ui/exchange/backup_panel.h"

#include "core/workflow/exchange.h"
#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/exchange/report_view.h"
#include "ui/jobs/project_session.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QDate>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace triptych::ui {

BackupPanel::BackupPanel(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTwo);
    m_about = makeLabel(LabelRole::Secondary, this);
    m_about->setWordWrap(true);
    m_file = new FileField(QStringLiteral("backupFile"), FileField::Pick::SaveFile,
                           *context.settings, this);
    m_start = makePrimaryButton(QStringLiteral("backupStart"), this);
    m_report = new ReportView(*context.settings, this);
    m_file->setMaximumWidth(720);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_start);
    buttons->addStretch(1);
    layout->addWidget(m_about);
    layout->addWidget(m_file);
    layout->addLayout(buttons);
    layout->addWidget(m_report);
    connect(m_file, &FileField::pathChanged, this, &BackupPanel::refresh);
    connect(m_start, &QPushButton::clicked, this, &BackupPanel::start);
    connect(context.session, &ProjectSession::opened, this, &BackupPanel::suggest);
    retranslate();
    suggest();
}

void BackupPanel::suggest()
{
    if (m_context.session->isOpen()) {
        const QFileInfo project(m_context.session->path());
        m_file->setPath(QStringLiteral("%1/%2-%3.triptych")
                            .arg(project.absolutePath(), project.completeBaseName(),
                                 QDate::currentDate().toString(Qt::ISODate)));
    }
    refresh();
}

void BackupPanel::start()
{
    m_busy = true;
    m_report->clear();
    refresh();
    m_context.session->runJob<workflow::BackupReport>(
        tr("Backing up"), this,
        [file = toPath(m_file->path())](workflow::Project& project, const JobContext& job) {
            return workflow::backup(project, file, job);
        },
        [this](const Result<workflow::BackupReport>& report) {
            m_busy = false;
            refresh();
            if (!report) {
                m_report->showError(report.error());
                return;
            }
            m_report->showReport(tr("Backed up"),
                                 {{toQString(report->file), formatBytes(report->bytes)}}, {});
        });
}

void BackupPanel::refresh()
{
    m_start->setEnabled(!m_busy && m_context.session->isOpen() && !m_file->path().isEmpty());
}

void BackupPanel::retranslate()
{
    m_about->setText(tr("A whole copy of the project file: pairs, texts and every decision. Images "
                        "stay where they are. You can go on working meanwhile."));
    m_file->setCaption(tr("Backup file"));
    m_file->setFilter(tr("Triptych projects (*.triptych)"));
    m_start->setText(tr("Back up"));
}

void BackupPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych::ui
