// SPDX-License-Identifier: GPL-3.0-or-later
// Building, storing and asking one of hnswlib's graphs.
#include "core/retrieval/approximate_shard.h"

#include "core/base/file_io.h"
#include "core/base/random.h"
#include "core/base/sha256.h"
#include "core/retrieval/approximate_index.h"
#include "core/retrieval/approximate_kernels.h"
#include "core/retrieval/vector_io.h"

// Distances are ours: hnswlib's own would be compiled for one instruction set.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <algorithm>
#include <cstring>
#include <system_error>

namespace triptych::retrieval {

namespace {

namespace fs = std::filesystem;

using Graph = hnswlib::HierarchicalNSW<float>;

constexpr std::uint32_t kQueryMark = 0xFFFFFFFFU;
constexpr std::size_t kTellRows = 250;
constexpr std::size_t kNameDigits = 16;

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
    float sum = 0;
    if (first == kQueryMark) {
        for (const QueryPart& part : static_cast<const GraphPoint*>(a)->parts) {
            const VectorBlock& block = part.block;
            sum += queryDot(part.query.data(), block.data + second * block.stride, block.dimension);
        }
        return 1.0F - sum;
    }
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

    std::vector<VectorBlock> blocks; // while building: from the first row on
};

// Without the parts that say nothing.
std::vector<QueryPart> partsFrom(std::span<const QueryPart> parts, std::size_t first)
{
    std::vector<QueryPart> shifted;
    for (QueryPart part : parts) {
        if (std::ranges::any_of(part.query, [](float value) { return value != 0; })) {
            part.block.data += first * part.block.stride;
            shifted.push_back(part);
        }
    }
    return shifted;
}

} // namespace

struct ApproximateShard::State
{
    std::size_t first = 0;
    std::size_t rows = 0;
    RowSpace space;
    std::unique_ptr<Graph> graph;

    Status add(const JobContext& job, const std::function<void(std::size_t)>& added)
    {
        std::size_t told = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            if (job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            const auto row = static_cast<std::uint32_t>(i);
            graph->addPoint(&row, i);
            if (i + 1 - told == kTellRows || i + 1 == rows) {
                added(i + 1 - told);
                told = i + 1;
            }
        }
        return {};
    }
};

ApproximateShard::ApproximateShard()
    : m_state(std::make_unique<State>())
{}

ApproximateShard::~ApproximateShard() = default;

std::size_t ApproximateShard::first() const
{
    return m_state->first;
}

std::size_t ApproximateShard::rows() const
{
    return m_state->rows;
}

Result<std::shared_ptr<ApproximateShard>>
ApproximateShard::build(std::span<const VectorBlock> blocks, std::size_t first, std::size_t rows,
                        const ApproximateOptions& options, const JobContext& job,
                        const std::function<void(std::size_t)>& added)
{
    const std::shared_ptr<ApproximateShard> shard(new ApproximateShard);
    State& state = *shard->m_state;
    state.first = first;
    state.rows = rows;
    for (VectorBlock block : blocks) {
        block.data += first * block.stride;
        state.space.blocks.push_back(block);
    }
    try {
        state.graph = std::make_unique<Graph>(&state.space, rows, options.linksPerRow,
                                              options.buildCandidates, options.seed);
        state.graph->setEf(1); // what is asked for decides
        if (const auto done = state.add(job, added); !done) {
            return fail(done);
        }
    } catch (const std::exception&) { // it throws nothing else here
        return fail(ErrorCode::TooLarge, "no memory for the index");
    }
    state.space.blocks.clear(); // they may go
    return shard;
}

Result<std::shared_ptr<ApproximateShard>> ApproximateShard::load(const fs::path& file,
                                                                 const std::string& sha256,
                                                                 std::size_t first,
                                                                 std::size_t rows)
{
    const auto sum = sha256OfFile(file);
    if (!sum || *sum != sha256) {
        return fail(ErrorCode::Corrupt, "the graph", file.string());
    }
    const std::shared_ptr<ApproximateShard> shard(new ApproximateShard);
    State& state = *shard->m_state;
    state.first = first;
    state.rows = rows;
    try { // hnswlib throws what it finds wrong
        state.graph = std::make_unique<Graph>(&state.space, file.string());
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Corrupt, exception.what(), file.string());
    }
    if (state.graph->cur_element_count != rows) {
        return fail(ErrorCode::Corrupt, "another number of rows", file.string());
    }
    state.graph->setEf(1);
    return shard;
}

// hnswlib tells nobody about a full disk: what it wrote is read back.
Result<std::string> ApproximateShard::write(const fs::path& start) const
{
    fs::path draft = start;
    draft += "draft-" + randomHex128().substr(0, kNameDigits);
    std::error_code error;
    const auto refuse = [&](const Error& why) {
        fs::remove(draft, error);
        return fail(why);
    };
    m_state->graph->saveIndex(draft.string());
    auto written = OpenFile::open(draft, OpenFile::Mode::Write);
    if (!written) {
        return refuse(written.error());
    }
    if (const auto synced = written->sync(); !synced) {
        return refuse(synced.error());
    }
    const auto sum = sha256OfFile(draft);
    if (!sum) {
        return refuse(sum.error());
    }
    if (const auto whole = load(draft, *sum, first(), rows()); !whole) {
        return refuse({ErrorCode::Io, "the index could not be written whole", draft.string()});
    }
    fs::rename(draft, shardFile(start, *sum), error);
    if (error) {
        return refuse(errnoError(error.value(), draft.string()));
    }
    return *sum;
}

Result<std::vector<std::size_t>> ApproximateShard::nearest(std::span<const QueryPart> parts,
                                                           std::size_t ask) const
{
    const auto shifted = partsFrom(parts, first());
    const GraphPoint point{kQueryMark, shifted};
    std::vector<std::size_t> found;
    try {
        auto nearest = m_state->graph->searchKnn(&point, std::min(ask, rows()));
        found.reserve(nearest.size());
        for (; !nearest.empty(); nearest.pop()) {
            if (nearest.top().second < rows()) {
                found.push_back(first() + nearest.top().second);
            }
        }
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Corrupt, exception.what());
    }
    return found;
}

fs::path shardFile(const fs::path& start, const std::string& sha256)
{
    fs::path file = start;
    file += sha256.substr(0, kNameDigits);
    return file;
}

} // namespace triptych::retrieval
