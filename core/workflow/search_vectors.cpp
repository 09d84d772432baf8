// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of vector files and the images they belong to.
#include "core/workflow/search_vectors.h"

#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/encode.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr std::size_t kBits = 64;

tl::unexpected<Error> notEncoded(const Error& why, const std::string& encoder)
{
    const bool damaged = why.code == ErrorCode::Corrupt || why.code == ErrorCode::Changed;
    if (why.code != ErrorCode::NotFound && !damaged) {
        return fail(why);
    }
    return fail(ErrorCode::NotFound,
                damaged ? "the vectors of " + encoder + " are damaged (" + why.detail + ")"
                        : "no image is encoded with " + encoder,
                kVectorsSubject);
}

} // namespace

Result<std::shared_ptr<SearchVectors>> SearchVectors::open(const std::filesystem::path& cache,
                                                           const nn::EncoderInfo& info)
{
    auto vectors = std::shared_ptr<SearchVectors>(new SearchVectors);
    auto global = retrieval::VectorFile::open(vectorPath(cache, info.id, "global"), info.id,
                                              info.imageDimension, false);
    if (!global) {
        return notEncoded(global.error(), info.name);
    }
    vectors->m_global = std::move(*global);
    vectors->m_seenColumns = info.seenNames.size();
    if (!info.seenNames.empty()) {
        auto seen = retrieval::VectorFile::open(vectorPath(cache, info.id, "seen"), info.id,
                                                info.seenNames.size(), false);
        if (!seen) {
            return notEncoded(seen.error(), info.name);
        }
        vectors->m_seen = std::move(*seen);
    }
    return vectors;
}

Result<bool> SearchVectors::update(const std::shared_ptr<const Gallery>& gallery)
{
    for (const auto& file : {m_global, m_seen}) {
        if (file) {
            if (auto fresh = file->refresh(); !fresh) {
                return notEncoded(fresh.error(), "this encoder");
            }
        }
    }
    if (gallery == m_gallery && m_imageOf.size() == m_global->block().rows &&
        m_living == m_global->living()) {
        return false;
    }
    match(*gallery);
    m_gallery = gallery;
    if (m_found == 0) {
        return fail(ErrorCode::NotFound, "no image of this project is encoded", kVectorsSubject);
    }
    return true;
}

void SearchVectors::match(const Gallery& gallery)
{
    const auto rows = m_global->block().rows;
    m_living = m_global->living();
    m_found = 0;
    m_imageOf.assign(rows, kNoImage);
    m_rowOf.assign(gallery.images.size(), kNoRow);
    m_allowed.assign((rows + kBits - 1) / kBits, 0);
    for (std::uint32_t i = 0; i < gallery.images.size(); ++i) {
        const auto& image = gallery.images[i];
        const auto row = m_global->find(image.key);
        if (!row || m_global->key(*row).content != image.content ||
            (m_seen && !m_seen->find(image.key))) {
            continue;
        }
        m_imageOf[*row] = i;
        m_rowOf[i] = *row;
        m_allowed[*row / kBits] |= std::uint64_t{1} << (*row % kBits);
        ++m_found;
    }
}

retrieval::VectorBlock SearchVectors::block() const
{
    return m_global->block();
}

Matrix SearchVectors::global(std::span<const std::size_t> rows) const
{
    Matrix values(rows.size(), m_global->block().dimension);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::ranges::copy(m_global->row(rows[i]), values.row(i).begin());
    }
    return values;
}

Result<Matrix> SearchVectors::seen(std::span<const std::size_t> rows) const
{
    Matrix values(rows.size(), m_seenColumns);
    for (std::size_t i = 0; m_seen && i < rows.size(); ++i) {
        const auto row = m_seen->find(m_global->key(rows[i]).key);
        if (!row) {
            return fail(ErrorCode::Corrupt, "the encoder's vectors do not belong together");
        }
        std::ranges::copy(m_seen->row(*row), values.row(i).begin());
    }
    return values;
}

} // namespace triptych::workflow
