// SPDX-License-Identifier: GPL-3.0-or-later
// Retrieval metrics, exactly as METHOD §5 has them. Ranks are 1-based; ties are broken by image
// name, bytewise, before ranks come here (rankOf does it).
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace triptych::retrieval {

// Ranks of `wanted` items (indices into scores) among `candidates`, by score descending, ties by
// `names` bytewise. A wanted item that is not a candidate gets rank 0.
std::vector<std::size_t> ranksOf(std::span<const float> scores, std::span<const std::string> names,
                                 std::span<const std::size_t> candidates,
                                 std::span<const std::size_t> wanted);

// 1 when the best of `ranks` (0 = not there) is at most k, else 0.
bool hit(std::span<const std::size_t> ranks, std::size_t k);
// AP@K = Σ_{i≤K} P(i)·rel(i) / min(#targets, K)   (CIRCO).
double averagePrecision(std::span<const std::size_t> ranks, std::size_t k);

struct Interval
{
    double low = 0;
    double high = 0;
};
// Percentile bootstrap of the mean, 95 %; queries of one group (a product, a reference) are drawn
// together. Seeded: same input, same interval. One group: {mean, mean}. With `weights` the means
// are weighted ones, of each draw by what was drawn.
Interval bootstrap95(std::span<const double> values, std::span<const std::size_t> groups,
                     std::uint64_t seed, std::size_t draws = 2000,
                     std::span<const double> weights = {});

// Exact two-sided sign test: P of a split at least as uneven under a fair coin; ties left out.
// 0 better and 0 worse: 1.
double signTest(std::size_t better, std::size_t worse);

} // namespace triptych::retrieval
