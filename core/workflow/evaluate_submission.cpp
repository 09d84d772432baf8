// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks' servers take: the first fifty images of each query row.
#include "core/base/file_io.h"
#include "core/formats/cirr.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_text.h"
#include "core/retrieval/composed_query.h"
#include "core/workflow/evaluate_ranking.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr std::size_t kWhole = 50;
constexpr std::size_t kSubset = 3;

// The first of `candidates`, best first; ties in the gallery's order, which is that of the names.
std::vector<std::size_t> firstOf(std::span<const float> scores, std::vector<std::size_t> candidates,
                                 std::size_t most)
{
    const auto better = [&](std::size_t a, std::size_t b) {
        return scores[a] > scores[b] || (scores[a] == scores[b] && a < b);
    };
    const auto count = std::min(most, candidates.size());
    std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(count),
                              better);
    candidates.resize(count);
    return candidates;
}

struct Answers
{
    std::vector<std::vector<std::size_t>> whole; // a query each
    std::vector<std::vector<std::size_t>> subset;
};

Status writeFile(const std::filesystem::path& path, const std::string& bytes)
{
    auto file = AtomicFile::create(path);
    if (!file) {
        return fail(file);
    }
    if (auto written = (*file)->write(bytes); !written) {
        return written;
    }
    return (*file)->commit();
}

class Submission
{
public:
    Submission(const Ranking& ranking, const EvaluationRows& rows, const Answers& answers)
        : m_ranking(ranking)
        , m_rows(rows)
        , m_answers(answers)
    {}

    // {"version":"rc2","metric":…,"<pairid>":[names]}
    Result<std::string> cirr(const char* metric,
                             const std::vector<std::vector<std::size_t>>& answers) const
    {
        const auto names = cirrNamesOfGallery();
        formats::JsonLine line;
        line.string("version", "rc2");
        line.string("metric", metric);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const auto id = formats::cirrSourceOf(m_rows.queries()[i].source).pairId;
            if (!id) {
                return fail(ErrorCode::BadFormat, "a query row without pairid: not of CIRR");
            }
            std::vector<std::string> list;
            for (const auto image : answers[i]) {
                list.push_back(names[image]);
            }
            line.strings(std::to_string(*id), list);
        }
        return line.line();
    }

    // [{the row's own fields, "ranking":[names]}, …]
    Result<std::string> fashioniq() const
    {
        std::string json = "[";
        for (std::size_t i = 0; i < m_answers.whole.size(); ++i) {
            const auto& query = m_rows.queries()[i];
            formats::JsonLine line;
            line.string("candidate", m_rows.stemOf(query.reference));
            line.string("caption", query.text);
            std::vector<std::string> list;
            for (const auto image : m_answers.whole[i]) {
                list.push_back(m_rows.stemOf(static_cast<std::uint32_t>(image)));
            }
            line.strings("ranking", list);
            json += (i == 0 ? "" : ",\n") + line.object();
        }
        return json + "]\n";
    }

    // {"<id>":[numbers of images]}
    Result<std::string> circo() const
    {
        formats::JsonLine line;
        for (std::size_t i = 0; i < m_answers.whole.size(); ++i) {
            formats::JsonParser parser;
            auto fields = parser.object(m_rows.queries()[i].source);
            if (!fields || fields->find("id") == nullptr) {
                return fail(ErrorCode::BadFormat, "a query row without id: not of CIRCO");
            }
            std::string list;
            for (const auto image : m_answers.whole[i]) {
                const auto number = numberOf(m_rows.stemOf(static_cast<std::uint32_t>(image)));
                if (!number) {
                    return fail(ErrorCode::BadFormat, "CIRCO names images by number",
                                m_rows.stemOf(static_cast<std::uint32_t>(image)));
                }
                list += (list.empty() ? "" : ",") + *number;
            }
            line.raw(std::to_string(fields->integer("id")), "[" + list + "]");
        }
        return line.line();
    }

private:
    static std::optional<std::string> numberOf(const std::string& stem)
    {
        if (stem.empty() || stem.find_first_not_of("0123456789") != std::string::npos) {
            return std::nullopt;
        }
        const auto from = stem.find_first_not_of('0');
        return from == std::string::npos ? "0" : stem.substr(from);
    }

    [[nodiscard]] std::vector<std::string> cirrNamesOfGallery() const
    {
        std::vector<std::string> names;
        for (const auto& image : m_ranking.engine.gallery().images) {
            names.push_back(image.name);
        }
        return formats::cirrNames(names);
    }

    const Ranking& m_ranking;
    const EvaluationRows& m_rows;
    const Answers& m_answers;
};

std::filesystem::path subsetFile(const std::filesystem::path& path)
{
    auto file = path;
    return file.replace_filename(path.stem().string() + ".subset" + path.extension().string());
}

Result<std::string> textOf(const Ranking& ranking, const Submission& submission,
                           const Answers& answers)
{
    const auto& protocol = ranking.request.protocol;
    if (protocol == "cirr") {
        return submission.cirr("recall", answers.whole);
    }
    return protocol == "circo" ? submission.circo() : submission.fashioniq();
}

} // namespace

Result<EvaluateReport> submit(const Ranking& ranking, EvaluateReport report)
{
    EvaluationRows rows(ranking.project, ranking.engine.gallery(), ranking.engine.vectors(),
                        ranking.request);
    if (auto read = rows.readQueryRows(); !read) {
        return fail(read);
    }
    const auto& queries = rows.queries();
    if (queries.empty()) {
        return fail(ErrorCode::NotFound, "the project has no encoded query rows (rows without "
                                         "target, as of a benchmark's test split)");
    }
    Answers answers{std::vector<std::vector<std::size_t>>(queries.size()),
                    std::vector<std::vector<std::size_t>>(queries.size())};
    const auto scored =
        scoreQueries(ranking, queries, [&](std::size_t index, std::span<const float> scores) {
            const auto& query = queries[index];
            answers.whole[index] = firstOf(scores, rows.candidates(query), kWhole);
            answers.subset[index] =
                firstOf(scores, {query.members.begin(), query.members.end()}, kSubset);
        });
    if (!scored) {
        return fail(scored);
    }
    const Submission submission(ranking, rows, answers);
    const auto text = textOf(ranking, submission, answers);
    if (!text) {
        return fail(text);
    }
    if (auto written = writeFile(ranking.request.submission, *text); !written) {
        return fail(written);
    }
    report.notes.push_back("wrote " + ranking.request.submission.string());
    if (ranking.request.protocol == "cirr") {
        const auto subset = submission.cirr("recall_subset", answers.subset);
        if (!subset) {
            return fail(subset);
        }
        const auto file = subsetFile(ranking.request.submission);
        if (auto written = writeFile(file, *subset); !written) {
            return fail(written);
        }
        report.notes.push_back("wrote " + file.string());
    }
    report.row.method = retrieval::methodName(ranking.method);
    report.split = rows.split();
    report.queries = static_cast<std::int64_t>(queries.size());
    report.gallery = static_cast<std::int64_t>(rows.candidates(queries.front()).size());
    report.skipped = rows.skipped();
    return report;
}

} // namespace triptych::workflow
