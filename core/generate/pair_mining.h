// SPDX-License-Identifier: GPL-3.0-or-later
// Which images become pairs: same product, or similar but not the same (METHOD §1).
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/domain/neighbours.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace triptych::generate {

// Ordered pair of positions in the list that was mined. Both orders are always made.
struct MinedPair
{
    std::size_t reference = 0;
    std::size_t target = 0;

    bool operator==(const MinedPair&) const = default;
};

struct ProductImage
{
    std::string_view product; // empty: no product, in no pair
    std::string_view sha256;  // empty: unknown, the same as nothing
};

// All ordered pairs of images of one product; images with the same bytes are never paired. In a
// product of more than 200 images each is paired with the 20 before and the 20 after it only.
// Order: products by first image, then reference, then target, by position.
std::vector<MinedPair> mineProducts(std::span<const ProductImage> images);

struct SimilarRule
{
    std::size_t nearest = 20;      // neighbours looked at
    double upperSimilarity = 0.94; // above: a near-duplicate, dropped
    double lowerSimilarity = -1.0; // below: unrelated, dropped
    double spacing = 0.002;        // an image within this of the last one taken is skipped
    std::size_t group = 6;         // anchor included
    bool whole = false;            // only full groups, no image in two: CIRR's six-image sets
    std::uint64_t seed = 0;        // order of anchors
};
// For perceptual hashes, similarity = 1 − hamming/64: at most 4 bits apart is a near-duplicate,
// more than 26 unrelated; no spacing, since hashes take few values.
SimilarRule hashSimilarRule();

// Anchors in seeded order, those left out that are in a group already; each with its walk outward
// makes one group, the anchor first, then as the walk took them. Cancelled when stopped.
Result<std::vector<std::vector<std::size_t>>>
mineGroups(const Neighbours& neighbours, const SimilarRule& rule, const JobContext& job);
// All ordered pairs of these groups, sorted by (reference, target), each once.
Result<std::vector<MinedPair>> mineSimilar(const Neighbours& neighbours, const SimilarRule& rule,
                                           const JobContext& job);

// Neighbours over 64-bit perceptual hashes by multi-index hashing (Norouzi, Punjani, Fleet 2012):
// exact, sub-linear for near neighbours. Immutable, any number of threads.
class HashNeighbours final : public Neighbours
{
public:
    // An image without a hash has no neighbours and is none.
    explicit HashNeighbours(std::span<const std::optional<std::uint64_t>> hashes);
    ~HashNeighbours() override;
    HashNeighbours(const HashNeighbours&) = delete;
    HashNeighbours& operator=(const HashNeighbours&) = delete;

    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::vector<Neighbour> nearest(std::size_t index, std::size_t k) const override;
    [[nodiscard]] std::optional<double> similarity(std::size_t a, std::size_t b) const override;

private:
    struct Index;
    std::unique_ptr<const Index> m_index;
};

} // namespace triptych::generate
