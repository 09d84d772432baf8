// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of floats that pass between layers: one row an image or a text, row-major, no padding.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace triptych {

struct Matrix
{
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values; // rows·columns

    Matrix() = default;
    Matrix(std::size_t rowCount, std::size_t columnCount)
        : rows(rowCount)
        , columns(columnCount)
        , values(rowCount * columnCount)
    {}

    [[nodiscard]] bool empty() const { return values.empty(); }
    [[nodiscard]] std::span<float> row(std::size_t i)
    {
        return std::span(values).subspan(i * columns, columns);
    }
    [[nodiscard]] std::span<const float> row(std::size_t i) const
    {
        return std::span(values).subspan(i * columns, columns);
    }
};

} // namespace triptych
