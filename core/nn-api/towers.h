// SPDX-License-Identifier: GPL-3.0-or-later
// What the module `triptych_nn` offers: float planes and token ids in, vectors out. Only these
// interfaces and std values cross the border of the module; no exception, no LibTorch type.
// Objects are used by one thread at a time (the compute lane).
#pragma once

#include "core/base/log.h"
#include "core/base/result.h"
#include "core/domain/matrix.h"
#include "core/domain/weights.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace triptych::nn {

enum class Device
{
    Cpu,
    Cuda,
};

struct ImageBatch
{
    std::size_t count = 0;
    int side = 0;                  // height and width; what the tower's config says
    std::span<const float> planes; // count × 3 × side × side, normalised as PixelRule says
};

struct ImageTowerOutput
{
    Matrix global;  // count × dimension(), as the model gives it: not of unit length
    Matrix tokens;  // (count·tokenCount()) × tokenDimension(); empty unless asked for
    Matrix classes; // count × classCount() logits; empty unless asked for, or without a classifier
};

struct Want
{
    bool tokens = false;
    bool classes = false;
};

class ImageTower
{
public:
    virtual ~ImageTower() = default;
    [[nodiscard]] virtual int side() const = 0;
    [[nodiscard]] virtual std::size_t dimension() const = 0;
    [[nodiscard]] virtual std::size_t tokenCount() const = 0;     // an image
    [[nodiscard]] virtual std::size_t tokenDimension() const = 0; // of the last hidden state
    [[nodiscard]] virtual std::size_t classCount() const = 0;     // 0 = no classifier
    // BadArgument for another size. A value that is not finite is Corrupt.
    virtual Result<ImageTowerOutput> encode(const ImageBatch& batch, Want want) = 0;
};

struct TextTowerOutput
{
    Matrix global; // count × dimension()
    Matrix tokens; // rows of all texts one after the other, each its own length; only when asked
    std::vector<std::size_t> tokenRows; // how many rows each text has
};

class TextTower
{
public:
    virtual ~TextTower() = default;
    [[nodiscard]] virtual std::size_t dimension() const = 0;
    [[nodiscard]] virtual std::size_t tokenDimension() const = 0;
    [[nodiscard]] virtual std::size_t longest() const = 0; // ids a text, special ones included
    [[nodiscard]] virtual std::size_t vocabulary() const = 0;
    // Texts of any length up to longest(), special ids included; padded inside where it must be.
    // An id outside the vocabulary, or too many of them, is BadArgument.
    virtual Result<TextTowerOutput> encode(std::span<const std::vector<int>> texts, Want want) = 0;
};

struct BackendInfo
{
    std::string version; // LibTorch's
    std::string device;  // "cpu", or the GPU's name
    int threads = 1;
    bool cuda = false;
};

class Backend
{
public:
    virtual ~Backend() = default;
    [[nodiscard]] virtual BackendInfo info() const = 0;
    // GFLOP/s of one f32 matrix product, measured now (about 50 ms); under 20: a slow BLAS.
    [[nodiscard]] virtual double matrixSpeed() = 0;
    virtual void setThreads(int threads) = 0;

    // Weights are copied (f16 and bf16 become f32); the source may go afterwards. Missing or
    // misshapen tensors: BadFormat, which names it; values that are not finite: Corrupt; CUDA
    // asked for and not there: Unsupported. Sizes that would not fit memory: TooLarge.
    virtual Result<std::unique_ptr<ImageTower>>
    imageTower(const ModelConfig& config, const WeightSource& weights, Device device) = 0;
    virtual Result<std::unique_ptr<TextTower>>
    textTower(const ModelConfig& config, const WeightSource& weights, Device device) = 0;
};

// The module's only symbol: null for another abi. The log sink is called from any thread.
inline constexpr int kAbi = 1;
using LogSink = void (*)(LogLevel level, const char* message);
using CreateBackend = Backend* (*)(int abi, LogSink sink); // "triptych_nn_create"; never freed

} // namespace triptych::nn
