// SPDX-License-Identifier: GPL-3.0-or-later
// Looks by names first, so that no job appears when nothing is due.
#include "ui/shell/backup_keeper.h"

#include "ui/convert.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"

namespace triptych::ui {

namespace {

constexpr std::chrono::seconds kFirstLook{20};
constexpr std::chrono::hours kEvery{1};

} // namespace

BackupKeeper::BackupKeeper(const PageContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_first(kFirstLook)
    , m_every(kEvery)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BackupKeeper::look);
    connect(context.session, &ProjectSession::opened, this, [this]() { m_timer.start(m_first); });
    connect(context.session, &ProjectSession::closed, &m_timer, &QTimer::stop);
    connect(context.settings, &Settings::changed, this, [this](SettingKey key) {
        const bool ours = key == SettingKey::BackupHours || key == SettingKey::BackupFolder;
        if (ours && m_context.session->isOpen()) {
            m_timer.start(m_first);
        }
    });
}

void BackupKeeper::setTimes(std::chrono::milliseconds first, std::chrono::milliseconds every)
{
    m_first = first;
    m_every = every;
}

workflow::BackupPolicy BackupKeeper::policy() const
{
    const Settings& settings = *m_context.settings;
    workflow::BackupPolicy policy;
    policy.everyHours = settings.value(SettingKey::BackupHours).toInt();
    policy.keep = settings.value(SettingKey::BackupKeep).toInt();
    policy.folder = toPath(settings.value(SettingKey::BackupFolder).toString());
    return policy;
}

void BackupKeeper::list(QObject* context, std::function<void(Backups)> done)
{
    const QString path = m_context.session->isOpen() ? m_context.session->path() : QString();
    m_context.session->jobs().look<Backups>(
        context,
        [path, policy = policy()]() {
            return path.isEmpty() ? Backups{} : workflow::automaticBackups(toPath(path), policy);
        },
        std::move(done));
}

void BackupKeeper::look()
{
    m_timer.start(m_every);
    const workflow::BackupPolicy policy = this->policy();
    if (m_busy || policy.everyHours <= 0 || !m_context.session->writable()) {
        return;
    }
    list(this, [this, policy](const Backups& backups) {
        constexpr qint64 kHourMs = 3600 * 1000;
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const bool recent = backups && !backups->empty() && backups->front().at <= now &&
                            now - backups->front().at < policy.everyHours * kHourMs;
        if (!recent) {
            start(false);
        }
    });
}

void BackupKeeper::backUpNow()
{
    start(true);
}

void BackupKeeper::start(bool force)
{
    ProjectSession* session = m_context.session;
    if (m_busy || !session->isOpen() || !session->writable()) {
        return;
    }
    m_busy = true;
    Q_EMIT busyChanged();
    session->runJob<workflow::AutomaticBackup>(
        tr("Backing up"), this,
        [policy = policy(), force](workflow::Project& project, const JobContext& job) {
            return force ? workflow::backUpNow(project, policy, job)
                         : workflow::backUpIfDue(project, policy, job);
        },
        [this](const Result<workflow::AutomaticBackup>& done) {
            m_busy = false;
            Q_EMIT busyChanged();
            if (!done && done.error().code != ErrorCode::Cancelled) {
                Q_EMIT failed(done.error());
            } else if (done && done->made) {
                Q_EMIT made(done->newest);
            }
        });
}

} // namespace triptych::ui
