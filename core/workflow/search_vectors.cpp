// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of vector files and the images they belong to.
#include "core/workflow/search_vectors.h"

#include "core/nn-api/encoder.h"
#include "core/retrieval/gram.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/encode.h"
#include "core/workflow/vector_cache.h"

#include <span>

namespace triptych::workflow {

namespace {

constexpr std::size_t kBits = 64;

// Of what happened to a file of vectors.
tl::unexpected<Error> notEncoded(const Error& why, const std::string& encoder)
{
    if (why.code == ErrorCode::NotFound) {
        return fail(ErrorCode::NotFound, "no image is encoded with " + encoder, kVectorsSubject);
    }
    if (wentBad(why)) {
        return fail(ErrorCode::Corrupt,
                    "the vectors of " + encoder + " are damaged (" +
                        (why.detail.empty() ? describe(why) : why.detail) + ")",
                    kVectorsSubject);
    }
    return fail(why);
}

void copyRow(const retrieval::VectorBlock& block, std::size_t row, std::span<float> to)
{
    retrieval::widen({block.data + row * block.stride, block.dimension}, to);
}

// Every byte compared with its checksum.
Result<std::shared_ptr<retrieval::VectorFile>>
openChecked(const std::filesystem::path& path, const nn::EncoderInfo& info, std::size_t dimension)
{
    auto file = retrieval::VectorFile::open(path, info.id, dimension, false);
    if (!file) {
        return notEncoded(file.error(), info.name);
    }
    if (const auto sound = (*file)->check(); !sound) {
        return notEncoded(sound.error(), info.name);
    }
    return std::shared_ptr<retrieval::VectorFile>(std::move(*file));
}

} // namespace

Result<std::shared_ptr<SearchVectors>> SearchVectors::open(const std::filesystem::path& cache,
                                                           const nn::EncoderInfo& info)
{
    auto vectors = std::shared_ptr<SearchVectors>(new SearchVectors);
    auto global = openChecked(vectorPath(cache, info.id, "global"), info, info.imageDimension);
    if (!global) {
        return fail(global);
    }
    vectors->m_global = std::move(*global);
    vectors->m_seenColumns = info.seenNames.size();
    if (!info.seenNames.empty()) {
        auto seen = openChecked(vectorPath(cache, info.id, "seen"), info, info.seenNames.size());
        if (!seen) {
            return fail(seen);
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
        copyRow(m_global->block(), rows[i], values.row(i));
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
        copyRow(m_seen->block(), *row, values.row(i));
    }
    return values;
}

} // namespace triptych::workflow
