// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs by product, or by the likeness of perceptual hashes.
#include "core/base/random.h"
#include "core/generate/pair_mining.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/workflow/make.h"
#include "core/workflow/project_inner.h"

#include <algorithm>

namespace triptych::workflow {

namespace {

constexpr std::size_t kPairsAtOnce = 512;

// A light copy of the images that mining looks at; about 100 bytes an image.
struct Mined
{
    std::vector<ImageId> ids;
    std::vector<std::string> products;
    std::vector<std::string> hashes; // sha256
    std::vector<std::string> categories;
    std::vector<std::optional<std::uint64_t>> phashes;
    std::vector<generate::MinedPair> pairs;
};

Result<Mined> minePairs(Project& project, const MineRequest& request, const JobContext& job)
{
    Mined mined;
    const bool byProduct = request.rule == MineRule::Product;
    store::ImageStream what;
    what.order =
        byProduct ? store::ImageStream::Order::ProductThenName : store::ImageStream::Order::Key;
    what.withProductOnly = byProduct;
    const auto read = store::ImageStore(databaseOf(project)).stream(what, [&](const Image& image) {
        if (byProduct || image.state == ImageState::Present) {
            mined.ids.push_back(image.id);
            mined.products.push_back(image.product);
            mined.hashes.push_back(image.sha256.value_or(std::string{}));
            mined.categories.push_back(image.category);
            mined.phashes.push_back(image.phash);
        }
        return !job.cancelled();
    });
    if (!read || job.cancelled()) {
        return read ? Result<Mined>{fail(ErrorCode::Cancelled)} : Result<Mined>{fail(read)};
    }
    if (byProduct) {
        std::vector<generate::ProductImage> images;
        images.reserve(mined.ids.size());
        for (std::size_t i = 0; i < mined.ids.size(); ++i) {
            images.push_back({mined.products[i], mined.hashes[i]});
        }
        mined.pairs = generate::mineProducts(images);
        return mined;
    }
    const generate::HashNeighbours neighbours(mined.phashes);
    auto rule = generate::hashSimilarRule();
    rule.seed = request.seed;
    auto pairs = generate::mineSimilar(neighbours, rule, job);
    if (!pairs) {
        return fail(pairs);
    }
    mined.pairs = std::move(*pairs);
    return mined;
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
        const auto known = store.byImages(mined->ids[pair.reference], mined->ids[pair.target]);
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
    MineReport report;
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
                some.push_back({mined->ids[pairs[at].reference],
                                mined->ids[pairs[at].target],
                                mined->categories[pairs[at].reference],
                                {}});
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
