// SPDX-License-Identifier: GPL-3.0-or-later
// What Browse waits for with 100,000 pairs: a snapshot of ids, one page of pairs, the facets.
#include "bench_world.h"

#include "core/workflow/browse.h"

#include <benchmark/benchmark.h>

#include <array>

namespace triptych::bench {

namespace {

constexpr std::int64_t kPairs = 100000;
constexpr std::size_t kPage = 128;

const std::array<workflow::Snapshot, 5> kQuestions{
    workflow::Snapshot{}, workflow::Snapshot{"text:blue"},
    workflow::Snapshot{"status:pending category:Tees"},
    workflow::Snapshot{"", workflow::SortKey::Forward},
    workflow::Snapshot{"text:blue", workflow::SortKey::Score, true}};

void snapshot(benchmark::State& state)
{
    workflow::Project& project = projectOf(kPairs);
    const workflow::Snapshot& question = kQuestions[static_cast<std::size_t>(state.range(0))];
    std::size_t rows = 0;
    for (auto _ : state) {
        rows = must(workflow::snapshotPairs(project, question)).size();
    }
    state.counters["rows"] = static_cast<double>(rows);
    state.SetLabel(question.where + " by " + std::string(workflow::name(question.sort)));
}
BENCHMARK(snapshot)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);

void page(benchmark::State& state)
{
    workflow::Project& project = projectOf(kPairs);
    const auto ids = must(workflow::snapshotPairs(project, {"", workflow::SortKey::Random}));
    std::size_t at = 0;
    for (auto _ : state) {
        const std::span<const PairId> wanted(ids.data() + at, kPage);
        benchmark::DoNotOptimize(must(workflow::fetchPairs(project, wanted)));
        at = (at + kPage) % (ids.size() - kPage);
    }
}
BENCHMARK(page)->Unit(benchmark::kMillisecond);

void facetCounts(benchmark::State& state)
{
    workflow::Project& project = projectOf(kPairs);
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(workflow::facets(project)));
    }
}
BENCHMARK(facetCounts)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace triptych::bench
