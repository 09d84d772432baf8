// SPDX-License-Identifier: GPL-3.0-or-later
// Keeping the encoder, the vectors and the alignment of a project ready, and in step with it.
#include "core/workflow/search_inner.h"

#include "core/base/log.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/retrieval/approximate_index.h"
#include "core/retrieval/exact_index.h"
#include "core/workflow/search_words.h"

#include <system_error>

namespace triptych::workflow {

namespace {

constexpr std::size_t kFitImages = 10'000;    // more are not looked at when nobody asked to train
constexpr std::size_t kPreparedRows = 20'000; // fewer are scanned fast enough as they are
constexpr std::size_t kModels = 3;            // alignments kept at once
constexpr const char* kCompact = "compact";

} // namespace

std::string stampOf(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return {};
    }
    const auto time = std::filesystem::last_write_time(file, error);
    return file.string() + " " + std::to_string(size) + " " +
           std::to_string(time.time_since_epoch().count());
}

SearchEngine::Inner::Inner(ModelStore store, std::string encoder, ComputeDevice computeDevice,
                           std::size_t approximateFrom)
    : m_store(std::move(store))
    , m_which(std::move(encoder))
    , m_device(computeDevice)
    , m_approximateFrom(approximateFrom)
{}

SearchEngine::Inner::~Inner() = default;

const nn::EncoderInfo& SearchEngine::Inner::info() const
{
    return m_encoder->info();
}

std::string SearchEngine::Inner::alignmentKind() const
{
    if (m_current->fromFile) {
        return "model";
    }
    return m_current->alignment->labelled() ? "labels" : "classes";
}

std::string SearchEngine::Inner::modelId() const
{
    return m_current->alignment->id();
}

void SearchEngine::Inner::use(OpenedEncoder opened)
{
    m_encoder = std::move(opened.encoder);
    m_fallback = std::move(opened.fallback);
    m_betterId.clear();
    m_standsIn = false;
    m_texts = std::make_unique<TextCache>(m_encoder);
    m_images = std::make_unique<ImageCache>(m_encoder);
    m_vectors.reset();
    m_current.reset();
    m_models.clear();
}

Status SearchEngine::Inner::openDefault()
{
    auto opened = openEncoder(m_store, m_which, m_device);
    if (!opened) {
        return fail(opened);
    }
    use(std::move(*opened));
    return {};
}

// The project was encoded when only the compact encoder was there.
Status SearchEngine::Inner::useCompact(const Error& why)
{
    const auto better = info();
    auto opened = openEncoder(m_store, kCompact, m_device);
    if (!opened) {
        return fail(why);
    }
    use(std::move(*opened));
    m_betterId = better.id;
    m_standsIn = why.code == ErrorCode::Corrupt;
    m_fallback = why.code == ErrorCode::Corrupt
                     ? why.detail
                     : "the project is not encoded with " + better.name + " yet";
    return openVectors() ? Status{} : Status{fail(why)};
}

Status SearchEngine::Inner::openVectors()
{
    auto vectors = SearchVectors::open(m_cache, info());
    if (!vectors) {
        return fail(vectors);
    }
    m_vectors = std::move(*vectors);
    m_current.reset();
    ++m_generation;
    return {};
}

// Vectors that were there a moment ago were deleted; of those of an encoder that stands in for a
// better one, why that one is not used.
Status SearchEngine::Inner::explained(const Error& why, bool hadVectors) const
{
    if (hadVectors && why.code == ErrorCode::NotFound) {
        return fail(ErrorCode::Corrupt, "the vectors of " + info().name + " were deleted",
                    kVectorsSubject);
    }
    if (!m_fallback.empty() && why.subject == kVectorsSubject) {
        return fail(why.code, why.detail + "; " + m_fallback, kVectorsSubject);
    }
    return fail(why);
}

Status SearchEngine::Inner::readyVectors(const JobContext& job)
{
    std::error_code error;
    const bool betterCame =
        !m_betterId.empty() &&
        std::filesystem::exists(vectorPath(m_cache, m_betterId, "global"), error);
    if (!m_encoder || betterCame) {
        job.progress(0, 0, "encoder");
        if (auto opened = openDefault(); !opened) {
            return opened;
        }
    }
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    const bool hadVectors = m_vectors != nullptr;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (!m_vectors) {
            auto opened = openVectors();
            if (!opened && opened.error().subject == kVectorsSubject && m_which.empty() &&
                info().name != kCompact) {
                opened = useCompact(opened.error());
            }
            if (!opened) {
                return explained(opened.error(), hadVectors);
            }
        }
        const auto moved = m_vectors->update(m_gallery);
        if (moved) {
            m_generation += *moved ? 1U : 0U;
            return {};
        }
        m_vectors.reset(); // gone or written anew: opened once more
        if (attempt > 0) {
            return fail(moved);
        }
    }
    return {};
}

std::string SearchEngine::Inner::modelKey(const std::string& model) const
{
    if (!model.empty()) {
        return "model " + stampOf(model);
    }
    if (const auto own = stampOf(ownFile()); !own.empty()) {
        return "own " + own;
    }
    return "fit " + m_gallery->digest + " " + std::to_string(m_vectors->found());
}

Result<AlignmentPointer> SearchEngine::Inner::ownAlignment(Project& project, const JobContext& job)
{
    const auto file = ownFile();
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        auto own = readAlignment(file, info());
        if (own) {
            return own;
        }
        log(LogLevel::Warning, "alignment made anew: " + describe(own.error()));
    }
    return fitAlignment({project,
                         *m_gallery,
                         *m_vectors,
                         info(),
                         *m_texts,
                         {},
                         kFitImages,
                         0,
                         wordsFile(),
                         commonWordsPath(),
                         fittedAlignmentFile(m_cache, info().id)},
                        job);
}

Status SearchEngine::Inner::readyAlignment(Project& project, const std::string& model,
                                           const JobContext& job)
{
    const auto key = modelKey(model);
    for (const auto& known : m_models) {
        if (known->key == key) {
            m_current = known;
            return {};
        }
    }
    auto alignment = model.empty() ? ownAlignment(project, job) : readAlignment(model, info());
    if (!alignment) {
        return fail(alignment);
    }
    m_current = std::make_shared<Model>();
    m_current->key = key;
    m_current->alignment = std::move(*alignment);
    m_current->fromFile = !model.empty();
    m_models.push_front(m_current);
    if (m_models.size() > kModels) {
        m_models.pop_back();
    }
    return {};
}

Status SearchEngine::Inner::readyRows(const JobContext& job)
{
    if (m_current->rows && m_current->generation == m_generation) {
        if (m_graphModel != m_current || m_graphStamp != stampOf(graphFile())) {
            openGraph();
        }
        return {};
    }
    auto rows = AlignedRows::make(
        vectorPath(m_cache, info().id, m_current->fromFile ? "aligned-model" : "aligned"),
        *m_vectors, *m_current->alignment, job);
    if (!rows) {
        return fail(rows);
    }
    for (auto& other : m_models) { // blocks of rows that moved
        if (other->generation != m_generation) {
            other->rows.reset();
        }
    }
    m_current->rows = std::move(*rows);
    m_current->generation = m_generation;
    m_index = std::make_unique<retrieval::ExactIndex>();
    openGraph();
    if (m_graph || m_vectors->rows() < kPreparedRows) {
        return {};
    }
    if (auto prepared = m_index->prepare(m_vectors->block(), job); !prepared) {
        return prepared;
    }
    for (const auto& other : m_models) {
        if (other->rows) {
            if (auto prepared = m_index->prepare(other->rows->block(), job); !prepared) {
                return prepared;
            }
        }
    }
    return {};
}

std::filesystem::path SearchEngine::Inner::wordsFile() const
{
    return vectorPath(m_cache, info().id, "words");
}

std::filesystem::path SearchEngine::Inner::commonWordsPath() const
{
    return commonWordsFile(m_store, info().id);
}

std::filesystem::path SearchEngine::Inner::ownFile() const
{
    return ownAlignmentFile(m_cache, info().id);
}

Status SearchEngine::Inner::readyToFit(Project& project, const JobContext& job)
{
    if (m_project != &project || m_path != project.path()) {
        auto cache = cacheFolder(project);
        if (!cache) {
            return fail(cache);
        }
        m_cache = std::move(*cache);
        m_project = &project;
        m_path = project.path();
        m_gallery.reset();
        m_vectors.reset();
        m_models.clear();
    }
    const auto counter = project.changeCounter();
    if (!counter) {
        return fail(counter);
    }
    if (!m_gallery || *counter != m_counter) {
        auto gallery = loadGallery(project);
        if (!gallery) {
            return fail(gallery);
        }
        if (!m_gallery || m_gallery->digest != (*gallery)->digest) {
            m_gallery = std::move(*gallery);
        }
        m_counter = *counter;
    }
    if (m_gallery->images.empty()) {
        return fail(ErrorCode::Empty, "the project has no images", m_path.string());
    }
    return readyVectors(job);
}

Status SearchEngine::Inner::ready(Project& project, const std::string& model, const JobContext& job)
{
    if (auto vectors = readyToFit(project, job); !vectors) {
        return vectors;
    }
    if (auto aligned = readyAlignment(project, model, job); !aligned) {
        return aligned;
    }
    return readyRows(job);
}

} // namespace triptych::workflow
