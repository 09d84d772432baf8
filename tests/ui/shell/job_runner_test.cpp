// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs: told of their end, paused and continued, throttled, silent to whoever is gone.
#include "tests.h"
#include "ui/jobs/job_runner.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace triptych;
using namespace triptych::ui;

class JobRunnerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEndIsToldInTheCallersThread();
    void aPausedJobGoesOnWhereItWas();
    void progressIsToldAtMostTenTimesASecond();
    void anErrorReachesTheCaller();
    void nobodyIsCalledWhenTheContextIsGone();
    void parallelWorkRunsEachTaskOnce();
};

void JobRunnerTest::theEndIsToldInTheCallersThread()
{
    JobRunner runner;
    QThread* worked = nullptr;
    QThread* told = nullptr;
    runner.start(
        QStringLiteral("count"),
        [&worked](const JobContext&) -> Status {
            worked = QThread::currentThread();
            return {};
        },
        this, [&told](const Status&) { told = QThread::currentThread(); });
    QVERIFY(runner.running());
    QTRY_VERIFY(told);
    QCOMPARE(told, thread());
    QVERIFY(worked != thread());
    QVERIFY(runner.jobs().empty());
}

void JobRunnerTest::aPausedJobGoesOnWhereItWas()
{
    JobRunner runner;
    std::atomic<int> done{0};
    QSemaphore reached;
    int cancelled = 0;
    bool finished = false;
    const int id = runner.start(
        QStringLiteral("count"),
        [&](const JobContext& job) -> Status {
            while (done < 10) {
                if (done == 4 && reached.available() == 0) {
                    reached.release();
                    while (!job.cancelled()) {
                        std::this_thread::yield();
                    }
                    return fail(ErrorCode::Cancelled);
                }
                ++done;
            }
            return {};
        },
        this,
        [&](const Status& status) {
            finished = status.has_value();
            cancelled += status ? 0 : 1;
        });
    reached.acquire();
    reached.release(); // stays up: the second run goes through
    runner.pause(id);
    QTRY_COMPARE(cancelled, 1);
    QCOMPARE(runner.jobs().size(), std::size_t{1});
    QCOMPARE(runner.jobs().front().phase, JobPhase::Paused);
    QCOMPARE(done.load(), 4);
    runner.resume(id);
    QTRY_VERIFY(finished);
    QCOMPARE(done.load(), 10);
}

void JobRunnerTest::progressIsToldAtMostTenTimesASecond()
{
    JobRunner runner;
    QSignalSpy changes(&runner, &JobRunner::changed);
    bool finished = false;
    runner.start(
        QStringLiteral("count"),
        [](const JobContext& job) -> Status {
            for (std::size_t i = 0; i < 200000; ++i) {
                job.progress(i, 200000, "count");
            }
            return {};
        },
        this, [&finished](const Status&) { finished = true; });
    QElapsedTimer timer;
    timer.start();
    QTRY_VERIFY(finished);
    // Start, end, and one each tenth of a second.
    QVERIFY(changes.count() <= 4 + timer.elapsed() / 100);
}

void JobRunnerTest::anErrorReachesTheCaller()
{
    JobRunner runner;
    ErrorCode code = ErrorCode::Internal;
    runner.start(
        QStringLiteral("write"),
        [](const JobContext&) -> Status { return fail(ErrorCode::DiskFull); }, this,
        [&code](const Status& status) { code = status ? code : status.error().code; });
    QTRY_COMPARE(code, ErrorCode::DiskFull);
}

void JobRunnerTest::nobodyIsCalledWhenTheContextIsGone()
{
    JobRunner runner;
    QSignalSpy idle(&runner, &JobRunner::idle);
    bool called = false;
    auto context = std::make_unique<QObject>();
    runner.start(
        QStringLiteral("count"), [](const JobContext&) -> Status { return {}; }, context.get(),
        [&called](const Status&) { called = true; });
    context.reset();
    QTRY_COMPARE(idle.count(), 1);
    QVERIFY(!called);
}

void JobRunnerTest::parallelWorkRunsEachTaskOnce()
{
    QtExecutor executor(4);
    std::vector<std::atomic<int>> runs(1000);
    executor.parallelFor(runs.size(), [&runs](std::size_t i) { ++runs[i]; });
    for (const auto& one : runs) {
        QCOMPARE(one.load(), 1);
    }
    executor.parallelFor(0, [](std::size_t) {});
}

std::unique_ptr<QObject> makeJobRunnerTest()
{
    return std::make_unique<JobRunnerTest>();
}

#include "job_runner_test.moc"
