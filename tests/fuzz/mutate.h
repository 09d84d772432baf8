// SPDX-License-Identifier: GPL-3.0-or-later
// Damage to bytes, the same for the same seed: what transfers, editors and ill will do to a file.
#pragma once

#include "core/base/random.h"

#include <span>
#include <string>
#include <string_view>

namespace triptych::fuzz {

// One to six damages: bits, bytes, words of the format, numbers, parts cut out, doubled or moved,
// the end cut off. `words` are tried where they hurt; never empty.
std::string mutated(std::string bytes, std::span<const std::string_view> words, Random& random);

// Replaces one decimal number of the text by one that lies; unchanged where there is none.
std::string withLyingNumber(std::string text, Random& random);

} // namespace triptych::fuzz
