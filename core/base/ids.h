// SPDX-License-Identifier: GPL-3.0-or-later
// Strong ids: row numbers of one project file. Never written to an export; keys are
// (domain/keys.h).
#pragma once

#include <cstddef> // first: moc 6.4 cannot read <compare> before a header that sets up the library

#include <compare>
#include <cstdint>
#include <functional>

namespace triptych {

template <typename Tag> struct Id
{
    std::int64_t value = 0; // 0 = none

    auto operator<=>(const Id&) const = default;
    [[nodiscard]] bool valid() const { return value > 0; }
};

using ImageId = Id<struct ImageTag>;
using PairId = Id<struct PairTag>;
using SlotId = Id<struct SlotTag>;
using TextId = Id<struct TextTag>;
using ReviewerId = Id<struct ReviewerTag>;
using RootId = Id<struct RootTag>;
using QueryId = Id<struct QueryTag>;

} // namespace triptych

template <typename Tag> struct std::hash<triptych::Id<Tag>>
{
    std::size_t operator()(const triptych::Id<Tag>& id) const noexcept
    {
        return std::hash<std::int64_t>{}(id.value);
    }
};
