// SPDX-License-Identifier: GPL-3.0-or-later
// Threads for the parts of a batch.
#include "core/nn/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace triptych::nn {

namespace {

std::atomic<int> g_workers = 1;

} // namespace

void setWorkers(int threads)
{
    g_workers = std::clamp(threads, 1, 256);
}

int workers()
{
    return g_workers;
}

void inParts(std::size_t items, std::size_t part, int threads, const PartWork& work)
{
    std::atomic<std::size_t> next = 0;
    std::mutex guard;
    std::exception_ptr failure;
    const auto run = [&](std::size_t worker) {
        try {
            for (std::size_t first = next.fetch_add(part); first < items;
                 first = next.fetch_add(part)) {
                work(first, std::min(part, items - first), worker);
            }
        } catch (...) {
            const std::scoped_lock lock(guard);
            failure = std::current_exception();
            next = items;
        }
    };
    const std::size_t parts = (items + part - 1) / part;
    const std::size_t most = std::min(parts, static_cast<std::size_t>(std::max(threads, 1)));
    {
        std::vector<std::jthread> others; // joined at the end of this block
        for (std::size_t worker = 1; worker < most; ++worker) {
            others.emplace_back(run, worker);
        }
        run(0);
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

std::size_t partOf(std::size_t items, std::size_t most, int threads)
{
    const auto each = static_cast<std::size_t>(std::max(threads, 1));
    return std::clamp<std::size_t>((items + each - 1) / each, 1, std::max<std::size_t>(most, 1));
}

} // namespace triptych::nn
