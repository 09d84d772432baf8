// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs by product, or by likeness.
#include "core/base/random.h"
#include "core/formats/cirr.h"
#include "core/generate/pair_mining.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/workflow/make.h"
#include "core/workflow/mine_neighbours.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr std::size_t kPairsAtOnce = 512;

struct Mined
{
    MinedImages images;
    std::vector<generate::MinedPair> pairs;
    // Of the group rule: members of each set, the anchor first; and the set of an image.
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> groupOf;
    std::vector<std::string> cirrNames;
    std::unique_ptr<Neighbours> neighbours;
    MineReport report;
};

Result<MinedImages> readImages(Project& project, bool byProduct, const JobContext& job)
{
    MinedImages images;
    store::ImageStream what;
    what.order =
        byProduct ? store::ImageStream::Order::ProductThenName : store::ImageStream::Order::Key;
    what.withProductOnly = byProduct;
    const auto read = store::ImageStore(databaseOf(project)).stream(what, [&](const Image& image) {
        if (byProduct || image.state == ImageState::Present) {
            images.ids.push_back(image.id);
            images.products.push_back(image.product);
            images.hashes.push_back(image.sha256.value_or(std::string{}));
            images.categories.push_back(image.category);
        }
        if (!byProduct && image.state == ImageState::Present) {
            images.keys.push_back(image.key);
            images.names.push_back(image.name);
            images.phashes.push_back(image.phash);
        }
        return !job.cancelled();
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return read ? Result<MinedImages>{std::move(images)} : fail(read);
}

Status mineGroups(Mined& mined, const generate::SimilarRule& rule, const JobContext& job)
{
    auto groups = generate::mineGroups(*mined.neighbours, rule, job);
    if (!groups) {
        return fail(groups);
    }
    mined.groups = std::move(*groups);
    mined.report.groups = static_cast<std::int64_t>(mined.groups.size());
    mined.groupOf.assign(mined.images.ids.size(), 0);
    mined.cirrNames = formats::cirrNames(mined.images.names);
    for (std::size_t g = 0; g < mined.groups.size(); ++g) {
        for (const auto reference : mined.groups[g]) {
            mined.groupOf[reference] = g;
            for (const auto target : mined.groups[g]) {
                if (reference != target) {
                    mined.pairs.push_back({reference, target});
                }
            }
        }
    }
    return {};
}

Result<Mined> minePairs(Project& project, const MineRequest& request, const JobContext& job)
{
    const bool byProduct = request.rule == MineRule::Product;
    Mined mined;
    auto images = readImages(project, byProduct, job);
    if (!images) {
        return fail(images);
    }
    mined.images = std::move(*images);
    if (byProduct) {
        std::vector<generate::ProductImage> products;
        products.reserve(mined.images.ids.size());
        for (std::size_t i = 0; i < mined.images.ids.size(); ++i) {
            products.push_back({mined.images.products[i], mined.images.hashes[i]});
        }
        mined.pairs = generate::mineProducts(products);
        return mined;
    }
    auto likeness = likenessFor(project, request, mined.images, job);
    if (!likeness) {
        return fail(likeness);
    }
    mined.neighbours = std::move(likeness->neighbours);
    mined.report = likeness->report;
    auto rule = similarRuleBy(mined.report.likeness);
    rule.seed = request.seed;
    rule.lowerSimilarity = request.lower.value_or(rule.lowerSimilarity);
    rule.upperSimilarity = request.upper.value_or(rule.upperSimilarity);
    if (request.rule == MineRule::Group) {
        rule.whole = true;
        const auto made = mineGroups(mined, rule, job);
        return made ? Result<Mined>{std::move(mined)} : fail(made);
    }
    auto pairs = generate::mineSimilar(*mined.neighbours, rule, job);
    if (!pairs) {
        return fail(pairs);
    }
    mined.pairs = std::move(*pairs);
    return mined;
}

// The source fields that a pair of a six-image set carries: CIRR's img_set, ranks by likeness to
// the reference. Empty without a set.
std::string sourceOf(const Mined& mined, const generate::MinedPair& pair)
{
    if (mined.groups.empty()) {
        return {};
    }
    const auto group = mined.groupOf[pair.reference];
    const auto likeness = [&](std::size_t image) {
        return mined.neighbours->similarity(pair.reference, image).value_or(-1.0);
    };
    formats::CirrImageSet set;
    set.id = static_cast<std::int64_t>(group) + 1;
    set.targetRank = 1;
    for (const auto member : mined.groups[group]) {
        set.members.push_back(mined.cirrNames[member]);
        const bool between = member != pair.reference && member != pair.target &&
                             likeness(member) > likeness(pair.target);
        set.targetRank += between ? 1 : 0;
    }
    return "{\"img_set\":" + formats::cirrImageSetJson(set) + "}";
}

// Whole mirrors are drawn, so that a limited set still has both orders.
void limitPairs(std::vector<generate::MinedPair>& pairs, std::int64_t limit, std::uint64_t seed)
{
    const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(limit, 0));
    if (pairs.size() <= wanted) {
        return;
    }
    std::vector<generate::MinedPair> forward;
    for (const auto& pair : pairs) {
        if (pair.reference < pair.target) {
            forward.push_back(pair);
        }
    }
    Random random(seed, "mine");
    random.shuffle(forward);
    pairs.clear();
    for (const auto& pair : forward) {
        if (pairs.size() < wanted) {
            pairs.push_back(pair);
        }
        if (pairs.size() < wanted) {
            pairs.push_back({pair.target, pair.reference});
        }
    }
}

// Both orders of a pair side by side, which is the fast way for the store.
void mirrorsTogether(std::vector<generate::MinedPair>& pairs)
{
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
        return std::minmax(a.reference, a.target) < std::minmax(b.reference, b.target);
    });
}

} // namespace

Result<std::int64_t> countMine(Project& project, const MineRequest& request)
{
    const auto mined = minePairs(project, request, {});
    if (!mined) {
        return fail(mined);
    }
    store::PairStore store(databaseOf(project));
    std::int64_t fresh = 0;
    for (const auto& pair : mined->pairs) {
        const auto known =
            store.byImages(mined->images.ids[pair.reference], mined->images.ids[pair.target]);
        if (!known) {
            return fail(known);
        }
        fresh += *known ? 0 : 1;
    }
    return request.limit ? std::min(fresh, *request.limit) : fresh;
}

Result<MineReport> mine(Project& project, const MineRequest& request, const JobContext& job)
{
    auto mined = minePairs(project, request, job);
    if (!mined) {
        return fail(mined);
    }
    auto& database = databaseOf(project);
    store::PairStore store(database);
    if (request.limit) {
        limitPairs(mined->pairs, *request.limit, request.seed);
    }
    mirrorsTogether(mined->pairs);
    MineReport report = mined->report;
    const auto& pairs = mined->pairs;
    std::size_t at = 0;
    std::vector<store::NewPair> some;
    while (at < pairs.size()) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
        if (!transaction) {
            return fail(transaction);
        }
        do {
            some.clear();
            const std::size_t end = std::min(at + kPairsAtOnce, pairs.size());
            for (; at < end; ++at) {
                some.push_back(
                    {mined->images.ids[pairs[at].reference], mined->images.ids[pairs[at].target],
                     mined->images.categories[pairs[at].reference], sourceOf(*mined, pairs[at])});
            }
            const auto added = store.add(*transaction, some);
            if (!added) {
                return fail(added);
            }
            for (const auto& pair : *added) {
                (pair.outcome == store::PairOutcome::Added ? report.added : report.skipped) += 1;
            }
        } while (at < pairs.size() && !transaction->shouldCommit());
        if (auto committed = transaction->commit(); !committed) {
            return fail(committed);
        }
        if (auto checked = database.checkpointWhenLarge(); !checked) {
            return fail(checked);
        }
        job.progress(at, pairs.size(), "pairs");
    }
    return report;
}

} // namespace triptych::workflow
