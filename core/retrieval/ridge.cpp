// SPDX-License-Identifier: GPL-3.0-or-later
// Primal form when there are more rows than features, dual form otherwise.
#include "core/retrieval/ridge.h"

#include "core/retrieval/gram.h"

#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Dense>

#include <algorithm>
#include <map>
#include <numeric>

namespace triptych::retrieval {

namespace {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using View = Eigen::Map<const RowMajor>;
using Doubles = Eigen::MatrixXd;

Eigen::Index index(std::size_t i)
{
    return static_cast<Eigen::Index>(i);
}

View view(const Matrix& matrix)
{
    return {matrix.values.data(), index(matrix.rows), index(matrix.columns)};
}

Eigen::Map<RowMajor> view(Matrix& matrix)
{
    return {matrix.values.data(), index(matrix.rows), index(matrix.columns)};
}

std::vector<float> meanOf(const Matrix& matrix, std::span<const std::size_t> rows)
{
    std::vector<double> sums(matrix.columns);
    for (const std::size_t i : rows) {
        const auto row = matrix.row(i);
        for (std::size_t j = 0; j < row.size(); ++j) {
            sums[j] += static_cast<double>(row[j]);
        }
    }
    std::vector<float> mean(matrix.columns);
    for (std::size_t j = 0; j < mean.size(); ++j) {
        mean[j] = static_cast<float>(sums[j] / static_cast<double>(rows.size()));
    }
    return mean;
}

Matrix centred(const Matrix& matrix, std::span<const std::size_t> rows,
               const std::vector<float>& mean)
{
    Matrix out(rows.size(), matrix.columns);
    for (std::size_t i = 0; i < out.rows; ++i) {
        const auto from = matrix.row(rows[i]);
        const auto row = out.row(i);
        for (std::size_t j = 0; j < row.size(); ++j) {
            row[j] = from[j] - mean[j];
        }
    }
    return out;
}

std::vector<std::size_t> allRows(const Matrix& matrix)
{
    std::vector<std::size_t> rows(matrix.rows);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

// In place.
Eigen::LLT<Eigen::Ref<RowMajor>> factorOf(Matrix& square, double lambda)
{
    auto normal = view(square);
    normal.diagonal().array() += static_cast<float>(lambda);
    return Eigen::LLT<Eigen::Ref<RowMajor>>(normal);
}

} // namespace

Ridge fitRidge(const Matrix& features, const Matrix& targets, double lambda, const JobContext& job)
{
    return fitRidge(features, allRows(features), targets, lambda, job);
}

Ridge fitRidge(const Matrix& features, std::span<const std::size_t> rows, const Matrix& targets,
               double lambda, const JobContext& job)
{
    Ridge ridge;
    const auto every = allRows(targets);
    ridge.mean = meanOf(features, rows);
    ridge.offset = meanOf(targets, every);
    ridge.map = Matrix(features.columns, targets.columns);
    if (rows.size() < features.columns) { // the dual form
        const Matrix x = centred(features, rows, ridge.mean);
        const Matrix y = centred(targets, every, ridge.offset);
        const Panels packed = Panels::ofRows(x);
        Matrix square = product(packed, packed, job);
        const RowMajor weights = factorOf(square, lambda).solve(view(y));
        view(ridge.map).noalias() = view(x).transpose() * weights;
    } else {
        auto [square, right] =
            normalProducts({features, rows, ridge.mean, targets, ridge.offset}, job);
        view(ridge.map) = factorOf(square, lambda).solve(view(right));
    }
    return ridge;
}

struct HeldOut::State
{
    // K = Q T Qᵀ of centred features, T with three diagonals: one factorisation for every λ, and
    // (T + λI)⁻¹ costs a pass over Qᵀ.
    Doubles turned; // Qᵀ
    Eigen::VectorXd diagonal;
    Eigen::VectorXd beside;
    Doubles targets;
    std::map<std::size_t, std::vector<std::size_t>> groups;
};

HeldOut::HeldOut(const Matrix& products, const Matrix& targets, std::span<const std::size_t> groups)
    : m_state(std::make_unique<State>())
{
    m_state->targets = view(targets).cast<double>();
    for (std::size_t i = 0; i < groups.size(); ++i) {
        m_state->groups[groups[i]].push_back(i);
    }
    if (m_state->groups.size() < 2) {
        return; // nothing to leave out
    }
    Doubles kernel = view(products).cast<double>();
    kernel.rowwise() -= kernel.colwise().mean().eval();
    kernel.colwise() -= kernel.rowwise().mean().eval();
    const Eigen::Tridiagonalization<Doubles> bands(kernel); // reads the lower half
    m_state->turned = Doubles(bands.matrixQ()).transpose();
    m_state->diagonal = bands.diagonal();
    m_state->beside = bands.subDiagonal();
}

HeldOut::~HeldOut() = default;

namespace {

// (T + λI)⁻¹ of every column of `right`. It is positive definite, so that elimination exchanges no
// rows; a pivot that rounding took is held up.
Doubles solvedBands(const Eigen::VectorXd& diagonal, const Eigen::VectorXd& beside, double lambda,
                    Doubles right)
{
    const Eigen::Index n = diagonal.size();
    Eigen::VectorXd pivot(n);
    Eigen::VectorXd factor = Eigen::VectorXd::Zero(n); // of the row above
    for (Eigen::Index i = 0; i < n; ++i) {
        factor[i] = i > 0 ? beside[i - 1] / pivot[i - 1] : 0;
        const double taken = i > 0 ? factor[i] * beside[i - 1] : 0;
        pivot[i] = std::max(diagonal[i] + lambda - taken, 1e-3 * lambda);
    }
    for (Eigen::Index c = 0; c < right.cols(); ++c) {
        auto column = right.col(c);
        for (Eigen::Index i = 1; i < n; ++i) {
            column[i] -= factor[i] * column[i - 1];
        }
        column[n - 1] /= pivot[n - 1];
        for (Eigen::Index i = n - 1; i > 0; --i) {
            column[i - 1] = column[i - 1] / pivot[i - 1] - factor[i] * column[i];
        }
    }
    return right;
}

} // namespace

Matrix HeldOut::predict(double lambda) const
{
    const Doubles& y = m_state->targets;
    const Eigen::Index n = y.rows();
    Matrix out(static_cast<std::size_t>(n), static_cast<std::size_t>(y.cols()));
    if (m_state->groups.size() < 2) {
        view(out).rowwise() = y.colwise().mean().cast<float>().eval();
        return out;
    }
    // I − M = λ(K + λI)⁻¹ − 11ᵀ/n, because K·1 = 0; of it only its product with y and the blocks
    // of one group each are needed.
    const Doubles solved =
        lambda * solvedBands(m_state->diagonal, m_state->beside, lambda, m_state->turned);
    Doubles errors = m_state->turned.transpose() * (solved * y);
    errors.rowwise() -= y.colwise().mean().eval();
    const auto residual = [&](Eigen::Index i, Eigen::Index j) {
        return m_state->turned.col(i).dot(solved.col(j)) - 1.0 / static_cast<double>(n);
    };
    for (const auto& [id, rows] : m_state->groups) {
        const Eigen::Index size = index(rows.size());
        Doubles block(size, size);
        Doubles right(size, y.cols());
        for (Eigen::Index i = 0; i < size; ++i) {
            const Eigen::Index row = index(rows[static_cast<std::size_t>(i)]);
            right.row(i) = errors.row(row);
            for (Eigen::Index j = 0; j < size; ++j) {
                block(i, j) = residual(row, index(rows[static_cast<std::size_t>(j)]));
            }
        }
        const Doubles left = block.partialPivLu().solve(right);
        for (Eigen::Index i = 0; i < size; ++i) {
            const Eigen::Index row = index(rows[static_cast<std::size_t>(i)]);
            view(out).row(row) = (y.row(row) - left.row(i)).cast<float>();
        }
    }
    return out;
}

} // namespace triptych::retrieval
