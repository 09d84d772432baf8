// SPDX-License-Identifier: GPL-3.0-or-later
// Convolution loops in GCC's vector types, compiled once for each width of vector. Everything
// inside is inlined into the functions that name their target, so that no wider instruction leaves
// them.
#include "core/nn/lite0_kernels.h"

#include <algorithm>
#include <array>
#include <cstring>

#define TRIPTYCH_INLINE __attribute__((always_inline)) inline

namespace triptych::nn {

namespace {

using V4 = float __attribute__((vector_size(16)));
using V8 = float __attribute__((vector_size(32)));
using V16 = float __attribute__((vector_size(64)));

template <typename V> constexpr std::size_t kWidth = sizeof(V) / sizeof(float);

// By reference: a vector that a function returned would fix how it is passed.
template <typename V> TRIPTYCH_INLINE void load(V& to, const float* from)
{
    std::memcpy(&to, from, sizeof(V));
}

template <typename V> TRIPTYCH_INLINE void store(float* to, const V& from)
{
    std::memcpy(to, &from, sizeof(V));
}

template <typename V> TRIPTYCH_INLINE void clampTo6(V& x)
{
    const V zero = {};
    const V six = zero + 6.0F;
    x = x < zero ? zero : x;
    x = x > six ? six : x;
}

// Pixels × (Vectors of outputs) in registers.
template <typename V, std::size_t Pixels, std::size_t Vectors>
TRIPTYCH_INLINE void pointwiseTile(const float* const* from, float* const* to,
                                   const float* const* residual, const float* weight,
                                   const float* bias, std::size_t in, bool relu6)
{
    V sum[Pixels][Vectors]; // becomes registers
    for (std::size_t v = 0; v < Vectors; ++v) {
        load(sum[0][v], bias + v * kWidth<V>);
        for (std::size_t p = 1; p < Pixels; ++p) {
            sum[p][v] = sum[0][v];
        }
    }
    for (std::size_t i = 0; i < in; ++i) {
        V w[Vectors];
        for (std::size_t v = 0; v < Vectors; ++v) {
            load(w[v], weight + (i * Vectors + v) * kWidth<V>);
        }
        for (std::size_t p = 0; p < Pixels; ++p) {
            const float x = from[p][i];
            for (std::size_t v = 0; v < Vectors; ++v) {
                sum[p][v] += w[v] * x;
            }
        }
    }
    for (std::size_t p = 0; p < Pixels; ++p) {
        for (std::size_t v = 0; v < Vectors; ++v) {
            if (residual != nullptr) {
                V more;
                load(more, residual[p] + v * kWidth<V>);
                sum[p][v] += more;
            }
            if (relu6) {
                clampTo6(sum[p][v]);
            }
            store(to[p] + v * kWidth<V>, sum[p][v]);
        }
    }
}

// All pixels for one panel of outputs; at the end the last pixel is worked out several times.
template <typename V, std::size_t Pixels, std::size_t Vectors>
TRIPTYCH_INLINE void pointwisePanel(const Pointwise& conv, const PointwiseCall& call,
                                    const float* weight, std::size_t output)
{
    const std::size_t all = call.rows * call.width;
    std::size_t x = 0;
    float* to = call.to + output;
    const float* from = call.from;
    const float* residual = call.residual != nullptr ? call.residual + output : nullptr;
    for (std::size_t pixel = 0; pixel < all; pixel += Pixels) {
        const float* fromAt[Pixels];
        float* toAt[Pixels];
        const float* residualAt[Pixels];
        for (std::size_t p = 0; p < Pixels; ++p) {
            fromAt[p] = from;
            toAt[p] = to;
            residualAt[p] = residual;
            if (pixel + p + 1 < all) {
                from += call.fromStride;
                to += conv.out;
                residual = residual != nullptr ? residual + conv.out : nullptr;
                if (++x == call.width) {
                    x = 0;
                    to += call.toRowGap;
                }
            }
        }
        pointwiseTile<V, Pixels, Vectors>(fromAt, toAt,
                                          residual != nullptr ? &residualAt[0] : nullptr, weight,
                                          conv.bias.data() + output, conv.in, conv.relu6);
    }
}

template <typename V, std::size_t Pixels, std::size_t Vectors>
TRIPTYCH_INLINE void pointwiseAll(const Pointwise& conv, const PointwiseCall& call)
{
    constexpr std::size_t kPanel = Vectors * kWidth<V>;
    const float* weight = conv.weight.data();
    std::size_t output = 0;
    for (; output + kPanel <= conv.out; output += kPanel) {
        pointwisePanel<V, Pixels, Vectors>(conv, call, weight, output);
        weight += kPanel * conv.in;
    }
    if constexpr (kPanel > kLanes) {
        if (output < conv.out) {
            pointwisePanel<V, Pixels, kLanes / kWidth<V>>(conv, call, weight, output);
        }
    }
}

constexpr std::size_t kAcross = 7; // outputs of a row at once: the maps are 7·2ⁿ wide

template <typename V, std::size_t Kernel, std::size_t Stride>
TRIPTYCH_INLINE void depthwiseRow(const Depthwise& conv, const float* from, std::size_t fromRow,
                                  float* to, std::size_t width, std::size_t channel)
{
    const std::size_t channels = conv.channels;
    for (std::size_t x = 0; x < width; x += kAcross) {
        V sum[kAcross];
        std::size_t at[kAcross];
        for (std::size_t t = 0; t < kAcross; ++t) {
            at[t] = std::min(x + t, width - 1);
            load(sum[t], conv.bias.data() + channel);
        }
        for (std::size_t ky = 0; ky < Kernel; ++ky) {
            const float* row = from + ky * fromRow + channel;
            for (std::size_t kx = 0; kx < Kernel; ++kx) {
                V w;
                load(w, conv.weight.data() + (ky * Kernel + kx) * channels + channel);
                for (std::size_t t = 0; t < kAcross; ++t) {
                    V in;
                    load(in, row + (at[t] * Stride + kx) * channels);
                    sum[t] += in * w;
                }
            }
        }
        for (std::size_t t = 0; t < kAcross; ++t) {
            clampTo6(sum[t]);
            store(to + at[t] * channels + channel, sum[t]);
        }
    }
}

template <typename V, std::size_t Kernel, std::size_t Stride>
TRIPTYCH_INLINE void depthwiseRows(const Depthwise& conv, const DepthwiseCall& call)
{
    // Channels outside, rows inside: a row that was read is still near when the next one needs it.
    for (std::size_t channel = 0; channel < conv.channels; channel += kWidth<V>) {
        for (std::size_t row = 0; row < call.rows; ++row) {
            depthwiseRow<V, Kernel, Stride>(
                conv, call.from + row * Stride * call.fromRow, call.fromRow,
                call.to + row * call.width * conv.channels, call.width, channel);
        }
    }
}

template <typename V>
TRIPTYCH_INLINE void depthwiseAll(const Depthwise& conv, const DepthwiseCall& call)
{
    if (conv.kernel == 3) {
        conv.stride == 1 ? depthwiseRows<V, 3, 1>(conv, call) : depthwiseRows<V, 3, 2>(conv, call);
    } else {
        conv.stride == 1 ? depthwiseRows<V, 5, 1>(conv, call) : depthwiseRows<V, 5, 2>(conv, call);
    }
}

void pointwise128(const Pointwise& conv, const PointwiseCall& call)
{
    pointwiseAll<V4, 3, 4>(conv, call);
}
void depthwise128(const Depthwise& conv, const DepthwiseCall& call)
{
    depthwiseAll<V4>(conv, call);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) void pointwise256(const Pointwise& conv,
                                                      const PointwiseCall& call)
{
    pointwiseAll<V8, 6, 2>(conv, call);
}
__attribute__((target("avx2,fma"))) void depthwise256(const Depthwise& conv,
                                                      const DepthwiseCall& call)
{
    depthwiseAll<V8>(conv, call);
}
__attribute__((target("avx512f,avx512vl,avx512dq,fma"))) void
pointwise512(const Pointwise& conv, const PointwiseCall& call)
{
    // What works out fewer pixels twice; 7 × 7 = 5 · 10 − 1.
    const std::size_t all = call.rows * call.width;
    if ((all + 11) / 12 * 12 <= (all + 9) / 10 * 10) {
        pointwiseAll<V16, 12, 2>(conv, call);
    } else {
        pointwiseAll<V16, 10, 2>(conv, call);
    }
}
__attribute__((target("avx512f,avx512vl,avx512dq,fma"))) void
depthwise512(const Depthwise& conv, const DepthwiseCall& call)
{
    depthwiseAll<V16>(conv, call);
}
#endif

std::vector<Lite0Kernels> usable()
{
    std::vector<Lite0Kernels> kernels;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma")) {
        kernels.push_back({pointwise512, depthwise512, 32});
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        kernels.push_back({pointwise256, depthwise256, 16});
    }
#endif
    kernels.push_back({pointwise128, depthwise128, 16});
    return kernels;
}

} // namespace

AlignedFloats::AlignedFloats(std::size_t count)
    : m_data(static_cast<float*>(
          ::operator new[](std::max<std::size_t>(count, 1) * sizeof(float), std::align_val_t{64})))
{
    std::fill_n(m_data.get(), count, 0.0F);
}

std::span<const Lite0Kernels> lite0Kernels()
{
    static const std::vector<Lite0Kernels> kernels = usable();
    return kernels;
}

Pointwise packPointwise(const std::vector<float>& weight, const std::vector<float>& bias,
                        std::size_t in, bool relu6, std::size_t panel)
{
    const std::size_t out = bias.size();
    Pointwise made{in, filledUp(out), relu6, AlignedFloats(filledUp(out) * in),
                   AlignedFloats(filledUp(out))};
    std::ranges::copy(bias, made.bias.data());
    float* to = made.weight.data();
    for (std::size_t first = 0; first < made.out;) {
        const std::size_t width = first + panel <= made.out ? panel : kLanes;
        for (std::size_t i = 0; i < in; ++i) {
            for (std::size_t o = first; o < first + width; ++o) {
                *to++ = o < out ? weight[o * in + i] : 0.0F;
            }
        }
        first += width;
    }
    return made;
}

Depthwise packDepthwise(const std::vector<float>& weight, const std::vector<float>& bias,
                        std::size_t kernel, std::size_t stride)
{
    const std::size_t channels = filledUp(bias.size());
    Depthwise made{channels, kernel, stride, AlignedFloats(kernel * kernel * channels),
                   AlignedFloats(channels)};
    std::ranges::copy(bias, made.bias.data());
    for (std::size_t c = 0; c < bias.size(); ++c) {
        for (std::size_t k = 0; k < kernel * kernel; ++k) {
            made.weight.data()[k * channels + c] = weight[c * kernel * kernel + k];
        }
    }
    return made;
}

} // namespace triptych::nn
