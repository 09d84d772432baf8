// SPDX-License-Identifier: GPL-3.0-or-later
// How much the reference and the text count: tried on triplets whose product was left out.
#include "core/retrieval/alignment_fit.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kMostTrials = 200;
constexpr std::size_t kTriedWeights = 24;
// Without anything to try it on: about what fits find. A text is near to one block of several.
FusionWeights unfitted(std::size_t blocks)
{
    return {1.0, 0.14 * std::sqrt(static_cast<double>(blocks))};
}

// Similarities to the sample of one trial's reference and of its text.
struct Similar
{
    std::span<const float> image;
    std::span<const float> text;
    std::size_t reference = 0;
    std::size_t target = 0;
};

struct Score
{
    double first = 0;      // Recall@1
    double reciprocal = 0; // mean reciprocal rank
};

Score scoreOf(const std::vector<Similar>& trials, double textWeight)
{
    Score score;
    for (const auto& trial : trials) {
        const auto value = [&](std::size_t i) {
            return static_cast<double>(trial.image[i]) +
                   textWeight * static_cast<double>(trial.text[i]);
        };
        const double wanted = value(trial.target);
        std::size_t before = 0;
        for (std::size_t i = 0; i < trial.image.size(); ++i) {
            const bool other = i != trial.target && i != trial.reference;
            before += other && value(i) >= wanted ? 1 : 0;
        }
        score.first += before == 0 ? 1 : 0;
        score.reciprocal += 1.0 / static_cast<double>(before + 1);
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, trials.size()));
    return {score.first / count, score.reciprocal / count};
}

// The middle of the stretch of weights that do as well as the best, so that it holds elsewhere.
FusionWeights bestOf(const std::vector<Similar>& trials, Score& reached)
{
    std::vector<double> weights;
    weights.reserve(kTriedWeights);
    double next = 0.02;
    for (std::size_t i = 0; i < kTriedWeights; ++i) { // up to 3.4
        weights.push_back(next);
        next *= 1.25;
    }
    std::vector<double> values;
    values.reserve(weights.size());
    for (const double weight : weights) {
        const Score score = scoreOf(trials, weight);
        values.push_back(score.first + score.reciprocal);
    }
    const double most = *std::ranges::max_element(values);
    double logs = 0;
    double count = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (values[i] >= most - 0.01) {
            logs += std::log(weights[i]);
            count += 1;
        }
    }
    const double weight = std::exp(logs / count);
    reached = scoreOf(trials, weight);
    return {1.0, weight};
}

} // namespace

// The given triplets both of whose images are in the sample.
std::vector<AlignmentFitter::Trial> AlignmentFitter::trials() const
{
    std::map<std::size_t, std::size_t> positions;
    for (std::size_t i = 0; i < m_sample.size(); ++i) {
        positions.emplace(m_rows[m_sample[i]], i);
    }
    std::vector<Trial> out;
    for (const auto& triplet : m_input.triplets) {
        const auto reference = positions.find(triplet.reference);
        const auto target = positions.find(triplet.target);
        if (reference != positions.end() && target != positions.end() &&
            triplet.reference != triplet.target) {
            out.push_back({reference->second, target->second, triplet.text});
        }
    }
    Random(m_options.seed, "triplets").shuffle(out);
    out.resize(std::min(out.size(), kMostTrials));
    return out;
}

// Two images of a product that differ in one facet: "blue instead of black", or only "blue".
std::vector<AlignmentFitter::Trial> AlignmentFitter::madeUp() const
{
    std::map<std::size_t, std::vector<std::size_t>> products;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        products[m_groups[i]].push_back(i);
    }
    const auto only = [this](std::size_t i, const FacetBlock& facet) {
        const auto row = m_targets.row(m_sample[i]).subspan(facet.first, facet.count);
        const auto count = std::ranges::count(row, 1.0F);
        const auto at = std::ranges::find(row, 1.0F);
        return count == 1 ? facet.first + static_cast<std::size_t>(at - row.begin())
                          : m_data.words.size();
    };
    std::vector<Trial> out;
    for (const auto& [id, images] : products) {
        for (const std::size_t a : images) {
            for (const std::size_t b : images) {
                std::string text;
                std::size_t differing = 0;
                for (const auto& facet : m_data.facets) {
                    const std::size_t from = only(a, facet);
                    const std::size_t to = only(b, facet);
                    if (from != to && from < m_data.words.size() && to < m_data.words.size()) {
                        ++differing;
                        text = m_data.words[to];
                        text += out.size() % 2 == 0 ? " instead of " + m_data.words[from] : "";
                    }
                }
                if (differing == 1) {
                    out.push_back({a, b, text});
                }
            }
        }
        if (out.size() > 20 * kMostTrials) {
            break;
        }
    }
    Random(m_options.seed, "made up").shuffle(out);
    out.resize(std::min(out.size(), kMostTrials));
    return out;
}

Status AlignmentFitter::chooseWeights()
{
    const bool sees = m_data.shared || m_data.classCount > 0;
    m_data.aligned =
        unfitted(m_data.facets.size() + (sees ? 1 : 0) + (m_data.colours.empty() ? 0 : 1));
    m_data.fusion = m_data.aligned;
    auto tried = trials();
    const bool given = !tried.empty();
    if (!given) {
        tried = madeUp();
    }
    if (tried.size() >= 5) {
        if (auto weighed = weighOn(tried, given); !weighed) {
            return weighed;
        }
    }
    m_data.report.weights = m_data.aligned;
    return {};
}

Status AlignmentFitter::weighOn(const std::vector<Trial>& tried, bool given)
{
    const AlignmentModel model(m_data);
    std::vector<std::size_t> rows;
    rows.reserve(m_sample.size());
    for (const std::size_t i : m_sample) {
        rows.push_back(m_rows[i]);
    }
    Matrix byWords(tried.size(), model.dimension());
    Matrix byWhole(tried.size(), model.dimension());
    for (std::size_t i = 0; i < tried.size(); ++i) {
        const auto words = model.modification(m_embedder, tried[i].text, "");
        const auto whole = model.description(m_embedder, tried[i].text, "");
        if (!words || !whole) {
            return fail(words ? whole : words);
        }
        std::ranges::copy(words->vector, byWords.row(i).begin());
        std::ranges::copy(whole->vector, byWhole.row(i).begin());
    }
    const Panels aligned = Panels::ofRows(
        model.assemble(m_predictions, rowsOf(*m_input.global, rows), rowsOf(*m_input.seen, rows)));
    const auto weigh = [&](const Matrix& texts, Score& reached) {
        const Matrix near = product(Panels::ofRows(texts), aligned, m_job);
        std::vector<Similar> similar;
        similar.reserve(tried.size());
        for (std::size_t i = 0; i < tried.size(); ++i) {
            similar.push_back({m_products.row(tried[i].reference), near.row(i), tried[i].reference,
                               tried[i].target});
        }
        return bestOf(similar, reached);
    };
    Score reached;
    m_data.fusion = weigh(byWhole, reached);
    m_data.aligned = weigh(byWords, reached);
    if (given) {
        m_data.report.validation = reached.first;
        m_data.report.triplets = tried.size();
    }
    return {};
}

} // namespace triptych::retrieval
