// SPDX-License-Identifier: GPL-3.0-or-later
// Hashed words and character 3-grams; the language by CLD2.
#include "core/text/compact_features.h"

#include "core/base/utf8.h"
#include "core/text/search_terms.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>

namespace triptych::text {

namespace {

constexpr float kWordWeight = 1.0F;
constexpr float kPieceWeight =
    0.35F; // of a 3-gram: "sleeves" is near "sleeve", "red" not near "bred"
constexpr std::size_t kPieceBytes = 3;
constexpr std::size_t kEnoughBytes = 64U << 10U; // of a text; more changes nothing

// FNV-1a, 64 bits: the same on every machine.
std::uint64_t hashOf(std::string_view bytes)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    }
    return hash;
}

bool isAscii(std::string_view word)
{
    for (const char c : word) {
        if (static_cast<unsigned char>(c) >= 0x80) {
            return false;
        }
    }
    return true;
}

// Each term with how often it stands there, in a fixed order.
std::map<std::string, int> termsOf(std::string_view text)
{
    std::map<std::string, int> counts;
    const std::string terms = searchTerms(cutUtf8(text, kEnoughBytes));
    for (std::size_t at = 0; at < terms.size();) {
        const auto end = std::min(terms.find(' ', at), terms.size());
        if (end > at) {
            ++counts[terms.substr(at, end - at)];
        }
        at = end + 1;
    }
    return counts;
}

void add(std::vector<float>& out, std::string_view feature, float weight)
{
    const std::uint64_t hash = hashOf(feature);
    const bool negative = (hash >> 63U) != 0;
    out[hash % kCompactTextDimension] += negative ? -weight : weight;
}

// Of letters that are in few languages, the likeliest: a text of one or two words says no more.
std::string languageOfLetter(char32_t c)
{
    struct Script
    {
        char32_t first;
        char32_t last;
        const char* language;
    };
    static constexpr Script kScripts[] = {
        {0x0370, 0x03FF, "el"}, {0x0400, 0x052F, "ru"}, {0x0590, 0x05FF, "he"},
        {0x0600, 0x06FF, "ar"}, {0x0900, 0x097F, "hi"}, {0x0E00, 0x0E7F, "th"},
        {0x1100, 0x11FF, "ko"}, {0x3400, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
    };
    for (const Script& script : kScripts) {
        if (c >= script.first && c <= script.last) {
            return script.language;
        }
    }
    return {};
}

} // namespace

std::vector<float> compactTextFeatures(std::string_view text)
{
    std::vector<float> out(kCompactTextDimension, 0.0F);
    for (const auto& [word, count] : termsOf(text)) {
        const float often = 1.0F + std::log(static_cast<float>(count));
        add(out, "w:" + word, kWordWeight * often);
        if (isAscii(word)) {
            const std::string edged = "^" + word + "$";
            for (std::size_t i = 0; i + kPieceBytes <= edged.size(); ++i) {
                add(out, "p:" + edged.substr(i, kPieceBytes), kPieceWeight * often);
            }
        }
    }
    double squares = 0;
    for (const float value : out) {
        squares += static_cast<double>(value) * value;
    }
    if (squares > 0) {
        const auto scale = static_cast<float>(1.0 / std::sqrt(squares));
        for (float& value : out) {
            value *= scale;
        }
    }
    return out;
}

std::string languageOf(std::string_view text)
{
    const std::string valid = sanitizeUtf8(cutUtf8(text, kEnoughBytes));
    std::string byLetters;
    for (std::size_t at = 0; at < valid.size();) {
        const char32_t c = nextCodePoint(valid, at);
        if (byLetters.empty()) {
            byLetters = languageOfLetter(c);
        }
        if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA)) {
            return "ja"; // kana: no other language writes them
        }
    }
    bool reliable = false;
    const auto language = CLD2::DetectLanguage(valid.data(), static_cast<int>(valid.size()),
                                               /*is_plain_text=*/true, &reliable);
    return reliable && language != CLD2::UNKNOWN_LANGUAGE ? CLD2::LanguageCode(language)
                                                          : byLetters;
}

} // namespace triptych::text
