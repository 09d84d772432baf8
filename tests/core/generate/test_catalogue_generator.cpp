// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of every generated pair, the real catalogue, and speed.
#include "core/generate/catalogue_generator.h"

#include "core/base/random.h"
#include "core/base/utf8.h"
#include "core/generate/pair_mining.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <map>
#include <set>

using namespace triptych;
using namespace triptych::generate;

namespace {

const CatalogueGenerator& generator()
{
    static const CatalogueGenerator made;
    return made;
}

PairInput input(std::string_view key, const Attributes& reference, const Attributes& target)
{
    PairInput pair;
    pair.pairKey = key;
    pair.reference = &reference;
    pair.target = &target;
    return pair;
}

// RFC 4180, enough for the manifest.
std::vector<std::vector<std::string>> readCsv(const QByteArray& bytes)
{
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (quoted) {
            if (c == '"' && i + 1 < bytes.size() && bytes[i + 1] == '"') {
                cell += bytes[++i];
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',' || c == '\n') {
            rows.back().push_back(std::exchange(cell, {}));
            if (c == '\n') {
                rows.emplace_back();
            }
        } else if (c != '\r') {
            cell += c;
        }
    }
    if (!cell.empty()) {
        rows.back().push_back(cell);
    }
    if (rows.back().empty()) {
        rows.pop_back();
    }
    return rows;
}

struct Garment
{
    std::string product;
    std::string image;
    Attributes attributes;
};

std::vector<Garment> readGarments()
{
    QString folder = qEnvironmentVariable("TRIPTYCH_DATA");
    if (folder.isEmpty()) {
        folder = QString::fromUtf8(TRIPTYCH_SOURCE_DIR) + QStringLiteral("/../shared/data");
    }
    QFile file(folder + QStringLiteral("/magento/manifest.csv"));
    std::vector<Garment> garments;
    if (!file.open(QIODevice::ReadOnly)) {
        return garments;
    }
    const auto rows = readCsv(file.readAll());
    for (std::size_t r = 1; r < rows.size(); ++r) {
        Garment garment;
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto& column = rows[0][c];
            if (column == "image") {
                garment.image = rows[r][c];
            } else if (column == "sku") {
                garment.product = rows[r][c];
            } else {
                garment.attributes[column] = rows[r][c];
            }
        }
        garments.push_back(std::move(garment));
    }
    return garments;
}

} // namespace

class TestCatalogueGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToCompareIsNotApplicable()
    {
        const auto made = generator().generate({}, {});
        QVERIFY(!made);
        QVERIFY(made.error().code == ErrorCode::NotApplicable);
        const Attributes same{{"color", "Red"}};
        const auto equal = generator().generate(input("key", same, same), {});
        QVERIFY(equal.error().code == ErrorCode::NotApplicable);
        QCOMPARE(equal.error().subject, std::string("key"));
    }

    void everyOrderedPairOfTheRealCatalogueIsWordedTruly()
    {
        const auto garments = readGarments();
        if (garments.empty()) {
            QSKIP("shared/data/magento is not here");
        }
        std::vector<ProductImage> images;
        for (const auto& garment : garments) {
            images.push_back({garment.product, {}});
        }
        const auto pairs = mineProducts(images);
        QCOMPARE(pairs.size(), std::size_t{528});
        const std::map<std::string, std::string> japanese{
            {"Black", "黒"}, {"Blue", "青"},         {"Brown", "茶色"}, {"Gray", "グレー"},
            {"Green", "緑"}, {"Orange", "オレンジ"}, {"Purple", "紫"},  {"Red", "赤"},
            {"White", "白"}, {"Yellow", "黄色"}};
        std::map<std::string, int> shares;
        for (const auto& pair : pairs) {
            const auto& a = garments[pair.reference];
            const auto& b = garments[pair.target];
            const std::string from = a.attributes.at("color");
            const std::string to = b.attributes.at("color");
            for (const auto language : {Language::English, Language::Japanese}) {
                const std::string key = a.image + ">" + b.image;
                const auto made =
                    generator().generate(input(key, a.attributes, b.attributes), {language, 1});
                QVERIFY(made.has_value());
                const bool english = language == Language::English;
                const std::string fromWord = english ? asciiLower(from) : japanese.at(from);
                const std::string toWord = english ? asciiLower(to) : japanese.at(to);
                checkDirection(made->forward, fromWord, toWord);
                checkDirection(made->reverse, toWord, fromWord);
                if (english) {
                    std::string shape = made->forward;
                    for (const auto& word : {fromWord, toWord}) {
                        for (auto at = shape.find(word); at != std::string::npos;
                             at = shape.find(word)) {
                            shape.replace(at, word.size(), "*");
                        }
                    }
                    ++shares[shape];
                }
            }
        }
        for (const auto& [shape, count] : shares) {
            QVERIFY2(count < 528 / 8, shape.c_str()); // no wording dominates
        }
    }

    void textsDependOnSeedAndPairAlone()
    {
        const Attributes a{{"color", "Red"}, {"sleeve", "Long"}};
        const Attributes b{{"color", "Blue"}, {"sleeve", "Short"}};
        std::set<std::string> seeds;
        std::set<std::string> keys;
        for (std::uint64_t i = 0; i < 50; ++i) {
            const auto one = generator().generate(input("pair", a, b), {Language::English, i});
            const CatalogueGenerator another;
            const auto two = another.generate(input("pair", a, b), {Language::English, i});
            QCOMPARE(one->forward, two->forward);
            QCOMPARE(one->reverse, two->reverse);
            QCOMPARE(one->parts, two->parts);
            seeds.insert(one->forward);
            const std::string key = "pair" + std::to_string(i);
            keys.insert(generator().generate(input(key, a, b), {})->forward);
        }
        QVERIFY(seeds.size() > 15);
        QVERIFY(keys.size() > 15);
    }

    void reverseIsWordedIndependently()
    {
        const Attributes a{{"color", "Red"}};
        const Attributes b{{"color", "Blue"}};
        int sameTemplate = 0;
        for (std::uint64_t i = 0; i < 400; ++i) {
            const auto made = generator().generate(input("pair", a, b), {Language::English, i});
            const auto parse = [](const std::string& json) {
                return QJsonDocument::fromJson(QByteArray::fromStdString(json))
                    .object()[QStringLiteral("template")]
                    .toString();
            };
            sameTemplate += parse(made->parts) == parse(made->reverseParts) ? 1 : 0;
        }
        QVERIFY2(sameTemplate > 0 && sameTemplate < 80, qPrintable(QString::number(sameTemplate)));
    }

    void partsSayWhatTheTextIsMadeOf()
    {
        const Attributes a{{"Colour", "Red"}, {"note", "x"}};
        const Attributes b{{"Colour", "\"Blue\"\n"}, {"note", "y"}};
        const auto made = generator().generate(input("pair", a, b), {});
        QVERIFY(made.has_value());
        const auto parts = QJsonDocument::fromJson(QByteArray::fromStdString(made->parts)).object();
        QCOMPARE(parts[QStringLiteral("attributes")].toArray(),
                 QJsonArray{QStringLiteral("Colour")});
        const auto facet = parts[QStringLiteral("facets")].toArray().at(0).toObject();
        QCOMPARE(facet[QStringLiteral("facet")].toString(), QStringLiteral("color"));
        QCOMPARE(facet[QStringLiteral("from")].toString(), QStringLiteral("Red"));
        QCOMPARE(facet[QStringLiteral("to")].toString(), QStringLiteral("\"Blue\""));
        QVERIFY(parts[QStringLiteral("template")].toString().startsWith(
            QStringLiteral("color.single.")));
        const double stored = parts[QStringLiteral("confidence")].toDouble();
        QVERIFY(qAbs(stored - made->confidence) < 0.001);
        const auto reverse =
            QJsonDocument::fromJson(QByteArray::fromStdString(made->reverseParts)).object();
        QCOMPARE(reverse[QStringLiteral("facets")]
                     .toArray()
                     .at(0)
                     .toObject()[QStringLiteral("to")]
                     .toString(),
                 QStringLiteral("Red"));
    }

    void confidenceFallsWithDoubt()
    {
        const auto confidence = [](const Attributes& a, const Attributes& b) {
            return generator().generate(input("pair", a, b), {})->confidence;
        };
        const double sure = confidence({{"color", "Red"}}, {{"color", "Blue"}});
        QVERIFY(sure > 0.9 && sure <= 1.0);
        QVERIFY(confidence({{"color", "Red"}}, {{"color", "Ochre"}}) < sure);
        QVERIFY(confidence({{"color", "Red"}}, {{"color", "Blue|White"}}) < sure);
        QVERIFY(confidence({{"color", "Red"}}, {}) < 0.5);
        QVERIFY(confidence({{"vibe", "calm"}}, {{"vibe", "loud"}}) < 0.6);
        QVERIFY(confidence({{"color", "Red"}, {"shape", "round"}},
                           {{"color", "Blue"}, {"shape", "oval"}}) < sure);
    }

    void hostileAttributesNeverCrashAndTextsKeepTheirPromises()
    {
        const std::vector<std::string> columns{
            "color", "pattern",    "sleeve", "material", "handle",     "parts",
            "vibe",  "has_x",      "is_y",   "legs",     "seat color", "neck",
            "色",    "座面の素材", "の色",   "size",     "",           "の"};
        const std::vector<std::string> words{"Red", "blue", "|",   ";",  "none", "yes", "0",
                                             "1",   "無地", "と",  "/",  "{to}", "and", "青",
                                             "",    "no",   "4",   "\"", "\\",   "\n",  " ",
                                             "V",   "wood", "USB", "、", "長袖"};
        int made = 0;
        for (std::uint64_t seed = 0; seed < 30000; ++seed) {
            Random random(seed);
            const auto value = [&] {
                std::string text;
                for (auto n = random.below(4); n > 0; --n) {
                    text += random.below(6) == 0
                                ? std::string(1, static_cast<char>(random.below(256)))
                                : words[random.below(words.size())];
                }
                return text;
            };
            Attributes a;
            Attributes b;
            for (auto n = random.below(5); n > 0; --n) {
                auto& side = random.below(2) == 0 ? a : b;
                const auto& column = columns[random.below(columns.size())];
                side[column] = value();
                (&side == &a ? b : a)[column] = value();
            }
            const auto language = random.below(2) == 0 ? Language::English : Language::Japanese;
            const auto texts = generator().generate(input("k", a, b), {language, seed});
            if (!texts) {
                QVERIFY(texts.error().code == ErrorCode::NotApplicable);
                continue;
            }
            ++made;
            QVERIFY(!texts->forward.empty() && !texts->reverse.empty());
            QVERIFY(texts->forward != texts->reverse);
            QVERIFY(isValidUtf8(texts->forward) && isValidUtf8(texts->reverse));
            QVERIFY2(trimmed(texts->forward) == texts->forward, texts->forward.c_str());
            QVERIFY2(texts->forward.find("  ") == std::string::npos, texts->forward.c_str());
            QVERIFY(texts->confidence > 0 && texts->confidence <= 1);
            for (const auto& json : {texts->parts, texts->reverseParts}) {
                QJsonParseError error;
                QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
                QVERIFY2(error.error == QJsonParseError::NoError, json.c_str());
            }
        }
        QVERIFY2(made > 5000, qPrintable(QString::number(made)));
    }

    void tenMegabytesInACellAreNoTrouble()
    {
        const std::string large(10'000'000, 'x');
        const std::string list = [] {
            std::string text;
            for (int i = 0; i < 1'000'000; ++i) {
                text += "red|";
            }
            return text;
        }();
        const Attributes a{{"color", "Red"}, {"pattern", large}, {"vibe", list}, {large, "x"}};
        const Attributes b{
            {"color", "Blue"}, {"pattern", large + "y"}, {"vibe", "calm"}, {large, "y"}};
        QElapsedTimer timer;
        timer.start();
        const auto made = generator().generate(input("k", a, b), {});
        QVERIFY(made.has_value());
        QVERIFY(made->forward.size() < 200);
        QVERIFY(timer.elapsed() < 2000);
    }

    // The target (100,000 a second, release) is measured by the benchmark; this guards the order of
    // magnitude in any build.
    void hundredThousandTextsAreAMatterOfSeconds()
    {
        const Attributes a{{"color", "Black"}, {"pattern", "Solid"}, {"climate", "Warm"}};
        const Attributes b{{"color", "Blue"}, {"pattern", "Striped"}, {"climate", "Warm"}};
        QElapsedTimer timer;
        timer.start();
        std::size_t letters = 0;
        for (int i = 0; i < 50000; ++i) {
            const std::string key = std::to_string(i);
            letters += generator().generate(input(key, a, b), {})->forward.size();
        }
        qInfo("%.0f texts a second", 100000.0 * 1000 / static_cast<double>(timer.elapsed() + 1));
        QVERIFY(letters > 0);
        QVERIFY(timer.elapsed() < 20000);
    }

private:
    // The text asks for `to`; `from` is named only as what it is not any more.
    static void checkDirection(const std::string& text, const std::string& from,
                               const std::string& to)
    {
        QVERIFY2(text.find(to) != std::string::npos, text.c_str());
        const auto wrong = [&](const std::string& phrase) {
            return text.find(phrase) != std::string::npos;
        };
        for (const char* lead : {"make it ", "instead of ", "to ", "is ", "in ", "for ", "with "}) {
            const std::string left = lead;
            const bool excluded = left == "instead of ";
            if (left == "in " || left == "is ") {
                continue; // "where this one is black"
            }
            QVERIFY2(!wrong(left + (excluded ? to : from) + " "), text.c_str());
            QVERIFY2(!text.ends_with(left + (excluded ? to : from)), text.c_str());
        }
        for (const char* tail :
             {"にする", "に変える", "に変更する", "がほしい", "を選ぶ", "に切り替える"}) {
            QVERIFY2(!wrong(from + tail), text.c_str());
        }
        QVERIFY2(!wrong(to + "ではなく") && !wrong(to + "から"), text.c_str());
    }
};

QTEST_APPLESS_MAIN(TestCatalogueGenerator)
#include "test_catalogue_generator.moc"
