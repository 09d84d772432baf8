// SPDX-License-Identifier: GPL-3.0-or-later
// Cosines of stored vectors as likeness, and which encoder's they are.
#include "core/workflow/mine_neighbours.h"

#include "core/base/log.h"
#include "core/generate/pair_mining.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/vector_file.h"
#include "core/retrieval/vector_half.h"
#include "core/workflow/encode.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <filesystem>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBits = 64;
// From so many images on, the int8 copy pays.
constexpr std::size_t kPrepareFrom = 4096;

// Over rows of unit length, which is what encoders give.
class VectorNeighbours final : public Neighbours
{
public:
    VectorNeighbours(std::unique_ptr<retrieval::VectorFile> file, const MinedImages& images)
        : m_file(std::move(file))
        , m_block(m_file->block())
        , m_rowOf(images.ids.size())
        , m_imageOf(m_block.rows, 0)
        , m_allowed((m_block.rows + kBits - 1) / kBits, 0)
    {
        for (std::size_t i = 0; i < images.ids.size(); ++i) {
            const auto row = m_file->find(images.keys[i]);
            if (row && !images.hashes[i].empty() && m_file->key(*row).content == images.hashes[i]) {
                m_rowOf[i] = row;
                m_imageOf[*row] = static_cast<std::uint32_t>(i);
                m_allowed[*row / kBits] |= std::uint64_t{1} << (*row % kBits);
                ++m_found;
            }
        }
    }

    Status prepare(const JobContext& job)
    {
        return m_found < kPrepareFrom ? Status{} : m_index.prepare(m_block, job);
    }

    [[nodiscard]] std::size_t found() const { return m_found; }
    [[nodiscard]] std::size_t size() const override { return m_rowOf.size(); }

    [[nodiscard]] std::vector<Neighbour> nearest(std::size_t index, std::size_t k) const override
    {
        std::vector<Neighbour> neighbours;
        if (index >= size() || !m_rowOf[index] || k == 0) {
            return neighbours;
        }
        const auto query = valuesOf(*m_rowOf[index]);
        const retrieval::QueryPart part{m_block, query};
        const retrieval::TopKOptions options{k + 1, m_allowed, m_imageOf}; // + 1: the image itself
        const auto found = m_index.search({&part, 1}, options, {});
        for (std::size_t i = 0; found && i < found->size() && neighbours.size() < k; ++i) {
            const auto& hit = (*found)[i];
            if (hit.row != *m_rowOf[index]) {
                neighbours.push_back({m_imageOf[hit.row], static_cast<double>(hit.score)});
            }
        }
        return neighbours;
    }

    [[nodiscard]] std::optional<double> similarity(std::size_t a, std::size_t b) const override
    {
        if (a >= size() || b >= size() || !m_rowOf[a] || !m_rowOf[b]) {
            return std::nullopt;
        }
        const auto first = valuesOf(*m_rowOf[a]);
        const auto second = valuesOf(*m_rowOf[b]);
        double sum = 0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            sum += static_cast<double>(first[i]) * static_cast<double>(second[i]);
        }
        return sum;
    }

private:
    [[nodiscard]] std::vector<float> valuesOf(std::size_t row) const
    {
        const auto* values = m_block.data + row * m_block.stride;
        std::vector<float> out(m_block.dimension);
        std::transform(values, values + m_block.dimension, out.begin(), retrieval::fromHalf);
        return out;
    }

    std::unique_ptr<retrieval::VectorFile> m_file;
    retrieval::VectorBlock m_block;
    std::vector<std::optional<std::size_t>> m_rowOf;
    std::vector<std::uint32_t> m_imageOf;
    std::vector<std::uint64_t> m_allowed;
    std::size_t m_found = 0;
    retrieval::ExactIndex m_index;
};

// Whether anything was encoded: else LibTorch need not be loaded to know an encoder's id.
bool hasVectors(const fs::path& cache)
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(cache, error)) {
        if (entry.path().string().ends_with(".global.vec")) {
            return true;
        }
    }
    return false;
}

// Null: there are none, or damaged ones.
std::unique_ptr<VectorNeighbours> vectorsOf(const fs::path& cache, const NamedEncoder& encoder,
                                            const MinedImages& images)
{
    auto file = retrieval::VectorFile::open(vectorPath(cache, encoder.id, "global"), encoder.id,
                                            encoder.imageDimension, false);
    if (!file) {
        if (file.error().code != ErrorCode::NotFound) {
            log(LogLevel::Warning,
                "vectors of " + encoder.name + " are not used: " + describe(file.error()));
        }
        return nullptr;
    }
    return std::make_unique<VectorNeighbours>(std::move(*file), images);
}

bool standardThere(const ModelStore& models)
{
    const auto rows = models.list();
    return rows && std::any_of(rows->begin(), rows->end(), [](const ModelRow& row) {
               return row.name == "standard" && row.ok;
           });
}

Result<MineLikeness> byVectors(std::unique_ptr<VectorNeighbours> vectors,
                               const std::string& encoder, const JobContext& job)
{
    if (auto prepared = vectors->prepare(job); !prepared) {
        return fail(prepared);
    }
    MineLikeness likeness;
    likeness.report.likeness = encoder;
    likeness.report.unencoded = static_cast<std::int64_t>(vectors->size() - vectors->found());
    likeness.neighbours = std::move(vectors);
    return likeness;
}

Result<MineLikeness> ofNamed(const fs::path& cache, const MineRequest& request,
                             const MinedImages& images, const JobContext& job)
{
    const auto named = nameEncoder(request.models, request.encoder, ComputeDevice::Cpu);
    if (!named) {
        return fail(named);
    }
    auto vectors = vectorsOf(cache, *named, images);
    if (!vectors || vectors->found() == 0) {
        return fail(ErrorCode::NotFound, "no image is encoded with " + named->name,
                    kVectorsSubject);
    }
    return byVectors(std::move(vectors), named->name, job);
}

} // namespace

generate::SimilarRule similarRuleBy(const std::string& likeness)
{
    if (likeness.empty()) {
        return generate::hashSimilarRule();
    }
    // Measured on 267 catalogue and 3,033 phone photos: nine of ten copies that were scaled, saved
    // again, cropped or brightened lie above the upper limit and nine of ten photos of one garment
    // in two colours at most a little above it; nineteen of twenty pairs drawn by chance lie below
    // the lower one.
    generate::SimilarRule rule;
    if (likeness == "standard") {
        rule.lowerSimilarity = 0.60;
    } else if (likeness == "compact") {
        rule.upperSimilarity = 0.985;
        rule.lowerSimilarity = 0.89;
        rule.spacing = 0.0006; // its neighbours lie that much closer together
    }
    return rule;
}

Result<MineLikeness> likenessFor(Project& project, const MineRequest& request,
                                 const MinedImages& images, const JobContext& job)
{
    const auto cache = cacheFolder(project);
    if (!request.encoder.empty()) {
        return cache ? ofNamed(*cache, request, images, job) : Result<MineLikeness>{fail(cache)};
    }
    Result<MineLikeness> likeness = MineLikeness{};
    bool found = false;
    if (cache && hasVectors(*cache)) {
        for (const char* which : {"", "compact"}) {
            const auto named = nameEncoder(request.models, which, ComputeDevice::Cpu);
            auto vectors = named ? vectorsOf(*cache, *named, images) : nullptr;
            if (vectors && vectors->found() > 0 && vectors->found() * 2 >= images.ids.size()) {
                likeness = byVectors(std::move(vectors), named->name, job);
                found = true;
                break;
            }
        }
    }
    if (likeness && !found) {
        likeness->neighbours = std::make_unique<generate::HashNeighbours>(images.phashes);
        likeness->report.unencoded = static_cast<std::int64_t>(images.ids.size());
    }
    if (likeness) {
        likeness->report.standardThere =
            likeness->report.likeness == "standard" || standardThere(request.models);
    }
    return likeness;
}

} // namespace triptych::workflow
