// SPDX-License-Identifier: GPL-3.0-or-later
// One fit of an alignment, step by step.
#pragma once

#include "core/retrieval/alignment_model.h"

#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace triptych::retrieval {

// These rows, in this order.
Matrix rowsOf(const Matrix& matrix, std::span<const std::size_t> rows);

class AlignmentFitter
{
public:
    AlignmentFitter(const AlignmentInput& input, TextEmbedder& embedder,
                    const AlignmentOptions& options, const JobContext& job)
        : m_input(input)
        , m_embedder(embedder)
        , m_options(options)
        , m_job(job)
    {}

    // Once.
    Result<std::shared_ptr<const Alignment>> fit();

private:
    struct Trial // a triplet among the sample, or one made up from labels
    {
        std::size_t reference = 0; // positions in the sample
        std::size_t target = 0;
        std::string text;
    };

    [[nodiscard]] Status check() const;
    [[nodiscard]] std::vector<ImageWord> spreadTexts() const;
    void makeVocabulary();
    void makeTargets(const std::vector<ImageWord>& spread);
    Status embedWords();
    Status embedClasses();
    void seeWords();
    void drawSample();
    void chooseLambda();
    // Of each facet; `rank`: the mean over facets of the mean reciprocal rank.
    std::vector<double> trustIn(const Matrix& predictions, double& rank) const;
    void measureColours();
    Status chooseWeights();
    Status weighOn(const std::vector<Trial>& tried, bool given);
    [[nodiscard]] std::vector<Trial> trials() const;
    [[nodiscard]] std::vector<Trial> madeUp() const;

    const AlignmentInput& m_input;
    TextEmbedder& m_embedder;
    const AlignmentOptions& m_options;
    const JobContext& m_job;
    AlignmentModel::Data m_data;
    std::map<std::pair<std::string, std::string>, std::size_t> m_wordOf; // facet, plain form
    std::vector<std::size_t> m_rows;                                     // images with labels
    Matrix m_targets;                                                    // m_rows × words
    std::vector<std::set<std::size_t>> m_silent; // by facet: positions in m_rows without a word
    std::vector<std::size_t> m_sample;           // positions in m_rows
    std::vector<std::size_t> m_groups;           // of the sample: products
    Matrix m_products;                           // inner products of the sample's features
    Matrix m_predictions;                        // of the sample, each product left out
};

} // namespace triptych::retrieval
