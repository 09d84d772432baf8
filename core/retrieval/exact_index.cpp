// SPDX-License-Identifier: GPL-3.0-or-later
// Top-k, ranks and scores over slices of rows.
#include "core/retrieval/exact_index.h"

#include "core/retrieval/exact_codes.h"
#include "core/retrieval/exact_order.h"
#include "core/retrieval/exact_scan.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace triptych::retrieval {

namespace {

constexpr float kLowest = -std::numeric_limits<float>::infinity();

struct Candidate
{
    std::size_t row = 0;
    float most = 0.0F;
};

// The allowed rows of the slice that starts at `first`.
void selectRows(ScanSlice& slice, std::size_t first, std::size_t rows, const TopKOptions& options)
{
    slice.first = first;
    slice.count = std::min(kSliceRows, rows - first);
    slice.whole = true;
    slice.selected.clear();
    if (options.allowed.empty()) {
        return;
    }
    for (std::size_t i = 0; i < slice.count; ++i) {
        if (isAllowedRow(options, first + i)) {
            slice.selected.push_back(static_cast<std::uint32_t>(i));
        }
    }
    slice.whole = slice.selected.size() == slice.count;
    slice.count = slice.selected.size();
}

// The k highest lower bounds seen so far give a threshold that k rows are proven to reach. What
// cannot reach it is dropped at once; how early depends on the order of slices, what is left at the
// end does not.
class Gathering
{
public:
    explicit Gathering(std::size_t k)
        : m_k(k)
    {}

    void add(const ScanSlice& slice)
    {
        float threshold = m_threshold.load(std::memory_order_relaxed);
        std::vector<Candidate> candidates;
        std::vector<float> lows;
        for (std::size_t i = 0; i < slice.count; ++i) {
            const float most = toScore(slice.value[i] + slice.bound[i]);
            if (most < threshold) {
                continue;
            }
            candidates.push_back({slice.row(i), most});
            const float least = toScore(slice.value[i] - slice.bound[i]);
            if (least > threshold) {
                pushLow(lows, least);
                if (lows.size() == m_k) {
                    threshold = std::max(threshold, lows.front());
                }
            }
        }
        const std::lock_guard lock(m_mutex);
        for (const float low : lows) {
            pushLow(m_lows, low);
        }
        if (m_lows.size() == m_k) {
            m_threshold.store(m_lows.front(), std::memory_order_relaxed);
        }
        m_candidates.insert(m_candidates.end(), candidates.begin(), candidates.end());
    }

    // Rows that can still be among the first k, in rising order.
    std::vector<std::size_t> rows() const
    {
        std::vector<std::size_t> rows;
        const float threshold = m_threshold.load(std::memory_order_relaxed);
        for (const Candidate& candidate : m_candidates) {
            if (candidate.most >= threshold) {
                rows.push_back(candidate.row);
            }
        }
        std::ranges::sort(rows);
        return rows;
    }

private:
    // A heap of the k greatest, the least of them in front.
    void pushLow(std::vector<float>& heap, float low) const
    {
        if (heap.size() == m_k) {
            if (low <= heap.front()) {
                return;
            }
            std::ranges::pop_heap(heap, std::greater<>());
            heap.pop_back();
        }
        heap.push_back(low);
        std::ranges::push_heap(heap, std::greater<>());
    }

    std::size_t m_k;
    std::mutex m_mutex;
    std::atomic<float> m_threshold{kLowest};
    std::vector<float> m_lows;
    std::vector<Candidate> m_candidates;
};

} // namespace

struct ExactIndex::State
{
    // content, data pointer where there is none, dimension
    using Name = std::tuple<std::uint64_t, const std::uint16_t*, std::size_t>;

    mutable std::mutex mutex; // of `codes`
    std::mutex preparing;     // one at a time
    std::map<Name, std::shared_ptr<const Codes>> codes;

    static Name nameOf(const VectorBlock& block)
    {
        return {block.content, block.content == 0 ? block.data : nullptr, block.dimension};
    }
    [[nodiscard]] std::shared_ptr<const Codes> find(const VectorBlock& block) const
    {
        const std::lock_guard lock(mutex);
        const auto found = codes.find(nameOf(block));
        return found == codes.end() ? nullptr : found->second;
    }
    [[nodiscard]] Result<Scan> scan(std::span<const QueryPart> parts) const
    {
        std::vector<std::shared_ptr<const Codes>> coded;
        for (const QueryPart& part : parts) {
            coded.push_back(find(part.block));
        }
        return Scan::make(parts, coded);
    }
};

ExactIndex::ExactIndex()
    : m_state(std::make_unique<State>())
{}

ExactIndex::~ExactIndex() = default;

Result<std::vector<Scored>> ExactIndex::search(std::span<const QueryPart> parts,
                                               const TopKOptions& options,
                                               const JobContext& job) const
{
    const auto scan = m_state->scan(parts);
    if (!scan) {
        return fail(scan);
    }
    if (const auto good = checkOptions(options, scan->rows()); !good) {
        return fail(good);
    }
    if (options.k == 0 || scan->rows() == 0) {
        return std::vector<Scored>{};
    }
    Gathering gathering(std::min(options.k, scan->rows()));
    const auto gather = [&](std::size_t first, ScanSlice& slice) {
        selectRows(slice, first, scan->rows(), options);
        scan->bounds(slice);
        gathering.add(slice);
    };
    if (const auto done = forSlices(scan->rows(), job, gather); !done) {
        return fail(done);
    }
    auto scored = scoreRows(*scan, gathering.rows(), job);
    if (scored) {
        keepFirst(*scored, options);
    }
    return scored;
}

Result<ExactIndex::Rank> ExactIndex::rankOf(std::size_t row, std::span<const QueryPart> parts,
                                            const TopKOptions& options, const JobContext& job) const
{
    const auto scan = m_state->scan(parts);
    if (!scan) {
        return fail(scan);
    }
    if (const auto good = checkOptions(options, scan->rows()); !good) {
        return fail(good);
    }
    if (row >= scan->rows()) {
        return fail(ErrorCode::BadArgument, "a row that the block does not have");
    }
    const auto own = scoreRows(*scan, {row}, job);
    if (!own) {
        return fail(own);
    }
    const Scored wanted = own->front();
    if (!isAllowedRow(options, row)) {
        return Rank{0, wanted.score};
    }
    std::atomic<std::size_t> better{0};
    std::mutex mutex;
    std::vector<std::size_t> unsure;
    const auto count = [&](std::size_t first, ScanSlice& slice) {
        selectRows(slice, first, scan->rows(), options);
        scan->bounds(slice);
        std::size_t above = 0;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < slice.count; ++i) {
            if (toScore(slice.value[i] - slice.bound[i]) > wanted.score) {
                ++above;
            } else if (toScore(slice.value[i] + slice.bound[i]) >= wanted.score) {
                open.push_back(slice.row(i));
            }
        }
        better += above;
        const std::lock_guard lock(mutex);
        unsure.insert(unsure.end(), open.begin(), open.end());
    };
    if (const auto done = forSlices(scan->rows(), job, count); !done) {
        return fail(done);
    }
    std::ranges::sort(unsure);
    const auto scored = scoreRows(*scan, unsure, job);
    if (!scored) {
        return fail(scored);
    }
    const Before before{options.tieOrder};
    better += static_cast<std::size_t>(
        std::ranges::count_if(*scored, [&](const Scored& other) { return before(other, wanted); }));
    return Rank{better + 1, wanted.score};
}

Result<std::vector<float>> ExactIndex::scores(std::span<const QueryPart> parts,
                                              const JobContext& job) const
{
    const auto scan = m_state->scan(parts);
    if (!scan) {
        return fail(scan);
    }
    std::vector<float> all(scan->rows());
    const auto work = [&](std::size_t first, ScanSlice& slice) {
        selectRows(slice, first, scan->rows(), {});
        scan->exact(slice);
        std::ranges::transform(std::span(slice.value).first(slice.count),
                               all.begin() + static_cast<std::ptrdiff_t>(first), toScore);
    };
    if (const auto done = forSlices(all.size(), job, work); !done) {
        return fail(done);
    }
    return all;
}

Status ExactIndex::prepare(const VectorBlock& block, const JobContext& job)
{
    if (block.rows == 0 || block.dimension == 0) {
        return {};
    }
    if (block.data == nullptr || block.stride < block.dimension) {
        return fail(ErrorCode::BadArgument, "a block without rows behind it");
    }
    const std::lock_guard one(m_state->preparing);
    const auto before = m_state->find(block);
    if (before != nullptr && before->rows >= block.rows) {
        return {};
    }
    auto codes = makeCodes(block, before.get(), job);
    if (!codes) {
        return fail(codes);
    }
    const std::lock_guard lock(m_state->mutex);
    m_state->codes[State::nameOf(block)] = std::move(*codes);
    return {};
}

void ExactIndex::forget(const VectorBlock& block)
{
    const std::lock_guard one(m_state->preparing);
    const std::lock_guard lock(m_state->mutex);
    m_state->codes.erase(State::nameOf(block));
}

} // namespace triptych::retrieval
