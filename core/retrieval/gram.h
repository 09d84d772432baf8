// SPDX-License-Identifier: GPL-3.0-or-later
// Products of matrices in f32: the costly steps of a fit and of its use. Every element is summed in
// an order of its own depth alone: the same bytes whatever the number of threads, the other rows
// and the cut into blocks.
#pragma once

#include "core/base/executor.h"
#include "core/domain/matrix.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace triptych::retrieval {

// aᵀa (columns × columns), both triangles.
Matrix gram(const Matrix& a, const JobContext& job);

// What a ridge fit solves: with X the given rows of `features` less `mean` and Y the targets less
// `offset`.
struct NormalProducts
{
    Matrix square; // XᵀX
    Matrix right;  // XᵀY
};
struct NormalInput
{
    const Matrix& features;
    std::span<const std::size_t> rows; // of the features, one a row of the targets
    std::span<const float> mean;
    const Matrix& targets;
    std::span<const float> offset;
};
NormalProducts normalProducts(const NormalInput& input, const JobContext& job);

// One side of a product, packed once.
class Panels
{
public:
    Panels() = default;
    // The vectors are the matrix's columns, or its rows (less `mean`, unless that is empty).
    static Panels ofColumns(const Matrix& matrix);
    static Panels ofRows(const Matrix& matrix, std::span<const float> mean = {});

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::size_t depth() const { return m_depth; }
    // Sixteen vectors from `panel` on, of depths from chunk · kDepth on: depth by depth.
    [[nodiscard]] const float* at(std::size_t chunk, std::size_t panel) const;

    static constexpr std::size_t kSide = 16;   // vectors of a panel
    static constexpr std::size_t kDepth = 256; // of a chunk: two panels of it fit the first cache

private:
    Panels(std::size_t count, std::size_t depth);
    [[nodiscard]] float* to(std::size_t depth, std::size_t vector);

    std::size_t m_count = 0;
    std::size_t m_depth = 0;
    std::vector<float> m_values;
};

// Inner products of every vector of `a` with every one of `b`: a.count() × b.count(). Both of one
// depth.
Matrix product(const Panels& a, const Panels& b, const JobContext& job);

// Rows of e^(sharpness · value), each divided by its sum.
void softmaxRows(Matrix& values, float sharpness, const JobContext& job);

bool allFinite(const Matrix& matrix);

// Finite f16 values, exactly.
void widen(std::span<const std::uint16_t> halves, std::span<float> to);

} // namespace triptych::retrieval
