// SPDX-License-Identifier: GPL-3.0-or-later
// Ranks, average precision, bootstrap intervals and the sign test.
#include "core/retrieval/metrics.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace triptych::retrieval {

namespace {

// A score that is no number never beats one that is.
float ordered(float score)
{
    return std::isnan(score) ? -std::numeric_limits<float>::infinity() : score;
}

// Linear interpolation between order statistics, as numpy's default has it.
double quantile(const std::vector<double>& sorted, double share)
{
    const double at = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

} // namespace

std::vector<std::size_t> ranksOf(std::span<const float> scores, std::span<const std::string> names,
                                 std::span<const std::size_t> candidates,
                                 std::span<const std::size_t> wanted)
{
    std::vector<std::size_t> ranks;
    ranks.reserve(wanted.size());
    for (const std::size_t item : wanted) {
        if (std::ranges::find(candidates, item) == candidates.end()) {
            ranks.push_back(0);
            continue;
        }
        const float score = ordered(scores[item]);
        std::size_t before = 0;
        for (const std::size_t other : candidates) {
            const float beside = ordered(scores[other]);
            const bool tied = beside == score && other != item;
            before += beside > score || (tied && names[other] < names[item]) ? 1 : 0;
        }
        ranks.push_back(before + 1);
    }
    return ranks;
}

bool hit(std::span<const std::size_t> ranks, std::size_t k)
{
    return std::ranges::any_of(ranks, [k](std::size_t rank) { return rank > 0 && rank <= k; });
}

double averagePrecision(std::span<const std::size_t> ranks, std::size_t k)
{
    std::vector<std::size_t> found;
    for (const std::size_t rank : ranks) {
        if (rank > 0 && rank <= k) {
            found.push_back(rank);
        }
    }
    const std::size_t most = std::min(ranks.size(), k);
    if (most == 0) {
        return 0;
    }
    std::ranges::sort(found);
    double sum = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        sum += static_cast<double>(i + 1) / static_cast<double>(found[i]);
    }
    return sum / static_cast<double>(most);
}

Interval bootstrap95(std::span<const double> values, std::span<const std::size_t> groups,
                     std::uint64_t seed, std::size_t draws, std::span<const double> weights)
{
    struct Group
    {
        double sum = 0;
        double weight = 0;
    };
    std::map<std::size_t, Group> byId;
    Group total;
    for (std::size_t i = 0; i < values.size(); ++i) {
        Group& group = byId[groups[i]];
        const double weight = weights.empty() ? 1.0 : weights[i];
        group.sum += weight * values[i];
        group.weight += weight;
        total.sum += weight * values[i];
        total.weight += weight;
    }
    if (values.empty()) {
        return {};
    }
    const double mean = total.sum / total.weight;
    if (byId.size() == 1 || draws == 0) {
        return {mean, mean};
    }
    std::vector<Group> all;
    all.reserve(byId.size());
    for (const auto& [id, group] : byId) {
        all.push_back(group);
    }
    Random random(seed, "bootstrap");
    std::vector<double> means;
    means.reserve(draws);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        Group drawn;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Group& one = all[static_cast<std::size_t>(random.below(all.size()))];
            drawn.sum += one.sum;
            drawn.weight += one.weight;
        }
        means.push_back(drawn.sum / drawn.weight);
    }
    std::ranges::sort(means);
    return {quantile(means, 0.025), quantile(means, 0.975)};
}

double signTest(std::size_t better, std::size_t worse)
{
    const std::size_t n = better + worse;
    if (better == worse) {
        return 1;
    }
    const std::size_t fewer = std::min(better, worse);
    // log C(n, i) − n log 2, term by term: n may be large.
    double logTerm = -static_cast<double>(n) * std::log(2.0);
    double sum = 0;
    for (std::size_t i = 0; i <= fewer; ++i) {
        sum += std::exp(logTerm);
        logTerm += std::log(static_cast<double>(n - i)) - std::log(static_cast<double>(i + 1));
    }
    return std::min(1.0, 2 * sum);
}

} // namespace triptych::retrieval
