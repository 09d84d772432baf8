// SPDX-License-Identifier: GPL-3.0-or-later
// The --where language: what it reads, what it refuses, and where it points.
#include "core/domain/filter.h"

#include "core/base/random.h"
#include "core/base/utf8.h"

#include <QtTest>

using namespace triptych;

namespace {

using Values = std::vector<std::string>;

} // namespace

class TestFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExampleOfTheManualIsRead()
    {
        const std::string source =
            "status:accepted,edited direction:forward generator:catalogue score<0.4 "
            "category:\"Hoodies & Sweatshirts\" text:blue";
        const auto filter = parseFilter(source);
        QVERIFY(filter.has_value());
        QCOMPARE(filter->terms.size(), std::size_t{6});
        QVERIFY(filter->terms[0].key == FilterKey::Status);
        QCOMPARE(filter->terms[0].values, (Values{"accepted", "edited"}));
        QVERIFY(filter->terms[3].comparison == Comparison::Less);
        QCOMPARE(filter->terms[3].values, Values{"0.4"});
        QCOMPARE(filter->terms[4].values, Values{"Hoodies & Sweatshirts"});
        QVERIFY(filter->namesStatus());
        const auto& term = filter->terms[4];
        QCOMPARE(source.substr(term.start, term.length),
                 std::string("category:\"Hoodies & Sweatshirts\""));
    }

    void everyKeyHasItsName()
    {
        QCOMPARE(allFilterKeys().size(), std::size_t{22});
        for (const auto key : allFilterKeys()) {
            QVERIFY(filterKeyFrom(name(key)) == key);
        }
        QVERIFY(!filterKeyFrom("colour"));
    }

    void bareWordsAndPhrasesSearchTheText()
    {
        const auto filter = parseFilter("blue -\"long sleeve\"　青");
        QVERIFY(filter.has_value());
        QCOMPARE(filter->terms.size(), std::size_t{3});
        for (const auto& term : filter->terms) {
            QVERIFY(term.key == FilterKey::Text);
        }
        QVERIFY(filter->terms[1].negated);
        QCOMPARE(filter->terms[1].values, Values{"long sleeve"});
        QCOMPARE(filter->terms[2].values, Values{"青"});
        QVERIFY(!filter->namesStatus());
    }

    void quotesAndBackslashesAreEscapedByBackslash()
    {
        const auto filter = parseFilter("category:\"a \\\"b\\\" \\\\ \\c\"");
        QVERIFY(filter.has_value());
        QCOMPARE(filter->terms[0].values, Values{"a \"b\" \\ \\c"});
    }

    void allComparisonsAreRead()
    {
        const std::vector<std::pair<const char*, Comparison>> cases{
            {"score:1", Comparison::Matches},
            {"score=1", Comparison::Matches},
            {"score<1", Comparison::Less},
            {"score<=1", Comparison::LessOrEqual},
            {"score>1", Comparison::Greater},
            {"score>=1", Comparison::GreaterOrEqual},
            {"decided>=2026-11-23", Comparison::GreaterOrEqual},
            {"decided<2026-11-23T10:00:00Z", Comparison::Less}};
        for (const auto& [source, comparison] : cases) {
            const auto filter = parseFilter(source);
            QVERIFY2(filter.has_value(), source);
            QVERIFY(filter->terms[0].comparison == comparison);
        }
    }

    void closedVocabulariesGetTheirOneSpelling()
    {
        const auto filter =
            parseFilter("Status:Accepted split:dev,VAL stale:YES direction:Forward");
        QVERIFY(filter.has_value());
        QCOMPARE(filter->terms[0].values, Values{"accepted"});
        QCOMPARE(filter->terms[1].values, (Values{"validation", "validation"}));
        QCOMPARE(filter->terms[2].values, Values{"yes"});
        QCOMPARE(filter->terms[3].values, Values{"forward"});
    }

    void statusAnyStandsAlone()
    {
        const auto filter = parseFilter("status:accepted,any");
        QVERIFY(filter.has_value());
        QCOMPARE(filter->terms[0].values, Values{"any"});
        QVERIFY(filter->namesStatus());
    }

    void emptySourceIsAnEmptyFilter()
    {
        QVERIFY(parseFilter("")->terms.empty());
        QVERIFY(parseFilter(" \t　")->terms.empty());
    }

    void emptyQuotesAskForWhatHasNone()
    {
        QCOMPARE(parseFilter("category:\"\"")->terms[0].values, Values{""});
    }

    void mistakesAreNamedWithTheirPosition_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* source, int position, const char* expected) {
            QTest::newRow(source) << QString::fromUtf8(source) << position
                                  << QString::fromUtf8(expected);
        };
        row("colour:blue", 1, "keys");
        row("blue colour:red", 6, "keys");
        row("青 sore<1", 3, "keys");
        row("status:good", 8, "pending");
        row("status:accepted,good", 17, "pending");
        row("direction:up", 11, "forward");
        row("score<low", 7, "number");
        row("score<0.1,0.2", 10, "one value");
        row("score<1e999", 7, "number");
        row("score<nan", 7, "number");
        row("stale:maybe", 7, "yes or no");
        row("split:all", 7, "train");
        row("decided>yesterday", 9, "date");
        row("decided>2026-02-30", 9, "date");
        row("category<x", 9, "after category");
        row("category:", 10, "a value");
        row("category: x", 10, "a value");
        row("category:a,", 12, "a value");
        row("category:,a", 10, "a value");
        row("category:\"a\"b", 13, "a space or a comma");
        row("category:\"a", 12, "closing quote");
        row("-", 2, "after \"-\"");
        row("a - b", 4, "after \"-\"");
        row("text:\"  \"", 6, "words");
        row(":x", 1, "keys");
    }

    void mistakesAreNamedWithTheirPosition()
    {
        QFETCH(QString, source);
        QFETCH(int, position);
        QFETCH(QString, expected);
        const auto filter = parseFilter(source.toStdString());
        QVERIFY(!filter.has_value());
        QVERIFY(filter.error().code == ErrorCode::BadFilter);
        QCOMPARE(static_cast<int>(filter.error().line), position);
        QVERIFY2(QString::fromStdString(filter.error().detail).contains(expected),
                 filter.error().detail.c_str());
    }

    void invalidUtf8IsRefused()
    {
        const auto filter = parseFilter("text:\xff\xfe");
        QVERIFY(!filter.has_value());
        QCOMPARE(static_cast<int>(filter.error().line), 6);
    }

    void randomBytesNeverCrashAndTermsStayInside()
    {
        const std::vector<std::string> pieces{"status", "score", ":",    "<",    "<=", "\"",
                                              "\\",     ",",     "-",    " ",    "青", "\u3000",
                                              "any",    "1",     "\xff", "text", "="};
        int read = 0;
        for (std::uint64_t seed = 0; seed < 20000; ++seed) {
            Random random(seed);
            std::string source;
            const auto count = random.below(12);
            for (std::uint64_t i = 0; i < count; ++i) {
                source += random.below(5) == 0
                              ? std::string(1, static_cast<char>(random.below(256)))
                              : pieces[random.below(pieces.size())];
            }
            const auto filter = parseFilter(source);
            if (!filter) {
                QVERIFY(filter.error().code == ErrorCode::BadFilter);
                QVERIFY(filter.error().line >= 1);
                QVERIFY(filter.error().line <= static_cast<long long>(source.size()) + 1);
                QVERIFY(isValidUtf8(filter.error().detail));
                continue;
            }
            ++read;
            std::size_t end = 0;
            for (const auto& term : filter->terms) {
                QVERIFY(term.start >= end && term.length > 0 && !term.values.empty());
                end = term.start + term.length;
                QVERIFY(end <= source.size());
            }
        }
        QVERIFY(read > 1000);
    }
};

QTEST_APPLESS_MAIN(TestFilter)
#include "test_filter.moc"
