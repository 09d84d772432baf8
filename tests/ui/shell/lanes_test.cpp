// SPDX-License-Identifier: GPL-3.0-or-later
// Lanes: order, dropped questions, and an end that loses no task.
#include "tests.h"
#include "ui/jobs/lanes.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <vector>

using namespace triptych;
using namespace triptych::ui;

class LanesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksRunInOrder();
    void aNewerQuestionDropsTheOneThatWaits();
    void finishingStillRunsWhatWaits();
    void finishingMayForgetWhatWaits();
    void aProjectThatDoesNotOpenIsSaidToEveryTask();
};

namespace {

Result<std::unique_ptr<workflow::Project>> noProject()
{
    return fail(ErrorCode::NotFound, "none here");
}

} // namespace

void LanesTest::tasksRunInOrder()
{
    std::vector<int> order;
    {
        Lane lane(1, noProject);
        for (int i = 0; i < 100; ++i) {
            lane.submit(0, [&order, i](auto*, const auto&) { order.push_back(i); });
        }
    }
    QCOMPARE(order.size(), std::size_t{100});
    QVERIFY(std::is_sorted(order.begin(), order.end()));
}

void LanesTest::aNewerQuestionDropsTheOneThatWaits()
{
    std::vector<int> answered;
    QSemaphore go;
    {
        Lane lane(1, noProject);
        lane.submit(0, [&go](auto*, const auto&) { go.acquire(); });
        lane.submit(7, [&answered](auto*, const auto&) { answered.push_back(1); });
        lane.submit(8, [&answered](auto*, const auto&) { answered.push_back(2); });
        lane.submit(7, [&answered](auto*, const auto&) { answered.push_back(3); });
        go.release();
    }
    QCOMPARE(answered, (std::vector<int>{2, 3}));
}

void LanesTest::finishingStillRunsWhatWaits()
{
    std::atomic<int> ran{0};
    std::atomic<bool> ended{false};
    QSemaphore go;
    Lane lane(1, noProject);
    lane.submit(0, [&go](auto*, const auto&) { go.acquire(); });
    for (int i = 0; i < 5; ++i) {
        lane.submit(0, [&ran](auto*, const auto&) { ++ran; });
    }
    lane.finish(false, [&ended]() { ended = true; });
    lane.submit(0, [&ran](auto*, const auto&) { ran = 100; }); // too late
    go.release();
    QTRY_VERIFY(ended);
    QCOMPARE(ran.load(), 5);
}

void LanesTest::finishingMayForgetWhatWaits()
{
    std::atomic<int> ran{0};
    std::atomic<bool> ended{false};
    QSemaphore started;
    QSemaphore go;
    Lane lane(1, noProject);
    lane.submit(0, [&](auto*, const auto&) {
        started.release();
        go.acquire();
    });
    started.acquire();
    lane.submit(0, [&ran](auto*, const auto&) { ++ran; });
    lane.finish(true, [&ended]() { ended = true; });
    go.release();
    QTRY_VERIFY(ended);
    QCOMPARE(ran.load(), 0);
}

void LanesTest::aProjectThatDoesNotOpenIsSaidToEveryTask()
{
    std::vector<ErrorCode> codes;
    {
        Lane lane(1, noProject);
        for (int i = 0; i < 2; ++i) {
            lane.submit(0, [&codes](workflow::Project* project, const Error& error) {
                codes.push_back(project ? ErrorCode::Internal : error.code);
            });
        }
    }
    QCOMPARE(codes, (std::vector<ErrorCode>{ErrorCode::NotFound, ErrorCode::NotFound}));
}

std::unique_ptr<QObject> makeLanesTest()
{
    return std::make_unique<LanesTest>();
}

#include "lanes_test.moc"
