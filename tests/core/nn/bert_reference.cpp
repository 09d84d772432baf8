// SPDX-License-Identifier: GPL-3.0-or-later
// BERT, one text at a time, without padding, in doubles.
#include "bert_reference.h"

#include <algorithm>
#include <cmath>

namespace triptych::tests {

namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;

const std::vector<float>& of(const MemoryWeights& weights, const std::string& name)
{
    return weights.tensors.find(name)->second.values;
}

Rows linear(const MemoryWeights& weights, const std::string& name, const Rows& in)
{
    const auto& weight = of(weights, name + ".weight");
    const auto& bias = of(weights, name + ".bias");
    Rows out;
    for (const Row& row : in) {
        Row made(bias.begin(), bias.end());
        for (std::size_t o = 0; o < made.size(); ++o) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                made[o] += row[i] * static_cast<double>(weight[o * row.size() + i]);
            }
        }
        out.push_back(made);
    }
    return out;
}

// norm(a + b)
Rows normed(const MemoryWeights& weights, const std::string& name, const Rows& a, const Rows& b,
            double eps)
{
    const auto& gain = of(weights, name + ".weight");
    const auto& shift = of(weights, name + ".bias");
    Rows out = a;
    for (std::size_t r = 0; r < out.size(); ++r) {
        Row& row = out[r];
        double mean = 0;
        double variance = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] += b[r][i];
            mean += row[i] / static_cast<double>(row.size());
        }
        for (const double value : row) {
            variance += (value - mean) * (value - mean) / static_cast<double>(row.size());
        }
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = (row[i] - mean) / std::sqrt(variance + eps) * static_cast<double>(gain[i]) +
                     static_cast<double>(shift[i]);
        }
    }
    return out;
}

Rows attended(const Rows& q, const Rows& k, const Rows& v, std::size_t heads)
{
    const std::size_t depth = q[0].size() / heads;
    Rows out(q.size(), Row(q[0].size()));
    for (std::size_t h = 0; h < q[0].size(); h += depth) {
        for (std::size_t t = 0; t < q.size(); ++t) {
            Row share(k.size());
            double sum = 0;
            for (std::size_t s = 0; s < k.size(); ++s) {
                double dot = 0;
                for (std::size_t i = h; i < h + depth; ++i) {
                    dot += q[t][i] * k[s][i];
                }
                share[s] = std::exp(dot / std::sqrt(static_cast<double>(depth)));
                sum += share[s];
            }
            for (std::size_t s = 0; s < k.size(); ++s) {
                for (std::size_t i = h; i < h + depth; ++i) {
                    out[t][i] += share[s] / sum * v[s][i];
                }
            }
        }
    }
    return out;
}

} // namespace

TowerConfig smallBert()
{
    return {.hiddenSize = 12,
            .layers = 2,
            .heads = 3,
            .intermediateSize = 20,
            .layerNormEps = 1e-12,
            .activation = Activation::Gelu,
            .vocabulary = 20,
            .positions = 24};
}

MemoryWeights randomBert(const TowerConfig& config)
{
    const std::int64_t hidden = config.hiddenSize;
    const std::int64_t wide = config.intermediateSize;
    MemoryWeights weights;
    const auto norm = [&](const std::string& name) {
        weights.add(name + ".weight", {hidden}, 0.5F, 1.0F);
        weights.add(name + ".bias", {hidden}, 0.5F);
    };
    const auto dense = [&](const std::string& name, std::int64_t in, std::int64_t out) {
        weights.add(name + ".weight", {out, in}, 0.6F);
        weights.add(name + ".bias", {out}, 0.3F);
    };
    weights.add("embeddings.word_embeddings.weight", {config.vocabulary, hidden}, 1.0F);
    weights.add("embeddings.position_embeddings.weight", {config.positions, hidden}, 1.0F);
    weights.add("embeddings.token_type_embeddings.weight", {2, hidden}, 1.0F);
    norm("embeddings.LayerNorm");
    for (std::int64_t i = 0; i < config.layers; ++i) {
        const std::string layer = "encoder.layer." + std::to_string(i) + ".";
        dense(layer + "attention.self.query", hidden, hidden);
        dense(layer + "attention.self.key", hidden, hidden);
        dense(layer + "attention.self.value", hidden, hidden);
        dense(layer + "attention.output.dense", hidden, hidden);
        norm(layer + "attention.output.LayerNorm");
        dense(layer + "intermediate.dense", hidden, wide);
        dense(layer + "output.dense", wide, hidden);
        norm(layer + "output.LayerNorm");
    }
    return weights;
}

std::vector<float> referenceBert(const MemoryWeights& weights, const TowerConfig& config,
                                 const std::vector<int>& ids)
{
    const auto hidden = static_cast<std::size_t>(config.hiddenSize);
    const auto& words = of(weights, "embeddings.word_embeddings.weight");
    const auto& positions = of(weights, "embeddings.position_embeddings.weight");
    const auto& types = of(weights, "embeddings.token_type_embeddings.weight");
    Rows word(ids.size(), Row(hidden));
    Rows place = word;
    for (std::size_t t = 0; t < ids.size(); ++t) {
        for (std::size_t i = 0; i < hidden; ++i) {
            word[t][i] = static_cast<double>(words[static_cast<std::size_t>(ids[t]) * hidden + i]);
            place[t][i] =
                static_cast<double>(positions[t * hidden + i]) + static_cast<double>(types[i]);
        }
    }
    Rows x = normed(weights, "embeddings.LayerNorm", word, place, config.layerNormEps);
    for (std::int64_t l = 0; l < config.layers; ++l) {
        const std::string layer = "encoder.layer." + std::to_string(l) + ".";
        const std::string self = layer + "attention.self.";
        const Rows y =
            attended(linear(weights, self + "query", x), linear(weights, self + "key", x),
                     linear(weights, self + "value", x), static_cast<std::size_t>(config.heads));
        x = normed(weights, layer + "attention.output.LayerNorm",
                   linear(weights, layer + "attention.output.dense", y), x, config.layerNormEps);
        Rows wide = linear(weights, layer + "intermediate.dense", x);
        for (Row& row : wide) {
            for (double& value : row) {
                value *= 0.5 * (1 + std::erf(value / std::sqrt(2.0)));
            }
        }
        x = normed(weights, layer + "output.LayerNorm",
                   linear(weights, layer + "output.dense", wide), x, config.layerNormEps);
    }
    std::vector<float> out;
    for (const Row& row : x) {
        std::ranges::transform(row, std::back_inserter(out),
                               [](double value) { return static_cast<float>(value); });
    }
    return out;
}

} // namespace triptych::tests
