// SPDX-License-Identifier: GPL-3.0-or-later
// From OpenAI's names to Hugging Face's, tensor by tensor.
#include "core/formats/openai_clip.h"

#include "core/formats/model_config.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace triptych::formats {

namespace {

constexpr std::int64_t kHeadSize = 64; // OpenAI's towers all have heads of 64
constexpr std::string_view kBlocks = "transformer.resblocks.";

Result<std::vector<std::int64_t>> shapeOf(const WeightSource& weights, const char* name,
                                          std::size_t dimensions, const std::string& subject)
{
    const auto view = weights.tensor(name);
    if (!view || view->shape.size() != dimensions) {
        return fail(ErrorCode::Unsupported, std::string{"not OpenAI's CLIP with a ViT: no "} + name,
                    subject);
    }
    return view->shape;
}

// Layers of a tower: blocks of this prefix, counted from 0 without a gap.
std::int64_t layersOf(const WeightSource& weights, const std::string& prefix)
{
    std::int64_t layers = 0;
    while (weights.has(prefix + std::string{kBlocks} + std::to_string(layers) + ".ln_1.weight")) {
        ++layers;
    }
    return layers;
}

// Of the perceptrons of a tower; four times the width where the file does not say.
std::int64_t innerOf(const WeightSource& weights, const std::string& prefix, std::int64_t width)
{
    const auto view = weights.tensor(prefix + std::string{kBlocks} + "0.mlp.c_fc.weight");
    return view && !view->shape.empty() ? view->shape.front() : width * 4;
}

// What becomes of a tensor on the way.
enum class Change
{
    None,
    Query, // the first third of its rows …
    Key,
    Value,
    Transposed
};

struct Place
{
    std::string source;
    Change change = Change::None;
};

using Names = std::map<std::string, Place, std::less<>>;

// "0.attn.in_proj_weight" behind the blocks' prefix, to "vision_model.encoder.layers.0.…".
void nameBlock(const std::string& source, std::string_view rest, const std::string& tower,
               Names& names)
{
    static const std::map<std::string, std::string, std::less<>> kParts = {
        {"ln_1", "layer_norm1"},
        {"ln_2", "layer_norm2"},
        {"mlp.c_fc", "mlp.fc1"},
        {"mlp.c_proj", "mlp.fc2"},
        {"attn.out_proj", "self_attn.out_proj"},
    };
    const auto dot = rest.find('.');
    if (dot == std::string_view::npos) {
        return;
    }
    const std::string layer = tower + "encoder.layers." + std::string{rest.substr(0, dot)} + ".";
    const auto part = rest.substr(dot + 1);
    if (part == "attn.in_proj_weight" || part == "attn.in_proj_bias") {
        const std::string kind = part.ends_with("weight") ? "weight" : "bias";
        names[layer + "self_attn.q_proj." + kind] = {source, Change::Query};
        names[layer + "self_attn.k_proj." + kind] = {source, Change::Key};
        names[layer + "self_attn.v_proj." + kind] = {source, Change::Value};
        return;
    }
    const auto last = part.rfind('.');
    const auto found =
        last == std::string_view::npos ? kParts.end() : kParts.find(part.substr(0, last));
    if (found != kParts.end()) {
        names[layer + found->second + std::string{part.substr(last)}] = {source, Change::None};
    }
}

Names namesOf(const WeightSource& weights)
{
    static const std::map<std::string, Place, std::less<>> kSingle = {
        {"vision_model.embeddings.class_embedding", {"visual.class_embedding", Change::None}},
        {"vision_model.embeddings.patch_embedding.weight", {"visual.conv1.weight", Change::None}},
        {"vision_model.embeddings.position_embedding.weight",
         {"visual.positional_embedding", Change::None}},
        {"vision_model.pre_layrnorm.weight", {"visual.ln_pre.weight", Change::None}},
        {"vision_model.pre_layrnorm.bias", {"visual.ln_pre.bias", Change::None}},
        {"vision_model.post_layernorm.weight", {"visual.ln_post.weight", Change::None}},
        {"vision_model.post_layernorm.bias", {"visual.ln_post.bias", Change::None}},
        {"visual_projection.weight", {"visual.proj", Change::Transposed}},
        {"text_model.embeddings.token_embedding.weight", {"token_embedding.weight", Change::None}},
        {"text_model.embeddings.position_embedding.weight", {"positional_embedding", Change::None}},
        {"text_model.final_layer_norm.weight", {"ln_final.weight", Change::None}},
        {"text_model.final_layer_norm.bias", {"ln_final.bias", Change::None}},
        {"text_projection.weight", {"text_projection", Change::Transposed}},
    };
    Names names;
    for (const auto& [name, place] : kSingle) {
        if (weights.has(place.source)) {
            names.emplace(name, place);
        }
    }
    for (const std::string& source : weights.names()) {
        const std::string_view whole = source;
        const std::string visual = "visual." + std::string{kBlocks};
        if (whole.starts_with(visual)) {
            nameBlock(source, whole.substr(visual.size()), "vision_model.", names);
        } else if (whole.starts_with(kBlocks)) {
            nameBlock(source, whole.substr(kBlocks.size()), "text_model.", names);
        }
    }
    return names;
}

// A third of the rows: no copy, rows are contiguous.
Result<TensorView> third(const TensorView& view, std::size_t which, const std::string& name)
{
    if (view.shape.empty() || view.shape.front() % 3 != 0) {
        return fail(ErrorCode::BadFormat, "its rows are not three projections", name);
    }
    TensorView out = view;
    out.shape.front() /= 3;
    const std::size_t bytes = view.bytes.size() / 3;
    out.bytes = view.bytes.subspan(which * bytes, bytes);
    return out;
}

Result<std::vector<std::byte>> transposed(const TensorView& view, const std::string& name)
{
    if (view.shape.size() != 2) {
        return fail(ErrorCode::BadFormat, "it is not a matrix", name);
    }
    const auto rows = static_cast<std::size_t>(view.shape[0]);
    const auto columns = static_cast<std::size_t>(view.shape[1]);
    const std::size_t size = bytesPerElement(view.type);
    std::vector<std::byte> out(view.bytes.size());
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) {
            std::memcpy(&out[(c * rows + r) * size], &view.bytes[(r * columns + c) * size], size);
        }
    }
    return out;
}

class Renamed final : public WeightSource
{
public:
    Renamed(std::unique_ptr<WeightSource> weights, Names names)
        : m_weights(std::move(weights))
        , m_names(std::move(names))
    {}

    Status turn()
    {
        for (const auto& [name, place] : m_names) {
            if (place.change == Change::Transposed) {
                const auto view = m_weights->tensor(place.source);
                auto turned = view ? transposed(*view, place.source)
                                   : Result<std::vector<std::byte>>{fail(view)};
                if (!turned) {
                    return fail(turned);
                }
                m_turned.emplace(name, std::move(*turned));
                m_weights->release(place.source);
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<std::string> names() const override
    {
        std::vector<std::string> out;
        for (const auto& [name, place] : m_names) {
            out.push_back(name);
        }
        return out;
    }
    [[nodiscard]] bool has(std::string_view name) const override { return m_names.contains(name); }
    void release(std::string_view name) const override
    {
        if (const auto found = m_names.find(name); found != m_names.end()) {
            m_weights->release(found->second.source);
        }
    }
    [[nodiscard]] Result<TensorView> tensor(std::string_view name) const override
    {
        const auto found = m_names.find(name);
        if (found == m_names.end()) {
            return fail(ErrorCode::NotFound, "no such tensor", std::string{name});
        }
        const Place& place = found->second;
        auto view = m_weights->tensor(place.source);
        if (!view || place.change == Change::None) {
            return view;
        }
        if (place.change == Change::Transposed) {
            std::swap(view->shape[0], view->shape[1]);
            view->bytes = m_turned.find(name)->second;
            return view;
        }
        const auto which =
            static_cast<std::size_t>(place.change) - static_cast<std::size_t>(Change::Query);
        return third(*view, which, place.source);
    }

private:
    std::unique_ptr<WeightSource> m_weights;
    Names m_names;
    std::map<std::string, std::vector<std::byte>, std::less<>> m_turned;
};

} // namespace

Result<ModelConfig> openAiConfig(const WeightSource& weights, const std::string& subject)
{
    const auto patches = shapeOf(weights, "visual.conv1.weight", 4, subject);
    const auto places = shapeOf(weights, "visual.positional_embedding", 2, subject);
    const auto projection = shapeOf(weights, "visual.proj", 2, subject);
    const auto words = shapeOf(weights, "token_embedding.weight", 2, subject);
    const auto positions = shapeOf(weights, "positional_embedding", 2, subject);
    for (const auto* one : {&patches, &places, &projection, &words, &positions}) {
        if (!*one) {
            return fail(*one);
        }
    }
    ModelConfig config;
    config.kind = ModelKind::Clip;
    TowerConfig& image = config.image;
    image = {(*patches)[0],
             layersOf(weights, "visual."),
             (*patches)[0] / kHeadSize,
             innerOf(weights, "visual.", (*patches)[0]),
             1e-5,
             Activation::QuickGelu,
             0,
             (*patches)[3],
             0,
             0,
             -1,
             0,
             (*projection)[1]};
    const auto side = static_cast<std::int64_t>(
        std::lround(std::sqrt(static_cast<double>(std::max<std::int64_t>((*places)[0] - 1, 0)))));
    if (side * side + 1 != (*places)[0]) {
        return fail(ErrorCode::BadArgument, "visual.positional_embedding is not of a square",
                    subject);
    }
    image.imageSize = side * image.patchSize;
    TowerConfig& text = config.text;
    text = {(*words)[1],
            layersOf(weights, ""),
            (*words)[1] / kHeadSize,
            innerOf(weights, "", (*words)[1]),
            1e-5,
            Activation::QuickGelu,
            0,
            0,
            (*words)[0],
            (*positions)[0],
            (*words)[0] - 1,
            0,
            (*projection)[1]};
    config.pixels.resize = ResizeMode::ShortestCrop;
    config.pixels.side = static_cast<int>(image.imageSize);
    config.pixels.mean = {0.48145466F * 255, 0.4578275F * 255, 0.40821073F * 255};
    config.pixels.deviation = {0.26862954F * 255, 0.26130258F * 255, 0.27577711F * 255};
    for (const auto& [tower, what] : {std::pair{&image, "visual."}, std::pair{&text, "text "}}) {
        if (const Status sound = checkTower(*tower, what, subject); !sound) {
            return fail(sound);
        }
    }
    return config;
}

Result<std::unique_ptr<WeightSource>> renamedOpenAi(std::unique_ptr<WeightSource> weights)
{
    auto names = namesOf(*weights);
    auto renamed = std::make_unique<Renamed>(std::move(weights), std::move(names));
    if (const Status turned = renamed->turn(); !turned) {
        return fail(turned);
    }
    return renamed;
}

} // namespace triptych::formats
