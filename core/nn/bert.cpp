// SPDX-License-Identifier: GPL-3.0-or-later
// BERT as sentence encoder (all-MiniLM-L6-v2): the mean of its tokens.
#include "core/nn/limits.h"
#include "core/nn/parallel.h"
#include "core/nn/towers.h"
#include "core/nn/transformer.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace triptych::nn {

namespace {

constexpr const char* kWords = "embeddings.word_embeddings.weight";

class Bert final : public TextTower
{
public:
    Bert(const Loading& from, const TowerConfig& config)
        : m_config(config)
        , m_device(from.device)
        , m_words(from.tensor(kWords, {config.vocabulary, config.hiddenSize}))
        , m_positions(from.tensor("embeddings.position_embeddings.weight",
                                  {config.positions, config.hiddenSize}))
        , m_norm(loadNorm(from, "embeddings.LayerNorm", config.hiddenSize, config.layerNormEps))
        , m_blocks(loadBlocks(from, "encoder.layer.", config, kBertBlock))
    {
        // Every token is of the first type: its embedding goes into the positions'.
        const std::int64_t types =
            std::max<std::int64_t>(from.reader.rows("embeddings.token_type_embeddings.weight"), 1);
        const at::Tensor type =
            from.tensor("embeddings.token_type_embeddings.weight", {types, config.hiddenSize});
        m_positions = m_positions + type[0];
    }

    std::size_t dimension() const override { return static_cast<std::size_t>(m_config.hiddenSize); }
    std::size_t tokenDimension() const override { return dimension(); }
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
    Result<TextTowerOutput> encodeAll(std::span<const std::vector<int>> texts, Want want)
    {
        if (const Status checked = checkTexts(texts, longest(), vocabulary()); !checked) {
            return fail(checked);
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
        // Texts of like length go together, so that little is padded.
        std::vector<std::size_t> order(texts.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t i) { return texts[i].size(); });
        const auto groups = groupsOf(texts, order);
        inParts(groups.size(), 1, threads(m_device),
                [&](std::size_t group, std::size_t, std::size_t) {
                    const c10::InferenceMode inference;
                    encodeSome(texts, groups[group], firstToken, want, out);
                });
        if (const Status finite = checkFinite(out.global); !finite) {
            return fail(finite);
        }
        return out;
    }

    // Runs of `order` that are padded to one length.
    std::vector<std::span<const std::size_t>> groupsOf(std::span<const std::vector<int>> texts,
                                                       std::span<const std::size_t> order) const
    {
        std::vector<std::span<const std::size_t>> groups;
        for (std::size_t begin = 0; begin < order.size();) {
            const std::size_t length = texts[order[begin]].size() + 8;
            const auto fit = batchOf(m_config, static_cast<std::int64_t>(length));
            const std::size_t most =
                partOf(order.size(), static_cast<std::size_t>(fit), threads(m_device));
            std::size_t end = begin + 1;
            while (end < order.size() && end - begin < most && texts[order[end]].size() <= length) {
                ++end;
            }
            groups.push_back(order.subspan(begin, end - begin));
            begin = end;
        }
        return groups;
    }

    void encodeSome(std::span<const std::vector<int>> texts, std::span<const std::size_t> which,
                    std::span<const std::size_t> firstToken, Want want, TextTowerOutput& out) const
    {
        std::vector<const std::vector<int>*> some;
        for (const std::size_t i : which) {
            some.push_back(&texts[i]);
        }
        const auto length = static_cast<std::int64_t>(some.back()->size()); // the longest
        const at::Tensor ids = idTensor(some, length, 0, m_device);
        std::vector<std::int64_t> lengths;
        for (const auto* text : some) {
            lengths.push_back(static_cast<std::int64_t>(text->size()));
        }
        const at::Tensor counts = at::tensor(lengths, at::kLong).to(m_device).unsqueeze(1);
        const at::Tensor real = at::arange(length, counts.options()).unsqueeze(0) < counts; // B×T
        at::Tensor mask;
        if (lengths.front() != length) {
            mask = at::zeros(real.sizes(), m_words.options())
                       .masked_fill_(real.logical_not(), std::numeric_limits<float>::lowest())
                       .unsqueeze(1)
                       .unsqueeze(1);
        }
        at::Tensor x = m_norm(at::embedding(m_words, ids).add_(m_positions.narrow(0, 0, length)));
        for (const Block& block : m_blocks) {
            x = block.forward(x, mask);
        }
        const at::Tensor weights = real.unsqueeze(2).to(at::kFloat);
        const at::Tensor means = (x * weights).sum(1) / counts;
        for (std::size_t i = 0; i < which.size(); ++i) {
            const auto at = static_cast<std::int64_t>(i);
            copyRows(means.narrow(0, at, 1), out.global, which[i]);
            if (want.tokens) {
                copyRows(x[at].narrow(0, 0, lengths[i]), out.tokens, firstToken[which[i]]);
            }
        }
    }

    TowerConfig m_config;
    at::Device m_device;
    at::Tensor m_words;
    at::Tensor m_positions;
    Norm m_norm;
    std::vector<Block> m_blocks;
};

} // namespace

Result<std::unique_ptr<TextTower>> makeBert(const ModelConfig& config, const WeightSource& weights,
                                            Device device)
{
    if (const Status sizes = checkTextSizes(config.text); !sizes) {
        return fail(sizes);
    }
    TensorReader reader(weights, prefixOf(weights, kWords));
    const Loading from{reader, device == Device::Cuda ? at::kCUDA : at::kCPU};
    auto tower = std::make_unique<Bert>(from, config.text);
    if (!reader.ok()) {
        return fail(reader.status());
    }
    return tower;
}

} // namespace triptych::nn
