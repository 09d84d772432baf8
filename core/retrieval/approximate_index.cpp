// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate index: building, measuring, storing and asking hnswlib's graph.
#include "core/retrieval/approximate_index.h"

#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/retrieval/approximate_kernels.h"
#include "core/retrieval/exact_order.h"
#include "core/retrieval/exact_scan.h"
#include "core/retrieval/vector_half.h"
#include "core/retrieval/vector_io.h"
#include "core/retrieval/vector_log.h"

// Distances are ours: hnswlib's own would be compiled for one instruction set.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstring>
#include <iterator>
#include <mutex>
#include <system_error>
#include <utility>

namespace triptych::retrieval {

namespace {

namespace fs = std::filesystem;

using Graph = hnswlib::HierarchicalNSW<float>;

constexpr std::uint32_t kQueryMark = 0xFFFFFFFFU;
constexpr std::uint64_t kMostFacts = 1U << 20U;
constexpr std::size_t kBatchRows = 250;

// What hnswlib takes for a vector: a row's number; or, when searching, a query.
struct GraphPoint
{
    std::uint32_t row = kQueryMark;
    std::span<const QueryPart> parts;
};

float distance(const void* a, const void* b, const void* buildBlocks)
{
    // Points within the graph are four bytes; a query, the whole struct, only ever comes first.
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::memcpy(&first, a, sizeof first);
    std::memcpy(&second, b, sizeof second);
    if (first == kQueryMark) {
        float sum = 0;
        for (const QueryPart& part : static_cast<const GraphPoint*>(a)->parts) {
            const VectorBlock& block = part.block;
            sum += queryDot(part.query.data(), block.data + second * block.stride, block.dimension);
        }
        return 1.0F - sum;
    }
    float sum = 0;
    for (const VectorBlock& block : *static_cast<const std::vector<VectorBlock>*>(buildBlocks)) {
        sum += rowDot(block.data + first * block.stride, block.data + second * block.stride,
                      block.dimension);
    }
    return 1.0F - sum;
}

class RowSpace final : public hnswlib::SpaceInterface<float>
{
public:
    size_t get_data_size() override { return sizeof(std::uint32_t); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &blocks; }

    std::vector<VectorBlock> blocks; // while building
};

struct Facts
{
    std::size_t rows = 0;
    std::size_t dimension = 0;
    std::size_t searchCandidates = 0;
    std::size_t recallPerMillion = 0;
    std::string graph;  // the end of its file's name
    std::string sha256; // of its file
    std::string madeBy;
};

constexpr std::string_view kTitle = "triptych approximate index 1";

std::string factsText(const Facts& facts)
{
    std::string text(kTitle);
    for (const std::size_t number :
         {facts.rows, facts.dimension, facts.searchCandidates, facts.recallPerMillion}) {
        text += "\n" + std::to_string(number);
    }
    return text + "\n" + facts.graph + "\n" + facts.sha256 + "\n" + facts.madeBy;
}

Result<Facts> readFacts(const fs::path& path)
{
    const auto bytes = readFile(path, kMostFacts);
    if (!bytes) {
        return fail(bytes);
    }
    const auto damaged = fail(ErrorCode::Corrupt, "the index's facts", path.string());
    std::string chain;
    const auto frame = nextFrame(*bytes, chain);
    if (!frame || frame->bytes != bytes->size()) {
        return damaged;
    }
    std::string_view left = frame->payload;
    const auto line = [&left] {
        const std::size_t end = std::min(left.find('\n'), left.size());
        const std::string_view text = left.substr(0, end);
        left.remove_prefix(std::min(end + 1, left.size()));
        return text;
    };
    if (line() != kTitle) {
        return damaged;
    }
    Facts facts;
    for (std::size_t* number :
         {&facts.rows, &facts.dimension, &facts.searchCandidates, &facts.recallPerMillion}) {
        const std::string_view text = line();
        if (std::from_chars(text.data(), text.data() + text.size(), *number).ec != std::errc()) {
            return damaged;
        }
    }
    facts.graph = line();
    facts.sha256 = line();
    facts.madeBy = left;
    return facts;
}

fs::path graphPath(const fs::path& path, const std::string& graph)
{
    fs::path file = path;
    file += ".graph-" + graph;
    return file;
}

void removeOtherGraphs(const fs::path& path, const fs::path& keep)
{
    std::error_code error;
    const std::string start = path.filename().string() + ".graph-";
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().filename().string().starts_with(start) &&
            entry.path().filename() != keep.filename()) {
            others.push_back(entry.path());
        }
    }
    for (const fs::path& file : others) {
        fs::remove(file, error);
    }
}

class GraphIndex final : public ApproximateIndex
{
public:
    Facts facts;
    RowSpace space;
    std::unique_ptr<Graph> graph;

    // hnswlib throws what it finds wrong.
    Status load(const fs::path& file)
    {
        try {
            graph = std::make_unique<Graph>(&space, file.string());
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Corrupt, exception.what(), file.string());
        }
        if (graph->cur_element_count != facts.rows) {
            return fail(ErrorCode::Corrupt, "another number of rows", file.string());
        }
        graph->setEf(facts.searchCandidates);
        return {};
    }

    Result<std::vector<Scored>> search(const VectorBlock& block, std::span<const float> query,
                                       const TopKOptions& options) const override
    {
        const QueryPart part{block, query};
        return search({&part, 1}, options);
    }
    Result<std::vector<Scored>> search(std::span<const QueryPart> parts,
                                       const TopKOptions& options) const override;
    [[nodiscard]] double recallAt10() const override
    {
        return static_cast<double>(facts.recallPerMillion) / 1e6;
    }

private:
    Result<std::vector<std::size_t>> candidates(const GraphPoint& point,
                                                const TopKOptions& options) const;
};

Result<std::vector<std::size_t>> GraphIndex::candidates(const GraphPoint& point,
                                                        const TopKOptions& options) const
{
    const std::size_t wanted = std::min(options.k, facts.rows);
    std::vector<std::size_t> rows;
    std::size_t ask = std::max(wanted, facts.searchCandidates);
    while (true) {
        ask = std::min(ask, facts.rows);
        try {
            auto found = graph->searchKnn(&point, ask);
            rows.clear();
            for (; !found.empty(); found.pop()) {
                const std::size_t row = found.top().second;
                if (row < facts.rows && isAllowedRow(options, row)) {
                    rows.push_back(row);
                }
            }
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Corrupt, exception.what());
        }
        if (rows.size() >= wanted || ask == facts.rows) {
            break;
        }
        ask *= 4;
    }
    std::ranges::sort(rows);
    return rows;
}

Result<std::vector<Scored>> GraphIndex::search(std::span<const QueryPart> parts,
                                               const TopKOptions& options) const
{
    std::size_t dimension = 0;
    for (const QueryPart& part : parts) {
        dimension += part.block.dimension;
        if (part.block.rows != facts.rows) {
            return fail(ErrorCode::Changed, "the index is of other rows");
        }
    }
    if (dimension != facts.dimension) {
        return fail(ErrorCode::Changed, "the index is of other rows");
    }
    const std::vector<std::shared_ptr<const Codes>> none(parts.size());
    const auto scan = Scan::make(parts, none);
    if (!scan) {
        return fail(scan);
    }
    if (const auto good = checkOptions(options, facts.rows); !good) {
        return fail(good);
    }
    if (options.k == 0 || facts.rows == 0) {
        return std::vector<Scored>{};
    }
    const auto rows = candidates({kQueryMark, parts}, options);
    if (!rows) {
        return fail(rows);
    }
    auto scored = scoreRows(*scan, *rows, {});
    if (scored) {
        keepFirst(*scored, options);
    }
    return scored;
}

// Adds all rows: the first alone, the others in batches on the job's threads.
Status addRows(Graph& graph, std::size_t rows, const JobContext& job)
{
    std::atomic<bool> failed{false};
    const auto add = [&](std::size_t from, std::size_t to) {
        try {
            for (std::size_t i = from; i < to && !job.cancelled() && !failed; ++i) {
                const auto row = static_cast<std::uint32_t>(i);
                graph.addPoint(&row, i);
            }
        } catch (const std::exception&) { // no memory: it throws nothing else here
            failed = true;
        }
    };
    add(0, 1);
    std::mutex reporting; // one at a time
    std::size_t done = 1;
    const std::size_t batches = (rows - 1 + kBatchRows - 1) / kBatchRows;
    job.parallelFor(batches, [&](std::size_t batch) {
        const std::size_t from = 1 + batch * kBatchRows;
        const std::size_t to = std::min(rows, from + kBatchRows);
        add(from, to);
        const std::lock_guard lock(reporting);
        done += to - from;
        job.progress(done, rows, "index");
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return failed ? Status{fail(ErrorCode::TooLarge, "no memory for the index")} : Status{};
}

std::vector<float> joinedRow(std::span<const VectorBlock> blocks, std::size_t row)
{
    std::vector<float> values;
    for (const VectorBlock& block : blocks) {
        const std::uint16_t* from = block.data + row * block.stride;
        std::transform(from, from + block.dimension, std::back_inserter(values), fromHalf);
    }
    return values;
}

// The share of the exact first ten that the index finds.
Result<std::size_t> measureRecall(const GraphIndex& index, const ApproximateOptions& options,
                                  const JobContext& job)
{
    const std::span<const VectorBlock> blocks = index.space.blocks;
    ExactIndex exact;
    for (const VectorBlock& block : blocks) {
        if (const auto prepared = exact.prepare(block, job); !prepared) {
            return fail(prepared);
        }
    }
    Random random(options.seed, "approximate index: probes");
    std::size_t hits = 0;
    std::size_t all = 0;
    for (std::size_t probe = 0; probe < options.probes; ++probe) {
        const auto query = options.query ? options.query(probe)
                                         : joinedRow(blocks, random.below(index.facts.rows));
        if (query.size() != index.facts.dimension) {
            return fail(ErrorCode::BadArgument, "a probe of another size");
        }
        std::vector<QueryPart> parts;
        std::size_t at = 0;
        for (const VectorBlock& block : blocks) {
            parts.push_back({block, std::span(query).subspan(at, block.dimension)});
            at += block.dimension;
        }
        const auto wanted = exact.search(parts, {10, {}, {}}, job);
        const auto found = index.search(parts, {10, {}, {}});
        if (!wanted || !found) {
            return wanted ? fail(found) : fail(wanted);
        }
        all += wanted->size();
        hits += static_cast<std::size_t>(std::ranges::count_if(*wanted, [&](const Scored& s) {
            return std::ranges::find(*found, s.row, &Scored::row) != found->end();
        }));
    }
    return all == 0 ? std::size_t{1000000} : hits * 1000000 / all;
}

// hnswlib tells nobody about a full disk: what it wrote is read back.
Status writeGraph(GraphIndex& index, const fs::path& file)
{
    index.graph->saveIndex(file.string());
    index.graph.reset();
    auto written = OpenFile::open(file, OpenFile::Mode::Write);
    if (!written) {
        return fail(written);
    }
    if (const auto synced = written->sync(); !synced) {
        return synced;
    }
    if (const auto loaded = index.load(file); !loaded) {
        return fail(ErrorCode::Io, "the index could not be written whole", file.string());
    }
    auto sum = sha256OfFile(file);
    if (!sum) {
        return fail(sum);
    }
    index.facts.sha256 = *sum;
    return {};
}

Status writeFacts(const Facts& facts, const fs::path& path)
{
    auto file = AtomicFile::create(path);
    if (!file) {
        return fail(file);
    }
    std::string chain;
    auto done = (*file)->write(frameBytes(FrameKind::Header, factsText(facts), chain));
    return done ? (*file)->commit() : done;
}

Status checkBuild(std::span<const VectorBlock> blocks, const std::string& madeBy,
                  const ApproximateOptions& options)
{
    const bool sound = std::ranges::all_of(blocks, [&](const VectorBlock& block) {
        return block.data != nullptr && block.rows == blocks[0].rows && block.rows > 0 &&
               block.rows < kQueryMark && block.dimension > 0 && block.stride >= block.dimension;
    });
    const bool good = sound && !blocks.empty() && options.linksPerRow >= 2 &&
                      options.linksPerRow <= 1000 && options.buildCandidates > 0 &&
                      options.searchCandidates > 0 && madeBy.size() < kMostFacts / 2;
    return good ? Status{} : Status{fail(ErrorCode::BadArgument, "nothing to build an index of")};
}

} // namespace

Result<std::unique_ptr<ApproximateIndex>>
ApproximateIndex::build(const VectorBlock& block, const std::string& madeBy, const fs::path& path,
                        const ApproximateOptions& options, const JobContext& job)
{
    return build({&block, 1}, madeBy, path, options, job);
}

Result<std::unique_ptr<ApproximateIndex>>
ApproximateIndex::build(std::span<const VectorBlock> blocks, const std::string& madeBy,
                        const fs::path& path, const ApproximateOptions& options,
                        const JobContext& job)
{
    if (const auto good = checkBuild(blocks, madeBy, options); !good) {
        return fail(good);
    }
    const std::size_t rows = blocks[0].rows;
    auto index = std::make_unique<GraphIndex>();
    index->space.blocks.assign(blocks.begin(), blocks.end());
    index->facts = {rows, 0, options.searchCandidates, 0, randomHex128().substr(0, 16), {}, madeBy};
    for (const VectorBlock& block : blocks) {
        index->facts.dimension += block.dimension;
    }
    try {
        index->graph = std::make_unique<Graph>(&index->space, rows, options.linksPerRow,
                                               options.buildCandidates, options.seed);
    } catch (const std::exception&) {
        return fail(ErrorCode::TooLarge, "no memory for the index");
    }
    index->graph->setEf(options.searchCandidates);
    if (const auto added = addRows(*index->graph, rows, job); !added) {
        return fail(added);
    }
    const auto recall = measureRecall(*index, options, job);
    if (!recall) {
        return fail(recall);
    }
    index->facts.recallPerMillion = *recall;
    const fs::path file = graphPath(path, index->facts.graph);
    auto written = writeGraph(*index, file);
    if (written) {
        written = writeFacts(index->facts, path);
    }
    if (!written) {
        std::error_code error;
        fs::remove(file, error);
        return fail(written);
    }
    removeOtherGraphs(path, file);
    index->space.blocks.clear(); // they may go
    return index;
}

Result<std::unique_ptr<ApproximateIndex>>
ApproximateIndex::open(const fs::path& path, const std::string& madeBy, std::size_t rows)
{
    auto facts = readFacts(path);
    if (!facts) {
        return fail(facts);
    }
    if (facts->madeBy != madeBy || facts->rows != rows) {
        return fail(ErrorCode::Changed,
                    "of " + std::to_string(facts->rows) + " rows by " + facts->madeBy,
                    path.string());
    }
    const fs::path file = graphPath(path, facts->graph);
    const auto sum = sha256OfFile(file);
    if (!sum || *sum != facts->sha256) {
        return fail(ErrorCode::Corrupt, "the graph", file.string());
    }
    auto index = std::make_unique<GraphIndex>();
    index->facts = std::move(*facts);
    if (const auto loaded = index->load(file); !loaded) {
        return fail(loaded);
    }
    return index;
}

} // namespace triptych::retrieval
