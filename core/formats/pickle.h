// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Python's pickle that tensors need: numbers, texts, containers, tensors and the
// attributes of scripted modules. Nothing is ever called or looked up; every other global is
// Unsupported and named. Private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

struct TorchTensor
{
    std::string storage; // its key in the file
    TensorType type = TensorType::F32;
    std::uint64_t storageCount = 0; // elements
    std::int64_t offset = 0;        // all in elements
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

enum class PickleKind
{
    None,
    Number,  // `number`; booleans too
    Real,    // a float: its value does not matter here
    Big,     // a number of more than 8 bytes: `text`, little-endian
    Text,    // `text`; bytes too
    Tuple,   // `items`
    List,    // `items`
    Dict,    // `items`: key, value, key, value …
    Object,  // of a scripted module: attributes, as Dict
    Global,  // `text`: "module name"
    Storage, // `number`: index in PickleTree::storages
    Tensor,  // `number`: index in PickleTree::tensors
};

using PickleRef = std::uint32_t; // index in PickleTree::nodes; they may form circles

struct PickleNode
{
    PickleKind kind = PickleKind::None;
    std::int64_t number = 0;
    std::string text;
    std::vector<PickleRef> items;
};

struct PickleTree
{
    std::vector<PickleNode> nodes;
    std::vector<TorchTensor> storages; // key, type and count only
    std::vector<TorchTensor> tensors;
    PickleRef root = 0;
    std::size_t size = 0; // bytes that the pickle had

    [[nodiscard]] const PickleNode& top() const { return nodes[root]; }
};

// The pickle at the start of `bytes`; what follows it is not looked at.
Result<PickleTree> readPickle(std::string_view bytes, const std::string& subject);

} // namespace triptych::formats
