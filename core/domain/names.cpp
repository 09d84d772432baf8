// SPDX-License-Identifier: GPL-3.0-or-later
// Spellings of the closed vocabularies.
#include "core/domain/names.h"

#include <array>
#include <cstddef>

namespace triptych {

namespace {

constexpr std::array<std::string_view, 2> kDirections{"forward", "reverse"};
constexpr std::array<std::string_view, 2> kLanguages{"en", "ja"};
constexpr std::array<std::string_view, 3> kImageStates{"present", "missing", "unreadable"};
constexpr std::array<std::string_view, 3> kOrigins{"import", "generator", "person"};
constexpr std::array<std::string_view, 3> kVerdicts{"accept", "edit", "reject"};
constexpr std::array<std::string_view, kSlotStateCount> kSlotStates{
    "pending", "accepted", "edited", "rejected", "skipped", "flagged", "disputed", "released"};
constexpr std::array<std::string_view, 3> kSplitParts{"train", "validation", "test"};
constexpr std::array<std::string_view, 16> kEventKinds{
    "accept", "edit",    "reject",     "skip",          "flag",       "unflag",
    "undo",   "redo",    "add_target", "remove_target", "adjudicate", "release",
    "remove", "comment", "correct",    "unknown"};

template <typename Enum, std::size_t N>
std::string_view nameIn(const std::array<std::string_view, N>& names, Enum value)
{
    return names.at(static_cast<std::size_t>(value));
}

template <typename Enum, std::size_t N>
std::optional<Enum> valueIn(const std::array<std::string_view, N>& names, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

} // namespace

std::string_view name(Direction value)
{
    return nameIn(kDirections, value);
}

std::string_view name(Language value)
{
    return nameIn(kLanguages, value);
}

std::string_view name(ImageState value)
{
    return nameIn(kImageStates, value);
}

std::string_view name(Origin value)
{
    return nameIn(kOrigins, value);
}

std::string_view name(Verdict value)
{
    return nameIn(kVerdicts, value);
}

std::string_view name(SlotState value)
{
    return nameIn(kSlotStates, value);
}

std::string_view name(SplitPart value)
{
    return nameIn(kSplitParts, value);
}

std::string_view name(EventKind value)
{
    return nameIn(kEventKinds, value);
}

std::optional<Direction> directionFrom(std::string_view text)
{
    return valueIn<Direction>(kDirections, text);
}

std::optional<Language> languageFrom(std::string_view text)
{
    return valueIn<Language>(kLanguages, text);
}

std::optional<ImageState> imageStateFrom(std::string_view text)
{
    return valueIn<ImageState>(kImageStates, text);
}

std::optional<Origin> originFrom(std::string_view text)
{
    return valueIn<Origin>(kOrigins, text);
}

std::optional<Verdict> verdictFrom(std::string_view text)
{
    return valueIn<Verdict>(kVerdicts, text);
}

std::optional<SlotState> slotStateFrom(std::string_view text)
{
    return valueIn<SlotState>(kSlotStates, text);
}

std::optional<SplitPart> splitPartFrom(std::string_view text)
{
    if (text == "val" || text == "dev") {
        return SplitPart::Validation;
    }
    return valueIn<SplitPart>(kSplitParts, text);
}

EventKind eventKindFrom(std::string_view text)
{
    return valueIn<EventKind>(kEventKinds, text).value_or(EventKind::Unknown);
}

} // namespace triptych
