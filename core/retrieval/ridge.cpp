// SPDX-License-Identifier: GPL-3.0-or-later
// Primal form when there are more rows than features, dual form otherwise.
#include "core/retrieval/ridge.h"

#include "core/retrieval/gram.h"

#define EIGEN_DONT_PARALLELIZE
#include <Eigen/Dense>

#include <map>

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

std::vector<float> meanOf(const Matrix& matrix)
{
    std::vector<double> sums(matrix.columns);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        const auto row = matrix.row(i);
        for (std::size_t j = 0; j < row.size(); ++j) {
            sums[j] += static_cast<double>(row[j]);
        }
    }
    std::vector<float> mean(matrix.columns);
    for (std::size_t j = 0; j < mean.size(); ++j) {
        mean[j] = static_cast<float>(sums[j] / static_cast<double>(matrix.rows));
    }
    return mean;
}

Matrix centred(const Matrix& matrix, const std::vector<float>& mean)
{
    Matrix out = matrix;
    for (std::size_t i = 0; i < out.rows; ++i) {
        const auto row = out.row(i);
        for (std::size_t j = 0; j < row.size(); ++j) {
            row[j] -= mean[j];
        }
    }
    return out;
}

Matrix transposed(const Matrix& matrix)
{
    Matrix out(matrix.columns, matrix.rows);
    view(out) = view(matrix).transpose();
    return out;
}

} // namespace

Ridge fitRidge(const Matrix& features, const Matrix& targets, double lambda, const JobContext& job)
{
    Ridge ridge;
    ridge.mean = meanOf(features);
    ridge.offset = meanOf(targets);
    const Matrix x = centred(features, ridge.mean);
    const Matrix y = centred(targets, ridge.offset);
    ridge.map = Matrix(x.columns, y.columns);
    const bool dual = x.rows < x.columns;
    Matrix square = gram(dual ? transposed(x) : x, job);
    auto normal = view(square);
    normal.diagonal().array() += static_cast<float>(lambda);
    const Eigen::LLT<Eigen::Ref<RowMajor>> factor(normal); // in place
    if (dual) {
        const RowMajor weights = factor.solve(view(y));
        view(ridge.map).noalias() = view(x).transpose() * weights;
    } else {
        const RowMajor right = view(x).transpose() * view(y);
        view(ridge.map) = factor.solve(right);
    }
    return ridge;
}

struct HeldOut::State
{
    // K = Q diag(values) Qᵀ of centred features: one factorisation for every λ.
    Doubles vectors;
    Eigen::VectorXd values;
    Doubles targets;
    Doubles turned; // Qᵀ targets
    std::map<std::size_t, std::vector<std::size_t>> groups;
};

HeldOut::HeldOut(const Matrix& features, const Matrix& targets, std::span<const std::size_t> groups)
    : m_state(std::make_unique<State>())
{
    Doubles x = view(features).cast<double>();
    x.rowwise() -= x.colwise().mean().eval();
    Doubles kernel = Doubles::Zero(x.rows(), x.rows());
    kernel.selfadjointView<Eigen::Lower>().rankUpdate(x);
    const Eigen::SelfAdjointEigenSolver<Doubles> solver(kernel); // reads the lower half
    m_state->vectors = solver.eigenvectors();
    m_state->values = solver.eigenvalues().cwiseMax(0.0);
    m_state->targets = view(targets).cast<double>();
    m_state->turned = m_state->vectors.transpose() * m_state->targets;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        m_state->groups[groups[i]].push_back(i);
    }
}

HeldOut::~HeldOut() = default;

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
    const Eigen::ArrayXd shrink = lambda / (m_state->values.array() + lambda);
    const Doubles scaled = m_state->vectors * shrink.matrix().asDiagonal();
    Doubles errors = scaled * m_state->turned;
    errors.rowwise() -= y.colwise().mean().eval();
    const auto residual = [&](Eigen::Index i, Eigen::Index j) {
        return scaled.row(i).dot(m_state->vectors.row(j)) - 1.0 / static_cast<double>(n);
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

Matrix product(const Matrix& a, const Matrix& b)
{
    Matrix out(a.rows, b.columns);
    view(out).noalias() = view(a) * view(b);
    return out;
}

} // namespace triptych::retrieval
