// SPDX-License-Identifier: GPL-3.0-or-later
// Clauses by particles, Japanese. No morphology: the longest cue at each place decides.
#include "core/text/wanted_words_japanese.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace triptych::text {

namespace {

enum class Cue
{
    Before,  // what stands before is unwanted: ではなく, なし
    Pair,    // before unwanted when に, へ follows: から, を
    Target,  // ends a pair: に, へ
    Border,  // 、 。
    Nothing, // looks like a cue and is none
};

struct Mark
{
    std::string_view text;
    Cue cue;
};

// Longest first where one starts another.
constexpr auto kMarks = std::to_array<Mark>({
    {"でも", Cue::Nothing},
    {"のではなくて", Cue::Before},
    {"のではなく", Cue::Before},
    {"ではなくて", Cue::Before},
    {"ではなく", Cue::Before},
    {"ではない", Cue::Before},
    {"でなくて", Cue::Before},
    {"でなく", Cue::Before},
    {"じゃなくて", Cue::Before},
    {"じゃなく", Cue::Before},
    {"じゃない", Cue::Before},
    {"の代わりに", Cue::Before},
    {"のかわりに", Cue::Before},
    {"に代えて", Cue::Before},
    {"のところが", Cue::Pair},
    {"はなく", Cue::Before},
    {"を抜", Cue::Before},
    {"を使わない", Cue::Before},
    {"を含まない", Cue::Before},
    {"を含まず", Cue::Before},
    {"を混ぜ", Cue::Nothing},
    {"を入れ", Cue::Nothing},
    {"を付け", Cue::Nothing},
    {"を加え", Cue::Nothing},
    {"を足", Cue::Nothing},
    {"を使わずに", Cue::Before},
    {"を使わず", Cue::Before},
    {"を取り除", Cue::Before},
    {"を取り去", Cue::Before},
    {"を取って", Cue::Before},
    {"を取る", Cue::Before},
    {"を外", Cue::Before},
    {"をはず", Cue::Before},
    {"を除", Cue::Before},
    {"をなく", Cue::Before},
    {"を無く", Cue::Before},
    {"を消", Cue::Before},
    {"をやめ", Cue::Before},
    {"を省", Cue::Before},
    {"が付いていない", Cue::Before},
    {"がついていない", Cue::Before},
    {"のない", Cue::Before},
    {"の無い", Cue::Before},
    {"がない", Cue::Before},
    {"が無い", Cue::Before},
    {"なし", Cue::Before},
    {"無し", Cue::Before},
    {"抜き", Cue::Before},
    {"以外", Cue::Before},
    {"よりも", Cue::Before},
    {"より", Cue::Before},
    {"は嫌", Cue::Before},
    {"はいや", Cue::Before},
    {"はいらない", Cue::Before},
    {"は要らない", Cue::Before},
    {"は不要", Cue::Before},
    {"からの", Cue::Nothing},
    {"から", Cue::Pair},
    {"を", Cue::Pair},
    {"に", Cue::Target},
    {"へ", Cue::Target},
    {"、", Cue::Border},
    {"。", Cue::Border},
    {"！", Cue::Border},
    {"？", Cue::Border},
    {",", Cue::Border},
    {"\n", Cue::Border},
});

// "色を青に": says what kind of thing changes and is no wish of its own.
constexpr auto kAttributes = std::to_array<std::string_view>(
    {"色",     "カラー",   "柄",   "模様", "素材",     "生地",   "材質",
     "形",     "長さ",     "丈",   "袖",   "袖丈",     "襟",     "首元",
     "サイズ", "スタイル", "これ", "それ", "デザイン", "仕上げ", "質感"});

// The rest of a verb after its cue: なくして, 外した …
constexpr auto kEndings = std::to_array<std::string_view>(
    {"て",   "くして", "いて", "いた", "して", "した", "なので", "だから", "です", "ので", "って",
     "めて", "く",     "す",   "し",   "き",   "い",   "る",     "め",     "で",   "の"});

std::string_view withoutAttribute(std::string_view words)
{
    words = trimmed(words);
    for (const std::string_view attribute : kAttributes) {
        if (words == attribute) {
            return {};
        }
        for (const std::string_view particle : {"を", "は", "が"}) {
            const std::string start = std::string(attribute) + std::string(particle);
            if (words.starts_with(start)) {
                return words.substr(start.size());
            }
        }
    }
    return words;
}

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {}

    std::vector<Clause> read()
    {
        while (m_at < m_text.size()) {
            const auto mark = std::ranges::find_if(kMarks, [this](const Mark& one) {
                return m_text.substr(m_at).starts_with(one.text);
            });
            if (mark == kMarks.end()) {
                nextCodePoint(m_text, m_at);
                continue;
            }
            take(*mark);
        }
        flush(true);
        return m_cues ? std::move(m_clauses) : std::vector<Clause>{};
    }

private:
    void push(std::string_view words, bool wanted)
    {
        words = withoutAttribute(words);
        if (!words.empty()) {
            m_clauses.push_back({std::string(words), wanted});
        }
    }
    // Ends the clause at m_at; a pair that found no に is wanted as a whole.
    void flush(bool wanted)
    {
        const std::string_view words = trimmed(m_text.substr(m_start, m_at - m_start));
        if (!wanted && withoutAttribute(words).empty() && !words.empty()) {
            m_clauses.push_back({std::string(words), false}); // "袖のない" is rid of the sleeves
        } else {
            push(words, wanted);
        }
        m_start = m_at;
        m_middle = 0;
    }
    void skip(std::size_t bytes)
    {
        m_at += bytes;
        m_start = m_at;
    }
    void take(const Mark& mark)
    {
        switch (mark.cue) {
        case Cue::Before:
            if (trimmed(m_text.substr(m_start, m_at - m_start)).empty()) {
                m_at += mark.text.size();
                return;
            }
            flush(false);
            m_cues = true;
            skip(mark.text.size());
            for (const std::string_view ending : kEndings) {
                if (m_text.substr(m_at).starts_with(ending)) {
                    skip(ending.size());
                    break;
                }
            }
            return;
        case Cue::Pair:
            m_middle = m_at;
            m_after = m_at + mark.text.size();
            m_at = m_after;
            return;
        case Cue::Target:
            target(mark.text.size());
            return;
        case Cue::Border:
            flush(true);
            skip(mark.text.size());
            return;
        case Cue::Nothing:
            m_at += mark.text.size();
            return;
        }
    }
    void target(std::size_t bytes)
    {
        if (m_middle == 0 || m_middle <= m_start || m_at == m_after) {
            m_at += bytes;
            return;
        }
        // "青を色に加える" adds to a kind of thing; "黒を青に" changes one into the other.
        const std::string_view into = m_text.substr(m_after, m_at - m_after);
        push(m_text.substr(m_start, m_middle - m_start), withoutAttribute(into).empty());
        push(into, true);
        m_cues = true;
        m_middle = 0;
        skip(bytes);
        // The verb that follows ("する", "変える") is no wish.
        while (m_at < m_text.size() && !atBorder()) {
            nextCodePoint(m_text, m_at);
        }
        m_start = m_at;
    }
    [[nodiscard]] bool atBorder() const
    {
        return std::ranges::any_of(kMarks, [this](const Mark& one) {
            return one.cue == Cue::Border && m_text.substr(m_at).starts_with(one.text);
        });
    }

    std::string_view m_text;
    std::vector<Clause> m_clauses;
    std::size_t m_at = 0;
    std::size_t m_start = 0;
    std::size_t m_middle = 0; // where the unwanted side of a pair ends; 0 = no pair is open
    std::size_t m_after = 0;  // and where its wanted side starts
    bool m_cues = false;
};

} // namespace

bool looksJapanese(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const char32_t c = nextCodePoint(text, at);
        if ((c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF)) {
            return true;
        }
    }
    return false;
}

std::vector<Clause> japaneseClauses(std::string_view text)
{
    return Reader(text).read();
}

} // namespace triptych::text
