// SPDX-License-Identifier: GPL-3.0-or-later
// Plain forms, words without meaning of their own, spelling, meanings of class names.
#include "core/retrieval/alignment_lexicon.h"

#include "core/base/utf8.h"
#include "embedded/triptych_retrieval.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace triptych::retrieval {

namespace {

constexpr std::size_t kLongestWord = 100; // bytes; what is longer is no word

// Sorted: looked up by bisection.
constexpr auto kNothing = std::to_array<std::string_view>(
    {"a",        "about",      "after",    "again",     "all",        "already",   "also",
     "am",       "an",         "and",      "another",   "any",        "anybody",   "anything",
     "anywhere", "are",        "as",       "at",        "available",  "be",        "because",
     "become",   "been",       "before",   "being",     "better",     "both",      "but",
     "buy",      "by",         "came",     "can",       "certainly",  "change",    "choose",
     "color",    "colored",    "colorway", "colour",    "coloured",   "come",      "could",
     "cut",      "definitely", "design",   "did",       "different",  "do",        "doe",
     "does",     "don",        "else",     "entirely",  "ever",       "every",     "everything",
     "exact",    "exactly",    "except",   "fabric",    "find",       "finish",    "for",
     "found",    "from",       "garment",  "get",       "give",       "go",        "goe",
     "going",    "good",       "got",      "had",       "has",        "have",      "having",
     "he",       "her",        "here",     "him",       "his",        "hope",      "hoping",
     "how",      "however",    "i",        "ideally",   "identical",  "if",        "image",
     "in",       "instead",    "into",     "is",        "it",         "item",      "just",
     "keep",     "kind",       "know",     "let",       "like",       "line",      "little",
     "ll",       "look",       "looking",  "lot",       "made",       "make",      "mark",
     "matter",   "may",        "maybe",    "me",        "might",      "mine",      "model",
     "more",     "most",       "much",     "must",      "my",         "need",      "nice",
     "no",       "not",        "now",      "of",        "off",        "on",        "one",
     "only",     "or",         "other",    "otherwise", "ought",      "our",       "out",
     "over",     "own",        "perfect",  "photo",     "photograph", "pick",      "picture",
     "piece",    "plea",       "please",   "prefer",    "product",    "put",       "rather",
     "re",       "really",     "s",        "same",      "say",        "search",    "searching",
     "see",      "shade",      "shall",    "shape",     "she",        "should",    "show",
     "shown",    "similar",    "since",    "so",        "some",       "something", "stay",
     "still",    "stock",      "style",    "such",      "take",       "tell",      "than",
     "thank",    "that",       "the",      "their",     "them",       "then",      "there",
     "these",    "they",       "thi",      "thing",     "this",       "those",     "though",
     "to",       "too",        "try",      "type",      "under",      "use",       "variant",
     "ve",       "version",    "very",     "wa",        "want",       "was",       "we",
     "wear",     "wearing",    "were",     "what",      "when",       "where",     "whether",
     "which",    "while",      "who",      "whole",     "whose",      "why",       "will",
     "wish",     "with",       "would",    "yet",       "you",        "your"});
static_assert(std::ranges::is_sorted(kNothing));

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

bool isAscii(char c)
{
    return static_cast<unsigned char>(c) < 0x80;
}

// One form for spellings that mean the same: plurals, "hoodie" and "hoodies", "grey" and "gray".
void simplify(std::string& word)
{
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    if (word.size() > 4 && word.ends_with("ie")) {
        word.replace(word.size() - 2, 2, "y");
    }
    if (word == "grey") {
        word = "gray";
    }
}

std::string lettersOf(std::string_view text)
{
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' '; });
    return out;
}

std::set<std::string_view> trigrams(std::string_view letters)
{
    std::set<std::string_view> out;
    for (std::size_t i = 0; i + 3 <= letters.size(); ++i) {
        out.insert(letters.substr(i, 3));
    }
    return out;
}

using Meanings = std::map<std::string, ClassMeaning, std::less<>>;

Meanings readMeanings()
{
    Meanings out;
    std::string_view rest = embedded::kwordnet_tsv;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        if (line.starts_with('#') || second == std::string_view::npos) {
            continue;
        }
        out.emplace(line.substr(0, first),
                    ClassMeaning{std::string(line.substr(first + 1, second - first - 1)),
                                 std::string(line.substr(second + 1))});
    }
    return out;
}

} // namespace

std::vector<PlainWord> plainWords(std::string_view text)
{
    std::vector<PlainWord> words;
    const std::string lower = asciiLower(text);
    std::size_t at = 0;
    while (at < lower.size()) {
        if (!isWordByte(lower[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        const bool ascii = isAscii(lower[at]);
        while (at < lower.size() && isWordByte(lower[at]) && isAscii(lower[at]) == ascii) {
            ++at;
        }
        if (at - begin <= kLongestWord) {
            words.push_back({lower.substr(begin, at - begin), begin, at});
            simplify(words.back().plain);
        }
    }
    return words;
}

std::string plainForm(std::string_view text)
{
    std::string out;
    for (const auto& word : plainWords(text)) {
        out += (out.empty() ? "" : " ") + word.plain;
    }
    return out;
}

bool saysNothing(std::string_view plainWord)
{
    return std::ranges::binary_search(kNothing, plainWord);
}

std::vector<std::string> alternativesOf(std::string_view value)
{
    std::vector<std::string> out = {std::string(trimmed(value))};
    std::string_view rest = value;
    while (!rest.empty()) {
        std::size_t end = rest.find_first_of("&/,;|+");
        std::size_t next = end == std::string_view::npos ? rest.size() : end + 1;
        if (const std::size_t word = rest.find(" and "); word < end) {
            end = word;
            next = word + 5;
        }
        const std::string_view part = trimmed(rest.substr(0, end));
        if (!part.empty() && part != out.front()) {
            out.emplace_back(part);
        }
        rest.remove_prefix(std::min(next, rest.size()));
    }
    return out;
}

double spelledIn(std::string_view word, std::string_view text)
{
    if (word.empty() || text.empty()) {
        return 0;
    }
    if ((" " + std::string(text) + " ").find(" " + std::string(word) + " ") != std::string::npos) {
        return 1;
    }
    const std::string letters = lettersOf(word);
    if (letters.size() < 5) {
        return 0;
    }
    const std::string whole = lettersOf(text);
    const auto mine = trigrams(letters);
    const auto theirs = trigrams(whole);
    const auto shared = std::ranges::count_if(
        mine, [&theirs](std::string_view one) { return theirs.contains(one); });
    return static_cast<double>(shared) / static_cast<double>(mine.size());
}

std::span<const std::string> everydayWords()
{
    static const std::vector<std::string> words = {
        "animal", "apple",  "bag",     "ball",   "bed",    "bird",    "boat",    "book",
        "bottle", "box",    "bread",   "bridge", "car",    "cat",     "chair",   "church",
        "clock",  "cup",    "dog",     "door",   "fish",   "flower",  "fruit",   "garden",
        "glass",  "hammer", "hat",     "horse",  "house",  "insect",  "kitchen", "lamp",
        "large",  "long",   "machine", "music",  "paper",  "pattern", "person",  "plant",
        "shirt",  "shoe",   "short",   "small",  "street", "table",   "tree",    "water"};
    return words;
}

ClassMeaning meaningOf(const std::string& className)
{
    static const Meanings meanings = readMeanings();
    const auto found = meanings.find(className);
    return found == meanings.end() ? ClassMeaning{className, className} : found->second;
}

} // namespace triptych::retrieval
