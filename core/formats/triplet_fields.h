// SPDX-License-Identifier: GPL-3.0-or-later
// What triplets of JSON Lines, CSV and CIRR have in common. Private to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

inline constexpr long long kLargestCaption = 999;

// Checks and sets reference, target and further positives (target, reference and repetitions are
// left out of them). UnsafePath, subject = the name; MissingColumn for an empty reference.
Status setNames(TripletRow& row, std::string_view reference, std::string_view target,
                const std::vector<std::string>& targets);

// The pair's target first, then the others.
std::vector<std::string> allTargets(const TripletRow& row);

// "detail: subject" of an error that is about a part of a row.
std::string describeRow(const Error& error);

} // namespace triptych::formats
