// SPDX-License-Identifier: GPL-3.0-or-later
// The image and text towers of CLIP and SigLIP.
#include "core/nn/limits.h"
#include "core/nn/parallel.h"
#include "core/nn/towers.h"
#include "core/nn/transformer.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace triptych::nn {

namespace {

constexpr const char* kPatches = "vision_model.embeddings.patch_embedding.weight";
constexpr const char* kWords = "text_model.embeddings.token_embedding.weight";

// SigLIP's pooling: a learned question attends to all tokens, then a perceptron on top.
struct AttentionPooling
{
    std::int64_t heads;
    Activation activation;
    at::Tensor query; // of the probe, 1×1×H
    Linear keyValue;
    Linear out;
    Norm norm;
    Linear fc1;
    Linear fc2;

    AttentionPooling(const Loading& from, const TowerConfig& config)
        : heads(config.heads)
        , activation(config.activation)
    {
        const std::string head = "vision_model.head.";
        const std::int64_t hidden = config.hiddenSize;
        const at::Tensor probe = from.tensor(head + "probe", {1, 1, hidden});
        const at::Tensor weight =
            from.tensor(head + "attention.in_proj_weight", {3 * hidden, hidden});
        const at::Tensor bias = from.tensor(head + "attention.in_proj_bias", {3 * hidden});
        out = loadLinear(from, head + "attention.out_proj", hidden, hidden);
        norm = loadNorm(from, head + "layernorm", hidden, config.layerNormEps);
        fc1 = loadLinear(from, head + "mlp.fc1", hidden, config.intermediateSize);
        fc2 = loadLinear(from, head + "mlp.fc2", config.intermediateSize, hidden);
        if (from.reader.ok()) {
            query = at::linear(probe, weight.narrow(0, 0, hidden), bias.narrow(0, 0, hidden));
            keyValue = {weight.narrow(0, hidden, 2 * hidden), bias.narrow(0, hidden, 2 * hidden)};
        }
    }

    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const
    {
        const auto parts = keyValue(x).chunk(2, -1);
        const at::Tensor asked = query.expand({x.size(0), 1, x.size(2)});
        const at::Tensor y = out(attend(asked, parts[0], parts[1], heads, {}));
        return (y + fc2(activate(fc1(norm(y)), activation))).squeeze(1);
    }
};

class Vision final : public ImageTower
{
public:
    Vision(const Loading& from, const TowerConfig& config, ModelKind kind)
        : m_config(config)
        , m_clip(kind == ModelKind::Clip)
        , m_device(from.device)
        , m_grid(config.imageSize / config.patchSize)
    {
        const std::int64_t hidden = config.hiddenSize;
        const std::int64_t patch = config.patchSize;
        m_patches.weight = from.tensor(kPatches, {hidden, 3, patch, patch}).reshape({hidden, -1});
        m_positions = from.tensor("vision_model.embeddings.position_embedding.weight",
                                  {m_grid * m_grid + (m_clip ? 1 : 0), hidden});
        if (m_clip) {
            m_classToken = from.tensor("vision_model.embeddings.class_embedding", {hidden});
            m_before = loadNorm(from, "vision_model.pre_layrnorm", hidden, config.layerNormEps);
            m_projection = loadLinear(from, "visual_projection", hidden, outSize(), false);
        } else {
            m_patches.bias = from.tensor("vision_model.embeddings.patch_embedding.bias", {hidden});
        }
        m_blocks = loadBlocks(from, "vision_model.encoder.layers.", config, kClipBlock);
        m_after = loadNorm(from, "vision_model.post_layernorm", hidden, config.layerNormEps);
        if (!m_clip) {
            m_pooling.emplace(from, config);
        }
    }

    int side() const override { return static_cast<int>(m_config.imageSize); }
    std::size_t dimension() const override { return static_cast<std::size_t>(outSize()); }
    std::size_t tokenCount() const override
    {
        return static_cast<std::size_t>(m_positions.size(0));
    }
    std::size_t tokenDimension() const override
    {
        return static_cast<std::size_t>(m_config.hiddenSize);
    }
    std::size_t classCount() const override { return 0; }

    Result<ImageTowerOutput> encode(const ImageBatch& batch, Want want) override
    {
        return guarded([&] { return encodeAll(batch, want); });
    }

private:
    [[nodiscard]] std::int64_t outSize() const
    {
        return m_clip && m_config.projection > 0 ? m_config.projection : m_config.hiddenSize;
    }

    Result<ImageTowerOutput> encodeAll(const ImageBatch& batch, Want want) const
    {
        if (const Status checked = checkBatch(batch, side()); !checked) {
            return fail(checked);
        }
        ImageTowerOutput out;
        out.global = Matrix(batch.count, dimension());
        out.tokens = Matrix(want.tokens ? batch.count * tokenCount() : 0, tokenDimension());
        const auto fit = static_cast<std::size_t>(batchOf(m_config, m_positions.size(0)));
        const std::size_t each =
            3 * static_cast<std::size_t>(side()) * static_cast<std::size_t>(side());
        inParts(batch.count, partOf(batch.count, fit, threads(m_device)), threads(m_device),
                [&](std::size_t first, std::size_t count, std::size_t) {
                    const c10::InferenceMode inference;
                    const auto planes = batch.planes.subspan(first * each, count * each);
                    const at::Tensor hidden =
                        hiddenStates(planes, static_cast<std::int64_t>(count));
                    copyRows(pooled(hidden), out.global, first);
                    if (want.tokens) {
                        copyRows(hidden.flatten(0, 1), out.tokens, first * tokenCount());
                    }
                });
        if (const Status finite = checkFinite(out.global); !finite) {
            return fail(finite);
        }
        return out;
    }

    // B×3×side×side to B×T×H: patches that do not overlap, what is over at the edge is left out.
    [[nodiscard]] at::Tensor hiddenStates(std::span<const float> planes, std::int64_t count) const
    {
        const std::int64_t patch = m_config.patchSize;
        const std::int64_t used = m_grid * patch;
        // LibTorch has no tensor over const memory; it is only read.
        auto* data = const_cast<float*>(planes.data());
        const at::Tensor pixels =
            at::from_blob(data, {count, 3, side(), side()}, at::kFloat).to(m_device);
        const at::Tensor patches = pixels.narrow(2, 0, used)
                                       .narrow(3, 0, used)
                                       .reshape({count, 3, m_grid, patch, m_grid, patch})
                                       .permute({0, 2, 4, 1, 3, 5})
                                       .reshape({count, m_grid * m_grid, 3 * patch * patch});
        at::Tensor x = m_patches(patches);
        if (m_clip) {
            x = at::cat({m_classToken.expand({count, 1, m_config.hiddenSize}), x}, 1);
        }
        x.add_(m_positions);
        if (m_clip) {
            x = m_before(x);
        }
        for (const Block& block : m_blocks) {
            x = block.forward(x, {});
        }
        return m_clip ? x : m_after(x);
    }

    [[nodiscard]] at::Tensor pooled(const at::Tensor& hidden) const
    {
        return m_clip ? m_projection(m_after(hidden.select(1, 0))) : (*m_pooling)(hidden);
    }

    TowerConfig m_config;
    bool m_clip;
    at::Device m_device;
    std::int64_t m_grid; // patches a side
    Linear m_patches;
    at::Tensor m_positions;
    at::Tensor m_classToken; // CLIP
    Norm m_before;           // CLIP
    std::vector<Block> m_blocks;
    Norm m_after;
    Linear m_projection;                       // CLIP
    std::optional<AttentionPooling> m_pooling; // SigLIP
};

class Text final : public TextTower
{
public:
    Text(const Loading& from, const TowerConfig& config, ModelKind kind)
        : m_config(config)
        , m_clip(kind == ModelKind::Clip)
        , m_device(from.device)
    {
        const std::int64_t hidden = config.hiddenSize;
        m_words = from.tensor(kWords, {config.vocabulary, hidden});
        m_positions = from.tensor("text_model.embeddings.position_embedding.weight",
                                  {config.positions, hidden});
        m_blocks = loadBlocks(from, "text_model.encoder.layers.", config, kClipBlock);
        m_after = loadNorm(from, "text_model.final_layer_norm", hidden, config.layerNormEps);
        const std::int64_t size = static_cast<std::int64_t>(dimension());
        m_projection = m_clip ? loadLinear(from, "text_projection", hidden, size, false)
                              : loadLinear(from, "text_model.head", hidden, size);
    }

    std::size_t dimension() const override
    {
        return static_cast<std::size_t>(m_config.projection > 0 ? m_config.projection
                                                                : m_config.hiddenSize);
    }
    std::size_t tokenDimension() const override
    {
        return static_cast<std::size_t>(m_config.hiddenSize);
    }
    std::size_t longest() const override { return static_cast<std::size_t>(m_config.positions); }
    std::size_t vocabulary() const override
    {
        return static_cast<std::size_t>(m_config.vocabulary);
    }

    Result<TextTowerOutput> encode(std::span<const std::vector<int>> texts, Want want) override
    {
        return guarded([&] { return encodeAll(texts, want); });
    }

private:
    Result<TextTowerOutput> encodeAll(std::span<const std::vector<int>> texts, Want want) const
    {
        if (const Status checked = checkTexts(texts, longest(), vocabulary()); !checked) {
            return fail(checked);
        }
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (m_clip && endOf(texts[i]) >= texts[i].size()) {
                return fail(ErrorCode::BadArgument, "no end token " +
                                                        std::to_string(m_config.endToken) +
                                                        " in text " + std::to_string(i));
            }
        }
        TextTowerOutput out;
        out.global = Matrix(texts.size(), dimension());
        std::vector<std::size_t> firstToken;
        std::size_t tokens = 0;
        for (const std::vector<int>& text : texts) {
            firstToken.push_back(tokens);
            out.tokenRows.push_back(want.tokens ? text.size() : 0);
            tokens += out.tokenRows.back();
        }
        out.tokens = Matrix(tokens, tokenDimension());
        const auto fit = static_cast<std::size_t>(batchOf(m_config, m_config.positions));
        inParts(texts.size(), partOf(texts.size(), fit, threads(m_device)), threads(m_device),
                [&](std::size_t first, std::size_t count, std::size_t) {
                    const c10::InferenceMode inference;
                    encodeSome(texts, first, count, firstToken, want, out);
                });
        if (const Status finite = checkFinite(out.global); !finite) {
            return fail(finite);
        }
        return out;
    }

    void encodeSome(std::span<const std::vector<int>> texts, std::size_t first, std::size_t count,
                    std::span<const std::size_t> firstToken, Want want, TextTowerOutput& out) const
    {
        const auto some = texts.subspan(first, count);
        const at::Tensor hidden = hiddenStates(some);
        copyRows(pooled(hidden, some), out.global, first);
        for (std::size_t i = 0; want.tokens && i < count; ++i) {
            const auto rows = static_cast<std::int64_t>(some[i].size());
            copyRows(hidden[static_cast<std::int64_t>(i)].narrow(0, 0, rows), out.tokens,
                     firstToken[first + i]);
        }
    }

    // CLIP's first end token, or the first of the greatest id for configs that say 2 or nothing.
    [[nodiscard]] std::size_t endOf(const std::vector<int>& ids) const
    {
        const bool greatest = m_config.endToken == 2 || m_config.endToken < 0;
        const auto at = greatest ? std::ranges::max_element(ids)
                                 : std::ranges::find(ids, static_cast<int>(m_config.endToken));
        return static_cast<std::size_t>(at - ids.begin());
    }

    // CLIP sees only what stands before a token, so padding after the end changes nothing. SigLIP
    // sees all, and was trained with texts filled up to its length.
    [[nodiscard]] at::Tensor hiddenStates(std::span<const std::vector<int>> texts) const
    {
        std::vector<const std::vector<int>*> some;
        std::size_t length = m_clip ? 1 : longest();
        for (const std::vector<int>& text : texts) {
            some.push_back(&text);
            length = std::max(length, text.size());
        }
        const auto tokens = static_cast<std::int64_t>(length);
        const int pad = m_clip ? 0 : static_cast<int>(m_config.padToken);
        at::Tensor x = at::embedding(m_words, idTensor(some, tokens, pad, m_device))
                           .add_(m_positions.narrow(0, 0, tokens));
        at::Tensor mask;
        if (m_clip) {
            mask =
                at::full({tokens, tokens}, std::numeric_limits<float>::lowest(), m_words.options())
                    .triu_(1);
        }
        for (const Block& block : m_blocks) {
            x = block.forward(x, mask);
        }
        return m_after(x);
    }

    [[nodiscard]] at::Tensor pooled(const at::Tensor& hidden,
                                    std::span<const std::vector<int>> texts) const
    {
        if (!m_clip) {
            return m_projection(hidden.select(1, hidden.size(1) - 1));
        }
        std::vector<at::Tensor> ends;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            ends.push_back(
                hidden[static_cast<std::int64_t>(i)][static_cast<std::int64_t>(endOf(texts[i]))]);
        }
        return m_projection(at::stack(ends));
    }

    TowerConfig m_config;
    bool m_clip;
    at::Device m_device;
    at::Tensor m_words;
    at::Tensor m_positions;
    std::vector<Block> m_blocks;
    Norm m_after;
    Linear m_projection;
};

} // namespace

Result<std::unique_ptr<ImageTower>> makeVision(const ModelConfig& config,
                                               const WeightSource& weights, Device device)
{
    if (const Status sizes = checkImageSizes(config.image); !sizes) {
        return fail(sizes);
    }
    TensorReader reader(weights, prefixOf(weights, kPatches));
    const Loading from{reader, device == Device::Cuda ? at::kCUDA : at::kCPU};
    auto tower = std::make_unique<Vision>(from, config.image, config.kind);
    if (!reader.ok()) {
        return fail(reader.status());
    }
    return tower;
}

Result<std::unique_ptr<TextTower>> makeText(const ModelConfig& config, const WeightSource& weights,
                                            Device device)
{
    if (const Status sizes = checkTextSizes(config.text); !sizes) {
        return fail(sizes);
    }
    if (config.kind == ModelKind::Siglip &&
        (config.text.padToken < 0 || config.text.padToken >= config.text.vocabulary)) {
        return fail(ErrorCode::BadArgument, "pad_token_id outside the vocabulary");
    }
    TensorReader reader(weights, prefixOf(weights, kWords));
    const Loading from{reader, device == Device::Cuda ? at::kCUDA : at::kCPU};
    auto tower = std::make_unique<Text>(from, config.text, config.kind);
    if (!reader.ok()) {
        return fail(reader.status());
    }
    return tower;
}

} // namespace triptych::nn
