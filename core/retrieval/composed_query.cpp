// SPDX-License-Identifier: GPL-3.0-or-later
// Methods of composing a query from images and texts.
#include "core/retrieval/composed_query.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace triptych::retrieval {

namespace {

constexpr auto kNames =
    std::to_array<std::pair<Method, std::string_view>>({{Method::Image, "image"},
                                                        {Method::Text, "text"},
                                                        {Method::Fusion, "fusion"},
                                                        {Method::Aligned, "aligned"},
                                                        {Method::TwoHop, "two-hop"}});

void addTo(std::vector<double>& sum, std::span<const float> values, double weight)
{
    sum.resize(std::max(sum.size(), values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum[i] += weight * static_cast<double>(values[i]);
    }
}

// Of length `weight`; empty when there is nothing.
std::vector<float> scaled(const std::vector<double>& sum, double weight)
{
    double length = 0;
    for (const double value : sum) {
        length += value * value;
    }
    length = std::sqrt(length);
    if (length < 1e-12 || weight == 0) {
        return {};
    }
    std::vector<float> out(sum.size());
    std::ranges::transform(sum, out.begin(), [&](double value) {
        return static_cast<float>(value / length * weight);
    });
    return out;
}

Result<std::vector<double>> imageSum(const ComposedInput& input)
{
    std::vector<double> sum;
    for (const auto& reference : input.references) {
        if (!std::isfinite(reference.weight) ||
            (!sum.empty() && reference.vector.size() != sum.size())) {
            return fail(ErrorCode::BadArgument, "a reference of another size or weight");
        }
        addTo(sum, reference.vector, reference.weight);
    }
    return sum;
}

// `text` without the words that it wants and that a text before it does not want any more: in a
// chain the newest step has the last word. Empty: nothing of that kind.
std::string withoutTakenBack(const std::string& text, const std::vector<std::string>& wanted,
                             const std::vector<std::string>& takenBack)
{
    std::string rest = text;
    for (const auto& word : wanted) {
        const bool gone = std::ranges::any_of(takenBack, [&word](const std::string& other) {
            return asciiLower(other) == asciiLower(word);
        });
        const auto at = gone && !word.empty() ? rest.find(word) : std::string::npos;
        if (at != std::string::npos) {
            rest.erase(at, word.size());
        }
    }
    return rest == text ? std::string{} : rest;
}

// Texts in the aligned space, by their weights; a negative weight makes all of a text unwanted.
Result<std::vector<double>> textSum(Method method, const ComposedInput& input,
                                    const Alignment& alignment, TextEmbedder& embedder,
                                    ComposedVectors& out)
{
    const auto read = [&](const std::string& text, const std::string& negative) {
        return method == Method::Aligned ? alignment.modification(embedder, text, negative)
                                         : alignment.description(embedder, text, negative);
    };
    std::vector<double> sum;
    bool first = true;
    const auto add = [&](const std::string& text, double weight,
                         const std::string& negative) -> Status {
        auto side = read(text, negative);
        if (side && weight >= 0) {
            const std::string rest = withoutTakenBack(text, side->wanted, out.unwanted);
            side = rest.empty() ? std::move(side) : read(rest, negative);
        }
        if (!side) {
            return fail(side);
        }
        addTo(sum, side->vector, weight);
        const bool wants = weight >= 0;
        auto& wanted = wants ? out.wanted : out.unwanted;
        auto& unwanted = wants ? out.unwanted : out.wanted;
        wanted.insert(wanted.end(), side->wanted.begin(), side->wanted.end());
        unwanted.insert(unwanted.end(), side->unwanted.begin(), side->unwanted.end());
        return {};
    };
    for (const auto& text : input.texts) {
        if (!std::isfinite(text.weight)) {
            return fail(ErrorCode::BadArgument, "a text's weight is not finite");
        }
        if (text.text.empty() || text.weight == 0) {
            continue;
        }
        // What must not be there belongs to the first text, so that both are weighed together.
        const bool takes = std::exchange(first, first && text.weight <= 0) && text.weight > 0;
        if (auto added = add(text.text, text.weight, takes ? input.negative : ""); !added) {
            return fail(added);
        }
    }
    if (first && !input.negative.empty()) {
        if (auto added = add("", 1.0, input.negative); !added) {
            return fail(added);
        }
    }
    return sum;
}

} // namespace

std::optional<Method> methodFrom(std::string_view name)
{
    const auto found = std::ranges::find(kNames, name, [](const auto& one) { return one.second; });
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
}

std::string_view methodName(Method method)
{
    const auto found = std::ranges::find(kNames, method, [](const auto& one) { return one.first; });
    return found->second;
}

Result<ComposedVectors> compose(Method method, const ComposedInput& input,
                                const Alignment& alignment, TextEmbedder& embedder,
                                const Head* head)
{
    if (method == Method::TwoHop) {
        if (head == nullptr) {
            return fail(ErrorCode::BadArgument, "no trained head");
        }
        return head->compose(input, alignment, embedder);
    }
    const bool told =
        !input.negative.empty() || std::ranges::any_of(input.texts, [](const WeightedText& text) {
            return !text.text.empty();
        });
    if (input.references.empty() && (!told || method == Method::Image)) {
        return fail(ErrorCode::BadArgument,
                    method == Method::Image ? "no reference image" : "nothing to search for");
    }
    if (method == Method::Text && !told) {
        return fail(ErrorCode::BadArgument, "no text");
    }
    ComposedVectors out;
    auto image = imageSum(input);
    if (!image) {
        return fail(image);
    }
    const bool usesImage = method != Method::Text && !input.references.empty();
    const bool usesText = method != Method::Image && told;
    const FusionWeights fitted =
        method == Method::Aligned ? alignment.alignedWeights() : alignment.fusionWeights();
    FusionWeights weights = fitted;
    if (input.textShare) {
        weights.text = std::clamp(*input.textShare, 0.0, 1.0);
        weights.image = 1 - weights.text;
    }
    if (!usesImage || !usesText) {
        weights = {usesImage ? 1.0 : 0.0, usesText ? 1.0 : 0.0};
    }
    const double total = weights.image + weights.text;
    out.textShare = total > 0 ? weights.text / total : 0;
    if (usesImage) {
        out.image = scaled(*image, weights.image);
    }
    if (usesText) {
        auto text = textSum(method, input, alignment, embedder, out);
        if (!text) {
            return fail(text);
        }
        out.aligned = scaled(*text, weights.text);
    }
    return out;
}

} // namespace triptych::retrieval
