// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: every query against its gallery, by one method.
#pragma once

#include "core/workflow/evaluate.h"
#include "core/workflow/evaluate_rows.h"
#include "core/workflow/search_inner.h"

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace triptych::workflow {

struct QueryRanks
{
    std::vector<std::size_t> positives; // 1-based, in their order; 0 = not in the gallery
    std::size_t subset = 0;             // of the target among the set's other five; 0 = no set
};

struct Ranking
{
    Project& project;
    SearchEngine::Inner& engine;
    const EvaluateRequest& request;
    retrieval::Method method;
    const JobContext& job;
};

// `each` is given a query's index and the scores of all images of the gallery, by index (those that
// are not encoded: lowest); from several threads, each query once.
Status
scoreQueries(const Ranking& ranking, const std::vector<EvaluatedQuery>& queries,
             const std::function<void(std::size_t query, std::span<const float> scores)>& each);
Result<std::vector<QueryRanks>> rankQueries(const Ranking& ranking, const EvaluationRows& rows);
// Writes request.submission from the project's query rows.
Result<EvaluateReport> submit(const Ranking& ranking, EvaluateReport report);

} // namespace triptych::workflow
