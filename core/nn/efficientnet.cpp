// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 over LibTorch, for CUDA; processors have efficientnet_cpu.cpp.
#include "core/nn/limits.h"
#include "core/nn/lite0_weights.h"
#include "core/nn/towers.h"
#include "core/nn/transformer.h"

#include <algorithm>
#include <vector>

namespace triptych::nn {

namespace {

constexpr std::size_t kFeatures = 1280;
constexpr std::size_t kBatch = 16;

at::Tensor toTensor(const std::vector<float>& values, at::IntArrayRef shape, at::Device device)
{
    at::Tensor tensor = at::empty(shape, at::kFloat);
    std::ranges::copy(values, tensor.data_ptr<float>());
    return tensor.to(device);
}

struct Conv
{
    at::Tensor weight;
    at::Tensor bias;
    std::int64_t kernel;
    std::int64_t stride;
    std::int64_t groups;
    bool relu6;

    Conv(const FoldedConv& from, at::Device device)
        : weight(toTensor(from.weight,
                          {from.out, from.depthwise ? 1 : from.in, from.kernel, from.kernel},
                          device)
                     .contiguous(at::MemoryFormat::ChannelsLast))
        , bias(toTensor(from.bias, {from.out}, device))
        , kernel(from.kernel)
        , stride(from.stride)
        , groups(from.depthwise ? from.out : 1)
        , relu6(from.relu6)
    {}

    at::Tensor operator()(const at::Tensor& x) const
    {
        const Padding padding = samePadding(x.size(2), kernel, stride);
        const bool even = padding.before == padding.after;
        const std::int64_t inside = even ? padding.before : 0;
        const at::Tensor padded = even ? x
                                       : at::constant_pad_nd(x, {padding.before, padding.after,
                                                                 padding.before, padding.after});
        at::Tensor y = at::conv2d(padded, weight, bias, at::IntArrayRef(stride),
                                  at::IntArrayRef(inside), 1, groups);
        return relu6 ? y.clamp_(0, 6) : y;
    }
};

struct TorchBlock
{
    std::vector<Conv> convs;
    bool residual;
};

class EfficientNet final : public ImageTower
{
public:
    EfficientNet(const Lite0Weights& net, int side, at::Device device)
        : m_side(side)
        , m_device(device)
        , m_stem(net.stem, device)
        , m_head(net.head, device)
    {
        for (const Lite0Block& block : net.blocks) {
            TorchBlock made{{}, block.residual};
            if (block.expands) {
                made.convs.emplace_back(block.expand, device);
            }
            made.convs.emplace_back(block.depthwise, device);
            made.convs.emplace_back(block.project, device);
            m_blocks.push_back(std::move(made));
        }
        if (net.classes > 0) {
            m_classes = {toTensor(net.classWeight, {net.classes, kFeatures}, device),
                         toTensor(net.classBias, {net.classes}, device)};
        }
    }

    int side() const override { return m_side; }
    std::size_t dimension() const override { return kFeatures; }
    std::size_t tokenCount() const override
    {
        const auto side = static_cast<std::size_t>(m_side / 32);
        return side * side;
    }
    std::size_t tokenDimension() const override { return kFeatures; }
    std::size_t classCount() const override
    {
        return m_classes.bias.defined() ? static_cast<std::size_t>(m_classes.bias.size(0)) : 0;
    }

    Result<ImageTowerOutput> encode(const ImageBatch& batch, Want want) override
    {
        return guarded([&] { return encodeAll(batch, want); });
    }

private:
    Result<ImageTowerOutput> encodeAll(const ImageBatch& batch, Want want) const
    {
        if (const Status checked = checkBatch(batch, m_side); !checked) {
            return fail(checked);
        }
        ImageTowerOutput out;
        out.global = Matrix(batch.count, kFeatures);
        out.tokens = Matrix(want.tokens ? batch.count * tokenCount() : 0, kFeatures);
        out.classes = Matrix(want.classes ? batch.count : 0, classCount());
        const std::size_t each =
            3 * static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side);
        for (std::size_t first = 0; first < batch.count; first += kBatch) {
            const std::size_t count = std::min(kBatch, batch.count - first);
            auto* data = const_cast<float*>(batch.planes.data() + first * each); // only read
            at::Tensor x =
                at::from_blob(data, {static_cast<std::int64_t>(count), 3, m_side, m_side},
                              at::kFloat)
                    .to(m_device);
            x = m_stem(x.contiguous(at::MemoryFormat::ChannelsLast));
            for (const TorchBlock& block : m_blocks) {
                at::Tensor y = x;
                for (const Conv& conv : block.convs) {
                    y = conv(y);
                }
                x = block.residual ? y.add_(x) : y;
            }
            const at::Tensor map = m_head(x).permute({0, 2, 3, 1}).flatten(1, 2); // B × T × 1280
            const at::Tensor features = map.mean(1);
            copyRows(features, out.global, first);
            if (want.tokens) {
                copyRows(map.flatten(0, 1), out.tokens, first * tokenCount());
            }
            if (want.classes && classCount() > 0) {
                copyRows(m_classes(features), out.classes, first);
            }
        }
        if (const Status finite = checkFinite(out.global); !finite) {
            return fail(finite);
        }
        return out;
    }

    int m_side;
    at::Device m_device;
    Conv m_stem;
    std::vector<TorchBlock> m_blocks;
    Conv m_head;
    Linear m_classes;
};

} // namespace

std::unique_ptr<ImageTower> makeTorchEfficientNet(const Lite0Weights& net, int side)
{
    return std::make_unique<EfficientNet>(net, side, at::kCUDA);
}

} // namespace triptych::nn
