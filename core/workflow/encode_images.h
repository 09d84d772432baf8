// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: the images' part of encode().
#pragma once

#include "core/workflow/encode.h"

#include <filesystem>

namespace triptych::workflow {

// One pass: what is gone is removed, what is missing or stale is made. An error for which
// wentBad() holds means that a file went away meanwhile: pass again.
Status encodeImages(Project& project, nn::Encoder& encoder, const std::filesystem::path& cache,
                    EncodeReport& report, const JobContext& job);

} // namespace triptych::workflow
