// SPDX-License-Identifier: GPL-3.0-or-later
// Safetensors: one mapped file, or shards that an index names; and how one is written.
#include "core/formats/safetensors.h"

#include "core/base/file_io.h"
#include "core/base/safe_path.h"
#include "core/base/utf8.h"
#include "core/formats/mapped_file.h"
#include "core/formats/safetensors_header.h"
#include "core/formats/tensor_shape.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <utility>

namespace triptych::formats {

namespace {

using Json = nlohmann::json; // an ordered map: keys are sorted

constexpr std::uint64_t kLongestIndex = 64U << 20U;
constexpr std::size_t kMostShards = 1000;

class SafetensorsFile : public WeightSource
{
public:
    SafetensorsFile(std::unique_ptr<MappedFile> file, SafetensorsHeader header, std::string path)
        : m_file(std::move(file))
        , m_header(std::move(header))
        , m_path(std::move(path))
    {}

    [[nodiscard]] std::vector<std::string> names() const override
    {
        std::vector<std::string> out;
        out.reserve(m_header.tensors.size());
        for (const auto& [name, entry] : m_header.tensors) {
            out.push_back(name);
        }
        return out;
    }
    [[nodiscard]] bool has(std::string_view name) const override
    {
        return m_header.tensors.contains(name);
    }
    [[nodiscard]] Result<TensorView> tensor(std::string_view name) const override
    {
        const auto found = m_header.tensors.find(name);
        if (found == m_header.tensors.end()) {
            return fail(ErrorCode::NotFound, "no such tensor in " + m_path, std::string(name));
        }
        const SafetensorsEntry& entry = found->second;
        if (!entry.type) {
            return fail(ErrorCode::Unsupported,
                        found->first + ": elements of type " + entry.typeName, m_path);
        }
        return TensorView{*entry.type, entry.shape,
                          m_file->bytes().subspan(entry.begin, entry.end - entry.begin)};
    }
    void release(std::string_view name) const override
    {
        if (const auto view = tensor(name)) {
            m_file->forget(view->bytes);
        }
    }

private:
    std::unique_ptr<MappedFile> m_file;
    SafetensorsHeader m_header;
    std::string m_path;
};

class Shards : public WeightSource
{
public:
    std::map<std::string, std::unique_ptr<WeightSource>> files;
    std::map<std::string, const WeightSource*, std::less<>> places; // by tensor

    [[nodiscard]] std::vector<std::string> names() const override
    {
        std::vector<std::string> out;
        out.reserve(places.size());
        for (const auto& [name, file] : places) {
            out.push_back(name);
        }
        return out;
    }
    [[nodiscard]] bool has(std::string_view name) const override { return places.contains(name); }
    [[nodiscard]] Result<TensorView> tensor(std::string_view name) const override
    {
        const auto found = places.find(name);
        if (found == places.end()) {
            return fail(ErrorCode::NotFound, "no such tensor in the shards", std::string(name));
        }
        return found->second->tensor(name);
    }
    void release(std::string_view name) const override
    {
        if (const auto found = places.find(name); found != places.end()) {
            found->second->release(name);
        }
    }
};

struct Opened
{
    std::unique_ptr<MappedFile> file;
    SafetensorsHeader header;
};

Result<Opened> openFile(const std::filesystem::path& path)
{
    auto file = MappedFile::open(path);
    if (!file) {
        return fail(file);
    }
    auto header = readSafetensorsHeader((*file)->text(), path.string());
    if (!header) {
        return fail(header);
    }
    return Opened{std::move(*file), std::move(*header)};
}

Result<std::unique_ptr<WeightSource>> openOne(const std::filesystem::path& path)
{
    auto opened = openFile(path);
    if (!opened) {
        return fail(opened);
    }
    return std::make_unique<SafetensorsFile>(std::move(opened->file), std::move(opened->header),
                                             path.string());
}

// The shard that a line of the index names; opened once.
Result<const WeightSource*> shardFor(Shards& shards, const std::filesystem::path& index,
                                     const std::string& name)
{
    const auto known = shards.files.find(name);
    if (known != shards.files.end()) {
        return known->second.get();
    }
    // Links may lead anywhere: download caches are made of them. Names may not.
    const auto safe = safeRelativeName(name);
    if (!safe || safe->find('/') != std::string::npos) {
        return fail(ErrorCode::BadFormat, "a shard called " + name, index.string());
    }
    if (shards.files.size() == kMostShards) {
        return fail(ErrorCode::TooLarge, "more than " + std::to_string(kMostShards) + " shards",
                    index.string());
    }
    auto opened = openOne(index.parent_path() / *safe);
    if (!opened) {
        return fail(opened);
    }
    return shards.files.emplace(name, std::move(*opened)).first->second.get();
}

Result<std::unique_ptr<WeightSource>> openShards(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kLongestIndex);
    if (!bytes) {
        return fail(bytes);
    }
    const auto json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object()) {
        return fail(ErrorCode::BadFormat, "not an index of shards: no weight_map", path.string());
    }
    auto shards = std::make_unique<Shards>();
    for (const auto& [tensor, shard] : json["weight_map"].items()) {
        if (!shard.is_string()) {
            return fail(ErrorCode::BadFormat, tensor + ": its shard is not a name", path.string());
        }
        const auto source = shardFor(*shards, path, shard.get<std::string>());
        if (!source) {
            return fail(source);
        }
        if (!(*source)->has(tensor)) {
            return fail(ErrorCode::BadFormat,
                        tensor + " is not in " + shard.get<std::string>() + ", where it should be",
                        path.string());
        }
        shards->places.emplace(tensor, *source);
    }
    return shards;
}

// The header of a file to be written, padded so that tensors begin at a multiple of 8.
Result<std::string> headerFor(const std::map<std::string, OwnedTensor>& tensors,
                              const std::map<std::string, std::string>& metadata)
{
    Json header = Json::object();
    std::uint64_t at = 0;
    for (const auto& [name, tensor] : tensors) {
        const auto count = elementCount(tensor.shape);
        const auto needed = count ? product(*count, bytesPerElement(tensor.type)) : std::nullopt;
        if (!needed || *needed != tensor.bytes.size()) {
            return fail(ErrorCode::BadArgument,
                        "shape " + shapeText(tensor.shape) + " with " +
                            std::to_string(tensor.bytes.size()) + " bytes",
                        name);
        }
        if (name == "__metadata__" || !isValidUtf8(name)) {
            return fail(ErrorCode::BadArgument, "not a tensor's name", sanitizeUtf8(name));
        }
        header[name] = {{"dtype", safetensorsName(tensor.type)},
                        {"shape", tensor.shape},
                        {"data_offsets", {at, at + *needed}}};
        at += *needed;
    }
    for (const auto& [key, value] : metadata) {
        header["__metadata__"][sanitizeUtf8(key)] = sanitizeUtf8(value);
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t length = text.size();
    std::string out(sizeof length, '\0');
    std::memcpy(out.data(), &length, sizeof length);
    return out + text;
}

} // namespace

Result<std::unique_ptr<WeightSource>> openSafetensors(const std::filesystem::path& path)
{
    return path.extension() == ".json" ? openShards(path) : openOne(path);
}

Status writeSafetensors(const std::filesystem::path& path,
                        const std::map<std::string, OwnedTensor>& tensors,
                        const std::map<std::string, std::string>& metadata)
{
    const auto header = headerFor(tensors, metadata);
    if (!header) {
        return fail(header);
    }
    auto file = AtomicFile::create(path);
    if (!file) {
        return fail(file);
    }
    if (const auto put = (*file)->write(*header); !put) {
        return put;
    }
    for (const auto& [name, tensor] : tensors) {
        if (const auto put = (*file)->write(tensor.bytes); !put) {
            return put;
        }
    }
    return (*file)->commit();
}

Result<std::map<std::string, std::string>> safetensorsMetadata(const std::filesystem::path& path)
{
    auto opened = openFile(path);
    if (!opened) {
        return fail(opened);
    }
    return std::move(opened->header.metadata);
}

} // namespace triptych::formats
