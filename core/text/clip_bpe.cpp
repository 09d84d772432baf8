// SPDX-License-Identifier: GPL-3.0-or-later
// CLIP's tokeniser: a text is cleaned, cut into words by CLIP's pattern, then byte-level BPE: in
// each word the pair of pieces with the best rank is joined until none is left.
#include "core/base/utf8.h"
#include "core/text/clip_cleaning.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <queue>
#include <unordered_map>
#include <utility>

namespace triptych::text {

namespace {

constexpr std::string_view kStart = "<|startoftext|>";
constexpr std::string_view kEnd = "<|endoftext|>";
constexpr std::string_view kWordEnd = "</w>";
// OpenAI's file has more merges than its vocabulary uses.
constexpr std::size_t kOpenAiMerges = 49152 - 256 - 2;

// GPT-2's way to write any byte as a printable character: printable Latin-1 as it is, the others
// from U+0100 on. In the order of the vocabulary's first 256 entries.
struct ByteLetters
{
    std::array<std::string, 256> letter;  // of a byte
    std::array<unsigned char, 256> order; // the bytes, in the vocabulary's order
};

ByteLetters makeByteLetters()
{
    ByteLetters out;
    std::size_t place = 0;
    const auto printable = [](unsigned b) {
        return (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
    };
    char32_t next = 256;
    for (const bool wanted : {true, false}) {
        for (unsigned b = 0; b < 256; ++b) {
            if (printable(b) == wanted) {
                appendCodePoint(out.letter.at(b), wanted ? static_cast<char32_t>(b) : next++);
                out.order.at(place++) = static_cast<unsigned char>(b);
            }
        }
    }
    return out;
}

const ByteLetters& byteLetters()
{
    static const ByteLetters letters = makeByteLetters();
    return letters;
}

enum class Kind
{
    Space,
    Letter,
    Number,
    Other
};

Kind kindOf(char32_t c)
{
    const auto point = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(point) != 0) {
        return Kind::Space;
    }
    const auto mask = U_GET_GC_MASK(point);
    if ((mask & U_GC_L_MASK) != 0) {
        return Kind::Letter;
    }
    return (mask & U_GC_N_MASK) != 0 ? Kind::Number : Kind::Other;
}

// The next word of CLIP's pattern from `at` on; moves `at` behind it. Empty at the end.
//   <|startoftext|>|<|endoftext|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+
std::string_view nextWord(std::string_view text, std::size_t& at)
{
    const auto peek = [text](std::size_t from) {
        std::size_t end = from;
        const char32_t c = nextCodePoint(text, end);
        return std::pair{kindOf(c), end};
    };
    while (at < text.size() && peek(at).first == Kind::Space) {
        at = peek(at).second;
    }
    if (at >= text.size()) {
        return {};
    }
    for (const std::string_view fixed :
         {kStart, kEnd, std::string_view{"'s"}, std::string_view{"'t"}, std::string_view{"'re"},
          std::string_view{"'ve"}, std::string_view{"'m"}, std::string_view{"'ll"},
          std::string_view{"'d"}}) {
        if (text.substr(at).starts_with(fixed)) {
            const auto word = text.substr(at, fixed.size());
            at += fixed.size();
            return word;
        }
    }
    const std::size_t first = at;
    const Kind kind = peek(at).first;
    do {
        at = peek(at).second;
    } while (kind != Kind::Number && at < text.size() && peek(at).first == kind);
    return text.substr(first, at - first);
}

// Two ids side by side in one number.
std::uint64_t joined(int left, int right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) |
           static_cast<std::uint32_t>(right);
}

struct Merge
{
    int rank = 0;
    int result = 0;
};

class ClipBpe final : public Tokenizer
{
public:
    using Vocabulary = std::unordered_map<std::string, int>;
    using Pair = std::pair<std::string, std::string>;

    static Result<std::unique_ptr<Tokenizer>>
    make(const Vocabulary& ids, const std::vector<Pair>& merges, ClipCleaning cleaning)
    {
        auto made = std::unique_ptr<ClipBpe>(new ClipBpe);
        made->m_cleaning = cleaning;
        const auto find = [&ids](const std::string& name) {
            const auto found = ids.find(name);
            return found == ids.end() ? -1 : found->second;
        };
        made->m_start = find(std::string{kStart});
        made->m_end = find(std::string{kEnd});
        if (made->m_start < 0 || made->m_end < 0) {
            return fail(ErrorCode::BadFormat, "the vocabulary has no start or no end token");
        }
        for (std::size_t b = 0; b < 256; ++b) {
            const auto& letter = byteLetters().letter.at(b);
            made->m_bytes.at(b) = find(letter);
            made->m_lastBytes.at(b) = find(letter + std::string{kWordEnd});
            if (made->m_bytes.at(b) < 0 || made->m_lastBytes.at(b) < 0) {
                return fail(ErrorCode::BadFormat,
                            "the vocabulary lacks the byte " + std::to_string(b));
            }
        }
        for (std::size_t i = 0; i < merges.size(); ++i) {
            const int left = find(merges[i].first);
            const int right = find(merges[i].second);
            const int result = find(merges[i].first + merges[i].second);
            if (left < 0 || right < 0 || result < 0) {
                return fail(ErrorCode::BadFormat,
                            "merge " + std::to_string(i + 1) +
                                " makes or joins what is not in the vocabulary");
            }
            made->m_merges.emplace(joined(left, right), Merge{static_cast<int>(i), result});
        }
        made->m_count = ids.size();
        return made;
    }

    [[nodiscard]] std::size_t vocabulary() const override { return m_count; }

    [[nodiscard]] Result<TokenIds> encode(std::string_view text, std::size_t longest) const override
    {
        if (longest < 2) {
            return fail(ErrorCode::BadArgument, "a text needs two ids at least");
        }
        const std::string clean = cleanForClip(text, m_cleaning);
        TokenIds out;
        out.ids.push_back(m_start);
        std::size_t at = 0;
        while (out.ids.size() <= longest - 1) { // one more than fits shows that there is more
            const auto word = nextWord(clean, at);
            if (word.empty()) {
                break;
            }
            if (word == kStart || word == kEnd) {
                out.ids.push_back(word == kStart ? m_start : m_end);
            } else {
                appendWord(word, out.ids);
            }
        }
        out.shortened = out.ids.size() > longest - 1;
        out.ids.resize(std::min(out.ids.size(), longest - 1));
        out.ids.push_back(m_end);
        return out;
    }

private:
    // A place in the word's chain of pieces.
    struct Piece
    {
        int id = -1; // -1: joined into the one before
        std::size_t before = 0;
        std::size_t after = 0;
    };
    struct Candidate
    {
        int rank = 0;
        std::size_t at = 0;
        int left = 0;
        int right = 0;
        int result = 0;
        // The best rank first; of equal ones the leftmost.
        bool operator<(const Candidate& other) const
        {
            return std::pair{rank, at} > std::pair{other.rank, other.at};
        }
    };

    // A heap of joinable neighbours: n log n, however long the word.
    void appendWord(std::string_view word, std::vector<int>& ids) const
    {
        std::vector<Piece> pieces(word.size());
        for (std::size_t i = 0; i < word.size(); ++i) {
            const auto b = static_cast<unsigned char>(word[i]);
            pieces[i] = {i + 1 == word.size() ? m_lastBytes.at(b) : m_bytes.at(b), i - 1, i + 1};
        }
        std::priority_queue<Candidate> queue;
        const auto offer = [&](std::size_t at) {
            const std::size_t next = pieces[at].after;
            if (next >= pieces.size()) {
                return;
            }
            const auto found = m_merges.find(joined(pieces[at].id, pieces[next].id));
            if (found != m_merges.end()) {
                queue.push(
                    {found->second.rank, at, pieces[at].id, pieces[next].id, found->second.result});
            }
        };
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            offer(i);
        }
        while (!queue.empty()) {
            const Candidate best = queue.top();
            queue.pop();
            Piece& left = pieces[best.at];
            if (left.id != best.left || left.after >= pieces.size() ||
                pieces[left.after].id != best.right) {
                continue; // one of the two was joined meanwhile
            }
            pieces[left.after].id = -1;
            left.id = best.result;
            left.after = pieces[left.after].after;
            if (left.after < pieces.size()) {
                pieces[left.after].before = best.at;
            }
            offer(best.at);
            if (left.before < pieces.size()) {
                offer(left.before);
            }
        }
        for (const Piece& piece : pieces) {
            if (piece.id >= 0) {
                ids.push_back(piece.id);
            }
        }
    }

    std::array<int, 256> m_bytes{};
    std::array<int, 256> m_lastBytes{}; // at a word's end
    std::unordered_map<std::uint64_t, Merge> m_merges;
    std::size_t m_count = 0;
    int m_start = 0;
    int m_end = 0;
    ClipCleaning m_cleaning = ClipCleaning::HuggingFace;
};

// Lines "left right"; a first line that begins with '#' or '"' names the version.
std::vector<ClipBpe::Pair> readMerges(std::string_view merges, std::size_t limit)
{
    std::vector<ClipBpe::Pair> out;
    for (bool first = true; !merges.empty() && out.size() < limit; first = false) {
        const auto end = std::min(merges.find('\n'), merges.size());
        auto line = merges.substr(0, end);
        merges.remove_prefix(std::min(end + 1, merges.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const auto gap = line.find(' ');
        if (gap == std::string_view::npos ||
            (first && (line.starts_with("#version") || line.starts_with("\"bpe")))) {
            continue;
        }
        out.emplace_back(line.substr(0, gap), line.substr(gap + 1));
    }
    return out;
}

Result<ClipBpe::Vocabulary> readVocabulary(const nlohmann::json& json)
{
    if (!json.is_object()) {
        return fail(ErrorCode::BadFormat, "the vocabulary is not a JSON object");
    }
    ClipBpe::Vocabulary ids;
    for (const auto& [name, id] : json.items()) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() > 10'000'000) {
            return fail(ErrorCode::BadFormat, "the vocabulary's id of a token is not a number");
        }
        ids.emplace(name, id.get<int>());
    }
    return ids;
}

} // namespace

Result<std::unique_ptr<Tokenizer>> makeClipBpe(std::string_view vocabJson, std::string_view merges)
{
    const auto ids = readVocabulary(nlohmann::json::parse(vocabJson, nullptr, false));
    if (!ids) {
        return fail(ids);
    }
    return ClipBpe::make(*ids, readMerges(merges, ids->size()), ClipCleaning::HuggingFace);
}

Result<std::unique_ptr<Tokenizer>> makeClipBpeFromJson(std::string_view tokenizerJson)
{
    const auto json = nlohmann::json::parse(tokenizerJson, nullptr, false);
    const auto model = json.is_object() ? json.find("model") : json.end();
    if (!json.is_object() || model == json.end() || !model->is_object() ||
        model->value("end_of_word_suffix", nlohmann::json{}) != kWordEnd) {
        return fail(ErrorCode::Unsupported, "tokenizer.json is not of CLIP's tokenizer");
    }
    const auto ids = readVocabulary(model->value("vocab", nlohmann::json{}));
    if (!ids) {
        return fail(ids);
    }
    std::vector<ClipBpe::Pair> pairs;
    for (const auto& merge : model->value("merges", nlohmann::json::array())) {
        const bool two =
            merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string();
        const auto line = merge.is_string() ? merge.get<std::string>() : std::string{};
        const auto gap = line.find(' ');
        if (!two && gap == std::string::npos) {
            return fail(ErrorCode::BadFormat, "a merge in tokenizer.json is not a pair");
        }
        pairs.push_back(
            two ? ClipBpe::Pair{merge[0].get<std::string>(), merge[1].get<std::string>()}
                : ClipBpe::Pair{line.substr(0, gap), line.substr(gap + 1)});
    }
    return ClipBpe::make(*ids, pairs, ClipCleaning::HuggingFace);
}

Result<std::unique_ptr<Tokenizer>> makeClipBpe(std::string_view merges)
{
    const auto pairs = readMerges(merges, kOpenAiMerges);
    ClipBpe::Vocabulary ids;
    const auto add = [&ids](std::string name) {
        ids.emplace(std::move(name), static_cast<int>(ids.size()));
    };
    for (const std::string_view ending : {std::string_view{}, kWordEnd}) {
        for (const unsigned char b : byteLetters().order) {
            add(byteLetters().letter.at(b) + std::string{ending});
        }
    }
    for (const auto& [left, right] : pairs) {
        add(left + right);
    }
    add(std::string{kStart});
    add(std::string{kEnd});
    return ClipBpe::make(ids, pairs, ClipCleaning::OpenAi);
}

} // namespace triptych::text
