// SPDX-License-Identifier: GPL-3.0-or-later
// The English cue words of clausesOf.
#pragma once

#include <array>
#include <string_view>

namespace triptych::text::cues {

inline constexpr auto kShort = std::to_array<std::string_view>({"no longer",
                                                                "no more",
                                                                "not a fan of",
                                                                "not fond of",
                                                                "not keen on",
                                                                "not into",
                                                                "not",
                                                                "no",
                                                                "less",
                                                                "isn't",
                                                                "aren't",
                                                                "never",
                                                                "don't want",
                                                                "don't like",
                                                                "don't need",
                                                                "doesn't have",
                                                                "shouldn't have",
                                                                "shouldn't be",
                                                                "mustn't",
                                                                "must not",
                                                                "do not want",
                                                                "do not like",
                                                                "does not have",
                                                                "should not have",
                                                                "should not be",
                                                                "fewer",
                                                                "non"});
inline constexpr auto kLong = std::to_array<std::string_view>({"instead of being",
                                                               "instead of",
                                                               "rather than",
                                                               "in place of",
                                                               "in lieu of",
                                                               "as opposed to",
                                                               "without",
                                                               "w/o",
                                                               "lacking",
                                                               "minus",
                                                               "anything but",
                                                               "other than",
                                                               "except for",
                                                               "except",
                                                               "apart from",
                                                               "aside from",
                                                               "excluding",
                                                               "free of",
                                                               "and not",
                                                               "but not",
                                                               "get rid of",
                                                               "tired of",
                                                               "sick of",
                                                               "where this one is",
                                                               "where this is",
                                                               "where it is",
                                                               "already own",
                                                               "already have",
                                                               "hate",
                                                               "dislike",
                                                               "avoid"});
// Verbs of taking away: only where a verb can stand.
inline constexpr auto kRemove = std::to_array<std::string_view>(
    {"remove",   "lose",      "drop", "ditch",   "forget",    "delete",      "eliminate",
     "erase",    "omit",      "skip", "exclude", "leave out", "leave off",   "take off",
     "take out", "take away", "take", "strip",   "subtract",  "forget about"});
inline constexpr auto kBeforeVerb = std::to_array<std::string_view>(
    {"and", "then", "please", "to", "just", "also", "should", "must", "can", "could", "would",
     "you", "i", "i'd", "we", "but", "or", "let's"});
inline constexpr auto kParticles =
    std::to_array<std::string_view>({"off", "out", "away", "from it"});
inline constexpr auto kReplace =
    std::to_array<std::string_view>({"replace", "replaces", "replacing", "substitute", "swap",
                                     "swaps", "swapping", "exchange", "trade", "trading"});
inline constexpr auto kReplaceUntil =
    std::to_array<std::string_view>({"with", "by", "for", "to", "into"});
inline constexpr auto kChange = std::to_array<std::string_view>(
    {"change", "changes", "changed", "changing", "switch", "turn", "turns", "convert", "transform",
     "alter", "recolor", "recolour", "vary", "shift"});
inline constexpr auto kChangeUntil = std::to_array<std::string_view>({"to", "into", "with", "for"});
inline constexpr auto kFromUntil =
    std::to_array<std::string_view>({"to", "into", "towards", "toward"});
// After these, "and" starts something that is wanted again.
inline constexpr auto kVerbs = std::to_array<std::string_view>(
    {"add",    "make",  "makes",  "give",    "gives", "has",    "have",  "is",
     "are",    "be",    "change", "show",    "shows", "put",    "turn",  "go",
     "goes",   "use",   "choose", "pick",    "get",   "try",    "want",  "need",
     "i",      "i'd",   "i'll",   "we",      "you",   "it",     "it's",  "in",
     "with",   "more",  "take",   "replace", "swap",  "switch", "then",  "instead",
     "let",    "let's", "prefer", "keep",    "bring", "find",   "looks", "look",
     "should", "paint", "comes",  "place",   "set",   "dye",    "also"});
// "change the X to Y": these say what kind of thing changes and are no wish of their own.
inline constexpr auto kAttributes = std::to_array<std::string_view>(
    {"the",     "its",    "it",      "this",     "that",       "their",      "a",        "an",
     "of",      "color",  "colour",  "colors",   "colours",    "pattern",    "patterns", "material",
     "fabric",  "style",  "shape",   "size",     "length",     "sleeve",     "sleeves",  "neckline",
     "neck",    "collar", "print",   "texture",  "finish",     "fit",        "design",   "shade",
     "hue",     "tone",   "look",    "category", "type",       "kind",       "closure",  "item",
     "dress",   "shirt",  "garment", "product",  "one",        "thing",      "whole",    "entire",
     "number",  "view",   "angle",   "position", "background", "everything", "cut",      "piece",
     "them",    "these",  "those",   "my",       "your",       "from",       "version",  "image",
     "picture", "photo",  "same",    "around",   "over"});
// What stands before them is not wanted.
inline constexpr auto kAfter = std::to_array<std::string_view>({"has to go",
                                                                "have to go",
                                                                "must go",
                                                                "isn't my thing",
                                                                "is not my thing",
                                                                "aren't my thing",
                                                                "does nothing for me",
                                                                "do nothing for me",
                                                                "won't do",
                                                                "will not do",
                                                                "doesn't work",
                                                                "does not work",
                                                                "doesn't suit",
                                                                "does not suit",
                                                                "sold out",
                                                                "is sold out",
                                                                "i already own",
                                                                "i already have",
                                                                "bores me",
                                                                "is boring",
                                                                "is not for me",
                                                                "isn't for me"});
inline constexpr auto kNoCue = std::to_array<std::string_view>(
    {"not only", "not just", "no matter", "no problem", "except that", "why not", "if not",
     "no doubt", "not sure", "more or less", "nonetheless", "no idea"});
inline constexpr auto kBecomes =
    std::to_array<std::string_view>({"becomes", "become", "turned into"});
inline constexpr auto kOver = std::to_array<std::string_view>(
    {"prefer", "pick", "choose", "rather", "want", "like", "take", "favour", "favor"});
inline constexpr auto kBeforeToo = std::to_array<std::string_view>(
    {"is", "are", "it's", "looks", "look", "way", "far", "bit", "little", "seems", "was", "much"});

} // namespace triptych::text::cues
