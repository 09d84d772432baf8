// SPDX-License-Identifier: GPL-3.0-or-later
// The closed vocabularies of DATA, each with its one spelling in files, commands and exports.
#pragma once

#include <optional>
#include <string_view>

namespace triptych {

enum class Direction
{
    Forward,
    Reverse
};
enum class Language
{
    English,
    Japanese
}; // of the project and its generators; a slot stores a BCP 47 tag
enum class ImageState
{
    Present,
    Missing,
    Unreadable
};
enum class Origin
{
    Import,
    Generator,
    Person
};
enum class Verdict
{
    Accept,
    Edit,
    Reject
};
enum class SlotState
{
    Pending,
    Accepted,
    Edited,
    Rejected,
    Skipped,
    Flagged,
    Disputed,
    Released
};
inline constexpr int kSlotStateCount = 8;
enum class SplitPart
{
    Train,
    Validation,
    Test
};

enum class EventKind
{
    Accept,
    Edit,
    Reject,
    Skip,
    Flag,
    Unflag,
    Undo,
    Redo,
    AddTarget,
    RemoveTarget,
    Adjudicate,
    Release,
    Remove,
    Comment,
    Correct,
    Unknown, // of a newer version: kept, hashed, merged, left out of the fold
};

std::string_view name(Direction value);  // "forward", "reverse"
std::string_view name(Language value);   // "en", "ja"
std::string_view name(ImageState value); // "present", "missing", "unreadable"
std::string_view name(Origin value);     // "import", "generator", "person"
std::string_view name(Verdict value);    // "accept", "edit", "reject"
std::string_view name(SlotState value);  // "pending" …
std::string_view name(SplitPart value);  // "train", "validation", "test"
std::string_view name(EventKind value);  // "accept" …, "add_target"; "unknown" for Unknown

std::optional<Direction> directionFrom(std::string_view text);
std::optional<Language> languageFrom(std::string_view text);
std::optional<ImageState> imageStateFrom(std::string_view text);
std::optional<Origin> originFrom(std::string_view text);
std::optional<Verdict> verdictFrom(std::string_view text);
std::optional<SlotState> slotStateFrom(std::string_view text);
std::optional<SplitPart>
splitPartFrom(std::string_view text);           // "val" and "dev" also mean validation
EventKind eventKindFrom(std::string_view text); // Unknown when not known

} // namespace triptych
