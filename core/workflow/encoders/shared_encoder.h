// SPDX-License-Identifier: GPL-3.0-or-later
// CLIP and SigLIP: image and text in one space, from a folder that the user brings.
#pragma once

#include "core/formats/model_folder.h"
#include "core/nn-api/encoder.h"
#include "core/nn-api/towers.h"

#include <memory>
#include <string>

namespace triptych::workflow {

// `name`: what the user calls it.
Result<std::shared_ptr<nn::Encoder>> openSharedEncoder(const formats::ModelFolder& folder,
                                                       const std::string& name,
                                                       const std::string& id, nn::Device device);

} // namespace triptych::workflow
