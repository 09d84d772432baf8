// SPDX-License-Identifier: GPL-3.0-or-later
// Connected components and their parts.
#include "core/domain/split.h"

#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace triptych {

namespace {

constexpr int kHashBits = 64;

class UnionFind
{
public:
    explicit UnionFind(std::size_t count)
        : m_parent(count)
    {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }

    std::size_t find(std::size_t i)
    {
        while (m_parent[i] != i) {
            m_parent[i] = m_parent[m_parent[i]];
            i = m_parent[i];
        }
        return i;
    }

    void join(std::size_t a, std::size_t b)
    {
        a = find(a);
        b = find(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> m_parent;
};

struct HashedImage
{
    std::uint64_t hash = 0;
    std::size_t image = 0;
};

// Two hashes at most `bits` apart are equal in at least one of bits + 1 bands (pigeonhole), so only
// hashes that share a band are compared.
void joinNearDuplicates(std::vector<HashedImage> hashed, int bits, UnionFind& components)
{
    if (bits < 0 || hashed.empty()) {
        return;
    }
    std::sort(hashed.begin(), hashed.end(),
              [](const auto& a, const auto& b) { return a.hash < b.hash; });
    std::vector<HashedImage> distinct;
    for (const auto& item : hashed) {
        if (!distinct.empty() && distinct.back().hash == item.hash) {
            components.join(distinct.back().image, item.image);
        } else {
            distinct.push_back(item);
        }
    }
    const int bands = std::min(bits, kHashBits - 1) + 1;
    for (int band = 0; band < bands; ++band) {
        const int low = band * kHashBits / bands;
        const int width = (band + 1) * kHashBits / bands - low;
        const std::uint64_t mask = width >= kHashBits ? ~0ULL : (1ULL << width) - 1;
        const auto bandOf = [&](const HashedImage& item) { return (item.hash >> low) & mask; };
        std::sort(distinct.begin(), distinct.end(),
                  [&](const auto& a, const auto& b) { return bandOf(a) < bandOf(b); });
        for (std::size_t start = 0; start < distinct.size();) {
            std::size_t end = start;
            while (end < distinct.size() && bandOf(distinct[end]) == bandOf(distinct[start])) {
                for (std::size_t i = start; i < end; ++i) {
                    if (std::popcount(distinct[i].hash ^ distinct[end].hash) <= bits) {
                        components.join(distinct[i].image, distinct[end].image);
                    }
                }
                ++end;
            }
            start = end;
        }
    }
}

UnionFind joinImages(std::span<const SplitImage> images,
                     std::span<const std::pair<ImageId, ImageId>> pairs, int nearDuplicateBits)
{
    UnionFind components(images.size());
    std::unordered_map<std::string_view, std::size_t> products;
    std::unordered_map<std::string_view, std::size_t> bytes;
    std::unordered_map<ImageId, std::size_t> byId;
    std::vector<HashedImage> hashed;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto& image = images[i];
        components.join(i, byId.emplace(image.id, i).first->second);
        if (!image.product.empty()) {
            components.join(i, products.emplace(image.product, i).first->second);
        }
        if (!image.sha256.empty()) {
            components.join(i, bytes.emplace(image.sha256, i).first->second);
        }
        if (image.phash) {
            hashed.push_back({*image.phash, i});
        }
    }
    for (const auto& [reference, target] : pairs) {
        const auto a = byId.find(reference);
        const auto b = byId.find(target);
        if (a != byId.end() && b != byId.end()) {
            components.join(a->second, b->second);
        }
    }
    joinNearDuplicates(std::move(hashed), nearDuplicateBits, components);
    return components;
}

// Numbers components by their smallest image key; returns their sizes.
std::vector<std::size_t> numberComponents(std::span<const SplitImage> images, UnionFind& components,
                                          SplitResult& result)
{
    std::vector<std::size_t> order(images.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(images[a].key, images[a].id) < std::tie(images[b].key, images[b].id);
    });
    std::vector<std::size_t> sizes;
    std::unordered_map<std::size_t, int> numbers;
    for (const std::size_t i : order) {
        const auto [at, fresh] =
            numbers.emplace(components.find(i), static_cast<int>(sizes.size()));
        if (fresh) {
            sizes.push_back(0);
        }
        result.assignments[i].component = at->second;
        ++sizes[static_cast<std::size_t>(at->second)];
    }
    result.components = static_cast<int>(sizes.size());
    return sizes;
}

// A part that has a share but got nothing takes the smallest component of a part that has several.
void fillEmptyParts(const std::vector<std::size_t>& order, const std::vector<std::size_t>& sizes,
                    const std::array<double, 3>& ratios, std::vector<std::size_t>& partOf)
{
    for (std::size_t part = 0; part < ratios.size(); ++part) {
        std::array<std::size_t, 3> counts{};
        for (const auto p : partOf) {
            ++counts.at(p);
        }
        if (!(ratios.at(part) > 0) || counts.at(part) > 0) {
            continue;
        }
        const std::size_t* smallest = nullptr;
        for (const auto& component : order) {
            if (counts.at(partOf[component]) > 1 &&
                (smallest == nullptr || sizes[component] < sizes[*smallest])) {
                smallest = &component;
            }
        }
        if (smallest != nullptr) {
            partOf[*smallest] = part;
        }
    }
}

std::vector<std::size_t> drawParts(const std::vector<std::size_t>& sizes,
                                   const SplitOptions& options, std::size_t images)
{
    std::vector<std::size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random random(options.seed, "split");
    random.shuffle(order);
    const auto& ratios = options.ratios;
    const double sum = ratios[0] + ratios[1] + ratios[2];
    std::array<double, 3> lacking{};
    for (std::size_t part = 0; part < 3; ++part) {
        lacking.at(part) = ratios.at(part) / sum * static_cast<double>(images);
    }
    std::vector<std::size_t> partOf(sizes.size());
    for (const auto component : order) {
        std::optional<std::size_t> best;
        for (std::size_t part = 0; part < 3; ++part) {
            if (ratios.at(part) > 0 && (!best || lacking.at(part) > lacking.at(*best))) {
                best = part;
            }
        }
        partOf[component] = best.value_or(0);
        lacking.at(partOf[component]) -= static_cast<double>(sizes[component]);
    }
    if (sizes.size() >= 3) {
        fillEmptyParts(order, sizes, ratios, partOf);
    }
    return partOf;
}

} // namespace

Result<std::array<double, 3>> parseRatios(std::string_view text)
{
    const auto bad = [&] {
        return fail(ErrorCode::BadArgument,
                    "ratios are three numbers >= 0, not all 0, such as 8:1:1; found \"" +
                        std::string(text.substr(0, 40)) + "\"");
    };
    std::array<double, 3> ratios{};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        if (i > 0) {
            if (at == end || *at != ':') {
                return bad();
            }
            ++at;
        }
        const auto [next, error] = std::from_chars(at, end, ratios.at(i));
        if (error != std::errc{} || !std::isfinite(ratios.at(i)) || ratios.at(i) < 0) {
            return bad();
        }
        at = next;
    }
    const double sum = ratios[0] + ratios[1] + ratios[2];
    if (at != end || !(sum > 0) || !std::isfinite(sum)) {
        return bad();
    }
    return ratios;
}

SplitResult drawSplit(std::span<const SplitImage> images,
                      std::span<const std::pair<ImageId, ImageId>> pairs,
                      const SplitOptions& options)
{
    UnionFind components = joinImages(images, pairs, options.nearDuplicateBits);
    SplitResult result;
    result.assignments.resize(images.size());
    const auto sizes = numberComponents(images, components, result);
    const auto parts = drawParts(sizes, options, images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        auto& assignment = result.assignments[i];
        assignment.image = images[i].id;
        assignment.part =
            static_cast<SplitPart>(parts[static_cast<std::size_t>(assignment.component)]);
    }
    return result;
}

} // namespace triptych
