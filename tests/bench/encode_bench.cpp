// SPDX-License-Identifier: GPL-3.0-or-later
// How fast towers encode, on drawn weights (time does not depend on their values). Targets:
// EfficientNet-Lite0 ≥ 60 images/s on two cores; one MiniLM sentence far below 100 ms; a ViT-B/32.
#include "bert_reference.h"
#include "efficientnet_reference.h"
#include "nn_support.h"

#include <benchmark/benchmark.h>

#include <stdexcept>

namespace {

using namespace triptych;
using namespace triptych::tests;

template <typename Tower> std::unique_ptr<Tower> made(Result<std::unique_ptr<Tower>> tower)
{
    if (!tower) {
        throw std::runtime_error(describe(tower.error()));
    }
    return std::move(*tower);
}

std::vector<float> drawn(std::int64_t images, int side)
{
    MemoryWeights numbers;
    numbers.add("planes", {images, 3, side, side}, 1.0F);
    return numbers.tensors["planes"].values;
}

void images(benchmark::State& state, nn::ImageTower& tower)
{
    backend().setThreads(static_cast<int>(state.range(0)));
    const auto count = static_cast<std::size_t>(state.range(1));
    const auto planes = drawn(state.range(1), tower.side());
    for (auto _ : state) {
        const auto out = tower.encode({count, tower.side(), planes}, {.classes = true});
        if (!out) {
            state.SkipWithError(describe(out.error()).c_str());
            break;
        }
        benchmark::DoNotOptimize(out->global.values.data());
    }
    state.counters["images/s"] = benchmark::Counter(static_cast<double>(count),
                                                    benchmark::Counter::kIsIterationInvariantRate);
}

// threads, images at once
void efficientNet(benchmark::State& state)
{
    ModelConfig config;
    config.kind = ModelKind::EfficientNetLite0;
    config.image.imageSize = 224;
    static const auto tower =
        made(backend().imageTower(config, randomLite0(1000), nn::Device::Cpu));
    images(state, *tower);
}
BENCHMARK(efficientNet)
    ->ArgsProduct({{1, 2}, {1, 8, 32}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void addBlocks(MemoryWeights& weights, const std::string& prefix, std::int64_t hidden,
               std::int64_t layers)
{
    const auto dense = [&](const std::string& name, std::int64_t in, std::int64_t out) {
        weights.add(name + ".weight", {out, in}, 0.03F);
        weights.add(name + ".bias", {out}, 0.1F);
    };
    for (std::int64_t i = 0; i < layers; ++i) {
        const std::string layer = prefix + std::to_string(i) + ".";
        for (const char* part : {"q_proj", "k_proj", "v_proj", "out_proj"}) {
            dense(layer + "self_attn." + part, hidden, hidden);
        }
        dense(layer + "mlp.fc1", hidden, 4 * hidden);
        dense(layer + "mlp.fc2", 4 * hidden, hidden);
        for (const char* part : {"layer_norm1", "layer_norm2"}) {
            weights.add(layer + part + ".weight", {hidden}, 0.1F, 1.0F);
            weights.add(layer + part + ".bias", {hidden}, 0.1F);
        }
    }
}

void clipVitB32(benchmark::State& state)
{
    ModelConfig config;
    config.kind = ModelKind::Clip;
    config.image = {.hiddenSize = 768,
                    .layers = 12,
                    .heads = 12,
                    .intermediateSize = 3072,
                    .activation = Activation::QuickGelu,
                    .imageSize = 224,
                    .patchSize = 32,
                    .projection = 512};
    static const auto tower = [&] {
        MemoryWeights weights;
        const std::string vision = "vision_model.";
        weights.add(vision + "embeddings.patch_embedding.weight", {768, 3, 32, 32}, 0.02F);
        weights.add(vision + "embeddings.position_embedding.weight", {50, 768}, 0.1F);
        weights.add(vision + "embeddings.class_embedding", {768}, 0.1F);
        for (const char* norm : {"pre_layrnorm", "post_layernorm"}) {
            weights.add(vision + norm + ".weight", {768}, 0.1F, 1.0F);
            weights.add(vision + norm + ".bias", {768}, 0.1F);
        }
        weights.add("visual_projection.weight", {512, 768}, 0.05F);
        addBlocks(weights, vision + "encoder.layers.", 768, 12);
        return made(backend().imageTower(config, weights, nn::Device::Cpu));
    }();
    images(state, *tower);
}
BENCHMARK(clipVitB32)->ArgsProduct({{1, 2}, {1, 16}})->UseRealTime()->Unit(benchmark::kMillisecond);

// threads, texts at once, tokens each
void miniLm(benchmark::State& state)
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = {.hiddenSize = 384,
                   .layers = 6,
                   .heads = 12,
                   .intermediateSize = 1536,
                   .vocabulary = 1000,
                   .positions = 512};
    static const auto tower =
        made(backend().textTower(config, randomBert(config.text), nn::Device::Cpu));
    backend().setThreads(static_cast<int>(state.range(0)));
    const std::vector<std::vector<int>> texts(
        static_cast<std::size_t>(state.range(1)),
        std::vector<int>(static_cast<std::size_t>(state.range(2)), 7));
    for (auto _ : state) {
        const auto out = tower->encode(texts, {});
        if (!out) {
            state.SkipWithError(describe(out.error()).c_str());
            break;
        }
        benchmark::DoNotOptimize(out->global.values.data());
    }
    state.counters["texts/s"] = benchmark::Counter(static_cast<double>(texts.size()),
                                                   benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(miniLm)
    ->ArgsProduct({{1, 2}, {1, 32}, {16}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void matrixSpeed(benchmark::State& state)
{
    backend().setThreads(static_cast<int>(state.range(0)));
    double best = 0;
    for (auto _ : state) {
        best = std::max(best, backend().matrixSpeed());
    }
    state.counters["GFLOP/s"] = best;
}
BENCHMARK(matrixSpeed)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
