// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate index over a large gallery: one graph over both parts of the score.
#include "core/base/log.h"
#include "core/base/random.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/retrieval/approximate_index.h"
#include "core/retrieval/composed_query.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/vector_half.h"
#include "core/workflow/search_inner.h"

#include <algorithm>
#include <bit>

namespace triptych::workflow {

namespace {

constexpr std::size_t kLeastShare = 8;  // fewer than one row in so many allowed: the exact index
constexpr std::size_t kMostOutside = 8; // more than one row in so many outside: the exact index
constexpr std::size_t kDeepest = 500;   // more results: the exact index

std::vector<float> rowOf(const retrieval::VectorBlock& block, std::size_t row)
{
    std::vector<float> values(block.dimension);
    std::transform(block.data + row * block.stride,
                   block.data + row * block.stride + block.dimension, values.begin(),
                   retrieval::fromHalf);
    return values;
}

} // namespace

std::filesystem::path SearchEngine::Inner::graphFile() const
{
    auto path = vectorPath(m_cache, info().id, "align");
    return path.replace_extension(".graph");
}

// The rows are those of their file, which only adds to its end until it is written anew.
retrieval::ApproximateMaker SearchEngine::Inner::graphMaker() const
{
    return {info().id + " " + std::to_string(m_vectors->block().content), modelId()};
}

void SearchEngine::Inner::openGraph()
{
    m_graph.reset();
    m_graphModel = m_current;
    m_graphStamp = stampOf(graphFile());
    if (m_vectors->rows() < m_approximateFrom || m_current->fromFile) {
        return;
    }
    auto graph =
        retrieval::ApproximateIndex::open(graphFile(), graphMaker(), {}, m_vectors->rows());
    if (graph) {
        m_graph = std::move(*graph);
        m_index = std::make_unique<retrieval::ExactIndex>(); // its copies of rows are not needed
    } else if (graph.error().code != ErrorCode::NotFound) {
        log(LogLevel::Warning, "all images are compared until the project is encoded again: " +
                                   describe(graph.error()));
    }
}

bool SearchEngine::Inner::wantsGraph() const
{
    if (m_vectors->rows() < m_approximateFrom || m_current->fromFile) {
        return false;
    }
    return !m_graph || m_vectors->rows() - m_graph->rows() > m_vectors->rows() / kMostOutside;
}

Status SearchEngine::Inner::makeGraph(const JobContext& job)
{
    if (m_vectors->rows() < m_approximateFrom) {
        return {};
    }
    const std::vector<retrieval::VectorBlock> blocks{m_vectors->block(), m_current->rows->block()};
    // As people ask: an image, a text, or an image and a text that wants another one.
    Random random(0, "approximate index: questions");
    retrieval::ApproximateOptions options;
    options.query = [&](std::size_t probe) {
        auto query = rowOf(blocks[0], random.below(blocks[0].rows));
        auto text = rowOf(blocks[1], random.below(blocks[1].rows));
        if (probe % 3 < 2) {
            std::ranges::fill(probe % 3 == 0 ? query : text, 0.0F);
        }
        query.insert(query.end(), text.begin(), text.end());
        return query;
    };
    auto graph =
        retrieval::ApproximateIndex::build(blocks, graphMaker(), graphFile(), options, job);
    if (!graph) {
        return fail(graph);
    }
    m_graph = std::move(*graph);
    return {};
}

Result<std::vector<retrieval::Scored>>
SearchEngine::Inner::find(const retrieval::ComposedVectors& vectors,
                          const retrieval::TopKOptions& options, QueryAnswer& answer,
                          const JobContext& job) const
{
    const auto asked = parts(vectors);
    std::size_t allowed = 0;
    for (const auto bits : options.allowed) {
        allowed += static_cast<std::size_t>(std::popcount(bits));
    }
    if (m_graph && m_graphModel == m_current && !wantsGraph() && options.k <= kDeepest &&
        allowed * kLeastShare >= m_vectors->rows()) {
        std::vector<retrieval::QueryPart> both{{m_vectors->block(), vectors.image},
                                               {m_current->rows->block(), vectors.aligned}};
        const std::vector<float> none(std::max(both[0].block.dimension, both[1].block.dimension));
        for (auto& part : both) {
            if (part.query.empty()) {
                part.query = std::span(none).first(part.block.dimension);
            }
        }
        if (auto found = m_graph->search(both, options, job)) {
            answer.approximate = true;
            answer.recall = m_graph->recall().at10;
            return found;
        }
    }
    return m_index->search(asked, options, job);
}

} // namespace triptych::workflow
