// SPDX-License-Identifier: GPL-3.0-or-later
// What the exact and the approximate index share.
#include "core/retrieval/exact_order.h"

#include <algorithm>

namespace triptych::retrieval {

Status checkOptions(const TopKOptions& options, std::size_t rows)
{
    if (!options.allowed.empty() && options.allowed.size() < (rows + 63) / 64) {
        return fail(ErrorCode::BadArgument, "a filter of fewer rows than the block");
    }
    if (!options.tieOrder.empty() && options.tieOrder.size() < rows) {
        return fail(ErrorCode::BadArgument, "an order of ties for fewer rows than the block");
    }
    return {};
}

bool Before::operator()(const Scored& a, const Scored& b) const
{
    if (a.score != b.score) {
        return a.score > b.score;
    }
    if (!tieOrder.empty() && tieOrder[a.row] != tieOrder[b.row]) {
        return tieOrder[a.row] < tieOrder[b.row];
    }
    return a.row < b.row;
}

void keepFirst(std::vector<Scored>& scored, const TopKOptions& options)
{
    const std::size_t kept = std::min(options.k, scored.size());
    std::partial_sort(scored.begin(), scored.begin() + static_cast<std::ptrdiff_t>(kept),
                      scored.end(), Before{options.tieOrder});
    scored.resize(kept);
}

Status forSlices(std::size_t rows, const JobContext& job,
                 const std::function<void(std::size_t first, ScanSlice& slice)>& work)
{
    job.parallelFor((rows + kSliceRows - 1) / kSliceRows, [&](std::size_t number) {
        static thread_local ScanSlice slice; // its memory is kept from slice to slice
        if (!job.cancelled()) {
            work(number * kSliceRows, slice);
        }
    });
    if (job.cancelled()) {
        return fail(ErrorCode::Cancelled);
    }
    return {};
}

Result<std::vector<Scored>> scoreRows(const Scan& scan, const std::vector<std::size_t>& rows,
                                      const JobContext& job)
{
    std::vector<Scored> scored(rows.size());
    const auto work = [&](std::size_t from, ScanSlice& slice) {
        const std::size_t to = std::min(rows.size(), from + kSliceRows);
        // Rows are counted in 32 bits from the first: far apart ones are taken in turns.
        for (std::size_t at = from; at < to;) {
            slice.first = rows[at];
            slice.whole = false;
            slice.selected.clear();
            const std::size_t begin = at;
            for (; at < to && rows[at] - slice.first <= 0xFFFFFFFFU; ++at) {
                slice.selected.push_back(static_cast<std::uint32_t>(rows[at] - slice.first));
            }
            slice.count = at - begin;
            scan.exact(slice);
            for (std::size_t i = begin; i < at; ++i) {
                scored[i] = {rows[i], toScore(slice.value[i - begin])};
            }
        }
    };
    if (const auto done = forSlices(rows.size(), job, work); !done) {
        return fail(done);
    }
    return scored;
}

} // namespace triptych::retrieval
