// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 on the processor: an image a thread, no LibTorch.
#include "core/nn/limits.h"
#include "core/nn/lite0_cpu.h"
#include "core/nn/parallel.h"
#include "core/nn/towers.h"

#include <algorithm>

namespace triptych::nn {

namespace {

constexpr std::size_t kFeatures = 1280;

class EfficientNetCpu final : public ImageTower
{
public:
    EfficientNetCpu(const Lite0Weights& net, int side)
        : m_side(side)
        , m_net(net, side, lite0Kernels().front())
    {}

    int side() const override { return m_side; }
    std::size_t dimension() const override { return kFeatures; }
    std::size_t tokenCount() const override
    {
        const auto side = static_cast<std::size_t>(m_side / 32);
        return side * side;
    }
    std::size_t tokenDimension() const override { return kFeatures; }
    std::size_t classCount() const override { return m_net.classes(); }

    Result<ImageTowerOutput> encode(const ImageBatch& batch, Want want) override
    {
        try {
            return encodeAll(batch, want);
        } catch (const std::bad_alloc& error) {
            return fail(ErrorCode::TooLarge, error.what());
        } catch (const std::exception& error) {
            return fail(ErrorCode::Internal, error.what());
        }
    }

private:
    Result<ImageTowerOutput> encodeAll(const ImageBatch& batch, Want want)
    {
        if (const Status checked = checkBatch(batch, m_side); !checked) {
            return fail(checked);
        }
        ImageTowerOutput out;
        out.global = Matrix(batch.count, kFeatures);
        out.tokens = Matrix(want.tokens ? batch.count * tokenCount() : 0, kFeatures);
        while (m_work.size() < static_cast<std::size_t>(workers())) {
            m_work.push_back(m_net.makeWork());
        }
        const std::size_t each =
            3 * static_cast<std::size_t>(m_side) * static_cast<std::size_t>(m_side);
        inParts(batch.count, 1, workers(), [&](std::size_t image, std::size_t, std::size_t worker) {
            const float* map = m_net.lastMap(batch.planes.data() + image * each, m_work[worker]);
            average(map, out.global.row(image));
            if (want.tokens) {
                const std::size_t floats = tokenCount() * kFeatures;
                std::copy_n(map, floats, out.tokens.values.data() + image * floats);
            }
        });
        if (const Status finite = checkFinite(out.global); !finite) {
            return fail(finite);
        }
        if (want.classes && classCount() > 0 && batch.count > 0) {
            out.classes = classified(out.global);
        }
        return out;
    }

    void average(const float* map, std::span<float> mean) const
    {
        for (std::size_t token = 0; token < tokenCount(); ++token) {
            for (std::size_t c = 0; c < kFeatures; ++c) {
                mean[c] += map[token * kFeatures + c];
            }
        }
        for (float& value : mean) {
            value /= static_cast<float>(tokenCount());
        }
    }

    [[nodiscard]] Matrix classified(const Matrix& features) const
    {
        const std::size_t stride = filledUp(classCount());
        std::vector<float> wide(features.rows * stride);
        m_net.classify(features.values.data(), features.rows, wide.data());
        Matrix classes(features.rows, classCount());
        for (std::size_t i = 0; i < features.rows; ++i) {
            std::copy_n(wide.data() + i * stride, classCount(), classes.row(i).data());
        }
        return classes;
    }

    int m_side;
    Lite0Cpu m_net;
    std::vector<Lite0Cpu::Work> m_work; // one a thread, kept from call to call
};

} // namespace

Result<std::unique_ptr<ImageTower>> makeEfficientNet(const ModelConfig& config,
                                                     const WeightSource& weights, Device device)
{
    const Result<int> side = efficientNetSide(config);
    if (!side) {
        return fail(side);
    }
    TensorReader reader(weights, prefixOf(weights, "_conv_stem.weight"));
    const Lite0Weights net = readLite0(reader);
    if (!reader.ok()) {
        return fail(reader.status());
    }
    if (device == Device::Cuda) {
        return makeTorchEfficientNet(net, *side);
    }
    return std::make_unique<EfficientNetCpu>(net, *side);
}

} // namespace triptych::nn
