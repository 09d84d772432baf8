// SPDX-License-Identifier: GPL-3.0-or-later
// The backups of the open project.
#include "ui/settings/backup_settings.h"

#include "ui/convert.h"
#include "ui/exchange/file_field.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/setting_form.h"
#include "ui/shell/backup_keeper.h"
#include "ui/text/error_text.h"
#include "ui/text/words.h"
#include "ui/theme/controls.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace triptych::ui {

namespace {

constexpr int kListHeight = 168;

} // namespace

BackupSettings::BackupSettings(const PageContext& context, BackupKeeper& backups, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_backups(backups)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kOneHalf);
    m_form = new SettingForm(*context.settings, this);
    m_hours = m_form->addNumber(SettingKey::BackupHours, QStringLiteral("backupHours"));
    m_keep = m_form->addNumber(SettingKey::BackupKeep, QStringLiteral("backupKeep"));
    m_folder = new FileField(QStringLiteral("backupFolder"), FileField::Pick::OpenFolder,
                             *context.settings, m_form);
    m_folder->setMinimumWidth(320);
    m_form->addControl(m_folder);
    m_now = makeButton(QStringLiteral("backupNow"), this);
    m_said = makeLabel(LabelRole::Secondary, this);
    m_said->setObjectName(QStringLiteral("backupSaid"));
    m_said->setWordWrap(true);
    m_listTitle = makeLabel(LabelRole::Strong, this);
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("backupList"));
    m_list->setFixedHeight(kListHeight);
    m_list->setProperty("framed", true); // and shows the focus
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kOneHalf);
    row->addWidget(m_now);
    row->addWidget(m_said, 1);
    layout->addWidget(m_form);
    layout->addLayout(row);
    layout->addWidget(m_listTitle);
    layout->addWidget(m_list);
    connect(m_folder, &FileField::pathChanged, this, &BackupSettings::takeFolder);
    connect(m_now, &QPushButton::clicked, this, [this] {
        say({}, false);
        m_backups.backUpNow();
    });
    connect(&backups, &BackupKeeper::busyChanged, this, &BackupSettings::refresh);
    connect(&backups, &BackupKeeper::made, this, [this](const workflow::BackupFile& file) {
        say(tr("Backed up: %1").arg(toQString(file.path.filename())), false);
    });
    connect(&backups, &BackupKeeper::failed, this,
            [this](const Error& error) { say(errorLine(error), true); });
    connect(context.session, &ProjectSession::opened, this, &BackupSettings::refresh);
    connect(context.session, &ProjectSession::closed, this, &BackupSettings::refresh);
    retranslate();
}

void BackupSettings::takeFolder(const QString& path)
{
    const bool good = path.isEmpty() || QDir::isAbsolutePath(path);
    m_folder->setWrongPath(!good);
    if (!good) {
        say(tr("Give the whole path of the folder, or none."), true);
        return;
    }
    say({}, false);
    m_context.settings->setValue(SettingKey::BackupFolder, path);
    refresh();
}

void BackupSettings::refresh()
{
    const ProjectSession& session = *m_context.session;
    m_now->setEnabled(session.isOpen() && session.writable() && !m_backups.busy());
    if (!isVisible()) {
        return;
    }
    m_backups.list(this, [this](const BackupKeeper::Backups& backups) {
        m_list->clear();
        if (!backups) {
            say(errorLine(backups.error()), true);
            return;
        }
        for (const auto& one : *backups) {
            const auto at = QDateTime::fromMSecsSinceEpoch(one.at);
            auto* item =
                new QListWidgetItem(tr("%1, %2").arg(QLocale().toString(at, QLocale::LongFormat),
                                                     formatBytes(one.bytes)),
                                    m_list);
            item->setToolTip(toQString(one.path));
        }
        if (backups->empty()) {
            auto* item = new QListWidgetItem(m_context.session->isOpen()
                                                 ? tr("None yet.")
                                                 : tr("Open a project to see its backups."),
                                             m_list);
            item->setFlags(Qt::ItemIsEnabled);
        }
    });
}

void BackupSettings::say(const QString& text, bool wrong)
{
    setLabelRole(m_said, wrong ? LabelRole::Error : LabelRole::Secondary);
    m_said->setText(text);
}

void BackupSettings::retranslate()
{
    m_form->setWords(m_hours, tr("Back up by itself"),
                     tr("A whole copy of the project file, made while you work. Nothing is made "
                        "when nothing changed."));
    m_hours->setSpecialValueText(tr("never"));
    m_hours->setPrefix(tr("every ", "hours: before the number"));
    m_hours->setSuffix(tr(" h", "hours: after the number"));
    m_form->setWords(
        m_keep, tr("How many to keep"),
        tr("The oldest goes when a new one is complete. Other files are never touched."));
    m_form->setWords(m_folder, tr("Folder for backups"),
                     tr("Another disk keeps them when this one breaks."));
    m_folder->setCaption(tr("Folder for backups"));
    m_folder->setPlaceholder(tr("beside the project"));
    if (!m_folder->hasFocus()) {
        m_folder->setPath(m_context.settings->value(SettingKey::BackupFolder).toString());
    }
    m_now->setText(tr("Back up now"));
    m_listTitle->setText(tr("Backups of this project"));
    m_list->setAccessibleName(tr("Backups of this project"));
    refresh();
}

void BackupSettings::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        say({}, false);
        retranslate();
    }
    QWidget::changeEvent(event);
}

void BackupSettings::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace triptych::ui
