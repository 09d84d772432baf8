// SPDX-License-Identifier: GPL-3.0-or-later
// CSV: encodings, delimiters, quotes, rows that do not fit.
#include "tests/core/formats/test_csv_reader.h"

#include "core/formats/csv_reader.h"
#include "core/formats/text_source.h"
#include "tests/core/formats/files.h"

#include <QStringConverter>
#include <QTest>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

struct ReadCsv
{
    Table rows; // header first
    std::vector<long long> lines;
    std::vector<Error> rejected;
    std::optional<Error> error;
    std::string encoding;
    char delimiter = '\0';
};

ReadCsv readAll(const std::filesystem::path& file)
{
    ReadCsv out;
    auto csv = CsvReader::open(file);
    if (!csv) {
        out.error = csv.error();
        return out;
    }
    out.rows.push_back((*csv)->header());
    out.encoding = (*csv)->encoding();
    out.delimiter = (*csv)->delimiter();
    while (true) {
        const auto step = (*csv)->next();
        if (!step) {
            out.error = step.error();
            return out;
        }
        if (*step == CsvStep::End) {
            return out;
        }
        if (*step == CsvStep::Rejected) {
            out.rejected.push_back((*csv)->rejection());
            continue;
        }
        out.rows.emplace_back((*csv)->cells().begin(), (*csv)->cells().end());
        out.lines.push_back((*csv)->line());
    }
}

std::string utf16(const std::string& text, bool little, bool mark)
{
    std::string out;
    const auto unit = [&](unsigned value) {
        const char low = static_cast<char>(value & 0xFFU);
        const char high = static_cast<char>(value >> 8U);
        out += little ? low : high;
        out += little ? high : low;
    };
    if (mark) {
        unit(0xFEFF);
    }
    for (const QChar c : QString::fromStdString(text)) {
        unit(c.unicode());
    }
    return out;
}

} // namespace

void TestCsvReader::readsQuotesAsTheStandardSays()
{
    const Files files;
    const auto read = readAll(files.write(
        "a.csv",
        "name,text\n\"a \"\"quoted\"\" word\",\"two\nlines, one cell\"\nplain \"inch\",\n"));
    QVERIFY(!read.error);
    const Table expected = {
        {"name", "text"}, {"a \"quoted\" word", "two\nlines, one cell"}, {"plain \"inch\"", ""}};
    QVERIFY(read.rows == expected);
    QVERIFY(read.lines == (std::vector<long long>{2, 4}));
}

void TestCsvReader::recognisesDelimiters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<char>("delimiter");
    QTest::newRow("comma") << QByteArray("a,b\n1;2,3\n") << ',';
    QTest::newRow("semicolon, decimal commas") << QByteArray("a;b\n1,5;2,5\n1,5;2\n") << ';';
    QTest::newRow("tab") << QByteArray("a\tb\n1,2\t3\n") << '\t';
    QTest::newRow("bar") << QByteArray("a|b\n1,2|3\n") << '|';
    QTest::newRow("many values with bars") << QByteArray("a,b\nx|y|z,1\nx|y,2\n") << ',';
    QTest::newRow("quoted") << QByteArray("\"a;b\",c\n\"1;2;3\",4\n") << ',';
    QTest::newRow("BOM and semicolon") << QByteArray("\xEF\xBB\xBF"
                                                     "a;b\n1;2\n")
                                       << ';';
    QTest::newRow("sep line") << QByteArray("sep=;\r\na;b\n1,1,1;2\n") << ';';
    QTest::newRow("one column") << QByteArray("a\n1\n") << ',';
}

void TestCsvReader::recognisesDelimiters()
{
    QFETCH(QByteArray, bytes);
    QFETCH(char, delimiter);
    const Files files;
    const auto read = readAll(files.write("a.csv", bytes.toStdString()));
    QVERIFY(!read.error);
    QCOMPARE(read.delimiter, delimiter);
    QVERIFY(read.rejected.empty());
    QCOMPARE(read.rows[0].size(), read.rows[1].size());
}

void TestCsvReader::readsEveryUsualEncoding_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("cell");
    const std::string japanese = "画像,商品,色\na.jpg,m1,青\nb.jpg,m2,濃い赤\n";
    const auto row = [](const char* name, const std::string& bytes, const char* encoding,
                        const char* cell) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(encoding)
                            << QString::fromUtf8(cell);
    };
    row("UTF-8", japanese, "UTF-8", "青");
    row("UTF-8 with mark", "\xEF\xBB\xBF" + japanese, "UTF-8", "青");
    row("UTF-16LE with mark", utf16(japanese, true, true), "UTF-16LE", "青");
    row("UTF-16BE with mark", utf16(japanese, false, true), "UTF-16BE", "青");
    row("UTF-16LE", utf16(japanese, true, false), "UTF-16LE", "青");
    row("UTF-16BE", utf16(japanese, false, false), "UTF-16BE", "青");
    row("UTF-16LE English", utf16("image,sku,color\na.jpg,m1,blue\n", true, false), "UTF-16LE",
        "blue");
    row("UTF-16 beyond the first plane", utf16("image,sku,x\na.jpg,m1,🙂𠮟\n", true, true),
        "UTF-16LE", "🙂𠮟");
    row("Shift-JIS", "\x89\xE6\x91\x9C,\x8F\xA4\x95\x69,\x90\x46\na.jpg,m1,\x90\xC2\n", "Shift_JIS",
        "青");
    row("Shift-JIS whose second bytes are ASCII", // ソ = 83 5C, 表 = 95 5C
        "image,\x8F\xA4\x95\x69,\x90\x46\na.jpg,m1,\x83\x5C\x95\x5C\n", "Shift_JIS", "ソ表");
    row("Windows-1252", "image,sku,color\na.jpg,m1,caf\xE9 cr\xE8me\n", "windows-1252",
        "café crème");
    row("Windows-1252 quotes",
        "image,sku,color\na.jpg,m1,\x93"
        "big\x94 \x96 50\xB0\n",
        "windows-1252", "“big” – 50°");
}

void TestCsvReader::readsEveryUsualEncoding()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, cell);
    const Files files;
    const auto read = readAll(files.write("a.csv", bytes.toStdString()));
    QVERIFY2(!read.error, read.error ? said(*read.error).c_str() : "");
    QCOMPARE(QString::fromStdString(read.encoding), encoding);
    QVERIFY(read.rows.size() >= 2);
    QCOMPARE(QString::fromStdString(read.rows[1].at(2)), cell);
}

void TestCsvReader::refusesBytesOfNoEncodingWithTheirLine()
{
    const Files files;
    const auto read =
        readAll(files.write("a.csv", "image,color\na.jpg,red\nb.jpg,\x81\xFF\xFE\x90\n"));
    QVERIFY(read.error.has_value());
    QCOMPARE(read.error->code, ErrorCode::Encoding);
    QCOMPARE(read.error->line, 3);
    const auto cyrillic =
        readAll(files.write("b.csv", "image,color\na.jpg,\xCF\xF0\xE8\xE2\xE5\xF2\n"));
    QVERIFY(cyrillic.error && cyrillic.error->code == ErrorCode::Encoding);
    const auto zeros = readAll(files.write("c.csv", std::string(5000, '\0')));
    QVERIFY(zeros.error && zeros.error->code == ErrorCode::Encoding);
}

void TestCsvReader::rejectsOneSpoiltRowOfAUtf8File()
{
    const Files files;
    std::string bytes = "画像,色\n";
    for (int i = 0; i < 40; ++i) {
        bytes += "a.jpg,青\n";
    }
    bytes += "b.jpg,\xE9\x9D\nc.jpg,赤\n";
    const auto read = readAll(files.write("a.csv", bytes));
    QVERIFY(!read.error);
    QCOMPARE(read.rows.size(), std::size_t{42});
    QCOMPARE(read.rejected.size(), std::size_t{1});
    QCOMPARE(read.rejected[0].code, ErrorCode::Encoding);
    QCOMPARE(read.rejected[0].line, 42);
}

void TestCsvReader::readsCarriageReturnsAndBlankLines()
{
    const Files files;
    const auto windows = readAll(files.write("a.csv", "a,b\r\n1,2\r\n\r\n3,4"));
    QVERIFY(windows.rows == (Table{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
    QVERIFY(windows.lines == (std::vector<long long>{2, 4}));
    const auto old = readAll(files.write("b.csv", "a,b\r1,2\r3,4\r"));
    QVERIFY(old.rows == (Table{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
}

void TestCsvReader::namesTheLineWhereABrokenQuoteOpened()
{
    const Files files;
    const auto open = readAll(files.write("a.csv", "a,b\n1,2\n3,\"four\n5,6\n"));
    QVERIFY(open.error.has_value());
    QCOMPARE(open.error->code, ErrorCode::BadFormat);
    QCOMPARE(open.error->line, 3);
    const auto goesOn = readAll(files.write("b.csv", "a,b\n1,\"x\ny\"\n3,\"four\n5,\"six\"\n"));
    QVERIFY(goesOn.error.has_value());
    QCOMPARE(goesOn.error->code, ErrorCode::BadFormat);
    QCOMPARE(goesOn.error->line, 4);
    QCOMPARE(goesOn.error->subject, files.path("b.csv").string());
}

void TestCsvReader::rejectsRaggedRowsAndGoesOn()
{
    const Files files;
    const auto read = readAll(files.write("a.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n4,5,6\n"));
    QVERIFY(!read.error);
    QCOMPARE(read.rows.size(), std::size_t{3});
    QCOMPARE(read.rejected.size(), std::size_t{2});
    QCOMPARE(read.rejected[0].line, 3);
    QCOMPARE(read.rejected[1].line, 4);
    QCOMPARE(read.rejected[1].code, ErrorCode::BadFormat);
}

void TestCsvReader::rejectsALargeCellAndGoesOn()
{
    const Files files;
    const std::string large(10U << 20U, 'x');
    const auto read =
        readAll(files.write("a.csv", "a,b\n1,2\n3," + large + "\n4,5\n6,\"" + large + "\"\n7,8\n"));
    QVERIFY(!read.error);
    QVERIFY(read.rows == (Table{{"a", "b"}, {"1", "2"}, {"4", "5"}, {"7", "8"}}));
    QCOMPARE(read.rejected.size(), std::size_t{2});
    QCOMPARE(read.rejected[0].code, ErrorCode::TooLarge);
    QCOMPARE(read.rejected[0].line, 3);
    QCOMPARE(read.rejected[1].line, 5);
}

void TestCsvReader::makesHeaderNamesUnique()
{
    const Files files;
    const auto read = readAll(files.write("a.csv", " color ,color,,color\n1,2,3,4\n"));
    QVERIFY(read.rows[0] ==
            (std::vector<std::string>{"color", "color (2)", "column 3", "color (3)"}));
}

void TestCsvReader::readsRowsAcrossPiecesOfTheFile()
{
    const Files files;
    std::string bytes = "n,text,quoted\n";
    for (int i = 0; i < 60000; ++i) {
        bytes += std::to_string(i) + ",濃い青のシャツ,\"two\n\"\"lines\"\"\"\n";
    }
    for (const bool wide : {false, true}) {
        const auto read = readAll(files.write("a.csv", wide ? utf16(bytes, true, true) : bytes));
        QVERIFY(!read.error);
        QCOMPARE(read.rows.size(), std::size_t{60001});
        for (std::size_t i = 1; i < read.rows.size(); ++i) {
            const std::vector<std::string> expected = {std::to_string(i - 1), "濃い青のシャツ",
                                                       "two\n\"lines\""};
            QVERIFY(read.rows[i] == expected);
        }
        QCOMPARE(read.lines.back(), 120000);
    }
}

void TestCsvReader::saysWhatIsNoFile()
{
    const Files files;
    QCOMPARE(readAll(files.path("absent.csv")).error->code, ErrorCode::NotFound);
    QCOMPARE(readAll(files.write("empty.csv", "")).error->code, ErrorCode::Empty);
    QCOMPARE(readAll(files.write("mark.csv", "\xEF\xBB\xBF")).error->code, ErrorCode::Empty);
    QCOMPARE(readAll(files.write("blank.csv", "\n\n")).error->code, ErrorCode::Empty);
    QCOMPARE(readAll(files.path(".")).error->code, ErrorCode::BadArgument);
}
