// SPDX-License-Identifier: GPL-3.0-or-later
// Long work: a plain function that reports and can be stopped, run on a thread of its own. The only
// user of QtConcurrent. Cancel is pause: work is kept batch by batch and the same function
// continues.
#pragma once

#include "core/base/executor.h"
#include "ui/jobs/qt_executor.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <vector>

namespace triptych::ui {

enum class JobPhase
{
    Running,
    Pausing,
    Paused,
    Finished,
    Failed
};

struct JobInfo
{
    int id = 0;
    QString title; // translated, e.g. "Writing texts"
    JobPhase phase = JobPhase::Running;
    Progress progress;
    double perSecond = 0;          // over the last seconds; 0 = not known yet
    std::int64_t secondsLeft = -1; // -1 = not known
};

class JobRunner final : public QObject
{
    Q_OBJECT
public:
    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override; // stops all and waits

    // Runs on a job thread; its result is kept by the function itself (ProjectSession::runJob).
    using Work = std::function<Status(const JobContext&)>;
    // `done` is called in the GUI thread when the work ended and `context` still lives; Cancelled
    // when it was paused. Returns the job's id.
    int start(const QString& title, Work work, QObject* context,
              std::function<void(const Status&)> done);
    // A quick look at something outside the project, on a job thread; not listed, not paused.
    template <typename T>
    void look(QObject* context, std::function<T()> question, std::function<void(T)> done)
    {
        const QPointer<QObject> guard(context);
        background([this, guard, question = std::move(question), done = std::move(done)]() {
            auto answer = std::make_shared<T>(question());
            QMetaObject::invokeMethod(
                this,
                [guard, answer, done]() {
                    if (guard) {
                        done(std::move(*answer));
                    }
                },
                Qt::QueuedConnection);
        });
    }
    void pause(int id);
    void resume(int id);
    void dismiss(int id); // a paused job is forgotten; a running one stops and is forgotten
    void pauseAll();
    void forgetPaused(); // their project is closed
    [[nodiscard]] const std::vector<JobInfo>& jobs() const { return m_infos; } // newest last
    [[nodiscard]] bool running() const;
    [[nodiscard]] Executor& executor() { return m_executor; } // shared by all long work

Q_SIGNALS:
    void changed(); // at most ten times a second while jobs run
    void finished(int id, bool ok);
    void idle(); // the last running job ended

private:
    struct Job;
    void launch(const std::shared_ptr<Job>& job);
    void takeProgress(int id, const Progress& progress);
    void measure(Job& job, JobInfo& one);
    void ended(const std::shared_ptr<Job>& job, const Status& status);
    [[nodiscard]] JobInfo* info(int id);
    void forget(int id);
    void background(std::function<void()> work);

    std::vector<std::shared_ptr<Job>> m_jobs;
    std::vector<JobInfo> m_infos;
    QThreadPool m_pool;
    QtExecutor m_executor;
    int m_nextId = 1;
};

} // namespace triptych::ui
