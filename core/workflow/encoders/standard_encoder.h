// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0 with the foreground's colours, and all-MiniLM-L6-v2.
#pragma once

#include "core/nn-api/encoder.h"
#include "core/nn-api/towers.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace triptych::workflow {

// Files of the model's folder.
inline constexpr const char* kStandardImage = "image.safetensors";
inline constexpr const char* kStandardText = "text.safetensors";
inline constexpr const char* kStandardVocabulary = "vocab.txt";

// Of its image vectors: known without opening it.
std::size_t standardImageDimension();

Result<std::shared_ptr<nn::Encoder>> openStandardEncoder(const std::filesystem::path& folder,
                                                         const std::string& id, nn::Device device);

} // namespace triptych::workflow
