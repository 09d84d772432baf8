// SPDX-License-Identifier: GPL-3.0-or-later
// A warm composed query, end to end, over a gallery of made-up vectors: by the encoder that
// TRIPTYCH_BENCH_ENCODER names, else the standard one where its model is there, else the compact.
#include "bench_world.h"

#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/query.h"

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace triptych::bench {

namespace {

constexpr std::size_t kRowsAtOnce = 2000;
constexpr std::array kColours{"black", "blue", "red", "green", "yellow", "white", "grey", "pink"};

std::string nameOf(std::size_t i)
{
    char name[32];
    std::snprintf(name, sizeof name, "image-%07zu.jpg", i);
    return name;
}

void putImages(workflow::Project& project, std::size_t count)
{
    auto& database = workflow::databaseOf(project);
    for (std::size_t at = 0; at < count; at += kRowsAtOnce) {
        auto transaction = must(store::WriteTransaction::begin(database, store::Lane::Bulk));
        Root root;
        root.label = "photos";
        root.path = "/nowhere";
        const auto id = must(store::ImageStore(database).ensureRoot(transaction, root));
        std::vector<Image> images;
        for (std::size_t i = at; i < std::min(count, at + kRowsAtOnce); ++i) {
            Image image;
            image.root = id;
            image.name = nameOf(i);
            image.sha256 = sha256Hex(image.name);
            image.state = ImageState::Present;
            image.product = std::to_string(i / 8);
            image.category = i % 3 == 0 ? "Hats" : "Coats";
            image.attributes["colour"] = kColours[i % kColours.size()];
            images.push_back(std::move(image));
        }
        must(store::ImageStore(database).upsert(transaction, images, {}));
        if (auto done = transaction.commit(); !done) {
            give(done.error());
        }
    }
}

void putVectors(const std::filesystem::path& cache, const nn::EncoderInfo& info, std::size_t count,
                const std::string& what, std::size_t columns)
{
    auto file = must(retrieval::VectorFile::open(workflow::vectorPath(cache, info.id, what),
                                                 info.id, columns, true));
    Random random(1, what);
    for (std::size_t at = 0; at < count; at += kRowsAtOnce) {
        const auto rows = std::min(kRowsAtOnce, count - at);
        Matrix values(rows, columns);
        std::vector<retrieval::VectorKey> keys;
        for (std::size_t i = 0; i < rows; ++i) {
            double sum = 0;
            for (float& value : values.row(i)) {
                value = static_cast<float>(random.real() - 0.45);
                sum += static_cast<double>(value) * value;
            }
            for (float& value : values.row(i)) {
                value /= static_cast<float>(std::sqrt(sum));
            }
            const auto name = nameOf(at + i);
            keys.push_back({imageKey("photos", name), sha256Hex(name)});
        }
        if (auto added = file->append(keys, values); !added) {
            give(added.error());
        }
    }
}

void warmQuery(benchmark::State& state)
{
    const auto count = static_cast<std::size_t>(state.range(0));
    const Folder folder;
    const auto project = newProject(folder.path() / "query.triptych");
    putImages(*project, count);
    const workflow::ModelStore models(workflow::ModelStore::defaultFolder());
    const char* named = std::getenv("TRIPTYCH_BENCH_ENCODER");
    const std::string wanted = named != nullptr ? named : "";
    const auto opened = must(workflow::openEncoder(models, wanted, workflow::ComputeDevice::Cpu));
    const auto& info = opened.encoder->info();
    const auto cache = must(workflow::cacheFolder(*project));
    putVectors(cache, info, count, "global", info.imageDimension);
    if (!info.seenNames.empty()) {
        putVectors(cache, info, count, "seen", info.seenNames.size());
    }

    workflow::SearchEngine engine(models, info.name, workflow::ComputeDevice::Cpu);
    workflow::QueryRequest request;
    request.reference.name = nameOf(count / 2);
    request.text = "in blue instead of red";
    request.k = 50;
    const auto start = std::chrono::steady_clock::now();
    must(engine.query(*project, request, jobContext()));
    const std::chrono::duration<double> first = std::chrono::steady_clock::now() - start;
    std::vector<double> milliseconds;
    double encoding = 0;
    std::size_t next = 0;
    for (auto _ : state) {
        // Another text each time, as while typing.
        request.text = "in " + std::string{kColours[next % kColours.size()]} + " instead of red " +
                       std::to_string(next);
        request.reference.name = nameOf((next * 7919) % count);
        ++next;
        const auto answer = must(engine.query(*project, request, jobContext()));
        milliseconds.push_back(answer.totalMilliseconds);
        encoding += answer.encodeMilliseconds;
    }
    state.counters["firstSeconds"] = first.count();
    state.counters["encodeMs"] = encoding / static_cast<double>(milliseconds.size());
    state.counters["p50ms"] = quantile(milliseconds, 0.5);
    state.counters["p99ms"] = quantile(milliseconds, 0.99);
    state.SetLabel(info.name);
}
BENCHMARK(warmQuery)->Arg(100'000)->Iterations(200)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace triptych::bench
