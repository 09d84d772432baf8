// SPDX-License-Identifier: GPL-3.0-or-later
// Ranks of every query by several methods, and the metrics of METHOD §5 over them.
#include "core/workflow/evaluate.h"

#include "core/base/file_io.h"
#include "core/formats/json_text.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/composed_query.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/metrics.h"
#include "core/workflow/evaluate_ranking.h"
#include "core/workflow/evaluate_rows.h"
#include "core/workflow/search_inner.h"

#include <algorithm>
#include <array>

namespace triptych::workflow {

namespace {

using retrieval::Method;

constexpr std::array kRecallAt{1, 5, 10, 50};
constexpr std::array kSubsetAt{1, 2, 3};
constexpr std::array kMapAt{5, 10, 25, 50};
constexpr std::size_t kDraws = 2000;

// Queries of one product, or of one reference, are drawn together.
std::vector<std::size_t> groupsOf(const std::vector<EvaluatedQuery>& queries,
                                  const Gallery& gallery)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> index;
    std::vector<std::size_t> groups;
    for (const auto& query : queries) {
        const auto product = gallery.images[query.reference].product;
        const auto key = std::pair{product, product == 0 ? query.reference : 0U};
        groups.push_back(index.try_emplace(key, index.size()).first->second);
    }
    return groups;
}

// Each query's share, so that the mean is the mean over categories.
std::vector<double> weightsOf(const std::vector<EvaluatedQuery>& queries, bool byCategory)
{
    std::map<std::string, double> sizes;
    for (const auto& query : queries) {
        sizes[query.category] += 1;
    }
    std::vector<double> weights;
    weights.reserve(queries.size());
    for (const auto& query : queries) {
        weights.push_back(byCategory
                              ? static_cast<double>(queries.size()) /
                                    (static_cast<double>(sizes.size()) * sizes[query.category])
                              : 1.0);
    }
    return weights;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

double meanOf(const std::vector<double>& values, const std::vector<double>& weights)
{
    double sum = 0;
    double weight = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights[i] * values[i];
        weight += weights[i];
    }
    return values.empty() ? 0 : sum / weight;
}

class Metrics
{
public:
    Metrics(const EvaluateRequest& request, const std::vector<EvaluatedQuery>& queries,
            const Gallery& gallery)
        : m_request(request)
        , m_queries(queries)
        , m_groups(groupsOf(queries, gallery))
        , m_weights(weightsOf(queries, request.protocol == "fashioniq"))
    {}

    [[nodiscard]] MetricRow row(Method method, const std::vector<QueryRanks>& ranks) const
    {
        MetricRow row;
        row.method = retrieval::methodName(method);
        for (const int k : kRecallAt) {
            const auto hits = valuesOf(ranks, [k](const QueryRanks& query) {
                return retrieval::hit(query.positives, static_cast<std::size_t>(k)) ? 1.0 : 0.0;
            });
            addCategories(row, k, hits);
            row.recall[k] = meanOf(hits, m_weights);
            const auto interval =
                retrieval::bootstrap95(hits, m_groups, m_request.seed, kDraws, m_weights);
            row.interval95[k] = {interval.low, interval.high};
        }
        addSubset(row, ranks);
        if (m_request.protocol == "circo") {
            for (const int k : kMapAt) {
                row.map[k] = meanOf(valuesOf(ranks, [k](const QueryRanks& query) {
                    return retrieval::averagePrecision(query.positives,
                                                       static_cast<std::size_t>(k));
                }));
            }
        }
        return row;
    }

private:
    template <typename Value>
    static std::vector<double> valuesOf(const std::vector<QueryRanks>& ranks, Value value)
    {
        std::vector<double> values;
        std::ranges::transform(ranks, std::back_inserter(values), value);
        return values;
    }

    void addCategories(MetricRow& row, int k, const std::vector<double>& hits) const
    {
        if (m_request.protocol != "fashioniq") {
            return;
        }
        std::map<std::string, std::vector<double>> byCategory;
        for (std::size_t i = 0; i < hits.size(); ++i) {
            byCategory[m_queries[i].category].push_back(hits[i]);
        }
        for (const auto& [category, values] : byCategory) {
            row.categories[category][k] = meanOf(values);
        }
    }

    void addSubset(MetricRow& row, const std::vector<QueryRanks>& ranks) const
    {
        if (m_request.protocol != "cirr") {
            return;
        }
        std::vector<QueryRanks> withSet;
        std::ranges::copy_if(ranks, std::back_inserter(withSet),
                             [](const QueryRanks& query) { return query.subset > 0; });
        if (withSet.empty()) {
            return;
        }
        for (const int k : kSubsetAt) {
            row.recallSubset[k] = meanOf(valuesOf(withSet, [k](const QueryRanks& query) {
                return query.subset <= static_cast<std::size_t>(k) ? 1.0 : 0.0;
            }));
        }
    }

    const EvaluateRequest& m_request;
    const std::vector<EvaluatedQuery>& m_queries;
    std::vector<std::size_t> m_groups;
    std::vector<double> m_weights;
};

using RanksByMethod = std::map<Method, std::vector<QueryRanks>>;

Status writeRanks(const EvaluateRequest& request, const std::vector<EvaluatedQuery>& queries,
                  const Gallery& gallery, const RanksByMethod& ranks)
{
    auto file = AtomicFile::create(request.ranks);
    if (!file) {
        return fail(file);
    }
    for (std::size_t i = 0; i < queries.size(); ++i) {
        const auto& query = queries[i];
        formats::JsonLine line;
        line.string("pair", query.pair);
        line.string("reference", gallery.images[query.reference].name);
        std::vector<std::string> targets;
        targets.reserve(query.positives.size());
        for (const auto image : query.positives) {
            targets.push_back(gallery.images[image].name);
        }
        line.strings("targets", targets);
        line.string("text", query.text);
        formats::JsonLine byMethod;
        for (const auto& [method, all] : ranks) {
            const auto& positives = all[i].positives;
            std::string list;
            for (const auto rank : positives) {
                list += (list.empty() ? "[" : ",") + std::to_string(rank);
            }
            byMethod.raw(retrieval::methodName(method), list + "]");
        }
        line.raw("ranks", byMethod.object());
        if (auto written = (*file)->write(line.line()); !written) {
            return written;
        }
    }
    return (*file)->commit();
}

Status checkProtocol(const EvaluateRequest& request)
{
    for (const auto* known : {"plain", "cirr", "fashioniq", "circo"}) {
        if (request.protocol == known) {
            return request.protocol == "plain" && !request.submission.empty()
                       ? Status{fail(ErrorCode::BadArgument,
                                     "--submission needs --protocol cirr, fashioniq or circo")}
                       : Status{};
        }
    }
    return fail(ErrorCode::BadArgument,
                "a protocol is plain, cirr, fashioniq or circo, not \"" + request.protocol + "\"");
}

std::int64_t largestGallery(const EvaluationRows& rows)
{
    std::size_t most = 0;
    std::map<std::tuple<std::optional<SplitPart>, bool, std::string>, bool> seen;
    for (const auto& query : rows.queries()) {
        // One of each kind of gallery is enough.
        if (seen.try_emplace({query.part, query.imported, query.category}, true).second) {
            most = std::max(most, rows.candidates(query).size());
        }
    }
    return static_cast<std::int64_t>(most);
}

void addNotes(EvaluateReport& report, const EvaluateRequest& request, const RanksByMethod& ranks,
              Method method)
{
    if (request.protocol == "cirr") {
        report.notes.emplace_back(
            "local figures are validation: published ones are on CIRR's hidden test split");
        const auto& own = ranks.at(method);
        const auto with =
            std::ranges::count_if(own, [](const QueryRanks& query) { return query.subset > 0; });
        if (with < std::ssize(own)) {
            report.notes.push_back("recallSubset is over the " + std::to_string(with) +
                                   " queries whose six-image set is all here");
        }
    }
}

Status noQueries(const EvaluationRows& rows, const EvaluateRequest& request)
{
    if (rows.skipped() > 0) {
        return fail(ErrorCode::NotFound, "no triplet has all its images encoded", kVectorsSubject);
    }
    return fail(ErrorCode::NotApplicable,
                request.where.empty()
                    ? "no accepted or edited forward text in the split \"" + rows.split() +
                          "\"; --where status:any takes all, --split all every part"
                    : "no triplet matches in the split \"" + rows.split() + "\"");
}

} // namespace

Result<EvaluateReport> evaluate(Project& project, const ModelStore& models,
                                const EvaluateRequest& request, const JobContext& job)
{
    const auto method = retrieval::methodFrom(request.method);
    if (!method) {
        return fail(ErrorCode::BadArgument, "no such method: " + request.method);
    }
    if (auto good = checkProtocol(request); !good) {
        return fail(good);
    }
    SearchEngine engine(models, request.encoder, request.device);
    auto& inner = engine.inner();
    if (auto ready = inner.ready(project, request.model, job); !ready) {
        return fail(ready);
    }
    EvaluateReport report;
    report.encoder = inner.info().name;
    report.fallback = inner.fallback();
    report.protocol = request.protocol;
    if (!request.submission.empty()) {
        return submit({project, inner, request, *method, job}, report);
    }
    EvaluationRows rows(project, inner.gallery(), inner.vectors(), request);
    if (auto read = rows.read(job); !read) {
        return fail(read);
    }
    const auto& queries = rows.queries();
    if (queries.empty()) {
        return fail(noQueries(rows, request));
    }
    RanksByMethod ranks;
    for (const auto way : {*method, Method::Image, Method::Text}) {
        if (!ranks.contains(way)) {
            auto ranked = rankQueries({project, inner, request, way, job}, rows);
            if (!ranked) {
                return fail(ranked);
            }
            ranks[way] = std::move(*ranked);
        }
    }
    const Metrics metrics(request, queries, inner.gallery());
    report.row = metrics.row(*method, ranks[*method]);
    for (const auto way : {Method::Image, Method::Text}) {
        if (way != *method) {
            report.beside.push_back(metrics.row(way, ranks[way]));
        }
    }
    report.split = rows.split();
    report.queries = static_cast<std::int64_t>(queries.size());
    report.gallery = largestGallery(rows);
    report.skipped = rows.skipped();
    addNotes(report, request, ranks, *method);
    if (!request.ranks.empty()) {
        if (auto written = writeRanks(request, queries, inner.gallery(), ranks); !written) {
            return fail(written);
        }
    }
    return report;
}

} // namespace triptych::workflow
