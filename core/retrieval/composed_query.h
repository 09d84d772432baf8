// SPDX-License-Identifier: GPL-3.0-or-later
// A composed query as vectors: which parts are scanned with what. One place for the equations of
// METHOD §3 "Safe start": score(j) = w_I ⟨x̂, x̂_j⟩ + w_T ⟨t̂, norm(A x_j)⟩.
#pragma once

#include "core/base/result.h"
#include "core/retrieval/alignment.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::retrieval {

enum class Method
{
    Image,   // the reference alone
    Text,    // the text alone, embedded whole
    Fusion,  // sum of both, weights fitted
    Aligned, // sum of the reference and what the text wants and does not want
    TwoHop,  // a trained head
};
std::optional<Method>
methodFrom(std::string_view name); // "image" "text" "fusion" "aligned" "two-hop"
std::string_view methodName(Method method);

struct WeightedImage
{
    std::span<const float> vector; // unit length
    double weight = 1.0;
    std::span<const float> aligned = {}; // norm(A x); empty: not known
};
struct WeightedText
{
    std::string text;
    double weight = 1.0; // negative: unwanted
};

struct ComposedInput
{
    std::vector<WeightedImage> references; // none: text alone
    std::vector<WeightedText> texts;       // the modification first; then second texts, earlier
                                           // steps of a chain, each with its weight
    std::string negative;                  // what must not be there
    std::optional<double> textShare;       // 0 = image alone, 1 = text alone; none: as fitted
    std::size_t colourOffset = 0;          // of image vectors: the part that tells colours
    std::size_t colourSize = 0;
};

struct ComposedVectors
{
    std::vector<float> image;   // times its weight; empty or zeros: not scanned
    std::vector<float> aligned; // times its weight; empty or zeros: not scanned
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;
    double textShare = 0.5; // what was used, for the slider
};

// A trained head turns a query into vectors of its own (issue of training); registered by model.
class Head
{
public:
    virtual ~Head() = default;
    virtual Result<ComposedVectors> compose(const ComposedInput& input, const Alignment& alignment,
                                            TextEmbedder& embedder) const = 0;
};

// BadArgument: nothing to search for (no reference and no text), or the method needs what is not
// there (Image without a reference, TwoHop without a head). Deterministic.
Result<ComposedVectors> compose(Method method, const ComposedInput& input,
                                const Alignment& alignment, TextEmbedder& embedder,
                                const Head* head = nullptr);

} // namespace triptych::retrieval
