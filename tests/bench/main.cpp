// SPDX-License-Identifier: GPL-3.0-or-later
// triptych_bench [--rows=N] [Google Benchmark's options]
#include "bench_world.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string_view>
#include <vector>

int main(int argc, char** argv)
{
    constexpr std::string_view kRows = "--rows=";
    std::vector<char*> rest;
    for (int i = 0; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word.starts_with(kRows)) {
            triptych::bench::setCatalogueRows(std::atoll(argv[i] + kRows.size()));
        } else {
            rest.push_back(argv[i]);
        }
    }
    int count = static_cast<int>(rest.size());
    benchmark::Initialize(&count, rest.data());
    if (benchmark::ReportUnrecognizedArguments(count, rest.data()) ||
        triptych::bench::catalogueRows() < 2) {
        return 2;
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
