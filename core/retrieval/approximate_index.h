// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate search over very large galleries (hnswlib): a cache that may be deleted, with its
// recall measured against the exact answer and stored beside it.
//
// Graphs hold row numbers, not vectors (those stay in the block: 150 MB instead of 2 GB for a
// million rows of 512), each over `shardRows` consecutive rows. `path` says in one checked frame
// (vector_log.h) what they were made of, the recall, and the SHA-256 of every graph's file
// `path`.graph-…; replacing `path` replaces them all. A graph that is whole is on disk before the
// next build ends, so a build that was stopped or killed goes on where it was.
// Rows that come later stand in no graph and are compared one by one; rows that go are filtered.
#pragma once

#include "core/retrieval/exact_index.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace triptych::retrieval {

struct ApproximateOptions
{
    std::size_t linksPerRow = 16;      // hnswlib's M
    std::size_t buildCandidates = 200; // ef_construction
    std::size_t searchCandidates = 96; // ef, in each graph
    std::size_t shardRows = 131'072;
    std::size_t leastNew = 4096; // fewer rows than that are left without a graph
    double leastRecall = 0.95;   // at 10: graphs that were made for another model are made anew
                                 // when they find less
    std::uint64_t seed = 100;
    std::size_t probes = 200; // queries whose exact answers measure the recall
    // A probe: values of all blocks side by side. Empty: a row drawn at random.
    std::function<std::vector<float>(std::size_t probe)> query = {};
};

// What an index was made of.
struct ApproximateMaker
{
    std::string rows;  // their identity: the same rows, and perhaps more, have the same
    std::string model; // what scores them: another one only needs the recall measured again
};

class ApproximateIndex
{
public:
    struct Recall
    {
        double at10 = 1.0;
        double at50 = 1.0;
    };

    virtual ~ApproximateIndex() = default;
    // Builds what `path` does not have already, from the rows of blocks of unit vectors that stand
    // side by side (a score is the sum over them, as in ExactIndex), measures and writes it.
    // Cancelled or killed, whole graphs are kept for the next call. Graphs have the same bytes
    // whatever the number of threads (on one kind of processor). Progress in rows, stage "index".
    static Result<std::unique_ptr<ApproximateIndex>> build(std::span<const VectorBlock> blocks,
                                                           const ApproximateMaker& maker,
                                                           const std::filesystem::path& path,
                                                           const ApproximateOptions& options,
                                                           const JobContext& job);
    // Changed: of another maker, more rows, or never finished. Corrupt: damaged. Never crashes on
    // hostile bytes: a checksum is compared before hnswlib sees them.
    static Result<std::unique_ptr<ApproximateIndex>> open(const std::filesystem::path& path,
                                                          const ApproximateMaker& maker,
                                                          const ApproximateOptions& options,
                                                          std::size_t rows);

    // Candidates by the graphs, and the rows that stand in none, scored exactly against the blocks
    // (in their order; a part may be zeros), which have at least rows() rows: else Changed. Ties as
    // in ExactIndex. Under a filter it asks for as many more candidates as the filter takes away:
    // where few rows are left, callers use ExactIndex.
    virtual Result<std::vector<Scored>> search(std::span<const QueryPart> parts,
                                               const TopKOptions& options,
                                               const JobContext& job) const = 0;
    [[nodiscard]] virtual std::size_t rows() const = 0; // that stand in a graph
    [[nodiscard]] virtual Recall recall() const = 0;    // measured when it was built
};

} // namespace triptych::retrieval
