// SPDX-License-Identifier: GPL-3.0-or-later
// The judgement whether what a decoder gives can be text.
#include "core/formats/encoding_detect.h"

#include "core/base/utf8.h"
#include "core/text/decoder.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace triptych::formats {

namespace {

bool isControl(char32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

bool isAsciiLetter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isLatin1Letter(unsigned char c)
{
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0xFE;
}

// Signs of Windows-1252 that stand in catalogues: quotes, dashes, currency, degree, fractions …
bool isCommonSign(unsigned char c)
{
    constexpr std::string_view kSigns =
        "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA1\xA3\xA5\xA7\xA9\xAA\xAB\xAE\xB0\xB1\xB2"
        "\xB3\xB4\xB5\xB7\xBA\xBB\xBC\xBD\xBE\xBF\xD7\x8A\x8C\x8E\x9A\x9C\x9E\x9F";
    return kSigns.find(static_cast<char>(c)) != std::string_view::npos;
}

bool plausibleWindows1252(std::string_view sample)
{
    std::size_t high = 0;
    std::size_t good = 0;
    std::size_t run = 0; // high letters in a row: other alphabets look like long runs
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const auto byte = static_cast<unsigned char>(sample[i]);
        if (isControl(byte) && byte < 0x80) {
            return false;
        }
        if (byte < 0x80) {
            run = 0;
            continue;
        }
        if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D) {
            return false;
        }
        ++high;
        if (isLatin1Letter(byte)) {
            ++run;
            const bool before = i > 0 && isAsciiLetter(static_cast<unsigned char>(sample[i - 1]));
            const bool after =
                i + 1 < sample.size() && isAsciiLetter(static_cast<unsigned char>(sample[i + 1]));
            good += run <= 2 && (before || after || run == 2) ? 1U : 0U;
        } else {
            run = 0;
            good += isCommonSign(byte) ? 1U : 0U;
        }
    }
    return high > 0 && good * 10 >= high * 9;
}

struct JapaneseCount
{
    bool possible = true;
    std::size_t others = 0;   // not ASCII, not Japanese
    std::size_t japanese = 0; // Han, kana, full-width forms, punctuation
    std::size_t halfWidth = 0;
    bool convincing = false; // kana, or two Han in a row
};

JapaneseCount countJapanese(std::string_view sample)
{
    JapaneseCount count;
    const auto decoder = text::Decoder::create("ibm-943_P15A-2003");
    std::string decoded;
    if (decoder == nullptr) {
        return {.possible = false};
    }
    decoder->decode(sample, true, decoded);
    if (!isValidUtf8(decoded)) {
        return {.possible = false};
    }
    bool afterHan = false;
    for (std::size_t at = 0; at < decoded.size();) {
        const char32_t c = nextCodePoint(decoded, at);
        const bool han = c >= 0x4E00 && c <= 0x9FFF;
        const bool kana = c >= 0x3041 && c <= 0x30FE;
        if (isControl(c) || (c >= 0xE000 && c <= 0xF8FF)) {
            return {.possible = false};
        }
        if (han || kana || (c >= 0x3000 && c <= 0x3040) || (c >= 0xFF01 && c <= 0xFF5E)) {
            ++count.japanese;
            count.convincing = count.convincing || kana || (han && afterHan);
        } else if (c >= 0xFF61 && c <= 0xFF9F) {
            ++count.halfWidth;
        } else if (c >= 0x80) {
            ++count.others;
        }
        afterHan = han;
    }
    return count;
}

// Text in UTF-16 of this order: assigned characters only, no control characters, with line ends or
// delimiters among them.
bool plausibleUtf16(std::string_view sample, const char* encoding)
{
    const auto decoder = text::Decoder::create(encoding);
    if (decoder == nullptr) {
        return false;
    }
    std::string decoded;
    decoder->decode(sample.substr(0, sample.size() / 2 * 2), false, decoded);
    if (!isValidUtf8(decoded)) {
        return false;
    }
    std::size_t structure = 0;
    for (std::size_t at = 0; at < decoded.size();) {
        const char32_t c = nextCodePoint(decoded, at);
        if (isControl(c) || (c >= 0xE000 && c <= 0xF8FF) || (c & 0xFFFEU) == 0xFFFEU) {
            return false;
        }
        structure += c == '\n' || c == '\r' || c == ',' || c == ';' || c == '\t' ? 1U : 0U;
    }
    return structure > 0;
}

} // namespace

ByteOrderMark byteOrderMark(std::string_view head)
{
    using namespace std::string_view_literals;
    if (head.starts_with("\xEF\xBB\xBF"sv)) {
        return {"UTF-8", 3};
    }
    if (head.starts_with("\xFF\xFE\0\0"sv)) {
        return {"UTF-32LE", 4};
    }
    if (head.starts_with("\0\0\xFE\xFF"sv)) {
        return {"UTF-32BE", 4};
    }
    if (head.starts_with("\xFF\xFE"sv)) {
        return {"UTF-16LE", 2};
    }
    if (head.starts_with("\xFE\xFF"sv)) {
        return {"UTF-16BE", 2};
    }
    return {};
}

std::size_t completeUtf8(std::string_view bytes)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte < 0x80) {
            return bytes.size();
        }
        if (byte >= 0xC0) {
            const std::size_t needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            return needed > back ? bytes.size() - back : bytes.size();
        }
    }
    return bytes.size();
}

Utf8Count countUtf8(std::string_view sample)
{
    Utf8Count count;
    for (std::size_t at = 0; at < sample.size();) {
        const auto byte = static_cast<unsigned char>(sample[at]);
        const std::size_t length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        const bool valid = isValidUtf8(sample.substr(at, length));
        count.sequences += valid && length > 1 ? 1U : 0U;
        count.invalid += valid ? 0U : 1U;
        at += valid ? length : 1;
    }
    return count;
}

std::string detectUtf16(std::string_view sample)
{
    std::array<std::size_t, 2> zeros{}; // at even, at odd places
    for (std::size_t i = 0; i < sample.size(); ++i) {
        zeros[i % 2] += sample[i] == '\0' ? 1U : 0U;
    }
    const std::size_t most = std::max(zeros[0], zeros[1]);
    const std::size_t least = std::min(zeros[0], zeros[1]);
    if (most == 0 || least * 100 > most) {
        return {};
    }
    const bool many = most * 10 > sample.size();
    if (!many && isValidUtf8(sample.substr(0, completeUtf8(sample)))) {
        return {}; // a NUL or two in a UTF-8 file
    }
    const char* encoding = zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
    return plausibleUtf16(sample, encoding) ? encoding : "";
}

std::string detectLegacy(std::string_view sample)
{
    const bool latin = plausibleWindows1252(sample);
    const auto japanese = countJapanese(sample);
    const auto letters = japanese.japanese + japanese.halfWidth;
    const bool readsJapanese = japanese.possible && letters > 0 && japanese.others * 4 <= letters;
    if (readsJapanese && (japanese.convincing || !latin) &&
        (japanese.japanese > 0 || japanese.halfWidth > 2)) {
        return "Shift_JIS";
    }
    return latin ? "windows-1252" : "";
}

} // namespace triptych::formats
