// SPDX-License-Identifier: GPL-3.0-or-later
// Catalogues, triplets and decisions, damaged thousands of times: rows that are whole, rejections
// that say where, or an error; never a crash and never bytes that are no UTF-8.
#include "core/base/safe_path.h"
#include "core/base/utf8.h"
#include "core/formats/catalogue.h"
#include "core/formats/cirr.h"
#include "core/formats/decisions_file.h"
#include "core/formats/triplet_files.h"
#include "core/formats/triptych_format.h"
#include "tests/core/formats/files.h"
#include "tests/fuzz/mutate.h"

#include <QTest>

#include <array>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

constexpr std::array<std::string_view, 20> kWords{
    "\"",       "\"\"",       ",",       ";",       "\t",
    "|",        "\r",         "\n",      "\r\n",    "{",
    "}",        "[[[[[[[[[[", "\\u0000", "\\ud800", "\xEF\xBB\xBF",
    "\xFF\xFE", "../../",     "=1+1",    "\xC3",    std::string_view("\0", 1)};

void checkRejected(const std::vector<Error>& rejected)
{
    for (const auto& error : rejected) {
        QVERIFY(error.line > 0 && !error.subject.empty());
    }
}

template <typename Result> void checkAnswer(const Result& answer)
{
    if (!answer) {
        QVERIFY(answer.error().code != ErrorCode::Internal);
        QVERIFY(!describe(answer.error()).empty());
    }
}

// Damages `seed` and hands it to `read` as a file.
template <typename Read> void damage(const std::string& seed, int rounds, int start, Read read)
{
    const Files files;
    Random random(static_cast<std::uint64_t>(start));
    for (int round = 0; round < rounds && !QTest::currentTestFailed(); ++round) {
        read(files.write("f.csv", fuzz::mutated(seed, kWords, random)));
    }
}

void checkTriplets(const Collected<TripletRow>& read)
{
    checkRejected(read.rejected);
    for (const auto& row : read.rows) {
        QVERIFY(row.line > 0 && isValidUtf8(row.reference) && isValidUtf8(tripletJsonLine(row)));
        QCOMPARE(safeRelativeName(row.reference).value_or(""), row.reference);
    }
}

} // namespace

class FuzzTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedCataloguesAreReadOrRefused_data();
    void damagedCataloguesAreReadOrRefused();
    void damagedTripletsAreReadOrRefused();
    void damagedLinesAreReadOrRefused();
    void damagedDecisionsAreReadOrRefused();
};

void FuzzTables::damagedCataloguesAreReadOrRefused_data()
{
    QTest::addColumn<QByteArray>("seed");
    QTest::newRow("commas") << QByteArray("image,sku,colour,note\na.jpg,p1,blue,\"x, \"\"y\"\"\"\n"
                                          "b.jpg,p1,red,\"two\nlines\"\n");
    QTest::newRow("japanese") << QByteArray(
        "\xEF\xBB\xBF画像;品番;色\r\na.jpg;p1;青\r\nb.jpg;p1;赤\r\n");
    QTest::newRow("utf-16") << QByteArray("\xFF\xFEi\0m\0a\0g\0e\0\t\0c\0\n\0a\0.\0p\0n\0g\0\t\0"
                                          "b\0\n\0",
                                          34);
}

void FuzzTables::damagedCataloguesAreReadOrRefused()
{
    QFETCH(QByteArray, seed);
    damage(seed.toStdString(), 1200, 41, [](const std::filesystem::path& file) {
        std::vector<Error> rejected;
        std::size_t columns = 0;
        CatalogueReader reader;
        reader.columns = [&](const CatalogueColumns& found) { columns = found.attributes.size(); };
        reader.sink.row = [&](CatalogueRow& row) {
            if (row.attributes.size() != columns || row.image.empty()) {
                QTest::qFail("a row that is not whole", __FILE__, __LINE__);
            }
            for (const auto value : row.attributes) {
                if (!isValidUtf8(value)) {
                    QTest::qFail("a value that is no UTF-8", __FILE__, __LINE__);
                }
            }
            return true;
        };
        reader.sink.rejected = [&](Error error) {
            rejected.push_back(std::move(error));
            return true;
        };
        checkAnswer(readCatalogue(file, {}, reader));
        checkAnswer(previewCatalogue(file));
        checkRejected(rejected);
    });
}

void FuzzTables::damagedTripletsAreReadOrRefused()
{
    const std::string seed = "reference,target,forward,reverse,category,targets\n"
                             "\"a,\"\"b.jpg\",c.jpg,\"x\ny\",back,shirts,d.jpg|e.jpg\n"
                             "d.jpg,e.jpg,'=f,,,\"[\"\"g.jpg\"\"]\"\n";
    damage(seed, 1500, 42, [](const std::filesystem::path& file) {
        Collected<TripletRow> read;
        checkAnswer(readTripletsCsv(file, read.sink()));
        checkAnswer(previewTriplets(file));
        checkTriplets(read);
    });
}

void FuzzTables::damagedLinesAreReadOrRefused()
{
    const std::string lines =
        "{\"reference\":\"a.jpg\",\"target\":\"b.jpg\",\"forward\":\"\\u00e9 青\","
        "\"k\":{\"n\":[1,2.5e3]}}\n"
        "{\"reference\":\"a.jpg\",\"forward\":\"x\",\"targets\":[\"c\",\"d\"]}\n";
    damage(lines, 1500, 43, [](const std::filesystem::path& file) {
        Collected<TripletRow> read;
        checkAnswer(readTripletsJsonl(file, read.sink()));
        checkAnswer(previewTriplets(file));
        checkTriplets(read);
    });
    const std::string cirr = R"([{"pairid":1,"reference":"a","target_hard":"b","target_soft":)"
                             R"({"b":1.0},"caption":"x \" y","img_set":{"id":3,"members":["a"]}},)"
                             R"({"reference":"c","caption":""}])";
    damage(cirr, 1500, 44, [](const std::filesystem::path& file) {
        Collected<TripletRow> read;
        checkAnswer(readCirr(file, {read.sink(), {}}));
        checkTriplets(read);
    });
}

void FuzzTables::damagedDecisionsAreReadOrRefused()
{
    damage("{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":\"edit\",\"text\":\"x\","
           "\"reasons\":[\"wrong\"],\"caption\":0}\n",
           1200, 45, [](const std::filesystem::path& file) {
               Collected<DecisionLine> read;
               checkAnswer(readDecisions(file, read.sink()));
               checkRejected(read.rejected);
               for (const auto& line : read.rows) {
                   QVERIFY(line.line > 0 && isValidUtf8(line.pair));
                   QVERIFY(isValidUtf8(line.text.value_or("")));
               }
           });
    damage(triptychLine(HeaderRecord{}) +
               triptychLine(SlotRecord{"k", "p", Direction::Forward, "en", 0}) +
               triptychLine(ScoreRecord{"t", "n", 0.25, "", ""}),
           1200, 46, [](const std::filesystem::path& file) {
               Collected<NumberedRecord> read;
               checkAnswer(readTriptych(file, read.sink()));
               checkRejected(read.rejected);
           });
}

QTEST_GUILESS_MAIN(FuzzTables)
#include "fuzz_tables.moc"
