// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a small project in every way.
#include "test_reading.h"

#include "core/store/filter_sql.h"
#include "core/store/sql.h"
#include "world.h"

#include <algorithm>
#include <set>

using namespace triptych;
using namespace triptych::store;

namespace {

// chair: forward accepted with score 0.9, reverse rejected (too-vague); lamp: both pending, forward
// stale; mug: forward flagged, Japanese.
struct Shop
{
    Shop()
    {
        chair = addExample(world, "chair");
        Event why;
        why.reasons = {"too-vague"};
        world.decide(chair.forward, "accept", "Anna");
        world.decide(chair.reverse, "reject", "Ben", why);
        lamp = addExample(world, "lamp");
        mug = addExample(world, "mug");
        world.decide(mug.forward, "flag", "Anna");
        world.image("lamp-a.jpg");
        world.write([&](WriteTransaction& t) {
            const Score score{*world.slot(chair.forward).text, "accept", 0.9, {}, "test"};
            ok(TextStore(*world.db).setScores(t, {&score, 1}));
            const auto image = value(ImageStore(*world.db).byNameOrKey("lamp-a.jpg"))->id;
            const std::vector<std::string> all{"*"};
            value(ImageStore(*world.db).markTextsStale(t, image, all));
            const auto target = value(ImageStore(*world.db).byNameOrKey("chair-a.jpg"))->id;
            const SplitAssignment part{target, SplitPart::Test, 0};
            ok(SplitStore(*world.db).storeDrawn(t, {&part, 1}, 1));
        });
    }
    World world;
    Example chair;
    Example lamp;
    Example mug;
};

std::string namesOf(Shop& shop, const std::vector<PairId>& ids)
{
    std::string names;
    for (const auto id : ids) {
        names += id == shop.chair.pair ? "c" : id == shop.lamp.pair ? "l" : "m";
    }
    return names;
}

} // namespace

void TestReading::everyFilterKeyAsksTheRightThing_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* filter, const char* found) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(found);
    };
    row("", "clm");
    row("status:any", "clm");
    row("status:accepted", "c");
    row("status:accepted,flagged", "cm");
    row("-status:pending", "cm");
    row("status:pending direction:forward", "l");
    row("direction:reverse", "clm");
    row("language:en", "clm");
    row("language:ja", "");
    row("caption:0", "clm");
    row("caption>0", "");
    row("category:chairs", "clm");
    row("category:lamps", "");
    row("product:none", "");
    row("generator:catalogue", "clm");
    row("generator:visual", "");
    row("version:1", "clm");
    row("reviewer:Anna", "c");
    row("reviewer:Ben", "c");
    row("reviewer:reviewer-2", "c");
    row("reviewer:Cleo", "");
    row("reason:too-vague", "c");
    row("-reason:too-vague status:rejected", "");
    row("split:test", "c");
    row("split:train", "");
    row("lot:1", "");
    row("-lot:1", "clm");
    row("stage:1", "");
    row("stale:yes", "l");
    row("stale:no", "cm");
    row("text:blue", "clm");
    row("text:lamp", "l");
    row("blue mug", "m");
    row("text:nothing", "");
    row("image:lamp-b", "l");
    row("image:*.png", "");
    row("length>5", "clm");
    row("length>100", "");
    row("decided>2000-01-01", "c");
    row("decided<2000-01-01", "");
    row("score>0.5", "c");
    row("score<=0.5", "");
    row("-score>0.5 direction:forward", "lm");
    row("lint>0", "");
    row("rank<5", "");
    row("similarity>0.1", "");
}

void TestReading::everyFilterKeyAsksTheRightThing()
{
    QFETCH(QString, filter);
    QFETCH(QString, found);
    static Shop shop;
    tested([&] {
        auto ids = shop.world.find(filter.toStdString());
        QCOMPARE(QString::fromStdString(namesOf(shop, ids)), found);
    });
}

void TestReading::fullTextFindsHanAndPrefixes()
{
    tested([&] {
        World world;
        const auto add = [&](const std::string& name, const std::string& body,
                             const std::string& terms) {
            const auto pair = world.pair(name + "-a.jpg", name + "-b.jpg");
            NewText text;
            text.slot = {pair, Direction::Forward, "ja", 0};
            text.body = body;
            text.terms = terms; // as core/text prepares them: single characters and bigrams
            world.write(
                [&](WriteTransaction& t) { value(TextStore(*world.db).add(t, {&text, 1})); });
            return pair;
        };
        const auto shortSleeve = add("s", "青い半袖", "青 い 半 袖 青い い半 半袖");
        const auto longSleeve = add("l", "長袖にする", "長 袖 に す る 長袖 袖に にす する");
        const auto english = add("e", "with long Sleeves", "with long sleeves");
        const auto find = [&](const std::string& terms) {
            PairQuery query;
            FilterTerm term;
            term.values = {terms};
            query.filter.terms = {term};
            return value(Reader(*world.db).pairIds(query));
        };
        QCOMPARE(find("青"), std::vector<PairId>{shortSleeve});
        QCOMPARE(find("半 袖 半袖"), std::vector<PairId>{shortSleeve});
        QCOMPARE(find("長 袖 長袖"), std::vector<PairId>{longSleeve});
        QCOMPARE(find("袖"), (std::vector<PairId>{shortSleeve, longSleeve}));
        QCOMPARE(find("sleev*"), std::vector<PairId>{english});
        QCOMPARE(find("sleev"), std::vector<PairId>{});
        QCOMPARE(find("\" OR *"), std::vector<PairId>{});
        QCOMPARE(searchExpression("a\" b*"), std::string("\"a\"\"\" \"b\"*"));
    });
}

void TestReading::ordersAreTotal()
{
    tested([&] {
        Shop shop;
        const auto order = [&](PairOrder by, bool descending, std::uint64_t seed = 0) {
            PairQuery query;
            query.order = by;
            query.descending = descending;
            query.seed = seed;
            query.language = "en";
            return namesOf(shop, value(Reader(*shop.world.db).pairIds(query)));
        };
        QCOMPARE(order(PairOrder::Natural, false), std::string("clm"));
        QCOMPARE(order(PairOrder::Natural, true), std::string("mlc"));
        QCOMPARE(order(PairOrder::Reference, false), std::string("clm"));
        QCOMPARE(order(PairOrder::Target, true), std::string("mlc"));
        QCOMPARE(order(PairOrder::Forward, true), std::string("mlc"));
        QCOMPARE(order(PairOrder::Reverse, false), std::string("clm"));
        QCOMPARE(order(PairOrder::Score, false).front(), 'c');
        QCOMPARE(order(PairOrder::Decided, false).front(), 'c');
        QCOMPARE(order(PairOrder::Category, false), order(PairOrder::Category, true));
        QCOMPARE(order(PairOrder::Random, false, 7), order(PairOrder::Random, false, 7));
        std::set<std::string> orders;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            auto one = order(PairOrder::Random, false, seed);
            orders.insert(one);
            std::sort(one.begin(), one.end());
            QCOMPARE(one, std::string("clm"));
        }
        QVERIFY(orders.size() > 3);
    });
}

void TestReading::theQueueShowsUndecidedPairsFirst()
{
    tested([&] {
        Shop shop;
        shop.world.decide(shop.lamp.forward, "skip", "Anna");
        shop.world.decide(shop.lamp.reverse, "skip", "Anna");
        PairQuery query;
        query.undecidedOnly = true;
        query.language = "en";
        QCOMPARE(namesOf(shop, value(Reader(*shop.world.db).pairIds(query))), std::string("ml"));
        query.order = PairOrder::Random;
        QCOMPARE(namesOf(shop, value(Reader(*shop.world.db).pairIds(query))), std::string("ml"));
        query.language = "ja";
        QVERIFY(value(Reader(*shop.world.db).pairIds(query)).empty());
        const auto totals = value(Reader(*shop.world.db).totals());
        QCOMPARE(totals.decided, 2);
        QCOMPARE(totals.left, 4);
    });
}

void TestReading::oneOrderOfAMirrorIsEnough()
{
    tested([&] {
        World world;
        const auto there = world.pair("a.jpg", "b.jpg");
        world.pair("b.jpg", "a.jpg");
        const auto alone = world.pair("a.jpg", "c.jpg");
        PairQuery query;
        QCOMPARE(value(Reader(*world.db).pairIds(query)).size(), std::size_t{3});
        query.oneOrderOnly = true;
        QCOMPARE(value(Reader(*world.db).pairIds(query)), (std::vector<PairId>{there, alone}));
    });
}

void TestReading::pagesKeepTheOrderAskedFor()
{
    tested([&] {
        Shop shop;
        const std::vector<PairId> ids{shop.mug.pair, PairId{999}, shop.chair.pair};
        const auto views = value(Reader(*shop.world.db).pairs(ids));
        QCOMPARE(views.size(), std::size_t{2});
        QCOMPARE(views[0].id, shop.mug.pair);
        QCOMPARE(views[1].id, shop.chair.pair);
        QCOMPARE(views[1].slots[0].score.value(), 0.9);
    });
}

void TestReading::exportsAreOrderedByPairKey()
{
    tested([&] {
        Shop shop;
        std::vector<Key> keys;
        SlotQuery query;
        query.direction = Direction::Forward;
        ok(Reader(*shop.world.db).exportSlots(query, [&](const ExportSlot& slot) {
            keys.push_back(slot.pairKey);
            return true;
        }));
        QCOMPARE(keys.size(), std::size_t{3});
        QVERIFY(std::is_sorted(keys.begin(), keys.end()));
        query.states = {SlotState::Accepted};
        QCOMPARE(value(Reader(*shop.world.db).countSlots(query)), 1);
        ok(Reader(*shop.world.db).exportSlots(query, [&](const ExportSlot& slot) {
            keys.clear();
            return slot.pseudonym == "reviewer-1" && slot.slot.text->body == "make it blue chair";
        }));
        QVERIFY(keys.empty());
        QCOMPARE(value(Reader(*shop.world.db).slotIds(query)),
                 std::vector<SlotId>{shop.chair.forward});
    });
}

void TestReading::facetsAndCompletionsCount()
{
    tested([&] {
        Shop shop;
        const auto facets = value(Reader(*shop.world.db).facets());
        QCOMPARE(facets.status[0].value, std::string("pending"));
        QCOMPARE(facets.status[0].count, 3);
        QCOMPARE(facets.category[0].value, std::string("chairs"));
        QCOMPARE(facets.category[0].count, 3);
        QCOMPARE(facets.generator[0].count, 6);
        QCOMPARE(facets.reason[0].value, std::string("too-vague"));
        const auto complete = [&](FilterKey key, const char* prefix) {
            return value(Reader(*shop.world.db).completions(key, prefix));
        };
        QCOMPARE(complete(FilterKey::Reviewer, "a"), std::vector<std::string>{"Anna"});
        QCOMPARE(complete(FilterKey::Category, ""), std::vector<std::string>{"chairs"});
        QCOMPARE(complete(FilterKey::Status, "re"),
                 (std::vector<std::string>{"rejected", "released"}));
        QCOMPARE(complete(FilterKey::Reason, "too"), std::vector<std::string>{"too-vague"});
        QVERIFY(complete(FilterKey::Length, "").empty());
    });
}

void TestReading::statisticsCountByReviewer()
{
    tested([&] {
        Shop shop;
        const auto stats = value(Reader(*shop.world.db).stats(0));
        QCOMPARE(stats.images, 6);
        QCOMPARE(stats.forward[SlotState::Accepted], 1);
        QCOMPARE(stats.forward[SlotState::Flagged], 1);
        QCOMPARE(stats.reverse[SlotState::Rejected], 1);
        QCOMPARE(stats.reviewers.size(), std::size_t{2});
        QCOMPARE(stats.reviewers[0].name, std::string("Anna"));
        QCOMPARE(stats.reviewers[0].accepted, 1);
        QCOMPARE(stats.reviewers[0].today, 1);
        QCOMPARE(stats.reviewers[1].rejected, 1);
    });
}

void TestReading::imagesAreFoundByNameAndKey()
{
    tested([&] {
        World world;
        const auto id = world.image("deep/er/a.jpg");
        const auto byName = value(ImageStore(*world.db).byNameOrKey("deep/er/a.jpg")).value();
        QCOMPARE(byName.id, id);
        QCOMPARE(byName.key, imageKey("photos", "deep/er/a.jpg"));
        QCOMPARE(value(ImageStore(*world.db).byNameOrKey(byName.key))->id, id);
        QVERIFY(!value(ImageStore(*world.db).byNameOrKey("a.jpg")));
        QVERIFY(!value(ImageStore(*world.db).byKey("no key")));
        world.write([&](WriteTransaction& t) {
            ok(ImageStore(*world.db).rebaseRoot(t, "photos", "/moved"));
        });
        QCOMPARE(value(ImageStore(*world.db).pathOf(byName)), std::string("/moved/deep/er/a.jpg"));
        QCOMPARE(value(ImageStore(*world.db).byNameOrKey("deep/er/a.jpg"))->id, id);
    });
}

void TestReading::imagesStreamByProduct()
{
    tested([&] {
        World world;
        world.image("3.jpg", {}, "B");
        world.image("1.jpg", {}, "B");
        world.image("2.jpg", {}, "A");
        world.image("0.jpg");
        std::string names;
        ImageStream stream;
        stream.order = ImageStream::Order::ProductThenName;
        stream.withProductOnly = true;
        ok(ImageStore(*world.db).stream(stream, [&](const Image& image) {
            names += image.name.substr(0, 1);
            return true;
        }));
        QCOMPARE(names, std::string("213"));
        QCOMPARE(value(ImageStore(*world.db).count(true)), 3);
        QCOMPARE(value(ImageStore(*world.db).count(false)), 4);
        QCOMPARE(value(SplitStore(*world.db).input()).size(), std::size_t{4});
    });
}

void TestReading::pairsWithoutATextAreFound()
{
    tested([&] {
        Shop shop;
        const auto lacking = [&](const char* version, const char* filter) {
            return namesOf(shop, value(Reader(*shop.world.db)
                                           .pairsWithoutText("catalogue", version, "en",
                                                             value(parseFilter(filter)))));
        };
        QCOMPARE(lacking("1", ""), std::string());
        QCOMPARE(lacking("2", ""), std::string("clm"));
        QCOMPARE(lacking("2", "status:flagged"), std::string("m"));
        shop.world.text(shop.mug.pair, "new", Direction::Forward, "2");
        QCOMPARE(lacking("2", ""), std::string("clm"));
        shop.world.text(shop.mug.pair, "new", Direction::Reverse, "2");
        QCOMPARE(lacking("2", ""), std::string("cl"));
    });
}

void TestReading::anInterruptedReadIsCancelled()
{
    tested([&] {
        Shop shop;
        int seen = 0;
        const auto stopped = Reader(*shop.world.db).exportSlots({}, [&](const ExportSlot&) {
            ++seen;
            shop.world.db->interrupt();
            return true;
        });
        QCOMPARE(seen, 1);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(shop.world.find("").size(), std::size_t{3});
    });
}
