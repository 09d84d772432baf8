// SPDX-License-Identifier: GPL-3.0-or-later
// The Japanese half of clausesOf: particles instead of word order.
#pragma once

#include "core/text/wanted_words.h"

namespace triptych::text {

// Whether a text has kana or Han in it, and so is read by japaneseClauses.
bool looksJapanese(std::string_view text);

// As clausesOf, for valid UTF-8 that looks Japanese; empty when no cue was found.
std::vector<Clause> japaneseClauses(std::string_view text);

} // namespace triptych::text
