// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: what a search engine keeps, for queries, evaluation and saved cases.
#pragma once

#include "core/workflow/query.h"
#include "core/workflow/search_alignment.h"
#include "core/workflow/search_features.h"
#include "core/workflow/search_vectors.h"

#include <deque>
#include <optional>
#include <span>

namespace triptych::retrieval {
struct ComposedVectors;
class ApproximateIndex;
struct ApproximateMaker;
class ExactIndex;
struct QueryPart;
struct Scored;
struct TopKOptions;
enum class Method;
} // namespace triptych::retrieval

namespace triptych::workflow {

// Changes with the file; empty: there is none.
std::string stampOf(const std::filesystem::path& file);

struct SearchEngine::Inner
{
    Inner(ModelStore store, std::string encoder, ComputeDevice computeDevice,
          std::size_t approximateFrom);
    ~Inner();
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    // An encoder that is open already.
    void use(OpenedEncoder opened);
    // Everything below is of this project, and as it is now. `model`: as QueryRequest.
    Status ready(Project& project, const std::string& model, const JobContext& job);
    // The same without an alignment.
    Status readyToFit(Project& project, const JobContext& job);
    // Where vectors of words are kept for the next fit.
    [[nodiscard]] std::filesystem::path wordsFile() const;
    [[nodiscard]] std::filesystem::path commonWordsPath() const;
    // Where the project keeps its own alignment.
    [[nodiscard]] std::filesystem::path ownFile() const;

    [[nodiscard]] const nn::EncoderInfo& info() const;
    [[nodiscard]] const retrieval::Alignment& alignment() const { return *m_current->alignment; }
    // "labels", "classes" or "model".
    [[nodiscard]] std::string alignmentKind() const;
    [[nodiscard]] const std::string& fallback() const { return m_fallback; }
    // The compact encoder answers because better vectors were damaged.
    [[nodiscard]] bool standsIn() const { return m_standsIn; }
    [[nodiscard]] const Gallery& gallery() const { return *m_gallery; }
    [[nodiscard]] const SearchVectors& vectors() const { return *m_vectors; }
    [[nodiscard]] TextCache& texts() { return *m_texts; }

    // The vector of an image: the stored one where it is encoded. NotFound; errors of decoding.
    Result<std::vector<float>> vectorOf(Project& project, const QueryImage& image,
                                        const JobContext& job);
    Result<retrieval::ComposedVectors> compose(Project& project, const QueryRequest& request,
                                               retrieval::Method method, const JobContext& job);
    // Blocks to scan; `vectors` must outlive it.
    [[nodiscard]] std::vector<retrieval::QueryPart>
    parts(const retrieval::ComposedVectors& vectors) const;
    [[nodiscard]] const retrieval::ExactIndex& index() const { return *m_index; }
    // The best rows, by the approximate index where there is one and the filter leaves enough rows;
    // the answer tells it then.
    Result<std::vector<retrieval::Scored>> find(const retrieval::ComposedVectors& vectors,
                                                const retrieval::TopKOptions& options,
                                                QueryAnswer& answer, const JobContext& job) const;
    // There are rows enough for an approximate index, and none that fits them.
    [[nodiscard]] bool wantsGraph() const;
    // Builds the approximate index where there are rows enough and it is not there. Once ready().
    Status makeGraph(const JobContext& job);
    // Rows that may be found: those of the category, without one image.
    [[nodiscard]] std::vector<std::uint64_t> allowed(const std::string& category,
                                                     std::optional<std::uint32_t> without) const;
    // The reference, where it is an image of the gallery.
    [[nodiscard]] std::optional<std::uint32_t> imageNamed(const std::string& name) const;
    // Id of what answers: changes with training and with the data.
    [[nodiscard]] std::string modelId() const;

private:
    struct Model
    {
        std::string key; // of what it was made
        AlignmentPointer alignment;
        bool fromFile = false; // named by the caller
        std::shared_ptr<const AlignedRows> rows;
        std::size_t generation = 0; // of the rows
    };
    Status openDefault();
    Status readyVectors(const JobContext& job);
    [[nodiscard]] Status explained(const Error& why, bool hadVectors) const;
    Status openVectors();
    Status useCompact(const Error& why);
    Status readyAlignment(Project& project, const std::string& model, const JobContext& job);
    Result<AlignmentPointer> ownAlignment(Project& project, const JobContext& job);
    std::string modelKey(const std::string& model) const;
    Status readyRows(const JobContext& job);
    std::filesystem::path graphFile() const;
    retrieval::ApproximateMaker graphMaker() const;
    void openGraph();

    ModelStore m_store;
    std::string m_which;
    ComputeDevice m_device;
    std::size_t m_approximateFrom;
    std::shared_ptr<nn::Encoder> m_encoder;
    std::string m_fallback;
    bool m_standsIn = false;
    std::string m_betterId; // compact stands in for vectors of this encoder, which are not there
    std::unique_ptr<TextCache> m_texts;
    std::unique_ptr<ImageCache> m_images;

    const Project* m_project = nullptr;
    std::filesystem::path m_path;
    std::filesystem::path m_cache;
    std::uint64_t m_counter = 0;
    std::shared_ptr<const Gallery> m_gallery;
    std::shared_ptr<SearchVectors> m_vectors;
    std::size_t m_generation = 0; // grows when rows move
    std::unique_ptr<retrieval::ExactIndex> m_index;
    std::unique_ptr<retrieval::ApproximateIndex> m_graph; // null: not there
    std::shared_ptr<Model> m_graphModel;                  // whose rows it was opened for
    std::string m_graphStamp;                             // of its file then
    std::deque<std::shared_ptr<Model>> m_models;          // newest first
    std::shared_ptr<Model> m_current;
};

} // namespace triptych::workflow
