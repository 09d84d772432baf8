// SPDX-License-Identifier: GPL-3.0-or-later
// search_bench: the exact index beside FAISS's flat index (and hnswlib's graph), in one run, on one
// thread, one query at a time, over the same vectors rounded to halves. README.md has the options.
#include "core/base/random.h"
#include "core/retrieval/approximate_index.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/vector_half.h"

#ifdef TRIPTYCH_FAISS
#include <faiss/IndexFlat.h>
#endif
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

using namespace triptych;
using namespace triptych::retrieval;

namespace {

struct Settings
{
    std::size_t rows = 100000;
    std::size_t dimension = 512;
    std::size_t k = 50;
    std::size_t queries = 20;
    std::size_t rounds = 5;
    bool clustered = false; // else directions are uniform
    bool graph = false;     // the approximate index too
    bool hnswlib = false;   // and hnswlib by itself
    std::size_t threads = 1;
    std::size_t candidates = 96;
    std::size_t buildCandidates = 200;
    std::size_t links = 16;
    std::size_t shard = 131072;
    std::string dump; // a folder: vectors, queries and answers for compare_faiss.py
};

bool parse(int argc, char** argv, Settings& settings)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        const std::string value(equals == word.npos ? "" : word.substr(equals + 1));
        const std::size_t number = std::strtoull(value.c_str(), nullptr, 10);
        if (name == "--rows") {
            settings.rows = number;
        } else if (name == "--dimension") {
            settings.dimension = number;
        } else if (name == "--k") {
            settings.k = number;
        } else if (name == "--queries") {
            settings.queries = number;
        } else if (name == "--rounds") {
            settings.rounds = number;
        } else if (name == "--threads") {
            settings.threads = number;
        } else if (name == "--candidates") {
            settings.candidates = number;
        } else if (name == "--build-candidates") {
            settings.buildCandidates = number;
        } else if (name == "--links") {
            settings.links = number;
        } else if (name == "--shard") {
            settings.shard = number;
        } else if (name == "--hnswlib") {
            settings.hnswlib = true;
        } else if (name == "--clustered") {
            settings.clustered = true;
        } else if (name == "--graph") {
            settings.graph = true;
        } else if (name == "--dump") {
            settings.dump = value;
        } else {
            return false;
        }
    }
    return settings.rows > 0 && settings.dimension > 0 && settings.k > 0 && settings.queries > 0 &&
           settings.rounds > 0;
}

// Nearly normal: a sum of eight uniform bytes, cheap enough for half a billion values.
float nearlyNormal(std::uint64_t bits)
{
    int sum = 0;
    for (int i = 0; i < 8; ++i) {
        sum += static_cast<int>(bits >> (8 * i) & 0xFFU);
    }
    return static_cast<float>(sum - 1020) / 209.0F;
}

std::vector<float> unit(std::vector<float> values)
{
    double squares = 0;
    for (const float value : values) {
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    for (float& value : values) {
        value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));
    }
    return values;
}

class Maker
{
public:
    explicit Maker(const Settings& settings)
        : m_settings(settings)
    {
        if (settings.clustered) {
            for (int i = 0; i < 1000; ++i) {
                m_centres.push_back(direction());
            }
        }
    }
    // Around one of a thousand centres, or anywhere.
    std::vector<float> next()
    {
        std::vector<float> values = direction();
        if (!m_centres.empty()) {
            const std::vector<float>& centre = m_centres[m_random.below(m_centres.size())];
            for (std::size_t d = 0; d < values.size(); ++d) {
                values[d] = centre[d] + 0.5F * values[d];
            }
        }
        return unit(std::move(values));
    }

private:
    std::vector<float> direction()
    {
        std::vector<float> values(m_settings.dimension);
        std::ranges::generate(values, [this] { return nearlyNormal(m_random.next()); });
        return unit(std::move(values));
    }

    Settings m_settings;
    Random m_random{7};
    std::vector<std::vector<float>> m_centres;
};

// Wall time, and processor time, which others on the machine disturb less.
struct Times
{
    std::vector<double> wall;
    std::vector<double> processor;

    void measure(const std::function<void()>& work)
    {
        const std::clock_t before = std::clock();
        const auto start = std::chrono::steady_clock::now();
        work();
        wall.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                .count());
        processor.push_back(static_cast<double>(std::clock() - before) * 1000.0 / CLOCKS_PER_SEC);
    }
};

double middle(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void report(const char* name, const Times& times)
{
    std::printf("%-28s min %8.3f ms   median %8.3f ms   processor's median %8.3f ms\n", name,
                std::ranges::min(times.wall), middle(times.wall), middle(times.processor));
}

struct World
{
    Settings settings;
    std::vector<std::uint16_t> halves;
    std::vector<std::vector<float>> queries;

    [[nodiscard]] VectorBlock block() const
    {
        return {halves.data(), settings.rows, settings.dimension, settings.dimension, 0};
    }
    [[nodiscard]] std::vector<float> floats(std::size_t first, std::size_t count) const
    {
        std::vector<float> values(count * settings.dimension);
        const auto from = halves.begin() + static_cast<std::ptrdiff_t>(first * settings.dimension);
        std::transform(from, from + static_cast<std::ptrdiff_t>(values.size()), values.begin(),
                       fromHalf);
        return values;
    }
};

World makeWorld(const Settings& settings)
{
    World world;
    world.settings = settings;
    world.halves.reserve(settings.rows * settings.dimension);
    Maker maker(settings);
    for (std::size_t i = 0; i < settings.rows; ++i) {
        std::ranges::transform(maker.next(), std::back_inserter(world.halves), toHalf);
    }
    for (std::size_t i = 0; i < settings.queries; ++i) {
        world.queries.push_back(maker.next());
    }
    return world;
}

std::vector<Scored> ask(const ExactIndex& index, const World& world, std::size_t query)
{
    const QueryPart part{world.block(), world.queries[query]};
    auto found = index.search({&part, 1}, {world.settings.k, {}, {}}, {});
    if (!found) {
        std::printf("%s\n", describe(found.error()).c_str());
        std::exit(1);
    }
    return std::move(*found);
}

template <typename T> void dump(const std::string& path, const std::vector<T>& values)
{
    std::ofstream out(path, std::ios::binary | std::ios::app);
    out.write(reinterpret_cast<const char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(T)));
}

void dumpWorld(const World& world, const ExactIndex& index)
{
    const std::string folder = world.settings.dump + "/";
    for (const char* name : {"rows.f32", "queries.f32", "ids.i64", "scores.f32", "shape.txt"}) {
        std::ofstream(folder + name, std::ios::trunc);
    }
    for (std::size_t first = 0; first < world.settings.rows; first += 1000) {
        dump(folder + "rows.f32",
             world.floats(first, std::min<std::size_t>(1000, world.settings.rows - first)));
    }
    for (std::size_t q = 0; q < world.queries.size(); ++q) {
        dump(folder + "queries.f32", world.queries[q]);
        std::vector<std::int64_t> ids;
        std::vector<float> scores;
        for (const Scored& scored : ask(index, world, q)) {
            ids.push_back(static_cast<std::int64_t>(scored.row));
            scores.push_back(scored.score);
        }
        dump(folder + "ids.i64", ids);
        dump(folder + "scores.f32", scores);
    }
    std::ofstream(folder + "shape.txt")
        << world.settings.rows << ' ' << world.settings.dimension << ' ' << world.settings.k << ' '
        << world.settings.queries << '\n';
}

#ifdef TRIPTYCH_FAISS
// Of OpenMP, whose header comes with a compiler, not with FAISS.
extern "C" void omp_set_num_threads(int count);

// The same queries over the same values as floats; places where the rows differ though the scores
// do by 1e-5 or more.
void besideFaiss(const World& world, const ExactIndex& index)
{
    omp_set_num_threads(1);
    const Settings& settings = world.settings;
    faiss::IndexFlatIP flat(static_cast<faiss::Index::idx_t>(settings.dimension));
    for (std::size_t first = 0; first < settings.rows; first += 10000) {
        const std::size_t count = std::min<std::size_t>(10000, settings.rows - first);
        flat.add(static_cast<faiss::Index::idx_t>(count), world.floats(first, count).data());
    }
    std::vector<float> scores(settings.k);
    std::vector<faiss::Index::idx_t> ids(settings.k);
    Times faissTimes;
    Times ourTimes;
    std::size_t different = 0;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        for (std::size_t q = 0; q < world.queries.size(); ++q) {
            std::vector<Scored> ours;
            ourTimes.measure([&] { ours = ask(index, world, q); });
            faissTimes.measure([&] {
                flat.search(1, world.queries[q].data(),
                            static_cast<faiss::Index::idx_t>(settings.k), scores.data(),
                            ids.data());
            });
            for (std::size_t i = 0; i < ours.size(); ++i) {
                different += static_cast<std::size_t>(ids[i]) != ours[i].row &&
                             std::abs(scores[i] - ours[i].score) >= 1e-5F;
            }
        }
    }
    report("ours, in turns with FAISS", ourTimes);
    report("FAISS IndexFlatIP", faissTimes);
    std::printf("FAISS/ours: median %.2f, processor %.2f; %zu places differ by 1e-5 or more\n",
                middle(faissTimes.wall) / middle(ourTimes.wall),
                middle(faissTimes.processor) / middle(ourTimes.processor), different);
}
#endif

// Asks each and prints time and recall; `find` gives the rows.
void askGraph(const char* name, const World& world, const ExactIndex& index,
              const std::function<std::vector<std::size_t>(const std::vector<float>&)>& find)
{
    Times times;
    std::size_t hits10 = 0;
    std::size_t hits50 = 0;
    std::size_t all50 = 0;
    for (std::size_t q = 0; q < world.queries.size(); ++q) {
        const std::vector<Scored> wanted = ask(index, world, q);
        std::vector<std::size_t> found;
        times.measure([&] { found = find(world.queries[q]); });
        all50 += wanted.size();
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const auto at = std::ranges::find(found, wanted[i].row) - found.begin();
            hits50 += at < static_cast<std::ptrdiff_t>(found.size()) ? 1U : 0U;
            hits10 += i < 10 && at < 10 && at < static_cast<std::ptrdiff_t>(found.size()) ? 1U : 0U;
        }
    }
    report(name, times);
    std::printf("%-28s recall@10 %.4f, @%zu %.4f\n", "",
                static_cast<double>(hits10) / 10.0 / static_cast<double>(world.queries.size()),
                world.settings.k, static_cast<double>(hits50) / static_cast<double>(all50));
}

// Kilobytes that the process holds ("VmRSS:", "VmHWM:").
std::size_t memory(const std::string& what)
{
    std::ifstream in("/proc/self/status");
    std::string word;
    while (in >> word) {
        if (word == what) {
            std::size_t kilobytes = 0;
            in >> kilobytes;
            return kilobytes;
        }
    }
    return 0;
}

void buildGraph(const World& world, const ExactIndex& exact)
{
    const Settings& settings = world.settings;
    const auto folder = std::filesystem::temp_directory_path() / "triptych_search_bench";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto threads = makeThreadExecutor(settings.threads);
    JobContext job;
    job.executor = threads.get();
    ApproximateOptions options;
    options.searchCandidates = settings.candidates;
    options.buildCandidates = settings.buildCandidates;
    options.linksPerRow = settings.links;
    options.shardRows = settings.shard;
    const VectorBlock block = world.block();
    const ApproximateMaker maker{"bench", "bench"};
    Times times;
    const std::size_t before = memory("VmRSS:");
    Result<std::unique_ptr<ApproximateIndex>> index;
    times.measure(
        [&] { index = ApproximateIndex::build({&block, 1}, maker, folder / "i", options, job); });
    if (!index) {
        std::printf("%s\n", describe(index.error()).c_str());
        std::exit(1);
    }
    report("approximate: build, measure", times);
    std::size_t bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        bytes += entry.file_size();
    }
    std::printf("%-28s %zu threads, %.0f MB on disk, %.0f MB of memory; stored recall@10 %.4f, "
                "@50 %.4f\n",
                "", settings.threads, static_cast<double>(bytes) / 1e6,
                static_cast<double>(memory("VmRSS:") - before) / 1e3, (*index)->recall().at10,
                (*index)->recall().at50);
    Times opening;
    opening.measure(
        [&] { index = ApproximateIndex::open(folder / "i", maker, options, settings.rows); });
    report("approximate: open", opening);
    for (const std::size_t candidates : {24, 48, 96, 192}) {
        options.searchCandidates = candidates;
        options.probes = 0; // as they are, asked for more or fewer
        index = ApproximateIndex::build({&block, 1}, maker, folder / "i", options, job);
        const std::string name = "approximate: ef " + std::to_string(candidates);
        askGraph(name.c_str(), world, exact, [&](const std::vector<float>& query) {
            std::vector<std::size_t> rows;
            const QueryPart part{block, query};
            const auto found = (*index)->search({&part, 1}, {settings.k, {}, {}}, {});
            for (const Scored& scored : *found) {
                rows.push_back(scored.row);
            }
            return rows;
        });
    }
    std::filesystem::remove_all(folder);
}

// hnswlib itself, one graph with its own distances over floats.
void besideHnswlib(const World& world, const ExactIndex& exact)
{
    const Settings& settings = world.settings;
    hnswlib::InnerProductSpace space(settings.dimension);
    hnswlib::HierarchicalNSW<float> graph(&space, settings.rows, settings.links,
                                          settings.buildCandidates, 100);
    graph.setEf(200);
    Times theirs;
    theirs.measure([&] {
        for (std::size_t i = 0; i < settings.rows; ++i) {
            graph.addPoint(world.floats(i, 1).data(), i);
        }
    });
    report("hnswlib: build", theirs);
    askGraph("hnswlib: search, ef 200", world, exact, [&](const std::vector<float>& query) {
        std::vector<std::size_t> rows;
        for (auto found = graph.searchKnn(query.data(), settings.k); !found.empty(); found.pop()) {
            rows.push_back(found.top().second);
        }
        std::ranges::reverse(rows);
        return rows;
    });
}

} // namespace

int main(int argc, char** argv)
{
    Settings settings;
    if (!parse(argc, argv, settings)) {
        std::printf(
            "search_bench [--rows=N] [--dimension=N] [--k=N] [--queries=N] [--rounds=N]\n"
            "             [--clustered] [--dump=FOLDER] [--graph] [--hnswlib] [--threads=N]\n"
            "             [--candidates=N] [--build-candidates=N] [--links=N] [--shard=N]\n");
        return 2;
    }
    const World world = makeWorld(settings);
    std::printf("%zu x %zu, k %zu, one thread, %s\n", settings.rows, settings.dimension, settings.k,
                settings.clustered ? "clustered" : "uniform");
    ExactIndex index;
    Times plain;
    for (std::size_t q = 0; q < std::min<std::size_t>(5, world.queries.size()); ++q) {
        plain.measure([&] { ask(index, world, q); });
    }
    report("ours, not prepared", plain);
    Times prepared;
    prepared.measure([&] {
        if (!index.prepare(world.block(), {})) {
            std::exit(1);
        }
    });
    report("prepare", prepared);
    Times times;
    for (std::size_t round = 0; round <= settings.rounds; ++round) {
        for (std::size_t q = 0; q < world.queries.size(); ++q) {
            if (round == 0) { // warms
                ask(index, world, q);
            } else {
                times.measure([&] { ask(index, world, q); });
            }
        }
    }
    report("ours, prepared", times);
    if (settings.graph) {
        buildGraph(world, index);
    }
    if (settings.hnswlib) {
        besideHnswlib(world, index);
    }
    if (!settings.dump.empty()) {
        dumpWorld(world, index);
    }
#ifdef TRIPTYCH_FAISS
    besideFaiss(world, index);
#else
    std::printf("built without FAISS\n");
#endif
    return 0;
}
