// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases: kept, merged, and the ranks of their runs.
#include "test_cases.h"

#include "core/store/cases.h"
#include "core/store/maintenance.h"
#include "core/store/sql.h"
#include "world.h"

using namespace triptych;
using namespace triptych::store;

namespace {

Key keyOf(World& world, const std::string& image)
{
    return value(ImageStore(*world.db).byNameOrKey(image))->key;
}

StoredCase caseOf(const std::string& digit, UtcMillis at, std::vector<Key> right,
                  std::vector<Key> wrong = {})
{
    StoredCase one;
    one.key = std::string(20, digit.front());
    one.name = "case " + digit;
    one.request = R"({"text":"青い"})";
    one.at = one.changed = at;
    one.reviewer = std::string(32, 'd');
    one.right = std::move(right);
    one.wrong = std::move(wrong);
    return one;
}

void put(World& world, const StoredCase& one)
{
    world.write([&](WriteTransaction& t) { ok(CaseStore(*world.db).put(t, one)); });
}

void run(World& world, UtcMillis at, std::map<Key, std::int64_t> ranks)
{
    world.write([&](WriteTransaction& t) {
        ok(CaseStore(*world.db).addRun(t, {0, at, "aligned", "e", "m", "d", std::move(ranks)}));
    });
}

void merge(World& into, const World& from)
{
    value(mergeDatabase(*into.db, from.file(), {}));
}

} // namespace

void TestCases::aSecondSchemaFileGetsRoomForCases()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path{folder.path().toStdString()} / "old.triptych";
        {
            Connection connection(file, OpenAs::Create);
            const SchemaManager second(SchemaManager::builtIn().first(2));
            value(second.update(connection, file));
            connection.execute("INSERT INTO setting(name, value) VALUES ('overlap', '2')");
        }
        const auto database = value(Database::open(file, {}));
        QCOMPARE(database->schema().state, SchemaState::Migrated);
        QCOMPARE(database->schema().from, 2);
        QCOMPARE(database->schema().to, 3);
        QVERIFY(std::filesystem::exists(database->schema().backup));
        QVERIFY(value(CaseStore(*database).all()).empty());
        QCOMPARE(value(SettingStore(*database).get("overlap")).value_or(""), std::string("2"));
    });
}

void TestCases::aCaseComesBackAsItWasPut()
{
    tested([&] {
        World world;
        world.image("a.jpg");
        world.image("b.jpg");
        const auto one =
            caseOf("1", 20, {keyOf(world, "b.jpg")}, {keyOf(world, "a.jpg"), std::string(20, 'f')});
        put(world, one);
        put(world, caseOf("2", 10, {}));
        const auto all = value(CaseStore(*world.db).all());
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].name, std::string("case 2")); // by time of adding
        QCOMPARE(all[1].key, one.key);
        QCOMPARE(all[1].request, one.request);
        QCOMPARE(all[1].at, UtcMillis{20});
        QCOMPARE(all[1].reviewer, one.reviewer);
        QVERIFY(all[1].right == one.right);
        QVERIFY(all[1].wrong == one.wrong);
        QVERIFY(!value(CaseStore(*world.db).byKey(std::string(20, '9'))));
    });
}

void TestCases::changingACaseKeepsWhenAndByWhomItWasAdded()
{
    tested([&] {
        World world;
        put(world, caseOf("1", 20, {std::string(20, 'a')}));
        auto other = caseOf("1", 99, {std::string(20, 'b'), std::string(20, 'a')});
        other.name = "renamed";
        other.reviewer = std::string(32, 'e');
        put(world, other);
        const auto kept = value(CaseStore(*world.db).byKey(other.key));
        QCOMPARE(kept->at, UtcMillis{20});
        QCOMPARE(kept->changed, UtcMillis{99});
        QCOMPARE(kept->reviewer, std::string(32, 'd'));
        QCOMPARE(kept->name, std::string("renamed"));
        QVERIFY(kept->right == other.right); // the target is the first one now
    });
}

void TestCases::aRemovedCaseTakesItsRanksWithIt()
{
    tested([&] {
        World world;
        const auto one = caseOf("1", 1, {});
        const auto two = caseOf("2", 2, {});
        put(world, one);
        put(world, two);
        run(world, 5, {{one.key, 3}, {two.key, 4}});
        const auto removed = [&] {
            return world.write([&](WriteTransaction& t) {
                return value(CaseStore(*world.db).remove(t, one.key));
            });
        };
        QVERIFY(removed());
        QVERIFY(!removed());
        const auto runs = value(CaseStore(*world.db).runs(9));
        QCOMPARE(runs.size(), std::size_t{1});
        QVERIFY((runs[0].ranks == std::map<Key, std::int64_t>{{two.key, 4}}));
    });
}

void TestCases::runsAreGivenNewestFirst()
{
    tested([&] {
        World world;
        const auto one = caseOf("1", 1, {});
        put(world, one);
        run(world, 5, {{one.key, 3}});
        run(world, 5, {{one.key, 1}, {std::string(20, '9'), 7}}); // the clock stood still
        const auto runs = value(CaseStore(*world.db).runs(9));
        QCOMPARE(runs.size(), std::size_t{2});
        QVERIFY((runs[0].ranks == std::map<Key, std::int64_t>{{one.key, 1}}));
        QCOMPARE(runs[0].method, std::string("aligned"));
        QCOMPARE(runs[0].encoder, std::string("e"));
        QCOMPARE(runs[0].model, std::string("m"));
        QCOMPARE(runs[0].data, std::string("d"));
        QCOMPARE(value(CaseStore(*world.db).runs(1)).size(), std::size_t{1});
    });
}

void TestCases::mergingUnitesCasesByKey()
{
    tested([&] {
        World one;
        World two;
        put(one, caseOf("1", 1, {}));
        put(two, caseOf("2", 2, {}));
        auto renamed = caseOf("1", 1, {});
        renamed.name = "renamed later";
        renamed.changed = 50;
        put(two, renamed);
        merge(one, two);
        merge(one, two); // twice is once
        const auto all = value(CaseStore(*one.db).all());
        QCOMPARE(all.size(), std::size_t{2});
        QCOMPARE(all[0].name, std::string("renamed later"));
        QCOMPARE(all[1].name, std::string("case 2"));
        // The older wording never wins, whichever file is merged into which.
        World three;
        put(three, caseOf("1", 1, {}));
        merge(two, three);
        QCOMPARE(value(CaseStore(*two.db).byKey(renamed.key))->name, std::string("renamed later"));
    });
}

void TestCases::whatTwoCopiesJudgedIsKeptOfBoth()
{
    tested([&] {
        const Key a(20, 'a');
        const Key b(20, 'b');
        const Key c(20, 'c');
        World one;
        World two;
        put(one, caseOf("1", 1, {a}, {b}));
        auto later = caseOf("1", 1, {b}, {c});
        later.changed = 9;
        put(two, later);
        merge(one, two);
        const auto merged = value(CaseStore(*one.db).byKey(later.key));
        QVERIFY((merged->right == std::vector<Key>{b, a}));
        QVERIFY((merged->wrong == std::vector<Key>{c})); // b was called right later
    });
}

void TestCases::judgementsFollowAnImageToItsOtherName()
{
    tested([&] {
        World one;
        World two;
        const std::string bytes(64, '7');
        one.image("ours.jpg", {}, {}, bytes);
        two.image("theirs.jpg", {}, {}, bytes);
        put(two, caseOf("1", 1, {keyOf(two, "theirs.jpg")}));
        merge(one, two);
        const auto merged = value(CaseStore(*one.db).byKey(std::string(20, '1')));
        QVERIFY((merged->right == std::vector<Key>{keyOf(one, "ours.jpg")}));
    });
}
