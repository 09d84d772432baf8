// SPDX-License-Identifier: GPL-3.0-or-later
// config.json and preprocessor_config.json as Hugging Face writes them: private to formats.
#pragma once

#include "core/base/result.h"
#include "core/domain/weights.h"

#include <filesystem>
#include <string>

namespace triptych::formats {

// Keys that are absent have the defaults of the model's family. Errors name file and key:
// BadFormat (no JSON, another kind of value), Unsupported (another architecture, activation or
// resampling), BadArgument (sizes that cannot be).
Result<ModelConfig> readModelConfig(const std::filesystem::path& folder);
// Sizes that no tower can have: nothing, absurdly many, heads that do not divide. `subject`: file.
Status checkTower(const TowerConfig& tower, const std::string& what, const std::string& subject);
// The weights' own shapes, where the names are known: BadArgument says what does not fit.
Status compareWithWeights(const ModelConfig& config, const WeightSource& weights,
                          const std::string& subject);

} // namespace triptych::formats
