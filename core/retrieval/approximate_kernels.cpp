// SPDX-License-Identifier: GPL-3.0-or-later
// Inner products in float. This file is read once for each instruction set.
#include "core/retrieval/approximate_kernels.h"

#include "core/retrieval/vector_half.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/retrieval/approximate_kernels.cpp"
#include <hwy/foreach_target.h> // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace triptych::retrieval {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Wide = hn::ScalableTag<float>;
using Half = hn::Rebind<hwy::float16_t, Wide>;

HWY_INLINE hn::Vec<Wide> load(const std::uint16_t* from)
{
    return hn::PromoteTo(Wide(), hn::LoadU(Half(), reinterpret_cast<const hwy::float16_t*>(from)));
}
HWY_INLINE hn::Vec<Wide> load(const float* from)
{
    return hn::LoadU(Wide(), from);
}
HWY_INLINE float one(std::uint16_t value)
{
    return fromHalf(value);
}
HWY_INLINE float one(float value)
{
    return value;
}

template <typename A>
HWY_INLINE float dot(const A* a, const std::uint16_t* b, std::size_t dimension)
{
    const Wide d;
    const std::size_t lanes = hn::Lanes(d);
    auto first = hn::Zero(d);
    auto second = hn::Zero(d);
    std::size_t at = 0;
    for (; at + 2 * lanes <= dimension; at += 2 * lanes) {
        first = hn::MulAdd(load(a + at), load(b + at), first);
        second = hn::MulAdd(load(a + at + lanes), load(b + at + lanes), second);
    }
    float sum = hn::GetLane(hn::SumOfLanes(d, hn::Add(first, second)));
    for (; at < dimension; ++at) {
        sum += one(a[at]) * one(b[at]);
    }
    return sum;
}

float QueryDot(const float* query, const std::uint16_t* row, std::size_t dimension)
{
    return dot(query, row, dimension);
}

float RowDot(const std::uint16_t* a, const std::uint16_t* b, std::size_t dimension)
{
    return dot(a, b, dimension);
}

} // namespace HWY_NAMESPACE
} // namespace triptych::retrieval
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace triptych::retrieval {

HWY_EXPORT(QueryDot);
HWY_EXPORT(RowDot);

float queryDot(const float* query, const std::uint16_t* row, std::size_t dimension)
{
    return HWY_DYNAMIC_DISPATCH(QueryDot)(query, row, dimension);
}

float rowDot(const std::uint16_t* a, const std::uint16_t* b, std::size_t dimension)
{
    return HWY_DYNAMIC_DISPATCH(RowDot)(a, b, dimension);
}

} // namespace triptych::retrieval
#endif
