// SPDX-License-Identifier: GPL-3.0-or-later
// Running saved cases, and what moved since an earlier run.
#include "core/nn-api/encoder.h"
#include "core/retrieval/composed_query.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/metrics.h"
#include "core/store/cases.h"
#include "core/store/database.h"
#include "core/workflow/case_rows.h"
#include "core/workflow/cases.h"
#include "core/workflow/project_inner.h"
#include "core/workflow/search_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

// Best rank of a right image, the reference itself left out; none: it has none, or what the case
// asks for is not here any more.
Result<std::optional<std::size_t>> rankOf(Project& project, SearchEngine::Inner& engine,
                                          const SavedCase& one, retrieval::Method method,
                                          const JobContext& job)
{
    using Rank = std::optional<std::size_t>;
    const auto composed = engine.compose(project, one.request, method, job);
    if (!composed) {
        return composed.error().code == ErrorCode::Cancelled ? Result<Rank>{fail(composed)}
                                                             : Result<Rank>{Rank{}};
    }
    const auto parts = engine.parts(*composed);
    if (parts.empty()) {
        return Rank{};
    }
    auto reference = engine.imageNamed(one.request.reference.name);
    if (std::ranges::count(one.right, one.request.reference.name) > 0) {
        reference.reset();
    }
    const auto allowed = engine.allowed(one.request.category, reference);
    const retrieval::TopKOptions options{0, allowed, engine.vectors().tieOrder()};
    Rank best;
    for (const auto& name : one.right) {
        const auto image = engine.imageNamed(name);
        const auto row = image ? engine.vectors().rowOf(*image) : kNoRow;
        if (row == kNoRow) {
            continue;
        }
        const auto rank = engine.index().rankOf(row, parts, options, job);
        if (!rank) {
            return fail(rank);
        }
        if (rank->rank > 0 && (!best || rank->rank < *best)) {
            best = rank->rank;
        }
    }
    return best;
}

CaseRunReport reportOf(const std::vector<SavedCase>& cases, const store::StoredCaseRun& run,
                       const store::StoredCaseRun* before)
{
    CaseRunReport report;
    report.method = run.method;
    report.encoder = run.encoder;
    report.before = before != nullptr ? before->at : 0;
    const auto rankIn = [](const store::StoredCaseRun* from,
                           const Key& key) -> std::optional<std::size_t> {
        const auto at = from != nullptr ? from->ranks.find(key) : decltype(from->ranks.find(key)){};
        return from == nullptr || at == from->ranks.end()
                   ? std::nullopt
                   : std::optional{static_cast<std::size_t>(at->second)};
    };
    for (const auto& one : cases) {
        CaseMove move{one.key, one.name, rankIn(before, one.key), rankIn(&run, one.key)};
        if (move.before && move.after) {
            report.better += *move.after < *move.before ? 1 : 0;
            report.worse += *move.after > *move.before ? 1 : 0;
            report.same += *move.after == *move.before ? 1 : 0;
        }
        report.moves.push_back(std::move(move));
    }
    report.p = retrieval::signTest(static_cast<std::size_t>(report.better),
                                   static_cast<std::size_t>(report.worse));
    return report;
}

Status keep(Project& project, const store::StoredCaseRun& run)
{
    auto& database = databaseOf(project);
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    if (auto added = store::CaseStore(database).addRun(*transaction, run); !added) {
        return added;
    }
    return transaction->commit();
}

} // namespace

Result<CaseRunReport> runCases(Project& project, SearchEngine& engine, const std::string& method,
                               const std::string& model, const JobContext& job, bool withFirst)
{
    const auto way = retrieval::methodFrom(method);
    if (!way) {
        return fail(ErrorCode::BadArgument, "no such method: " + method);
    }
    const auto cases = listCases(project);
    if (!cases) {
        return fail(cases);
    }
    auto& inner = engine.inner();
    if (auto ready = inner.ready(project, model, job); !ready) {
        return fail(ready);
    }
    store::StoredCaseRun run;
    run.at = databaseOf(project).now();
    run.method = method;
    run.encoder = inner.info().id;
    run.model = inner.modelId();
    run.data = inner.gallery().digest;
    for (std::size_t i = 0; i < cases->size(); ++i) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        const auto rank = rankOf(project, inner, (*cases)[i], *way, job);
        if (!rank) {
            return fail(rank);
        }
        if (*rank) {
            run.ranks[(*cases)[i].key] = static_cast<std::int64_t>(**rank);
        }
        job.progress(i + 1, cases->size(), "cases");
    }
    const auto earlier = store::CaseStore(databaseOf(project)).runs(kCaseRunsLookedAt);
    if (!earlier) {
        return fail(earlier);
    }
    auto report = reportOf(*cases, run, toCompareWith(*earlier, run, withFirst));
    report.encoder = inner.info().name;
    // Nothing new happened: the run before stands, so that "before" stays what it was.
    if (earlier->empty() || earlier->front().ranks != run.ranks ||
        !sameMaker(earlier->front(), run)) {
        if (auto kept = keep(project, run); !kept) {
            return fail(kept);
        }
    }
    return report;
}

Result<std::optional<CaseRunReport>> lastCaseRun(Project& project)
{
    const auto cases = listCases(project);
    if (!cases) {
        return fail(cases);
    }
    const auto runs = store::CaseStore(databaseOf(project)).runs(kCaseRunsLookedAt);
    if (!runs) {
        return fail(runs);
    }
    if (runs->empty()) {
        return std::optional<CaseRunReport>{};
    }
    const std::vector<store::StoredCaseRun> earlier(runs->begin() + 1, runs->end());
    return std::optional{reportOf(*cases, runs->front(), toCompareWith(earlier, runs->front()))};
}

} // namespace triptych::workflow
