// SPDX-License-Identifier: GPL-3.0-or-later
// Who makes which tower; LibTorch is not seen here. What they throw, the backend turns into Errors.
#pragma once

#include "core/nn-api/towers.h"
#include "core/nn/lite0_weights.h"

#include <memory>

namespace triptych::nn {

// EfficientNet-Lite0 (no squeeze-and-excite, relu6, "same" padding, norms of eps 1e-3), in the
// names of lukemelas' EfficientNet-PyTorch. Global: the last feature map's mean, 1280; tokens: that
// map row by row, (side/32)² × 1280; classes: of "_fc" where there is one.
Result<std::unique_ptr<ImageTower>> makeEfficientNet(const ModelConfig& config,
                                                     const WeightSource& weights, Device device);
std::unique_ptr<ImageTower> makeTorchEfficientNet(const Lite0Weights& net, int side); // on CUDA
// Hugging Face's BertModel. Global: the mean of the tokens' last hidden states, not of unit length.
Result<std::unique_ptr<TextTower>> makeBert(const ModelConfig& config, const WeightSource& weights,
                                            Device device);
// Hugging Face's CLIPModel and SiglipModel. Tokens: last_hidden_state, CLIP's with the class token
// in front and before its norm, SigLIP's after its norm.
Result<std::unique_ptr<ImageTower>> makeVision(const ModelConfig& config,
                                               const WeightSource& weights, Device device);
Result<std::unique_ptr<TextTower>> makeText(const ModelConfig& config, const WeightSource& weights,
                                            Device device);

} // namespace triptych::nn
