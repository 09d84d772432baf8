// SPDX-License-Identifier: GPL-3.0-or-later
// Attention, norms and perceptrons of the transformer towers.
#include "core/nn/transformer.h"

#include "core/nn/parallel.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace triptych::nn {

const BlockNames kClipBlock{"self_attn.q_proj",
                            "self_attn.k_proj",
                            "self_attn.v_proj",
                            "self_attn.out_proj",
                            "layer_norm1",
                            "mlp.fc1",
                            "mlp.fc2",
                            "layer_norm2",
                            true};
const BlockNames kBertBlock{
    "attention.self.query",   "attention.self.key",         "attention.self.value",
    "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense",
    "output.dense",           "output.LayerNorm",           false};

at::Tensor Loading::tensor(std::string_view name, std::initializer_list<std::int64_t> shape) const
{
    if (reader.check(name, std::span(shape.begin(), shape.size()))) {
        at::Tensor values = at::empty(shape, at::kFloat);
        reader.read(name,
                    std::span(values.data_ptr<float>(), static_cast<std::size_t>(values.numel())));
        if (reader.ok()) {
            return values.to(device);
        }
    }
    return at::zeros({1}, at::kFloat).expand(shape);
}

Linear loadLinear(const Loading& from, const std::string& name, std::int64_t in, std::int64_t out,
                  bool bias)
{
    Linear linear;
    linear.weight = from.tensor(name + ".weight", {out, in});
    if (bias) {
        linear.bias = from.tensor(name + ".bias", {out});
    }
    return linear;
}

Norm loadNorm(const Loading& from, const std::string& name, std::int64_t size, double eps)
{
    return {from.tensor(name + ".weight", {size}), from.tensor(name + ".bias", {size}), eps};
}

at::Tensor activate(const at::Tensor& x, Activation activation)
{
    switch (activation) {
    case Activation::QuickGelu:
        return (x * 1.702).sigmoid_().mul_(x);
    case Activation::Gelu:
        return at::gelu(x);
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    }
    return x;
}

at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, std::int64_t heads,
                  const at::Tensor& mask)
{
    const std::int64_t hidden = q.size(2);
    const std::int64_t depth = hidden / heads;
    const auto split = [&](const at::Tensor& x) {
        return x.reshape({x.size(0), x.size(1), heads, depth}).transpose(1, 2);
    };
    const double scale = 1.0 / std::sqrt(static_cast<double>(depth));
    at::Tensor scores = at::matmul(split(q) * scale, split(k).transpose(-2, -1));
    if (mask.defined()) {
        scores.add_(mask);
    }
    return at::matmul(at::softmax(scores, -1), split(v))
        .transpose(1, 2)
        .reshape({q.size(0), q.size(1), hidden});
}

Block::Block(const Loading& from, const std::string& prefix, const TowerConfig& config,
             const BlockNames& names)
    : m_heads(config.heads)
    , m_activation(config.activation)
    , m_normFirst(names.normFirst)
{
    const std::int64_t hidden = config.hiddenSize;
    const Linear q = loadLinear(from, prefix + names.query, hidden, hidden);
    const Linear k = loadLinear(from, prefix + names.key, hidden, hidden);
    const Linear v = loadLinear(from, prefix + names.value, hidden, hidden);
    m_out = loadLinear(from, prefix + names.out, hidden, hidden);
    m_fc1 = loadLinear(from, prefix + names.fc1, hidden, config.intermediateSize);
    m_fc2 = loadLinear(from, prefix + names.fc2, config.intermediateSize, hidden);
    m_norm1 = loadNorm(from, prefix + names.norm1, hidden, config.layerNormEps);
    m_norm2 = loadNorm(from, prefix + names.norm2, hidden, config.layerNormEps);
    if (from.reader.ok()) {
        m_queryKeyValue = {at::cat({q.weight, k.weight, v.weight}),
                           at::cat({q.bias, k.bias, v.bias})};
    }
}

at::Tensor Block::attention(const at::Tensor& x, const at::Tensor& mask) const
{
    const auto parts = m_queryKeyValue(x).chunk(3, -1);
    return m_out(attend(parts[0], parts[1], parts[2], m_heads, mask));
}

at::Tensor Block::perceptron(const at::Tensor& x) const
{
    return m_fc2(activate(m_fc1(x), m_activation));
}

at::Tensor Block::forward(const at::Tensor& x, const at::Tensor& mask) const
{
    if (m_normFirst) {
        at::Tensor y = attention(m_norm1(x), mask).add_(x);
        return y.add_(perceptron(m_norm2(y)));
    }
    const at::Tensor y = m_norm1(attention(x, mask).add_(x));
    return m_norm2(perceptron(y).add_(y));
}

std::vector<Block> loadBlocks(const Loading& from, const std::string& prefix,
                              const TowerConfig& config, const BlockNames& names)
{
    std::vector<Block> blocks;
    for (std::int64_t i = 0; i < config.layers && from.reader.ok(); ++i) {
        blocks.emplace_back(from, prefix + std::to_string(i) + ".", config, names);
    }
    return blocks;
}

at::Tensor idTensor(std::span<const std::vector<int>* const> texts, std::int64_t length, int pad,
                    at::Device device)
{
    at::Tensor ids = at::full({static_cast<std::int64_t>(texts.size()), length}, pad, at::kLong);
    auto* row = ids.data_ptr<std::int64_t>();
    for (const std::vector<int>* text : texts) {
        std::ranges::copy(*text, row);
        row += length;
    }
    return ids.to(device);
}

Status checkTexts(std::span<const std::vector<int>> texts, std::size_t longest,
                  std::size_t vocabulary)
{
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::vector<int>& ids = texts[i];
        if (ids.empty() || ids.size() > longest) {
            return fail(ErrorCode::BadArgument, std::to_string(ids.size()) + " ids of 1 to " +
                                                    std::to_string(longest) + " in text " +
                                                    std::to_string(i));
        }
        for (const int id : ids) {
            if (id < 0 || static_cast<std::size_t>(id) >= vocabulary) {
                return fail(ErrorCode::BadArgument, "id " + std::to_string(id) + " of " +
                                                        std::to_string(vocabulary) + " in text " +
                                                        std::to_string(i));
            }
        }
    }
    return {};
}

void copyRows(const at::Tensor& from, Matrix& out, std::size_t first)
{
    const at::Tensor rows = from.to(at::kCPU).contiguous();
    const auto count = static_cast<std::size_t>(rows.numel());
    std::copy_n(rows.data_ptr<float>(), count,
                out.values.begin() + static_cast<std::ptrdiff_t>(first * out.columns));
}

int threads(at::Device device)
{
    return device.is_cpu() ? workers() : 1;
}

Error errorOf(const std::exception& error)
{
    std::string word = error.what();
    if (const auto* torch = dynamic_cast<const c10::Error*>(&error)) {
        word = torch->what_without_backtrace();
    }
    const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
                        word.find("allocate memory") != std::string::npos ||
                        word.find("out of memory") != std::string::npos;
    return {memory ? ErrorCode::TooLarge : ErrorCode::Internal, std::move(word), {}, 0};
}

} // namespace triptych::nn
