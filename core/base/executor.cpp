// SPDX-License-Identifier: GPL-3.0-or-later
// Serial and thread executors.
#include "core/base/executor.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace triptych {

namespace {

class ThreadExecutor final : public Executor
{
public:
    explicit ThreadExecutor(std::size_t threads)
        : m_threads(std::max<std::size_t>(
              1, threads != 0 ? threads : std::max(1U, std::thread::hardware_concurrency())))
    {}

    [[nodiscard]] std::size_t concurrency() const override { return m_threads; }

    void parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) override
    {
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
                task(i);
            }
        };
        std::vector<std::jthread> helpers;
        for (std::size_t t = 1; t < std::min(m_threads, count); ++t) {
            helpers.emplace_back(work);
        }
        work();
    }

private:
    std::size_t m_threads;
};

} // namespace

void SerialExecutor::parallelFor(std::size_t count, const std::function<void(std::size_t)>& task)
{
    for (std::size_t i = 0; i < count; ++i) {
        task(i);
    }
}

std::unique_ptr<Executor> makeThreadExecutor(std::size_t threads)
{
    return std::make_unique<ThreadExecutor>(threads);
}

void JobContext::progress(std::size_t done, std::size_t total, const char* stage) const
{
    if (report) {
        report({done, total, stage});
    }
}

void JobContext::parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) const
{
    if (executor != nullptr) {
        executor->parallelFor(count, task);
    } else {
        SerialExecutor{}.parallelFor(count, task);
    }
}

} // namespace triptych
