// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic with sizes that come out of files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace triptych::formats {

inline constexpr std::size_t kMostDimensions = 16;

// Elements of a shape; nothing when a size is negative, there are too many of them, or the product
// does not fit.
std::optional<std::uint64_t> elementCount(const std::vector<std::int64_t>& shape);
// a·b, or nothing.
std::optional<std::uint64_t> product(std::uint64_t a, std::uint64_t b);
// "[2, 3]"
std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace triptych::formats
