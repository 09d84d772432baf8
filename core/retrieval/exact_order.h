// SPDX-License-Identifier: GPL-3.0-or-later
// What the exact and the approximate index share: options checked, rows scored, results in order.
#pragma once

#include "core/base/executor.h"
#include "core/retrieval/exact_index.h"
#include "core/retrieval/exact_scan.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace triptych::retrieval {

constexpr std::size_t kSliceRows = 4096;

// BadArgument: a filter or an order of ties for fewer rows.
Status checkOptions(const TopKOptions& options, std::size_t rows);

inline bool isAllowedRow(const TopKOptions& options, std::size_t row)
{
    return options.allowed.empty() || (options.allowed[row / 64] >> (row % 64) & 1U) != 0;
}

// Total order of results: no two rows are equal in it.
struct Before
{
    std::span<const std::uint32_t> tieOrder;

    bool operator()(const Scored& a, const Scored& b) const;
};

// Sorted by Before, cut to k.
void keepFirst(std::vector<Scored>& scored, const TopKOptions& options);

// Runs `work` for each slice of kSliceRows, on the job's threads; Cancelled between slices.
Status forSlices(std::size_t rows, const JobContext& job,
                 const std::function<void(std::size_t first, ScanSlice& slice)>& work);

// Exact scores of rows in rising order.
Result<std::vector<Scored>> scoreRows(const Scan& scan, const std::vector<std::size_t>& rows,
                                      const JobContext& job);

} // namespace triptych::retrieval
