// SPDX-License-Identifier: GPL-3.0-or-later
// Threads that own projects.
#include "ui/jobs/lanes.h"

#include <algorithm>

namespace triptych::ui {

Lane::Lane(int threads, Opener opener)
    : m_opener(std::move(opener))
{
    m_alive = static_cast<std::size_t>(threads);
    for (int i = 0; i < threads; ++i) {
        m_workers.push_back(std::make_unique<Worker>());
    }
    for (auto& worker : m_workers) {
        worker->thread = std::thread([this, one = worker.get()]() { run(*one); });
    }
}

Lane::~Lane()
{
    finish(false);
    for (auto& worker : m_workers) {
        worker->thread.join();
    }
}

void Lane::submit(std::uint64_t channel, Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_finishing) {
            return;
        }
        if (channel != 0) {
            dropLocked(channel);
        }
        m_queue.push_back({channel, std::move(task)});
    }
    m_wake.notify_one();
}

void Lane::drop(std::uint64_t channel)
{
    const std::lock_guard lock(m_mutex);
    dropLocked(channel);
}

void Lane::dropLocked(std::uint64_t channel)
{
    std::erase_if(m_queue, [channel](const Entry& entry) { return entry.channel == channel; });
    for (auto& worker : m_workers) {
        // Under the lock the worker cannot have gone on to another task, so only the stale one is
        // hit.
        if (worker->busy && worker->channel == channel && worker->project) {
            worker->project->interrupt();
        }
    }
}

void Lane::finish(bool dropWaiting, std::function<void()> onEnded)
{
    {
        const std::lock_guard lock(m_mutex);
        m_finishing = true;
        if (dropWaiting) {
            m_queue.clear();
            for (auto& worker : m_workers) {
                if (worker->busy && worker->project) {
                    worker->project->interrupt();
                }
            }
        }
        if (onEnded && m_alive > 0) {
            m_onEnded = std::move(onEnded);
            onEnded = nullptr;
        }
    }
    m_wake.notify_all();
    if (onEnded) {
        onEnded();
    }
}

void Lane::run(Worker& worker)
{
    auto opened = m_opener();
    const Error error = opened ? Error{} : opened.error();
    std::unique_lock lock(m_mutex);
    worker.project = opened ? opened->get() : nullptr;
    while (true) {
        m_wake.wait(lock, [this]() { return !m_queue.empty() || m_finishing; });
        if (m_queue.empty()) {
            break;
        }
        Entry entry = std::move(m_queue.front());
        m_queue.pop_front();
        worker.busy = true;
        worker.channel = entry.channel;
        lock.unlock();
        entry.task(worker.project, error);
        entry.task = nullptr; // what it holds goes on this thread, not under the lock
        lock.lock();
        worker.busy = false;
    }
    worker.project = nullptr;
    lock.unlock();
    if (opened) {
        opened->reset(); // closing may checkpoint: not under the lock
    }
    lock.lock();
    std::function<void()> onEnded;
    if (--m_alive == 0) {
        onEnded = std::move(m_onEnded);
    }
    lock.unlock();
    if (onEnded) {
        onEnded();
    }
}

} // namespace triptych::ui
