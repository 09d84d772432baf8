// SPDX-License-Identifier: GPL-3.0-or-later
// Spelling with dictionaries that the test writes itself: good, foreign, broken, hostile.
#include "core/text/spelling.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>

using namespace triptych;
using text::Misspelling;
using text::Spelling;

namespace {

const std::string kAffix = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzqjx'\nREP 1\nREP ie ei\n"
                           "SFX S Y 1\nSFX S 0 s .\n";
const std::string kWords = "12\nhoodie/S\nchange\nthe\ncolour/S\nto\nblue\nsleeve/S\ncafé\n"
                           "don't\nreceive\nshirt/S\nlonger\n";

class Folder
{
public:
    [[nodiscard]] std::filesystem::path write(const char* name, const std::string& bytes) const
    {
        const QString path = m_folder.filePath(QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0) {
            return {};
        }
        return path.toStdString();
    }
    [[nodiscard]] Result<std::unique_ptr<Spelling>> open(const std::string& affix,
                                                         const std::string& words) const
    {
        return Spelling::open(write("own.aff", affix), write("own.dic", words));
    }
    [[nodiscard]] std::filesystem::path missing() const
    {
        return m_folder.filePath(QStringLiteral("none.dic")).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

// The misspelled words themselves.
std::vector<std::string> wrongIn(const Spelling& spelling, const std::string& text)
{
    std::vector<std::string> words;
    for (const auto& one : spelling.check(text)) {
        words.push_back(text.substr(one.begin, one.length));
    }
    return words;
}

using Words = std::vector<std::string>;

} // namespace

class TestSpelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongWordsAreFoundWhereTheyStand();
    void placesAreBytesOfUtf8();
    void suggestionsComeBestFirst();
    void whatIsNoEnglishWordIsLeftAlone();
    void apostrophesAreOneWhateverTheirShape();
    void learntWordsAreRightInAnyCase();
    void dictionaryInAnotherEncodingWorks();
    void missingFilesAreNotFound();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
    void hostileWordsAreHarmless();
};

void TestSpelling::wrongWordsAreFoundWhereTheyStand()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    const auto found = (*spelling)->check("change the colur to blue");
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY((found.front() == Misspelling{11, 5}));
    QVERIFY((*spelling)->check("Change the colours to blue, longer sleeves!").empty());
    QCOMPARE(wrongIn(**spelling, "hodie, hodie; to (bleu)"), (Words{"hodie", "hodie", "bleu"}));
}

void TestSpelling::placesAreBytesOfUtf8()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    const std::string text = "青い café → shrit 👕 blu";
    QCOMPARE(wrongIn(**spelling, text), (Words{"shrit", "blu"}));
}

void TestSpelling::suggestionsComeBestFirst()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    const auto best = (*spelling)->suggest("hodie", 3);
    QVERIFY(!best.empty());
    QCOMPARE(best.front(), std::string{"hoodie"});
    QCOMPARE((*spelling)->suggest("recieve", 1), (Words{"receive"}));
    QVERIFY((*spelling)->suggest("hodie", 0).empty());
    QVERIFY((*spelling)->suggest("two words", 5).empty());
    QVERIFY((*spelling)->suggest("", 5).empty());
}

void TestSpelling::whatIsNoEnglishWordIsLeftAlone()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    for (const char* text :
         {"XQZV", "a b c", "x2y 501s 3cm", "青い半袖", "кот γάτα", "shirt_v2 me@shop", "", "  ",
          "👩‍👧‍👦 … — ?!", "\xff\xfe zzqx"}) {
        QVERIFY2((*spelling)->check(text).empty(), text);
    }
    QCOMPARE(wrongIn(**spelling, "t-shrit"), (Words{"shrit"}));
}

void TestSpelling::apostrophesAreOneWhateverTheirShape()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    QVERIFY((*spelling)->check("don't don’t 'blue' ’the’").empty());
    QCOMPARE(wrongIn(**spelling, "'bleu'"), (Words{"bleu"}));
}

void TestSpelling::learntWordsAreRightInAnyCase()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    QCOMPARE(wrongIn(**spelling, "Henley neck, raglan"), (Words{"Henley", "neck", "raglan"}));
    (*spelling)->learn("henley NECK|raglan 青 \xff");
    (*spelling)->learn("Henley neck; raglan");
    QVERIFY((*spelling)->check("Henley NEck, Raglan").empty());
    QCOMPARE((*spelling)->suggest("raglen", 1), (Words{"raglan"}));
    // Of two that are near the learnt one comes first.
    QCOMPARE((*spelling)->suggest("bluen", 1), (Words{"blue"}));
    (*spelling)->learn("bluer");
    QCOMPARE((*spelling)->suggest("bluen", 1), (Words{"bluer"}));
}

void TestSpelling::dictionaryInAnotherEncodingWorks()
{
    const Folder folder;
    const auto spelling =
        folder.open("SET ISO8859-1\nTRY abcdefghijklmnopqrstuvwxyz\xe9\n", "2\ncaf\xe9\nblue\n");
    QVERIFY(spelling.has_value());
    QVERIFY((*spelling)->check("café blue").empty());
    QCOMPARE(wrongIn(**spelling, "cafe ble"), (Words{"cafe", "ble"}));
    QCOMPARE((*spelling)->suggest("cafe", 1), (Words{"café"}));
    QVERIFY((*spelling)->check("Łódź").empty()); // not to be written there: nobody can say
    const auto unknown = folder.open("SET NO-SUCH-ENCODING\n", "1\nblue\n");
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::Unsupported);
}

void TestSpelling::missingFilesAreNotFound()
{
    const Folder folder;
    const auto none = Spelling::open(folder.write("own.aff", kAffix), folder.missing());
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
    const auto noAffix = Spelling::open(folder.missing(), folder.write("own.dic", kWords));
    QVERIFY(!noAffix);
    QCOMPARE(noAffix.error().code, ErrorCode::NotFound);
}

void TestSpelling::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("affix");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("code");
    const QByteArray affix = QByteArray::fromStdString(kAffix);
    const QByteArray words = QByteArray::fromStdString(kWords);
    const auto row = [](const char* name, const QByteArray& a, const QByteArray& w,
                        ErrorCode code) {
        QTest::newRow(name) << a << w << static_cast<int>(code);
    };
    row("empty words", affix, {}, ErrorCode::Empty);
    row("empty affixes", {}, words, ErrorCode::Empty);
    row("no count", affix, "hoodie\nchange\n", ErrorCode::BadFormat);
    row("no words", affix, "3\n", ErrorCode::BadFormat);
    row("a picture", affix, QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), ErrorCode::BadFormat);
    row("zeros", affix, QByteArray("5\n") + QByteArray(4096, '\0'), ErrorCode::BadFormat);
}

void TestSpelling::brokenFilesAreRefused()
{
    QFETCH(const QByteArray, affix);
    QFETCH(const QByteArray, words);
    QFETCH(const int, code);
    const Folder folder;
    const auto spelling = folder.open(affix.toStdString(), words.toStdString());
    QVERIFY(!spelling);
    QCOMPARE(static_cast<int>(spelling.error().code), code);
}

void TestSpelling::hostileWordsAreHarmless()
{
    const Folder folder;
    const auto spelling = folder.open(kAffix, kWords);
    QVERIFY(spelling.has_value());
    const std::string endless(10'000, 'q');
    QVERIFY((*spelling)->check(endless).empty()); // no word of the trade
    QVERIFY((*spelling)->suggest(endless, 5).empty());
    QVERIFY((*spelling)->suggest(std::string(41, 'q'), 5).empty());
    std::string marks = "a";
    for (int i = 0; i < 10'000; ++i) {
        marks += "\u0301";
    }
    QVERIFY((*spelling)->check(marks).empty());
    const std::string apostrophes(10'000, '\'');
    QVERIFY((*spelling)->check(apostrophes).empty());
    std::string many;
    for (int i = 0; i < 10'000; ++i) {
        many += "zzqx ";
    }
    QCOMPARE((*spelling)->check(many).size(), std::size_t{200});
    const std::string zero("blue\0shrit", 10);
    QCOMPARE(wrongIn(**spelling, zero), (Words{"shrit"}));
    (*spelling)->learn(endless);
    (*spelling)->learn(std::string("a/b\0c%s\n", 8));
    QVERIFY((*spelling)->check("blue").empty());
}

QTEST_APPLESS_MAIN(TestSpelling)
#include "test_spelling.moc"
