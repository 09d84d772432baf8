// SPDX-License-Identifier: GPL-3.0-or-later
// A small BERT in plain loops: what the tower is checked against.
#pragma once

#include "nn_support.h"

#include <vector>

namespace triptych::tests {

TowerConfig smallBert(); // 20 words, 24 positions
MemoryWeights randomBert(const TowerConfig& config);
// The last hidden states, tokens × hidden.
std::vector<float> referenceBert(const MemoryWeights& weights, const TowerConfig& config,
                                 const std::vector<int>& ids);

} // namespace triptych::tests
