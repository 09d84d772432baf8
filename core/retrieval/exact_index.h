// SPDX-License-Identifier: GPL-3.0-or-later
// Exact top-k by inner product over f16 rows: an int8 first pass with a proven error bound
// (exact_scan.h has the proof), then the scores of what can still be among the first k. The answer
// is that of scoring every row.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/retrieval/vector_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace triptych::retrieval {

struct Scored
{
    std::size_t row = 0;
    float score = 0.0F;

    bool operator==(const Scored&) const = default;
};

// The score of row i is Σ over the parts of ⟨query, block.row(i)⟩, summed in double in one order
// (exact_kernels.h) and rounded to f32 once: the same bits on every processor and with any number
// of threads. All blocks have the same number of rows in the same order. A query of zeros adds
// nothing and is not scanned.
struct QueryPart
{
    VectorBlock block;
    std::span<const float> query; // block.dimension values
};

struct TopKOptions
{
    std::size_t k = 50;
    std::span<const std::uint64_t> allowed; // bit i: row i may be found; empty = all
    // Order of rows with equal scores: smaller first (the gallery gives ranks of image names, so
    // that ties go by name, bytewise). Empty: by row.
    std::span<const std::uint32_t> tieOrder;
};

// Thread-safe; search, rankOf and scores may run while another thread prepares.
class ExactIndex
{
public:
    ExactIndex();
    ~ExactIndex();
    ExactIndex(const ExactIndex&) = delete;
    ExactIndex& operator=(const ExactIndex&) = delete;

    // Highest score first, at most k; ties by tieOrder, then by row. A query value that is not
    // finite: BadArgument. Blocks must live as long as the call. Cancelled between slices of rows.
    Result<std::vector<Scored>> search(std::span<const QueryPart> parts, const TopKOptions& options,
                                       const JobContext& job) const;
    // The 1-based rank that `row` has in the complete order, and its score.
    struct Rank
    {
        std::size_t rank = 0; // 0: the row is not allowed
        float score = 0.0F;
    };
    Result<Rank> rankOf(std::size_t row, std::span<const QueryPart> parts,
                        const TopKOptions& options, const JobContext& job) const;
    // All f32 scores, in row order: what evaluation ranks by.
    Result<std::vector<float>> scores(std::span<const QueryPart> parts,
                                      const JobContext& job) const;

    // Optional: makes an int8 copy of the block, which halves what a scan must read (memory: the
    // dimension padded to 64, + 12 bytes a row: 52 MB for 100,000 × 512; time: 70 ms
    // for as many). Known by block.content and dimension; where content is 0, by the data pointer,
    // and then the caller must forget() before the rows change. Called again after rows were
    // appended it codes the new ones only; rows that are not coded are scanned as they are.
    Status prepare(const VectorBlock& block, const JobContext& job);
    // Frees what prepare() made for this block.
    void forget(const VectorBlock& block);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::retrieval
