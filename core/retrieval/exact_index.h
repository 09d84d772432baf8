// SPDX-License-Identifier: GPL-3.0-or-later
// Exact top-k by inner product over f16 rows: a fast first pass with a proven error bound, then f32
// scores of what can still be among the first k. The answer is that of scoring every row in f32.
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

// The score of row i is Σ over the parts of ⟨query, block.row(i)⟩, each summed in f32. All blocks
// have the same number of rows in the same order.
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

// Prepared once for a block: row norms and the int8 or f16 copy of the first pass, as found
// fastest. Thread-safe after it was made; additions: `extend`.
class ExactIndex
{
public:
    ExactIndex();
    ~ExactIndex();
    ExactIndex(const ExactIndex&) = delete;
    ExactIndex& operator=(const ExactIndex&) = delete;

    // Highest score first, at most k; ties by tieOrder. A query value that is not finite:
    // BadArgument. Blocks must live as long as the call. Cancelled between slices of rows.
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

    // Optional: remembers what speeds up scans of this block (by its data pointer and rows).
    Status prepare(const VectorBlock& block, const JobContext& job);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::retrieval
