// SPDX-License-Identifier: GPL-3.0-or-later
// Keys from SHA-256.
#include "core/domain/keys.h"

#include "core/base/sha256.h"

namespace triptych {

namespace {

constexpr std::size_t kKeyDigits = 20;

} // namespace

Key keyOf(std::initializer_list<std::string_view> parts)
{
    std::string joined;
    bool first = true;
    for (const auto part : parts) {
        if (!first) {
            joined += '\0';
        }
        first = false;
        joined += part;
    }
    return sha256Hex(joined).substr(0, kKeyDigits);
}

Key imageKey(std::string_view rootLabel, std::string_view nfcName)
{
    return keyOf({rootLabel, nfcName});
}

Key pairKey(std::string_view referenceKey, std::string_view targetKey)
{
    return keyOf({referenceKey, targetKey});
}

Key slotKey(std::string_view pair, Direction direction, std::string_view language, int caption)
{
    return keyOf({pair, name(direction), language, std::to_string(caption)});
}

Key textKey(std::string_view slot, Origin origin, std::string_view generator,
            std::string_view version, std::uint64_t seed, std::string_view body)
{
    return keyOf({slot, name(origin), generator, version, std::to_string(seed), body});
}

Key queryKey(std::string_view referenceKey, std::string_view sourceRow)
{
    return keyOf({referenceKey, sourceRow});
}

} // namespace triptych
