// SPDX-License-Identifier: GPL-3.0-or-later
// Texts a second of the catalogue generator, on one core.
#include "core/generate/catalogue_generator.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>

namespace triptych::bench {

namespace {

void catalogueTexts(benchmark::State& state)
{
    const generate::CatalogueGenerator generator;
    const std::array<Attributes, 4> garments{
        Attributes{{"colour", "black"}, {"sleeve", "short sleeve"}, {"pattern", "solid"}},
        Attributes{{"colour", "blue"}, {"sleeve", "long sleeve"}, {"pattern", "solid"}},
        Attributes{{"colour", "red"}, {"sleeve", "short sleeve"}, {"pattern", "striped"}},
        Attributes{{"colour", "green"}, {"sleeve", "sleeveless"}, {"pattern", "floral"}}};
    generate::GenerateOptions options;
    options.language = static_cast<Language>(state.range(0));
    std::size_t i = 0;
    for (auto _ : state) {
        const std::string key = "pair" + std::to_string(i);
        generate::PairInput pair;
        pair.pairKey = key;
        pair.reference = &garments[i % 4];
        pair.target = &garments[(i + 1 + i / 4 % 3) % 4];
        pair.category = "Tees";
        auto texts = generator.generate(pair, options);
        if (!texts) {
            state.SkipWithError("not worded");
            break;
        }
        benchmark::DoNotOptimize(texts);
        ++i;
    }
    state.counters["texts/s"] =
        benchmark::Counter(2.0 * static_cast<double>(i), benchmark::Counter::kIsRate);
    state.SetLabel(std::string(name(options.language)));
}
BENCHMARK(catalogueTexts)
    ->Arg(static_cast<int>(Language::English))
    ->Arg(static_cast<int>(Language::Japanese));

} // namespace

} // namespace triptych::bench
