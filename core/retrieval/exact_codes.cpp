// SPDX-License-Identifier: GPL-3.0-or-later
// Coding rows to int8, and the memory that the codes lie in.
#include "core/retrieval/exact_codes.h"

#include "core/retrieval/vector_half.h"

#include <sys/mman.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>
#include <utility>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kLargePage = 2U << 20U;
constexpr std::size_t kChunkBytes = 64U << 20U;
constexpr std::size_t kBatchRows = 1024;
constexpr std::size_t kCentreRows = 512;
// Small chunks at the end are made anew together with what is added, so that many small additions
// do not make many chunks.
constexpr std::size_t kSmallRows = 4096;

// The mean of some of the rows, rounded to what encodeRow takes. What is not finite is left out.
std::vector<double> centreOf(const VectorBlock& block, std::size_t first, std::size_t count)
{
    std::vector<double> centre((block.dimension + 7) / 8 * 8);
    const std::size_t step = (count + kCentreRows - 1) / kCentreRows;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < count; i += step) {
        const std::uint16_t* row = block.data + (first + i) * block.stride;
        for (std::size_t d = 0; d < block.dimension; ++d) {
            const float value = fromHalf(row[d]);
            centre[d] += std::abs(value) <= kLargestHalf ? static_cast<double>(value) : 0.0;
        }
        ++taken;
    }
    for (double& value : centre) {
        value = std::round(value / static_cast<double>(taken) * 0x1p24) * 0x1p-24;
    }
    return centre;
}

std::int8_t* allocate(std::size_t bytes)
{
    const std::size_t alignment = bytes >= kLargePage ? kLargePage : 64;
    void* memory = ::operator new(bytes, std::align_val_t{alignment}, std::nothrow);
    if (memory != nullptr && alignment == kLargePage) {
        // Fewer page walks while a query streams through it; harmless where it is refused.
        ::madvise(memory, bytes, MADV_HUGEPAGE);
    }
    return static_cast<std::int8_t*>(memory);
}

void release(std::int8_t* memory, std::size_t bytes)
{
    const std::size_t alignment = bytes >= kLargePage ? kLargePage : 64;
    ::operator delete(memory, std::align_val_t{alignment});
}

} // namespace

CodeChunk::~CodeChunk()
{
    release(m_codes, m_bytes);
}

Result<std::shared_ptr<const CodeChunk>> CodeChunk::make(const VectorBlock& block,
                                                         std::size_t first, std::size_t count,
                                                         const JobContext& job)
{
    const std::size_t rowBytes = codedBytes(block.dimension);
    std::shared_ptr<CodeChunk> chunk(new CodeChunk);
    chunk->m_first = first;
    chunk->m_bytes = count * rowBytes;
    chunk->m_codes = allocate(chunk->m_bytes);
    if (chunk->m_codes == nullptr) {
        return fail(ErrorCode::TooLarge, "no memory for the codes of the search");
    }
    chunk->m_facts.resize(count);
    chunk->m_centre = centreOf(block, first, count);
    chunk->m_centreNorm = std::sqrt(std::inner_product(
        chunk->m_centre.begin(), chunk->m_centre.end(), chunk->m_centre.begin(), 0.0));
    job.parallelFor((count + kBatchRows - 1) / kBatchRows, [&](std::size_t slice) {
        if (job.cancelled()) {
            return;
        }
        const std::size_t end = std::min(count, (slice + 1) * kBatchRows);
        for (std::size_t i = slice * kBatchRows; i < end; ++i) {
            chunk->m_facts[i] = encodeRow(block.data + (first + i) * block.stride, block.dimension,
                                          chunk->m_centre.data(), chunk->m_codes + i * rowBytes);
        }
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return chunk;
}

Result<std::shared_ptr<const Codes>> makeCodes(const VectorBlock& block, const Codes* before,
                                               const JobContext& job)
{
    auto codes = std::make_shared<Codes>();
    codes->dimension = block.dimension;
    if (before != nullptr && before->dimension == block.dimension && before->rows <= block.rows) {
        codes->chunks = before->chunks;
        while (before->rows < block.rows && !codes->chunks.empty() &&
               codes->chunks.back()->rows() < kSmallRows) {
            codes->chunks.pop_back();
        }
    }
    if (!codes->chunks.empty()) {
        codes->rows = codes->chunks.back()->first() + codes->chunks.back()->rows();
    }
    const std::size_t most = std::max(kSmallRows, kChunkBytes / codedBytes(block.dimension));
    while (codes->rows < block.rows) {
        const std::size_t count = std::min(most, block.rows - codes->rows);
        auto chunk = CodeChunk::make(block, codes->rows, count, job);
        if (!chunk) {
            return fail(chunk);
        }
        codes->chunks.push_back(std::move(*chunk));
        codes->rows += count;
        job.progress(codes->rows, block.rows, "prepare");
    }
    return codes;
}

} // namespace triptych::retrieval
