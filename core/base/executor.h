// SPDX-License-Identifier: GPL-3.0-or-later
// Where parallel work runs, and what every long function is given. Core starts no thread of its own
// except through an Executor that its caller made.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace triptych {

class Executor
{
public:
    virtual ~Executor() = default;
    // Number of tasks that run at once, at least 1.
    [[nodiscard]] virtual std::size_t concurrency() const = 0;
    // Runs task(0 … count-1), each once, in any order, on up to concurrency() threads; returns when
    // all have ended. A task must not throw.
    virtual void parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) = 0;
};

// Runs everything on the calling thread, in order.
class SerialExecutor final : public Executor
{
public:
    [[nodiscard]] std::size_t concurrency() const override { return 1; }
    void parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) override;
};

// A parallelFor on std::jthread, for commands. threads = 0: all cores.
std::unique_ptr<Executor> makeThreadExecutor(std::size_t threads = 0);

struct Progress
{
    std::size_t done = 0;
    std::size_t total = 0; // 0 = unknown
    std::string stage;     // short English key, e.g. "decode"; ui words it
};

// What a long function is given. Cheap to copy; `executor` must outlive the call.
struct JobContext
{
    std::stop_token stop;
    std::function<void(const Progress&)> report; // any thread, one at a time; may be empty
    Executor* executor = nullptr;                // null: the calling thread

    [[nodiscard]] bool cancelled() const { return stop.stop_requested(); }
    void progress(std::size_t done, std::size_t total, const char* stage) const;
    // parallelFor on the executor, or in place.
    void parallelFor(std::size_t count, const std::function<void(std::size_t)>& task) const;
    [[nodiscard]] std::size_t concurrency() const { return executor ? executor->concurrency() : 1; }
};

} // namespace triptych
