// SPDX-License-Identifier: GPL-3.0-or-later
// Words out of a text, into the dictionary's encoding, and back.
#include "core/text/spelling.h"

#include "core/base/utf8.h"
#include "core/text/normalise.h"

#include <hunspell/hunspell.hxx>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <fstream>
#include <unordered_set>

namespace triptych::text {

namespace {

constexpr std::size_t kMostFindings = 200;
constexpr std::size_t kLongestWord = 60;    // characters
constexpr std::size_t kLongestGuessed = 40; // suggestions grow with the square of the length
constexpr std::uintmax_t kLargestFile = 64ULL << 20U;
constexpr int kProbes = 200; // words of the dictionary that it must know some of

struct CloseConverter
{
    void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Empty: not to be written in the encoding.
std::string encoded(UConverter* converter, std::string_view utf8)
{
    const auto wide = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    UErrorCode status = U_ZERO_ERROR;
    std::string bytes(static_cast<std::size_t>(wide.length()) * 4 + 4, '\0');
    const auto length =
        wide.extract(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
    if (U_FAILURE(status)) {
        return {};
    }
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

std::string decoded(UConverter* converter, const std::string& bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter,
                                  status);
    std::string utf8;
    return U_FAILURE(status) ? utf8 : wide.toUTF8String(utf8);
}

bool isLatin(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return u_isalpha(static_cast<UChar32>(c)) != 0 &&
           uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN;
}

bool isMark(char32_t c)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

bool isApostrophe(char32_t c)
{
    return c == U'\'' || c == U'’';
}

// What stands together without white space or punctuation.
struct Run
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t characters = 0;
    bool judged = true; // only Latin letters, marks and apostrophes within
    bool lower = false; // has a letter that is not a capital
};

Run runAt(std::string_view text, std::size_t start)
{
    Run run;
    run.begin = start;
    run.end = start;
    for (std::size_t at = start; at < text.size();) {
        const char32_t c = nextCodePoint(text, at);
        if (isApostrophe(c)) {
            std::size_t next = at;
            if (run.characters == 0 || at >= text.size() || !isLatin(nextCodePoint(text, next))) {
                break;
            }
        } else if (isLatin(c)) {
            run.lower = run.lower || u_isupper(static_cast<UChar32>(c)) == 0;
        } else if (isMark(c) && run.characters > 0) {
            // belongs to the letter before it
        } else if (u_isalnum(static_cast<UChar32>(c)) != 0 || c == U'_' || c == U'@') {
            run.judged = false;
        } else {
            break;
        }
        ++run.characters;
        run.end = at;
    }
    run.judged = run.judged && run.lower && run.characters >= 2 && run.characters <= kLongestWord;
    return run;
}

template <typename Receiver> void forEachWord(std::string_view text, Receiver receive)
{
    for (std::size_t at = 0; at < text.size();) {
        const Run run = runAt(text, at);
        if (run.end == run.begin) {
            nextCodePoint(text, at);
            continue;
        }
        at = run.end;
        if (run.judged && !receive(run.begin, text.substr(run.begin, run.end - run.begin))) {
            return;
        }
    }
}

std::string plainWord(std::string_view word)
{
    std::string plain = nfc(word);
    for (auto at = plain.find("’"); at != std::string::npos; at = plain.find("’", at)) {
        plain.replace(at, std::string_view{"’"}.size(), "'");
    }
    return plain;
}

Status checkFile(const std::filesystem::path& file)
{
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        return fail(ErrorCode::NotFound, "no such dictionary file", file.string());
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(ErrorCode::BadFormat, "not a file", file.string());
    }
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return fail(ErrorCode::Io, error.message(), file.string());
    }
    if (size == 0) {
        return fail(ErrorCode::Empty, "the dictionary file is empty", file.string());
    }
    if (size > kLargestFile) {
        return fail(ErrorCode::TooLarge, "the dictionary file is over 64 MB", file.string());
    }
    return {};
}

// The first words of the word list, in its own encoding; BadFormat when it is none.
Result<std::vector<std::string>> firstWords(const std::filesystem::path& dictionary)
{
    std::ifstream in(dictionary, std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line)) {
        return fail(ErrorCode::Io, "cannot be read", dictionary.string());
    }
    if (line.starts_with("\xEF\xBB\xBF")) {
        line.erase(0, 3);
    }
    if (line.empty() || line.front() < '0' || line.front() > '9') {
        return fail(ErrorCode::BadFormat, "the first line is not a number of words",
                    dictionary.string(), 1);
    }
    std::vector<std::string> words;
    while (static_cast<int>(words.size()) < kProbes && std::getline(in, line)) {
        line.resize(std::min(line.size(), line.find_first_of("/\t\r")));
        if (line.find('\0') != std::string::npos) {
            return fail(ErrorCode::BadFormat, "not a list of words", dictionary.string());
        }
        if (!line.empty()) {
            words.push_back(line);
        }
    }
    return words;
}

} // namespace

struct Spelling::Inner
{
    Inner(const std::string& affix, const std::string& dictionary)
        : hunspell(affix.c_str(), dictionary.c_str())
    {}

    [[nodiscard]] bool knows(const std::string& word)
    {
        if (learnt.contains(nfkcCasefold(word))) {
            return true;
        }
        const std::string bytes = encoded(converter.get(), word);
        return bytes.empty() || hunspell.spell(bytes);
    }

    Hunspell hunspell;
    Converter converter;
    std::unordered_set<std::string> learnt;
};

Spelling::Spelling(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{}

Spelling::~Spelling() = default;

Result<std::unique_ptr<Spelling>> Spelling::open(const std::filesystem::path& affix,
                                                 const std::filesystem::path& dictionary)
{
    for (const auto& file : {affix, dictionary}) {
        if (auto usable = checkFile(file); !usable) {
            return fail(usable);
        }
    }
    const auto words = firstWords(dictionary);
    if (!words) {
        return fail(words);
    }
    auto inner = std::make_unique<Inner>(affix.string(), dictionary.string());
    UErrorCode status = U_ZERO_ERROR;
    inner->converter.reset(ucnv_open(inner->hunspell.get_dict_encoding().c_str(), &status));
    if (U_FAILURE(status)) {
        return fail(ErrorCode::Unsupported,
                    "encoding " + inner->hunspell.get_dict_encoding().substr(0, 40),
                    affix.string());
    }
    // What the encoding lacks is no word of the dictionary: it is an error, not a question mark.
    ucnv_setFromUCallBack(inner->converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr,
                          nullptr, &status);
    const bool works = std::any_of(words->begin(), words->end(), [&](const std::string& word) {
        return inner->hunspell.spell(word);
    });
    if (!works) {
        return fail(ErrorCode::BadFormat, "the dictionary does not know its own words",
                    dictionary.string());
    }
    return std::unique_ptr<Spelling>(new Spelling(std::move(inner)));
}

void Spelling::learn(std::string_view text)
{
    if (!isValidUtf8(text)) {
        return;
    }
    forEachWord(text, [&](std::size_t, std::string_view word) {
        const std::string plain = plainWord(word);
        const std::string folded = nfkcCasefold(plain);
        if (m_inner->learnt.insert(folded).second) {
            if (const auto bytes = encoded(m_inner->converter.get(), folded); !bytes.empty()) {
                m_inner->hunspell.add(bytes); // so that it is suggested, too
            }
        }
        return true;
    });
}

std::vector<Misspelling> Spelling::check(std::string_view text) const
{
    std::vector<Misspelling> found;
    if (!isValidUtf8(text)) {
        return found;
    }
    forEachWord(text, [&](std::size_t begin, std::string_view word) {
        if (!m_inner->knows(plainWord(word))) {
            found.push_back({begin, word.size()});
        }
        return found.size() < kMostFindings;
    });
    return found;
}

std::vector<std::string> Spelling::suggest(std::string_view word, std::size_t limit) const
{
    std::vector<std::string> best;
    if (!isValidUtf8(word) || codePointCount(word) > kLongestGuessed) {
        return best;
    }
    const Run run = runAt(word, 0);
    if (!run.judged || run.end != word.size()) {
        return best;
    }
    const std::string bytes = encoded(m_inner->converter.get(), plainWord(word));
    if (bytes.empty()) {
        return best;
    }
    for (const auto& one : m_inner->hunspell.suggest(bytes)) {
        if (auto utf8 = decoded(m_inner->converter.get(), one); !utf8.empty()) {
            best.push_back(std::move(utf8));
        }
    }
    // Words of the trade before rarer ones of the dictionary: "longer" before "longe".
    std::stable_partition(best.begin(), best.end(), [this](const std::string& one) {
        return m_inner->learnt.contains(nfkcCasefold(one));
    });
    best.resize(std::min(best.size(), limit));
    return best;
}

} // namespace triptych::text
