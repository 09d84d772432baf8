// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of an import before, after and instead of its end.
#include "test_batches.h"

#include "core/store/maintenance.h"
#include "core/store/sql.h"
#include "world.h"

using namespace triptych;
using namespace triptych::store;

namespace {

Batch begin(World& world, const std::string& signature = "import a")
{
    return world.write(
        [&](WriteTransaction& t) { return value(BatchStore(*world.db).begin(t, signature)); });
}

// Two images, a pair and a text, as an import writes them.
PairId importPair(World& world, BatchId batch)
{
    const auto root = world.root();
    return world.write([&](WriteTransaction& t) {
        std::vector<Image> images(2);
        images[0].root = images[1].root = root;
        images[0].name = "in/a.jpg";
        images[1].name = "in/b.jpg";
        UpsertOptions options;
        options.batch = batch;
        const auto put = value(ImageStore(*world.db).upsert(t, images, options));
        const NewPair pair{put[0].id, put[1].id, {}, {}};
        const auto added = value(PairStore(*world.db).add(t, {&pair, 1}, batch)).front();
        NewText text;
        text.slot = {added.id, Direction::Forward, "en", 0};
        text.generator = "jsonl";
        text.body = "imported words";
        text.terms = "imported words";
        value(TextStore(*world.db).add(t, {&text, 1}, batch));
        ok(BatchStore(*world.db).saveCursor(t, batch, "row 2"));
        return added.id;
    });
}

void finish(World& world, BatchId batch)
{
    world.write([&](WriteTransaction& t) { value(BatchStore(*world.db).finish(t, batch)); });
}

// As if the importing process had been killed.
void killImporter(World& world)
{
    world.db->connection().execute("UPDATE batch SET session = 'gone'");
}

} // namespace

void TestBatches::rowsOfABatchAreInvisibleUntilItIsFinished()
{
    tested([&] {
        World world;
        addExample(world, "x");
        const auto batch = begin(world);
        const auto pair = importPair(world, batch.id);
        QCOMPARE(world.find("").size(), std::size_t{1});
        QCOMPARE(world.find("text:imported").size(), std::size_t{0});
        QVERIFY(value(Reader(*world.db).pairs({&pair, 1})).empty());
        auto stats = value(Reader(*world.db).stats(0));
        QCOMPARE(stats.images, 2);
        QCOMPARE(stats.pairs, 1);
        QCOMPARE(stats.forward[SlotState::Pending], 1);
        finish(world, batch.id);
        QCOMPARE(world.find("").size(), std::size_t{2});
        QCOMPARE(world.find("text:imported").size(), std::size_t{1});
        stats = value(Reader(*world.db).stats(0));
        QCOMPARE(stats.images, 4);
        QCOMPARE(stats.forward[SlotState::Pending], 2);
        QVERIFY(value(verifyDatabase(*world.db, false, {})).ok);
    });
}

void TestBatches::updatesAreHeldBackUntilItIsFinished()
{
    tested([&] {
        World world;
        const auto id = world.image("a.jpg", {{"color", "blue"}});
        auto image = value(ImageStore(*world.db).byId(id)).value();
        image.attributes["color"] = "red";
        const auto batch = begin(world);
        world.write([&](WriteTransaction& t) {
            UpsertOptions options;
            options.batch = batch.id;
            QCOMPARE(value(ImageStore(*world.db).upsert(t, {&image, 1}, options)).front().what,
                     ImageChange::What::Updated);
        });
        QCOMPARE(value(ImageStore(*world.db).byId(id))->attributes.at("color"),
                 std::string("blue"));
        const auto done = world.write(
            [&](WriteTransaction& t) { return value(BatchStore(*world.db).finish(t, batch.id)); });
        QCOMPARE(done.imagesUpdated, 1);
        QCOMPARE(value(ImageStore(*world.db).byId(id))->attributes.at("color"), std::string("red"));
    });
}

void TestBatches::aTextForAnOlderSlotWaits()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto batch = begin(world);
        NewText text;
        text.slot = world.slot(example.forward).address;
        text.body = "from the file";
        text.terms = text.body;
        world.write(
            [&](WriteTransaction& t) { value(TextStore(*world.db).add(t, {&text, 1}, batch.id)); });
        QCOMPARE(world.bodyOf(example.forward), std::string("make it blue x"));
        world.decide(example.forward, "skip", "Anna");
        QCOMPARE(world.bodyOf(example.forward), std::string("make it blue x"));
        finish(world, batch.id);
        QCOMPARE(world.bodyOf(example.forward), std::string("from the file"));
    });
}

void TestBatches::anAbandonedBatchIsRemoved()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto batch = begin(world);
        importPair(world, batch.id);
        QVERIFY(value(BatchStore(*world.db).abandoned()).empty());
        killImporter(world);
        QCOMPARE(value(BatchStore(*world.db).abandoned()).size(), std::size_t{1});
        const auto removed = world.write(
            [&](WriteTransaction& t) { return value(BatchStore(*world.db).removeAbandoned(t)); });
        QCOMPARE(removed, 1);
        auto& connection = world.db->connection();
        QCOMPARE(connection.integer("SELECT count(*) FROM image"), 2);
        QCOMPARE(connection.integer("SELECT count(*) FROM pair"), 1);
        QCOMPARE(connection.integer("SELECT count(*) FROM text WHERE generator = 'jsonl'"), 0);
        QCOMPARE(world.state(example.forward), SlotState::Pending);
        const auto report = value(verifyDatabase(*world.db, false, {}));
        QVERIFY2(report.ok, report.ok ? "" : report.problems.front().c_str());
    });
}

void TestBatches::theSameCommandContinues()
{
    tested([&] {
        World world;
        const auto batch = begin(world);
        importPair(world, batch.id);
        killImporter(world);
        const auto again = begin(world);
        QCOMPARE(again.id, batch.id);
        QCOMPARE(again.cursor, std::string("row 2"));
        importPair(world, again.id); // the same rows once more do no harm
        finish(world, again.id);
        QCOMPARE(value(Reader(*world.db).stats(0)).pairs, 1);
        QCOMPARE(begin(world).cursor, std::string());
    });
}

void TestBatches::oneImportAtATime()
{
    tested([&] {
        World world;
        begin(world);
        const auto other = World::open(world.file());
        auto transaction = value(WriteTransaction::begin(*other, Lane::Bulk));
        const auto refused = BatchStore(*other).begin(transaction, "import b");
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Busy);
    });
}
