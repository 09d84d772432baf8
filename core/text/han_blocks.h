// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters BERT's tokeniser sets apart as words of their own: private to core/text.
#pragma once

#include <algorithm>
#include <array>

namespace triptych::text {

// The blocks that the reference implementation names; Hiragana and Katakana are not in it.
inline bool isHanBlock(char32_t c)
{
    struct Range
    {
        char32_t first;
        char32_t last;
    };
    constexpr auto kRanges = std::to_array<Range>({{0x4E00, 0x9FFF},
                                                   {0x3400, 0x4DBF},
                                                   {0x20000, 0x2A6DF},
                                                   {0x2A700, 0x2B73F},
                                                   {0x2B740, 0x2B81F},
                                                   {0x2B820, 0x2CEAF},
                                                   {0xF900, 0xFAFF},
                                                   {0x2F800, 0x2FA1F}});
    return std::ranges::any_of(kRanges, [c](Range r) { return c >= r.first && c <= r.last; });
}

} // namespace triptych::text
