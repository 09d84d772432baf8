// SPDX-License-Identifier: GPL-3.0-or-later
// A durable decision (synchronous=FULL) against the disk's own fsync in the same folder.
#include "bench_world.h"
#include "raw_rows.h"

#include "core/workflow/browse.h"
#include "core/workflow/decide.h"

#include <benchmark/benchmark.h>

#include <chrono>

namespace triptych::bench {

namespace {

void durableDecision(benchmark::State& state)
{
    workflow::Project& project = projectOf(10000);
    const auto ids = must(workflow::snapshotPairs(project, {}));
    std::vector<double> seconds;
    std::size_t next = 0;
    for (auto _ : state) {
        const PairId id = ids[next++ % ids.size()];
        const auto pair = must(workflow::fetchPairs(project, {&id, 1}));
        workflow::Decision decision;
        decision.slot = pair.at(0).slots.at(0).id;
        const auto start = std::chrono::steady_clock::now();
        must(workflow::decide(project, "bench", {decision}));
        const double one =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        seconds.push_back(one);
        state.SetIterationTime(one);
    }
    const auto folder = project.path().parent_path();
    state.counters["p50ms"] = 1000 * quantile(seconds, 0.5);
    state.counters["p99ms"] = 1000 * quantile(seconds, 0.99);
    state.counters["fsyncP50ms"] = 1000 * fsyncQuantile(folder, 1000, 0.5);
    state.counters["fsyncP99ms"] = 1000 * fsyncQuantile(folder, 1000, 0.99);
}
BENCHMARK(durableDecision)->UseManualTime()->Iterations(1000)->Unit(benchmark::kMillisecond);

// Every forward text decided by one person, who then asks after each decision how it goes.
void pace(benchmark::State& state)
{
    workflow::Project& project = projectOf(100000);
    must(workflow::decideWhere(
        project, {"direction:forward", workflow::Act::Accept, "bench", {}, {}}, jobContext()));
    std::vector<double> seconds;
    std::int64_t mine = 0;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        mine = must(workflow::pace(project, "bench")).mine;
        seconds.push_back(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    state.counters["mine"] = static_cast<double>(mine);
    state.counters["p99ms"] = 1000 * quantile(seconds, 0.99);
}
BENCHMARK(pace)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace triptych::bench
