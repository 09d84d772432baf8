// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of halves for tests of the index, and the plain loop that its answers are held against.
#pragma once

#include "core/base/random.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/vector_half.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

namespace triptych::retrieval::test {

// Standard normal, from two uniform numbers (Box and Muller).
inline float normal(Random& random)
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.real()));
    return static_cast<float>(radius * std::cos(2.0 * std::numbers::pi * random.real()));
}

struct Rows
{
    std::size_t rows = 0;
    std::size_t dimension = 0;
    std::vector<std::uint16_t> values; // no padding: reading past a row is reading the next, and
                                       // past the last is an error of the sanitizer

    Rows(std::size_t count, std::size_t width)
        : rows(count)
        , dimension(width)
        , values(count * width)
    {}
    void set(std::size_t row, std::span<const float> from)
    {
        std::ranges::transform(from, values.begin() + static_cast<std::ptrdiff_t>(row * dimension),
                               toHalf);
    }
    [[nodiscard]] float at(std::size_t row, std::size_t d) const
    {
        return fromHalf(values[row * dimension + d]);
    }
    [[nodiscard]] VectorBlock block() const
    {
        return {values.data(), rows, dimension, dimension, 0};
    }
};

inline std::vector<float> unitVector(Random& random, std::size_t dimension)
{
    std::vector<float> values(dimension);
    double squares = 0;
    for (float& value : values) {
        value = normal(random);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    for (float& value : values) {
        value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));
    }
    return values;
}

inline Rows unitRows(std::size_t count, std::size_t dimension, std::uint64_t seed)
{
    Random random(seed);
    Rows rows(count, dimension);
    for (std::size_t i = 0; i < count; ++i) {
        rows.set(i, unitVector(random, dimension));
    }
    return rows;
}

struct PlainPart
{
    const Rows* rows = nullptr;
    std::vector<float> query;
};

inline std::vector<QueryPart> queryParts(const std::vector<PlainPart>& parts)
{
    std::vector<QueryPart> made;
    made.reserve(parts.size());
    for (const PlainPart& part : parts) {
        made.push_back({part.rows->block(), part.query});
    }
    return made;
}

// Every row by a plain loop in long double, rounded once.
inline std::vector<float> plainScores(const std::vector<PlainPart>& parts)
{
    std::vector<float> scores(parts.front().rows->rows);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        long double sum = 0;
        for (const PlainPart& part : parts) {
            for (std::size_t d = 0; d < part.query.size(); ++d) {
                sum += static_cast<long double>(part.query[d]) *
                       static_cast<long double>(part.rows->at(i, d));
            }
        }
        scores[i] = static_cast<float>(sum);
    }
    return scores;
}

// The order of the contract, over scores.
inline std::vector<Scored> plainOrder(const std::vector<float>& scores, const TopKOptions& options)
{
    std::vector<Scored> all;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (options.allowed.empty() || (options.allowed[i / 64] >> (i % 64) & 1U) != 0) {
            all.push_back({i, scores[i]});
        }
    }
    std::ranges::sort(all, [&](const Scored& a, const Scored& b) {
        const auto tie = [&](std::size_t row) {
            return options.tieOrder.empty() ? 0U : options.tieOrder[row];
        };
        if (a.score != b.score) {
            return a.score > b.score;
        }
        return tie(a.row) != tie(b.row) ? tie(a.row) < tie(b.row) : a.row < b.row;
    });
    return all;
}

} // namespace triptych::retrieval::test
