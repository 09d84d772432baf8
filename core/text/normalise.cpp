// SPDX-License-Identifier: GPL-3.0-or-later
// Normal forms through ICU.
#include "core/text/normalise.h"

#include "core/base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>

namespace triptych::text {

namespace {

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

const icu::Normalizer2* nfcInstance()
{
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2* casefoldInstance()
{
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
}

icu::StringPiece piece(std::string_view text)
{
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

// ICU counts in 32 bit; and without its data there is no table to look at.
bool canNormalise(const icu::Normalizer2* normalizer, std::string_view text)
{
    return normalizer != nullptr && text.size() < (1U << 30U);
}

std::string normalised(const icu::Normalizer2* normalizer, std::string_view text)
{
    if (!isValidUtf8(text)) {
        return normalised(normalizer, sanitizeUtf8(text));
    }
    if (!canNormalise(normalizer, text)) {
        return std::string{text};
    }
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    normalizer->normalizeUTF8(0, piece(text), sink, nullptr, status);
    return U_SUCCESS(status) ? out : std::string{text};
}

} // namespace

std::string nfc(std::string_view text)
{
    return isAscii(text) ? std::string{text} : normalised(nfcInstance(), text);
}

bool isNfc(std::string_view text)
{
    if (isAscii(text)) {
        return true;
    }
    const auto* normalizer = nfcInstance();
    if (!isValidUtf8(text) || !canNormalise(normalizer, text)) {
        return false;
    }
    UErrorCode status = U_ZERO_ERROR;
    return normalizer->isNormalizedUTF8(piece(text), status) != 0 && U_SUCCESS(status);
}

std::string nfkcCasefold(std::string_view text)
{
    return isAscii(text) ? asciiLower(text) : normalised(casefoldInstance(), text);
}

bool equalAfterNfcAndTrim(std::string_view a, std::string_view b)
{
    const auto left = trimmed(a);
    const auto right = trimmed(b);
    return left == right || nfc(left) == nfc(right);
}

} // namespace triptych::text
