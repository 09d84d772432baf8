// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of transformers over LibTorch, shared by BERT, CLIP and SigLIP. Shapes: B items, T tokens,
// H hidden size. Only files of this folder that are allowed LibTorch include it.
#pragma once

#include "core/base/result.h"
#include "core/domain/matrix.h"
#include "core/domain/weights.h"
#include "core/nn/tensor_reader.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <exception>
#include <initializer_list>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace triptych::nn {

struct Loading
{
    TensorReader& reader;
    at::Device device;

    // On the device; after a failure a view of one zero that has this shape.
    at::Tensor tensor(std::string_view name, std::initializer_list<std::int64_t> shape) const;
};

struct Linear
{
    at::Tensor weight; // out × in
    at::Tensor bias;   // undefined when there is none

    at::Tensor operator()(const at::Tensor& x) const { return at::linear(x, weight, bias); }
};
Linear loadLinear(const Loading& from, const std::string& name, std::int64_t in, std::int64_t out,
                  bool bias = true);

struct Norm
{
    at::Tensor weight;
    at::Tensor bias;
    double eps = 1e-5;

    at::Tensor operator()(const at::Tensor& x) const
    {
        return at::layer_norm(x, {x.size(-1)}, weight, bias, eps);
    }
};
Norm loadNorm(const Loading& from, const std::string& name, std::int64_t size, double eps);

at::Tensor activate(const at::Tensor& x, Activation activation);

// softmax(q·kᵀ/√d + mask)·v over heads of size d: q is B×Tq×H, k and v B×Tk×H, out B×Tq×H. The
// mask broadcasts to B×heads×Tq×Tk; undefined when there is none.
at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, std::int64_t heads,
                  const at::Tensor& mask);

// What the parts of a block are called.
struct BlockNames
{
    const char* query;
    const char* key;
    const char* value;
    const char* out;
    const char* norm1; // of attention
    const char* fc1;
    const char* fc2;
    const char* norm2; // of the multi-layer perceptron
    bool normFirst;    // CLIP, SigLIP: x + f(norm(x)); BERT: norm(x + f(x))
};
extern const BlockNames kClipBlock; // SigLIP's too
extern const BlockNames kBertBlock;

class Block
{
public:
    Block(const Loading& from, const std::string& prefix, const TowerConfig& config,
          const BlockNames& names);
    [[nodiscard]] at::Tensor forward(const at::Tensor& x, const at::Tensor& mask) const;

private:
    [[nodiscard]] at::Tensor attention(const at::Tensor& x, const at::Tensor& mask) const;
    [[nodiscard]] at::Tensor perceptron(const at::Tensor& x) const;

    std::int64_t m_heads;
    Activation m_activation;
    bool m_normFirst;
    Linear m_queryKeyValue; // one product of 3H rows instead of three
    Linear m_out;
    Linear m_fc1;
    Linear m_fc2;
    Norm m_norm1;
    Norm m_norm2;
};

// The blocks "PREFIX0", "PREFIX1" …; stops at the first that fails.
std::vector<Block> loadBlocks(const Loading& from, const std::string& prefix,
                              const TowerConfig& config, const BlockNames& names);

// Ids of texts as B×T on the device, each filled up with `pad` to T.
at::Tensor idTensor(std::span<const std::vector<int>* const> texts, std::int64_t length, int pad,
                    at::Device device);
// BadArgument: a text without ids, with more than `longest`, or with one outside the vocabulary.
Status checkTexts(std::span<const std::vector<int>> texts, std::size_t longest,
                  std::size_t vocabulary);

// Copies rows of a 2-d tensor to `out` from row `first` on.
void copyRows(const at::Tensor& from, Matrix& out, std::size_t first);
// How many threads share a batch: one where the device itself works on many items at once.
int threads(at::Device device);

Error errorOf(const std::exception& error);

// Runs `work` without gradients; what LibTorch throws becomes an Error.
template <typename Work> auto guarded(Work&& work) -> decltype(work())
{
    try {
        const c10::InferenceMode inference;
        return std::forward<Work>(work)();
    } catch (const std::exception& error) {
        return fail(errorOf(error));
    }
}

} // namespace triptych::nn
