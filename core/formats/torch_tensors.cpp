// SPDX-License-Identifier: GPL-3.0-or-later
// Names, bounds and strides of tensors that a pickle described.
#include "core/formats/torch_tensors.h"

#include "core/base/utf8.h"
#include "core/formats/tensor_shape.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace triptych::formats {

namespace {

constexpr int kDeepestModule = 64;
constexpr std::size_t kMostVisits = 1'000'000;
constexpr std::uint64_t kLeastCopies = 64U << 20U;

class TorchSource : public WeightSource
{
public:
    TorchStorages storages;
    std::map<std::string, TensorView, std::less<>> tensors;

    [[nodiscard]] std::vector<std::string> names() const override
    {
        std::vector<std::string> out;
        out.reserve(tensors.size());
        for (const auto& [name, view] : tensors) {
            out.push_back(name);
        }
        return out;
    }
    [[nodiscard]] bool has(std::string_view name) const override { return tensors.contains(name); }
    [[nodiscard]] Result<TensorView> tensor(std::string_view name) const override
    {
        const auto found = tensors.find(name);
        if (found == tensors.end()) {
            return fail(ErrorCode::NotFound, "no such tensor", std::string(name));
        }
        return found->second;
    }
    void release(std::string_view name) const override
    {
        if (const auto found = tensors.find(name); found != tensors.end()) {
            storages.forget(found->second.bytes);
        }
    }
};

using Named = std::map<std::string, const TorchTensor*>;

class Names
{
public:
    Names(const PickleTree& tree, std::string subject)
        : m_tree(tree)
        , m_subject(std::move(subject))
    {}

    Result<Named> collect()
    {
        const PickleNode* top = &m_tree.top();
        if (top->kind == PickleKind::Object) {
            if (const auto walked = walk(*top, {}, 0); !walked) {
                return fail(walked);
            }
            return std::move(m_out);
        }
        for (const std::string_view key : {"state_dict", "model"}) {
            const PickleNode* inner = entry(*top, key);
            if (inner != nullptr && inner->kind == PickleKind::Dict) {
                top = inner;
                break;
            }
        }
        if (top->kind != PickleKind::Dict) {
            return fail(ErrorCode::BadFormat, "no state_dict in it", m_subject);
        }
        for (std::size_t i = 0; i + 1 < top->items.size(); i += 2) {
            take(m_tree.nodes[top->items[i]].text, m_tree.nodes[top->items[i + 1]]);
        }
        return std::move(m_out);
    }

private:
    [[nodiscard]] const PickleNode* entry(const PickleNode& dict, std::string_view key) const
    {
        for (std::size_t i = 0; dict.kind == PickleKind::Dict && i + 1 < dict.items.size();
             i += 2) {
            if (m_tree.nodes[dict.items[i]].text == key) {
                return &m_tree.nodes[dict.items[i + 1]];
            }
        }
        return nullptr;
    }
    void take(const std::string& name, const PickleNode& value)
    {
        if (value.kind == PickleKind::Tensor && isValidUtf8(name)) {
            m_out[name] = &m_tree.tensors[static_cast<std::size_t>(value.number)];
        }
    }
    // Modules may share parts, and a hostile file may nest them without end: visits are counted.
    Status walk(const PickleNode& object, const std::string& prefix, int depth)
    {
        if (depth > kDeepestModule) {
            return fail(ErrorCode::TooLarge, "modules nested too deeply", m_subject);
        }
        for (std::size_t i = 0; i + 1 < object.items.size(); i += 2) {
            if (++m_visits > kMostVisits) {
                return fail(ErrorCode::TooLarge, "too many parts of modules", m_subject);
            }
            const PickleNode& value = m_tree.nodes[object.items[i + 1]];
            const std::string name = prefix + m_tree.nodes[object.items[i]].text;
            take(name, value);
            if (value.kind == PickleKind::Object) {
                if (const auto walked = walk(value, name + ".", depth + 1); !walked) {
                    return walked;
                }
            }
        }
        return {};
    }

    const PickleTree& m_tree;
    std::string m_subject;
    Named m_out;
    std::size_t m_visits = 0;
};

// One past the last element that the tensor touches; nothing when that cannot be.
std::optional<std::uint64_t> reach(const TorchTensor& tensor)
{
    if (tensor.offset < 0) {
        return std::nullopt;
    }
    auto last = static_cast<std::uint64_t>(tensor.offset);
    for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
        if (tensor.strides[i] < 0) {
            return std::nullopt;
        }
        const auto step = product(static_cast<std::uint64_t>(tensor.shape[i] - 1),
                                  static_cast<std::uint64_t>(tensor.strides[i]));
        if (!step || __builtin_add_overflow(last, *step, &last)) {
            return std::nullopt;
        }
    }
    return last + 1;
}

bool isContiguous(const TorchTensor& tensor)
{
    std::int64_t expected = 1;
    for (std::size_t i = tensor.shape.size(); i > 0; --i) {
        if (tensor.shape[i - 1] != 1 && tensor.strides[i - 1] != expected) {
            return false;
        }
        expected *= tensor.shape[i - 1];
    }
    return true;
}

// Element by element, in the order of the shape.
void gather(const TorchTensor& tensor, std::string_view storage, std::string& out)
{
    const std::size_t size = bytesPerElement(tensor.type);
    std::vector<std::int64_t> at(tensor.shape.size(), 0);
    auto from = static_cast<std::size_t>(tensor.offset);
    for (std::size_t to = 0; to < out.size(); to += size) {
        std::memcpy(out.data() + to, storage.data() + from * size, size);
        for (std::size_t i = at.size(); i > 0; --i) {
            const auto stride = static_cast<std::size_t>(tensor.strides[i - 1]);
            from += stride;
            if (++at[i - 1] < tensor.shape[i - 1]) {
                break;
            }
            from -= stride * static_cast<std::size_t>(tensor.shape[i - 1]);
            at[i - 1] = 0;
        }
    }
}

struct Copies
{
    TorchStorages& storages;
    std::uint64_t left; // bytes that may still be copied
};

Result<TensorView> viewOf(const std::string& name, const TorchTensor& tensor,
                          std::string_view storage, Copies& copies, const std::string& subject)
{
    const auto bad = [&](ErrorCode code, const std::string& what) {
        return fail(code, name + ": " + what, subject);
    };
    const auto count = elementCount(tensor.shape);
    const auto bytes = count ? product(*count, bytesPerElement(tensor.type)) : std::nullopt;
    if (!bytes || tensor.strides.size() != tensor.shape.size()) {
        return bad(ErrorCode::BadFormat, "shape " + shapeText(tensor.shape) + " cannot be");
    }
    if (*count == 0) {
        return TensorView{tensor.type, tensor.shape, {}};
    }
    const auto end = reach(tensor);
    if (!end || *end > tensor.storageCount) {
        return bad(ErrorCode::BadFormat,
                   "shape " + shapeText(tensor.shape) + " reaches out of its storage");
    }
    std::string_view raw = storage;
    if (isContiguous(tensor)) {
        raw = storage.substr(static_cast<std::size_t>(tensor.offset) * bytesPerElement(tensor.type),
                             *bytes);
    } else {
        if (*bytes > copies.left) {
            return bad(ErrorCode::TooLarge, "repeats its storage too often");
        }
        copies.left -= *bytes;
        std::string& made = copies.storages.make(*bytes);
        gather(tensor, storage, made);
        raw = made;
    }
    return TensorView{tensor.type, tensor.shape, std::as_bytes(std::span(raw.data(), raw.size()))};
}

} // namespace

Result<std::unique_ptr<WeightSource>>
makeTorchSource(const PickleTree& tree, const std::map<std::string, std::uint64_t>& sizes,
                TorchStorages storages, std::uint64_t fileSize, const std::string& subject)
{
    const auto named = Names(tree, subject).collect();
    if (!named) {
        return fail(named);
    }
    auto source = std::make_unique<TorchSource>();
    source->storages = std::move(storages);
    Copies copies{source->storages, std::max(kLeastCopies, 2 * fileSize)};
    for (const auto& [name, tensor] : *named) {
        const auto storage = source->storages.bytes().find(tensor->storage);
        const std::uint64_t needed = sizes.at(tensor->storage);
        const std::uint64_t there =
            storage == source->storages.bytes().end() ? 0 : storage->second.size();
        if (there != needed) {
            return fail(there < needed ? ErrorCode::Truncated : ErrorCode::BadFormat,
                        name + ": its storage has " + std::to_string(there) + " bytes, not " +
                            std::to_string(needed),
                        subject);
        }
        const std::string_view bytes = needed == 0 ? std::string_view{} : storage->second;
        auto view = viewOf(name, *tensor, bytes, copies, subject);
        if (!view) {
            return fail(view);
        }
        source->tensors.emplace(name, std::move(*view));
    }
    return source;
}

} // namespace triptych::formats
