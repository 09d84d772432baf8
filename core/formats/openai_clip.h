// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAI's CLIP file: its sizes, and its tensors under Hugging Face's names. Private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <memory>
#include <string>

namespace triptych::formats {

// Sizes from the tensors' shapes. Unsupported: not a CLIP with a ViT (OpenAI's ResNets are not
// read). `subject`: the file.
Result<ModelConfig> openAiConfig(const WeightSource& weights, const std::string& subject);
// The fused in_proj taken apart, the projections transposed.
Result<std::unique_ptr<WeightSource>> renamedOpenAi(std::unique_ptr<WeightSource> weights);

} // namespace triptych::formats
