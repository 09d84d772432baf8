// SPDX-License-Identifier: GPL-3.0-or-later
// What is worded and what is not: facets, parts, lists, unknown columns, in both languages.
#include "core/generate/catalogue_generator.h"
#include "core/generate/phrase.h"
#include "core/generate/vocabulary.h"

#include <QtTest>

#include <set>

using namespace triptych;
using namespace triptych::generate;

namespace {

const CatalogueGenerator& generator()
{
    static const CatalogueGenerator made;
    return made;
}

Result<GeneratedPair> generateFor(const Attributes& reference, const Attributes& target,
                                  Language language, std::uint64_t seed = 0)
{
    PairInput pair;
    pair.pairKey = "0123456789abcdef0123";
    pair.reference = &reference;
    pair.target = &target;
    return generator().generate(pair, {language, seed});
}

// All forward texts of many seeds.
std::set<std::string> forwards(const Attributes& reference, const Attributes& target,
                               Language language)
{
    std::set<std::string> texts;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        if (const auto made = generateFor(reference, target, language, seed)) {
            texts.insert(made->forward);
        }
    }
    return texts;
}

bool allContain(const std::set<std::string>& texts, const std::string& words)
{
    for (const auto& text : texts) {
        if (text.find(words) == std::string::npos) {
            qWarning("%s", text.c_str());
            return false;
        }
    }
    return !texts.empty();
}

bool noneContains(const std::set<std::string>& texts, const std::string& words)
{
    for (const auto& text : texts) {
        if (text.find(words) != std::string::npos) {
            qWarning("%s", text.c_str());
            return false;
        }
    }
    return !texts.empty();
}

} // namespace

class TestWording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void articlesFollowTheSound()
    {
        for (const char* word : {"orange", "ivory", "indigo", "8-sided", "hour-shaped", "X-back"}) {
            QCOMPARE(articleFor(word), std::string_view("an"));
        }
        for (const char* word :
             {"blue", "unicorn", "U-neck", "European", "one-piece", "V-neck", "10-inch"}) {
            QCOMPARE(articleFor(word), std::string_view("a"));
        }
        QCOMPARE(withoutArticle("an orange"), std::string_view("orange"));
        QCOMPARE(withoutArticle("animal print"), std::string_view("animal print"));
    }

    void unknownFieldsAndBracesOfAPhraseStayAsWritten()
    {
        const Phrase phrase("x", "turn {from} into {to} {oops} {", Language::English);
        Slots slots;
        slots.from = "{to}";
        slots.to = "blue";
        QCOMPARE(phrase.fill(slots), std::string("turn {to} into blue {oops} {"));
    }

    void columnNamesAreRecognisedInManySpellings()
    {
        const Vocabulary vocabulary;
        for (const char* name : {"color", "Colour", "COLOR_NAME", "product-color", "mainColor",
                                 "色", "カラー", "ｃｏｌｏｒ", "本体の色"}) {
            const auto meaning = vocabulary.column(name);
            QVERIFY2(meaning.kind == ColumnKind::Facet, name);
            QCOMPARE(meaning.facet->id, std::string("color"));
        }
        for (const char* name : {"Sleeve Length", "sleeveLength", "袖丈", "袖"}) {
            QCOMPARE(vocabulary.column(name).facet->id, std::string("sleeve"));
        }
        for (const char* name :
             {"sku", "Product ID", "price", "Sale Price", "image_url", "description", "商品名",
              "価格", "品番", "brand", "climate", "season", ""}) {
            QVERIFY2(vocabulary.column(name).kind == ColumnKind::Ignored, name);
        }
        const auto seat = vocabulary.column("Seat_Color");
        QVERIFY(seat.kind == ColumnKind::PartFacet);
        QCOMPARE(seat.part->id, std::string("seat"));
        QCOMPARE(vocabulary.column("座面の色").part->id, std::string("seat"));
        QVERIFY(vocabulary.column("handle").kind == ColumnKind::Part);
        QVERIFY(vocabulary.column("has_handle").kind == ColumnKind::Part);
        QVERIFY(vocabulary.column("parts").kind == ColumnKind::PartList);
        QVERIFY(vocabulary.column("vibe").kind == ColumnKind::Unknown);
        // "patterned" ends like no column name: only whole words count.
        QVERIFY(vocabulary.column("solid").kind == ColumnKind::Unknown);
    }

    void englishCatalogueReadsNaturallyInJapanese()
    {
        const auto texts =
            forwards({{"color", "Black"}, {"pattern", "Solid"}},
                     {{"color", "Blue"}, {"pattern", "Striped"}}, Language::Japanese);
        QVERIFY(allContain(texts, "青"));
        QVERIFY(allContain(texts, "ストライプ"));
        QVERIFY(texts.size() >= 20);
        for (const auto& text : texts) {
            for (const char c : text) {
                QVERIFY2(static_cast<unsigned char>(c) >= 0x80, text.c_str());
            }
        }
    }

    void japaneseCatalogueReadsNaturallyInEnglish()
    {
        const auto texts = forwards({{"色", "ブラック"}, {"袖丈", "長袖"}},
                                    {{"色", "ネイビー"}, {"袖丈", "半袖"}}, Language::English);
        QVERIFY(allContain(texts, "navy"));
        QVERIFY(allContain(texts, "short"));
        const auto own = forwards({{"色", "ブラック"}}, {{"色", "ネイビー"}}, Language::Japanese);
        QVERIFY(allContain(own, "ネイビー"));
    }

    void coloursHaveEightWordingsInEachLanguage()
    {
        for (const auto language : {Language::English, Language::Japanese}) {
            const auto texts = forwards({{"color", "Black"}}, {{"color", "Blue"}}, language);
            QVERIFY2(texts.size() >= 14, qPrintable(QString::number(texts.size())));
        }
    }

    void sameValueInOtherSpellingIsNoDifference()
    {
        for (const auto& [from, to] :
             std::vector<std::pair<const char*, const char*>>{{"Gray", "grey"},
                                                              {"黒", "black"},
                                                              {"Navy Blue", "navy"},
                                                              {"Black|White", "white; black"},
                                                              {"Black & White", "White/Black"},
                                                              {" red ", "Red"},
                                                              {"dark-blue", "Dark Blue"}}) {
            QVERIFY2(!generateFor({{"color", from}}, {{"color", to}}, Language::English), from);
            QVERIFY2(!generateFor({{"color", from}}, {{"color", to}}, Language::Japanese), from);
        }
    }

    void compoundColoursAreTranslated()
    {
        QVERIFY(allContain(
            forwards({{"color", "Light Grey"}}, {{"color", "Dark Blue"}}, Language::Japanese),
            "ダークブルー"));
        QVERIFY(allContain(
            forwards({{"色", "ライトグレー"}}, {{"色", "ダークブルー"}}, Language::English),
            "dark blue"));
    }

    void capitalsAreDroppedFromWordsAndKeptInNames()
    {
        const auto texts =
            forwards({{"material", "LumaTech"}}, {{"material", "Fleece"}}, Language::English);
        QVERIFY(allContain(texts, "fleece"));
        QVERIFY(noneContains(texts, "lumatech"));
        QVERIFY(allContain(
            forwards({{"material", "Wool"}}, {{"material", "EVA"}}, Language::English), "EVA"));
        QVERIFY(allContain(forwards({{"color", "Red"}}, {{"color", "Ochre"}}, Language::English),
                           "ochre"));
        QVERIFY(allContain(forwards({{"material", "Wool"}},
                                    {{"material", "Cocona performance fabric"}}, Language::English),
                           "Cocona performance fabric"));
    }

    void unknownValuesAreKeptAndQuotedWhereNeeded()
    {
        QVERIFY(allContain(
            forwards({{"color", "Red"}}, {{"color", "Morning Mist"}}, Language::Japanese),
            "「Morning Mist」"));
        QVERIFY(allContain(forwards({{"color", "Red"}}, {{"color", "生成り"}}, Language::English),
                           "\"生成り\""));
        const auto braces = forwards({{"color", "Red"}}, {{"color", "{from}"}}, Language::English);
        QVERIFY(allContain(braces, "{from}"));
    }

    void partsAreAddedAndRemoved()
    {
        const std::vector<std::pair<const char*, const char*>> flags{
            {"no", "yes"},   {"false", "true"}, {"0", "1"},
            {"None", "Yes"}, {"なし", "あり"},  {"", "yes"}};
        for (const auto& [without, with] : flags) {
            QVERIFY2(
                allContain(forwards({{"handle", without}}, {{"handle", with}}, Language::English),
                           "a handle"),
                with);
            const auto removed =
                forwards({{"handle", with}}, {{"handle", without}}, Language::English);
            QVERIFY(allContain(removed, "the handle"));
            QVERIFY(noneContains(removed, "add"));
            QVERIFY(allContain(
                forwards({{"handle", without}}, {{"handle", with}}, Language::Japanese), "取っ手"));
        }
        QVERIFY(allContain(forwards({{"arms", "none"}}, {{"arms", "metal"}}, Language::English),
                           "metal armrests"));
        QVERIFY(
            allContain(forwards({{"legs", "4"}}, {{"legs", "3"}}, Language::English), "3 legs"));
        QVERIFY(allContain(
            forwards({{"parts", "handle|lid"}}, {{"parts", "handle"}}, Language::English),
            "the lid"));
        QVERIFY(!generateFor({{"handle", "no"}}, {{"handle", ""}}, Language::English));
    }

    void addedMaterialIsNotAReplacement()
    {
        const Attributes two{{"material", "Cotton|Polyester"}};
        const Attributes three{{"material", "Polyester|Cotton|Spandex"}};
        const auto added = forwards(two, three, Language::English);
        QVERIFY(allContain(added, "spandex"));
        QVERIFY(noneContains(added, "cotton"));
        const auto removed = forwards(three, two, Language::Japanese);
        QVERIFY(allContain(removed, "ポリウレタン"));
        QVERIFY(noneContains(removed, "コットン"));
    }

    void plainAndNoPatternAreTheSameAndAPatternIsAdded()
    {
        for (const auto language : {Language::English, Language::Japanese}) {
            QVERIFY(!generateFor({{"pattern", "Solid"}}, {{"pattern", ""}}, language));
            QVERIFY(!generateFor({{"pattern", "Solid"}}, {}, language));
            QVERIFY(generateFor({{"pattern", ""}}, {{"pattern", "Striped"}}, language).has_value());
        }
        QVERIFY(allContain(forwards({}, {{"pattern", "Striped"}}, Language::English), "stripes"));
    }

    void silentCellIsSaidOnlyWhenNothingElseDiffers()
    {
        const auto texts = forwards({{"color", "Red"}, {"material", ""}},
                                    {{"color", "Blue"}, {"material", "Wool"}}, Language::English);
        QVERIFY(noneContains(texts, "wool"));
        const auto alone = generateFor({{"color", ""}}, {{"color", "Red"}}, Language::English);
        QVERIFY(alone.has_value());
        QVERIFY(alone->confidence < 0.5);
    }

    void whatIsNoModificationIsNotWorded_data()
    {
        QTest::addColumn<QByteArray>("column");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char* column, const QByteArray& from, const QByteArray& to) {
            QTest::addRow("%s: %s", column, from.left(20).constData())
                << QByteArray(column) << from << to;
        };
        row("climate", "All-weather|Cool|Indoor", "Warm");
        row("description", "A chair.", "A table.");
        row("sku", "MH01", "MH02");
        row("name", "Chaz", "Teton");
        row("price", "10", "20");
        row("image_url", "http://a/b", "http://a/c");
        row("vibe", "https://a.example/b", "calm");
        row("vibe", "AB-1234", "AB-9999");
        row("vibe", "yes", "no");
        row("vibe", "calm|cosy|warm|bright", "cold");
        row("vibe", "an attribute that goes on and on for far too long", "calm");
        row("color", "Red|Blue|Green|White", "Black");
        row("size", "M", "XL");
        row("size", "38", "40");
        row("vibe", "calm", "");
        row("商品説明", "椅子", "机");
        row("updated date", "2020", "2021");
    }

    void whatIsNoModificationIsNotWorded()
    {
        QFETCH(QByteArray, column);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        for (const auto language : {Language::English, Language::Japanese}) {
            const auto made = generateFor({{column.toStdString(), from.toStdString()}},
                                          {{column.toStdString(), to.toStdString()}}, language);
            QVERIFY2(!made, made ? made->forward.c_str() : "");
            QVERIFY(made.error().code == ErrorCode::NotApplicable);
        }
        QVERIFY(generateFor(
                    {{column.toStdString(), from.toStdString()}, {"color", "Red"}},
                    {{column.toStdString(), to.toStdString()}, {"colour", "x"}, {"color", "Blue"}},
                    Language::English)
                    .has_value() ||
                column == "color");
    }

    void columnsOfTheSameFacetAreSaidOnce()
    {
        const auto made =
            generateFor({{"color", "Navy"}, {"color_family", "Blue"}},
                        {{"color", "Crimson"}, {"color_family", "Red"}}, Language::English);
        QVERIFY(made.has_value());
        QVERIFY(made->parts.find("color_family") == std::string::npos);
        QVERIFY(made->forward.find("crimson") != std::string::npos);
    }

    void severalFacetsAreAllSaid()
    {
        const Attributes a{{"color", "Red"}, {"sleeve", "Long"}, {"pattern", "Plaid"}};
        const Attributes b{{"color", "Teal"}, {"sleeve", "Short"}, {"pattern", "Striped"}};
        const auto english = forwards(a, b, Language::English);
        QVERIFY(allContain(english, "teal"));
        QVERIFY(allContain(english, "short"));
        QVERIFY(allContain(english, "striped"));
        QVERIFY2(english.size() > 40, qPrintable(QString::number(english.size())));
        const auto japanese = forwards(a, b, Language::Japanese);
        QVERIFY(allContain(japanese, "青緑"));
        QVERIFY(allContain(japanese, "半袖"));
        QVERIFY(allContain(japanese, "ストライプ"));
    }

    void atMostFourFacetsAreSaidAndTheRestIsCounted()
    {
        const Attributes a{{"color", "Red"},   {"material", "Wool"}, {"pattern", "Plaid"},
                           {"shape", "Round"}, {"finish", "Matte"},  {"handle", "yes"}};
        const Attributes b{{"color", "Blue"}, {"material", "Silk"}, {"pattern", "Floral"},
                           {"shape", "Oval"}, {"finish", "Glossy"}, {"handle", "no"}};
        const auto made = generateFor(a, b, Language::English);
        QVERIFY(made.has_value());
        QVERIFY(made->parts.find("\"omitted\":2") != std::string::npos);
        QVERIFY(made->confidence < 0.75);
    }
};

QTEST_APPLESS_MAIN(TestWording)
#include "test_wording.moc"
