// SPDX-License-Identifier: GPL-3.0-or-later
// Catalogues: which column is which, and what becomes of rows.
#include "tests/core/formats/test_catalogue.h"

#include "core/formats/catalogue.h"
#include "tests/core/formats/files.h"

#include <QTest>

#include <set>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

struct Item
{
    long long line = 0;
    std::string image, product, category;
    Attributes attributes;
};

struct ReadCatalogue
{
    CatalogueColumns columns;
    std::vector<Item> items;
    std::vector<Error> rejected;
    Result<ReadSummary> summary;
};

ReadCatalogue readAll(const std::filesystem::path& file, const CatalogueOptions& options = {})
{
    ReadCatalogue out;
    CatalogueReader reader;
    reader.columns = [&](const CatalogueColumns& columns) { out.columns = columns; };
    reader.sink.row = [&](CatalogueRow& row) {
        out.items.push_back({row.line, std::string{row.image}, std::string{row.product},
                             std::string{row.category},
                             toAttributes(out.columns.attributes, row.attributes)});
        return true;
    };
    reader.sink.rejected = [&](Error error) {
        out.rejected.push_back(std::move(error));
        return true;
    };
    out.summary = readCatalogue(file, options, reader);
    return out;
}

} // namespace

void TestCatalogue::recognisesEnglishColumns()
{
    const Files files;
    const auto read = readAll(
        files.write("a.csv", "SKU,Image File,Category,Color,note\nm1,a.jpg,Hoodies,red,\n"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.columns.image, std::string("Image File"));
    QCOMPARE(read.columns.product, std::string("SKU"));
    QCOMPARE(read.columns.category, std::string("Category"));
    QVERIFY(read.columns.attributes == (std::vector<std::string>{"Color", "note"}));
    QCOMPARE(read.items.size(), std::size_t{1});
    QCOMPARE(read.items[0].image, std::string("a.jpg"));
    QCOMPARE(read.items[0].product, std::string("m1"));
    QCOMPARE(read.items[0].line, 2);
    QVERIFY(read.items[0].attributes == (Attributes{{"Color", "red"}}));
}

void TestCatalogue::recognisesJapaneseColumns()
{
    const Files files;
    const auto read = readAll(files.write(
        "a.csv",
        "\xEF\xBB\xBF品番;商品名;画像ファイル名;カテゴリ;色\nm1;椅子;椅子/赤.jpg;家具;赤\n"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.columns.image, std::string("画像ファイル名"));
    QCOMPARE(read.columns.product, std::string("品番"));
    QCOMPARE(read.columns.category, std::string("カテゴリ"));
    QCOMPARE(read.items.at(0).image, std::string("椅子/赤.jpg"));
    QCOMPARE(read.items.at(0).attributes.at("商品名"), std::string("椅子"));
    QVERIFY(read.summary->notes == (std::vector<std::string>{"encoding: UTF-8", "delimiter: ;"}));
}

void TestCatalogue::recognisesImagesByTheirValues()
{
    const Files files;
    const auto read =
        readAll(files.write("a.csv", "id,where,image\n1,x/a.PNG,yes\n2,x/b.webp,no\n"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.columns.image, std::string("where"));
    const auto stems = readAll(files.write("b.csv", "id,image\n1,a\n2,b\n"));
    VERIFY_OK(stems.summary);
    QCOMPARE(stems.columns.image, std::string("image"));
    QVERIFY(stems.columns.product.empty());
}

void TestCatalogue::takesNamedColumns()
{
    const Files files;
    const auto file = files.write("a.csv", "a,b,c,d,image\n1.jpg,p,x,y,2.jpg\n");
    const auto read = readAll(file, {.imageColumn = "a",
                                     .productColumn = "B",
                                     .categoryColumn = "",
                                     .attributeColumns = {"d"}});
    VERIFY_OK(read.summary);
    QCOMPARE(read.items.at(0).image, std::string("1.jpg"));
    QCOMPARE(read.items.at(0).product, std::string("p"));
    QVERIFY(read.items.at(0).attributes == (Attributes{{"d", "y"}}));
}

void TestCatalogue::namesAMissingColumnAndWhatThereIs()
{
    const Files files;
    const auto file = files.write("a.csv", "name,color\nx,red\n");
    const auto named = readAll(file, {.imageColumn = "picture"});
    QVERIFY(!named.summary);
    QCOMPARE(named.summary.error().code, ErrorCode::MissingColumn);
    QCOMPARE(named.summary.error().detail, std::string("picture; columns: name, color"));
    QCOMPARE(named.summary.error().line, 1);
    const auto none = readAll(file);
    QVERIFY(!none.summary);
    QCOMPARE(none.summary.error().code, ErrorCode::MissingColumn);
    const auto preview = previewCatalogue(file);
    VERIFY_OK(preview);
    QVERIFY(preview->columns.image.empty());
    QVERIFY(preview->header == (std::vector<std::string>{"name", "color"}));
}

void TestCatalogue::keepsValuesCharacterForCharacter()
{
    const Files files;
    const auto read = readAll(
        files.write("a.csv", "image,text\na.jpg,\"  e\xCC\x81 ,\"\"x\"\"\n\xE2\x80\xA8　 \"\n"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.items.at(0).attributes.at("text"),
             std::string("  e\xCC\x81 ,\"x\"\n\xE2\x80\xA8　 "));
}

void TestCatalogue::rejectsHostileNamesWithTheirLine()
{
    const Files files;
    const auto read =
        readAll(files.write("a.csv", "image,color\n../../etc/passwd,red\n/etc/x.jpg,red\n"
                                     "C:\\a.jpg,red\n,red\ngood.jpg,red\n"));
    VERIFY_OK(read.summary);
    QCOMPARE(read.items.size(), std::size_t{1});
    QCOMPARE(read.rejected.size(), std::size_t{4});
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(read.rejected[i].code, ErrorCode::UnsafePath);
        QCOMPARE(read.rejected[i].line, static_cast<long long>(i) + 2);
        QCOMPARE(read.rejected[i].subject, files.path("a.csv").string());
    }
    QCOMPARE(read.rejected[3].code, ErrorCode::BadFormat);
    QCOMPARE(read.summary->rejected, std::int64_t{4});
}

void TestCatalogue::saysEmptyWhenNoRowIsUsable()
{
    const Files files;
    const auto none = readAll(files.write("a.csv", "image,color\n"));
    QVERIFY(!none.summary && none.summary.error().code == ErrorCode::Empty);
    const auto bad = readAll(files.write("b.csv", "image,color\na.jpg\n"));
    QVERIFY(!bad.summary && bad.summary.error().code == ErrorCode::Empty);
    QCOMPARE(bad.summary.error().line, 2);
}

void TestCatalogue::stopsWhenToldTo()
{
    const Files files;
    int seen = 0;
    CatalogueReader reader;
    reader.sink.row = [&](CatalogueRow&) { return ++seen < 2; };
    const auto file = files.write("a.csv", "image\na.jpg\nb.jpg\nc.jpg\n");
    const auto summary = readCatalogue(file, {}, reader);
    QVERIFY(!summary && summary.error().code == ErrorCode::Cancelled);
    QCOMPARE(seen, 2);
}

void TestCatalogue::readsTheRealCatalogue()
{
    const auto file = realData() / "magento/manifest.csv";
    if (!std::filesystem::exists(file)) {
        QSKIP("no ../shared/data/magento and no TRIPTYCH_DATA");
    }
    const auto read = readAll(file);
    VERIFY_OK(read.summary);
    QCOMPARE(read.items.size(), std::size_t{267});
    QVERIFY(read.rejected.empty());
    QCOMPARE(read.columns.image, std::string("image"));
    QCOMPARE(read.columns.product, std::string("sku"));
    QCOMPARE(read.columns.category, std::string("category"));
    std::set<std::string> products;
    for (const auto& item : read.items) {
        products.insert(item.product);
    }
    QCOMPARE(products.size(), std::size_t{91});
    QCOMPARE(read.items[0].attributes.at("climate"),
             std::string("All-weather|Cool|Indoor|Spring|Windy"));
}
