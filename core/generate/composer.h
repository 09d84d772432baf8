// SPDX-License-Identifier: GPL-3.0-or-later
// One or several worded differences become one text.
#pragma once

#include "core/base/random.h"
#include "core/generate/differences.h"

#include <span>
#include <string>

namespace triptych::generate {

struct Composed
{
    std::string text;
    std::string templates; // ids of the phrases used, joined by "+"
};

// `differences`: at least one. Wording is drawn from `random` alone.
Composed compose(std::span<const Difference> differences, const Vocabulary& vocabulary,
                 Language language, Random& random);

} // namespace triptych::generate
