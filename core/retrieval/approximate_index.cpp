// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate index: which graphs are built and kept, their recall, and what they answer.
#include "core/retrieval/approximate_index.h"

#include "core/base/random.h"
#include "core/retrieval/approximate_facts.h"
#include "core/retrieval/approximate_shard.h"
#include "core/retrieval/exact_order.h"
#include "core/retrieval/exact_scan.h"
#include "core/retrieval/vector_half.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <mutex>
#include <numeric>
#include <system_error>
#include <utility>

namespace triptych::retrieval {

namespace {

namespace fs = std::filesystem;

using Shards = std::vector<std::shared_ptr<ApproximateShard>>;

constexpr std::size_t kMostRows = 0xFFFFFFFEU;
constexpr std::size_t kMostName = 4096;
constexpr std::size_t kProbeRows = 100; // a probe takes about as long as so many rows
constexpr std::size_t kMillion = 1'000'000;
constexpr double kNoticed = 0.01; // a loss of recall

fs::path graphStart(const fs::path& path)
{
    fs::path start = path;
    start += ".graph-";
    return start;
}

void removeOtherGraphs(const fs::path& path, const ApproximateFacts& keep)
{
    std::error_code error;
    const fs::path start = graphStart(path);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto name = entry.path().filename();
        if (name.string().starts_with(start.filename().string()) &&
            std::ranges::none_of(keep.graphs, [&](const ApproximateFacts::Graph& graph) {
                return shardFile(start, graph.sha256).filename() == name;
            })) {
            others.push_back(entry.path());
        }
    }
    for (const fs::path& file : others) {
        fs::remove(file, error);
    }
}

std::size_t allowedRows(const TopKOptions& options, std::size_t rows)
{
    if (options.allowed.empty()) {
        return rows;
    }
    return std::accumulate(options.allowed.begin(), options.allowed.end(), std::size_t{0},
                           [](std::size_t sum, std::uint64_t bits) {
                               return sum + static_cast<std::size_t>(std::popcount(bits));
                           });
}

class GraphIndex final : public ApproximateIndex
{
public:
    ApproximateFacts facts;
    Shards shards; // null while it is missing

    Result<std::vector<Scored>> search(std::span<const QueryPart> parts, const TopKOptions& options,
                                       const JobContext& job) const override;
    [[nodiscard]] std::size_t rows() const override
    {
        return std::accumulate(facts.graphs.begin(), facts.graphs.end(), std::size_t{0},
                               [](std::size_t sum, const auto& graph) { return sum + graph.rows; });
    }
    [[nodiscard]] Recall recall() const override
    {
        return {static_cast<double>(facts.recall10PerMillion) / kMillion,
                static_cast<double>(facts.recall50PerMillion) / kMillion};
    }

private:
    [[nodiscard]] Status check(std::span<const QueryPart> parts) const;
    Result<std::vector<std::size_t>> candidates(std::span<const QueryPart> parts,
                                                const TopKOptions& options,
                                                const JobContext& job) const;
};

Status GraphIndex::check(std::span<const QueryPart> parts) const
{
    std::size_t dimension = 0;
    for (const QueryPart& part : parts) {
        dimension += part.block.dimension;
        if (part.query.size() != part.block.dimension) {
            return fail(ErrorCode::BadArgument, "a query of another size than the rows");
        }
        if (part.block.rows != parts[0].block.rows || part.block.rows < rows()) {
            return fail(ErrorCode::Changed, "the index is of other rows");
        }
    }
    return dimension == facts.dimension
               ? Status{}
               : Status{fail(ErrorCode::Changed, "the index is of other rows")};
}

// Allowed rows that the graphs find, and all that stand in none, in rising order.
Result<std::vector<std::size_t>> GraphIndex::candidates(std::span<const QueryPart> parts,
                                                        const TopKOptions& options,
                                                        const JobContext& job) const
{
    const std::size_t all = parts[0].block.rows;
    const std::size_t allowed = std::max<std::size_t>(1, allowedRows(options, all));
    const std::size_t wanted = std::min(options.k, allowed);
    std::size_t ask =
        std::max(wanted, facts.searchCandidates) * std::max<std::size_t>(1, all / allowed);
    while (true) {
        std::vector<Result<std::vector<std::size_t>>> found(shards.size());
        job.parallelFor(shards.size(),
                        [&](std::size_t i) { found[i] = shards[i]->nearest(parts, ask); });
        std::vector<std::size_t> rows;
        for (const auto& some : found) {
            if (!some) {
                return fail(some);
            }
            std::ranges::copy_if(*some, std::back_inserter(rows),
                                 [&](std::size_t row) { return isAllowedRow(options, row); });
        }
        for (std::size_t row = this->rows(); row < all; ++row) {
            if (isAllowedRow(options, row)) {
                rows.push_back(row);
            }
        }
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        if (rows.size() >= wanted || ask >= this->rows()) {
            std::ranges::sort(rows);
            return rows;
        }
        ask *= 4;
    }
}

Result<std::vector<Scored>> GraphIndex::search(std::span<const QueryPart> parts,
                                               const TopKOptions& options,
                                               const JobContext& job) const
{
    if (const auto good = check(parts); !good) {
        return fail(good);
    }
    const std::vector<std::shared_ptr<const Codes>> none(parts.size());
    const auto scan = Scan::make(parts, none);
    if (!scan) {
        return fail(scan);
    }
    if (const auto good = checkOptions(options, parts[0].block.rows); !good) {
        return fail(good);
    }
    if (options.k == 0) {
        return std::vector<Scored>{};
    }
    const auto rows = candidates(parts, options, job);
    if (!rows) {
        return fail(rows);
    }
    auto scored = scoreRows(*scan, *rows, job);
    if (scored) {
        keepFirst(*scored, options);
    }
    return scored;
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

std::size_t common(std::span<const Scored> wanted, std::span<const Scored> found, std::size_t k)
{
    found = found.first(std::min(k, found.size()));
    wanted = wanted.first(std::min(k, wanted.size()));
    return static_cast<std::size_t>(std::ranges::count_if(wanted, [&](const Scored& scored) {
        return std::ranges::find(found, scored.row, &Scored::row) != found.end();
    }));
}

// Builds what is missing of one index, and goes on where a build before it was stopped.
class Building
{
public:
    Building(std::span<const VectorBlock> blocks, const ApproximateMaker& maker,
             const fs::path& path, const ApproximateOptions& options, const JobContext& job)
        : m_blocks(blocks)
        , m_path(path)
        , m_options(options)
        , m_job(job)
        , m_index(std::make_unique<GraphIndex>())
    {
        auto& facts = m_index->facts;
        facts.searchCandidates = options.searchCandidates;
        facts.model = maker.model;
        facts.rowsId = rowsId(maker, options);
        for (const VectorBlock& block : blocks) {
            facts.dimension += block.dimension;
        }
    }

    static std::string rowsId(const ApproximateMaker& maker, const ApproximateOptions& options)
    {
        std::string id = maker.rows;
        for (const std::size_t number : {options.linksPerRow, options.buildCandidates,
                                         options.shardRows, std::size_t{options.seed}}) {
            id += " " + std::to_string(number);
        }
        return id;
    }

    Result<std::unique_ptr<ApproximateIndex>> run()
    {
        takeOld();
        if (m_missing == 0 && m_old.measured && m_old.model == facts().model &&
            m_old.searchCandidates == facts().searchCandidates) {
            facts() = m_old;
            return std::move(m_index);
        }
        auto done = addMissing();
        if (done) {
            done = measure();
        }
        if (done && m_oldModel && worse()) {
            for (std::size_t i = 0; i < m_index->shards.size(); ++i) {
                forget(i);
            }
            done = addMissing();
            if (done) {
                done = measure();
            }
        }
        if (done) {
            facts().measured = true;
            done = writeApproximateFacts(facts(), m_path);
        }
        if (!done) {
            return fail(done);
        }
        removeOtherGraphs(m_path, facts());
        return std::move(m_index);
    }

private:
    ApproximateFacts& facts() { return m_index->facts; }

    // The graphs that there shall be; those that are there and whole are taken over.
    void takeOld()
    {
        if (auto old = readApproximateFacts(m_path);
            old && old->rowsId == facts().rowsId && old->dimension == facts().dimension) {
            m_old = std::move(*old);
            m_oldModel = m_old.model != facts().model;
        }
        const std::size_t rows = m_blocks[0].rows;
        const std::size_t size = m_options.shardRows;
        for (std::size_t first = 0; first < rows; first += size) {
            const std::size_t at = first / size;
            const std::size_t there = at < m_old.graphs.size() && !m_old.graphs[at].sha256.empty()
                                          ? m_old.graphs[at].rows
                                          : 0;
            std::size_t count = std::min(size, rows - first);
            if (there <= count && count - there < m_options.leastNew && count < size &&
                (there > 0 || first > 0)) {
                count = there; // the others are few
            }
            if (count == 0) {
                break;
            }
            facts().graphs.push_back({count, {}});
            m_index->shards.push_back(nullptr);
            if (count == there) {
                take(at, first);
            }
            m_missing += m_index->shards[at] ? 0 : count;
        }
    }

    void take(std::size_t at, std::size_t first)
    {
        const auto& graph = m_old.graphs[at];
        auto shard = ApproximateShard::load(shardFile(graphStart(m_path), graph.sha256),
                                            graph.sha256, first, graph.rows);
        if (shard) {
            m_index->shards[at] = std::move(*shard);
            facts().graphs[at].sha256 = graph.sha256;
        }
    }

    void forget(std::size_t at)
    {
        m_index->shards[at].reset();
        facts().graphs[at].sha256.clear();
        m_missing += facts().graphs[at].rows;
    }

    void progress(std::size_t more)
    {
        m_done += more;
        m_job.progress(m_done, m_total, "index");
    }

    Status addMissing()
    {
        m_done = 0;
        m_total = m_missing + m_options.probes * kProbeRows;
        Status failed;
        std::mutex one;
        m_job.parallelFor(m_index->shards.size(), [&](std::size_t at) {
            if (m_index->shards[at] != nullptr || m_job.cancelled()) {
                return;
            }
            const auto added = [&](std::size_t rows) {
                const std::lock_guard lock(one);
                progress(rows);
            };
            auto shard = ApproximateShard::build(m_blocks, at * m_options.shardRows,
                                                 facts().graphs[at].rows, m_options, m_job, added);
            const std::lock_guard lock(one);
            if (auto kept = shard ? keep(at, std::move(*shard)) : Status{fail(shard)}; !kept) {
                failed = failed ? std::move(kept) : failed;
            }
        });
        if (m_job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        m_missing = 0;
        return failed;
    }

    Status keep(std::size_t at, std::shared_ptr<ApproximateShard> shard)
    {
        auto sum = shard->write(graphStart(m_path));
        if (!sum) {
            return fail(sum);
        }
        facts().graphs[at].sha256 = *sum;
        m_index->shards[at] = std::move(shard);
        // What answers now goes on doing so until the new one is whole.
        const bool answers = m_old.measured && !m_oldModel;
        return answers ? Status{} : writeApproximateFacts(facts(), m_path);
    }

    [[nodiscard]] bool worse() const
    {
        const double recall = m_index->recall().at10;
        const double before = static_cast<double>(m_old.recall10PerMillion) / kMillion;
        return recall < m_options.leastRecall && recall < before - kNoticed;
    }

    // The shares of the exact first ten and fifty that it finds.
    Status measure()
    {
        const ExactIndex exact;
        Random random(m_options.seed, "approximate index: probes");
        std::size_t hits10 = 0;
        std::size_t hits50 = 0;
        std::size_t all10 = 0;
        std::size_t all50 = 0;
        for (std::size_t probe = 0; probe < m_options.probes; ++probe) {
            const auto query = m_options.query
                                   ? m_options.query(probe)
                                   : joinedRow(m_blocks, random.below(m_blocks[0].rows));
            if (query.size() != facts().dimension) {
                return fail(ErrorCode::BadArgument, "a probe of another size");
            }
            std::vector<QueryPart> parts;
            std::size_t at = 0;
            for (const VectorBlock& block : m_blocks) {
                parts.push_back({block, std::span(query).subspan(at, block.dimension)});
                at += block.dimension;
            }
            const auto wanted = exact.search(parts, {50, {}, {}}, m_job);
            const auto found = m_index->search(parts, {50, {}, {}}, m_job);
            if (!wanted || !found) {
                return wanted ? fail(found) : fail(wanted);
            }
            all10 += std::min<std::size_t>(10, wanted->size());
            all50 += wanted->size();
            hits10 += common(*wanted, *found, 10);
            hits50 += common(*wanted, *found, 50);
            progress(kProbeRows);
        }
        facts().recall10PerMillion = all10 == 0 ? kMillion : hits10 * kMillion / all10;
        facts().recall50PerMillion = all50 == 0 ? kMillion : hits50 * kMillion / all50;
        return {};
    }

    std::span<const VectorBlock> m_blocks;
    const fs::path& m_path;
    const ApproximateOptions& m_options;
    const JobContext& m_job;
    std::unique_ptr<GraphIndex> m_index;
    ApproximateFacts m_old;    // of the same rows, or empty
    bool m_oldModel = false;   // it was measured for another model
    std::size_t m_missing = 0; // rows to build
    std::size_t m_done = 0;    // of `m_total`, rows and probes
    std::size_t m_total = 0;
};

Status checkBuild(std::span<const VectorBlock> blocks, const ApproximateMaker& maker,
                  const ApproximateOptions& options)
{
    const bool sound = std::ranges::all_of(blocks, [&](const VectorBlock& block) {
        return block.data != nullptr && block.rows == blocks[0].rows && block.rows > 0 &&
               block.rows < kMostRows && block.dimension > 0 && block.stride >= block.dimension;
    });
    const bool named =
        std::ranges::all_of(std::initializer_list<std::string_view>{maker.rows, maker.model},
                            [](std::string_view name) {
                                return name.size() < kMostName && name.find('\n') == name.npos;
                            });
    const bool good = sound && named && !blocks.empty() && options.linksPerRow >= 2 &&
                      options.linksPerRow <= 1000 && options.buildCandidates > 0 &&
                      options.searchCandidates > 0 && options.shardRows > 0;
    return good ? Status{} : Status{fail(ErrorCode::BadArgument, "nothing to build an index of")};
}

} // namespace

Result<std::unique_ptr<ApproximateIndex>>
ApproximateIndex::build(std::span<const VectorBlock> blocks, const ApproximateMaker& maker,
                        const fs::path& path, const ApproximateOptions& options,
                        const JobContext& job)
{
    if (const auto good = checkBuild(blocks, maker, options); !good) {
        return fail(good);
    }
    return Building(blocks, maker, path, options, job).run();
}

Result<std::unique_ptr<ApproximateIndex>> ApproximateIndex::open(const fs::path& path,
                                                                 const ApproximateMaker& maker,
                                                                 const ApproximateOptions& options,
                                                                 std::size_t rows)
{
    auto facts = readApproximateFacts(path);
    if (!facts) {
        return fail(facts);
    }
    auto index = std::make_unique<GraphIndex>();
    index->facts = std::move(*facts);
    if (index->facts.rowsId != Building::rowsId(maker, options) ||
        index->facts.model != maker.model || index->rows() > rows || !index->facts.measured) {
        return fail(ErrorCode::Changed,
                    index->facts.measured ? "of other rows or another model" : "unfinished",
                    path.string());
    }
    std::size_t first = 0;
    for (const auto& graph : index->facts.graphs) {
        auto shard = ApproximateShard::load(shardFile(graphStart(path), graph.sha256), graph.sha256,
                                            first, graph.rows);
        if (!shard) {
            return fail(shard);
        }
        index->shards.push_back(std::move(*shard));
        first += graph.rows;
    }
    return index;
}

} // namespace triptych::retrieval
