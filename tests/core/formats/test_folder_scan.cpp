// SPDX-License-Identifier: GPL-3.0-or-later
// Image folders: what is listed, what is refused, what makes a product.
#include "tests/core/formats/test_folder_scan.h"

#include "core/formats/folder_scan.h"
#include "tests/core/formats/files.h"

#include <QTest>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

std::vector<std::string> names(const FolderListing& listing)
{
    std::vector<std::string> out;
    for (const auto& file : listing.files) {
        out.push_back(file.name);
    }
    return out;
}

} // namespace

void TestFolderScan::listsImagesByNameAndByContent()
{
    using namespace std::string_literals;
    const Files files;
    files.write("in/b.JPG", "not looked at");
    files.write("in/a/c.png", "");
    files.write("in/a-1.webp", "x");
    files.write("in/photo.txt", "\xFF\xD8\xFF\xE0 a JPEG's first bytes");
    files.write("in/scan.dat", "II*\0 a TIFF's"s);
    files.write("in/notes.txt", "words");
    files.write("in/BMW.txt", "BM is not enough");
    files.write("in/.hidden.jpg", "x");
    files.write("in/.cache/d.jpg", "x");
    const auto listing = scanFolder(files.path("in"));
    VERIFY_OK(listing);
    QVERIFY(names(*listing) ==
            (std::vector<std::string>{"a-1.webp", "a/c.png", "b.JPG", "photo.txt", "scan.dat"}));
    QVERIFY(listing->rejected.empty());
    QCOMPARE(listing->files[0].bytes, std::uint64_t{1});
    QVERIFY(listing->files[0].modified > 0);
}

void TestFolderScan::refusesLinksThatLeadOut()
{
    const Files files;
    files.write("in/a.jpg", "x");
    const auto outside = files.write("out/b.jpg", "x");
    std::filesystem::create_symlink(outside, files.path("in/out.jpg"));
    std::filesystem::create_symlink("../out", files.path("in/folder"));
    std::filesystem::create_symlink("a.jpg", files.path("in/inside.jpg"));
    std::filesystem::create_symlink("nowhere.jpg", files.path("in/zz.jpg"));
    const auto listing = scanFolder(files.path("in"));
    VERIFY_OK(listing);
    QVERIFY(names(*listing) == (std::vector<std::string>{"a.jpg", "inside.jpg"}));
    QCOMPARE(listing->rejected.size(), std::size_t{3});
    for (const auto& error : listing->rejected) {
        QCOMPARE(error.code, ErrorCode::UnsafePath);
    }
    QCOMPARE(listing->rejected[0].subject, std::string("folder"));
    QCOMPARE(listing->rejected[1].subject, std::string("out.jpg"));
    QCOMPARE(listing->rejected[2].subject, std::string("zz.jpg"));
}

void TestFolderScan::endsOnLoops()
{
    const Files files;
    files.write("in/a/b.jpg", "x");
    std::filesystem::create_symlink("..", files.path("in/a/up"));
    std::filesystem::create_symlink("self.jpg", files.path("in/self.jpg"));
    const auto listing = scanFolder(files.path("in"));
    VERIFY_OK(listing);
    QVERIFY(names(*listing) == (std::vector<std::string>{"a/b.jpg"}));
    QCOMPARE(listing->rejected.size(), std::size_t{2});
}

void TestFolderScan::reportsNamesThatAreNotUtf8()
{
    const Files files;
    files.write("in/a.jpg", "x");
    files.write("in/b\xFF.jpg", "x");
    files.write("in/c\nd.jpg", "x");
    files.write("in/e\\f.jpg", "x");
    const auto listing = scanFolder(files.path("in"));
    VERIFY_OK(listing);
    QVERIFY(names(*listing) == (std::vector<std::string>{"a.jpg"}));
    QCOMPARE(listing->rejected.size(), std::size_t{3});
    QCOMPARE(listing->rejected[0].code, ErrorCode::Encoding);
    QCOMPARE(listing->rejected[0].subject, std::string("b\xEF\xBF\xBD.jpg"));
    QCOMPARE(listing->rejected[1].code, ErrorCode::UnsafePath);
    QCOMPARE(listing->rejected[2].code, ErrorCode::UnsafePath);
}

void TestFolderScan::saysWhatIsNoImageFolder()
{
    const Files files;
    files.write("in/words.txt", "x");
    QCOMPARE(scanFolder(files.path("absent")).error().code, ErrorCode::NotFound);
    QCOMPARE(scanFolder(files.path("in/words.txt")).error().code, ErrorCode::BadArgument);
    QCOMPARE(scanFolder(files.path("in")).error().code, ErrorCode::Empty);
}

void TestFolderScan::stopsAtTheLimit()
{
    const Files files;
    for (int i = 0; i < 9; ++i) {
        files.write("in/" + std::to_string(i) + ".jpg", "x");
    }
    const auto listing = scanFolder(files.path("in"), {.limit = 4});
    VERIFY_OK(listing);
    QVERIFY(names(*listing) == (std::vector<std::string>{"0.jpg", "1.jpg", "2.jpg", "3.jpg"}));
}

void TestFolderScan::findsProductsInNames()
{
    QCOMPARE(productFromStem("mh01-black_main.jpg"), std::string("mh01"));
    QCOMPARE(productFromStem("MH01-Red.png"), std::string("mh01"));
    QCOMPARE(productFromStem("chair-oak-012-red.jpg"), std::string("chair-oak-012"));
    QCOMPARE(productFromStem("lamp_red.jpg"), std::string("lamp"));
    QCOMPARE(productFromStem("mug.jpg"), std::string("mug"));
    QCOMPARE(productFromStem("mug_2.jpg"), std::string("mug"));
    QCOMPARE(productFromStem("shop/mug_2.jpg"), std::string("shop/mug"));
    QCOMPARE(productFromStem("1.jpg"), std::string("1"));
    QCOMPARE(productFromStem("椅子12-赤.jpg"), std::string("椅子12"));
    QCOMPARE(productFromStem("v1.5 blue.jpg"), std::string("v1"));
    QCOMPARE(productFromStem("---.jpg"), std::string("---"));
    QCOMPARE(productFromStem(""), std::string(""));
    QCOMPARE(productFromSubfolder("chairs/c01/a.jpg"), std::string("chairs/c01"));
    QCOMPARE(productFromSubfolder("a.jpg"), std::string(""));
}
