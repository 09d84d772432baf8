// SPDX-License-Identifier: GPL-3.0-or-later
// 50,000 accepted triplets written out.
#include "bench_world.h"

#include "core/workflow/decide.h"
#include "core/workflow/exchange.h"

#include <benchmark/benchmark.h>

#include <chrono>

namespace triptych::bench {

namespace {

void exportTriplets(benchmark::State& state)
{
    workflow::Project& project = projectOf(50000);
    workflow::DecideWhereRequest accept;
    accept.where = "direction:forward status:pending";
    accept.reviewer = "bench";
    must(workflow::decideWhere(project, accept, jobContext()));
    std::int64_t triplets = 0;
    for (auto _ : state) {
        const Folder folder;
        workflow::ExportRequest request;
        request.folder = folder.path() / "out";
        request.kind = static_cast<workflow::ExportKind>(state.range(0));
        const auto start = std::chrono::steady_clock::now();
        triplets = must(workflow::exportFrom(project, request, jobContext())).triplets;
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    state.counters["triplets"] = static_cast<double>(triplets);
    state.SetLabel(std::string(workflow::name(static_cast<workflow::ExportKind>(state.range(0)))));
}
BENCHMARK(exportTriplets)
    ->Arg(static_cast<int>(workflow::ExportKind::Jsonl))
    ->Arg(static_cast<int>(workflow::ExportKind::Csv))
    ->Arg(static_cast<int>(workflow::ExportKind::Cirr))
    ->Arg(static_cast<int>(workflow::ExportKind::Triptych))
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kSecond);

} // namespace

} // namespace triptych::bench
