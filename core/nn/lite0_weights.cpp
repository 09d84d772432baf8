// SPDX-License-Identifier: GPL-3.0-or-later
// Reads EfficientNet-Lite0 and folds its norms.
#include "core/nn/lite0_weights.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace triptych::nn {

namespace {

constexpr double kNormEps = 1e-3;
constexpr std::int64_t kStemChannels = 32;
constexpr std::int64_t kFeatures = 1280;
constexpr std::int64_t kMostClasses = 1'000'000;

struct Stage
{
    int repeats;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t expansion;
    std::int64_t out;
};
constexpr auto kStages = std::to_array<Stage>({{1, 3, 1, 1, 16},
                                               {2, 3, 2, 6, 24},
                                               {2, 5, 2, 6, 40},
                                               {3, 3, 2, 6, 80},
                                               {3, 5, 1, 6, 112},
                                               {4, 5, 2, 6, 192},
                                               {1, 3, 1, 6, 320}});

// y = (conv(x) − mean)/√(variance + eps)·gain + shift: the gain goes into the weights.
void readFolded(TensorReader& reader, const std::string& conv, const std::string& norm,
                FoldedConv& into)
{
    const std::array<std::int64_t, 4> shape = {into.out, into.depthwise ? 1 : into.in, into.kernel,
                                               into.kernel};
    const std::array<std::int64_t, 1> each = {into.out};
    into.weight = reader.values(conv + ".weight", shape);
    const auto gain = reader.values(norm + ".weight", each);
    const auto shift = reader.values(norm + ".bias", each);
    const auto mean = reader.values(norm + ".running_mean", each);
    const auto variance = reader.values(norm + ".running_var", each);
    if (!reader.ok()) {
        return;
    }
    const std::size_t channels = gain.size();
    const std::size_t fan = into.weight.size() / channels;
    into.bias.resize(channels);
    for (std::size_t c = 0; c < channels; ++c) {
        const double factor = static_cast<double>(gain[c]) /
                              std::sqrt(std::max(0.0, static_cast<double>(variance[c])) + kNormEps);
        into.bias[c] = static_cast<float>(static_cast<double>(shift[c]) -
                                          static_cast<double>(mean[c]) * factor);
        for (std::size_t i = c * fan; i < (c + 1) * fan; ++i) {
            into.weight[i] = static_cast<float>(static_cast<double>(into.weight[i]) * factor);
        }
    }
}

Lite0Block readBlock(TensorReader& reader, const std::string& name, std::int64_t in,
                     const Stage& stage, std::int64_t stride)
{
    Lite0Block block;
    const std::int64_t wide = in * stage.expansion;
    block.expands = stage.expansion != 1;
    block.residual = stride == 1 && in == stage.out;
    if (block.expands) {
        block.expand = {.in = in, .out = wide, .relu6 = true, .weight = {}, .bias = {}};
        readFolded(reader, name + "_expand_conv", name + "_bn0", block.expand);
    }
    block.depthwise = {.in = wide,
                       .out = wide,
                       .kernel = stage.kernel,
                       .stride = stride,
                       .depthwise = true,
                       .relu6 = true,
                       .weight = {},
                       .bias = {}};
    readFolded(reader, name + "_depthwise_conv", name + "_bn1", block.depthwise);
    block.project = {.in = wide, .out = stage.out, .weight = {}, .bias = {}};
    readFolded(reader, name + "_project_conv", name + "_bn2", block.project);
    return block;
}

} // namespace

Padding samePadding(std::int64_t size, std::int64_t kernel, std::int64_t stride)
{
    const std::int64_t out = (size + stride - 1) / stride;
    const std::int64_t all = std::max<std::int64_t>((out - 1) * stride + kernel - size, 0);
    return {all / 2, all - all / 2};
}

Lite0Weights readLite0(TensorReader& reader)
{
    Lite0Weights net;
    net.stem = {.in = 3,
                .out = kStemChannels,
                .kernel = 3,
                .stride = 2,
                .relu6 = true,
                .weight = {},
                .bias = {}};
    readFolded(reader, "_conv_stem", "_bn0", net.stem);
    std::int64_t channels = kStemChannels;
    for (const Stage& stage : kStages) {
        for (int i = 0; i < stage.repeats && reader.ok(); ++i) {
            const std::string name = "_blocks." + std::to_string(net.blocks.size()) + ".";
            net.blocks.push_back(
                readBlock(reader, name, channels, stage, i == 0 ? stage.stride : 1));
            channels = stage.out;
        }
    }
    net.head = {.in = channels, .out = kFeatures, .relu6 = true, .weight = {}, .bias = {}};
    readFolded(reader, "_conv_head", "_bn1", net.head);
    if (reader.has("_fc.weight")) {
        net.classes = std::clamp<std::int64_t>(reader.rows("_fc.weight"), 1, kMostClasses);
        net.classWeight = reader.values("_fc.weight", std::array{net.classes, kFeatures});
        net.classBias = reader.values("_fc.bias", std::array{net.classes});
    }
    return net;
}

} // namespace triptych::nn
