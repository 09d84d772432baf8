// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the automatic backups: some seconds after a project was opened and then every hour it looks
// whether one is due. Quiet unless one fails.
#pragma once

#include "core/workflow/automatic_backup.h"
#include "ui/page_context.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace triptych::ui {

class BackupKeeper final : public QObject
{
    Q_OBJECT
public:
    explicit BackupKeeper(const PageContext& context, QObject* parent = nullptr);
    // The first look comes `first` after opening, the next ones `every`; for tests.
    void setTimes(std::chrono::milliseconds first, std::chrono::milliseconds every);
    // One now, due or not. Nothing without a project that can be written.
    void backUpNow();
    [[nodiscard]] bool busy() const { return m_busy; }

    using Backups = Result<std::vector<workflow::BackupFile>>;
    // Those of the open project, newest first; empty without one. Answers later.
    void list(QObject* context, std::function<void(Backups)> done);
    // Where they go, as the settings say.
    [[nodiscard]] workflow::BackupPolicy policy() const;

Q_SIGNALS:
    void busyChanged();
    void made(const triptych::workflow::BackupFile& file);
    void failed(const triptych::Error& error);

private:
    void look();
    void start(bool force);

    PageContext m_context;
    QTimer m_timer;
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_every;
    bool m_busy = false;
};

} // namespace triptych::ui
