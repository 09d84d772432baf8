// SPDX-License-Identifier: GPL-3.0-or-later
// Lookups in the lexicon.
#include "core/text/known_words.h"

#include "core/base/utf8.h"
#include "core/text/known_words_lists.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace triptych::text {

namespace {

constexpr auto kDark =
    std::to_array<std::string_view>({"dark", "darker", "darkest", "deep", "deeper", "dim"});
constexpr auto kLight = std::to_array<std::string_view>(
    {"bright", "brighter", "brightest", "light", "lighter", "lightest", "pale", "paler", "pastel"});

constexpr auto kPatterns = std::to_array<std::string_view>(
    {"checked", "checkered", "chequered", "dotted", "floral", "flowered", "pattern", "patterned",
     "plaid", "plain", "printed", "solid", "spotted", "striped", "stripy", "tartan"});

std::string_view lastWord(std::string_view form)
{
    const auto space = form.rfind(' ');
    return space == std::string_view::npos ? form : form.substr(space + 1);
}

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

} // namespace

bool namesKind(std::string_view words)
{
    const std::string lower = asciiLower(words);
    const std::string_view word = lastWord(lower);
    return std::ranges::any_of(
        std::to_array<std::string_view>({"", "s", "es"}), [word](std::string_view plural) {
            return word.ends_with(plural) &&
                   std::ranges::binary_search(known::kKinds,
                                              word.substr(0, word.size() - plural.size()));
        });
}

bool namesPattern(std::string_view plainForm)
{
    return isOneOf(plainForm, kPatterns);
}

int lightnessOf(std::string_view plainForm)
{
    if (isOneOf(plainForm, kDark)) {
        return -1;
    }
    return isOneOf(plainForm, kLight) ? 1 : 0;
}

English englishOf(std::string_view japanese, const std::function<bool(std::string_view)>& keep)
{
    English out;
    bool open = false; // an unknown stretch
    const auto close = [&out, &open] {
        out.words += out.words.empty() || out.words.back() == ' ' ? "" : " ";
        open = false;
    };
    std::size_t at = 0;
    while (at < japanese.size()) {
        const std::string_view rest = japanese.substr(at);
        const auto word = std::ranges::find_if(
            known::kJapanese, [rest](const auto& one) { return rest.starts_with(one.japanese); });
        const bool kept = word != known::kJapanese.end() && keep != nullptr && keep(word->japanese);
        if (word != known::kJapanese.end()) {
            close();
            out.words += kept ? word->japanese : word->english;
            close();
            at += word->japanese.size();
            continue;
        }
        const auto particle = std::ranges::find_if(
            known::kParticles, [rest](std::string_view one) { return rest.starts_with(one); });
        if (!open && particle != known::kParticles.end()) {
            close();
            at += particle->size();
            continue;
        }
        const std::size_t begin = at;
        nextCodePoint(japanese, at);
        out.words += japanese.substr(begin, at - begin);
        const char first = japanese[begin];
        const bool letter = static_cast<unsigned char>(first) >= 0x80;
        open = open || letter;
        out.whole = out.whole && !letter;
    }
    out.words = std::string(trimmed(out.words));
    return out;
}

} // namespace triptych::text
