// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 in plain loops: convolution, then norm, then relu6, as the paper says it.
#include "efficientnet_reference.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace triptych::tests {

namespace {

struct Stage
{
    int repeats, kernel, stride, expansion, out;
};
constexpr std::array<Stage, 7> kStages = {{{1, 3, 1, 1, 16},
                                           {2, 3, 2, 6, 24},
                                           {2, 5, 2, 6, 40},
                                           {3, 3, 2, 6, 80},
                                           {3, 5, 1, 6, 112},
                                           {4, 5, 2, 6, 192},
                                           {1, 3, 1, 6, 320}}};

struct Map // channels × side × side
{
    int channels = 0;
    int side = 0;
    std::vector<double> values;

    Map(int c, int s)
        : channels(c)
        , side(s)
        , values(static_cast<std::size_t>(c) * static_cast<std::size_t>(s) *
                 static_cast<std::size_t>(s))
    {}
    [[nodiscard]] std::size_t place(int c, int y, int x) const
    {
        const auto width = static_cast<std::size_t>(side);
        return (static_cast<std::size_t>(c) * width + static_cast<std::size_t>(y)) * width +
               static_cast<std::size_t>(x);
    }
    double& at(int c, int y, int x) { return values[place(c, y, x)]; }
    double get(int c, int y, int x) const
    {
        return y < 0 || x < 0 || y >= side || x >= side ? 0.0 : values[place(c, y, x)];
    }
};

struct ConvShape
{
    int out, kernel, stride;
    bool depthwise, relu6;
};

const std::vector<float>& of(const MemoryWeights& weights, const std::string& name)
{
    return weights.tensors.find(name)->second.values;
}

Map convolved(const MemoryWeights& weights, const Map& in, const std::string& conv,
              const std::string& norm, ConvShape shape)
{
    const auto& kernel = of(weights, conv + ".weight");
    const auto& gain = of(weights, norm + ".weight");
    const auto& shift = of(weights, norm + ".bias");
    const auto& mean = of(weights, norm + ".running_mean");
    const auto& variance = of(weights, norm + ".running_var");
    Map out(shape.out, (in.side + shape.stride - 1) / shape.stride);
    const int padding = std::max(0, (out.side - 1) * shape.stride + shape.kernel - in.side) / 2;
    const int fan = shape.depthwise ? 1 : in.channels;
    for (int c = 0; c < out.channels; ++c) {
        const auto at = static_cast<std::size_t>(c);
        for (int y = 0; y < out.side; ++y) {
            for (int x = 0; x < out.side; ++x) {
                double sum = 0;
                std::size_t w = at * static_cast<std::size_t>(fan * shape.kernel * shape.kernel);
                for (int f = 0; f < fan; ++f) {
                    for (int ky = 0; ky < shape.kernel; ++ky) {
                        for (int kx = 0; kx < shape.kernel; ++kx) {
                            sum += static_cast<double>(kernel[w++]) *
                                   in.get(shape.depthwise ? c : f, y * shape.stride + ky - padding,
                                          x * shape.stride + kx - padding);
                        }
                    }
                }
                sum = (sum - static_cast<double>(mean[at])) /
                          std::sqrt(static_cast<double>(variance[at]) + 1e-3) *
                          static_cast<double>(gain[at]) +
                      static_cast<double>(shift[at]);
                out.at(c, y, x) = shape.relu6 ? std::clamp(sum, 0.0, 6.0) : sum;
            }
        }
    }
    return out;
}

void addConv(MemoryWeights& weights, const std::string& conv, const std::string& norm, int in,
             int out, int kernel)
{
    const float spread = 1.7F / std::sqrt(static_cast<float>(in * kernel * kernel));
    weights.add(conv + ".weight", {out, in, kernel, kernel}, spread);
    weights.add(norm + ".weight", {out}, 0.5F, 1.0F);
    weights.add(norm + ".bias", {out}, 0.5F, 0.3F);
    weights.add(norm + ".running_mean", {out}, 0.3F);
    weights.add(norm + ".running_var", {out}, 0.4F, 0.7F);
}

// Calls `block` with name, channels in, stride and stage of each.
template <typename Each> void forBlocks(Each each)
{
    int block = 0;
    int in = 32;
    for (const Stage& stage : kStages) {
        for (int i = 0; i < stage.repeats; ++i) {
            each("_blocks." + std::to_string(block++) + ".", in, i == 0 ? stage.stride : 1, stage);
            in = stage.out;
        }
    }
}

} // namespace

MemoryWeights randomLite0(std::int64_t classes)
{
    MemoryWeights weights;
    addConv(weights, "_conv_stem", "_bn0", 3, 32, 3);
    forBlocks([&](const std::string& name, int in, int, const Stage& stage) {
        const int wide = in * stage.expansion;
        if (stage.expansion > 1) {
            addConv(weights, name + "_expand_conv", name + "_bn0", in, wide, 1);
        }
        addConv(weights, name + "_depthwise_conv", name + "_bn1", 1, wide, stage.kernel);
        weights.tensors[name + "_depthwise_conv.weight"].shape = {wide, 1, stage.kernel,
                                                                  stage.kernel};
        addConv(weights, name + "_project_conv", name + "_bn2", wide, stage.out, 1);
    });
    addConv(weights, "_conv_head", "_bn1", 320, 1280, 1);
    weights.add("_fc.weight", {classes, 1280}, 0.05F);
    weights.add("_fc.bias", {classes}, 1.0F);
    return weights;
}

Lite0Output referenceLite0(const MemoryWeights& weights, std::span<const float> planes, int side)
{
    Map x(3, side);
    std::ranges::copy(planes, x.values.begin());
    x = convolved(weights, x, "_conv_stem", "_bn0", {32, 3, 2, false, true});
    forBlocks([&](const std::string& name, int in, int stride, const Stage& stage) {
        const int wide = in * stage.expansion;
        Map y = x;
        if (stage.expansion > 1) {
            y = convolved(weights, y, name + "_expand_conv", name + "_bn0",
                          {wide, 1, 1, false, true});
        }
        y = convolved(weights, y, name + "_depthwise_conv", name + "_bn1",
                      {wide, stage.kernel, stride, true, true});
        y = convolved(weights, y, name + "_project_conv", name + "_bn2",
                      {stage.out, 1, 1, false, false});
        for (std::size_t i = 0; stride == 1 && in == stage.out && i < y.values.size(); ++i) {
            y.values[i] += x.values[i];
        }
        x = y;
    });
    x = convolved(weights, x, "_conv_head", "_bn1", {1280, 1, 1, false, true});

    Lite0Output out;
    out.global.assign(1280, 0);
    for (int y = 0; y < x.side; ++y) {
        for (int column = 0; column < x.side; ++column) {
            for (int c = 0; c < 1280; ++c) {
                out.tokens.push_back(static_cast<float>(x.get(c, y, column)));
                out.global[static_cast<std::size_t>(c)] +=
                    static_cast<float>(x.get(c, y, column) / (x.side * x.side));
            }
        }
    }
    const auto& fc = of(weights, "_fc.weight");
    for (std::size_t k = 0; k < of(weights, "_fc.bias").size(); ++k) {
        double sum = static_cast<double>(of(weights, "_fc.bias")[k]);
        for (std::size_t c = 0; c < 1280; ++c) {
            sum += static_cast<double>(fc[k * 1280 + c]) * static_cast<double>(out.global[c]);
        }
        out.classes.push_back(static_cast<float>(sum));
    }
    return out;
}

} // namespace triptych::tests
