// SPDX-License-Identifier: GPL-3.0-or-later
// BERT's uncased tokeniser: clean, no accents, lower case, words and punctuation apart, then the
// longest known piece from the left (WordPiece).
#include "core/base/utf8.h"
#include "core/text/han_blocks.h"
#include "core/text/tokenizer.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace triptych::text {

namespace {

constexpr std::size_t kLongestWord =
    100;                                // characters; longer ones are unknown, as in the reference
constexpr std::size_t kKeptWord = 4096; // of a longer word no more is kept: it is unknown anyway

// What a character is to the tokeniser, before words are looked at.
enum class Kind
{
    Dropped, // control, format, unassigned
    Space,
    Punctuation, // a word of its own, as is a Han character
    Letter
};

Kind kindOf(char32_t c)
{
    if (c == U'\t' || c == U'\n' || c == U'\r' || u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
        return Kind::Space;
    }
    const auto bit = U_MASK(u_charType(static_cast<UChar32>(c)));
    if (c == 0xFFFD || (bit & U_GC_C_MASK) != 0) {
        return Kind::Dropped;
    }
    const bool asciiSymbol = c > 0x20 && c < 0x7F && u_isalnum(static_cast<UChar32>(c)) == 0;
    return asciiSymbol || (bit & U_GC_P_MASK) != 0 || isHanBlock(c) ? Kind::Punctuation
                                                                    : Kind::Letter;
}

// Canonically taken apart, marks dropped, lower case.
std::u32string plain(char32_t c, const icu::Normalizer2* nfd)
{
    icu::UnicodeString parts(static_cast<UChar32>(c));
    icu::UnicodeString apart;
    if (nfd->getDecomposition(static_cast<UChar32>(c), apart) != 0) {
        parts = apart;
    }
    std::u32string out;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const UChar32 one = parts.char32At(i);
        if (u_charType(one) != U_NON_SPACING_MARK) {
            out.push_back(static_cast<char32_t>(u_tolower(one)));
        }
    }
    return out;
}

class WordPiece final : public Tokenizer
{
public:
    static Result<std::unique_ptr<Tokenizer>> make(std::string_view vocabulary)
    {
        auto made = std::unique_ptr<WordPiece>(new WordPiece);
        UErrorCode status = U_ZERO_ERROR;
        made->m_nfd = icu::Normalizer2::getNFDInstance(status);
        if (U_FAILURE(status) || made->m_nfd == nullptr) {
            return fail(ErrorCode::Internal, "ICU's tables are missing");
        }
        made->read(vocabulary);
        for (const auto& [name, id] :
             {std::pair{"[UNK]", &made->m_unknown}, std::pair{"[CLS]", &made->m_start},
              std::pair{"[SEP]", &made->m_end}}) {
            const auto found = made->m_ids.find(name);
            if (found == made->m_ids.end()) {
                return fail(ErrorCode::BadFormat,
                            std::string{"the vocabulary has no "} + name + " token");
            }
            *id = found->second;
        }
        return made;
    }

    [[nodiscard]] std::size_t vocabulary() const override { return m_count; }

    [[nodiscard]] Result<TokenIds> encode(std::string_view text, std::size_t longest) const override
    {
        if (longest < 2) {
            return fail(ErrorCode::BadArgument, "a text needs two ids at least");
        }
        const std::string valid = isValidUtf8(text) ? std::string{} : sanitizeUtf8(text);
        const std::string_view source = valid.empty() ? text : std::string_view{valid};
        Reading reading{{}, longest - 1, {}};
        reading.ids.push_back(m_start);
        std::size_t at = 0;
        while (at < source.size() && !reading.full()) {
            if (const auto special = specialAt(source, at)) {
                endWord(reading);
                reading.ids.push_back(special->first);
                at += special->second;
            } else {
                take(nextCodePoint(source, at), reading);
            }
        }
        endWord(reading);
        TokenIds out{std::move(reading.ids), false};
        // Anything that would still be an id was cut off.
        out.shortened = out.ids.size() > longest - 1;
        out.ids.resize(std::min(out.ids.size(), longest - 1));
        out.ids.push_back(m_end);
        return out;
    }

private:
    struct Reading
    {
        std::vector<int> ids;
        std::size_t room = 0; // one id more than this is enough to know that the text is shortened
        std::u32string word;
        [[nodiscard]] bool full() const { return ids.size() > room; }
    };

    void read(std::string_view vocabulary)
    {
        int id = 0;
        while (!vocabulary.empty()) {
            const auto end = std::min(vocabulary.find('\n'), vocabulary.size());
            auto token = vocabulary.substr(0, end);
            vocabulary.remove_prefix(std::min(end + 1, vocabulary.size()));
            if (token.ends_with('\r')) {
                token.remove_suffix(1);
            }
            m_ids.emplace(std::string{token}, id++);
            m_longestPiece = std::max(m_longestPiece, token.size());
        }
        m_count = static_cast<std::size_t>(id);
    }

    // "[MASK]" and its like, written out in a text, are the special ids, as in the reference.
    [[nodiscard]] std::optional<std::pair<int, std::size_t>> specialAt(std::string_view text,
                                                                       std::size_t at) const
    {
        if (text[at] != '[') {
            return std::nullopt;
        }
        for (const std::string_view name : {"[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"}) {
            if (text.substr(at).starts_with(name)) {
                const auto found = m_ids.find(std::string{name});
                if (found != m_ids.end()) {
                    return std::pair{found->second, name.size()};
                }
            }
        }
        return std::nullopt;
    }

    void take(char32_t c, Reading& reading) const
    {
        switch (kindOf(c)) {
        case Kind::Dropped:
            return;
        case Kind::Space:
            endWord(reading);
            return;
        case Kind::Punctuation:
            endWord(reading);
            reading.word = plain(c, m_nfd);
            endWord(reading);
            return;
        case Kind::Letter:
            break;
        }
        for (const char32_t one : plain(c, m_nfd)) {
            if (kindOf(one) == Kind::Punctuation) { // what taking apart brought to light
                endWord(reading);
                reading.word.push_back(one);
                endWord(reading);
            } else if (reading.word.size() <= kKeptWord) {
                reading.word.push_back(one);
            }
        }
    }

    void endWord(Reading& reading) const
    {
        if (reading.word.empty()) {
            return;
        }
        const std::u32string word = std::exchange(reading.word, {});
        if (word.size() > kLongestWord) {
            reading.ids.push_back(m_unknown);
            return;
        }
        std::string bytes;
        std::vector<std::size_t> ends; // byte ends of the characters
        for (const char32_t c : word) {
            appendCodePoint(bytes, c);
            ends.push_back(bytes.size());
        }
        const auto before = reading.ids.size();
        std::size_t first = 0;
        while (first < ends.size()) {
            const std::size_t from = first == 0 ? 0 : ends[first - 1];
            std::size_t last = ends.size();
            std::optional<int> piece;
            for (; last > first && !piece; --last) {
                if (ends[last - 1] - from <= m_longestPiece) {
                    const auto name =
                        (first > 0 ? "##" : "") + bytes.substr(from, ends[last - 1] - from);
                    const auto found = m_ids.find(name);
                    piece = found == m_ids.end() ? std::nullopt : std::optional{found->second};
                }
            }
            if (!piece) {
                reading.ids.resize(before);
                reading.ids.push_back(m_unknown);
                return;
            }
            reading.ids.push_back(*piece);
            first = last + 1;
        }
    }

    std::unordered_map<std::string, int> m_ids;
    const icu::Normalizer2* m_nfd = nullptr;
    std::size_t m_count = 0;
    std::size_t m_longestPiece = 0;
    int m_unknown = 0;
    int m_start = 0;
    int m_end = 0;
};

} // namespace

Result<std::unique_ptr<Tokenizer>> makeWordPiece(std::string_view vocabulary)
{
    return WordPiece::make(vocabulary);
}

} // namespace triptych::text
