// SPDX-License-Identifier: GPL-3.0-or-later
// Ridge regression with an intercept, in closed form, and its predictions for rows whose group was
// left out, without refitting.
#pragma once

#include "core/base/executor.h"
#include "core/domain/matrix.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace triptych::retrieval {

// Predicts offset + (x − mean)·map.
struct Ridge
{
    std::vector<float> mean;   // of the features
    std::vector<float> offset; // mean of the targets
    Matrix map;                // features × targets
};

// Minimises ‖Y − Ŷ‖² + λ‖map‖²; the intercept is not shrunk. λ > 0, at least one row.
Ridge fitRidge(const Matrix& features, const Matrix& targets, double lambda, const JobContext& job);
// On these rows of the features, one a row of the targets, without copying them.
Ridge fitRidge(const Matrix& features, std::span<const std::size_t> rows, const Matrix& targets,
               double lambda, const JobContext& job);

// For samples of some hundred rows. With M the hat matrix (intercept included), the residuals of a
// group B that was left out are (I − M)_BB⁻¹ ((I − M) Y)_B: exactly those of a refit.
class HeldOut
{
public:
    // `products`: inner products of the rows of features, rows × rows. Rows of one group are left
    // out together.
    HeldOut(const Matrix& products, const Matrix& targets, std::span<const std::size_t> groups);
    ~HeldOut();
    HeldOut(const HeldOut&) = delete;
    HeldOut& operator=(const HeldOut&) = delete;

    // Predictions of the targets, rows × targets. With one group only: their mean. Thread-safe.
    [[nodiscard]] Matrix predict(double lambda) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::retrieval
