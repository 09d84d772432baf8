// SPDX-License-Identifier: GPL-3.0-or-later
// Alignment: a closed-form ridge map from image features to the space of words, so that a text can
// be compared with images (METHOD §3: A; ARCHITECTURE "Models"). Without labels, measured colour
// names and the classifier's class names stand in.
#pragma once

#include "core/base/executor.h"
#include "core/domain/matrix.h"
#include "core/nn-api/encoder.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace triptych::retrieval {

// Embeds words and sentences; whoever implements it may cache. n × textDimension, unit rows.
class TextEmbedder
{
public:
    virtual ~TextEmbedder() = default;
    virtual Result<Matrix> embed(std::span<const std::string> texts) = 0;
};

struct ImageWord
{
    std::size_t image = 0; // row of the features
    std::string facet;     // "colour", "category", … ; "" = an accepted text
    std::string word;      // "navy blue", "Hoodies", or the whole text
    double weight = 1.0;
};

struct AlignmentInput
{
    const nn::EncoderInfo* encoder = nullptr;
    const Matrix* global = nullptr;    // n × imageDimension
    const Matrix* seen = nullptr;      // n × seenNames
    std::vector<std::string> products; // n; images of one product are left out together; "" = alone
    std::vector<ImageWord> words;      // may be empty: no labels
    // Triplets for the fusion weights (validation by leave-one-product-out); may be empty.
    struct Triplet
    {
        std::size_t reference = 0;
        std::size_t target = 0;
        std::string text;
    };
    std::vector<Triplet> triplets;
};

struct AlignmentOptions
{
    std::vector<double> lambdas = {0.1, 0.3, 1, 3, 10, 30, 100}; // tried; one = taken
    std::uint64_t seed = 0;
};

struct FusionWeights
{
    double image = 1.0;
    double text = 1.0;
};

// What a text asks for, in the aligned space.
struct TextSide
{
    std::vector<float> vector;         // alignedDimension, unit length; zeros: nothing understood
    std::vector<std::string> wanted;   // words that were understood, as written
    std::vector<std::string> unwanted; //
    bool colour = false;               // a colour, or how dark or light, is wanted
    double kind = 0;                   // 0 … 1: it says what kind of thing is wanted
    std::vector<float> kindVector;     // that alone, unit length; empty: it does not
};

struct AlignmentReport
{
    std::size_t images = 0; // with labels
    std::size_t words = 0;  // different ones
    double lambda = 0;
    double validation = 0; // leave-one-product-out: mean reciprocal rank of an image's own words,
                           // or Recall@1 of the triplets where there are any
    std::size_t triplets = 0;
    FusionWeights weights;
};

// Immutable once made; thread-safe. Same input and seed, same bytes.
class Alignment
{
public:
    virtual ~Alignment() = default;
    static Result<std::shared_ptr<const Alignment>> fit(const AlignmentInput& input,
                                                        TextEmbedder& embedder,
                                                        const AlignmentOptions& options,
                                                        const JobContext& job);
    // For model files: named matrices and text values. BadFormat when something is missing.
    struct Parts
    {
        std::map<std::string, Matrix> matrices;
        std::map<std::string, std::string> values;
    };
    static Result<std::shared_ptr<const Alignment>> fromParts(const Parts& parts);
    [[nodiscard]] virtual Parts parts() const = 0;

    [[nodiscard]] virtual const std::string& encoderId() const = 0;
    [[nodiscard]] virtual const std::string& id() const = 0; // digest of what it is made of
    [[nodiscard]] virtual std::size_t dimension() const = 0; // of the aligned space
    [[nodiscard]] virtual bool labelled() const = 0;         // false: class names and colours only
    [[nodiscard]] virtual const AlignmentReport& report() const = 0;
    // norm(A x): n × dimension(), unit rows.
    [[nodiscard]] virtual Result<Matrix> project(const Matrix& global,
                                                 const Matrix& seen) const = 0;
    // The text as a modification: wanted words for, unwanted ones against ("from black to blue",
    // "instead of", "not", "without"; Japanese too). `negative`: another text, all of it unwanted.
    virtual Result<TextSide> modification(TextEmbedder& embedder, const std::string& text,
                                          const std::string& negative) const = 0;
    // The text as a plain description, embedded whole: what `fusion` and the text-only row use.
    virtual Result<TextSide> description(TextEmbedder& embedder, const std::string& text,
                                         const std::string& negative) const = 0;
    [[nodiscard]] virtual FusionWeights alignedWeights() const = 0; // for `aligned`
    [[nodiscard]] virtual FusionWeights fusionWeights() const = 0;  // for `fusion`
};

} // namespace triptych::retrieval
