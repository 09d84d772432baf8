// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the header's JSON; nothing in it is believed before it is checked.
#include "core/formats/safetensors_header.h"

#include "core/formats/tensor_shape.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>

namespace triptych::formats {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLongestHeader = 100'000'000; // as the reference implementation
constexpr int kDeepest = 3;                           // file, tensor, its sizes

struct NamedType
{
    std::string_view name;
    std::uint64_t bytes;
    std::optional<TensorType> type;
};
constexpr auto kTypes = std::to_array<NamedType>({{"F32", 4, TensorType::F32},
                                                  {"F16", 2, TensorType::F16},
                                                  {"BF16", 2, TensorType::BF16},
                                                  {"F64", 8, TensorType::F64},
                                                  {"I64", 8, TensorType::I64},
                                                  {"I32", 4, TensorType::I32},
                                                  {"U8", 1, TensorType::U8},
                                                  {"BOOL", 1, {}},
                                                  {"I8", 1, {}},
                                                  {"F8_E5M2", 1, {}},
                                                  {"F8_E4M3", 1, {}},
                                                  {"I16", 2, {}},
                                                  {"U16", 2, {}},
                                                  {"U32", 4, {}},
                                                  {"U64", 8, {}}});

// Bad JSON, names that come twice, and nesting that no header has.
Result<Json> parseHeader(std::string_view text, const std::string& subject)
{
    std::set<std::string> names;
    std::string twice;
    bool deep = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
        if (event == Json::parse_event_t::key && depth == 1 &&
            !names.insert(value.get_ref<const std::string&>()).second) {
            twice = value.get<std::string>();
        }
        deep = deep || depth > kDeepest;
        return depth <= kDeepest;
    };
    Json header = Json::parse(text.begin(), text.end(), watch, false);
    if (deep) {
        return fail(ErrorCode::BadFormat, "the header is nested too deeply", subject);
    }
    if (!twice.empty()) {
        return fail(ErrorCode::BadFormat, "the header names " + twice + " twice", subject);
    }
    if (!header.is_object()) {
        return fail(ErrorCode::BadFormat, "the header is not a JSON object", subject);
    }
    return header;
}

// Whole numbers from 0 up to what a size may be.
std::optional<std::vector<std::int64_t>> sizesOf(const Json& tensor, const char* key)
{
    const auto found = tensor.find(key);
    if (found == tensor.end() || !found->is_array()) {
        return std::nullopt;
    }
    std::vector<std::int64_t> out;
    for (const Json& value : *found) {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > INT64_MAX) {
            return std::nullopt;
        }
        out.push_back(value.get<std::int64_t>());
    }
    return out;
}

struct Place
{
    std::uint64_t start = 0; // where tensors begin in the file
    std::uint64_t size = 0;  // of the file
};

Result<SafetensorsEntry> readEntry(const std::string& name, const Json& tensor, Place place,
                                   const std::string& subject)
{
    const auto bad = [&](const std::string& what) {
        return fail(ErrorCode::BadFormat, name + ": " + what, subject);
    };
    if (!tensor.is_object() || !tensor.contains("dtype") || !tensor["dtype"].is_string()) {
        return bad("no element type");
    }
    SafetensorsEntry entry;
    entry.typeName = tensor["dtype"].get<std::string>();
    const auto type = std::ranges::find(kTypes, entry.typeName, &NamedType::name);
    if (type == kTypes.end()) {
        return fail(ErrorCode::Unsupported, name + ": elements of type " + entry.typeName, subject);
    }
    entry.type = type->type;
    auto shape = sizesOf(tensor, "shape");
    const auto offsets = sizesOf(tensor, "data_offsets");
    if (!shape || !offsets || offsets->size() != 2) {
        return bad("its shape or data_offsets are not sizes");
    }
    entry.shape = std::move(*shape);
    const auto count = elementCount(entry.shape);
    const auto needed = count ? product(*count, type->bytes) : std::nullopt;
    if (!needed) {
        return bad("shape " + shapeText(entry.shape) + " cannot be");
    }
    const auto begin = static_cast<std::uint64_t>((*offsets)[0]);
    const auto end = static_cast<std::uint64_t>((*offsets)[1]);
    if (begin > end || end - begin != *needed) {
        return bad("shape " + shapeText(entry.shape) + " needs " + std::to_string(*needed) +
                   " bytes, data_offsets say " + std::to_string(begin) + " to " +
                   std::to_string(end));
    }
    if (end > place.size - place.start) {
        return fail(ErrorCode::Truncated,
                    name + " ends at byte " + std::to_string(end) + " of the tensors, " +
                        std::to_string(place.size - place.start) + " are there",
                    subject);
    }
    entry.begin = place.start + begin;
    entry.end = place.start + end;
    return entry;
}

Status readMetadata(const Json& value, SafetensorsHeader& header, const std::string& subject)
{
    if (!value.is_object()) {
        return fail(ErrorCode::BadFormat, "__metadata__ is not an object", subject);
    }
    for (const auto& [key, word] : value.items()) {
        if (!word.is_string()) {
            return fail(ErrorCode::BadFormat, "__metadata__: " + key + " is not a text", subject);
        }
        header.metadata.emplace(key, word.get<std::string>());
    }
    return {};
}

// No byte belongs to two tensors, none to nobody.
Status checkCover(const SafetensorsHeader& header, Place place, const std::string& subject)
{
    std::vector<std::pair<const SafetensorsEntry*, const std::string*>> order;
    order.reserve(header.tensors.size());
    for (const auto& [name, entry] : header.tensors) {
        order.emplace_back(&entry, &name);
    }
    std::ranges::sort(
        order, {}, [](const auto& item) { return std::pair{item.first->begin, item.first->end}; });
    std::uint64_t at = place.start;
    for (const auto& [entry, name] : order) {
        if (entry->begin != at) {
            return fail(ErrorCode::BadFormat,
                        *name + (entry->begin < at ? " shares bytes with another tensor"
                                                   : " comes after bytes of no tensor"),
                        subject);
        }
        at = entry->end;
    }
    if (at != place.size) {
        return fail(ErrorCode::BadFormat,
                    std::to_string(place.size - at) + " bytes of no tensor at the end", subject);
    }
    return {};
}

} // namespace

std::string_view safetensorsName(TensorType type)
{
    const auto found = std::ranges::find(kTypes, std::optional{type}, &NamedType::type);
    return found == kTypes.end() ? std::string_view{} : found->name;
}

Result<SafetensorsHeader> readSafetensorsHeader(std::string_view file, const std::string& subject)
{
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t length = 0;
    if (file.size() < sizeof length) {
        return fail(ErrorCode::Truncated, "the file ends inside the header's length", subject);
    }
    std::memcpy(&length, file.data(), sizeof length);
    if (length > kLongestHeader) {
        return fail(ErrorCode::TooLarge,
                    "a header of " + std::to_string(length) + " bytes, limit " +
                        std::to_string(kLongestHeader),
                    subject);
    }
    if (length > file.size() - sizeof length) {
        return fail(ErrorCode::Truncated,
                    "a header of " + std::to_string(length) + " bytes, " +
                        std::to_string(file.size() - sizeof length) + " are there",
                    subject);
    }
    const auto json = parseHeader(file.substr(sizeof length, length), subject);
    if (!json) {
        return fail(json);
    }
    const Place place{sizeof length + length, file.size()};
    SafetensorsHeader header;
    for (const auto& [name, value] : json->items()) {
        if (name == "__metadata__") {
            if (const auto read = readMetadata(value, header, subject); !read) {
                return fail(read);
            }
            continue;
        }
        auto entry = readEntry(name, value, place, subject);
        if (!entry) {
            return fail(entry);
        }
        header.tensors.emplace(name, std::move(*entry));
    }
    if (const auto covered = checkCover(header, place, subject); !covered) {
        return fail(covered);
    }
    return header;
}

} // namespace triptych::formats
