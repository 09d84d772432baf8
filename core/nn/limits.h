// SPDX-License-Identifier: GPL-3.0-or-later
// Whether sizes can be, and fit this computer, before anything is allocated; what goes in and
// comes out.
#pragma once

#include "core/base/result.h"
#include "core/domain/matrix.h"
#include "core/domain/weights.h"
#include "core/nn-api/towers.h"

#include <cstddef>
#include <cstdint>

namespace triptych::nn {

// BadArgument: a size that is zero, negative or does not divide; TooLarge: weights and the work of
// one image or text would not fit three quarters of the memory.
Status checkImageSizes(const TowerConfig& tower);
Status checkTextSizes(const TowerConfig& tower);
// The side of EfficientNet's images: `imageSize`, or what the pixels' rule says when that is 0.
Result<int> efficientNetSide(const ModelConfig& config);

// BadArgument: another side or count than the floats are for; Corrupt: a pixel is not finite.
Status checkBatch(const ImageBatch& batch, int side);
// What a tower made is finite, else Corrupt.
Status checkFinite(const Matrix& values);

// Images or texts of `tokens` tokens that are worked on at once, 1 … 32: bounded by memory.
std::int64_t batchOf(const TowerConfig& tower, std::int64_t tokens);
std::int64_t imageTokens(const TowerConfig& tower); // patches, without a class token

} // namespace triptych::nn
