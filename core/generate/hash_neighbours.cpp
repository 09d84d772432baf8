// SPDX-License-Identifier: GPL-3.0-or-later
// Multi-index hashing over 64-bit perceptual hashes.
#include "core/generate/pair_mining.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace triptych::generate {

namespace {

constexpr std::size_t kTables = 4;
constexpr int kBits = 64;
constexpr int kTableBits = 16;
constexpr std::size_t kBuckets = 1U << kTableBits;
// Below this a plain scan is faster than the tables.
constexpr std::size_t kSmall = 4096;
// Looking at all masks of more bits than this costs more than a scan.
constexpr int kWidestMask = 2;

std::size_t bucketOf(std::uint64_t hash, std::size_t table)
{
    return static_cast<std::size_t>(hash >> (table * kTableBits)) & (kBuckets - 1);
}

// Population count without a table, so that the compiler can do several at once.
std::uint8_t bitsSet(std::uint64_t x)
{
    x -= (x >> 1U) & 0x5555555555555555ULL;
    x = (x & 0x3333333333333333ULL) + ((x >> 2U) & 0x3333333333333333ULL);
    x = (x + (x >> 4U)) & 0x0f0f0f0f0f0f0f0fULL;
    return static_cast<std::uint8_t>((x * 0x0101010101010101ULL) >> 56U);
}

// All 16-bit masks, by number of bits set.
std::array<std::vector<std::size_t>, kTableBits + 1> masksByWeight()
{
    std::array<std::vector<std::size_t>, kTableBits + 1> masks;
    for (std::size_t mask = 0; mask < kBuckets; ++mask) {
        masks.at(static_cast<std::size_t>(std::popcount(mask))).push_back(mask);
    }
    return masks;
}

struct Found
{
    int distance = 0;
    std::size_t index = 0;
    auto operator<=>(const Found&) const = default;
};

} // namespace

struct HashNeighbours::Index
{
    std::vector<std::optional<std::uint64_t>> hashes; // by image
    std::vector<std::uint32_t> images;                // images that have a hash
    std::vector<std::uint64_t> packed;                // their hashes
    // Table t: members[t][starts[t][b] … starts[t][b + 1]) are the images of bucket b.
    std::array<std::vector<std::uint32_t>, kTables> starts;
    std::array<std::vector<std::uint32_t>, kTables> members;
    std::array<std::vector<std::size_t>, kTableBits + 1> masks;

    void buildTables()
    {
        masks = masksByWeight();
        for (std::size_t t = 0; t < kTables; ++t) {
            starts[t].assign(kBuckets + 1, 0);
            for (const auto image : images) {
                ++starts[t][bucketOf(*hashes[image], t) + 1];
            }
            for (std::size_t b = 0; b < kBuckets; ++b) {
                starts[t][b + 1] += starts[t][b];
            }
            members[t].resize(images.size());
            auto next = starts[t];
            for (const auto image : images) {
                members[t][next[bucketOf(*hashes[image], t)]++] = image;
            }
        }
    }

    // All images at most as far as the k-th nearest. Two passes over 8 bytes an image: distances
    // and how many of each, then those near enough.
    [[nodiscard]] std::vector<Found> scan(std::size_t index, std::size_t k) const
    {
        const std::uint64_t hash = *hashes[index];
        std::vector<std::uint8_t> distances(packed.size());
        std::array<std::size_t, kBits + 1> counts{};
        for (std::size_t i = 0; i < packed.size(); ++i) {
            distances[i] = bitsSet(packed[i] ^ hash);
            ++counts[distances[i]];
        }
        std::size_t seen = 0;
        std::uint8_t farthest = 0;
        while (farthest < kBits && (seen += counts[farthest]) < k + 1) { // + 1: the image itself
            ++farthest;
        }
        std::vector<Found> found;
        for (std::size_t i = 0; i < packed.size(); ++i) {
            if (distances[i] <= farthest && images[i] != index) {
                found.push_back({distances[i], images[i]});
            }
        }
        return found;
    }

    // Adds what bucket distance `weight` brings in `table`; each image is taken where its bucket
    // distance is smallest, first table first, so none twice.
    void probe(std::size_t index, std::size_t table, int weight, std::vector<Found>& found) const
    {
        const std::uint64_t hash = *hashes[index];
        const std::size_t bucket = bucketOf(hash, table);
        for (const std::size_t mask : masks.at(static_cast<std::size_t>(weight))) {
            const std::size_t b = bucket ^ mask;
            for (std::size_t m = starts[table][b]; m < starts[table][b + 1]; ++m) {
                const std::size_t image = members[table][m];
                const std::uint64_t other = *hashes[image];
                bool first = image != index;
                for (std::size_t t = 0; t < kTables && first; ++t) {
                    const int distance = std::popcount(bucketOf(hash ^ other, t));
                    first = t == table || distance > weight || (distance == weight && t > table);
                }
                if (first) {
                    found.push_back({std::popcount(hash ^ other), image});
                }
            }
        }
    }

    // The k nearest for certain, maybe with others; none when the tables do not pay.
    [[nodiscard]] std::optional<std::vector<Found>> search(std::size_t index, std::size_t k) const
    {
        std::vector<Found> found;
        for (int weight = 0; weight <= kWidestMask; ++weight) {
            for (std::size_t table = 0; table < kTables; ++table) {
                probe(index, table, weight, found);
            }
            // Whoever is not seen yet differs by at least weight + 1 in every table.
            const int certain = static_cast<int>(kTables) * (weight + 1) - 1;
            const auto near = std::count_if(found.begin(), found.end(),
                                            [&](const Found& f) { return f.distance <= certain; });
            if (static_cast<std::size_t>(near) >= k) {
                return found;
            }
        }
        return std::nullopt;
    }
};

HashNeighbours::HashNeighbours(std::span<const std::optional<std::uint64_t>> hashes)
{
    auto index = std::make_unique<Index>();
    index->hashes.assign(hashes.begin(), hashes.end());
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (hashes[i]) {
            index->images.push_back(static_cast<std::uint32_t>(i));
            index->packed.push_back(*hashes[i]);
        }
    }
    if (index->images.size() > kSmall) {
        index->buildTables();
    }
    m_index = std::move(index);
}

HashNeighbours::~HashNeighbours() = default;

std::size_t HashNeighbours::size() const
{
    return m_index->hashes.size();
}

std::vector<Neighbour> HashNeighbours::nearest(std::size_t index, std::size_t k) const
{
    std::vector<Neighbour> neighbours;
    if (index >= m_index->hashes.size() || !m_index->hashes[index] || k == 0) {
        return neighbours;
    }
    std::optional<std::vector<Found>> found;
    if (m_index->images.size() > kSmall) {
        found = m_index->search(index, k);
    }
    if (!found) {
        found = m_index->scan(index, k);
    }
    const auto middle = found->begin() + static_cast<std::ptrdiff_t>(std::min(k, found->size()));
    std::partial_sort(found->begin(), middle, found->end());
    for (auto at = found->begin(); at != middle; ++at) {
        neighbours.push_back({at->index, 1.0 - static_cast<double>(at->distance) / kBits});
    }
    return neighbours;
}

std::optional<double> HashNeighbours::similarity(std::size_t a, std::size_t b) const
{
    const auto& hashes = m_index->hashes;
    if (a >= hashes.size() || b >= hashes.size() || !hashes[a] || !hashes[b]) {
        return std::nullopt;
    }
    return 1.0 - static_cast<double>(std::popcount(*hashes[a] ^ *hashes[b])) / kBits;
}

} // namespace triptych::generate
