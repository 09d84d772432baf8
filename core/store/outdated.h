// SPDX-License-Identifier: GPL-3.0-or-later
// Texts that a person's correction of an attribute has overtaken: stale until it is taken back.
#pragma once

#include "core/domain/values.h"
#include "core/store/sql.h"

#include <cstdint>
#include <span>

namespace triptych::store {

// Bits of text.stale: an import changed what the text was made of (for good), a correction did.
inline constexpr int kStaleForGood = 1;
inline constexpr int kStaleByCorrection = 2;

// An image's attributes went from `before` to `after` by corrections or by undoing them: texts made
// of another value become stale, those made of the value that is back become fresh. Throws.
void outdateTexts(Connection& connection, std::int64_t image, const Attributes& before,
                  const Attributes& after);

// Texts that came from another copy with its corrections: made of the corrected values there, so
// the corrections that came with them have not overtaken them. Throws.
void keepFresh(Connection& connection, std::span<const std::int64_t> texts);

} // namespace triptych::store
