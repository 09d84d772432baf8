// SPDX-License-Identifier: GPL-3.0-or-later
// Products of tall matrices with themselves: the costly step of a ridge fit.
#pragma once

#include "core/base/executor.h"
#include "core/domain/matrix.h"

namespace triptych::retrieval {

// aᵀa (columns × columns), f32, both triangles. The same bytes whatever the number of threads.
Matrix gram(const Matrix& a, const JobContext& job);

} // namespace triptych::retrieval
