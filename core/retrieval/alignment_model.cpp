// SPDX-License-Identifier: GPL-3.0-or-later
// Images into the aligned space.
#include "core/retrieval/alignment_model.h"

#include <algorithm>
#include <cmath>

namespace triptych::retrieval {

namespace {

// Logits are flattened: the second and third guess say what kind of thing it is.
constexpr float kFlatten = 0.5F;

void makeUnit(std::span<float> values)
{
    double sum = 0;
    for (const float value : values) {
        sum += static_cast<double>(value) * static_cast<double>(value);
    }
    const double scale = sum > 1e-20 ? 1 / std::sqrt(sum) : 0;
    for (float& value : values) {
        value = static_cast<float>(static_cast<double>(value) * scale);
    }
}

} // namespace

AlignmentModel::AlignmentModel(Data data)
    : m_data(std::move(data))
    , m_map(Panels::ofColumns(m_data.map))
    , m_classes(Panels::ofColumns(m_data.classes))
{
    layOut();
    m_id = digest();
}

void AlignmentModel::layOut()
{
    m_seenAt = m_data.words.size();
    m_coloursAt = m_seenAt;
    if (m_data.shared) {
        m_coloursAt += m_data.imageDimension;
    } else if (m_data.classCount > 0) {
        m_coloursAt += m_data.textDimension;
    }
    m_dimension = std::max<std::size_t>(1, m_coloursAt + m_data.colours.size());
    for (std::size_t i = 0; i < m_data.words.size(); ++i) {
        for (const auto& one : alternativesOf(m_data.words[i])) {
            m_known.push_back({plainForm(one), i});
        }
    }
    std::ranges::sort(m_known, [](const Known& a, const Known& b) {
        return a.form != b.form ? a.form < b.form : a.word < b.word;
    });
}

Matrix AlignmentModel::mixture(const Matrix& seen, const JobContext& job) const
{
    Matrix shares(seen.rows, m_data.classCount);
    for (std::size_t i = 0; i < seen.rows; ++i) {
        std::ranges::copy(seen.row(i).first(m_data.classCount), shares.row(i).begin());
    }
    softmaxRows(shares, kFlatten, job);
    Matrix out = product(Panels::ofRows(shares), m_classes, job);
    for (std::size_t i = 0; i < out.rows; ++i) {
        makeUnit(out.row(i));
    }
    return out;
}

Matrix AlignmentModel::assemble(const Matrix& predictions, const Matrix& global,
                                const Matrix& seen) const
{
    const std::size_t rows = global.rows;
    Matrix out(rows, m_dimension);
    const Matrix mixed = !m_data.shared && m_data.classCount > 0 ? mixture(seen, {}) : Matrix();
    for (std::size_t i = 0; i < rows; ++i) {
        const auto row = out.row(i);
        if (!m_data.words.empty()) {
            std::ranges::copy(predictions.row(i), row.begin());
        }
        for (const auto& facet : m_data.facets) {
            makeUnit(row.subspan(facet.first, facet.count));
        }
        const auto guess = row.subspan(m_seenAt, m_coloursAt - m_seenAt);
        for (std::size_t c = 0; c < guess.size(); ++c) {
            guess[c] =
                m_data.shared ? global.row(i)[c] - m_data.sharedMean.row(0)[c] : mixed.row(i)[c];
        }
        makeUnit(guess);
        const auto colours = row.subspan(m_coloursAt, m_data.colours.size());
        for (std::size_t c = 0; c < colours.size(); ++c) {
            const float share = std::max(0.0F, seen.row(i)[m_data.classCount + c]);
            colours[c] = std::sqrt(share) - m_data.colourMean.row(0)[c];
        }
        makeUnit(colours);
        makeUnit(row);
    }
    return out;
}

Result<Matrix> AlignmentModel::project(const Matrix& global, const Matrix& seen) const
{
    const std::size_t named = m_data.classCount + m_data.colours.size();
    if (global.rows > 0 && global.columns != m_data.imageDimension) {
        return fail(ErrorCode::BadArgument, "image vectors of another size");
    }
    if (named > 0 && (seen.rows != global.rows || (seen.rows > 0 && seen.columns != named))) {
        return fail(ErrorCode::BadArgument, "another number of names seen");
    }
    if (!allFinite(global) || !allFinite(seen)) {
        return fail(ErrorCode::BadArgument, "a feature is not finite");
    }
    if (global.rows == 0) {
        return Matrix(0, m_dimension);
    }
    Matrix predictions;
    if (!m_data.words.empty()) {
        predictions = product(Panels::ofRows(global, m_data.mean.row(0)), m_map, {});
    }
    return assemble(predictions, global, seen);
}

} // namespace triptych::retrieval
