// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters make words here: private to core/text, used by search terms and lint.
#pragma once

namespace triptych::text {

enum class CharacterClass
{
    Separator,
    Word,
    HanKana
};

// Han, Hiragana and Katakana are written without spaces; U+30FC and U+3006 belong to them though
// Unicode calls their script Common. Word: other letters, digits and marks.
CharacterClass classOf(char32_t codePoint);

} // namespace triptych::text
