// SPDX-License-Identifier: GPL-3.0-or-later
// What an alignment knows, and how texts become vectors by it.
//
// The aligned space is a row of blocks, each of unit length and the whole of unit length:
//   one block a facet ("colour", "category"): ridge predictions of that facet's words, centred;
//   the mixture of class meanings that the classifier sees, in the space of text embeddings
//   (encoders whose image and text vectors share a space: the centred image vector itself);
//   the measured colour names.
// A word of a query goes to the blocks that it is near to: exactly when it is one of the fit's
// words, by likeness of embedding, of spelling and of what the classifier sees otherwise.
#pragma once

#include "core/retrieval/alignment.h"
#include "core/retrieval/alignment_lexicon.h"
#include "core/retrieval/gram.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::retrieval {

struct FacetBlock
{
    std::string name;
    std::size_t first = 0; // of its words
    std::size_t count = 0;
    double trust = 1; // 0 … 1: how well images of products that were left out are told apart by it
};

class AlignmentModel final : public Alignment
{
public:
    // Filled by fit and fromParts.
    struct Data
    {
        std::string encoderId;
        std::size_t imageDimension = 0;
        std::size_t textDimension = 0;
        std::size_t classCount = 0;
        bool shared = false;
        std::vector<FacetBlock> facets;
        std::vector<std::string> words;   // of all facets, as the catalogue writes them
        std::vector<std::string> colours; // measured ones
        Matrix mean;                      // 1 × imageDimension
        Matrix map;                       // imageDimension × words
        Matrix wordVectors;               // words × textDimension: unit, centred by textMean
        Matrix wordSeen;      // words × textDimension: what the classifier sees on their images
        Matrix textMean;      // 1 × textDimension
        Matrix classMean;     // 1 × textDimension: what `classes` are centred by
        Matrix sharedMean;    // 1 × imageDimension: of the images, where `shared`
        Matrix classes;       // classCount × textDimension: meanings, unit, centred by their mean
        Matrix colourVectors; // colours × textDimension: unit, centred by textMean
        Matrix colourMean;    // 1 × colours: of square-rooted shares
        AlignmentReport report;
        FusionWeights aligned;
        FusionWeights fusion;
        bool labelled = false;
    };

    explicit AlignmentModel(Data data);

    [[nodiscard]] Parts parts() const override;
    [[nodiscard]] const std::string& encoderId() const override { return m_data.encoderId; }
    [[nodiscard]] const std::string& id() const override { return m_id; }
    [[nodiscard]] std::size_t dimension() const override { return m_dimension; }
    [[nodiscard]] bool labelled() const override { return m_data.labelled; }
    [[nodiscard]] const AlignmentReport& report() const override { return m_data.report; }
    [[nodiscard]] Result<Matrix> project(const Matrix& global, const Matrix& seen) const override;
    Result<TextSide> modification(TextEmbedder& embedder, const std::string& text,
                                  const std::string& negative) const override;
    Result<TextSide> description(TextEmbedder& embedder, const std::string& text,
                                 const std::string& negative) const override;
    [[nodiscard]] FusionWeights alignedWeights() const override { return m_data.aligned; }
    [[nodiscard]] FusionWeights fusionWeights() const override { return m_data.fusion; }

    [[nodiscard]] const Data& data() const { return m_data; }
    // Rows of the space from predictions that are given (those of images left out, in the fit).
    [[nodiscard]] Matrix assemble(const Matrix& predictions, const Matrix& global,
                                  const Matrix& seen) const;
    // The mixture of class meanings, unit rows.
    [[nodiscard]] Matrix mixture(const Matrix& seen, const JobContext& job) const;

private:
    struct Term
    {
        std::string form;    // plain
        std::string written; // as it stands in the text
        double weight = 1;   // negative: unwanted
        bool exact = false;  // a word of the fit, or a measured colour
    };
    struct Known
    {
        std::string form; // plain
        std::size_t word = 0;
    };

    [[nodiscard]] std::vector<Term> termsOf(std::string_view words, double weight) const;
    void splitRun(std::string_view text, std::span<const PlainWord> run, double weight,
                  std::vector<Term>& terms) const;
    [[nodiscard]] std::vector<std::size_t> knownAs(std::string_view form) const;
    [[nodiscard]] std::size_t colourOf(std::string_view form) const; // colours.size(): none
    [[nodiscard]] Term termOf(std::string_view written, double weight) const;
    Result<TextSide> sideOf(TextEmbedder& embedder, std::vector<Term> terms) const;
    // How much of the term was understood, 0 … 1.
    double addTerm(const Term& term, std::span<const float> embedding,
                   std::vector<double>& out) const;
    double addWords(const Term& term, std::span<const double> centred,
                    std::span<const double> meant, std::vector<double>& out) const;
    double addColours(const Term& term, std::span<const double> centred, double weight,
                      std::vector<double>& out) const;
    [[nodiscard]] std::vector<double> meaningOfText(std::span<const float> embedding) const;
    void layOut();
    [[nodiscard]] std::string digest() const;

    Data m_data;
    Panels m_map;     // columns of the map
    Panels m_classes; // columns of the class meanings
    std::string m_id;
    std::size_t m_seenAt = 0;    // first column of the mixture's block
    std::size_t m_coloursAt = 0; // and of the colours'
    std::size_t m_dimension = 0;
    std::vector<Known> m_known; // sorted by form
};

} // namespace triptych::retrieval
