// SPDX-License-Identifier: GPL-3.0-or-later
// Composes queries one after the other, scores them on all threads.
#include "core/workflow/evaluate_ranking.h"

#include "core/retrieval/composed_query.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/metrics.h"

#include <algorithm>
#include <atomic>
#include <limits>

namespace triptych::workflow {

namespace {

constexpr std::size_t kAtOnce = 256; // composed queries held in memory

QueryRequest requestOf(const EvaluatedQuery& query, const Gallery& gallery)
{
    QueryRequest request;
    request.reference.name = gallery.images[query.reference].name;
    request.text = query.text;
    return request;
}

// Of all images, in the gallery's order.
Result<std::vector<float>> imageScores(const Ranking& ranking,
                                       const retrieval::ComposedVectors& composed)
{
    const auto& engine = ranking.engine;
    const auto& images = engine.gallery().images;
    const auto parts = engine.parts(composed);
    std::vector<float> scores(images.size(), 0.0F);
    std::vector<float> rows;
    if (!parts.empty()) {
        auto scored = engine.index().scores(parts, ranking.job);
        if (!scored) {
            return fail(scored);
        }
        rows = std::move(*scored);
    }
    for (std::uint32_t i = 0; i < images.size(); ++i) {
        const auto row = engine.vectors().rowOf(i);
        if (row == kNoRow) {
            scores[i] = std::numeric_limits<float>::lowest();
        } else if (!rows.empty()) {
            scores[i] = rows[row];
        }
    }
    return scores;
}

} // namespace

Status
scoreQueries(const Ranking& ranking, const std::vector<EvaluatedQuery>& queries,
             const std::function<void(std::size_t query, std::span<const float> scores)>& each)
{
    const auto stage = std::string{"evaluate "} + std::string{methodName(ranking.method)};
    for (std::size_t at = 0; at < queries.size(); at += kAtOnce) {
        const auto count = std::min(kAtOnce, queries.size() - at);
        std::vector<retrieval::ComposedVectors> composed;
        for (std::size_t i = 0; i < count; ++i) {
            if (ranking.job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            const auto request = requestOf(queries[at + i], ranking.engine.gallery());
            auto vectors =
                ranking.engine.compose(ranking.project, request, ranking.method, ranking.job);
            if (!vectors) {
                return fail(vectors);
            }
            composed.push_back(std::move(*vectors));
        }
        std::vector<Status> failures(count);
        const JobContext quiet{ranking.job.stop, {}, nullptr};
        const Ranking one{ranking.project, ranking.engine, ranking.request, ranking.method, quiet};
        ranking.job.parallelFor(count, [&](std::size_t i) {
            const auto scores = imageScores(one, composed[i]);
            if (scores) {
                each(at + i, *scores);
            } else {
                failures[i] = fail(scores);
            }
        });
        for (auto& failed : failures) {
            if (!failed) {
                return std::move(failed);
            }
        }
        ranking.job.progress(at + count, queries.size(), stage.c_str());
    }
    return {};
}

Result<std::vector<QueryRanks>> rankQueries(const Ranking& ranking, const EvaluationRows& rows)
{
    const auto& images = ranking.engine.gallery().images;
    std::vector<std::string> names;
    std::ranges::transform(images, std::back_inserter(names), &GalleryImage::name);
    std::vector<QueryRanks> all(rows.queries().size());
    const auto scored = scoreQueries(
        ranking, rows.queries(), [&](std::size_t index, std::span<const float> scores) {
            const auto& query = rows.queries()[index];
            const std::vector<std::size_t> wanted(query.positives.begin(), query.positives.end());
            all[index].positives =
                retrieval::ranksOf(scores, names, rows.candidates(query), wanted);
            if (!query.members.empty()) {
                const std::vector<std::size_t> members(query.members.begin(), query.members.end());
                all[index].subset =
                    retrieval::ranksOf(scores, names, members, std::span(wanted).first(1)).front();
            }
        });
    return scored ? Result<std::vector<QueryRanks>>{std::move(all)} : fail(scored);
}

} // namespace triptych::workflow
