// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: vectors of one encoder in the project's cache, matched with the gallery; and the
// same rows in an alignment's space.
#pragma once

#include "core/base/executor.h"
#include "core/domain/matrix.h"
#include "core/workflow/search_gallery.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace triptych::nn {
struct EncoderInfo;
} // namespace triptych::nn
namespace triptych::retrieval {
class Alignment;
class VectorFile;
struct VectorBlock;
} // namespace triptych::retrieval

namespace triptych::workflow {

inline constexpr std::uint32_t kNoImage = 0xFFFFFFFFU;
inline constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

class SearchVectors
{
public:
    // Errors of the subject kVectorsSubject: NotFound, nothing was encoded yet; Corrupt, what was
    // is damaged (every byte is compared with its checksum).
    static Result<std::shared_ptr<SearchVectors>> open(const std::filesystem::path& cache,
                                                       const nn::EncoderInfo& info);
    // Takes in what was encoded meanwhile, and the images as they are now. True: rows moved, so
    // blocks and rows handed out before are void. Errors as open().
    Result<bool> update(const std::shared_ptr<const Gallery>& gallery);

    [[nodiscard]] retrieval::VectorBlock block() const;
    [[nodiscard]] retrieval::VectorFile& file() const { return *m_global; }
    [[nodiscard]] std::size_t rows() const { return m_imageOf.size(); }
    [[nodiscard]] std::size_t found() const { return m_found; } // images that have a vector
    // Of a row; kNoImage: it is dead, or its image is gone or has other bytes now.
    [[nodiscard]] std::uint32_t imageOf(std::size_t row) const { return m_imageOf[row]; }
    // Of an image of the gallery; kNoRow: it is not encoded.
    [[nodiscard]] std::size_t rowOf(std::uint32_t image) const { return m_rowOf[image]; }
    // For TopKOptions: rows that have an image, and the images' order.
    [[nodiscard]] std::span<const std::uint64_t> allowed() const { return m_allowed; }
    [[nodiscard]] std::span<const std::uint32_t> tieOrder() const { return m_imageOf; }
    // Vectors of rows, as stored.
    [[nodiscard]] Matrix global(std::span<const std::size_t> rows) const;
    [[nodiscard]] Result<Matrix> seen(std::span<const std::size_t> rows) const;

private:
    SearchVectors() = default;
    void match(const Gallery& gallery);

    std::shared_ptr<retrieval::VectorFile> m_global;
    std::shared_ptr<retrieval::VectorFile> m_seen; // null: the encoder says nothing
    std::size_t m_seenColumns = 0;
    std::shared_ptr<const Gallery> m_gallery;
    std::size_t m_living = 0;
    std::size_t m_found = 0;
    std::vector<std::uint32_t> m_imageOf;
    std::vector<std::size_t> m_rowOf;
    std::vector<std::uint64_t> m_allowed;
};

// norm(A x) of every row, in the order of the rows.
class AlignedRows
{
public:
    // Reads what `file` holds, makes what is missing and keeps it there. A file that is damaged, of
    // another alignment or cannot be written never stops it.
    static Result<std::shared_ptr<const AlignedRows>> make(const std::filesystem::path& file,
                                                           const SearchVectors& vectors,
                                                           const retrieval::Alignment& alignment,
                                                           const JobContext& job);
    [[nodiscard]] retrieval::VectorBlock block() const;

private:
    std::shared_ptr<retrieval::VectorFile> m_file; // its rows are in order; else
    std::vector<std::uint16_t> m_values;           // these
    std::size_t m_rows = 0;
    std::size_t m_dimension = 0;
};

} // namespace triptych::workflow
