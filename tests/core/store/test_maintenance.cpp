// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files: damaged, copied, united.
#include "test_maintenance.h"

#include "core/store/maintenance.h"
#include "core/store/sql.h"
#include "world.h"

#include <atomic>
#include <map>
#include <thread>

using namespace triptych;
using namespace triptych::store;
namespace fs = std::filesystem;

namespace {

VerifyReport verify(World& world, bool repair = false)
{
    return value(verifyDatabase(*world.db, repair, {}));
}

MergeReport merge(World& world, const fs::path& other)
{
    return value(mergeDatabase(*world.db, other, {}));
}

// What matters of a project, by keys: state, text and standing decisions of each slot.
std::map<std::string, std::string> statesOf(World& world)
{
    std::map<std::string, std::string> states;
    Query rows(world.db->connection(),
               "SELECT lower(hex(s.key)), s.state, t.body, s.standing, s.reasons"
               " FROM slot s LEFT JOIN text t ON t.id = s.text");
    while (rows.step()) {
        states[rows.text(0)] =
            rows.text(1) + " " + rows.text(2) + " " + rows.text(3) + " " + rows.text(4);
    }
    return states;
}

// Closes the world's file and copies it.
void copyTo(World& from, World& to)
{
    from.db.reset();
    to.db.reset();
    fs::copy_file(from.file(), to.file(), fs::copy_options::overwrite_existing);
    from.db = World::open(from.file());
    to.db = World::open(to.file());
}

Event edited(World& world, SlotId slot, const std::string& body, const std::string& who)
{
    Event edit;
    edit.textBefore = value(TextStore(*world.db).textById(*world.slot(slot).text))->key;
    const auto id = world.personText(slot, body);
    edit.textAfter = value(TextStore(*world.db).textById(id))->key;
    return world.decide(slot, "edit", who, edit);
}

} // namespace

void TestMaintenance::aSoundProjectVerifies()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        edited(world, example.reverse, "crimson", "Anna");
        const auto report = verify(world);
        QVERIFY2(report.ok, report.ok ? "" : report.problems.front().c_str());
        QVERIFY(report.warnings.empty());
        DatabaseOptions options;
        options.access = Access::ReadOnly;
        const auto reader = World::open(world.file(), options);
        QVERIFY(value(verifyDatabase(*reader, false, {})).ok);
    });
}

void TestMaintenance::aTamperedEventIsFound()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "reject", "Anna");
        world.db->connection().execute("UPDATE event SET kind = 'accept'");
        const auto report = verify(world, true);
        QVERIFY(!report.ok);
        QVERIFY(report.problems.front().find("was changed") != std::string::npos);
        QVERIFY2(world.state(example.forward) == SlotState::Rejected,
                 "no repair from a damaged log");
    });
}

void TestMaintenance::aCutLogIsFound()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "reject", "Anna");
        world.decide(example.reverse, "accept", "Anna");
        world.db->connection().execute("DELETE FROM event WHERE seq = 1");
        const auto report = verify(world);
        QVERIFY(!report.ok);
        QVERIFY(report.problems.front().find("breaks off") != std::string::npos);
    });
}

void TestMaintenance::aWrongProjectionIsFoundAndRepaired()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        world.db->connection().execute(
            "UPDATE slot SET state = 3, reasons = '[\"x\"]'; UPDATE pair SET removed = 1;"
            "INSERT INTO tombstone VALUES ('pair:none', 'e')");
        const auto found = verify(world);
        QVERIFY(!found.ok);
        QVERIFY(found.problems.size() >= 3);
        QVERIFY(found.repaired.empty());
        const auto repaired = verify(world, true);
        QVERIFY(repaired.ok);
        QCOMPARE(repaired.repaired.size(), found.problems.size());
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QCOMPARE(world.state(example.reverse), SlotState::Pending);
        QCOMPARE(world.find("").size(), std::size_t{1});
        QVERIFY(verify(world).ok);
    });
}

void TestMaintenance::missingImagesAreOnlyAWarning()
{
    tested([&] {
        World world;
        world.image("a.jpg");
        world.db->connection().execute("UPDATE image SET state = 1");
        const auto report = verify(world);
        QVERIFY(report.ok);
        QCOMPARE(report.warnings, std::vector<std::string>{"1 images are missing"});
    });
}

void TestMaintenance::aBackupIsConsistentWhileOthersWrite()
{
    tested([&] {
        World world;
        addExample(world, "x");
        const auto file = world.file();
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        {
            const std::jthread writer([&] {
                World mine; // a connection of its own
                mine.db = World::open(file);
                for (int i = 0; !stop; ++i) {
                    addExample(mine, "w" + std::to_string(i));
                    ++written;
                }
            });
            while (written < 5) {
                std::this_thread::yield();
            }
            const auto bytes = value(backupDatabase(*world.db, world.file("copy.triptych"), {}));
            QCOMPARE(bytes, fs::file_size(world.file("copy.triptych")));
            stop = true;
        }
        World copy;
        copy.db = World::open(world.file("copy.triptych"));
        QVERIFY(verify(copy).ok);
        QVERIFY(value(Reader(*copy.db).stats(0)).pairs >= 5);
    });
}

void TestMaintenance::aBackupDoesNotOverwrite()
{
    tested([&] {
        World world;
        const auto refused = backupDatabase(*world.db, world.file(), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
        const auto nowhere = backupDatabase(*world.db, world.file("no/folder.triptych"), {});
        QVERIFY(!nowhere);
    });
}

void TestMaintenance::copiesDecidedApartMergeToTheSameStates()
{
    tested([&] {
        World one;
        std::vector<Example> examples;
        for (int i = 0; i < 6; ++i) {
            examples.push_back(addExample(one, std::to_string(i)));
        }
        one.reviewer("Anna");
        one.reviewer("Ben");
        one.decide(examples[0].forward, "accept", "Anna");
        World two;
        copyTo(one, two);
        // Here: Anna; there: Ben.
        one.decide(examples[1].forward, "accept", "Anna");
        one.decide(examples[2].forward, "reject", "Anna");
        edited(one, examples[3].forward, "sky blue", "Anna");
        one.undo("undo", one.slot(examples[0].forward).standing.front(), "Anna");
        one.text(examples[5].pair, "one's new text", Direction::Forward, "2");
        two.decide(examples[2].forward, "accept", "Ben");
        edited(two, examples[3].forward, "navy blue", "Ben");
        two.decide(examples[4].reverse, "skip", "Ben");
        two.decide(examples[5].forward, "reject", "Ben");
        const auto newPair = two.pair("new-a.jpg", "new-b.jpg");
        two.decide(two.text(newPair, "only there"), "accept", "Ben");

        World both;
        copyTo(one, both);
        const auto into = merge(both, two.file());
        World other;
        copyTo(two, other);
        const auto back = merge(other, one.file());

        QVERIFY(into.conflicts.empty());
        QVERIFY(into.eventsAdded > 0 && back.eventsAdded > 0);
        QCOMPARE(into.pairsAdded, 1);
        QCOMPARE(into.imagesAdded, 2);
        QCOMPARE(back.pairsAdded, 0);
        QCOMPARE(statesOf(both), statesOf(other));
        QCOMPARE(both.state(examples[0].forward), SlotState::Pending);
        QCOMPARE(both.state(examples[1].forward), SlotState::Accepted);
        QCOMPARE(both.state(examples[2].forward), SlotState::Disputed);
        QCOMPARE(both.state(examples[3].forward), SlotState::Disputed);
        QCOMPARE(both.state(examples[4].reverse), SlotState::Skipped);
        QVERIFY(verify(both).ok);
        QVERIFY(verify(other).ok);
    });
}

void TestMaintenance::mergingTwiceAddsNothing()
{
    tested([&] {
        World one;
        const auto example = addExample(one, "x");
        World two;
        copyTo(one, two);
        two.decide(example.forward, "accept", "Ben");
        QCOMPARE(merge(one, two.file()).eventsAdded, 1);
        const auto again = merge(one, two.file());
        QCOMPARE(again.eventsAdded, 0);
        QCOMPARE(again.eventsKnown, 1);
        QCOMPARE(again.textsAdded, 0);
        two.decide(example.reverse, "accept", "Ben");
        QCOMPARE(merge(one, two.file()).eventsAdded, 1);
        QCOMPARE(one.state(example.reverse), SlotState::Accepted);
        const auto self = mergeDatabase(*one.db, one.file(), {});
        QVERIFY(!self);
        QCOMPARE(self.error().code, ErrorCode::BadArgument);
    });
}

void TestMaintenance::theSameBytesUnderAnotherNameAreMatched()
{
    tested([&] {
        World one;
        const auto sha = [](char c) { return std::string(64, c); };
        one.image("a.jpg", {}, {}, sha('a'));
        one.image("b.jpg", {}, {}, sha('b'));
        const NewPair here{value(ImageStore(*one.db).byNameOrKey("a.jpg"))->id,
                           value(ImageStore(*one.db).byNameOrKey("b.jpg"))->id,
                           {},
                           {}};
        const auto pair = one.write([&](WriteTransaction& t) {
            return value(PairStore(*one.db).add(t, {&here, 1})).front().id;
        });
        const auto slot = one.text(pair, "bluer");
        World two;
        const NewPair there{
            two.image("x/1.jpg", {}, {}, sha('a')), two.image("x/2.jpg", {}, {}, sha('b')), {}, {}};
        const auto theirs = two.write([&](WriteTransaction& t) {
            return value(PairStore(*two.db).add(t, {&there, 1})).front().id;
        });
        const auto theirSlot = two.text(theirs, "bluer");
        edited(two, theirSlot, "much bluer", "Ben");
        const auto report = merge(one, two.file());
        QCOMPARE(report.imagesAdded, 0);
        QCOMPARE(report.pairsAdded, 0);
        QCOMPARE(report.textsAdded, 1);
        QCOMPARE(one.state(slot), SlotState::Edited);
        QCOMPARE(one.bodyOf(slot), std::string("much bluer"));
        const auto checked = verify(one);
        QVERIFY2(checked.ok, checked.ok ? "" : checked.problems.front().c_str());
    });
}

void TestMaintenance::otherBytesUnderOneKeyAreAConflict()
{
    tested([&] {
        World one;
        const auto example = addExample(one, "x");
        const auto fine = addExample(one, "y");
        World two;
        copyTo(one, two);
        auto image = value(ImageStore(*two.db).byNameOrKey("x-a.jpg")).value();
        image.sha256 = std::string(64, 'f');
        two.write(
            [&](WriteTransaction& t) { value(ImageStore(*two.db).upsert(t, {&image, 1}, {})); });
        two.decide(example.forward, "accept", "Ben");
        two.decide(fine.forward, "accept", "Ben");
        const auto report = merge(one, two.file());
        QCOMPARE(report.conflicts.size(), std::size_t{1});
        QCOMPARE(one.state(example.forward), SlotState::Pending);
        QCOMPARE(one.state(fine.forward), SlotState::Accepted);
        const auto checked = verify(one);
        QVERIFY2(checked.ok, checked.ok ? "" : checked.problems.front().c_str());
        QCOMPARE(checked.warnings.size(), std::size_t{1});
    });
}

void TestMaintenance::aBrokenChainIsNotMerged()
{
    tested([&] {
        World one;
        const auto example = addExample(one, "x");
        World two;
        copyTo(one, two);
        two.decide(example.forward, "accept", "Ben");
        two.db->connection().execute("UPDATE event SET reviewer = 'somebody else'");
        const auto refused = mergeDatabase(*one.db, two.file(), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QCOMPARE(one.state(example.forward), SlotState::Pending);
        QCOMPARE(value(EventStore(*one.db).count()), 0);
    });
}
