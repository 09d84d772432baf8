// SPDX-License-Identifier: GPL-3.0-or-later
// The two loops that EfficientNet-Lite0 spends its time in, for the processor it runs on. Pixels
// lie one after the other with all their channels (NHWC); channels are filled up with zeros to
// whole multiples of kLanes, so no loop has a rest.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace triptych::nn {

inline constexpr std::size_t kLanes = 16;

constexpr std::size_t filledUp(std::size_t channels)
{
    return (channels + kLanes - 1) / kLanes * kLanes;
}

// Floats at a cache line's begin; zeros.
class AlignedFloats
{
public:
    AlignedFloats() = default;
    explicit AlignedFloats(std::size_t count);
    [[nodiscard]] float* data() const { return m_data.get(); }

private:
    struct Free
    {
        void operator()(float* data) const { ::operator delete[](data, std::align_val_t{64}); }
    };
    std::unique_ptr<float[], Free> m_data;
};

// out(pixel, o) = Σ in(pixel, i)·weight(o, i) + bias(o), then + residual, or relu6.
struct Pointwise
{
    std::size_t in = 0;  // channels that are read
    std::size_t out = 0; // filled up
    bool relu6 = false;
    AlignedFloats weight; // in panels: [panel][in][width of the panel]
    AlignedFloats bias;
};
struct PointwiseCall
{
    const float* from = nullptr;
    std::size_t fromStride = 0; // floats from pixel to pixel
    float* to = nullptr;        // pixels of a row are `out` floats apart
    const float* residual = nullptr;
    std::size_t rows = 0;
    std::size_t width = 0;    // pixels a row
    std::size_t toRowGap = 0; // floats between a row's end and the next one's begin, in `to`
};

// A depthwise convolution of rows that are padded already, then relu6.
struct Depthwise
{
    std::size_t channels = 0; // filled up
    std::size_t kernel = 3;   // 3 or 5
    std::size_t stride = 1;   // 1 or 2
    AlignedFloats weight;     // [kernel][kernel][channels]
    AlignedFloats bias;
};
struct DepthwiseCall
{
    const float* from = nullptr; // the first output row's first input row
    std::size_t fromRow = 0;     // floats from row to row
    float* to = nullptr;
    std::size_t rows = 0; // of output
    std::size_t width = 0;
};

struct Lite0Kernels
{
    void (*pointwise)(const Pointwise&, const PointwiseCall&);
    void (*depthwise)(const Depthwise&, const DepthwiseCall&);
    std::size_t panel; // outputs a panel of Pointwise::weight; the last may be kLanes
};
// All that this processor runs, the quickest first; never empty.
std::span<const Lite0Kernels> lite0Kernels();

// `weight`: out × in; for kernels of this panel.
Pointwise packPointwise(const std::vector<float>& weight, const std::vector<float>& bias,
                        std::size_t in, bool relu6, std::size_t panel);
// `weight`: channels × kernel × kernel.
Depthwise packDepthwise(const std::vector<float>& weight, const std::vector<float>& bias,
                        std::size_t kernel, std::size_t stride);

} // namespace triptych::nn
