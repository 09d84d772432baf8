// SPDX-License-Identifier: GPL-3.0-or-later
// Import of a catalogue with its product pairs against raw inserts of the same rows, and of a
// folder of photos against decoding alone.
#include "bench_world.h"
#include "raw_rows.h"

#include "core/workflow/exchange.h"
#include "core/workflow/image_service.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <benchmark/benchmark.h>

#include <chrono>

namespace triptych::bench {

namespace {

double since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void catalogueImport(benchmark::State& state)
{
    double ratio = 0;
    double raw = 0;
    const std::int64_t rows = catalogueRows();
    for (auto _ : state) {
        const Folder folder;
        const auto csv = folder.path() / "catalogue.csv";
        const auto file = folder.path() / "bench.triptych";
        writeCatalogue(csv, rows);
        auto project = newProject(file);
        workflow::ImportRequest request;
        request.source = csv;
        request.kind = workflow::ImportKind::Catalogue;
        const auto start = std::chrono::steady_clock::now();
        must(workflow::importInto(*project, request, jobContext()));
        must(workflow::mine(*project, {}, jobContext()));
        const double seconds = since(start);
        project.reset();
        const RawTime same = insertSameRows(file, folder.path() / "raw.sqlite");
        raw = same.seconds;
        ratio = seconds / same.seconds;
        state.SetIterationTime(seconds);
        state.counters["sqlRows"] = static_cast<double>(same.rows);
    }
    state.counters["rows"] = static_cast<double>(rows);
    state.counters["rawSeconds"] = raw;
    state.counters["timesRaw"] = ratio;
}
BENCHMARK(catalogueImport)->UseManualTime()->Iterations(1)->Unit(benchmark::kSecond);

std::vector<std::filesystem::path> photos(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".jpg" || extension == ".png")) {
            files.push_back(entry.path());
        }
    }
    return files;
}

void folderImport(benchmark::State& state)
{
    const Folder folder;
    workflow::SampleRequest sample;
    sample.folder = folder.path() / "sample";
    sample.products = 60;
    must(workflow::makeSample(sample, jobContext()));
    const auto files = photos(sample.folder);
    double decode = 0;
    double import = 0;
    for (auto _ : state) {
        const Folder target;
        auto project = newProject(target.path() / "bench.triptych");
        workflow::ImportRequest request;
        request.source = sample.folder;
        const auto start = std::chrono::steady_clock::now();
        must(workflow::importInto(*project, request, jobContext()));
        const double seconds = since(start);
        import += seconds;
        state.SetIterationTime(seconds);
        const auto decoding = std::chrono::steady_clock::now();
        jobContext().parallelFor(files.size(), [&](std::size_t i) {
            benchmark::DoNotOptimize(workflow::loadImage({files[i].string(), {}, 0}, {}));
        });
        decode += since(decoding);
    }
    const double count =
        static_cast<double>(files.size()) * static_cast<double>(state.iterations());
    state.counters["images/s"] = count / import;
    state.counters["decodeOnly/s"] = count / decode;
}
BENCHMARK(folderImport)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace triptych::bench
