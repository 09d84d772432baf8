// SPDX-License-Identifier: GPL-3.0-or-later
// Character classes through ICU.
#include "core/text/scripts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace triptych::text {

CharacterClass classOf(char32_t codePoint)
{
    const auto c = static_cast<UChar32>(codePoint);
    if (c < 0x80) {
        const bool word =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return word ? CharacterClass::Word : CharacterClass::Separator;
    }
    if ((U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) == 0) {
        return CharacterClass::Separator;
    }
    if (c < 0x2E80) {
        return CharacterClass::Word;
    }
    if (c == 0x30FC || c == 0x3006) {
        return CharacterClass::HanKana;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    const bool hanKana =
        script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
    return hanKana ? CharacterClass::HanKana : CharacterClass::Word;
}

} // namespace triptych::text
