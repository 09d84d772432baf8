// SPDX-License-Identifier: GPL-3.0-or-later
// CIRR, out and in again, and the real validation set.
#include "tests/core/formats/test_cirr.h"

#include "core/formats/cirr.h"
#include "tests/core/formats/files.h"

#include <QTest>

#include <set>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

struct ReadSet
{
    Collected<TripletRow> collected;
    std::vector<GalleryImage> gallery;
    Result<ReadSummary> summary;
};

ReadSet readSet(const std::filesystem::path& source)
{
    ReadSet out;
    const CirrReader reader{out.collected.sink(), [&](GalleryImage& image) {
                                out.gallery.push_back(image);
                                return true;
                            }};
    out.summary = readCirr(source, reader);
    return out;
}

constexpr const char* kRow =
    R"({"pairid": 12060, "reference": "dev-1", "target_hard": "dev-2", "target_soft": {"dev-2": 1.0, "dev-3": 1.0, "dev-4": -1.0, "dev-5": 0.5}, "caption": " Show “three” ", "img_set": {"id": 36, "members": ["dev-1", "dev-2"], "reference_rank": 2, "target_rank": 3}})";

void writeSplits(const Files& files)
{
    files.write("set/image_splits/split.rc2.val.json",
                R"({"dev-1": "./dev/dev-1.png", "dev-2": "./dev/dev-2.png",
"dev-3": "./dev/dev-3.png"})");
}

} // namespace

void TestCirr::resolvesNamesThroughImageSplits()
{
    const Files files;
    writeSplits(files);
    files.write("set/captions/cap.rc2.val.json", std::string{"[\n"} + kRow + "\n]");
    for (const char* source : {"set", "set/captions/cap.rc2.val.json"}) {
        const auto read = readSet(files.path(source));
        VERIFY_OK(read.summary);
        const auto& row = read.collected.rows.at(0);
        QCOMPARE(row.line, 2);
        QCOMPARE(row.reference, std::string("dev/dev-1.png"));
        QCOMPARE(row.target, std::string("dev/dev-2.png"));
        QVERIFY(row.targets == (std::vector<std::string>{"dev/dev-3.png"}));
        QCOMPARE(row.texts.at(0).body, std::string(" Show “three” "));
        QCOMPARE(row.sourceId, std::string("12060"));
        QVERIFY(row.split == SplitPart::Validation);
        QCOMPARE(read.gallery.size(), std::size_t{3});
        QVERIFY(read.gallery[0] == (GalleryImage{"dev/dev-1.png", SplitPart::Validation}));
        const auto verbatim = cirrSourceOf(row.source);
        QCOMPARE(verbatim.reference, std::string("dev-1"));
        QCOMPARE(verbatim.targetSoft,
                 std::string(R"({"dev-2": 1.0, "dev-3": 1.0, "dev-4": -1.0, "dev-5": 0.5})"));
        QVERIFY(verbatim.imageSet.find(R"("reference_rank": 2)") != std::string::npos);
        QVERIFY(verbatim.pairId == 12060);
    }
}

void TestCirr::readsTestRowsAsQueries()
{
    const Files files;
    files.write("set/captions/cap.rc2.test1.json",
                R"([{"pairid":1,"reference":"test1-1","caption":"x","img_set":{"id":1}}])");
    const auto read = readSet(files.path("set"));
    VERIFY_OK(read.summary);
    QVERIFY(read.collected.rows.at(0).isQuery());
    QVERIFY(read.collected.rows[0].split == SplitPart::Test);
    QCOMPARE(read.collected.rows[0].reference, std::string("test1-1"));
    QVERIFY(!read.summary->notes.empty());
}

void TestCirr::namesBadRowsAndGoesOn()
{
    const Files files;
    files.write("set/cap.rc2.train.json",
                std::string{"[7,\n{\"reference\":\"a\"},\n"
                            "{\"caption\":\"x\"},\n"
                            "{\"reference\":\"../a\",\"caption\":\"x\"},\n"
                            "{\"reference\":\"a\",\"caption\":[]},\n"
                            "{\"reference\":\"\xFF\",\"caption\":\"x\"},\n"} +
                    kRow + "]");
    const auto read = readSet(files.path("set"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.collected.rows.size(), std::size_t{1});
    const std::vector<ErrorCode> expected = {ErrorCode::BadFormat,     ErrorCode::MissingColumn,
                                             ErrorCode::MissingColumn, ErrorCode::UnsafePath,
                                             ErrorCode::BadFormat,     ErrorCode::Encoding};
    QCOMPARE(read.collected.rejected.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(read.collected.rejected[i].code, expected[i]);
        QCOMPARE(read.collected.rejected[i].line, static_cast<long long>(i) + 1);
    }
}

void TestCirr::refusesBrokenArrays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::newRow("object") << QByteArray("{\"a\":1}") << 1;
    QTest::newRow("cut off") << QByteArray("[\n{\"reference\":\"a\",\"caption\":\"x\"},\n{\"refe")
                             << 3;
    QTest::newRow("cut after a row")
        << QByteArray("[\n{\"reference\":\"a\",\"caption\":\"x\"}\n") << 3;
    QTest::newRow("goes on") << QByteArray("[{\"reference\":\"a\",\"caption\":\"x\"}]\n[]") << 2;
    QTest::newRow("wrong bracket") << QByteArray("[{\"reference\":\"a\"}}]") << 1;
    QTest::newRow("words") << QByteArray("hello") << 1;
}

void TestCirr::refusesBrokenArrays()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, line);
    const Files files;
    const auto read = readSet(files.write("cap.rc2.val.json", bytes.toStdString()));
    QVERIFY(!read.summary);
    QCOMPARE(read.summary.error().code, ErrorCode::BadFormat);
    QCOMPARE(read.summary.error().line, static_cast<long long>(line));
}

void TestCirr::writesWhatItReads()
{
    const Files files;
    writeSplits(files);
    files.write("set/captions/cap.rc2.val.json", std::string{"["} + kRow + "]");
    const auto first = readSet(files.path("set"));
    VERIFY_OK(first.summary);
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    CirrWriter writer(**out);
    VERIFY_OK(writer.begin(SplitPart::Validation));
    for (const auto& row : first.collected.rows) {
        const auto source = cirrSourceOf(row.source);
        VERIFY_OK(writer.write({source.pairId.value_or(0),
                                source.reference,
                                source.target,
                                row.texts.at(0).body,
                                source.targetSoft,
                                {},
                                source.imageSet}));
    }
    VERIFY_OK(writer.write({.pairId = 2,
                            .reference = "dev-3",
                            .target = "dev-1",
                            .caption = "new",
                            .targetSoft = {},
                            .positives = {"dev-2"},
                            .imageSet = cirrImageSetJson({7, {"dev-1", "dev-3"}, 0, 1})}));
    VERIFY_OK(writer.end({{"dev-3", "dev/dev-3.png"},
                          {"dev-1", "dev/dev-1.png"},
                          {"dev-2", "dev/dev-2.png"},
                          {"dev-1", "dev/dev-1.png"}}));
    VERIFY_OK((*out)->finish({.format = "cirr"}));
    const auto second = readSet(files.path("out"));
    VERIFY_OK(second.summary);
    QCOMPARE(second.collected.rows.size(), std::size_t{2});
    auto again = second.collected.rows[0];
    again.line = first.collected.rows[0].line;
    const auto verbatim = cirrSourceOf(again.source);
    const auto before = cirrSourceOf(first.collected.rows[0].source);
    QCOMPARE(verbatim.targetSoft, before.targetSoft);
    QCOMPARE(verbatim.imageSet, before.imageSet);
    again.source = first.collected.rows[0].source;
    QVERIFY(again == first.collected.rows[0]);
    QVERIFY(second.collected.rows[1].targets == (std::vector<std::string>{"dev/dev-2.png"}));
    QCOMPARE(second.gallery.size(), std::size_t{3});
}

void TestCirr::makesUniqueNames()
{
    const std::vector<std::string> images = {"dev/a.png", "train/b.png", "test/b.png", "c.jpg",
                                             "c.png",     "x/d.jpg",     "x/d.png",    ".png"};
    const auto names = cirrNames(images);
    QVERIFY(names == (std::vector<std::string>{"a", "train/b", "test/b", "c.jpg", "c.png",
                                               "x/d.jpg", "x/d.png", ".png"}));
    QCOMPARE(std::set<std::string>(names.begin(), names.end()).size(), images.size());
    QCOMPARE(cirrPartName(SplitPart::Test), std::string_view("test1"));
}

void TestCirr::readsTheRealValidationSet()
{
    const auto folder = realData() / "cirr";
    if (!std::filesystem::exists(folder / "captions")) {
        QSKIP("no ../shared/data/cirr and no TRIPTYCH_DATA");
    }
    const auto read = readSet(folder / "captions/cap.rc2.val.json");
    VERIFY_OK(read.summary);
    QCOMPARE(read.collected.rows.size(), std::size_t{4181});
    QVERIFY(read.collected.rejected.empty());
    for (const auto& row : read.collected.rows) {
        QVERIFY(row.reference.starts_with("dev/") && row.target.starts_with("dev/"));
        QVERIFY(!cirrSourceOf(row.source).imageSet.empty());
    }
    QCOMPARE(read.gallery.size(), std::size_t{2297});
}
