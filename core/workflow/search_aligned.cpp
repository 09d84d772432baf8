// SPDX-License-Identifier: GPL-3.0-or-later
// Rows in an alignment's space: made once, kept in the cache, made again when they do not fit.
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_half.h"
#include "core/workflow/search_vectors.h"

#include <algorithm>
#include <numeric>
#include <system_error>

namespace triptych::workflow {

namespace {

constexpr std::size_t kRowsAtOnce = 8192; // made, written and reported together
constexpr std::size_t kRowsOfTask = 256;  // each row is the same whatever others it is made with

using retrieval::VectorFile;

// Null: it cannot be kept here (read-only, full, or another program is making it).
std::shared_ptr<VectorFile> openOrMake(const std::filesystem::path& path,
                                       const retrieval::Alignment& alignment)
{
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto file = VectorFile::open(path, alignment.id(), alignment.dimension(), true);
        if (file) {
            return std::move(*file);
        }
        const auto code = file.error().code;
        if (code != ErrorCode::Corrupt && code != ErrorCode::Changed) {
            break;
        }
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
    return nullptr;
}

class Maker
{
public:
    Maker(const SearchVectors& vectors, const retrieval::Alignment& alignment,
          std::shared_ptr<VectorFile> file, const JobContext& job)
        : m_vectors(vectors)
        , m_alignment(alignment)
        , m_file(std::move(file))
        , m_job(job)
    {}

    // Where each row is in the file; kNoRow: it is not.
    [[nodiscard]] std::size_t fileRow(std::size_t row) const
    {
        const auto& key = m_vectors.file().key(row);
        const auto at = m_file ? m_file->find(key.key) : std::nullopt;
        return at && m_file->key(*at).content == key.content ? *at : kNoRow;
    }

    Result<Matrix> project(std::span<const std::size_t> rows) const
    {
        Matrix made(rows.size(), m_alignment.dimension());
        const std::size_t tasks = (rows.size() + kRowsOfTask - 1) / kRowsOfTask;
        std::vector<Status> ends(tasks);
        m_job.parallelFor(tasks, [&](std::size_t task) {
            const std::size_t first = task * kRowsOfTask;
            const auto some = rows.subspan(first, std::min(kRowsOfTask, rows.size() - first));
            if (!m_job.cancelled()) {
                ends[task] = projectTo(some, made.row(first).data());
            }
        });
        const auto failed = std::ranges::find_if(ends, [](const Status& end) { return !end; });
        if (failed != ends.end() || m_job.cancelled()) {
            return failed != ends.end() ? fail(*failed) : fail(ErrorCode::Cancelled);
        }
        return made;
    }

    Status addMissing()
    {
        std::vector<std::size_t> missing;
        for (std::size_t row = 0; row < m_vectors.rows(); ++row) {
            if (m_vectors.imageOf(row) != kNoImage && fileRow(row) == kNoRow) {
                missing.push_back(row);
            }
        }
        for (std::size_t at = 0; m_file && at < missing.size(); at += kRowsAtOnce) {
            if (m_job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            const auto some =
                std::span(missing).subspan(at, std::min(kRowsAtOnce, missing.size() - at));
            const auto values = project(some);
            if (!values) {
                return fail(values);
            }
            std::vector<retrieval::VectorKey> keys;
            for (const auto row : some) {
                keys.push_back(m_vectors.file().key(row));
            }
            if (!m_file->append(keys, *values)) {
                m_file.reset(); // no room: kept in memory only
            }
            m_job.progress(at + some.size(), missing.size(), "align");
        }
        return {};
    }

    // Others may write it from now on.
    void letGo(const std::filesystem::path& path)
    {
        m_file.reset();
        if (auto file = VectorFile::open(path, m_alignment.id(), m_alignment.dimension(), false)) {
            m_file = std::move(*file);
        }
    }

    [[nodiscard]] bool inOrder() const
    {
        if (!m_file || m_file->block().rows != m_vectors.rows()) {
            return false;
        }
        for (std::size_t row = 0; row < m_vectors.rows(); ++row) {
            if (m_vectors.imageOf(row) != kNoImage && fileRow(row) != row) {
                return false;
            }
        }
        return true;
    }

    // All rows in order, from the file or made now.
    Result<std::vector<std::uint16_t>> gathered() const
    {
        const auto dimension = m_alignment.dimension();
        std::vector<std::uint16_t> values(m_vectors.rows() * dimension, 0);
        std::vector<std::size_t> missing;
        for (std::size_t row = 0; row < m_vectors.rows(); ++row) {
            if (m_vectors.imageOf(row) == kNoImage) {
                continue;
            }
            if (const auto at = fileRow(row); at == kNoRow) {
                missing.push_back(row);
            } else {
                const auto block = m_file->block();
                std::copy_n(block.data + at * block.stride, dimension,
                            values.begin() + static_cast<std::ptrdiff_t>(row * dimension));
            }
        }
        for (std::size_t at = 0; at < missing.size(); at += kRowsAtOnce) {
            if (m_job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            const auto some =
                std::span(missing).subspan(at, std::min(kRowsAtOnce, missing.size() - at));
            const auto made = project(some);
            if (!made) {
                return fail(made);
            }
            for (std::size_t i = 0; i < some.size(); ++i) {
                std::ranges::transform(
                    made->row(i), values.begin() + static_cast<std::ptrdiff_t>(some[i] * dimension),
                    retrieval::toHalf);
            }
        }
        return values;
    }

    [[nodiscard]] const std::shared_ptr<VectorFile>& file() const { return m_file; }

private:
    Status projectTo(std::span<const std::size_t> rows, float* to) const
    {
        const auto seen = m_vectors.seen(rows);
        if (!seen) {
            return fail(seen);
        }
        const auto made = m_alignment.project(m_vectors.global(rows), *seen);
        if (!made) {
            return fail(made);
        }
        std::ranges::copy(made->values, to);
        return {};
    }

    const SearchVectors& m_vectors;
    const retrieval::Alignment& m_alignment;
    std::shared_ptr<VectorFile> m_file;
    const JobContext& m_job;
};

} // namespace

Result<std::shared_ptr<const AlignedRows>> AlignedRows::make(const std::filesystem::path& file,
                                                             const SearchVectors& vectors,
                                                             const retrieval::Alignment& alignment,
                                                             const JobContext& job)
{
    auto rows = std::make_shared<AlignedRows>();
    rows->m_rows = vectors.rows();
    rows->m_dimension = alignment.dimension();
    Maker maker(vectors, alignment, openOrMake(file, alignment), job);
    if (auto added = maker.addMissing(); !added) {
        return fail(added);
    }
    maker.letGo(file);
    if (maker.inOrder()) {
        rows->m_file = maker.file();
        return rows;
    }
    auto values = maker.gathered();
    if (!values) {
        return fail(values);
    }
    rows->m_values = std::move(*values);
    return rows;
}

retrieval::VectorBlock AlignedRows::block() const
{
    return m_file ? m_file->block()
                  : retrieval::VectorBlock{m_values.data(), m_rows, m_dimension, m_dimension};
}

} // namespace triptych::workflow
