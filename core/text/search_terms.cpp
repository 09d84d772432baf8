// SPDX-License-Identifier: GPL-3.0-or-later
// Words, and for Han and kana single characters and bigrams.
#include "core/text/search_terms.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"
#include "core/text/scripts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace triptych::text {

namespace {

// ASCII: 0 separates, anything else is the folded character.
constexpr std::array<char, 256> kAsciiWord = [] {
    std::array<char, 256> table{};
    for (int c = '0'; c <= '9'; ++c) {
        table[static_cast<std::size_t>(c)] = static_cast<char>(c);
    }
    for (int c = 'a'; c <= 'z'; ++c) {
        table[static_cast<std::size_t>(c)] = static_cast<char>(c);
        table[static_cast<std::size_t>(c - 'a' + 'A')] = static_cast<char>(c);
    }
    return table;
}();

struct Term
{
    std::string text;
    bool hanKana = false;
    bool bigram = false;
};

// False when a byte above 0x7F stands in the way; `out` is then unspecified.
bool asciiTerms(std::string_view body, std::string& out)
{
    bool gap = false;
    for (const char c : body) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            return false;
        }
        const char folded = kAsciiWord[byte];
        if (folded == '\0') {
            gap = !out.empty();
            continue;
        }
        if (gap) {
            out += ' ';
            gap = false;
        }
        out += folded;
    }
    return true;
}

// Calls term(text, isHanKana, isBigram) for each term in order.
template <typename Receiver> void forEachTerm(std::string_view folded, Receiver term)
{
    std::string word;
    std::string previous; // character of the run before this one
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t start = at;
        const char32_t c = nextCodePoint(folded, at);
        const auto kind = classOf(c);
        const auto character = folded.substr(start, at - start);
        if (kind == CharacterClass::Word) {
            word += character;
            previous.clear();
            continue;
        }
        if (!word.empty()) {
            term(word, false, false);
            word.clear();
        }
        if (kind == CharacterClass::Separator) {
            previous.clear();
            continue;
        }
        if (!previous.empty()) {
            previous += character;
            term(previous, true, true);
        }
        previous = character;
        term(previous, true, false);
    }
    if (!word.empty()) {
        term(word, false, false);
    }
}

// What one typed word or quoted phrase looks for; empty when nothing is left of it.
std::string phraseOf(std::string_view typed, bool prefix)
{
    std::vector<Term> terms;
    forEachTerm(nfkcCasefold(typed), [&](const std::string& text, bool hanKana, bool bigram) {
        terms.push_back({text, hanKana, bigram});
    });
    if (terms.empty()) {
        return {};
    }
    const bool endsInWord = !terms.back().hanKana;
    // A bigram says what the single character at the end of the run says.
    std::size_t first = 0;
    std::size_t last = terms.size();
    if (terms.size() > 1 && terms[0].hanKana && terms[1].bigram) {
        first = 1;
    }
    if (terms.size() > 1 && terms.back().hanKana && terms[terms.size() - 2].bigram) {
        last = terms.size() - 1;
    }
    std::string phrase = "\"";
    for (std::size_t i = first; i < last; ++i) {
        phrase += i == first ? "" : " ";
        phrase += terms[i].text;
    }
    phrase += '"';
    if (prefix && endsInWord) {
        phrase += '*';
    }
    return phrase;
}

void require(std::string& expression, const std::string& phrase)
{
    if (phrase.empty()) {
        return;
    }
    expression += expression.empty() ? "" : " AND ";
    expression += phrase;
}

} // namespace

std::string searchTerms(std::string_view body)
{
    std::string out;
    out.reserve(body.size());
    if (asciiTerms(body, out)) {
        return out;
    }
    out.clear();
    forEachTerm(nfkcCasefold(body), [&](const std::string& text, bool, bool) {
        out += out.empty() ? "" : " ";
        out += text;
    });
    return out;
}

std::string searchQuery(std::string_view typed)
{
    constexpr std::string_view kSpace = " \t\r\n\v\f";
    const std::string valid = sanitizeUtf8(typed);
    std::string_view rest = valid;
    std::string expression;
    while (true) {
        const auto start = rest.find_first_not_of(kSpace);
        if (start == std::string_view::npos) {
            return expression;
        }
        rest.remove_prefix(start);
        const bool quoted = rest.front() == '"';
        if (quoted) {
            rest.remove_prefix(1);
        }
        const auto end =
            std::min(quoted ? rest.find('"') : rest.find_first_of(" \t\r\n\v\f\""), rest.size());
        const auto word = rest.substr(0, end);
        rest.remove_prefix(quoted && end < rest.size() ? end + 1 : end);
        const bool starred = quoted ? !rest.empty() && rest.front() == '*' : word.ends_with('*');
        require(expression, phraseOf(word, starred));
    }
}

} // namespace triptych::text
