// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of a model as named tensors, and its sizes: read by formats, used by nn. Nothing here
// knows a file or LibTorch.
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace triptych {

enum class TensorType
{
    F32,
    F16,
    BF16,
    F64,
    I64,
    I32,
    U8,
};
std::size_t bytesPerElement(TensorType type);

struct TensorView
{
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;  // row-major, contiguous; empty = a scalar
    std::span<const std::byte> bytes; // little-endian; exactly the elements; lives as long as the
                                      // source; may be unaligned
};

// Read-only, thread-safe. Whoever implements it has checked that every tensor's bytes are there.
class WeightSource
{
public:
    virtual ~WeightSource() = default;
    [[nodiscard]] virtual std::vector<std::string> names() const = 0; // sorted
    [[nodiscard]] virtual bool has(std::string_view name) const = 0;
    // NotFound (subject: the name) when it is not there.
    [[nodiscard]] virtual Result<TensorView> tensor(std::string_view name) const = 0;
    // Its bytes were read and are not needed soon: memory behind them may go. They stay valid.
    virtual void release(std::string_view /*name*/) const {}
};

enum class Activation
{
    QuickGelu, // x·sigmoid(1.702 x)
    Gelu,      // exact, erf
    GeluTanh,  // "gelu_pytorch_tanh", SigLIP's
};

// One transformer tower; names as in Hugging Face's config.json.
struct TowerConfig
{
    std::int64_t hiddenSize = 0;
    std::int64_t layers = 0;
    std::int64_t heads = 0;
    std::int64_t intermediateSize = 0;
    double layerNormEps = 1e-5;
    Activation activation = Activation::Gelu;
    // image towers
    std::int64_t imageSize = 0;
    std::int64_t patchSize = 0;
    // text towers
    std::int64_t vocabulary = 0;
    std::int64_t positions = 0;
    std::int64_t endToken = -1; // CLIP: pooled at the first one (or at the greatest id when 2, as
                                // the reference implementation does for old configs)
    std::int64_t padToken = 0;
    std::int64_t projection = 0; // output size; 0 = hiddenSize
};

enum class ModelKind
{
    EfficientNetLite0,
    Bert, // all-MiniLM-L6-v2's kind: mean of the tokens, unit length
    Clip,
    Siglip,
};

// How a model wants its pixels. All sizes in pixels.
enum class ResizeMode
{
    PadSquare,    // padded to a square with `padding`, then resized to side × side
    ShortestCrop, // shortest side to `side`, then the middle side × side
    Squash,       // to side × side, whatever the proportions
};
enum class Resample
{
    Bilinear,
    Bicubic,
};
struct PixelRule
{
    ResizeMode resize = ResizeMode::PadSquare;
    Resample resample = Resample::Bicubic; // as Pillow does it: antialiased when shrinking
    int side = 224;
    int padding = 255;                                 // grey level
    std::array<float, 3> mean = {127.F, 127.F, 127.F}; // of 0 … 255; R, G, B
    std::array<float, 3> deviation = {128.F, 128.F, 128.F};
};

struct ModelConfig
{
    ModelKind kind = ModelKind::Clip;
    TowerConfig image;
    TowerConfig text;
    PixelRule pixels;
};

} // namespace triptych
