// SPDX-License-Identifier: GPL-3.0-or-later
// Keys: names that are the same in every copy of a project (DATA). 20 lower-case hex digits of a
// SHA-256 over the parts joined by NUL.
#pragma once

#include "core/domain/names.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace triptych {

using Key = std::string;

Key keyOf(std::initializer_list<std::string_view> parts);
// `nfcName`: the name relative to the root, "/" as separator, in NFC (core/text normalises).
Key imageKey(std::string_view rootLabel, std::string_view nfcName);
Key pairKey(std::string_view referenceKey, std::string_view targetKey);
Key slotKey(std::string_view pair, Direction direction, std::string_view language, int caption);
Key textKey(std::string_view slot, Origin origin, std::string_view generator,
            std::string_view version, std::uint64_t seed, std::string_view body);
// `sourceRow`: source id, or the row number in decimal.
Key queryKey(std::string_view referenceKey, std::string_view sourceRow);

} // namespace triptych
