// SPDX-License-Identifier: GPL-3.0-or-later
// Inner products for walking the graph of the approximate index: in float, fast, one at a time.
// What they find is scored exactly afterwards.
#pragma once

#include <cstddef>
#include <cstdint>

namespace triptych::retrieval {

float queryDot(const float* query, const std::uint16_t* row, std::size_t dimension);
float rowDot(const std::uint16_t* a, const std::uint16_t* b, std::size_t dimension);

} // namespace triptych::retrieval
