// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses by cue words, English: one pass over the words of each stretch between punctuation.
#include "core/text/wanted_words.h"

#include "core/base/utf8.h"
#include "core/text/wanted_words_cues.h"
#include "core/text/wanted_words_japanese.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

namespace triptych::text {

namespace {

using namespace cues;

constexpr std::size_t kLookAhead = 40; // words; keeps hostile texts linear

struct Word
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string lower;
    bool strong = false; // . ! ? ; : before it
    bool comma = false;  // , or a dash before it
};

// How far an unwanted stretch reaches.
enum class Scope
{
    None,
    Short, // "no", "less", "not": ends at "and", "with"
    Long,  // "without", "instead of": runs over "and" unless a verb follows
    Until, // "replace X with": ends at a word in `until`
};

using Phrase = std::span<const std::string_view>;

bool isOneOf(std::string_view word, Phrase words)
{
    return std::ranges::find(words, word) != words.end();
}

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || c == '\'';
}

// Hyphen and slash join words only between word bytes ("long-sleeved", "3/4", "w/o").
std::vector<Word> wordsOf(std::string_view text)
{
    std::vector<Word> words;
    bool strong = false;
    bool comma = false;
    std::size_t at = 0;
    while (at < text.size()) {
        if (!isWordByte(text[at])) {
            const char c = text[at];
            strong =
                strong || c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '\n';
            comma = comma || c == ',' || c == '-' || c == '(' || c == ')';
            ++at;
            continue;
        }
        Word word;
        word.begin = at;
        while (at < text.size() &&
               (isWordByte(text[at]) || ((text[at] == '-' || text[at] == '/') &&
                                         at + 1 < text.size() && isWordByte(text[at + 1])))) {
            ++at;
        }
        word.end = at;
        word.lower = asciiLower(text.substr(word.begin, at - word.begin));
        if (word.lower == "\xE2\x80\x93" || word.lower == "\xE2\x80\x94") { // a dash of its own
            comma = true;
            continue;
        }
        for (std::size_t mark = word.lower.find("\xE2\x80\x99"); mark != std::string::npos;
             mark = word.lower.find("\xE2\x80\x99")) {
            word.lower.replace(mark, 3, "'");
        }
        word.strong = std::exchange(strong, false);
        word.comma = std::exchange(comma, false);
        words.push_back(std::move(word));
    }
    return words;
}

class Reader
{
public:
    Reader(std::string_view text, std::vector<Word> words)
        : m_text(text)
        , m_words(std::move(words))
    {}

    std::vector<Clause> read()
    {
        while (m_at < m_words.size()) {
            if (m_at > 0 && (m_words[m_at].strong || m_words[m_at].comma)) {
                border(m_words[m_at].strong);
            }
            if (!cue()) {
                ++m_at;
            }
        }
        cut(m_words.size());
        return m_cues ? std::move(m_clauses) : std::vector<Clause>{};
    }

private:
    // Number of words of the phrase that stand at `at` without punctuation between, or 0.
    [[nodiscard]] std::size_t matches(std::string_view phrase, std::size_t at) const
    {
        std::size_t count = 0;
        while (!phrase.empty()) {
            const std::string_view first = phrase.substr(0, phrase.find(' '));
            if (at + count >= m_words.size() || m_words[at + count].lower != first ||
                (count > 0 && (m_words[at + count].comma || m_words[at + count].strong))) {
                return 0;
            }
            ++count;
            phrase.remove_prefix(std::min(phrase.size(), first.size() + 1));
        }
        return count;
    }
    [[nodiscard]] std::size_t longest(Phrase phrases, std::size_t at) const
    {
        std::size_t best = 0;
        for (const std::string_view phrase : phrases) {
            best = std::max(best, matches(phrase, at));
        }
        return best;
    }
    [[nodiscard]] bool startsStretch(std::size_t at) const
    {
        return at == 0 || m_words[at].comma || m_words[at].strong;
    }
    [[nodiscard]] bool verbPlace(std::size_t at) const
    {
        return startsStretch(at) || isOneOf(m_words[at - 1].lower, kBeforeVerb);
    }
    // First word of `words` after `at` in this stretch.
    [[nodiscard]] std::optional<std::size_t> ahead(Phrase words, std::size_t at) const
    {
        const std::size_t end = std::min(m_words.size(), at + kLookAhead);
        for (std::size_t i = at; i < end; ++i) {
            if (i > at && (m_words[i].strong || m_words[i].comma)) {
                break;
            }
            if (i + 1 < end && m_words[i].lower == "and" && words.size() > 2 &&
                isOneOf(m_words[i + 1].lower, kVerbs)) {
                break;
            }
            if (isOneOf(m_words[i].lower, words)) {
                return i;
            }
        }
        return std::nullopt;
    }

    // Ends the clause before word `next`.
    void cut(std::size_t next)
    {
        if (m_start < next) {
            const std::size_t begin = m_words[m_start].begin;
            m_clauses.push_back({std::string(m_text.substr(begin, m_words[next - 1].end - begin)),
                                 m_scope == Scope::None});
        }
        m_start = next;
    }
    void jump(std::size_t length, Scope scope)
    {
        cut(m_at);
        m_at += length;
        m_start = m_at;
        m_scope = scope;
        m_cues = true;
    }
    void border(bool strong)
    {
        // "without a hood, pockets or a zip" is one list.
        static constexpr auto kOr = std::to_array<std::string_view>({"or", "nor"});
        const bool list = !strong && m_scope == Scope::Long &&
                          ahead(kOr, m_at).value_or(m_at + 9) <= m_at + 4 &&
                          !isOneOf(m_words[m_at].lower, kVerbs);
        if (m_scope != Scope::Until || strong) {
            cut(m_at);
            if (!list) {
                m_scope = Scope::None;
            }
        }
    }

    bool cue()
    {
        if (const std::size_t none = longest(kNoCue, m_at); none > 0) {
            m_at += none;
            return true;
        }
        if (m_words[m_at].lower == "since" || m_words[m_at].lower == "because") {
            cut(m_at);
            m_scope = Scope::None;
        }
        return ends() || afterwards() || pairs() || starts();
    }

    // The unwanted stretch ends here.
    bool ends()
    {
        const std::string& word = m_words[m_at].lower;
        if (m_scope == Scope::Until) {
            if (!isOneOf(word, m_until)) {
                return false;
            }
            jump(1, Scope::None);
            return true;
        }
        if (m_scope == Scope::None) {
            return false;
        }
        const bool last = m_at + 1 >= m_words.size();
        if (word == "but" || word == "so" || (word == "for" && m_too)) {
            if (word == "but" && longest(kLong, m_at) > 0) {
                return false;
            }
            m_too = false;
            jump(1, Scope::None);
            return true;
        }
        if (word == "and" && !last) {
            const std::string& next = m_words[m_at + 1].lower;
            const bool verb = isOneOf(next, kVerbs);
            if (longest(kLong, m_at) == 0 && (m_scope == Scope::Short || verb)) {
                jump(1, Scope::None);
                return true;
            }
        }
        if ((word == "with" || word == "more") && (m_scope == Scope::Short || m_removing)) {
            m_removing = false;
            jump(0, Scope::None);
            ++m_at;
            return true;
        }
        if (isOneOf(word, kParticles) && m_removing) {
            m_removing = false;
            jump(1, Scope::None);
            return true;
        }
        return false;
    }

    // "the X has to go": what stands before is unwanted.
    bool afterwards()
    {
        const std::size_t length = longest(kAfter, m_at);
        if (length == 0 || m_start == m_at) {
            return false;
        }
        m_scope = Scope::Long;
        jump(length, Scope::None);
        return true;
    }

    // Cues with two sides.
    bool pairs()
    {
        const std::string& word = m_words[m_at].lower;
        if (word == "from") {
            return pair(kFromUntil, false);
        }
        if (isOneOf(word, kReplace) && verbPlaceLoose()) {
            return pair(kReplaceUntil, true);
        }
        if (isOneOf(word, kChange)) {
            return change();
        }
        if (isOneOf(word, kBecomes) && m_start < m_at && m_scope == Scope::None) {
            m_scope = onlyAttributes(m_start, m_at) ? Scope::None : Scope::Long;
            jump(1, Scope::None);
            return true;
        }
        return false;
    }
    [[nodiscard]] bool verbPlaceLoose() const
    {
        return m_at == 0 || m_words[m_at - 1].lower != "the";
    }
    bool pair(Phrase until, bool orElseUnwanted)
    {
        const std::optional<std::size_t> middle = ahead(until, m_at + 1);
        if (!middle || *middle == m_at + 1) {
            if (!orElseUnwanted || !middle) {
                return false;
            }
            jump(2, Scope::None); // "swap to blue"
            return true;
        }
        jump(1, Scope::Until);
        m_until = until;
        if (onlyAttributes(m_at, *middle)) {
            m_at = *middle;
            m_start = m_at;
        }
        return true;
    }
    // "change the colour from X to Y", "change the colour to Y", "change X to Y".
    bool change()
    {
        static constexpr auto kFrom = std::to_array<std::string_view>({"from"});
        const std::optional<std::size_t> from = ahead(kFrom, m_at + 1);
        const std::optional<std::size_t> middle = ahead(kChangeUntil, m_at + 1);
        if (from && middle && *from < *middle) {
            if (!onlyAttributes(m_at + 1, *from)) {
                return false;
            }
            jump(*from - m_at, Scope::None);
            return true; // "from" is read next
        }
        return pair(kChangeUntil, true);
    }
    [[nodiscard]] bool onlyAttributes(std::size_t begin, std::size_t end) const
    {
        for (std::size_t i = begin; i < end; ++i) {
            if (!isOneOf(m_words[i].lower, kAttributes)) {
                return false;
            }
        }
        return true;
    }

    // The unwanted stretch starts here.
    bool starts()
    {
        const std::string& word = m_words[m_at].lower;
        if (m_scope == Scope::Until) {
            return false;
        }
        const std::size_t far = longest(kLong, m_at);
        const std::size_t near = longest(kShort, m_at);
        if (far > 0 && far >= near) {
            m_removing = word == "without";
            jump(far, Scope::Long);
            return true;
        }
        if (near > 0) {
            // "…, not black and plain" sets two against two; "is not black and long" does not.
            const bool contrast = word == "not" && m_at > 0 && m_words[m_at].comma;
            m_removing = false;
            jump(near, contrast ? Scope::Long : Scope::Short);
            return true;
        }
        if (const std::size_t length = longest(kRemove, m_at);
            length > 0 && verbPlace(m_at) &&
            (word != "take" || length > 1 || ahead(kParticles, m_at + 1))) {
            m_removing = true;
            jump(length, Scope::Long);
            return true;
        }
        if (word == "over" && m_at > 0 && startsWithPreference()) {
            jump(1, Scope::Long);
            return true;
        }
        if (word == "too" && m_at + 1 < m_words.size() && !m_words[m_at + 1].comma &&
            !m_words[m_at + 1].strong &&
            (startsStretch(m_at) || isOneOf(m_words[m_at - 1].lower, kBeforeToo))) {
            jump(1, Scope::Short);
            m_too = true;
            return true;
        }
        return false;
    }
    [[nodiscard]] bool startsWithPreference() const
    {
        const std::size_t first = m_at > kLookAhead ? m_at - kLookAhead : 0;
        for (std::size_t i = std::max(first, m_start); i < m_at; ++i) {
            if (isOneOf(m_words[i].lower, kOver)) {
                return true;
            }
        }
        return false;
    }

    std::string_view m_text;
    std::vector<Word> m_words;
    std::vector<Clause> m_clauses;
    std::size_t m_at = 0;
    std::size_t m_start = 0; // of the clause that is being read
    Scope m_scope = Scope::None;
    Phrase m_until;
    bool m_removing = false; // a verb of taking away opened it
    bool m_too = false;
    bool m_cues = false;
};

} // namespace

std::vector<Clause> clausesOf(std::string_view text)
{
    const std::string valid = sanitizeUtf8(text);
    const std::string_view whole = trimmed(valid);
    if (whole.empty()) {
        return {};
    }
    std::vector<Clause> clauses =
        looksJapanese(whole) ? japaneseClauses(whole) : Reader(whole, wordsOf(whole)).read();
    if (clauses.empty()) {
        clauses.push_back({std::string(whole), true});
    }
    return clauses;
}

} // namespace triptych::text
