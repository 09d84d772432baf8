// SPDX-License-Identifier: GPL-3.0-or-later
// Generic triplets, out and in again.
#include "tests/core/formats/test_triplet_files.h"

#include "core/base/random.h"
#include "core/formats/triplet_files.h"
#include "tests/core/formats/files.h"

#include <QTest>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

using Rows = std::vector<TripletRow>;

TripletRow triplet(std::string reference, std::string target, std::string forward)
{
    TripletRow row;
    row.reference = std::move(reference);
    row.target = std::move(target);
    row.texts.push_back({Direction::Forward, {}, 0, std::move(forward)});
    return row;
}

Rows awkwardRows(bool csv)
{
    auto plain = triplet("a/b.jpg", "a/c.jpg", "make it blue");
    plain.texts.push_back({Direction::Reverse, {}, 0, "make it \"red\", please"});
    plain.category = "Hoodies & Sweatshirts";
    plain.split = SplitPart::Validation;
    auto several = triplet("椅子.jpg", "-minus.jpg", "=1+1");
    several.targets = {"x|y.jpg", "@z.jpg"};
    several.source =
        csv ? R"({"note":"'quoted'","other":"1"})" : R"({"note":{"a":[1, 2]},"other":1.0})";
    auto query = triplet("q.jpg", "", "line\nend\r\n\ttab “quotes” \xE2\x80\xA8 🙂 ");
    auto empty = triplet("e.jpg", "f.jpg", "");
    auto tab = triplet("t.jpg", "u.jpg", "\tx");
    tab.targets = {"v.jpg"};
    return {plain,
            several,
            query,
            empty,
            tab,
            triplet("g.jpg", "h.jpg", "'=x"),
            triplet("g.jpg", "i.jpg", "\rx"),
            triplet("g.jpg", "j.jpg", "'plain")};
}

Rows withoutLines(Rows rows)
{
    for (auto& row : rows) {
        row.line = 0;
    }
    return rows;
}

template <typename Writer, typename... Extra>
void exportRows(const std::filesystem::path& folder, const std::string& name, const Rows& rows,
                Extra... extra)
{
    auto out = ExportFolder::begin(folder);
    VERIFY_OK(out);
    {
        auto writer = Writer::create(**out, name, extra...);
        VERIFY_OK(writer);
        for (const auto& row : rows) {
            VERIFY_OK((*writer)->write(row));
        }
        VERIFY_OK((*writer)->commit());
    }
    Manifest manifest;
    manifest.format = "test";
    VERIFY_OK((*out)->finish(manifest));
}

} // namespace

void TestTripletFiles::jsonLinesComeBackAsTheyWere()
{
    const Files files;
    auto rows = awkwardRows(false);
    rows[0].texts[0].language = rows[0].texts[1].language = "ja";
    rows[0].texts[0].caption = rows[0].texts[1].caption = 1;
    exportRows<TripletJsonlWriter>(files.path("out"), "t.jsonl", rows);
    Collected<TripletRow> read;
    const auto summary = readTripletsJsonl(files.path("out/t.jsonl"), read.sink());
    VERIFY_OK(summary);
    QVERIFY(read.rejected.empty());
    QCOMPARE(read.rows[2].line, 3);
    QVERIFY(withoutLines(read.rows) == rows);
    QVERIFY(read.rows[2].isQuery());
}

void TestTripletFiles::csvComesBackAsItWas()
{
    const Files files;
    const auto rows = awkwardRows(true);
    exportRows<TripletCsvWriter>(files.path("out"), "t.csv", rows,
                                 std::vector<std::string>{"note", "other"});
    Collected<TripletRow> read;
    const auto summary = readTripletsCsv(files.path("out/t.csv"), read.sink());
    VERIFY_OK(summary);
    QVERIFY(read.rejected.empty());
    QCOMPARE(read.rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        read.rows[i].line = 0;
        QVERIFY2(read.rows[i] == rows[i], tripletJsonLine(read.rows[i]).c_str());
    }
}

void TestTripletFiles::jsonlKeepsWhatItDoesNotKnow()
{
    const Files files;
    const auto file = files.write(
        "a.jsonl", "\xEF\xBB\xBF{\"z\": 1.50, \"reference\":\"a.jpg\",\"target\":\"b.jpg\","
                   "\"forward\":\"x\",\"split\":\"holdout\",\"caption\":\"words\","
                   "\"nested\": {\"k\" : [1, {\"u\":\"\\u00e9\"}]}, "
                   "\"big\":123456789012345678901234567890}\n");
    Collected<TripletRow> read;
    VERIFY_OK(readTripletsJsonl(file, read.sink()));
    QCOMPARE(read.rows.at(0).source,
             std::string("{\"z\":1.50,\"split\":\"holdout\",\"caption\":\"words\","
                         "\"nested\":{\"k\" : [1, {\"u\":\"\\u00e9\"}]},"
                         "\"big\":123456789012345678901234567890}"));
    QVERIFY(!read.rows[0].split);
    const auto line = tripletJsonLine(read.rows[0]);
    Collected<TripletRow> again;
    VERIFY_OK(readTripletsJsonl(files.write("b.jsonl", line), again.sink()));
    QCOMPARE(tripletJsonLine(again.rows.at(0)), line);
}

void TestTripletFiles::jsonlNamesEachBadLine()
{
    const Files files;
    const std::string good = R"({"reference":"a.jpg","target":"b.jpg","forward":"x"})";
    const auto file = files.write(
        "a.jsonl", good + "\n" +                                                           // 1
                       "{\"reference\":\"a.jpg\",\n" +                                     // 2
                       "[1,2]\n" +                                                         // 3
                       "{\"target\":\"b.jpg\",\"forward\":\"x\"}\n" +                      // 4
                       "{\"reference\":\"a.jpg\",\"target\":\"b.jpg\"}\n" +                // 5
                       "{\"reference\":7,\"target\":\"b.jpg\",\"forward\":\"x\"}\n" +      // 6
                       "{\"reference\":\"../../etc/passwd\",\"forward\":\"x\"}\n" +        // 7
                       "{\"reference\":\"a.jpg\",\"forward\":\"\xC3\x28\"}\n" +            // 8
                       "{\"reference\":\"a.jpg\",\"forward\":\"\\ud800\"}\n" +             // 9
                       good + " trailing\n" +                                              // 10
                       "{\"reference\":\"a.jpg\",\"forward\":\"a\\u0000b\"}\n" +           // 11
                       "\n" + good + "\r\n" +                                              // 13
                       "{\"reference\":\"a.jpg\",\"forward\":\"x\",\"targets\":[1]}\n" +   // 14
                       "{\"reference\":\"a.jpg\",\"forward\":\"x\",\"k\":{\"a\":[1 2]}}"); // 15
    Collected<TripletRow> read;
    const auto summary = readTripletsJsonl(file, read.sink());
    VERIFY_OK(summary);
    QCOMPARE(read.rows.size(), std::size_t{2});
    QCOMPARE(read.rows[1].line, 13);
    const std::vector<std::pair<long long, ErrorCode>> expected = {
        {2, ErrorCode::BadFormat},     {3, ErrorCode::BadFormat},  {4, ErrorCode::MissingColumn},
        {5, ErrorCode::MissingColumn}, {6, ErrorCode::BadFormat},  {7, ErrorCode::UnsafePath},
        {8, ErrorCode::Encoding},      {9, ErrorCode::BadFormat},  {10, ErrorCode::BadFormat},
        {11, ErrorCode::BadFormat},    {14, ErrorCode::BadFormat}, {15, ErrorCode::BadFormat}};
    QCOMPARE(read.rejected.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY2(read.rejected[i].line == expected[i].first &&
                     read.rejected[i].code == expected[i].second,
                 said(read.rejected[i]).c_str());
    }
}

void TestTripletFiles::jsonlTellsQueriesFromTriplets()
{
    const Files files;
    Collected<TripletRow> read;
    VERIFY_OK(readTripletsJsonl(
        files.write("a.jsonl",
                    "{\"reference\":\"a.jpg\",\"forward\":\"x\"}\n"
                    "{\"reference\":\"a.jpg\",\"target\":null,\"forward\":\"\"}\n"
                    "{\"reference\":\"a.jpg\",\"target\":\"b.jpg\",\"reverse\":\"y\"}\n"),
        read.sink()));
    QVERIFY(read.rows[0].isQuery() && read.rows[1].isQuery() && !read.rows[2].isQuery());
    QVERIFY(read.rows[1].find(Direction::Forward) != nullptr);
    QVERIFY(read.rows[2].find(Direction::Forward) == nullptr);
}

void TestTripletFiles::csvNamesAMissingColumn()
{
    const Files files;
    Collected<TripletRow> read;
    const auto summary =
        readTripletsCsv(files.write("a.csv", "reference,target,text\na,b,c\n"), read.sink());
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, ErrorCode::MissingColumn);
    QCOMPARE(summary.error().detail, std::string("forward; columns: reference, target, text"));
}

void TestTripletFiles::csvReadsTargetsAndUnknownColumns()
{
    const Files files;
    Collected<TripletRow> read;
    VERIFY_OK(
        readTripletsCsv(files.write("a.csv", "Target;Reference;Forward;split;targets;mood\n"
                                             "b.jpg;a.jpg;x;val;c.jpg|b.jpg|a.jpg|d.jpg;glad\n"
                                             "b.jpg;a.jpg;x;other;[\"p|q.jpg\"];\n"
                                             "../b.jpg;a.jpg;x;;;\n"),
                        read.sink()));
    QCOMPARE(read.rows.size(), std::size_t{2});
    QVERIFY(read.rows[0].targets == (std::vector<std::string>{"c.jpg", "d.jpg"}));
    QVERIFY(read.rows[0].split == SplitPart::Validation);
    QCOMPARE(read.rows[0].source, std::string("{\"mood\":\"glad\"}"));
    QCOMPARE(read.rows[1].source, std::string("{\"split\":\"other\"}"));
    QVERIFY(read.rows[1].targets == (std::vector<std::string>{"p|q.jpg"}));
    QCOMPARE(read.rejected.at(0).code, ErrorCode::UnsafePath);
    QCOMPARE(read.rejected.at(0).line, 4);
}

void TestTripletFiles::formulasAreGuardedAndGivenBack()
{
    for (const std::string cell : {"=1", "+1", "-1", "@x", "'x", "\tx", "\rx"}) {
        QCOMPARE(guardCell(cell), "'" + cell);
        QCOMPARE(unguardCell(guardCell(cell)), cell);
    }
    QCOMPARE(guardCell("x=1"), std::string("x=1"));
    QCOMPARE(guardCell(""), std::string(""));
    QCOMPARE(unguardCell("''=1"), std::string("'=1"));
    QCOMPARE(unguardCell("'plain"), std::string("'plain"));
    QCOMPARE(unguardCell("'"), std::string("'"));
    const Files files;
    exportRows<TripletCsvWriter>(files.path("out"), "t.csv",
                                 Rows{triplet("a.jpg", "b.jpg", "=cmd|' /C calc'!A0")},
                                 std::vector<std::string>{});
    const auto bytes = Files::read(files.path("out/t.csv"));
    QVERIFY(bytes.find(",'=cmd|' /C calc'!A0,") != std::string::npos);
}

void TestTripletFiles::guardsStayInFilesOfOthers()
{
    const Files files;
    Collected<TripletRow> read;
    VERIFY_OK(readTripletsCsv(files.write("a.csv", "reference,target,forward\na.jpg,b.jpg,'=x\n"),
                              read.sink()));
    QCOMPARE(read.rows.at(0).texts.at(0).body, std::string("'=x"));
}

void TestTripletFiles::linesAreTheSameEveryTime()
{
    auto row = triplet("a.jpg", "b.jpg", "x\"\\\x01");
    row.source = R"({"z":1,"a":[1.0],"reference":"ignored"})";
    QCOMPARE(tripletJsonLine(row),
             std::string("{\"reference\":\"a.jpg\",\"target\":\"b.jpg\",\"forward\":"
                         "\"x\\\"\\\\\\u0001\",\"a\":[1.0],\"z\":1}\n"));
    QVERIFY(sourceFieldNames(row.source) == (std::vector<std::string>{"z", "a", "reference"}));
}

void TestTripletFiles::previewsBothKinds()
{
    const Files files;
    const auto lines = previewTriplets(files.write(
        "a.jsonl", "{\"reference\":\"a\",\"forward\":\"x\"}\n{\"reference\":\"b\",\"n\":[1]}\n"));
    VERIFY_OK(lines);
    QVERIFY(lines->header == (std::vector<std::string>{"reference", "forward", "n"}));
    QVERIFY(lines->rows[1] == (std::vector<std::string>{"b", "", "[1]"}));
    const auto csv = previewTriplets(files.write("a.csv", "reference;target\na;b\n"));
    VERIFY_OK(csv);
    QCOMPARE(csv->delimiter, std::string(";"));
    QCOMPARE(csv->rows.size(), std::size_t{1});
}
