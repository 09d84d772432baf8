// SPDX-License-Identifier: GPL-3.0-or-later
// Unicode normal forms. Every function is thread-safe and takes UTF-8; invalid bytes become U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace triptych::text {

// Canonical composition (NFC). ASCII is returned as it is, without looking at a table.
std::string nfc(std::string_view text);
bool isNfc(std::string_view text); // false for invalid UTF-8

// Compatibility composition and full case folding (NFKC_Casefold): "Ｔシャツ" -> "tシャツ",
// "STRASSE" and "Straße" -> "strasse". For comparing and searching, never for storing a text.
std::string nfkcCasefold(std::string_view text);

// What decides that an edit changed nothing: equal after NFC and trimming (ASCII white space,
// U+3000, U+00A0) of both ends.
bool equalAfterNfcAndTrim(std::string_view a, std::string_view b);

} // namespace triptych::text
