// SPDX-License-Identifier: GPL-3.0-or-later
// Records of models as small JSON files.
#include "core/workflow/model_record.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/formats/json_fields.h"
#include "core/formats/json_text.h"
#include "core/formats/model_folder.h"
#include "core/formats/safetensors.h"
#include "core/media/examine.h"

#include <algorithm>
#include <set>

namespace triptych::workflow {

namespace {

constexpr std::uint64_t kRecordLimit = 1U << 20U;
constexpr std::size_t kDigestDigits = 12;
constexpr std::uint64_t kSideFileLimit = 64ULL << 20U; // configuration, tokenizer: MBs at most

// Raised whenever the same weights come to give other vectors.
constexpr const char* kEncoderVersion = "2";

std::string filesJson(const std::vector<ModelFile>& files)
{
    formats::JsonLine all;
    for (const auto& file : files) {
        formats::JsonLine one;
        one.natural("bytes", file.bytes);
        one.integer("modified", file.modified);
        one.string("sha256", file.sha256);
        all.raw(file.path, one.object());
    }
    return all.object();
}

Result<std::vector<ModelFile>> filesFrom(const std::string& json)
{
    formats::JsonParser parser;
    const auto all = parser.object(json);
    if (!all) {
        return fail(all);
    }
    std::vector<ModelFile> files;
    for (const auto& field : all->all) {
        auto one = parser.object(field.raw);
        if (!one) {
            return fail(one);
        }
        ModelFile file;
        file.path = field.key;
        file.bytes = one->natural("bytes");
        file.modified = one->integer("modified");
        file.sha256 = one->needString("sha256");
        if (one->error()) {
            return fail(*one->error());
        }
        files.push_back(std::move(file));
    }
    return files;
}

Result<ModelFile> statFile(const std::filesystem::path& base, const std::string& path)
{
    std::error_code error;
    const auto whole = base / path;
    ModelFile file;
    file.path = path;
    file.bytes = std::filesystem::file_size(whole, error);
    if (error) {
        return fail(errnoError(error.value(), whole.string()));
    }
    const auto modified = media::modifiedMillis(whole);
    if (!modified) {
        return fail(modified);
    }
    file.modified = *modified;
    return file;
}

// Files that stand in the folder of the model and belong to it, by full path.
std::vector<std::string> filesOf(const formats::ModelFolder& model)
{
    std::set<std::string> files;
    const auto add = [&](const std::filesystem::path& file) {
        std::error_code error;
        if (std::filesystem::is_regular_file(file, error)) {
            files.insert(std::filesystem::absolute(file, error).string());
        }
    };
    add(model.weights);
    const auto folder = model.weights.parent_path();
    if (model.weights.extension() == ".json") {
        std::error_code error;
        for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".safetensors") {
                add(entry.path());
            }
        }
    }
    if (!model.openAi) {
        add(folder / "config.json");
        add(folder / "preprocessor_config.json");
    }
    add(model.tokenizer);
    for (const char* name : {"vocab.json", "merges.txt"}) {
        add(model.tokenizer / name);
    }
    return {files.begin(), files.end()};
}

std::string_view kindName(ModelKind kind)
{
    switch (kind) {
    case ModelKind::EfficientNetLite0:
    case ModelKind::Bert:
        return kStandardName;
    case ModelKind::Clip:
        return "clip";
    case ModelKind::Siglip:
        return "siglip";
    }
    return {};
}

// A head that was trained here says so in its metadata; anything else: no value.
std::optional<std::string> trainedKind(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return std::nullopt;
    }
    const auto metadata = formats::safetensorsMetadata(path);
    if (!metadata) {
        return std::nullopt;
    }
    const auto kind = metadata->find("kind");
    if (kind == metadata->end() || (kind->second != "alignment" && kind->second != "two-hop")) {
        return std::nullopt;
    }
    return kind->second;
}

bool holdsWeights(const std::filesystem::path& file)
{
    const auto extension = file.extension();
    return extension == ".safetensors" || extension == ".pt" || extension == ".bin";
}

// What no reader would take is refused before its digest is made: that may take minutes.
Result<ModelFile> known(const std::string& path, const std::optional<ModelRecord>& record)
{
    auto file = statFile({}, path);
    if (file && file->bytes > kSideFileLimit && !holdsWeights(path)) {
        return fail(ErrorCode::TooLarge,
                    std::to_string(file->bytes) + " bytes, limit " + std::to_string(kSideFileLimit),
                    path);
    }
    if (!file || !record) {
        return file;
    }
    for (const auto& old : record->files) {
        if (old.path == path && old.bytes == file->bytes && old.modified == file->modified) {
            file->sha256 = old.sha256;
        }
    }
    return file;
}

} // namespace

std::string ModelRecord::digest() const
{
    Sha256 hash;
    for (const auto& file : files) {
        hash.add(std::filesystem::path(file.path).filename().string());
        hash.add(" ");
        hash.add(file.sha256);
        hash.add("\n");
    }
    return hash.finishHex().substr(0, kDigestDigits);
}

std::string ModelRecord::id() const
{
    return kind + "-" + kEncoderVersion + "-" + digest();
}

Result<ModelFile> examineFile(const std::filesystem::path& base, const std::string& path)
{
    auto file = statFile(base, path);
    if (!file) {
        return file;
    }
    auto hash = sha256OfFile(base / path);
    if (!hash) {
        return fail(hash);
    }
    file->sha256 = std::move(*hash);
    return file;
}

Status writeRecord(const std::filesystem::path& file, const ModelRecord& record)
{
    formats::JsonLine json;
    json.integer("version", 1);
    json.string("name", record.name);
    json.string("kind", record.kind);
    json.stringIfAny("path", record.path.string());
    json.stringIfAny("licence", record.licence);
    json.stringIfAny("origin", record.origin);
    json.raw("files", filesJson(record.files));
    auto out = AtomicFile::create(file);
    if (!out) {
        return fail(out);
    }
    if (auto written = (*out)->write(json.line()); !written) {
        return written;
    }
    return (*out)->commit();
}

Result<ModelRecord> readRecord(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, kRecordLimit);
    if (!bytes) {
        return fail(bytes);
    }
    formats::JsonParser parser;
    auto json = parser.object(*bytes);
    if (!json) {
        return fail(ErrorCode::BadFormat, json.error().detail, file.string());
    }
    ModelRecord record;
    record.name = json->needString("name");
    record.kind = json->needString("kind");
    record.path = json->string("path");
    record.licence = json->string("licence");
    record.origin = json->string("origin");
    const auto list = json->object("files");
    if (json->error()) {
        return fail(ErrorCode::BadFormat, json->error()->detail, file.string());
    }
    auto files = filesFrom(list.empty() ? "{}" : list);
    if (!files || files->empty()) {
        return fail(ErrorCode::BadFormat, "a record without files", file.string());
    }
    record.files = std::move(*files);
    return record;
}

Result<std::string> differences(const ModelRecord& record, bool thorough)
{
    for (const auto& file : record.files) {
        const auto now = statFile(record.path, file.path);
        if (!now) {
            if (now.error().code == ErrorCode::NotFound) {
                return (record.path / file.path).string() + " is missing";
            }
            return fail(now);
        }
        bool same = now->bytes == file.bytes;
        if (same && (thorough || now->modified != file.modified)) {
            const auto hash = sha256OfFile(record.path / file.path);
            if (!hash) {
                return fail(hash);
            }
            same = *hash == file.sha256;
        }
        if (!same) {
            return (record.path / file.path).string() + " is not as it was when it was taken in";
        }
    }
    return std::string{};
}

Result<ModelRecord> examineUserModel(const std::string& name, const std::filesystem::path& path,
                                     const std::optional<ModelRecord>& knownRecord)
{
    std::error_code error;
    const auto whole = std::filesystem::absolute(path, error).lexically_normal();
    if (!std::filesystem::exists(whole, error)) {
        return fail(ErrorCode::NotFound, "no such file or folder", path.string());
    }
    ModelRecord record;
    record.name = name;
    std::vector<std::string> files;
    if (auto kind = trainedKind(whole)) {
        record.kind = std::move(*kind);
        files.push_back(whole.string());
    } else {
        const auto model = formats::examineModel(whole);
        if (!model) {
            return fail(model);
        }
        record.kind = kindName(model->config.kind);
        files = filesOf(*model);
    }
    for (const auto& file : files) {
        auto one = known(file, knownRecord);
        if (one && one->sha256.empty()) {
            one = examineFile({}, file);
        }
        if (!one) {
            return fail(one);
        }
        record.files.push_back(std::move(*one));
    }
    record.path = whole;
    return record;
}

} // namespace triptych::workflow
