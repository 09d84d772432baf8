// SPDX-License-Identifier: GPL-3.0-or-later
// triptych/1: nothing is lost.
#include "tests/core/formats/test_triptych_format.h"

#include "core/formats/export_folder.h"
#include "core/formats/triptych_format.h"
#include "tests/core/formats/files.h"

#include <QTest>

#include <limits>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

constexpr const char* kAwkward = "a \"b\" \\ \n\r\t \x01 青 🙂 \xE2\x80\xA8 ";

Event fullEvent()
{
    Event event;
    event.id = std::string(32, 'a');
    event.session = std::string(32, 'b');
    event.seq = 7;
    event.prevHash = kFirstHash;
    event.hash = std::string(64, 'c');
    event.lamport = 9;
    event.at = 1700000000123;
    event.reviewer = std::string(32, 'd');
    event.kind = "a kind of tomorrow";
    event.slot = "slot";
    event.subject = "image:x";
    event.textBefore = "t1";
    event.textAfter = kAwkward;
    event.verdict = "edit";
    event.base = {"e1", "e2"};
    event.reasons = {"wrong-direction", "青"};
    event.milliseconds = 1234;
    event.shown = "scores";
    event.batch = "b";
    event.guidelineVersion = "3";
    return event;
}

std::vector<TriptychRecord> everyKind()
{
    constexpr auto kLargest = std::numeric_limits<std::uint64_t>::max();
    Event bare;
    bare.id = "x";
    bare.session = "y";
    bare.prevHash = kFirstHash;
    bare.hash = "h";
    bare.kind = "accept";
    return {HeaderRecord{kTriptychFormat, "ja", "0.1.0", 1700000000123},
            RootRecord{"photos", "/data/写真", "shop", "CC0"},
            ReviewerRecord{std::string(32, 'd'), "Ann", "R1"},
            ImageRecord{"k1",
                        "photos",
                        "a/青.jpg",
                        std::string(64, '1'),
                        kLargest,
                        12,
                        34,
                        56,
                        78,
                        ImageState::Present,
                        "p",
                        "c",
                        "k2",
                        {{"color", kAwkward}, {"a", ""}},
                        "CC-BY",
                        "web"},
            ImageRecord{"k2",
                        "photos",
                        "b.jpg",
                        {},
                        {},
                        0,
                        0,
                        0,
                        0,
                        ImageState::Missing,
                        "",
                        "",
                        "",
                        {},
                        "",
                        ""},
            PairRecord{"pk", "k1", "k2", "chairs", "{\"img_set\": {\"id\":36} }"},
            SlotRecord{"sk", "pk", Direction::Reverse, "ja", 1},
            TextRecord{"tk", "sk", Origin::Generator, "catalogue", "1.2", kLargest, "prompt",
                       "{\"facets\":[1.0]}", "t0", kAwkward, true, 5, true},
            TextRecord{"t2", "sk", Origin::Person, "", "", 0, "", "", "", "", false, 0},
            ScoreRecord{"tk", "accept", 0.1 + 0.2, "{}", "model"},
            EventRecord{fullEvent()},
            EventRecord{bare},
            TargetRecord{"sk", "k1"},
            QueryRecord{"qk", "k1", 2, kAwkward, SplitPart::Test, "{\"id\":1}", "1"},
            QueryRecord{"q2", "k1", 0, "", {}, "", ""},
            SplitRecord{"k1", SplitPart::Validation, "drawn", 3, kLargest},
            SettingRecord{"overlap", "2"},
            GuidelineRecord{2, "e3b0c44298fc", "", 1700000000123, std::string(32, 'd')},
            CaseRecord{"ck",
                       "blue one",
                       "{\"text\":\"blue\"}",
                       1700000000123,
                       1700000000456,
                       std::string(32, 'd'),
                       {"k1", "k2"},
                       {"k3"}},
            CaseRecord{"c2", "", "{}", 0, 0, "", {}, {}}};
}

std::string linesOf(const std::vector<TriptychRecord>& records)
{
    std::string out;
    for (const auto& record : records) {
        out += triptychLine(record);
    }
    return out;
}

const std::string kHeader = triptychLine(HeaderRecord{kTriptychFormat, "en", "0.1.0", 0});

} // namespace

void TestTriptychFormat::everyRecordComesBack()
{
    const Files files;
    const auto records = everyKind();
    const auto file = files.write("p.jsonl", linesOf(records));
    Collected<NumberedRecord> read;
    const auto summary = readTriptych(file, read.sink());
    VERIFY_OK(summary);
    QVERIFY2(read.rejected.empty(), read.rejected.empty() ? "" : said(read.rejected[0]).c_str());
    QCOMPARE(read.rows.size(), records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        QVERIFY2(read.rows[i].record == records[i], triptychLine(read.rows[i].record).c_str());
        QCOMPARE(read.rows[i].line, static_cast<long long>(i) + 1);
        QCOMPARE(triptychLine(read.rows[i].record), triptychLine(records[i]));
    }
}

void TestTriptychFormat::exportsAreCheckedAgainstTheirManifest()
{
    const Files files;
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    VERIFY_OK((*out)->writeFile(kTriptychFile, linesOf(everyKind())));
    Collected<NumberedRecord> read;
    const auto unfinished = readTriptych(files.path("out"), read.sink());
    QVERIFY(!unfinished && unfinished.error().code == ErrorCode::NotFound);
    VERIFY_OK((*out)->finish({.format = "triptych"}));
    VERIFY_OK(readTriptych(files.path("out"), read.sink()));
    QCOMPARE(read.rows.size(), everyKind().size());
    files.write("out/" + std::string{kTriptychFile}, kHeader);
    const auto changed = readTriptych(files.path("out"), read.sink());
    QVERIFY(!changed && changed.error().code == ErrorCode::Changed);
}

void TestTriptychFormat::refusesOtherFiles()
{
    const Files files;
    Collected<NumberedRecord> read;
    const auto code = [&](const std::string& bytes) {
        const auto summary = readTriptych(files.write("a.jsonl", bytes), read.sink());
        return summary ? ErrorCode::Internal : summary.error().code;
    };
    QCOMPARE(code(""), ErrorCode::Empty);
    QCOMPARE(code("hello\n"), ErrorCode::BadFormat);
    QCOMPARE(code("{\"reference\":\"a\"}\n"), ErrorCode::BadFormat);
    QCOMPARE(code("{\"format\":\"triptych/2\",\"record\":\"header\"}\n"), ErrorCode::NewerVersion);
    QCOMPARE(code(std::string("SQLite format 3\0", 16)), ErrorCode::BadFormat);
    QVERIFY(read.rows.empty());
}

void TestTriptychFormat::rejectsBrokenRecordsAndGoesOn()
{
    const Files files;
    Collected<NumberedRecord> read;
    const auto summary = readTriptych(
        files.write("a.jsonl", kHeader + "{\"record\":\"hologram\"}\n" +
                                   "{\"record\":\"image\",\"key\":\"k\",\"root\":\"r\",\"name\":\"."
                                   "./x\",\"state\":\"missing\"}\n" +
                                   "{\"record\":\"image\",\"key\":\"k\",\"root\":\"r\",\"name\":"
                                   "\"x\",\"state\":\"odd\"}\n" +
                                   "{\"record\":\"slot\",\"key\":\"k\"}\n" + "{\"record\":\n" +
                                   "{\"record\":\"text\",\"key\":1}\n" +
                                   triptychLine(SettingRecord{"a", "b"})),
        read.sink());
    VERIFY_OK(summary);
    QCOMPARE(read.rows.size(), std::size_t{2});
    QCOMPARE(read.rejected.size(), std::size_t{6});
    QCOMPARE(read.rejected[0].code, ErrorCode::Unsupported);
    QCOMPARE(read.rejected[1].code, ErrorCode::UnsafePath);
    for (std::size_t i = 2; i < 6; ++i) {
        QCOMPARE(read.rejected[i].code, ErrorCode::BadFormat);
        QCOMPARE(read.rejected[i].line, static_cast<long long>(i) + 2);
    }
}
