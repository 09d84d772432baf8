// SPDX-License-Identifier: GPL-3.0-or-later
// Which files of a folder make a model, and which kind it is.
#include "core/formats/model_folder.h"

#include "core/formats/model_config.h"
#include "core/formats/open_clip.h"
#include "core/formats/openai_clip.h"
#include "core/formats/safetensors.h"

#include <optional>
#include <vector>

namespace triptych::formats {

namespace {

namespace fs = std::filesystem;

constexpr const char* kOpenAiMerges = "bpe_simple_vocab_16e6.txt.gz";
constexpr const char* kOpenClipConfig = "open_clip_config.json";

bool isFile(const fs::path& path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

// The first of these that is there.
std::optional<fs::path> firstOf(const fs::path& folder, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (isFile(folder / name)) {
            return folder / name;
        }
    }
    return std::nullopt;
}

Result<fs::path> findTokenizer(const fs::path& folder, ModelKind kind)
{
    switch (kind) {
    case ModelKind::Clip:
        if (isFile(folder / "vocab.json") && isFile(folder / "merges.txt")) {
            return folder;
        }
        if (const auto merges = firstOf(folder, {kOpenAiMerges, "bpe_simple_vocab_16e6.txt"})) {
            return *merges;
        }
        if (isFile(folder / "tokenizer.json")) {
            return folder / "tokenizer.json";
        }
        return fail(ErrorCode::NotFound, "the tokenizer's vocab.json and merges.txt are missing",
                    folder.string());
    case ModelKind::Siglip:
        if (isFile(folder / "spiece.model")) {
            return folder / "spiece.model";
        }
        if (isFile(folder / "tokenizer.json")) {
            return fail(ErrorCode::Unsupported,
                        "the tokenizer is not SigLIP's (no spiece.model beside tokenizer.json); "
                        "SigLIP 2 is not supported",
                        folder.string());
        }
        return fail(ErrorCode::NotFound, "the tokenizer's spiece.model is missing",
                    folder.string());
    case ModelKind::Bert:
    case ModelKind::EfficientNetLite0:
        break;
    }
    if (isFile(folder / "vocab.txt")) {
        return folder / "vocab.txt";
    }
    return fail(ErrorCode::NotFound, "the tokenizer's vocab.txt is missing", folder.string());
}

Result<ModelFolder> examineHuggingFace(const fs::path& folder)
{
    auto config = readModelConfig(folder);
    if (!config) {
        return fail(config);
    }
    const auto weights =
        firstOf(folder, {"model.safetensors", "model.safetensors.index.json", "pytorch_model.bin"});
    if (!weights) {
        return fail(ErrorCode::NotFound,
                    "no weights: model.safetensors or model.safetensors.index.json",
                    folder.string());
    }
    auto tokenizer = findTokenizer(folder, config->kind);
    if (!tokenizer) {
        return fail(tokenizer);
    }
    ModelFolder found{*config, *weights, *tokenizer, false};
    const auto source = openModelWeights(found);
    if (!source) {
        return fail(source);
    }
    const Status fits = compareWithWeights(*config, **source, weights->string());
    return fits ? Result<ModelFolder>{std::move(found)} : Result<ModelFolder>{fail(fits)};
}

Result<std::unique_ptr<WeightSource>> openNamed(const fs::path& file)
{
    const auto kind = file.extension();
    return kind == ".safetensors" || kind == ".json" ? openSafetensors(file) : openTorchFile(file);
}

// `openClip`: its configuration, empty for OpenAI's own files.
Result<ModelFolder> examineOpenAi(const fs::path& file, const fs::path& openClip = {})
{
    const auto weights = openNamed(file);
    if (!weights) {
        return fail(weights);
    }
    auto config = openAiConfig(**weights, file.string());
    if (config && !openClip.empty()) {
        config = readOpenClipConfig(openClip, *config);
    }
    if (!config) {
        return fail(config);
    }
    auto tokenizer = findTokenizer(file.parent_path(), ModelKind::Clip);
    if (!tokenizer) {
        return fail(ErrorCode::NotFound, std::string{kOpenAiMerges} + " must lie beside the file",
                    file.parent_path().string());
    }
    return ModelFolder{*config, file, *tokenizer, true};
}

Result<ModelFolder> examineOpenClip(const fs::path& folder)
{
    const auto weights =
        firstOf(folder, {"open_clip_model.safetensors", "open_clip_model.safetensors.index.json",
                         "open_clip_pytorch_model.bin"});
    if (!weights) {
        return fail(ErrorCode::NotFound,
                    "no weights: open_clip_model.safetensors or open_clip_pytorch_model.bin",
                    folder.string());
    }
    return examineOpenAi(*weights, folder / kOpenClipConfig);
}

// The only .pt of a folder.
Result<fs::path> onlyTorchFile(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".pt" && isFile(entry.path())) {
            found.push_back(entry.path());
        }
    }
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    if (found.size() != 1) {
        return fail(ErrorCode::NotFound,
                    found.empty() ? "no config.json, no open_clip_config.json and no .pt file there"
                                  : "several .pt files there: name one",
                    folder.string());
    }
    return found.front();
}

} // namespace

Result<ModelFolder> examineModel(const fs::path& path)
{
    std::error_code error;
    if (!fs::exists(path, error)) {
        return fail(ErrorCode::NotFound, "no such file or folder", path.string());
    }
    if (!fs::is_directory(path, error)) {
        const auto name = path.filename().string();
        // Its activation is told by the configuration alone.
        const bool part = name == "config.json" || name.starts_with("open_clip_") ||
                          name == "pytorch_model.bin" || name.ends_with(".safetensors") ||
                          name.ends_with(".safetensors.index.json");
        return part ? examineModel(path.parent_path().empty() ? fs::path{"."} : path.parent_path())
                    : examineOpenAi(path);
    }
    if (isFile(path / "config.json")) {
        return examineHuggingFace(path);
    }
    if (isFile(path / kOpenClipConfig)) {
        return examineOpenClip(path);
    }
    const auto file = onlyTorchFile(path);
    return file ? examineOpenAi(*file) : Result<ModelFolder>{fail(file)};
}

Result<std::unique_ptr<WeightSource>> openModelWeights(const ModelFolder& folder)
{
    auto weights = openNamed(folder.weights);
    return weights && folder.openAi ? renamedOpenAi(std::move(*weights)) : std::move(weights);
}

} // namespace triptych::formats
