// SPDX-License-Identifier: GPL-3.0-or-later
// How long a refit of the alignment takes: 10,000 labelled images of the standard encoder's size,
// word vectors at hand; with and without what its classifier sees, on one thread and on all.
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace triptych::bench {

namespace {

constexpr std::size_t kFeatures = 1724; // of the standard encoder
constexpr std::size_t kWordSize = 384;
constexpr std::array<const char*, 12> kColours = {"black",  "white",  "grey", "red",
                                                  "blue",   "green",  "navy", "yellow",
                                                  "orange", "purple", "pink", "brown"};
constexpr std::array<const char*, 10> kGoods = {"shirt",  "dress", "hat",  "shoes", "skirt",
                                                "jacket", "chair", "lamp", "mug",   "bag"};

void fillUnit(std::span<float> row, Random& random)
{
    double squares = 0;
    for (float& value : row) {
        value = static_cast<float>(random.real() - 0.5);
        squares += static_cast<double>(value) * value;
    }
    for (float& value : row) {
        value /= static_cast<float>(std::sqrt(squares));
    }
}

// Word vectors drawn from the word: what a cache of embeddings gives at once.
class DrawnWords final : public retrieval::TextEmbedder
{
public:
    Result<Matrix> embed(std::span<const std::string> texts) override
    {
        Matrix out(texts.size(), kWordSize);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            auto& known = m_known[texts[i]];
            if (known.empty()) {
                Random random(1, texts[i]);
                known.resize(kWordSize);
                fillUnit(known, random);
            }
            std::copy(known.begin(), known.end(), out.row(i).begin());
        }
        return out;
    }

private:
    std::map<std::string, std::vector<float>> m_known;
};

void refitAlignment(benchmark::State& state)
{
    const auto images = static_cast<std::size_t>(state.range(0));
    const auto classes = static_cast<std::size_t>(state.range(1));
    nn::EncoderInfo encoder;
    encoder.name = "standard";
    encoder.id = "standard-bench";
    encoder.imageDimension = kFeatures;
    encoder.textDimension = kWordSize;
    encoder.classCount = classes;
    for (std::size_t c = 0; c < classes; ++c) {
        encoder.seenNames.push_back("class " + std::to_string(c));
    }
    encoder.seenNames.insert(encoder.seenNames.end(), kColours.begin(), kColours.end());
    Random random(7);
    Matrix global(images, kFeatures);
    Matrix seen(images, encoder.seenNames.size());
    retrieval::AlignmentInput input;
    for (std::size_t i = 0; i < images; ++i) {
        fillUnit(global.row(i), random);
        for (float& logit : seen.row(i).first(classes)) {
            logit = static_cast<float>(8 * random.real());
        }
        seen.row(i)[classes + i % kColours.size()] = 1;
        input.products.push_back("p" + std::to_string(i / 4));
        input.words.push_back({i, "colour", kColours[i % kColours.size()], 1.0});
        input.words.push_back({i, "category", kGoods[i / 4 % kGoods.size()], 1.0});
    }
    input.encoder = &encoder;
    input.global = &global;
    input.seen = &seen;
    DrawnWords words;
    const auto threads = makeThreadExecutor(static_cast<std::size_t>(state.range(2)));
    JobContext job;
    job.executor = threads.get();
    for (auto _ : state) {
        auto fitted = retrieval::Alignment::fit(input, words, {}, job);
        if (!fitted) {
            state.SkipWithError(describe(fitted.error()).c_str());
            break;
        }
        benchmark::DoNotOptimize(fitted);
    }
}
BENCHMARK(refitAlignment)
    ->ArgNames({"images", "classes", "threads"}) // no threads: all
    ->Args({3000, 0, 1})
    ->Args({10000, 0, 1})
    ->Args({10000, 1000, 1})
    ->Args({10000, 1000, 0})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

} // namespace

} // namespace triptych::bench
