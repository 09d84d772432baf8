// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in encoder: no download, no LibTorch. Image and text do not share a space.
#pragma once

#include "core/nn-api/encoder.h"

#include <memory>

namespace triptych::workflow {

std::shared_ptr<nn::Encoder> makeCompactEncoder();

} // namespace triptych::workflow
