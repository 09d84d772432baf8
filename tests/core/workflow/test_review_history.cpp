// SPDX-License-Identifier: GPL-3.0-or-later
// What was done, and taking it back: corrections, history, undo without end, all after a restart.
#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "tests/core/workflow/review_world.h"

#include <map>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

class TestReviewHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoingACorrectionMakesItsTextsFreshAgain();
    void aTextStaleForAnotherReasonStaysStale();
    void correctedTextsKeepTheirFreshnessInTheLosslessFormat();
    void correctingTwiceIsUndoneStepByStep();
    void historyTellsEverything();
    void historyOfARemovedPairIsThere();
    void aThousandDecisionsAreUndoneAfterARestart();
    void theLastTenAreThereAfterARestart();
    void hoursOfDecisionsDoNotPileUpBesideTheFile();
};

void TestReviewHistory::undoingACorrectionMakesItsTextsFreshAgain()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto before = everything(*project);
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    QCOMPARE(stale(*project), std::size_t{8});
    project = reopened(std::move(project));
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    QVERIFY(everything(*project) == before);
    REQUIRE_OK(workflow::redo(*project, "Ann"));
    QCOMPARE(stale(*project), std::size_t{8});
    const auto report = workflow::verify(*project, {}, world.job);
    REQUIRE_OK(report);
    QVERIFY(report->ok);
}

void TestReviewHistory::aTextStaleForAnotherReasonStaysStale()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    auto csv = world.read("catalogue.csv");
    csv.replace(csv.find(",Black,"), 7, ",Coal,");
    world.write("catalogue.csv", csv);
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    REQUIRE_OK(workflow::importInto(*project, request, world.job));
    QCOMPARE(stale(*project), std::size_t{8});
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t2-Red.png", "color", "Pink"));
    QCOMPARE(stale(*project), std::size_t{16});
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    QCOMPARE(stale(*project), std::size_t{8});
}

void TestReviewHistory::correctedTextsKeepTheirFreshnessInTheLosslessFormat()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    const auto before = everything(*project);
    const auto copy = losslessCopy(world, *project);
    REQUIRE_OK(copy);
    QVERIFY(everything(**copy) == before);
    REQUIRE_OK(workflow::undo(**copy, "Ann"));
    QCOMPARE(stale(**copy), std::size_t{0});
}

void TestReviewHistory::correctingTwiceIsUndoneStepByStep()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Black"));
    QCOMPARE(stale(*project), std::size_t{0}); // what the texts were made of is back
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    QCOMPARE(stale(*project), std::size_t{8});
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    QCOMPARE(stale(*project), std::size_t{0});
}

void TestReviewHistory::historyTellsEverything()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project, "image:t1-Black.png").front();
    const auto machine = pair.find(Direction::Forward, "en")->text->body;
    auto edit = decision(pair, Act::Edit, "in another blue");
    edit.milliseconds = 4200;
    REQUIRE_OK(workflow::decide(*project, "Ann", {edit}));
    auto reject = decision(pair, Act::Reject, {}, Direction::Reverse);
    reject.reasons = {"too-vague"};
    REQUIRE_OK(workflow::decide(*project, "Ben", {reject}, {"Ben"}));
    auto target = decision(pair, Act::AddTarget);
    target.image = "t2-Red.png";
    REQUIRE_OK(workflow::decide(*project, "Ann", {target}));
    REQUIRE_OK(workflow::decide(*project, "Ann", {decision(pair, Act::Comment, "really?")}));
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    REQUIRE_OK(workflow::removePairs(*project, "Ann", {pair.id}, "wrong-photo"));
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    const auto lines = workflow::history(*project, pair.id);
    REQUIRE_OK(lines);
    std::vector<std::string> kinds;
    for (const auto& line : *lines) {
        kinds.push_back(line.kind);
    }
    QCOMPARE(kinds, (std::vector<std::string>{"undo", "remove", "correct", "comment", "add_target",
                                              "reject", "edit"}));
    QCOMPARE(lines->at(0).subject, std::string("remove"));
    QVERIFY(lines->at(1).undone);
    QCOMPARE(lines->at(1).subject, pair.reference.name + " → " + pair.target.name);
    QCOMPARE(lines->at(2).subject, std::string("t1-Black.png"));
    QCOMPARE(lines->at(2).attribute, std::string("color"));
    QCOMPARE(lines->at(2).before, std::string("Black"));
    QCOMPARE(lines->at(2).text, std::string("Grey"));
    QCOMPARE(lines->at(3).text, std::string("really?"));
    QCOMPARE(lines->at(4).subject, std::string("t2-Red.png"));
    QCOMPARE(lines->at(5).reasons, std::vector<std::string>{"too-vague"});
    QCOMPARE(lines->at(5).direction, Direction::Reverse);
    QCOMPARE(lines->at(5).state, std::optional{SlotState::Rejected});
    QVERIFY(lines->at(5).blind);
    QCOMPARE(lines->at(6).before, machine);
    QCOMPARE(lines->at(6).text, std::string("in another blue"));
    QCOMPARE(lines->at(6).milliseconds, 4200);
    QCOMPARE(lines->at(6).state, std::optional{SlotState::Edited});
    QVERIFY(!lines->at(6).blind);
}

void TestReviewHistory::historyOfARemovedPairIsThere()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    REQUIRE_OK(workflow::decide(*project, "Ann", {decision(pair, Act::Accept)}));
    REQUIRE_OK(workflow::removePairs(*project, "Ann", {pair.id}, {}));
    const auto lines = workflow::history(*project, pair.id);
    REQUIRE_OK(lines);
    QCOMPARE(lines->size(), std::size_t{2});
    QCOMPARE(lines->at(0).kind, std::string("remove"));
    QCOMPARE(lines->at(1).state, std::optional{SlotState::Accepted});
}

void TestReviewHistory::aThousandDecisionsAreUndoneAfterARestart()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    const Act acts[] = {Act::Accept, Act::Reject, Act::Edit, Act::Skip, Act::Flag};
    std::vector<std::map<std::string, std::string>> before; // one a step
    int decisions = 0;
    for (int step = 0; decisions < 1000; ++step) {
        if (step % 50 == 0) {
            project = reopened(std::move(project));
            QVERIFY(project);
            REQUIRE_OK(workflow::saveGuidelines(*project, "Ann", std::to_string(step)));
        }
        before.push_back(everything(*project));
        if (step % 10 == 7) {
            workflow::DecideWhereRequest where;
            where.act = Act::Accept;
            where.reviewer = "Ann";
            const auto done = workflow::decideWhere(*project, where, world.job);
            REQUIRE_OK(done);
            decisions += static_cast<int>(done->applied);
        } else if (step % 20 == 14) {
            REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Blue.png", "color",
                                                  "c" + std::to_string(step)));
        } else if (step % 40 == 31) {
            REQUIRE_OK(workflow::removePairs(*project, "Ann", {pairs[3].id}, {}));
            before.push_back(everything(*project));
            REQUIRE_OK(workflow::removePairs(*project, "Ann", {pairs[4].id}, {}));
        } else {
            const auto& pair = pairs[static_cast<std::size_t>(step) % 3];
            const auto act = acts[step % 5];
            const auto text = act == Act::Edit ? "edit " + std::to_string(step) : std::string{};
            REQUIRE_OK(workflow::decide(
                *project, "Ann",
                {decision(pair, act, text), decision(pair, Act::Accept, {}, Direction::Reverse)}));
            decisions += 2;
        }
    }
    const auto end = everything(*project);
    project = reopened(std::move(project));
    QVERIFY(project);
    for (std::size_t i = before.size(); i-- > 0;) {
        REQUIRE_OK(workflow::undo(*project, "Ann"));
        QVERIFY2(everything(*project) == before[i], std::to_string(i).c_str());
    }
    QVERIFY(!workflow::undo(*project, "Ann"));
    project = reopened(std::move(project));
    QVERIFY(project);
    for (std::size_t i = 0; i < before.size(); ++i) {
        REQUIRE_OK(workflow::redo(*project, "Ann"));
    }
    QVERIFY(everything(*project) == end);
}

void TestReviewHistory::theLastTenAreThereAfterARestart()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    for (const auto& pair : pairs) {
        REQUIRE_OK(workflow::decide(*project, "Ann", {decision(pair, Act::Accept)}));
    }
    project = reopened(std::move(project));
    QVERIFY(project);
    const auto recent = workflow::recentDecisions(*project, "Ann", 10);
    REQUIRE_OK(recent);
    QCOMPARE(recent->size(), std::size_t{10});
    for (std::size_t i = 0; i < recent->size(); ++i) {
        QCOMPARE(recent->at(i).pair, pairs[pairs.size() - 1 - i].id);
    }
}

void TestReviewHistory::hoursOfDecisionsDoNotPileUpBesideTheFile()
{
    const World world;
    world.drawCatalogue();
    auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    REQUIRE_OK(workflow::decide(*project, "aoki", {decision(pair, Act::Accept)}));
    auto other = workflow::Project::open(project->path(), World::options());
    REQUIRE_OK(other);
    REQUIRE_OK((*other)->settle(0));
    // The file alone, without what lies beside it, knows the decision now.
    const auto alone = world.path("alone.triptych");
    QVERIFY(QFile::copy(QString::fromStdString(project->path().string()),
                        QString::fromStdString(alone.string())));
    auto copy = workflow::Project::open(alone, World::options());
    REQUIRE_OK(copy);
    QCOMPARE(forwardState(**copy, pair.id), SlotState::Accepted);
}

QTEST_GUILESS_MAIN(TestReviewHistory)
#include "test_review_history.moc"
