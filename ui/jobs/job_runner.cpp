// SPDX-License-Identifier: GPL-3.0-or-later
// Runs long work and measures it.
#include "ui/jobs/job_runner.h"

#include "core/base/log.h"

#include <QThread>
#include <QtConcurrent>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>

namespace triptych::ui {

namespace {

constexpr std::int64_t kReportEveryMs = 100; // 10 Hz
constexpr std::int64_t kRateWindowMs = 8000; // the rate looks back this far
constexpr std::int64_t kRateFirstMs = 700;   // and is not told before
constexpr int kJobThreads = 4;

std::int64_t steadyMs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

} // namespace

struct JobRunner::Job
{
    int id = 0;
    Work work;
    QPointer<QObject> context;
    std::function<void(const Status&)> done;
    std::stop_source stop;
    bool running = false;
    bool forgotten = false;
    bool again = false; // resume() while it was still pausing
    std::atomic<std::int64_t> lastReport{0};
    std::deque<std::pair<std::int64_t, std::size_t>> samples; // time, done
    std::string stage;
};

JobRunner::JobRunner(QObject* parent)
    : QObject(parent)
    , m_executor(std::max(1, QThread::idealThreadCount()))
{
    m_pool.setMaxThreadCount(kJobThreads);
}

JobRunner::~JobRunner()
{
    for (auto& job : m_jobs) {
        job->stop.request_stop();
    }
    m_pool.waitForDone();
}

int JobRunner::start(const QString& title, Work work, QObject* context,
                     std::function<void(const Status&)> done)
{
    auto job = std::make_shared<Job>();
    job->id = m_nextId++;
    job->work = std::move(work);
    job->context = context;
    job->done = std::move(done);
    m_jobs.push_back(job);
    JobInfo info;
    info.id = job->id;
    info.title = title;
    m_infos.push_back(info);
    launch(job);
    return job->id;
}

void JobRunner::launch(const std::shared_ptr<Job>& job)
{
    job->stop = std::stop_source();
    job->running = true;
    job->samples.clear();
    JobInfo* one = info(job->id);
    one->phase = JobPhase::Running;
    one->perSecond = 0;
    one->secondsLeft = -1;
    JobContext context;
    context.stop = job->stop.get_token();
    context.executor = &m_executor;
    context.report = [this, job](const Progress& progress) {
        const auto now = steadyMs();
        if (now - job->lastReport.load() < kReportEveryMs) {
            return;
        }
        job->lastReport = now;
        QMetaObject::invokeMethod(
            this, [this, id = job->id, progress]() { takeProgress(id, progress); },
            Qt::QueuedConnection);
    };
    // The future is not needed: the end is told by the call below.
    static_cast<void>(QtConcurrent::run(&m_pool, [this, job, context]() {
        const Status status = job->work(context);
        QMetaObject::invokeMethod(
            this, [this, job, status]() { ended(job, status); }, Qt::QueuedConnection);
    }));
    Q_EMIT changed();
}

void JobRunner::takeProgress(int id, const Progress& progress)
{
    const auto job =
        std::find_if(m_jobs.begin(), m_jobs.end(), [id](const auto& one) { return one->id == id; });
    JobInfo* one = info(id);
    if (job == m_jobs.end() || !one || !(*job)->running) {
        return;
    }
    one->progress = progress;
    measure(**job, *one);
    Q_EMIT changed();
}

void JobRunner::measure(Job& job, JobInfo& one)
{
    const auto now = steadyMs();
    const Progress& progress = one.progress;
    if (job.stage != progress.stage ||
        (!job.samples.empty() && job.samples.back().second > progress.done)) {
        job.samples.clear();
        job.stage = progress.stage;
        one.perSecond = 0;
        one.secondsLeft = -1;
    }
    job.samples.emplace_back(now, progress.done);
    while (job.samples.size() > 2 && now - job.samples.front().first > kRateWindowMs) {
        job.samples.pop_front();
    }
    const auto span = now - job.samples.front().first;
    if (span < kRateFirstMs) {
        return;
    }
    const auto made = static_cast<double>(progress.done - job.samples.front().second);
    one.perSecond = made * 1000.0 / static_cast<double>(span);
    if (one.perSecond > 0 && progress.total > progress.done) {
        one.secondsLeft = static_cast<std::int64_t>(
            static_cast<double>(progress.total - progress.done) / one.perSecond);
    }
}

void JobRunner::ended(const std::shared_ptr<Job>& job, const Status& status)
{
    job->running = false;
    const bool paused = !status && status.error().code == ErrorCode::Cancelled;
    if (job->forgotten) {
        forget(job->id);
    } else if (paused && job->again) {
        job->again = false;
        launch(job);
        return;
    } else if (JobInfo* one = info(job->id)) {
        one->phase = paused ? JobPhase::Paused : status ? JobPhase::Finished : JobPhase::Failed;
    }
    const auto id = job->id;
    const auto done = job->done;
    const bool told = job->context != nullptr;
    if (!paused) {
        forget(id);
    }
    Q_EMIT changed();
    Q_EMIT finished(id, status.has_value());
    if (told && done) {
        done(status);
    }
    if (!running()) {
        Q_EMIT idle();
    }
}

void JobRunner::pause(int id)
{
    for (auto& job : m_jobs) {
        if (job->id == id && job->running) {
            job->again = false;
            job->stop.request_stop();
            info(id)->phase = JobPhase::Pausing;
            Q_EMIT changed();
        }
    }
}

void JobRunner::resume(int id)
{
    for (const auto& job : m_jobs) {
        if (job->id == id) {
            if (job->running) {
                job->again = true;
            } else {
                launch(job);
            }
            return;
        }
    }
}

void JobRunner::dismiss(int id)
{
    for (auto& job : m_jobs) {
        if (job->id == id && job->running) {
            job->forgotten = true;
            pause(id);
            return;
        }
    }
    forget(id);
    Q_EMIT changed();
}

void JobRunner::pauseAll()
{
    for (const auto& job : m_jobs) {
        pause(job->id);
    }
}

void JobRunner::forgetPaused()
{
    const auto jobs = m_jobs;
    for (const auto& job : jobs) {
        if (!job->running) {
            forget(job->id);
        }
    }
    Q_EMIT changed();
}

bool JobRunner::running() const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(), [](const auto& job) { return job->running; });
}

JobInfo* JobRunner::info(int id)
{
    const auto at = std::find_if(m_infos.begin(), m_infos.end(),
                                 [id](const JobInfo& one) { return one.id == id; });
    return at == m_infos.end() ? nullptr : &*at;
}

void JobRunner::background(std::function<void()> work)
{
    // A thrown exception would end in the future, which nobody asks, and its answer never come.
    static_cast<void>(QtConcurrent::run(&m_pool, [work = std::move(work)]() {
        try {
            work();
        } catch (const std::exception& exception) {
            log(LogLevel::Error, std::string("background work failed: ") + exception.what());
        }
    }));
}

void JobRunner::forget(int id)
{
    std::erase_if(m_jobs, [id](const auto& job) { return job->id == id; });
    std::erase_if(m_infos, [id](const JobInfo& one) { return one.id == id; });
}

} // namespace triptych::ui
