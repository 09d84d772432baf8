// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog sees what keeps the GUI thread, and nothing else.
#include "tests/support/gui_watchdog.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

#include <sched.h>

using namespace triptych::ui;

namespace {

const int kTooLong = WatchedApplication::limit() * 12 / 5;
constexpr int kShort = 10;
// Set for the process that is to fail.
constexpr const char* kBlocked = "TRIPTYCH_WATCHDOG_BLOCKED";

WatchedApplication& application()
{
    return *static_cast<WatchedApplication*>(qApp);
}

} // namespace

// Not in an anonymous namespace: the stack has to name it.
class Slow final : public QObject
{
    Q_OBJECT
public:
    Q_INVOKABLE void burn(int milliseconds);
    Q_INVOKABLE void compute(int milliseconds); // of processor time
    Q_INVOKABLE void sleep(int milliseconds);
};

void Slow::burn(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
    }
}

void Slow::compute(int milliseconds)
{
    const auto used = []() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return now.tv_sec * 1000 + now.tv_nsec / 1000000;
    };
    const auto start = used();
    while (used() - start < milliseconds) {
    }
}

void Slow::sleep(int milliseconds)
{
    QThread::msleep(static_cast<unsigned long>(milliseconds));
}

namespace {

void post(Slow& slow, const char* method, int milliseconds)
{
    QMetaObject::invokeMethod(&slow, method, Qt::QueuedConnection, Q_ARG(int, milliseconds));
    QCoreApplication::sendPostedEvents(&slow);
}

} // namespace

class GuiWatchdogTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aLongEventIsToldWithItsReceiverAndItsStack_data();
    void aLongEventIsToldWithItsReceiverAndItsStack();
    void aShortEventIsNot();
    void manyShortEventsAreNot();
    void aCallInPlaceOfAnEventIsWatched();
    void waitingForACoreIsNotABlock();
    void aBlockFailsTheTestThatRuns();

private:
    Slow m_slow;
};

// A test that takes too long, in a process of its own.
class Blocked final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTooLong()
    {
        Slow slow;
        post(slow, "sleep", kTooLong);
    }
};

void GuiWatchdogTest::init()
{
    m_slow.setObjectName(QStringLiteral("sloth"));
    application().setFailing(false);
    application().takeBlocks();
}

void GuiWatchdogTest::cleanup()
{
    application().takeBlocks();
    application().setFailing(true);
}

void GuiWatchdogTest::aLongEventIsToldWithItsReceiverAndItsStack_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("computing") << QByteArray("burn");
    QTest::newRow("waiting") << QByteArray("sleep"); // for the disk, a lock: not for a core
}

void GuiWatchdogTest::aLongEventIsToldWithItsReceiverAndItsStack()
{
    QFETCH(const QByteArray, method);
    post(m_slow, method.constData(), kTooLong);
    const auto blocks = application().takeBlocks();
    QCOMPARE(blocks.size(), 1);
    const QString told = blocks.first().told();
    QVERIFY2(told.contains(QStringLiteral("MetaCall to Slow “sloth”")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("Slow::") + QString::fromLatin1(method)),
             qPrintable(told));
    QVERIFY2(blocks.first().milliseconds <= kTooLong * 2.0, qPrintable(told));
}

void GuiWatchdogTest::aShortEventIsNot()
{
    post(m_slow, "burn", kShort);
    QVERIFY(application().takeBlocks().isEmpty());
    QVERIFY(application().longest().milliseconds >= kShort / 2.0);
}

void GuiWatchdogTest::manyShortEventsAreNot()
{
    for (int i = 0; i < kTooLong / kShort; ++i) {
        post(m_slow, "burn", kShort);
    }
    QVERIFY(application().takeBlocks().isEmpty());
}

void GuiWatchdogTest::aCallInPlaceOfAnEventIsWatched()
{
    {
        const GuiSpan span(QStringLiteral("a click"));
        m_slow.burn(kTooLong);
    }
    const auto blocks = application().takeBlocks();
    QCOMPARE(blocks.size(), 1);
    QCOMPARE(blocks.first().what, QStringLiteral("a click"));
}

void GuiWatchdogTest::waitingForACoreIsNotABlock()
{
    QFile waits(QStringLiteral("/proc/self/schedstat"));
    if (!waits.open(QIODevice::ReadOnly)) {
        QSKIP("this kernel does not tell how long a thread waits for a core");
    }
    // Everybody on one core; the new threads take the affinity over.
    cpu_set_t before;
    cpu_set_t one;
    QCOMPARE(sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0);
    std::atomic<bool> ended{false};
    std::vector<std::jthread> busy;
    for (int i = 0; i < 32; ++i) {
        busy.emplace_back([&ended]() {
            while (!ended) {
            }
        });
    }
    QElapsedTimer timer;
    timer.start();
    post(m_slow, "compute", 2 * kShort);
    const auto whole = timer.elapsed();
    ended = true;
    busy.clear();
    QCOMPARE(sched_setaffinity(0, sizeof before, &before), 0);
    const auto blocks = application().takeBlocks();
    QVERIFY2(blocks.isEmpty(), blocks.isEmpty() ? "" : qPrintable(blocks.first().told()));
    if (whole < 2 * WatchedApplication::kLimitMilliseconds) {
        QSKIP("this scheduler let the thread through");
    }
}

void GuiWatchdogTest::aBlockFailsTheTestThatRuns()
{
    QProcess blocked;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QLatin1String(kBlocked), QStringLiteral("1"));
    blocked.setProcessEnvironment(environment);
    blocked.setProcessChannelMode(QProcess::MergedChannels);
    blocked.start(QCoreApplication::applicationFilePath(), {QStringLiteral("takesTooLong")});
    QVERIFY(blocked.waitForFinished());
    const QByteArray told = blocked.readAll();
    QCOMPARE(blocked.exitCode(), 1);
    QVERIFY2(told.contains("FAIL!  : Blocked::takesTooLong()"), told.constData());
    QVERIFY2(told.contains("Slow::sleep"), told.constData());
}

int main(int argc, char** argv)
{
    WatchedApplication application(argc, argv);
    if (qEnvironmentVariableIsSet(kBlocked)) {
        Blocked blocked;
        return QTest::qExec(&blocked, argc, argv);
    }
    GuiWatchdogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "gui_watchdog_test.moc"
