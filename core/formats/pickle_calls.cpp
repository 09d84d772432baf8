// SPDX-License-Identifier: GPL-3.0-or-later
// Opcodes that would call something in Python: the few calls that tensors are made of are
// understood, none is executed, all others are refused by name.
#include "core/formats/pickle_machine.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>

namespace triptych::formats {

namespace {

struct StorageType
{
    std::string_view name;
    TensorType type;
};
constexpr auto kStorages = std::to_array<StorageType>({{"torch FloatStorage", TensorType::F32},
                                                       {"torch HalfStorage", TensorType::F16},
                                                       {"torch BFloat16Storage", TensorType::BF16},
                                                       {"torch DoubleStorage", TensorType::F64},
                                                       {"torch LongStorage", TensorType::I64},
                                                       {"torch IntStorage", TensorType::I32},
                                                       {"torch ByteStorage", TensorType::U8},
                                                       {"torch BoolStorage", TensorType::U8}});

constexpr std::string_view kOrderedDict = "collections OrderedDict";
constexpr std::string_view kRebuildTensor = "torch._utils _rebuild_tensor";
constexpr std::string_view kRebuildTensor2 = "torch._utils _rebuild_tensor_v2";
// Calls that give back their first argument, as far as tensors are concerned.
constexpr auto kPassing = std::to_array<std::string_view>(
    {"torch._utils _rebuild_parameter", "torch.jit._pickle build_intlist",
     "torch.jit._pickle build_tensorlist", "torch.jit._pickle build_doublelist",
     "torch.jit._pickle build_boollist", "torch.jit._pickle restore_type_tag"});

bool isScripted(std::string_view global)
{
    return global.starts_with("__torch__ ") || global.starts_with("__torch__.");
}

bool isKnown(std::string_view global)
{
    return isScripted(global) || global == kOrderedDict || global == kRebuildTensor ||
           global == kRebuildTensor2 || std::ranges::find(kPassing, global) != kPassing.end() ||
           std::ranges::find(kStorages, global, &StorageType::name) != kStorages.end();
}

} // namespace

PickleMachine::Step PickleMachine::refused(const std::string& what)
{
    std::string shown = sanitizeUtf8(what);
    std::ranges::replace(shown, ' ', '.');
    return failed(ErrorCode::Unsupported, "it asks for " + shown + ", which is not a tensor");
}

PickleMachine::Step PickleMachine::readCall(unsigned char op)
{
    switch (op) {
    case 'c': {
        const auto module = takeLine();
        const auto name = module ? takeLine() : std::nullopt;
        return name ? global(std::string(*module), std::string(*name)) : Step::Failed;
    }
    case 0x93: { // STACK_GLOBAL
        const auto name = pop();
        const auto module = pop();
        if (!name || !module || node(*name).kind != PickleKind::Text ||
            node(*module).kind != PickleKind::Text) {
            return broken();
        }
        return global(node(*module).text, node(*name).text);
    }
    case 'R':
        return reduce();
    case 0x81:
        return newObject();
    case 'b':
        return build();
    case 'Q':
        return persistent();
    case 'i': { // INST
        const auto module = takeLine();
        const auto name = module ? takeLine() : std::nullopt;
        return name ? refused(std::string(*module) + " " + std::string(*name)) : Step::Failed;
    }
    default:
        return Step::NotMine;
    }
}

PickleMachine::Step PickleMachine::global(std::string module, const std::string& name)
{
    std::string full = std::move(module) + " " + name;
    if (!isKnown(full)) {
        return refused(full);
    }
    return push({PickleKind::Global, 0, std::move(full), {}});
}

PickleMachine::Step PickleMachine::reduce()
{
    const auto arguments = pop();
    const auto function = pop();
    if (!arguments || !function || node(*function).kind != PickleKind::Global ||
        node(*arguments).kind != PickleKind::Tuple) {
        return broken();
    }
    const std::string name = node(*function).text;
    const PickleNode given = node(*arguments);
    if (name == kOrderedDict) {
        return orderedDict(given);
    }
    if (name == kRebuildTensor || name == kRebuildTensor2) {
        return rebuildTensor(given);
    }
    if (std::ranges::find(kPassing, name) != kPassing.end()) {
        return given.items.empty() ? broken() : pushRef(given.items.front());
    }
    return refused("a call of " + name);
}

PickleMachine::Step PickleMachine::newObject()
{
    const auto arguments = pop();
    const auto type = pop();
    if (!arguments || !type || node(*type).kind != PickleKind::Global) {
        return broken();
    }
    const std::string& name = node(*type).text;
    if (!isScripted(name)) {
        return refused("an object of " + name);
    }
    return push({PickleKind::Object, 0, name, {}});
}

// A scripted object takes its attributes; a state_dict's own attributes are of no interest.
PickleMachine::Step PickleMachine::build()
{
    const auto state = pop();
    if (!state || m_stack.empty()) {
        return broken();
    }
    PickleNode& object = node(m_stack.back());
    if (object.kind == PickleKind::Dict) {
        return Step::Done;
    }
    if (object.kind != PickleKind::Object || node(*state).kind != PickleKind::Dict) {
        return refused("a state of its own for " +
                       (object.text.empty() ? std::string("a value") : object.text));
    }
    const std::vector<PickleRef> attributes = node(*state).items;
    object.items.insert(object.items.end(), attributes.begin(), attributes.end());
    return Step::Done;
}

// ('storage', type, key, place, elements), and in the older files a view that must be None.
PickleMachine::Step PickleMachine::persistent()
{
    const auto id = pop();
    if (!id || node(*id).kind != PickleKind::Tuple || node(*id).items.size() < 5) {
        return broken();
    }
    const std::vector<PickleRef> items = node(*id).items;
    const PickleNode& type = node(items[1]);
    const PickleNode& key = node(items[2]);
    const PickleNode& count = node(items[4]);
    if (node(items[0]).text != "storage" || type.kind != PickleKind::Global ||
        key.kind != PickleKind::Text || count.kind != PickleKind::Number || count.number < 0) {
        return broken();
    }
    if (items.size() > 5 && node(items[5]).kind != PickleKind::None) {
        return failed(ErrorCode::Unsupported, "storages that are views of others");
    }
    const auto known = std::ranges::find(kStorages, type.text, &StorageType::name);
    if (known == kStorages.end()) {
        return refused("a storage of " + type.text);
    }
    m_tree.storages.push_back(
        {key.text, known->type, static_cast<std::uint64_t>(count.number), 0, {}, {}});
    return push(
        {PickleKind::Storage, static_cast<std::int64_t>(m_tree.storages.size() - 1), {}, {}});
}

// OrderedDict(), or OrderedDict([(key, value), …]).
PickleMachine::Step PickleMachine::orderedDict(const PickleNode& arguments)
{
    PickleNode made{PickleKind::Dict, 0, {}, {}};
    if (!arguments.items.empty()) {
        for (const PickleRef pair : node(arguments.items.front()).items) {
            if (node(pair).items.size() != 2) {
                return broken();
            }
            made.items.insert(made.items.end(), node(pair).items.begin(), node(pair).items.end());
        }
    }
    return push(std::move(made));
}

// (storage, offset, sizes, strides, …)
PickleMachine::Step PickleMachine::rebuildTensor(const PickleNode& arguments)
{
    if (arguments.items.size() < 4 || node(arguments.items[0]).kind != PickleKind::Storage ||
        node(arguments.items[1]).kind != PickleKind::Number) {
        return broken();
    }
    auto shape = sizes(arguments.items[2]);
    auto strides = sizes(arguments.items[3]);
    if (!shape || !strides) {
        return broken();
    }
    TorchTensor tensor = m_tree.storages[static_cast<std::size_t>(node(arguments.items[0]).number)];
    tensor.offset = node(arguments.items[1]).number;
    tensor.shape = std::move(*shape);
    tensor.strides = std::move(*strides);
    m_tree.tensors.push_back(std::move(tensor));
    return push({PickleKind::Tensor, static_cast<std::int64_t>(m_tree.tensors.size() - 1), {}, {}});
}

std::optional<std::vector<std::int64_t>> PickleMachine::sizes(PickleRef ref) const
{
    const PickleNode& from = m_tree.nodes[ref];
    if (from.kind != PickleKind::Tuple && from.kind != PickleKind::List) {
        return std::nullopt;
    }
    std::vector<std::int64_t> out;
    for (const PickleRef item : from.items) {
        if (m_tree.nodes[item].kind != PickleKind::Number) {
            return std::nullopt;
        }
        out.push_back(m_tree.nodes[item].number);
    }
    return out;
}

} // namespace triptych::formats
