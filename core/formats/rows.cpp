// SPDX-License-Identifier: GPL-3.0-or-later
// Helpers of rows.
#include "core/formats/rows.h"

#include <algorithm>

namespace triptych::formats {

Attributes toAttributes(std::span<const std::string> names,
                        std::span<const std::string_view> values)
{
    Attributes attributes;
    for (std::size_t i = 0; i < std::min(names.size(), values.size()); ++i) {
        if (!values[i].empty()) {
            attributes.emplace(names[i], values[i]);
        }
    }
    return attributes;
}

} // namespace triptych::formats
