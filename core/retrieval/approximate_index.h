// SPDX-License-Identifier: GPL-3.0-or-later
// Approximate search over very large galleries (hnswlib): a cache that may be deleted, with its
// recall measured against the exact answer and stored beside it.
//
// The graph holds row numbers, not vectors (those stay in the block: 150 MB instead of 2 GB for a
// million rows of 512). Two files: `path` says in one checked frame (vector_log.h) what it was made
// of, the recall, and the SHA-256 of the graph, which lies in `path`.graph-…; replacing `path`
// replaces both.
#pragma once

#include "core/retrieval/exact_index.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace triptych::retrieval {

struct ApproximateOptions
{
    std::size_t linksPerRow = 16;       // hnswlib's M
    std::size_t buildCandidates = 200;  // ef_construction
    std::size_t searchCandidates = 200; // ef
    std::uint64_t seed = 100;
    std::size_t probes = 200; // queries whose exact top-10 measures the recall
    // A probe: values of all blocks side by side. Empty: a row drawn at random.
    std::function<std::vector<float>(std::size_t probe)> query = {};
};

class ApproximateIndex
{
public:
    virtual ~ApproximateIndex() = default;
    // Builds from the rows of one block of unit vectors and writes it to `path`, atomically;
    // Cancelled leaves what was there before. Deterministic with one thread (on one kind of
    // processor).
    static Result<std::unique_ptr<ApproximateIndex>>
    build(const VectorBlock& block, const std::string& madeBy, const std::filesystem::path& path,
          const ApproximateOptions& options, const JobContext& job);
    // The same of rows that stand in several blocks, side by side: a score is the sum over them, as
    // in ExactIndex. Only the graph is stored, so two blocks need not be copied into one.
    static Result<std::unique_ptr<ApproximateIndex>> build(std::span<const VectorBlock> blocks,
                                                           const std::string& madeBy,
                                                           const std::filesystem::path& path,
                                                           const ApproximateOptions& options,
                                                           const JobContext& job);
    // Changed: of another maker or another number of rows. Corrupt: damaged. Never crashes on
    // hostile bytes: a checksum is compared before hnswlib sees them.
    static Result<std::unique_ptr<ApproximateIndex>>
    open(const std::filesystem::path& path, const std::string& madeBy, std::size_t rows);

    // Candidates by the index, scored exactly against `block` (the one it was built from, with the
    // same rows: else Changed); ties as in ExactIndex. Under a filter it asks for four times as
    // many candidates until k of them are allowed: where few rows are, callers use ExactIndex.
    virtual Result<std::vector<Scored>> search(const VectorBlock& block,
                                               std::span<const float> query,
                                               const TopKOptions& options) const = 0;
    // A part for each block that it was built from, in their order; a part may be zeros.
    virtual Result<std::vector<Scored>> search(std::span<const QueryPart> parts,
                                               const TopKOptions& options) const = 0;
    [[nodiscard]] virtual double recallAt10() const = 0; // measured when it was built
};

} // namespace triptych::retrieval
