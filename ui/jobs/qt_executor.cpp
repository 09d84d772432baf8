// SPDX-License-Identifier: GPL-3.0-or-later
// parallelFor on a thread pool; the calling thread takes its share.
#include "ui/jobs/qt_executor.h"

#include <QSemaphore>

#include <atomic>

namespace triptych::ui {

QtExecutor::QtExecutor(int threads)
{
    m_pool.setMaxThreadCount(threads > 1 ? threads - 1 : 1);
    m_threads = threads > 1 ? threads : 1;
}

std::size_t QtExecutor::concurrency() const
{
    return static_cast<std::size_t>(m_threads);
}

void QtExecutor::parallelFor(std::size_t count, const std::function<void(std::size_t)>& task)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&next, &task, count]() {
        for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) {
            task(i);
        }
    };
    QSemaphore ended;
    int helpers = 0;
    for (int i = 1; i < m_threads && static_cast<std::size_t>(i) < count; ++i) {
        // tryStart: when all helpers are taken by another job, this one goes on by itself.
        if (m_pool.tryStart([&work, &ended]() {
                work();
                ended.release();
            })) {
            ++helpers;
        }
    }
    work();
    ended.acquire(helpers);
}

} // namespace triptych::ui
