// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions, marks, removals and corrections seen through what the store shows.
#include "test_projection.h"

#include "world.h"

using namespace triptych;
using namespace triptych::store;

namespace {

PairView viewOf(World& world, PairId pair)
{
    const auto views = value(Reader(*world.db).pairs({&pair, 1}));
    if (views.empty()) {
        throw std::runtime_error("the pair is not shown");
    }
    return views.front();
}

bool isShown(World& world, PairId pair)
{
    return !value(Reader(*world.db).pairs({&pair, 1})).empty();
}

Key textKeyOf(World& world, SlotId slot)
{
    return value(TextStore(*world.db).textById(*world.slot(slot).text))->key;
}

} // namespace

void TestProjection::aNewTextIsPending()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto view = viewOf(world, example.pair);
        QCOMPARE(view.slots.size(), std::size_t{2});
        QCOMPARE(view.slots[0].direction, Direction::Forward);
        QCOMPARE(view.slots[0].state, SlotState::Pending);
        QCOMPARE(view.slots[0].text->body, std::string("make it blue x"));
        QCOMPARE(view.slots[0].alternatives, 0);
        QCOMPARE(view.reference.path, std::string("/photos/x-a.jpg"));
    });
}

void TestProjection::verdictsBecomeStates()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QCOMPARE(world.state(example.reverse), SlotState::Pending);
        Event why;
        why.reasons = {"too-vague", "not-visible"};
        world.decide(example.reverse, "reject", "Anna", why);
        const auto view = viewOf(world, example.pair);
        QCOMPARE(view.slots[1].state, SlotState::Rejected);
        QCOMPARE(view.slots[1].reasons, (std::vector<std::string>{"not-visible", "too-vague"}));
        QVERIFY(view.slots[1].text->rejected);
        const auto other = addExample(world, "y");
        world.decide(other.forward, "skip", "Anna");
        QCOMPARE(world.state(other.forward), SlotState::Skipped);
        world.decide(other.forward, "flag", "Anna");
        QCOMPARE(world.state(other.forward), SlotState::Flagged);
        world.decide(other.forward, "unflag", "Anna");
        QCOMPARE(world.state(other.forward), SlotState::Pending);
    });
}

void TestProjection::anEditKeepsTheMachinesText()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        Event edit;
        edit.textBefore = textKeyOf(world, example.forward);
        world.personText(example.forward, "paint it sky blue");
        edit.textAfter = textKeyOf(world, example.forward);
        world.decide(example.forward, "edit", "Anna", edit);
        const auto view = viewOf(world, example.pair);
        QCOMPARE(view.slots[0].state, SlotState::Edited);
        QCOMPARE(view.slots[0].text->body, std::string("paint it sky blue"));
        QCOMPARE(view.slots[0].machineText->body, std::string("make it blue x"));
        QCOMPARE(view.slots[0].alternatives, 1);
    });
}

void TestProjection::aNewTextReopensARejectedSlotOnly()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        world.decide(example.reverse, "reject", "Anna");
        world.text(example.pair, "bluer", Direction::Forward, "2");
        world.text(example.pair, "redder", Direction::Reverse, "2");
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QCOMPARE(world.bodyOf(example.forward), std::string("make it blue x"));
        QCOMPARE(world.state(example.reverse), SlotState::Pending);
        QCOMPARE(world.bodyOf(example.reverse), std::string("redder"));
    });
}

void TestProjection::undoneVerdictReturnsToTheQueue()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto accepted = world.decide(example.forward, "accept", "Anna");
        const auto anna = world.reviewer("Anna");
        QCOMPARE(value(EventStore(*world.db).newestUndoable(anna)).value(), accepted.id);
        world.undo("undo", accepted.id, "Anna");
        QCOMPARE(world.state(example.forward), SlotState::Pending);
        QVERIFY(world.slot(example.forward).standing.empty());
        QVERIFY(!value(EventStore(*world.db).newestUndoable(anna)));
        QCOMPARE(world.find("status:pending direction:forward").size(), std::size_t{1});
        world.undo("redo", value(EventStore(*world.db).newestRedoable(anna)).value(), "Anna");
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QVERIFY(!value(EventStore(*world.db).newestRedoable(anna)));
    });
}

void TestProjection::undoAndRedoWorkAfterARestart()
{
    tested([&] {
        World world;
        const auto a = addExample(world, "x");
        const auto b = addExample(world, "y");
        world.decide(a.forward, "accept", "Anna");
        world.decide(b.forward, "reject", "Anna");
        world.db.reset();
        world.db = World::open(world.file());
        const auto anna = world.reviewer("Anna");
        const auto undoNewest = [&] {
            world.undo("undo", value(EventStore(*world.db).newestUndoable(anna)).value(), "Anna");
        };
        const auto redoNewest = [&] {
            world.undo("redo", value(EventStore(*world.db).newestRedoable(anna)).value(), "Anna");
        };
        undoNewest();
        undoNewest();
        QCOMPARE(world.state(a.forward), SlotState::Pending);
        QCOMPARE(world.state(b.forward), SlotState::Pending);
        redoNewest();
        QCOMPARE(world.state(a.forward), SlotState::Accepted);
        QCOMPARE(world.state(b.forward), SlotState::Pending);
        redoNewest();
        QCOMPARE(world.state(b.forward), SlotState::Rejected);
        undoNewest();
        QCOMPARE(world.state(b.forward), SlotState::Pending);
        QCOMPARE(world.state(a.forward), SlotState::Accepted);
        world.decide(b.forward, "accept", "Anna");
        QVERIFY2(!value(EventStore(*world.db).newestRedoable(anna)), "a new decision ends redoing");
    });
}

void TestProjection::aBatchIsUndoneAtOnce()
{
    tested([&] {
        World world;
        Event batch;
        batch.batch = "bulk-1";
        std::vector<Example> examples;
        for (int i = 0; i < 5; ++i) {
            examples.push_back(addExample(world, std::to_string(i)));
            world.decide(examples.back().forward, "accept", "Anna", batch);
        }
        const auto anna = world.reviewer("Anna");
        const auto subject = value(EventStore(*world.db).newestUndoable(anna)).value();
        QCOMPARE(subject, std::string("batch:bulk-1"));
        QCOMPARE(value(EventStore(*world.db).slotsOf(subject)).size(), std::size_t{5});
        world.undo("undo", subject, "Anna");
        for (const auto& example : examples) {
            QCOMPARE(world.state(example.forward), SlotState::Pending);
        }
        world.undo("redo", value(EventStore(*world.db).newestRedoable(anna)).value(), "Anna");
        for (const auto& example : examples) {
            QCOMPARE(world.state(example.forward), SlotState::Accepted);
        }
    });
}

void TestProjection::nobodyUndoesAnothersDecision()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto accepted = world.decide(example.forward, "accept", "Anna");
        world.undo("undo", accepted.id, "Ben");
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QVERIFY(!value(EventStore(*world.db).newestUndoable(world.reviewer("Ben"))));
    });
}

void TestProjection::twoReviewersMayDispute()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        world.decide(example.forward, "reject", "Ben"); // blind: base is empty
        QCOMPARE(world.state(example.forward), SlotState::Disputed);
        Event verdict;
        verdict.base = world.slot(example.forward).standing;
        verdict.verdict = "accept";
        verdict.textBefore = textKeyOf(world, example.forward);
        verdict.textAfter = verdict.textBefore;
        world.decide(example.forward, "adjudicate", "Lead", verdict);
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        Event seen;
        seen.base = world.slot(example.forward).standing;
        world.decide(example.forward, "reject", "Ben", seen);
        QCOMPARE(world.state(example.forward), SlotState::Rejected);
    });
}

void TestProjection::overlapAsksForASecondReviewer()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        world.write(
            [&](WriteTransaction& t) { ok(SettingStore(*world.db).set(t, "overlap", "2")); });
        QCOMPARE(world.state(example.forward), SlotState::Pending);
        QCOMPARE(viewOf(world, example.pair).slots[0].decisions, 1);
        world.decide(example.forward, "accept", "Ben");
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
    });
}

void TestProjection::eventsFormOneChainASession()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto first = world.decide(example.forward, "accept", "Anna");
        const auto second = world.decide(example.reverse, "accept", "Anna");
        QCOMPARE(first.seq, 1);
        QCOMPARE(first.prevHash, kFirstHash);
        QCOMPARE(second.seq, 2);
        QCOMPARE(second.prevHash, first.hash);
        QCOMPARE(second.lamport, first.lamport + 1);
        QCOMPARE(eventHash(second), second.hash);
        const auto other = World::open(world.file());
        QVERIFY(other->session() != world.db->session());
        QCOMPARE(value(EventStore(*world.db).byId(first.id)).value(), first);
    });
}

void TestProjection::eventsNameWhatExists()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto refuse = [&](Event event, ErrorCode code) {
            auto transaction = value(WriteTransaction::begin(*world.db, Lane::Interactive));
            const auto appended = EventStore(*world.db).append(transaction, {event});
            QVERIFY(!appended);
            QCOMPARE(appended.error().code, code);
        };
        Event event;
        event.kind = "accept";
        refuse(event, ErrorCode::BadArgument);
        event.reviewer = world.reviewer("Anna");
        refuse(event, ErrorCode::BadArgument);
        event.slot = std::string(20, 'a');
        refuse(event, ErrorCode::NotFound);
        event.slot = world.slot(example.forward).key;
        event.textAfter = std::string(20, 'b');
        refuse(event, ErrorCode::NotFound);
        event = {};
        event.reviewer = world.reviewer("Anna");
        event.kind = "undo";
        event.subject = "nothing";
        refuse(event, ErrorCode::NotFound);
        QCOMPARE(value(EventStore(*world.db).count()), 0);
    });
}

void TestProjection::removalHidesAndUndoShows()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto key = viewOf(world, example.pair).key;
        const auto removed = world.subjectEvent("remove", "pair:" + key, "Anna");
        QVERIFY(!isShown(world, example.pair));
        QVERIFY(world.find("").empty());
        QCOMPARE(value(Reader(*world.db).stats(0)).pairs, 0);
        world.undo("undo", removed.id, "Anna");
        QVERIFY(isShown(world, example.pair));
        const auto image = viewOf(world, example.pair).reference;
        const auto gone = world.subjectEvent("remove", "image:" + image.key, "Anna");
        QVERIFY(!isShown(world, example.pair));
        const NewPair again{image.id, world.image("new.jpg"), {}, {}};
        const auto outcome = world.write(
            [&](WriteTransaction& t) { return value(PairStore(*world.db).add(t, {&again, 1})); });
        QCOMPARE(outcome.front().outcome, PairOutcome::Removed);
        world.undo("undo", gone.id, "Anna");
        QVERIFY(isShown(world, example.pair));
        world.image("p.jpg", {}, "P1");
        world.subjectEvent("remove", "product:P1", "Anna");
        world.image("q.jpg", {}, "P1"); // arrives later
        QCOMPARE(value(ImageStore(*world.db).count(true)), 0);
    });
}

void TestProjection::aRemovedTextGivesWayToTheNext()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        world.text(example.pair, "newer", Direction::Forward, "2");
        QCOMPARE(world.bodyOf(example.forward), std::string("newer"));
        const auto removed =
            world.subjectEvent("remove", "text:" + textKeyOf(world, example.forward), "Anna");
        QCOMPARE(world.bodyOf(example.forward), std::string("make it blue x"));
        world.undo("undo", removed.id, "Anna");
        QCOMPARE(world.bodyOf(example.forward), std::string("newer"));
    });
}

void TestProjection::correctionsChangeAttributesAndStaleTexts()
{
    tested([&] {
        World world;
        const auto a = world.image("a.jpg", {{"color", "blue"}, {"size", "M"}});
        world.image("b.jpg");
        const NewPair pair{a, world.image("c.jpg"), {}, {}};
        const auto id = world.write([&](WriteTransaction& t) {
            return value(PairStore(*world.db).add(t, {&pair, 1})).front().id;
        });
        const auto colour =
            world.text(id, "bluer", Direction::Forward, "1", R"({"attributes":["color"]})");
        const auto size =
            world.text(id, "larger", Direction::Reverse, "1", R"({"attributes":["size"]})");
        const auto image = value(ImageStore(*world.db).byId(a)).value();
        const auto corrected = world.subjectEvent("correct", "image:" + image.key, "Anna",
                                                  R"({"attribute":"color","value":"gr\u00fcn"})");
        const auto now = [&] { return value(ImageStore(*world.db).byId(a))->attributes; };
        QCOMPARE(now().at("color"), std::string("grün"));
        const auto stale = [&](SlotId slot) {
            return value(TextStore(*world.db).textById(*world.slot(slot).text))->stale;
        };
        QVERIFY(stale(colour));
        QVERIFY(!stale(size));
        QCOMPARE(world.find("stale:yes").size(), std::size_t{1});
        auto again = image; // the catalogue comes again and still says blue
        again.attributes = {{"color", "navy"}, {"size", "M"}};
        world.write(
            [&](WriteTransaction& t) { value(ImageStore(*world.db).upsert(t, {&again, 1}, {})); });
        QCOMPARE(now().at("color"), std::string("grün"));
        world.undo("undo", corrected.id, "Anna");
        QCOMPARE(now().at("color"), std::string("navy"));
    });
}

void TestProjection::aChangedCatalogueKeepsDecisions()
{
    tested([&] {
        World world;
        const auto a = world.image("a.jpg", {{"color", "blue"}, {"size", "M"}});
        const NewPair pair{a, world.image("b.jpg"), {}, {}};
        const auto id = world.write([&](WriteTransaction& t) {
            return value(PairStore(*world.db).add(t, {&pair, 1})).front().id;
        });
        const auto slot =
            world.text(id, "bluer", Direction::Forward, "1", R"({"attributes":["color"]})");
        world.decide(slot, "accept", "Anna");
        auto image = value(ImageStore(*world.db).byId(a)).value();
        const auto put = [&] {
            return world.write([&](WriteTransaction& t) {
                return value(ImageStore(*world.db).upsert(t, {&image, 1}, {})).front();
            });
        };
        QCOMPARE(put().what, ImageChange::What::Unchanged);
        image.attributes["color"] = "red";
        const auto change = put();
        QCOMPARE(change.what, ImageChange::What::Updated);
        QCOMPARE(change.attributesChanged, std::vector<std::string>{"color"});
        const auto view = viewOf(world, id);
        QCOMPARE(view.slots[0].state, SlotState::Accepted);
        QVERIFY(view.slots[0].text->stale);
        image.sha256 = std::string(64, 'a');
        QVERIFY(put().bytesChanged);
    });
}

void TestProjection::targetsFollowEvents()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto more = value(ImageStore(*world.db).byId(world.image("more.jpg"))).value();
        const auto reference = viewOf(world, example.pair).reference;
        const auto targets = [&] {
            std::vector<ImageId> found;
            SlotQuery query;
            query.direction = Direction::Forward;
            ok(Reader(*world.db).exportSlots(query, [&](const ExportSlot& slot) {
                found = slot.targets;
                return true;
            }));
            return found;
        };
        Event event;
        event.subject = more.key;
        const auto added = world.decide(example.forward, "add_target", "Anna", event);
        QCOMPARE(targets(), std::vector<ImageId>{more.id});
        event.subject = reference.key;
        world.decide(example.forward, "add_target", "Anna", event);
        QCOMPARE(targets(), std::vector<ImageId>{more.id});
        world.undo("undo", added.id, "Anna");
        QVERIFY(targets().empty());
        world.undo("redo", added.id, "Anna");
        event.subject = more.key;
        world.decide(example.forward, "remove_target", "Anna", event);
        QVERIFY(targets().empty());
    });
}

void TestProjection::historyIsNewestFirst()
{
    tested([&] {
        World world;
        const auto example = addExample(world, "x");
        const auto accepted = world.decide(example.forward, "accept", "Anna");
        Event note;
        note.textAfter = "is this blue?";
        world.decide(example.forward, "comment", "Ben", note);
        world.undo("undo", accepted.id, "Anna");
        const auto history = value(EventStore(*world.db).history(example.pair));
        QCOMPARE(history.size(), std::size_t{3});
        QCOMPARE(history[0].event.kind, std::string("undo"));
        QCOMPARE(history[0].subject, std::string("accept"));
        QCOMPARE(history[1].text, std::string("is this blue?"));
        QCOMPARE(history[1].reviewerName, std::string("Ben"));
        QCOMPARE(history[2].text, std::string("make it blue x"));
        QVERIFY(history[2].undone);
        QCOMPARE(history[2].state, std::optional{SlotState::Accepted});
        const auto recent =
            value(EventStore(*world.db).recentDecisions(world.reviewer("Anna"), 10));
        QCOMPARE(recent.size(), std::size_t{1});
        QCOMPARE(recent[0].pair, example.pair);
        QVERIFY(value(EventStore(*world.db).decisionTimes(world.reviewer("Anna"), 9)).empty());
    });
}

void TestProjection::pairsRefuseWhatMakesNoPair()
{
    tested([&] {
        World world;
        const auto a = world.image("a.jpg");
        const auto b = world.image("b.jpg");
        const auto same = world.image("copy-of-a.jpg", {}, {},
                                      value(ImageStore(*world.db).byId(a))->sha256.value());
        QCOMPARE(value(ImageStore(*world.db).byId(same))->duplicateOf.value(), a);
        const std::vector<NewPair> pairs{{a, b, {}, {}},    {b, a, {}, {}},
                                         {a, b, {}, {}},    {a, a, {}, {}},
                                         {a, same, {}, {}}, {a, ImageId{999}, {}, {}}};
        const auto added = world.write(
            [&](WriteTransaction& t) { return value(PairStore(*world.db).add(t, pairs)); });
        QCOMPARE(added[0].outcome, PairOutcome::Added);
        QCOMPARE(added[1].outcome, PairOutcome::Added);
        QCOMPARE(added[2].outcome, PairOutcome::Duplicate);
        QCOMPARE(added[2].id, added[0].id);
        QCOMPARE(added[3].outcome, PairOutcome::SameImage);
        QCOMPARE(added[4].outcome, PairOutcome::SameBytes);
        QCOMPARE(added[5].outcome, PairOutcome::NoImage);
        QCOMPARE(value(PairStore(*world.db).byId(added[0].id))->mirror, added[1].id);
        QCOMPARE(value(PairStore(*world.db).byId(added[1].id))->mirror, added[0].id);
        const auto c = world.image("c.jpg");
        // One order is there when both are given side by side, whichever comes first.
        for (const auto& both : {std::vector<NewPair>{{c, a, {}, {}}, {a, c, {}, {}}},
                                 std::vector<NewPair>{{b, c, {}, {}}, {c, b, {}, {}}}}) {
            const auto half = world.write([&](WriteTransaction& t) {
                return value(PairStore(*world.db).add(t, {&both[1], 1})).front().id;
            });
            const auto whole = world.write(
                [&](WriteTransaction& t) { return value(PairStore(*world.db).add(t, both)); });
            QCOMPARE(whole[0].outcome, PairOutcome::Added);
            QCOMPARE(whole[1].outcome, PairOutcome::Duplicate);
            QCOMPARE(whole[1].id, half);
            QCOMPARE(value(PairStore(*world.db).byId(half))->mirror, whole[0].id);
            QCOMPARE(value(PairStore(*world.db).byId(whole[0].id))->mirror, half);
        }
        const auto stats = value(Reader(*world.db).stats(0));
        QCOMPARE(stats.pairs, 6);
        QCOMPARE(stats.mirrored, 3);
    });
}
