// SPDX-License-Identifier: GPL-3.0-or-later
// Values and bounds of a slice of rows.
#include "core/retrieval/exact_scan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kMostValues = 1U << 20U; // a row; the proof counts on it
constexpr double kSlack = 0x1p-28;
constexpr double kPerSum = 0x1p-40;

Status checkPart(const QueryPart& part, std::size_t rows)
{
    const VectorBlock& block = part.block;
    if (block.rows != rows) {
        return fail(ErrorCode::BadArgument, "blocks with different numbers of rows");
    }
    if (block.dimension != part.query.size() || block.stride < block.dimension ||
        block.dimension > kMostValues) {
        return fail(ErrorCode::BadArgument, "a query of " + std::to_string(part.query.size()) +
                                                " values, rows of " +
                                                std::to_string(block.dimension));
    }
    if (block.data == nullptr && block.rows > 0 && block.dimension > 0) {
        return fail(ErrorCode::BadArgument, "a block without data");
    }
    if (!std::ranges::all_of(part.query, [](float value) { return std::isfinite(value); })) {
        return fail(ErrorCode::BadArgument, "a query value that is not finite");
    }
    return {};
}

// The range [begin, end) of positions in the slice whose rows lie in [firstRow, lastRow).
std::pair<std::size_t, std::size_t> positions(const ScanSlice& slice, std::size_t firstRow,
                                              std::size_t lastRow)
{
    const auto position = [&](std::size_t row) -> std::size_t {
        if (row <= slice.first) {
            return 0;
        }
        if (slice.whole) {
            return std::min(slice.count, row - slice.first);
        }
        const auto found =
            std::lower_bound(slice.selected.begin(), slice.selected.end(), row - slice.first);
        return static_cast<std::size_t>(found - slice.selected.begin());
    };
    return {position(firstRow), position(lastRow)};
}

// The rows at [begin, end) of the slice, counted from `origin`, and the row they are counted from.
RowChoice choose(ScanSlice& slice, std::size_t begin, std::size_t end, std::size_t& origin)
{
    if (slice.whole) {
        origin = slice.first + begin;
        return {end - begin, nullptr};
    }
    if (origin <= slice.first) {
        origin = slice.first;
        return {end - begin, slice.selected.data() + begin};
    }
    slice.shifted.assign(slice.selected.begin() + static_cast<std::ptrdiff_t>(begin),
                         slice.selected.begin() + static_cast<std::ptrdiff_t>(end));
    for (std::uint32_t& row : slice.shifted) {
        row -= static_cast<std::uint32_t>(origin - slice.first);
    }
    return {end - begin, slice.shifted.data()};
}

} // namespace

float toScore(double sum)
{
    constexpr double kMost = std::numeric_limits<float>::max();
    return std::isnan(sum) ? static_cast<float>(-kMost)
                           : static_cast<float>(std::clamp(sum, -kMost, kMost));
}

Result<Scan> Scan::make(std::span<const QueryPart> parts,
                        std::span<const std::shared_ptr<const Codes>> codes)
{
    Scan scan;
    scan.m_rows = parts.empty() ? 0 : parts.front().block.rows;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (const auto good = checkPart(parts[i], scan.m_rows); !good) {
            return fail(good);
        }
        if (std::ranges::any_of(parts[i].query, [](float value) { return value != 0.0F; })) {
            scan.m_parts.push_back(makePart(parts[i], codes[i]));
            scan.m_exact = scan.m_exact && codes[i] == nullptr;
        }
    }
    return scan;
}

Scan::Part Scan::makePart(const QueryPart& part, std::shared_ptr<const Codes> codes)
{
    Part made;
    made.block = part.block;
    made.codes = std::move(codes);
    made.query = paddedQuery(part.query);
    if (made.codes == nullptr) {
        return made;
    }
    double largest = 0;
    double squares = 0;
    for (const double value : made.query) {
        largest = std::max(largest, std::abs(value));
        squares += value * value;
    }
    const std::size_t most = 0x7FFFFFFFU / (127 * part.query.size());
    const auto limit = static_cast<double>(std::min<std::size_t>(32767, most)); // P
    made.step = largest / limit;
    made.integers.resize(codedBytes(part.query.size()));
    double lost = 0;
    for (std::size_t d = 0; d < part.query.size(); ++d) {
        const double rounded = std::clamp(std::round(made.query[d] / made.step), -limit, limit);
        made.integers[d] = static_cast<std::int16_t>(rounded);
        const double rest = made.query[d] - made.step * rounded;
        lost += rest * rest;
    }
    made.perRest = std::sqrt(squares) * (1 + kSlack);
    made.perCentre = std::sqrt(squares) * kSlack;
    made.perCoded = std::sqrt(lost) * (1 + kSlack) + std::sqrt(squares) * kSlack;
    return made;
}

void Scan::addSums(const Part& part, std::size_t begin, std::size_t end, double perSum,
                   ScanSlice& slice)
{
    if (begin == end) {
        return;
    }
    std::size_t origin = slice.first;
    const RowChoice rows = choose(slice, begin, end, origin);
    slice.sums.resize(end - begin);
    halfDots(part.block.data + origin * part.block.stride, part.block.stride, part.block.dimension,
             rows, part.query.data(), slice.sums.data());
    for (std::size_t i = begin; i < end; ++i) {
        const double sum = slice.sums[i - begin];
        slice.value[i] += sum;
        slice.bound[i] += std::abs(sum) * perSum;
    }
}

void Scan::addCoded(const Part& part, const CodeChunk& chunk, std::size_t begin, std::size_t end,
                    ScanSlice& slice)
{
    const std::size_t bytes = codedBytes(part.block.dimension);
    std::size_t origin = std::max(chunk.first(), slice.first);
    const RowChoice rows = choose(slice, begin, end, origin);
    const std::size_t skipped = origin - chunk.first();
    slice.dots.resize(end - begin);
    codeDots(chunk.codes() + skipped * bytes, bytes, rows, part.integers.data(), slice.dots.data());
    const double middle =
        std::inner_product(part.query.begin(), part.query.end(), chunk.centre().begin(), 0.0);
    const double slack = part.perCentre * chunk.centreNorm();
    const CodedRow* facts = chunk.facts() + skipped;
    for (std::size_t i = 0; i < end - begin; ++i) {
        const CodedRow& row = facts[rows.selected != nullptr ? rows.selected[i] : i];
        const double dot = slice.dots[i] * static_cast<double>(row.scale) * part.step;
        slice.value[begin + i] += middle + dot;
        slice.bound[begin + i] += slack + part.perRest * static_cast<double>(row.rest) +
                                  part.perCoded * static_cast<double>(row.coded);
    }
}

void Scan::bounds(ScanSlice& slice) const
{
    slice.value.assign(slice.count, 0.0);
    slice.bound.assign(slice.count, 0.0);
    const double perSum = m_exact ? 0.0 : kPerSum;
    for (const Part& part : m_parts) {
        std::size_t coded = 0; // positions that are done
        if (part.codes != nullptr) {
            for (const auto& chunk : part.codes->chunks) {
                const auto [begin, end] =
                    positions(slice, chunk->first(), chunk->first() + chunk->rows());
                if (begin < end) {
                    addCoded(part, *chunk, begin, end, slice);
                    coded = end;
                }
            }
        }
        addSums(part, coded, slice.count, perSum, slice);
    }
}

void Scan::exact(ScanSlice& slice) const
{
    slice.value.assign(slice.count, 0.0);
    slice.bound.assign(slice.count, 0.0);
    for (const Part& part : m_parts) {
        addSums(part, 0, slice.count, 0.0, slice);
    }
}

} // namespace triptych::retrieval
