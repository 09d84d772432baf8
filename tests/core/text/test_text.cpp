// SPDX-License-Identifier: GPL-3.0-or-later
// Normal forms, search terms, word diff and lint.
#include "core/text/lint.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/text/word_diff.h"

#include "core/base/random.h"
#include "core/base/utf8.h"

#include <QTest>

#include <string>
#include <vector>

using namespace triptych;
using namespace triptych::text;

namespace {

// The terms of an FTS5 phrase stand next to each other in the terms of a body.
bool phraseFits(const std::string& phrase, const std::string& terms)
{
    const bool prefix = phrase.ends_with('*');
    const std::string words = phrase.substr(1, phrase.size() - (prefix ? 3 : 2));
    return (" " + terms + " ").find(" " + words + (prefix ? "" : " ")) != std::string::npos;
}

// What FTS5 does with an expression of ours.
bool finds(const std::string& typed, const std::string& body)
{
    const std::string terms = searchTerms(body);
    std::string rest = searchQuery(typed);
    while (!rest.empty()) {
        const auto end = rest.find(" AND ");
        if (!phraseFits(rest.substr(0, end), terms)) {
            return false;
        }
        rest = end == std::string::npos ? "" : rest.substr(end + 5);
    }
    return true;
}

std::string joined(const std::vector<DiffPart>& parts, DiffKind left)
{
    std::string out;
    for (const auto& part : parts) {
        if (part.kind == DiffKind::Same || part.kind == left) {
            out += part.text;
        }
    }
    return out;
}

std::vector<LintKind> kinds(const std::string& body, const std::string& opposite = {})
{
    std::vector<LintKind> out;
    for (const auto& finding : lint(body, opposite)) {
        out.push_back(finding.kind);
    }
    return out;
}

} // namespace

class TestText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void composesToNfcAndLeavesAsciiAlone()
    {
        QCOMPARE(nfc("e\xCC\x81t"), std::string("\xC3\xA9t"));
        QCOMPARE(nfc("plain"), std::string("plain"));
        QCOMPARE(nfc("か\xE3\x82\x99"), std::string("が"));
        QCOMPARE(nfc("a\xFF"), std::string("a\xEF\xBF\xBD"));
        QVERIFY(isNfc("が"));
        QVERIFY(!isNfc("か\xE3\x82\x99"));
        QVERIFY(!isNfc("\xFF"));
    }

    void caseFoldingJoinsWidthsAndSpellings()
    {
        QCOMPARE(nfkcCasefold("Ｔシャツ"), std::string("tシャツ"));
        QCOMPARE(nfkcCasefold("ｼｬﾂ"), std::string("シャツ"));
        QCOMPARE(nfkcCasefold("Straße"), nfkcCasefold("STRASSE"));
        QCOMPARE(nfkcCasefold("PLAIN 12"), std::string("plain 12"));
    }

    void anEditThatOnlyMovesSpacesIsNoEdit()
    {
        QVERIFY(equalAfterNfcAndTrim(" make it blue\n", "make it blue"));
        QVERIFY(equalAfterNfcAndTrim("　青くする", "青くする "));
        QVERIFY(equalAfterNfcAndTrim("caf\xC3\xA9", "cafe\xCC\x81"));
        QVERIFY(!equalAfterNfcAndTrim("make it  blue", "make it blue"));
        QVERIFY(!equalAfterNfcAndTrim("Make it blue", "make it blue"));
    }

    void termsAreFoldedWordsAndJapaneseBigrams()
    {
        QCOMPARE(searchTerms("Long-Sleeve, BLUE!"), std::string("long sleeve blue"));
        QCOMPARE(searchTerms("青い半袖"), std::string("青 青い い い半 半 半袖 袖"));
        QCOMPARE(searchTerms("青いTシャツ"), std::string("青 青い い t シ シャ ャ ャツ ツ"));
        QCOMPARE(searchTerms("ポケー"), std::string("ポ ポケ ケ ケー ー"));
        QCOMPARE(searchTerms("  … “” "), std::string());
        QCOMPARE(searchTerms("Größe №5"), std::string("grösse no5"));
    }

    void queriesAreQuotedPhrases()
    {
        QCOMPARE(searchQuery("blue sleev*"), std::string("\"blue\" AND \"sleev\"*"));
        QCOMPARE(searchQuery("\"long sleeves\" red"), std::string("\"long sleeves\" AND \"red\""));
        QCOMPARE(searchQuery("青"), std::string("\"青\""));
        QCOMPARE(searchQuery("半袖"), std::string("\"半袖\""));
        QCOMPARE(searchQuery("半袖シ"), std::string("\"半袖 袖 袖シ\""));
        QCOMPARE(searchQuery("a OR NOT (b) NEAR ^c:d"),
                 std::string("\"a\" AND \"or\" AND \"not\" AND \"b\" AND \"near\" AND \"c d\""));
        QCOMPARE(searchQuery("\"open"), std::string("\"open\""));
        QCOMPARE(searchQuery(" * \"\" !! "), std::string());
    }

    void japaneseAndPrefixesAreFound()
    {
        QVERIFY(finds("青", "青い半袖シャツ"));
        QVERIFY(finds("半袖", "青い半袖シャツ"));
        QVERIFY(finds("長袖", "長袖に変える"));
        QVERIFY(finds("長袖", "もっと長袖"));
        QVERIFY(!finds("袖半", "青い半袖シャツ"));
        QVERIFY(!finds("長袖", "長い袖"));
        QVERIFY(finds("sleev*", "with long Sleeves"));
        QVERIFY(!finds("sleev", "with long Sleeves"));
        QVERIFY(finds("青いTシャツ", "この青いＴシャツ"));
        QVERIFY(finds("シャツ", "ｼｬﾂ"));
    }

    void everyBodyIsFoundByItself()
    {
        Random random(7);
        const std::vector<std::string> pieces = {"青", "い",   "ー", "T", "é", " ",    "-",  "*",
                                                 "\"", "한국", "袖", "9", "_", "\xFF", "🙂", "AND"};
        for (int round = 0; round < 3000; ++round) {
            std::string body;
            for (int i = 0; i < 8; ++i) {
                body += pieces[random.below(pieces.size())];
            }
            const std::string query = searchQuery(body);
            QVERIFY2(isValidUtf8(query) && finds(body, body), body.c_str());
            std::size_t quotes = 0;
            for (const char c : query) {
                quotes += c == '"' ? 1U : 0U;
            }
            QCOMPARE(quotes % 2, std::size_t{0});
        }
    }

    void diffNamesWhatWasRemovedAndAdded()
    {
        const std::vector<DiffPart> expected = {{DiffKind::Same, "make the seat "},
                                                {DiffKind::Removed, "red"},
                                                {DiffKind::Added, "blue"},
                                                {DiffKind::Same, " please"}};
        QVERIFY(wordDiff("make the seat red please", "make the seat blue please") == expected);
        QVERIFY(wordDiff("", "").empty());
        QVERIFY(wordDiff("same", "same") == (std::vector<DiffPart>{{DiffKind::Same, "same"}}));
        QVERIFY(wordDiff("", "new") == (std::vector<DiffPart>{{DiffKind::Added, "new"}}));
    }

    void diffCutsJapaneseIntoWords()
    {
        const auto parts = wordDiff("シャツを青くする", "シャツを赤くする");
        QVERIFY(parts.size() >= 3);
        QCOMPARE(parts.front().kind, DiffKind::Same);
        QVERIFY(parts.front().text.starts_with("シャツ"));
        QCOMPARE(joined(parts, DiffKind::Removed), std::string("シャツを青くする"));
        QCOMPARE(joined(parts, DiffKind::Added), std::string("シャツを赤くする"));
    }

    void diffGivesBothTextsBack()
    {
        Random random(11);
        const std::vector<std::string> words = {"make ",  "it ", "blue", "青い",
                                                "シャツ", ", ",  "🙂"};
        const auto some = [&](std::uint64_t most) {
            std::string out;
            for (auto i = random.below(most); i > 0; --i) {
                out += words[random.below(words.size())];
            }
            return out;
        };
        for (int round = 0; round < 300; ++round) {
            const auto before = some(20);
            const auto after = some(20);
            const auto parts = wordDiff(before, after);
            QCOMPARE(joined(parts, DiffKind::Removed), before);
            QCOMPARE(joined(parts, DiffKind::Added), after);
            for (std::size_t i = 1; i < parts.size(); ++i) {
                QVERIFY(parts[i].kind != parts[i - 1].kind);
                QVERIFY(parts[i].kind != DiffKind::Removed || parts[i - 1].kind == DiffKind::Same);
            }
        }
        const std::string longText(20000, 'x');
        std::string many;
        for (int i = 0; i < 5000; ++i) {
            many += "w ";
        }
        QCOMPARE(wordDiff(many, longText).size(), std::size_t{2});
        // Long and with nothing in common: two wholes, not a comparison that is felt. One word
        // changed in the same text is found.
        std::string old;
        std::string now;
        for (int i = 0; i < 600; ++i) {
            old += "青" + std::to_string(i) + "、";
            now += "赤" + std::to_string(1000 + i) + "。";
        }
        QCOMPARE(wordDiff(old, now).size(), std::size_t{2});
        std::string other = old;
        other.replace(other.find("青300"), std::string_view{"青"}.size(), "赤");
        QCOMPARE(wordDiff(old, other).size(), std::size_t{4});
    }

    void lintNamesWhatIsWrong()
    {
        using Kinds = std::vector<LintKind>;
        QVERIFY(kinds("make the sleeves longer").empty());
        QVERIFY(kinds("袖を長くして、色を青に変える").empty());
        QVERIFY(kinds(" \n　") == Kinds{LintKind::Empty});
        QVERIFY(kinds("blue") == Kinds{LintKind::TooShort});
        QVERIFY(kinds("青い") == Kinds{LintKind::TooShort});
        QVERIFY(kinds("make it blue make it blue") == Kinds{LintKind::RepeatedWords});
        QVERIFY(kinds("very very very dark blue") == Kinds{LintKind::RepeatedWords});
        QVERIFY(kinds("like the first image but blue") == Kinds{LintKind::TalksAboutImages});
        QVERIFY(kinds("2枚目の画像のようにする") == Kinds{LintKind::TalksAboutImages});
        QVERIFY(kinds("make it blue", "Make it blue.") == Kinds{LintKind::SameBothWays});
        QVERIFY(kinds("make it blue", "make it red").empty());
        std::string longText;
        for (int i = 0; i < 70; ++i) {
            longText += "word" + std::to_string(i) + " ";
        }
        QVERIFY(kinds(longText) == Kinds{LintKind::TooLong});
        QCOMPARE(name(LintKind::TalksAboutImages), std::string_view("talks-about-images"));
    }
};

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
