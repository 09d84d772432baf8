// SPDX-License-Identifier: GPL-3.0-or-later
// The product rule and the similar rule.
#include "core/generate/pair_mining.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace triptych::generate {

namespace {

// Anchors whose neighbours are looked up at once.
constexpr std::size_t kChunk = 64;
// A "product" of more images is a column taken wrongly; all its pairs would not fit in memory.
constexpr std::size_t kWholeProduct = 200;
constexpr std::size_t kWindow = 20;

bool sameBytes(const ProductImage& a, const ProductImage& b)
{
    return !a.sha256.empty() && a.sha256 == b.sha256;
}

// The anchor and those taken on the walk outward.
std::vector<std::size_t> groupOf(std::size_t anchor, const std::vector<Neighbour>& nearest,
                                 const Neighbours& neighbours, const SimilarRule& rule,
                                 const std::vector<bool>& grouped)
{
    std::vector<std::size_t> group{anchor};
    std::optional<double> last;
    for (const auto& neighbour : nearest) {
        if (group.size() >= rule.group) {
            break;
        }
        const double similarity = neighbour.similarity;
        if (similarity > rule.upperSimilarity || similarity < rule.lowerSimilarity ||
            (last && *last - similarity < rule.spacing) ||
            (rule.whole && grouped[neighbour.index])) {
            continue;
        }
        // Two members may be near-duplicates of each other, though not of the anchor.
        const bool duplicate = std::any_of(group.begin(), group.end(), [&](std::size_t member) {
            const auto between = neighbours.similarity(member, neighbour.index);
            return between && *between > rule.upperSimilarity;
        });
        if (!duplicate) {
            group.push_back(neighbour.index);
            last = similarity;
        }
    }
    return group;
}

} // namespace

std::vector<MinedPair> mineProducts(std::span<const ProductImage> images)
{
    std::unordered_map<std::string_view, std::size_t> numbers;
    std::vector<std::vector<std::size_t>> products;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (images[i].product.empty()) {
            continue;
        }
        const auto [at, fresh] = numbers.emplace(images[i].product, products.size());
        if (fresh) {
            products.emplace_back();
        }
        products[at->second].push_back(i);
    }
    std::vector<MinedPair> pairs;
    for (const auto& members : products) {
        const bool whole = members.size() <= kWholeProduct;
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::size_t first = whole || i < kWindow ? 0 : i - kWindow;
            const std::size_t end =
                whole ? members.size() : std::min(members.size(), i + kWindow + 1);
            for (std::size_t j = first; j < end; ++j) {
                if (i != j && !sameBytes(images[members[i]], images[members[j]])) {
                    pairs.push_back({members[i], members[j]});
                }
            }
        }
    }
    return pairs;
}

SimilarRule hashSimilarRule()
{
    SimilarRule rule;
    rule.upperSimilarity = 1.0 - 4.5 / 64;
    rule.lowerSimilarity = 1.0 - 26.5 / 64;
    rule.spacing = 0.0;
    return rule;
}

Result<std::vector<std::vector<std::size_t>>>
mineGroups(const Neighbours& neighbours, const SimilarRule& rule, const JobContext& job)
{
    std::vector<std::size_t> anchors(neighbours.size());
    std::iota(anchors.begin(), anchors.end(), std::size_t{0});
    Random random(rule.seed, "similar");
    random.shuffle(anchors);
    std::vector<bool> grouped(neighbours.size(), false);
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::vector<Neighbour>> nearest(kChunk);
    for (std::size_t start = 0; start < anchors.size(); start += kChunk) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        job.progress(start, anchors.size(), "neighbours");
        const std::size_t count = std::min(kChunk, anchors.size() - start);
        job.parallelFor(count, [&](std::size_t i) {
            const std::size_t anchor = anchors[start + i];
            nearest[i].clear();
            if (!grouped[anchor]) {
                nearest[i] = neighbours.nearest(anchor, rule.nearest);
            }
        });
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t anchor = anchors[start + i];
            if (grouped[anchor]) {
                continue;
            }
            auto group = groupOf(anchor, nearest[i], neighbours, rule, grouped);
            if (group.size() < (rule.whole ? rule.group : 2)) {
                continue;
            }
            for (const auto member : group) {
                grouped[member] = true;
            }
            groups.push_back(std::move(group));
        }
    }
    job.progress(anchors.size(), anchors.size(), "neighbours");
    return groups;
}

Result<std::vector<MinedPair>> mineSimilar(const Neighbours& neighbours, const SimilarRule& rule,
                                           const JobContext& job)
{
    const auto groups = mineGroups(neighbours, rule, job);
    if (!groups) {
        return fail(groups);
    }
    std::vector<MinedPair> pairs;
    for (const auto& group : *groups) {
        for (const auto reference : group) {
            for (const auto target : group) {
                if (reference != target) {
                    pairs.push_back({reference, target});
                }
            }
        }
    }
    const auto key = [](const MinedPair& pair) { return std::tie(pair.reference, pair.target); };
    std::sort(pairs.begin(), pairs.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

} // namespace triptych::generate
