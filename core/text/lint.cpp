// SPDX-License-Identifier: GPL-3.0-or-later
// Lint of modification texts: no model, no image, only the words.
#include "core/text/lint.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"
#include "core/text/scripts.h"

#include <algorithm>
#include <array>

namespace triptych::text {

namespace {

constexpr std::size_t kMostWords = 60;
constexpr std::size_t kMostCharacters = 400;

struct Words
{
    std::vector<std::string> units; // words; in Han and kana two characters count as one word
    std::size_t weight = 0;         // in halves of a word
    bool hanKana = false;
};

Words wordsOf(std::string_view folded)
{
    Words words;
    std::string word;
    const auto flush = [&] {
        if (!word.empty()) {
            words.units.push_back(word);
            words.weight += 2;
            word.clear();
        }
    };
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t start = at;
        const auto kind = classOf(nextCodePoint(folded, at));
        if (kind == CharacterClass::Word) {
            word += folded.substr(start, at - start);
            continue;
        }
        flush();
        if (kind == CharacterClass::HanKana) {
            words.units.emplace_back(folded.substr(start, at - start));
            words.weight += 1;
            words.hanKana = true;
        }
    }
    flush();
    return words;
}

std::string joined(const std::vector<std::string>& units, std::size_t from, std::size_t count,
                   bool hanKana)
{
    std::string out;
    for (std::size_t i = from; i < from + count; ++i) {
        out += hanKana || out.empty() ? "" : " ";
        out += units[i];
    }
    return out;
}

// `length` units that stand `times` times in a row; empty when none do.
std::string repeated(const Words& words, std::size_t length, std::size_t times)
{
    const auto& units = words.units;
    for (std::size_t at = 0; at + length * times <= units.size(); ++at) {
        bool same = true;
        for (std::size_t i = at; same && i + length < at + length * times; ++i) {
            same = units[i] == units[i + length];
        }
        if (same) {
            return joined(units, at, length, words.hanKana);
        }
    }
    return {};
}

std::string imageWords(const std::string& folded)
{
    constexpr std::array<std::string_view, 7> kOrder = {"first ",     "second ", "left ", "right ",
                                                        "reference ", "target ", "other "};
    constexpr std::array<std::string_view, 4> kThing = {"image", "picture", "photo", "img"};
    for (const auto order : kOrder) {
        for (const auto thing : kThing) {
            const std::string words = std::string{order} + std::string{thing};
            const auto at = folded.find(words);
            const bool begins = at != std::string::npos &&
                                (at == 0 || classOf(static_cast<unsigned char>(folded[at - 1])) !=
                                                CharacterClass::Word);
            if (begins) {
                return words;
            }
        }
    }
    constexpr std::array<std::string_view, 12> kJapanese = {
        "枚目",     "最初の画像", "最初の写真", "次の画像", "次の写真", "左の画像",
        "左の写真", "右の画像",   "右の写真",   "参照画像", "目標画像", "元の画像"};
    for (const auto words : kJapanese) {
        if (folded.find(words) != std::string::npos) {
            return std::string{words};
        }
    }
    return {};
}

} // namespace

std::string_view name(LintKind kind)
{
    switch (kind) {
    case LintKind::Empty:
        return "empty";
    case LintKind::TooShort:
        return "too-short";
    case LintKind::TooLong:
        return "too-long";
    case LintKind::RepeatedWords:
        return "repeated-words";
    case LintKind::TalksAboutImages:
        return "talks-about-images";
    case LintKind::SameBothWays:
        return "same-both-ways";
    }
    return "empty";
}

std::vector<LintFinding> lint(std::string_view body, std::string_view opposite)
{
    const std::string valid = sanitizeUtf8(body);
    if (trimmed(valid).empty()) {
        return {{LintKind::Empty, {}}};
    }
    std::vector<LintFinding> findings;
    const std::string folded = nfkcCasefold(valid);
    const Words words = wordsOf(folded);
    if (words.weight <= 2) {
        findings.push_back({LintKind::TooShort, std::string{trimmed(valid)}});
    }
    if (words.weight > 2 * kMostWords || codePointCount(valid) > kMostCharacters) {
        findings.push_back({LintKind::TooLong, std::to_string(words.units.size()) + " words"});
    }
    std::string again = repeated(words, words.hanKana ? 6 : 3, 2);
    if (again.empty() && !words.hanKana) {
        again = repeated(words, 1, 3);
    }
    if (!again.empty()) {
        findings.push_back({LintKind::RepeatedWords, std::move(again)});
    }
    if (auto about = imageWords(folded); !about.empty()) {
        findings.push_back({LintKind::TalksAboutImages, std::move(about)});
    }
    if (!trimmed(opposite).empty() &&
        wordsOf(nfkcCasefold(sanitizeUtf8(opposite))).units == words.units) {
        findings.push_back({LintKind::SameBothWays, {}});
    }
    return findings;
}

} // namespace triptych::text
