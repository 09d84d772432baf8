// SPDX-License-Identifier: GPL-3.0-or-later
// Wall clock behind an interface, so that tests and reproducible exports can fix it.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace triptych {

// Milliseconds since 1970-01-01T00:00:00Z.
using UtcMillis = std::int64_t;

class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcMillis now() const = 0;
};

std::shared_ptr<const Clock> systemClock();
std::shared_ptr<const Clock> fixedClock(UtcMillis at);

// "2026-11-23T13:32:12.345Z", always with milliseconds and Z.
std::string toRfc3339(UtcMillis at);

// Reads RFC 3339 with "Z" or an offset, fraction optional. BadArgument otherwise.
Result<UtcMillis> parseRfc3339(std::string_view text);

} // namespace triptych
