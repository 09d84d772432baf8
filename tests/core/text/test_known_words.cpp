// SPDX-License-Identifier: GPL-3.0-or-later
// The lexicon: kinds of things, lightness, Japanese words in English; and which language a text is
// told to be in.
#include "core/text/compact_features.h"
#include "core/text/known_words.h"

#include <QTest>

using namespace triptych::text;

class TestKnownWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreKnownByTheirLastWord()
    {
        for (const char* words : {"dress", "Dresses", "polo shirts", "SHORTS", "hoodie", "a mug"}) {
            QVERIFY2(namesKind(words), words);
        }
        for (const char* words : {"", " ", "short", "red", "shirt sleeve", "version", "dressing"}) {
            QVERIFY2(!namesKind(words), words);
        }
    }

    void lightnessHasADirection()
    {
        QCOMPARE(lightnessOf("darker"), -1);
        QCOMPARE(lightnessOf("pale"), 1);
        QCOMPARE(lightnessOf("lamp"), 0);
        QCOMPARE(lightnessOf(""), 0);
    }

    void japaneseWordsAreToldInEnglish_data()
    {
        QTest::addColumn<QString>("japanese");
        QTest::addColumn<QString>("english");
        QTest::addColumn<bool>("whole");
        const auto row = [](const char* japanese, const char* english, bool whole) {
            QTest::newRow(japanese)
                << QString::fromUtf8(japanese) << QString::fromUtf8(english) << whole;
        };
        row("青", "blue", true);
        row("青にして", "blue", true);
        row("赤いドレス", "red dress", true);
        row("もっと暗い", "dark", true);
        row("ショートパンツ", "shorts", true); // not "trousers"
        row("ニット帽", "beanie hat", true);
        row("黒いTシャツがいい", "black t-shirt", true);
        row("謎の赤い服", "謎の red clothes", false);
        row("", "", true);
    }
    void japaneseWordsAreToldInEnglish()
    {
        QFETCH(QString, japanese);
        QFETCH(QString, english);
        QFETCH(bool, whole);
        const auto told = englishOf(japanese.toStdString());
        QCOMPARE(QString::fromStdString(told.words), english);
        QCOMPARE(told.whole, whole);
    }

    void wordsOfTheCatalogueStay()
    {
        const auto told =
            englishOf("赤いドレス", [](std::string_view word) { return word == "ドレス"; });
        QCOMPARE(QString::fromStdString(told.words), QString::fromUtf8("red ドレス"));
    }

    void brokenTextComesToAnEnd()
    {
        std::string many = "\xE3\x81";
        for (int i = 0; i < 2'000; ++i) {
            many += "謎\xFF";
        }
        QVERIFY(!englishOf(many).whole);
    }

    void otherLanguagesAreToldAndShortEnglishIsNot()
    {
        const auto language = [](const char* text) {
            return QString::fromStdString(languageOf(text));
        };
        QCOMPARE(language("une robe rouge à la place de cette chemise"), QStringLiteral("fr"));
        QCOMPARE(language("ein rotes Kleid statt dieses Hemdes, bitte"), QStringLiteral("de"));
        QCOMPARE(language("红色的连衣裙"), QStringLiteral("zh"));
        QCOMPARE(language("فستان أحمر بدلا من هذا القميص"), QStringLiteral("ar"));
        for (const char* text : {"red", "Nike", "501", "dress", "polo", "in navy", "H&M", "XL"}) {
            const auto told = language(text);
            QVERIFY2(told.isEmpty() || told == QLatin1String("en"), text);
        }
    }
};

QTEST_APPLESS_MAIN(TestKnownWords)
#include "test_known_words.moc"
