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

// Where the text asks for another kind of thing: its share, and what is left of the references'
// features and, where a colour is asked for too, of their colours.
constexpr double kKindShare = 0.7;
constexpr double kFeaturesLeft = 0.15;
constexpr double kColoursLeft = 0.3;
constexpr double kSameKind = 0.5; // likeness from which on a reference is of the wanted kind

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

double dot(std::span<const float> a, std::span<const float> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    }
    return sum;
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

struct Wish
{
    double kind = 0; // how much the texts ask for another kind of thing
    bool colour = false;
};

// How much a text asks for another kind of thing than the references show.
double otherKind(const TextSide& side, const std::vector<WeightedImage>& references)
{
    const bool shown = std::ranges::any_of(references, [&side](const WeightedImage& one) {
        return dot(side.kindVector, one.aligned) > kSameKind;
    });
    return shown ? 0 : side.kind;
}

// Where another kind of thing is wanted, the references only tell colours: the network's features
// are the kind, and would bring back what is to be changed.
void forgetKind(std::vector<double>& image, const ComposedInput& input, const Wish& wish)
{
    const auto end = std::min(image.size(), input.colourOffset + input.colourSize);
    for (std::size_t i = 0; i < image.size() && input.colourSize > 0; ++i) {
        const bool tellsColour = i >= input.colourOffset && i < end;
        const double left = !tellsColour ? kFeaturesLeft : wish.colour ? kColoursLeft : 1.0;
        image[i] *= 1 - wish.kind * (1 - left);
    }
}

// Of the text; more than fitted where another kind of thing is wanted.
double shareOf(const FusionWeights& fitted, double kind)
{
    const double total = fitted.image + fitted.text;
    const double share = total > 0 ? fitted.text / total : 0;
    return share + kind * std::max(0.0, kKindShare - share);
}

// Texts in the aligned space, by their weights; a negative weight makes all of a text unwanted.
Result<std::vector<double>> textSum(Method method, const ComposedInput& input,
                                    const Alignment& alignment, TextEmbedder& embedder,
                                    ComposedVectors& out, Wish& wish)
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
        if (weight > 0) {
            wish.kind = std::max(wish.kind, otherKind(*side, input.references));
            wish.colour = wish.colour || side->colour;
        }
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
    std::vector<double> text;
    Wish wish;
    if (usesText) {
        auto sum = textSum(method, input, alignment, embedder, out, wish);
        if (!sum) {
            return fail(sum);
        }
        text = std::move(*sum);
    }
    wish.kind = method == Method::Aligned ? wish.kind : 0;
    forgetKind(*image, input, wish);
    double share =
        shareOf(method == Method::Aligned ? alignment.alignedWeights() : alignment.fusionWeights(),
                wish.kind);
    share = input.textShare ? std::clamp(*input.textShare, 0.0, 1.0) : share;
    share = usesImage ? (usesText ? share : 0.0) : 1.0;
    out.textShare = share;
    out.image = usesImage ? scaled(*image, 1 - share) : std::vector<float>();
    out.aligned = usesText ? scaled(text, share) : std::vector<float>();
    return out;
}

} // namespace triptych::retrieval
