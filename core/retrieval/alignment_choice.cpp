// SPDX-License-Identifier: GPL-3.0-or-later
// Fitting an alignment: the regularisation, and how far each facet is trusted, both by leaving one
// product out.
#include "core/retrieval/alignment_fit.h"

#include "core/base/random.h"
#include "core/retrieval/gram.h"
#include "core/retrieval/ridge.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kSample = 600; // rows on which λ, trust and weights are chosen

// Mean reciprocal rank of an image's own words among their facet's, one value a facet, and what
// always guessing the most frequent would reach.
struct FacetRank
{
    double reached = 0;
    double guessed = 0;
};

double reciprocalOfBest(std::span<const float> scores, std::span<const float> truth)
{
    double best = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (truth[i] <= 0) {
            continue;
        }
        std::size_t before = 0;
        for (std::size_t j = 0; j < scores.size(); ++j) {
            const bool tied = scores[j] == scores[i] && j < i;
            before += truth[j] <= 0 && (scores[j] > scores[i] || tied) ? 1 : 0;
        }
        best = std::max(best, 1.0 / static_cast<double>(before + 1));
    }
    return best;
}

} // namespace

// Whole products until there are enough rows; those that triplets need come first.
void AlignmentFitter::drawSample()
{
    std::map<std::string, std::vector<std::size_t>> byProduct; // positions in m_rows
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::string product = m_input.products.empty() ? "" : m_input.products[m_rows[i]];
        byProduct[product.empty() ? "\n" + std::to_string(m_rows[i]) : product].push_back(i);
    }
    std::set<std::size_t> needed;
    for (const auto& triplet : m_input.triplets) {
        needed.insert(triplet.reference);
        needed.insert(triplet.target);
    }
    std::vector<const std::vector<std::size_t>*> products;
    products.reserve(byProduct.size());
    for (const auto& [name, rows] : byProduct) {
        products.push_back(&rows);
    }
    Random(m_options.seed, "sample").shuffle(products);
    std::ranges::stable_partition(products, [&](const auto* rows) {
        return std::ranges::any_of(*rows,
                                   [&](std::size_t i) { return needed.contains(m_rows[i]); });
    });
    for (std::size_t p = 0; p < products.size(); ++p) {
        if (!m_sample.empty() && m_sample.size() + products[p]->size() > kSample) {
            continue;
        }
        for (const std::size_t i : *products[p]) {
            m_sample.push_back(i);
            m_groups.push_back(p);
        }
    }
    if (m_sample.size() > kSample) { // one product of thousands
        m_sample.resize(kSample);
        m_groups.resize(kSample);
    }
}

std::vector<double> AlignmentFitter::trustIn(const Matrix& predictions, double& rank) const
{
    std::vector<double> trust;
    double sum = 0;
    double facets = 0;
    for (std::size_t f = 0; f < m_data.facets.size(); ++f) {
        const auto& facet = m_data.facets[f];
        Matrix counts(1, facet.count);
        std::vector<std::size_t> told;
        for (std::size_t i = 0; i < m_sample.size(); ++i) {
            if (!m_silent[f].contains(m_sample[i])) {
                told.push_back(i);
                for (std::size_t c = 0; c < facet.count; ++c) {
                    counts.row(0)[c] += m_targets.row(m_sample[i])[facet.first + c];
                }
            }
        }
        FacetRank ranks;
        for (const std::size_t i : told) {
            const auto truth = m_targets.row(m_sample[i]).subspan(facet.first, facet.count);
            ranks.reached +=
                reciprocalOfBest(predictions.row(i).subspan(facet.first, facet.count), truth);
            ranks.guessed += reciprocalOfBest(counts.row(0), truth);
        }
        const auto n = static_cast<double>(std::max<std::size_t>(1, told.size()));
        const double room = 1 - ranks.guessed / n;
        const double skill = (ranks.reached - ranks.guessed) / n / std::max(room, 1e-9);
        trust.push_back(
            facet.count < 2 || told.size() < 3 ? 0.5 : std::sqrt(std::clamp(skill, 0.01, 1.0)));
        if (!told.empty()) {
            sum += ranks.reached / n;
            facets += 1;
        }
    }
    rank = facets > 0 ? sum / facets : 0;
    return trust;
}

void AlignmentFitter::chooseLambda()
{
    drawSample();
    std::vector<std::size_t> rows;
    rows.reserve(m_sample.size());
    for (const std::size_t i : m_sample) {
        rows.push_back(m_rows[i]);
    }
    const Panels features = Panels::ofRows(rowsOf(*m_input.global, rows));
    m_products = product(features, features, m_job);
    const HeldOut heldOut(m_products, rowsOf(m_targets, m_sample), m_groups);
    const auto& lambdas = m_options.lambdas;
    std::vector<Matrix> predictions(lambdas.size());
    std::vector<double> ranks(lambdas.size());
    std::vector<std::vector<double>> trust(lambdas.size());
    m_job.parallelFor(lambdas.size(), [&](std::size_t i) {
        if (!m_job.cancelled()) {
            predictions[i] = heldOut.predict(lambdas[i]);
            trust[i] = trustIn(predictions[i], ranks[i]);
        }
    });
    double best = -1;
    for (std::size_t i = 0; i < lambdas.size() && !m_job.cancelled(); ++i) {
        if (ranks[i] > best + 1e-9) {
            best = ranks[i];
            m_data.report.lambda = lambdas[i];
            m_data.report.validation = ranks[i];
            m_predictions = std::move(predictions[i]);
            for (std::size_t f = 0; f < trust[i].size(); ++f) {
                m_data.facets[f].trust = trust[i][f];
            }
        }
    }
}

} // namespace triptych::retrieval
