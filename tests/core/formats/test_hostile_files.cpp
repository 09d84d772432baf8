// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever the bytes are: an answer, never a crash.
#include "tests/core/formats/test_hostile_files.h"

#include "core/base/random.h"
#include "core/base/safe_path.h"
#include "core/base/utf8.h"
#include "core/formats/catalogue.h"
#include "core/formats/cirr.h"
#include "core/formats/decisions_file.h"
#include "core/formats/triplet_files.h"
#include "core/formats/triptych_format.h"
#include "tests/core/formats/files.h"

#include <QTest>

#include <sys/stat.h>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

// Reads the file as everything; what comes out of it must be valid and consistent.
void readAsEverything(const std::filesystem::path& file)
{
    const auto consistent = [](const TripletRow& row) {
        QVERIFY(!row.reference.empty() && isValidUtf8(row.reference) && row.line > 0);
        QCOMPARE(safeRelativeName(row.reference).value_or(""), row.reference);
        for (const auto& text : row.texts) {
            QVERIFY(isValidUtf8(text.body));
        }
        QVERIFY(isValidUtf8(tripletJsonLine(row)));
    };
    Collected<TripletRow> triplets;
    (void)readTripletsJsonl(file, triplets.sink());
    (void)readTripletsCsv(file, triplets.sink());
    (void)readCirr(file, {triplets.sink(), {}});
    for (const auto& row : triplets.rows) {
        consistent(row);
    }
    for (const auto& error : triplets.rejected) {
        QVERIFY(error.line > 0 && error.subject == file.string());
    }
    Collected<DecisionLine> decisions;
    (void)readDecisions(file, decisions.sink());
    Collected<NumberedRecord> records;
    (void)readTriptych(file, records.sink());
    CatalogueReader reader;
    reader.sink.row = [](CatalogueRow& row) {
        for (const auto value : row.attributes) {
            if (!isValidUtf8(value)) {
                qFatal("a value that is not UTF-8");
            }
        }
        return true;
    };
    (void)readCatalogue(file, {}, reader);
    (void)previewCatalogue(file);
    (void)previewTriplets(file);
}

std::vector<std::string> seeds()
{
    return {
        "reference,target,forward,image\n\"a,\"\"b.jpg\",c.jpg,\"x\ny\",q.png\nd.jpg,e.jpg,f,g."
        "jpg\n",
        "\xEF\xBB\xBF画像;品番;色\r\na.jpg;p1;青\r\nb.jpg;p1;赤\r\n",
        std::string("\xFF\xFEi\0m\0a\0g\0e\0\n\0a\0.\0j\0p\0g\0\n\0", 24),
        "image,\x8F\xA4\x95\x69\na.jpg,\x90\xC2\nb.jpg,\x83\x5C\n",
        "{\"reference\":\"a.jpg\",\"target\":\"b.jpg\",\"forward\":\"\\u00e9 "
        "青\",\"k\":{\"n\":[1,2.5e3]}}\n"
        "{\"reference\":\"a.jpg\",\"forward\":\"x\",\"targets\":[\"c\",\"d\"]}\n",
        R"([{"pairid":1,"reference":"a","target_hard":"b","target_soft":{"b":1.0},"caption":"x \" y"},{"reference":"c","caption":""}])",
        triptychLine(HeaderRecord{}) +
            triptychLine(SlotRecord{"k", "p", Direction::Forward, "en", 0}) +
            triptychLine(ScoreRecord{"t", "n", 0.25, "", ""}),
        "{\"pair\":\"p\",\"direction\":\"forward\",\"verdict\":\"edit\",\"text\":\"x\"}\n",
    };
}

} // namespace

void TestHostileFiles::mutatedFilesAreReadOrRefused()
{
    const Files files;
    Random random(42);
    constexpr char kSpice[] = "\"',;|\t\n\r{}[]:\\\0\xFF\xFE\xEF\x80u/.-=0";
    const std::string spice(kSpice, sizeof kSpice - 1);
    for (const auto& seed : seeds()) {
        for (int round = 0; round < 150; ++round) {
            std::string bytes = seed;
            for (auto n = random.below(6) + 1; n > 0; --n) {
                const auto at = random.below(bytes.size());
                const char c = spice[random.below(spice.size())];
                switch (random.below(4)) {
                case 0:
                    bytes[at] = c;
                    break;
                case 1:
                    bytes.insert(at, 1, c);
                    break;
                case 2:
                    bytes.erase(at, random.below(4));
                    break;
                default:
                    bytes.insert(at, bytes.substr(random.below(bytes.size()), 20));
                }
                bytes += bytes.empty() ? "x" : "";
            }
            readAsEverything(files.write("f.csv", bytes));
        }
    }
}

void TestHostileFiles::randomBytesAreRefused()
{
    const Files files;
    Random random(3);
    for (int round = 0; round < 40; ++round) {
        std::string bytes(500 + random.below(3000), '\0');
        for (char& c : bytes) {
            c = static_cast<char>(random.below(256));
        }
        const auto file = files.write("f.csv", bytes);
        readAsEverything(file);
        const auto preview = previewCatalogue(file);
        QVERIFY(!preview);
        QCOMPARE(preview.error().code, ErrorCode::Encoding);
        QVERIFY(preview.error().line > 0);
    }
}

void TestHostileFiles::truncatedFilesAreReadOrRefused()
{
    const Files files;
    for (const auto& seed : seeds()) {
        for (std::size_t size = 0; size < seed.size(); ++size) {
            readAsEverything(files.write("f.csv", seed.substr(0, size)));
        }
    }
}

void TestHostileFiles::longLinesAreRejectedAndSkipped()
{
    const Files files;
    const std::string row = R"({"reference":"a.jpg","target":"b.jpg","forward":")";
    const auto file = files.write("a.jsonl", row + "x\"}\n" + row + std::string(65U << 20U, 'x') +
                                                 "\"}\n" + row + "y\"}\n");
    Collected<TripletRow> read;
    VERIFY_OK(readTripletsJsonl(file, read.sink()));
    QCOMPARE(read.rows.size(), std::size_t{2});
    QCOMPARE(read.rows[1].line, 3);
    QCOMPARE(read.rejected.size(), std::size_t{1});
    QCOMPARE(read.rejected[0].code, ErrorCode::TooLarge);
    QCOMPARE(read.rejected[0].line, 2);
    const auto cirr = files.write(
        "cap.rc2.val.json", "[{\"reference\":\"a\",\"caption\":\"" + std::string(65U << 20U, 'x') +
                                "\"},\n{\"reference\":\"b\",\"caption\":\"y\"}]");
    Collected<TripletRow> set;
    VERIFY_OK(readCirr(cirr, {set.sink(), {}}));
    QCOMPARE(set.rows.size(), std::size_t{1});
    QCOMPARE(set.rejected.at(0).code, ErrorCode::TooLarge);
}

void TestHostileFiles::deepNestingIsRejected()
{
    const Files files;
    std::string deep = R"({"reference":"a.jpg","forward":"x","k":)";
    deep += std::string(200000, '[') + std::string(200000, ']') + "}\n";
    const auto file = files.write("a.jsonl", deep + R"({"reference":"a.jpg","forward":"x"})");
    Collected<TripletRow> read;
    VERIFY_OK(readTripletsJsonl(file, read.sink()));
    QCOMPARE(read.rejected.size(), std::size_t{1});
    QCOMPARE(read.rejected[0].code, ErrorCode::BadFormat);
    readAsEverything(files.write("b.json", std::string(100000, '[')));
    readAsEverything(files.write("c.json", std::string(100000, '{')));
}

void TestHostileFiles::pipesAndFoldersAreRefused()
{
    const Files files;
    const auto pipe = files.path("pipe.csv");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    for (const auto& path : {pipe, files.path(".")}) {
        const auto preview = previewCatalogue(path);
        QVERIFY(!preview && preview.error().code == ErrorCode::BadArgument);
        Collected<TripletRow> read;
        const auto lines = readTripletsJsonl(path, read.sink());
        QVERIFY(!lines && lines.error().code == ErrorCode::BadArgument);
    }
}
