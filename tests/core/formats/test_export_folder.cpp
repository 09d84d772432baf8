// SPDX-License-Identifier: GPL-3.0-or-later
// Exports: whole with a manifest, or not there.
#include "tests/core/formats/test_export_folder.h"

#include "core/base/sha256.h"
#include "core/formats/export_folder.h"
#include "tests/core/formats/files.h"

#include <QTest>

namespace fs = std::filesystem;
using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

constexpr const char* kMark = ".triptych-export-unfinished";

std::vector<std::string> entries(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

void TestExportFolder::writesTheManifestLast()
{
    const Files files;
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    VERIFY_OK((*out)->writeFile("b.txt", "bee"));
    VERIFY_OK((*out)->writeFile("a/a.txt", "ay"));
    QVERIFY(!readManifest(files.path("out")));
    QVERIFY(fs::exists(files.path("out") / kMark));
    const auto written =
        (*out)->finish({.format = "jsonl", .created = 1700000000123, .triplets = 2});
    VERIFY_OK(written);
    QVERIFY(entries(files.path("out")) ==
            (std::vector<std::string>{"a", "b.txt", "manifest.json"}));
    QCOMPARE(written->size(), std::size_t{3});
    QCOMPARE((*written)[0].path, std::string("a/a.txt"));
    QCOMPARE((*written)[0].sha256, sha256Hex("ay"));
    QCOMPARE((*written)[1].bytes, std::uint64_t{3});
    QCOMPARE((*written)[2].path, std::string("manifest.json"));
    const auto manifest = readManifest(files.path("out"));
    VERIFY_OK(manifest);
    QCOMPARE(manifest->files.size(), std::size_t{2});
    QCOMPARE(manifest->triplets, std::int64_t{2});
    QCOMPARE(manifest->created, UtcMillis{1700000000123});
    out->reset();
    QVERIFY(fs::exists(files.path("out/manifest.json")));
}

void TestExportFolder::leavesNothingWhenItIsGivenUp()
{
    const Files files;
    {
        auto out = ExportFolder::begin(files.path("out"));
        VERIFY_OK(out);
        VERIFY_OK((*out)->writeFile("a/b/c.txt", "x"));
        auto open = (*out)->file("d.txt");
        VERIFY_OK(open);
        VERIFY_OK((*open)->write("half"));
    }
    QVERIFY(!fs::exists(files.path("out")));
    fs::create_directory(files.path("there"));
    {
        auto out = ExportFolder::begin(files.path("there"));
        VERIFY_OK(out);
        VERIFY_OK((*out)->writeFile("c.txt", "x"));
    }
    QVERIFY(entries(files.path("there")).empty());
}

void TestExportFolder::refusesFoldersOfOthersAndFinishedExports()
{
    const Files files;
    files.write("theirs/letter.txt", "dear");
    const auto theirs = ExportFolder::begin(files.path("theirs"));
    QVERIFY(!theirs && theirs.error().code == ErrorCode::AlreadyExists);
    QVERIFY(entries(files.path("theirs")) == (std::vector<std::string>{"letter.txt"}));
    {
        auto out = ExportFolder::begin(files.path("done"));
        VERIFY_OK(out);
        VERIFY_OK((*out)->finish({.format = "jsonl"}));
    }
    const auto again = ExportFolder::begin(files.path("done"));
    QVERIFY(!again && again.error().code == ErrorCode::AlreadyExists);
    QVERIFY(fs::exists(files.path("done/manifest.json")));
    const auto file = ExportFolder::begin(files.path("theirs/letter.txt"));
    QVERIFY(!file && file.error().code == ErrorCode::BadArgument);
    const auto deep = ExportFolder::begin(files.path("no/such/folder"));
    QVERIFY(!deep && deep.error().code == ErrorCode::NotFound);
}

void TestExportFolder::replacesAnUnfinishedExportOfItsOwn()
{
    const Files files;
    // What a killed export leaves: the mark, files of it, temporary files.
    files.write(std::string{"out/"} + kMark, "old.jsonl\nimages\n");
    files.write("out/old.jsonl", "{}");
    files.write("out/old.jsonl.part-01234567", "{");
    files.write("out/images/a.jpg", "x");
    files.write("out/manifest.json.part-01234567", "{");
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    QVERIFY(entries(files.path("out")) == (std::vector<std::string>{kMark}));
    VERIFY_OK((*out)->writeFile("new.jsonl", "{}"));
    VERIFY_OK((*out)->finish({.format = "jsonl"}));
    QVERIFY(entries(files.path("out")) == (std::vector<std::string>{"manifest.json", "new.jsonl"}));
}

void TestExportFolder::keepsWhatLiesBesideAnUnfinishedExport()
{
    const Files files;
    files.write(std::string{"out/"} + kMark, "old.jsonl\n../../outside\n/etc\n");
    files.write("out/old.jsonl", "{}");
    files.write("out/letter.txt", "dear");
    files.write("outside/x", "x");
    const auto out = ExportFolder::begin(files.path("out"));
    QVERIFY(!out && out.error().code == ErrorCode::AlreadyExists);
    QVERIFY(fs::exists(files.path("out/letter.txt")));
    QVERIFY(fs::exists(files.path("out/old.jsonl")));
    QVERIFY(fs::exists(files.path("outside/x")));
}

void TestExportFolder::copiesAndLinksImages()
{
    const Files files;
    const std::string large(3U << 20U, 'x');
    const auto source = files.write("a.jpg", large);
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    VERIFY_OK((*out)->copyFile(source, "images/a.jpg"));
    VERIFY_OK((*out)->linkFile(source, "images/b.jpg"));
    const auto absent = (*out)->copyFile(files.path("absent.jpg"), "images/c.jpg");
    QVERIFY(!absent && absent.error().code == ErrorCode::NotFound);
    const auto written = (*out)->finish({.format = "jsonl"});
    VERIFY_OK(written);
    QCOMPARE(written->size(), std::size_t{3});
    QCOMPARE((*written)[0].sha256, sha256Hex(large));
    QCOMPARE((*written)[1].sha256, sha256Hex(large));
    QVERIFY(fs::is_symlink(files.path("out/images/b.jpg")));
    QVERIFY(entries(files.path("out/images")) == (std::vector<std::string>{"a.jpg", "b.jpg"}));
    const auto wrong = checkExport(files.path("out"));
    VERIFY_OK(wrong);
    QVERIFY(wrong->empty());
}

void TestExportFolder::refusesUnsafeAndTakenNames()
{
    const Files files;
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    QCOMPARE((*out)->writeFile("../x", "x").error().code, ErrorCode::UnsafePath);
    QCOMPARE((*out)->writeFile("/x", "x").error().code, ErrorCode::UnsafePath);
    QCOMPARE((*out)->writeFile("manifest.json", "x").error().code, ErrorCode::AlreadyExists);
    VERIFY_OK((*out)->writeFile("x", "x"));
    QCOMPARE((*out)->writeFile("./x", "y").error().code, ErrorCode::AlreadyExists);
}

void TestExportFolder::findsFilesThatChanged()
{
    const Files files;
    auto out = ExportFolder::begin(files.path("out"));
    VERIFY_OK(out);
    for (const char* name : {"a", "b", "c"}) {
        VERIFY_OK((*out)->writeFile(name, name));
    }
    VERIFY_OK((*out)->finish({.format = "jsonl"}));
    QVERIFY(checkExport(files.path("out"))->empty());
    QVERIFY(writtenByTriptych(files.path("out/a")));
    QVERIFY(!writtenByTriptych(files.path("out/z")));
    files.write("out/b", "B");
    fs::remove(files.path("out/c"));
    const auto wrong = checkExport(files.path("out"));
    VERIFY_OK(wrong);
    QCOMPARE(wrong->size(), std::size_t{2});
    QCOMPARE((*wrong)[0].code, ErrorCode::Changed);
    QCOMPARE((*wrong)[1].code, ErrorCode::NotFound);
}

void TestExportFolder::refusesManifestsOfOthers()
{
    const Files files;
    const auto code = [&](const std::string& bytes) {
        files.write("manifest.json", bytes);
        const auto manifest = readManifest(files.path("."));
        return manifest ? ErrorCode::Internal : manifest.error().code;
    };
    QCOMPARE(code("{}"), ErrorCode::BadFormat);
    QCOMPARE(code("nonsense"), ErrorCode::BadFormat);
    QCOMPARE(code("[1]"), ErrorCode::BadFormat);
    QCOMPARE(code(R"({"tool":"other"})"), ErrorCode::Unsupported);
    QCOMPARE(code(R"({"tool":"triptych","manifestVersion":99})"), ErrorCode::NewerVersion);
    Manifest evil;
    evil.format = "jsonl";
    evil.files = {{"../../etc/passwd", 1, "x"}};
    files.write("manifest.json", manifestJson(evil));
    QCOMPARE(checkExport(files.path("."))->at(0).code, ErrorCode::UnsafePath);
}

void TestExportFolder::manifestsAreTheSameEveryTime()
{
    Manifest manifest;
    manifest.format = "csv";
    manifest.toolVersion = "0.1.0";
    manifest.created = 1700000000123;
    manifest.settings = {{"where", "text:\"青\""}, {"seed", "7"}};
    manifest.notes = {"a note"};
    manifest.files = {{"t.csv", 3, "abc"}};
    QCOMPARE(manifestJson(manifest), std::string(R"({
  "created": "2023-11-14T22:13:20.123Z",
  "files": [
    {
      "bytes": 3,
      "path": "t.csv",
      "sha256": "abc"
    }
  ],
  "format": "csv",
  "manifestVersion": 1,
  "notes": [
    "a note"
  ],
  "settings": {
    "seed": "7",
    "where": "text:\"青\""
  },
  "tool": "triptych",
  "triplets": 0,
  "version": "0.1.0"
}
)"));
}
