// SPDX-License-Identifier: GPL-3.0-or-later
// The int8 copy of a block of f16 rows that the first pass reads: what differs from the mean of
// some rows, one scale a row, with bounds of what the coding lost. (Without the mean, embeddings
// with a few values that are large in every row, as CLIP's, lose ten times the candidates.)
// Immutable once made; what is appended makes a new one that shares the rest.
#pragma once

#include "core/base/executor.h"
#include "core/retrieval/exact_kernels.h"
#include "core/retrieval/vector_file.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace triptych::retrieval {

// Consecutive rows in one piece of memory (large pages where the system has them).
class CodeChunk
{
public:
    // Cancelled, or Io when there is no memory.
    static Result<std::shared_ptr<const CodeChunk>>
    make(const VectorBlock& block, std::size_t first, std::size_t count, const JobContext& job);
    ~CodeChunk();
    CodeChunk(const CodeChunk&) = delete;
    CodeChunk& operator=(const CodeChunk&) = delete;

    [[nodiscard]] std::size_t first() const { return m_first; }
    [[nodiscard]] std::size_t rows() const { return m_facts.size(); }
    [[nodiscard]] const std::int8_t* codes() const { return m_codes; }
    [[nodiscard]] const CodedRow* facts() const { return m_facts.data(); }
    // As encodeRow takes it, and an upper bound of its norm.
    [[nodiscard]] const std::vector<double>& centre() const { return m_centre; }
    [[nodiscard]] double centreNorm() const { return m_centreNorm; }

private:
    CodeChunk() = default;

    std::size_t m_first = 0;
    std::size_t m_bytes = 0;
    std::int8_t* m_codes = nullptr;
    std::vector<CodedRow> m_facts;
    std::vector<double> m_centre;
    double m_centreNorm = 0;
};

struct Codes
{
    std::size_t rows = 0; // from row 0 on; later rows of the block are not coded
    std::size_t dimension = 0;
    std::vector<std::shared_ptr<const CodeChunk>> chunks;
};

// `before`: codes of the first rows of the same block, or null.
Result<std::shared_ptr<const Codes>> makeCodes(const VectorBlock& block, const Codes* before,
                                               const JobContext& job);

} // namespace triptych::retrieval
