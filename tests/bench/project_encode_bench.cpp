// SPDX-License-Identifier: GPL-3.0-or-later
// Encoding a project of 12-megapixel JPEGs, from the files to the vectors on disk.
#include "bench_world.h"

#include "core/base/random.h"
#include "core/media/scale_encode.h"
#include "core/nn-api/encoder.h"
#include "core/workflow/encode.h"
#include "core/workflow/import.h"
#include "core/workflow/models.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <fstream>

namespace {

using namespace triptych;

constexpr int kWidth = 4000;
constexpr int kHeight = 3000;
constexpr int kPhotos = 96;
constexpr int kDistinct = 12; // the others are the same photo with bytes of their own behind it
constexpr int kJpegQuality = 88;

// Waves and grain: about 2.5 MB as a JPEG, as a phone's photo is.
std::string drawPhoto(std::uint64_t seed)
{
    constexpr std::uint64_t kGrain = 8;
    Random random(seed);
    auto data = std::make_shared<std::vector<std::uint8_t>>(std::size_t{kWidth} * kHeight * 4);
    const auto shade = random.below(160);
    for (std::size_t y = 0; y < kHeight; ++y) {
        for (std::size_t x = 0; x < kWidth; ++x) {
            const std::uint64_t wave = (x * (seed + 3) / 40 + y / 30) % 64;
            const std::uint64_t grain = random.next();
            auto* pixel = data->data() + (y * kWidth + x) * 4;
            pixel[0] = static_cast<std::uint8_t>(
                std::min<std::uint64_t>(255, shade + wave + grain % kGrain));
            pixel[1] = static_cast<std::uint8_t>(40 + wave + (grain >> 8U) % kGrain);
            pixel[2] =
                static_cast<std::uint8_t>(90 + (y * 100) / kHeight + (grain >> 16U) % kGrain);
            pixel[3] = 255;
        }
    }
    return bench::must(
        media::encodeJpeg({kWidth, kHeight, std::size_t{kWidth} * 4, data}, kJpegQuality));
}

void writePhotos(const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    for (int distinct = 0; distinct < kDistinct; ++distinct) {
        const auto photo = drawPhoto(static_cast<std::uint64_t>(distinct));
        for (int i = distinct; i < kPhotos; i += kDistinct) {
            std::ofstream(folder / (std::to_string(i) + ".jpg"), std::ios::binary)
                << photo << "copy " << i;
        }
    }
}

// A project over the photos, made once.
workflow::Project& photoProject()
{
    static const bench::Folder folder;
    static const std::unique_ptr<workflow::Project> project = [] {
        writePhotos(folder.path() / "photos");
        auto made = bench::newProject(folder.path() / "photos.triptych");
        workflow::ImportRequest request;
        request.source = folder.path() / "photos";
        request.kind = workflow::ImportKind::Folder;
        bench::must(workflow::importInto(*made, request, bench::jobContext()));
        return made;
    }();
    return *project;
}

std::shared_ptr<nn::Encoder> encoderOf(benchmark::State& state, const std::string& name)
{
    const workflow::ModelStore store(workflow::ModelStore::defaultFolder());
    auto opened = workflow::openEncoder(store, name, workflow::ComputeDevice::Cpu);
    if (!opened) {
        state.SkipWithError(opened.error().detail.c_str());
        return nullptr;
    }
    return opened->encoder;
}

void encodePhotos(benchmark::State& state, const std::string& name)
{
    const auto encoder = encoderOf(state, name);
    if (!encoder) {
        return;
    }
    auto& project = photoProject();
    double rate = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::filesystem::remove_all(bench::must(workflow::cacheFolder(project)));
        state.ResumeTiming();
        rate =
            bench::must(workflow::encode(project, *encoder, bench::jobContext())).imagesPerSecond;
    }
    state.counters["images/s"] = rate;
}

// Only the encoder's own work: pixels as decoding leaves them, to vectors.
void encodePixels(benchmark::State& state, const std::string& name)
{
    constexpr int kSide = 448;
    constexpr std::size_t kImages = 64;
    const auto encoder = encoderOf(state, name);
    if (!encoder) {
        return;
    }
    const auto bytes = std::make_shared<std::vector<std::uint8_t>>(std::size_t{kSide} * kSide * 4,
                                                                   std::uint8_t{120});
    const std::vector<PixelBuffer> images(kImages, {kSide, kSide, std::size_t{kSide} * 4, bytes});
    for (auto _ : state) {
        benchmark::DoNotOptimize(bench::must(encoder->encodeImages(images, false)));
    }
    state.counters["images/s"] =
        benchmark::Counter(static_cast<double>(kImages) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}

void encodeTexts(benchmark::State& state, const std::string& name)
{
    constexpr int kTexts = 256;
    const auto encoder = encoderOf(state, name);
    if (!encoder) {
        return;
    }
    std::vector<std::string> texts;
    texts.reserve(kTexts);
    for (int i = 0; i < kTexts; ++i) {
        texts.push_back("the same shirt in blue with long sleeves, number " + std::to_string(i));
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(bench::must(encoder->encodeTexts(texts)));
    }
    state.counters["texts/s"] =
        benchmark::Counter(static_cast<double>(kTexts) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}

} // namespace

BENCHMARK_CAPTURE(encodePhotos, standard, "standard")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(encodePhotos, compact, "compact")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(encodePixels, standard, "standard")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(encodePixels, compact, "compact")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(encodeTexts, standard, "standard")->Unit(benchmark::kMillisecond)->UseRealTime();
