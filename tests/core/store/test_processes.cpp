// SPDX-License-Identifier: GPL-3.0-or-later
// Forked children that really write and are really killed.
#include "test_processes.h"

#include "core/store/maintenance.h"
#include "world.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <set>
#include <thread>

using namespace triptych;
using namespace triptych::store;

namespace {

// A child process with a pipe to read what it writes; killed and waited for at the end.
class Child
{
public:
    // `work` gets the descriptor to write to; what it throws ends the child with 1.
    template <typename Work> explicit Child(const Work& work)
    {
        int ends[2] = {-1, -1};
        if (pipe(ends) != 0) {
            throw std::runtime_error("no pipe");
        }
        m_pid = fork();
        if (m_pid == 0) {
            close(ends[0]);
            try {
                work(ends[1]);
            } catch (const std::exception& exception) {
                std::fprintf(stderr, "child: %s\n", exception.what());
                _exit(1);
            }
            _exit(0);
        }
        close(ends[1]);
        m_read = ends[0];
    }
    ~Child()
    {
        if (m_pid > 0) {
            kill9();
        }
        close(m_read);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // One line, empty at the end.
    std::string line()
    {
        std::string text;
        char c = 0;
        while (read(m_read, &c, 1) == 1 && c != '\n') {
            text.push_back(c);
        }
        return text;
    }
    void kill9()
    {
        kill(m_pid, SIGKILL);
        wait();
    }
    int wait()
    {
        int status = 0;
        waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = -1;
    int m_read = -1;
};

void say(int descriptor, const std::string& line)
{
    const auto text = line + "\n";
    if (write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        throw std::runtime_error("the pipe is closed");
    }
}

void addImages(Database& db, const std::string& prefix, int from, int count, BatchId batch = {})
{
    auto transaction = value(WriteTransaction::begin(db, Lane::Bulk));
    std::vector<Image> images;
    for (int i = from; i < from + count; ++i) {
        Image image;
        image.root = RootId{1};
        image.name = prefix + std::to_string(i);
        images.push_back(image);
    }
    UpsertOptions options;
    options.batch = batch;
    value(ImageStore(db).upsert(transaction, images, options));
    ok(transaction.commit());
}

} // namespace

void TestProcesses::acknowledgedDecisionsSurviveKill9()
{
    tested([&] {
        World world;
        std::vector<Example> examples;
        for (int i = 0; i < 40; ++i) {
            examples.push_back(addExample(world, std::to_string(i)));
        }
        world.reviewer("Anna");
        const auto file = world.file();
        world.db.reset();
        std::set<std::string> acknowledged;
        for (int round = 0; round < 5; ++round) {
            Child child([&](int out) {
                World mine;
                mine.db = World::open(file);
                for (;;) {
                    for (const auto& example : examples) {
                        say(out, mine.decide(example.forward, "accept", "Anna").id);
                    }
                }
            });
            for (int i = 0; i < 3 + round * 7; ++i) {
                acknowledged.insert(child.line());
            }
            child.kill9();
        }
        QVERIFY(!acknowledged.contains(std::string{}));
        world.db = World::open(file);
        for (const auto& id : acknowledged) {
            QVERIFY2(value(EventStore(*world.db).byId(id)), id.c_str());
        }
        const auto report = value(verifyDatabase(*world.db, false, {}));
        QVERIFY2(report.ok, report.ok ? "" : report.problems.front().c_str());
        QCOMPARE(world.state(examples[0].forward), SlotState::Accepted);
    });
}

void TestProcesses::aKilledImportLeavesNothingBehind()
{
    tested([&] {
        World world;
        world.root();
        addImages(*world.db, "before", 0, 3);
        const auto file = world.file();
        world.db.reset();
        Child child([&](int out) {
            const auto db = World::open(file);
            auto transaction = value(WriteTransaction::begin(*db, Lane::Bulk));
            const auto batch = value(BatchStore(*db).begin(transaction, "import"));
            ok(transaction.commit());
            for (int i = 0;; i += 100) {
                addImages(*db, "import", i, 100, batch.id);
                say(out, "more");
            }
        });
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(child.line(), std::string("more"));
        }
        child.kill9();
        world.db = World::open(file);
        QCOMPARE(value(ImageStore(*world.db).count(false)), 3);
        QCOMPARE(value(BatchStore(*world.db).abandoned()).size(), std::size_t{1});
        world.write([&](WriteTransaction& t) { value(BatchStore(*world.db).removeAbandoned(t)); });
        QCOMPARE(value(ImageStore(*world.db).count(false)), 3);
        QVERIFY(!value(ImageStore(*world.db).byNameOrKey("import0")));
        QVERIFY(value(verifyDatabase(*world.db, false, {})).ok);
    });
}

void TestProcesses::twoProcessesWriteAtOnceWithoutALockError()
{
    tested([&] {
        World world;
        world.root();
        const auto file = world.file();
        world.db.reset();
        constexpr int kTransactions = 150;
        const auto work = [&](const std::string& prefix) {
            return [&file, prefix](int) {
                const auto db = World::open(file);
                for (int i = 0; i < kTransactions; ++i) {
                    addImages(*db, prefix, i * 3, 3);
                }
            };
        };
        Child one(work("one"));
        Child two(work("two"));
        QCOMPARE(one.wait(), 0);
        QCOMPARE(two.wait(), 0);
        world.db = World::open(file);
        QCOMPARE(value(ImageStore(*world.db).count(false)), 2 * 3 * kTransactions);
    });
}

void TestProcesses::whoeverWaitsIsToldForWhom()
{
    tested([&] {
        World world;
        world.root();
        const auto file = world.file();
        world.db.reset();
        Child child([&](int out) {
            DatabaseOptions options;
            options.command = "import big";
            const auto db = World::open(file, options);
            auto transaction = value(WriteTransaction::begin(*db, Lane::Bulk));
            say(out, "locked");
            pause(); // until killed
        });
        QCOMPARE(child.line(), std::string("locked"));
        std::string told;
        DatabaseOptions options;
        options.waitingAfter = std::chrono::milliseconds(20);
        options.waiting = [&](const std::string& who) {
            told = who;
            child.kill9(); // the lock goes with the process
        };
        const auto db = World::open(file, options);
        addImages(*db, "after", 0, 1);
        QVERIFY2(told.starts_with("import big, "), told.c_str());
        QCOMPARE(value(ImageStore(*db).count(false)), 1);
    });
}

void TestProcesses::afterWaitingAtMostItIsBusy()
{
    tested([&] {
        World world;
        world.root();
        DatabaseOptions options;
        options.waitAtMost = std::chrono::milliseconds(30);
        const auto other = World::open(world.file(), options);
        const auto held = value(WriteTransaction::begin(*world.db, Lane::Bulk));
        const auto refused = WriteTransaction::begin(*other, Lane::Interactive);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
        QVERIFY2(refused.error().detail.starts_with("triptych, "), refused.error().detail.c_str());
    });
}

void TestProcesses::interactiveWritersGoBeforeBulk()
{
    WriteGate gate;
    std::vector<Lane> order;
    std::atomic<int> queued = 0;
    const auto writer = [&](Lane lane) {
        ++queued;
        const auto hold = gate.acquire(lane);
        order.push_back(lane);
    };
    {
        auto held = gate.acquire(Lane::Bulk);
        const std::jthread bulk(writer, Lane::Bulk);
        while (queued < 1) {
            std::this_thread::yield();
        }
        const std::jthread interactive(writer, Lane::Interactive);
        while (!gate.interactiveWaits()) {
            std::this_thread::yield();
        }
        held.release();
    }
    QCOMPARE(order.size(), std::size_t{2});
    QCOMPARE(order[0], Lane::Interactive);
    QCOMPARE(order[1], Lane::Bulk);
    QVERIFY(!gate.interactiveWaits());
}

void TestProcesses::bulkWorkStepsAsideForOthersOnly()
{
    tested([&] {
        World world;
        const auto heldFor = [&] {
            const auto start = std::chrono::steady_clock::now();
            auto transaction = value(WriteTransaction::begin(*world.db, Lane::Bulk));
            while (!transaction.shouldCommit()) {
                std::this_thread::yield();
            }
            ok(transaction.commit());
            return std::chrono::steady_clock::now() - start;
        };
        QVERIFY(heldFor() >= std::chrono::milliseconds(500));
        // Upper bounds would depend on how busy the machine is: the shortest of several is
        // compared.
        const auto other = World::open(world.file());
        auto shortest = heldFor();
        for (int i = 0; i < 5; ++i) {
            shortest = std::min(shortest, heldFor());
        }
        QVERIFY(shortest >= std::chrono::milliseconds(40));
        QVERIFY(shortest < std::chrono::milliseconds(500));
    });
}
