// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways to clean a text for CLIP. OpenAI's is ftfy (what it does to sound text; mojibake is
// not guessed at), then Python's html.unescape twice, then lower case.
#include "core/text/clip_cleaning.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>

namespace triptych::text {

namespace {

// HTML 4's names and "apos", each with its code point; '!': also without a semicolon.
constexpr std::string_view kEntities =
    "AElig! C6 Aacute! C1 Acirc! C2 Agrave! C0 Alpha 391 Aring! C5 Atilde! C3 Auml! C4 Beta 392 "
    "Ccedil! C7 Chi 3A7 Dagger 2021 Delta 394 ETH! D0 Eacute! C9 Ecirc! CA Egrave! C8 "
    "Epsilon 395 Eta 397 Euml! CB Gamma 393 Iacute! CD Icirc! CE Igrave! CC Iota 399 Iuml! CF "
    "Kappa 39A Lambda 39B Mu 39C Ntilde! D1 Nu 39D OElig 152 Oacute! D3 Ocirc! D4 Ograve! D2 "
    "Omega 3A9 Omicron 39F Oslash! D8 Otilde! D5 Ouml! D6 Phi 3A6 Pi 3A0 Prime 2033 Psi 3A8 "
    "Rho 3A1 Scaron 160 Sigma 3A3 THORN! DE Tau 3A4 Theta 398 Uacute! DA Ucirc! DB Ugrave! D9 "
    "Upsilon 3A5 Uuml! DC Xi 39E Yacute! DD Yuml 178 Zeta 396 aacute! E1 acirc! E2 acute! B4 "
    "aelig! E6 agrave! E0 alefsym 2135 alpha 3B1 amp! 26 and 2227 ang 2220 apos 27 aring! E5 "
    "asymp 2248 atilde! E3 auml! E4 bdquo 201E beta 3B2 brvbar! A6 bull 2022 cap 2229 ccedil! E7 "
    "cedil! B8 cent! A2 chi 3C7 circ 2C6 clubs 2663 cong 2245 copy! A9 crarr 21B5 cup 222A "
    "curren! A4 dArr 21D3 dagger 2020 darr 2193 deg! B0 delta 3B4 diams 2666 divide! F7 "
    "eacute! E9 ecirc! EA egrave! E8 empty 2205 emsp 2003 ensp 2002 epsilon 3B5 equiv 2261 "
    "eta 3B7 eth! F0 euml! EB euro 20AC exist 2203 fnof 192 forall 2200 frac12! BD frac14! BC "
    "frac34! BE frasl 2044 gamma 3B3 ge 2265 gt! 3E hArr 21D4 harr 2194 hearts 2665 hellip 2026 "
    "iacute! ED icirc! EE iexcl! A1 igrave! EC image 2111 infin 221E int 222B iota 3B9 "
    "iquest! BF isin 2208 iuml! EF kappa 3BA lArr 21D0 lambda 3BB lang 2329 laquo! AB larr 2190 "
    "lceil 2308 ldquo 201C le 2264 lfloor 230A lowast 2217 loz 25CA lrm 200E lsaquo 2039 "
    "lsquo 2018 lt! 3C macr! AF mdash 2014 micro! B5 middot! B7 minus 2212 mu 3BC nabla 2207 "
    "nbsp! A0 ndash 2013 ne 2260 ni 220B not! AC notin 2209 nsub 2284 ntilde! F1 nu 3BD "
    "oacute! F3 ocirc! F4 oelig 153 ograve! F2 oline 203E omega 3C9 omicron 3BF oplus 2295 "
    "or 2228 ordf! AA ordm! BA oslash! F8 otilde! F5 otimes 2297 ouml! F6 para! B6 part 2202 "
    "permil 2030 perp 22A5 phi 3C6 pi 3C0 piv 3D6 plusmn! B1 pound! A3 prime 2032 prod 220F "
    "prop 221D psi 3C8 quot! 22 rArr 21D2 radic 221A rang 232A raquo! BB rarr 2192 rceil 2309 "
    "rdquo 201D real 211C reg! AE rfloor 230B rho 3C1 rlm 200F rsaquo 203A rsquo 2019 sbquo 201A "
    "scaron 161 sdot 22C5 sect! A7 shy! AD sigma 3C3 sigmaf 3C2 sim 223C spades 2660 sub 2282 "
    "sube 2286 sum 2211 sup 2283 sup1! B9 sup2! B2 sup3! B3 supe 2287 szlig! DF tau 3C4 "
    "there4 2234 theta 3B8 thetasym 3D1 thinsp 2009 thorn! FE tilde 2DC times! D7 trade 2122 "
    "uArr 21D1 uacute! FA uarr 2191 ucirc! FB ugrave! F9 uml! A8 upsih 3D2 upsilon 3C5 uuml! FC "
    "weierp 2118 xi 3BE yacute! FD yen! A5 yuml! FF zeta 3B6 zwj 200D zwnj 200C ";
constexpr std::size_t kLongestEntity = 32;
// What browsers read in &#128; … &#159;, and ftfy in those control characters.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

using Entities = std::map<std::string_view, char32_t>; // "amp;" and, where it may be, "amp"

Entities readEntities()
{
    Entities out;
    for (std::string_view rest = kEntities; !rest.empty();) {
        auto name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(name.size() + 1);
        const auto digits = rest.substr(0, rest.find(' '));
        rest.remove_prefix(digits.size() + 1);
        std::uint32_t point = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), point, 16);
        const bool bare = name.ends_with('!');
        name.remove_suffix(bare ? 1 : 0);
        out[name] = point | (bare ? 0U : 0x80000000U);
    }
    return out;
}

// Of a whole name; `closed`: a semicolon follows.
std::optional<char32_t> entity(std::string_view name, bool closed)
{
    static const Entities entities = readEntities();
    const auto found = entities.find(name);
    if (found == entities.end() || (!closed && (found->second & 0x80000000U) != 0)) {
        return std::nullopt;
    }
    return found->second & 0x7FFFFFFFU;
}

void appendNumbered(std::uint32_t point, std::string& out)
{
    if (point >= 0x80 && point < 0xA0) {
        appendCodePoint(out, kWindows1252.at(point - 0x80));
    } else if (point == 0 || (point >= 0xD800 && point < 0xE000) || point > 0x10FFFF) {
        appendCodePoint(out, 0xFFFD);
    } else if ((point >= 0x20 && point != 0x7F && (point & 0xFFFEU) != 0xFFFE &&
                !(point >= 0xFDD0 && point < 0xFDF0)) ||
               point == '\t' || point == '\n' || point == '\f' || point == '\r') {
        appendCodePoint(out, point);
    }
}

// "#39;" or "#x27" behind an ampersand; how many bytes of it were read, 0: it is none.
std::size_t readNumbered(std::string_view text, std::string& out)
{
    const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
    const char* first = text.data() + (hex ? 2 : 1);
    const char* const last = text.data() + text.size();
    std::uint32_t point = 0;
    const auto read = first <= last ? std::from_chars(first, last, point, hex ? 16 : 10)
                                    : std::from_chars_result{first, std::errc::invalid_argument};
    if (read.ec == std::errc::invalid_argument) {
        return 0;
    }
    appendNumbered(read.ec == std::errc{} ? point : 0, out); // out of range: U+FFFD as well
    const auto used = static_cast<std::size_t>(read.ptr - text.data());
    return used + (used < text.size() && text[used] == ';' ? 1 : 0);
}

// "amp;" or "ampx" behind an ampersand.
std::size_t readNamed(std::string_view text, std::string& out)
{
    const auto end = text.substr(0, kLongestEntity).find_first_of("\t\n\f <&#;");
    const auto name = text.substr(0, std::min({end, text.size(), kLongestEntity}));
    if (name.size() < text.size() && text[name.size()] == ';') {
        if (const auto whole = entity(name, true)) {
            appendCodePoint(out, *whole);
            return name.size() + 1;
        }
    }
    for (std::size_t size = name.size(); size > 1; --size) {
        if (const auto start = entity(name.substr(0, size), false)) {
            appendCodePoint(out, *start);
            return size;
        }
    }
    return 0;
}

std::string unescaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto plain = std::min(text.find('&'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) {
            break;
        }
        const auto rest = text.substr(1);
        const auto used = rest.starts_with('#') ? readNumbered(rest, out) : readNamed(rest, out);
        if (used == 0) {
            out += '&';
        }
        text.remove_prefix(1 + used);
    }
    return out;
}

bool isDropped(char32_t c) // control characters that show nothing; joiners of emoji stay
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r') || c == 0x7F ||
           (c >= 0x206A && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC);
}

bool isWidthOrLigature(char32_t c)
{
    return (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0xFB00 && c <= 0xFB04) || c == 0xFB06 ||
           c == 0x132 || c == 0x133 || c == 0x149 || (c >= 0x1C4 && c <= 0x1CC) ||
           (c >= 0x1F1 && c <= 0x1F3);
}

void appendPlain(char32_t c, std::string& out)
{
    if (c == 0x2BC || (c >= 0x2018 && c <= 0x201B)) {
        out += '\'';
    } else if (c >= 0x201C && c <= 0x201F) {
        out += '"';
    } else if (isWidthOrLigature(c)) {
        UErrorCode error = U_ZERO_ERROR;
        const auto* nfkc = icu::Normalizer2::getNFKCInstance(error);
        icu::UnicodeString wide(static_cast<UChar32>(c));
        if (U_SUCCESS(error)) {
            wide = nfkc->normalize(wide, error);
        }
        for (std::int32_t at = 0; at < wide.length(); at = wide.moveIndex32(at, 1)) {
            const auto point = static_cast<char32_t>(wide.char32At(at));
            appendCodePoint(out, point == 0x2BC ? U'\'' : point);
        }
    } else if (c == 0xFB05) {
        out += "\u017Ft"; // NFKC would make another s of the long one
    } else if (c >= 0x80 && c < 0xA0) {
        appendCodePoint(out, kWindows1252.at(c - 0x80));
    } else if (!isDropped(c)) {
        appendCodePoint(out, c);
    }
}

std::string plain(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        appendPlain(nextCodePoint(text, at), out);
    }
    return out;
}

std::string lowered(std::string_view text)
{
    icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    wide.toLower(icu::Locale::getRoot());
    std::string out;
    wide.toUTF8String(out);
    return out;
}

// A sigma at a word's end stays one.
std::string loweredByLetter(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<UChar32>(nextCodePoint(text, at));
        if (c == 0x130) {
            out += "i\u0307"; // the only letter that two come of
        } else {
            appendCodePoint(out, static_cast<char32_t>(u_tolower(c)));
        }
    }
    return out;
}

} // namespace

std::string cleanForClip(std::string_view text, ClipCleaning cleaning)
{
    if (cleaning == ClipCleaning::HuggingFace) {
        return loweredByLetter(nfc(text));
    }
    std::string clean = sanitizeUtf8(text);
    if (clean.find('<') == std::string::npos) {
        clean = unescaped(clean); // ftfy's own, when there are no tags
    }
    clean = nfc(plain(clean));
    return lowered(unescaped(unescaped(clean)));
}

} // namespace triptych::text
