// SPDX-License-Identifier: GPL-3.0-or-later
// A lane: threads that each own one open Project and take tasks from one queue. The only place
// where a Project is touched by the window. Tasks run in order of arrival.
#pragma once

#include "core/workflow/project.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace triptych::ui {

class Lane
{
public:
    // Both are called on the lane's thread. `project` is null with the reason in `error`.
    using Task = std::function<void(workflow::Project* project, const Error& error)>;
    using Opener = std::function<Result<std::unique_ptr<workflow::Project>>()>;

    Lane(int threads, Opener opener);
    ~Lane(); // finish() and join
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    // `channel` 0 stands alone; else a newer task of the same channel drops an older one that
    // waits, and interrupts it when it runs. A dropped task is never called.
    void submit(std::uint64_t channel, Task task);
    // Drops what waits in the channel and interrupts what runs of it.
    void drop(std::uint64_t channel);
    // Takes no more tasks. `dropWaiting`: also forgets those that wait and interrupts those that
    // run; otherwise they still run. Threads end by themselves; onEnded is called by the last one.
    void finish(bool dropWaiting, std::function<void()> onEnded = {});

private:
    struct Entry
    {
        std::uint64_t channel = 0;
        Task task;
    };
    struct Worker
    {
        std::uint64_t channel = 0; // of what runs
        bool busy = false;
        workflow::Project* project = nullptr;
        std::thread thread;
    };

    void run(Worker& worker);
    void dropLocked(std::uint64_t channel);

    Opener m_opener;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Entry> m_queue;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::size_t m_alive = 0;
    bool m_finishing = false;
    std::function<void()> m_onEnded;
};

} // namespace triptych::ui
