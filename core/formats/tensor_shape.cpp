// SPDX-License-Identifier: GPL-3.0-or-later
// Products of sizes, checked.
#include "core/formats/tensor_shape.h"

namespace triptych::formats {

std::optional<std::uint64_t> product(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t out = 0;
    if (__builtin_mul_overflow(a, b, &out)) {
        return std::nullopt;
    }
    return out;
}

std::optional<std::uint64_t> elementCount(const std::vector<std::int64_t>& shape)
{
    if (shape.size() > kMostDimensions) {
        return std::nullopt;
    }
    std::uint64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0) {
            return std::nullopt;
        }
        const auto next = product(count, static_cast<std::uint64_t>(size));
        if (!next) {
            return std::nullopt;
        }
        count = *next;
    }
    return count;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string out = "[";
    for (const std::int64_t size : shape) {
        out += (out.size() == 1 ? "" : ", ") + std::to_string(size);
    }
    return out + "]";
}

} // namespace triptych::formats
