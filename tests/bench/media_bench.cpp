// SPDX-License-Identifier: GPL-3.0-or-later
// What an encoder needs of a photo before its weights are asked: decoding to planes, colours,
// compact features. One image a thread.
#include "core/media/preprocess.h"
#include "core/media/sample_painter.h"
#include "core/media/scale_encode.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

namespace triptych::bench {

namespace {

PixelBuffer drawing(int width, int height)
{
    media::SampleOptions options;
    options.products = 5;
    options.width = width;
    options.height = height;
    return *media::drawSampleImage(media::planSampleCatalogue(options)->back(), options);
}

// Grain, as a camera leaves it: a drawing alone is decoded too easily.
std::string photo()
{
    PixelBuffer pixels = drawing(3000, 4000);
    auto data = std::make_shared<std::vector<std::uint8_t>>(*pixels.data);
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < data->size(); i += 4) {
        state = state * 1664525U + 1013904223U;
        const int grain = static_cast<int>(state >> 29U) - 4;
        for (std::size_t c = i; c < i + 3; ++c) {
            (*data)[c] = static_cast<std::uint8_t>(std::clamp((*data)[c] + grain, 0, 255));
        }
    }
    pixels.data = data;
    return *media::encodeJpeg(pixels, 88);
}

const std::string& twelveMegapixels()
{
    static const std::string bytes = photo();
    return bytes;
}

void rate(benchmark::State& state)
{
    state.counters["images/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void decodeToPlanes(benchmark::State& state)
{
    const auto& bytes = twelveMegapixels();
    PixelRule rule;
    rule.resize = static_cast<ResizeMode>(state.range(0));
    std::vector<float> out(std::size_t{3} * 224 * 224);
    for (auto _ : state) {
        const auto decoded = media::decodeImage(bytes, media::decodeFor(rule));
        if (!decoded || !media::toPlanes(decoded->pixels, rule, out)) {
            state.SkipWithError("not decoded");
            break;
        }
        benchmark::DoNotOptimize(out.data());
    }
    rate(state);
}
BENCHMARK(decodeToPlanes)
    ->ArgName("mode")
    ->Arg(static_cast<int>(ResizeMode::PadSquare))
    ->Arg(static_cast<int>(ResizeMode::ShortestCrop))
    ->Threads(1)
    ->Threads(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void planesOfDecoded(benchmark::State& state)
{
    const auto pixels = drawing(375, 500);
    const PixelRule rule;
    std::vector<float> out(std::size_t{3} * 224 * 224);
    for (auto _ : state) {
        benchmark::DoNotOptimize(media::toPlanes(pixels, rule, out));
    }
    rate(state);
}
BENCHMARK(planesOfDecoded)->Unit(benchmark::kMicrosecond);

void colourHistogram(benchmark::State& state)
{
    const auto pixels = drawing(375, 500);
    for (auto _ : state) {
        benchmark::DoNotOptimize(media::colourHistogram(pixels));
    }
    rate(state);
}
BENCHMARK(colourHistogram)->Unit(benchmark::kMicrosecond);

void colourShares(benchmark::State& state)
{
    const auto pixels = drawing(375, 500);
    for (auto _ : state) {
        benchmark::DoNotOptimize(media::colourShares(pixels));
    }
    rate(state);
}
BENCHMARK(colourShares)->Unit(benchmark::kMicrosecond);

void compactFeatures(benchmark::State& state)
{
    const auto pixels = drawing(375, 500);
    for (auto _ : state) {
        benchmark::DoNotOptimize(media::compactImageFeatures(pixels));
    }
    rate(state);
}
BENCHMARK(compactFeatures)->Unit(benchmark::kMicrosecond);

} // namespace

} // namespace triptych::bench
