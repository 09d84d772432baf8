// SPDX-License-Identifier: GPL-3.0-or-later
// A model as Hugging Face lays it out (config.json, preprocessor_config.json, *.safetensors,
// tokenizer files), or OpenAI's CLIP file: which it is and its sizes, checked against each other.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <filesystem>
#include <memory>
#include <string>

namespace triptych::formats {

struct ModelFolder
{
    ModelConfig config;
    std::filesystem::path weights;   // .safetensors, *.index.json, or OpenAI's .pt
    std::filesystem::path tokenizer; // vocab.json + merges.txt's folder, bpe_simple_vocab…gz,
                                     // vocab.txt, or spiece.model: what there is
    bool openAi = false;
};

// Errors name the file and what is wrong: NotFound (a tokenizer file is missing too), BadFormat,
// Unsupported (another architecture), BadArgument (sizes that cannot be: heads that do not divide,
// nothing, or absurdly many).
Result<ModelFolder> examineModel(const std::filesystem::path& path);
// Opened, and with Hugging Face's names whatever the file calls its tensors (OpenAI's fused
// in_proj is taken apart).
Result<std::unique_ptr<WeightSource>> openModelWeights(const ModelFolder& folder);

} // namespace triptych::formats
