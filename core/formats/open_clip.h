// SPDX-License-Identifier: GPL-3.0-or-later
// open_clip_config.json, beside weights that have OpenAI's names: private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <filesystem>

namespace triptych::formats {

// `sizes`: what the weights say (openAiConfig); the file adds heads, activation and pixels.
// Unsupported names the key that asks for a tower that is not known here.
Result<ModelConfig> readOpenClipConfig(const std::filesystem::path& path, ModelConfig sizes);

} // namespace triptych::formats
