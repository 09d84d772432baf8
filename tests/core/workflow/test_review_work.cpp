// SPDX-License-Identifier: GPL-3.0-or-later
// What a reviewer has beside the pair: guidelines, reasons, corrections, history, undo without end.
#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "core/workflow/reasons.h"
#include "tests/core/workflow/world.h"

#include <algorithm>
#include <map>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

namespace {

workflow::Decision decision(const PairView& pair, Act act, std::string text = {},
                            Direction direction = Direction::Forward)
{
    workflow::Decision made;
    made.slot = pair.find(direction, "en")->id;
    made.act = act;
    made.text = std::move(text);
    return made;
}

// What the log has made of everything: state, text and staleness of every slot, by key.
std::map<std::string, std::string> everything(workflow::Project& project)
{
    std::map<std::string, std::string> states;
    for (const auto& pair : allPairs(project)) {
        for (const auto& slot : pair.slots) {
            states[slot.key] = std::string{name(slot.state)} + " " +
                               (slot.text ? slot.text->body : "-") +
                               (slot.text && slot.text->stale ? " stale" : "");
        }
    }
    return states;
}

std::size_t stale(workflow::Project& project)
{
    std::size_t count = 0;
    for (const auto& pair : allPairs(project)) {
        count += static_cast<std::size_t>(
            std::count_if(pair.slots.begin(), pair.slots.end(),
                          [](const auto& slot) { return slot.text && slot.text->stale; }));
    }
    return count;
}

std::unique_ptr<workflow::Project> reopened(std::unique_ptr<workflow::Project> project)
{
    const auto path = project->path();
    project.reset();
    auto again = workflow::Project::open(path, World::options());
    return again ? std::move(*again) : nullptr;
}

} // namespace

class TestReviewWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guidelinesKeepEveryVersion();
    void badGuidelinesAreRefused();
    void decisionsCarryTheNewestGuidelines();
    void mergedGuidelinesAreNumberedTheSameInBothCopies();
    void guidelinesSurviveTheLosslessFormat();
    void aProjectHasReasonsOfItsOwn();
    void badReasonsAreRefused_data();
    void badReasonsAreRefused();
    void aBrokenReasonSettingMeansTheStandardOnes();
    void factsShowWhatTheCatalogueSays();
    void undoingACorrectionMakesItsTextsFreshAgain();
    void aTextStaleForAnotherReasonStaysStale();
    void correctedTextsKeepTheirFreshnessInTheLosslessFormat();
    void correctingTwiceIsUndoneStepByStep();
    void historyTellsEverything();
    void historyOfARemovedPairIsThere();
    void aThousandDecisionsAreUndoneAfterARestart();
    void theLastTenAreThereAfterARestart();
};

void TestReviewWork::guidelinesKeepEveryVersion()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto none = workflow::guidelines(*project);
    REQUIRE_OK(none);
    QVERIFY(!*none);
    const auto first = workflow::saveGuidelines(*project, "Ann", "# Rules\r\n\r\nBe kind.\r");
    REQUIRE_OK(first);
    QCOMPARE(first->markdown, std::string("# Rules\n\nBe kind.\n"));
    QCOMPARE(first->number, 1);
    QCOMPARE(first->version.size(), std::size_t{12});
    QCOMPARE(first->by, std::string("Ann"));
    const auto same = workflow::saveGuidelines(*project, "Ben", "# Rules\n\nBe kind.\n");
    REQUIRE_OK(same);
    QCOMPARE(same->number, 1);
    QCOMPARE(same->by, std::string("Ann"));
    REQUIRE_OK(workflow::saveGuidelines(*project, "Ben", "Be strict."));
    const auto back = workflow::saveGuidelines(*project, "Ben", "# Rules\n\nBe kind.\n");
    REQUIRE_OK(back);
    QCOMPARE(back->number, 3);
    QCOMPARE(back->version, first->version);
    const auto withdrawn = workflow::saveGuidelines(*project, "Ben", "");
    REQUIRE_OK(withdrawn);
    QCOMPARE(withdrawn->number, 4);
    const auto versions = workflow::guidelineVersions(*project);
    REQUIRE_OK(versions);
    QCOMPARE(versions->size(), std::size_t{4});
    QCOMPARE(versions->at(0).markdown, std::string());
    QCOMPARE(versions->at(2).markdown, std::string("Be strict."));
}

void TestReviewWork::badGuidelinesAreRefused()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto codeOf = [&](const std::string& who, const std::string& text) {
        const auto saved = workflow::saveGuidelines(*project, who, text);
        return saved ? ErrorCode::Internal : saved.error().code;
    };
    QCOMPARE(codeOf(" ", "x"), ErrorCode::BadArgument);
    QCOMPARE(codeOf("Ann", std::string(1'000'001, 'x')), ErrorCode::BadArgument);
    QCOMPARE(codeOf("Ann", "\xff\xfe"), ErrorCode::Encoding);
    QCOMPARE(codeOf("Ann", std::string("a\0b", 3)), ErrorCode::Encoding);
    REQUIRE_OK(workflow::saveGuidelines(*project, "Ann", std::string(1'000'000, 'x')));
}

void TestReviewWork::decisionsCarryTheNewestGuidelines()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    const auto newest = [&] {
        const auto lines = workflow::history(*project, pair.id);
        return lines && !lines->empty() ? lines->front().guidelines : std::string{"?"};
    };
    REQUIRE_OK(workflow::decide(*project, "Ann", {decision(pair, Act::Reject)}));
    QCOMPARE(newest(), std::string());
    const auto first = workflow::saveGuidelines(*project, "Ann", "one");
    REQUIRE_OK(first);
    const auto slot = pair.find(Direction::Forward, "en")->id;
    REQUIRE_OK(workflow::setReasons(*project, "Ann", slot, {"too-vague"}));
    QCOMPARE(newest(), first->version);
    const auto second = workflow::saveGuidelines(*project, "Ann", "two");
    REQUIRE_OK(second);
    workflow::DecideWhereRequest where;
    where.where = "status:rejected";
    where.reviewer = "Ann";
    REQUIRE_OK(workflow::decideWhere(*project, where, world.job));
    QCOMPARE(newest(), second->version);
    world.write("d.jsonl", R"({"pair":")" + pair.key +
                               R"(","direction":"forward","verdict":"flag"})"
                               "\n");
    const auto third = workflow::saveGuidelines(*project, "Ann", "three");
    REQUIRE_OK(third);
    REQUIRE_OK(
        workflow::decideFromFile(*project, {world.path("d.jsonl"), "Ann", false, {}}, world.job));
    QCOMPARE(newest(), third->version);
}

void TestReviewWork::mergedGuidelinesAreNumberedTheSameInBothCopies()
{
    const World world;
    auto project = world.project("a.triptych");
    QVERIFY(project);
    REQUIRE_OK(workflow::saveGuidelines(*project, "Ann", "common"));
    project.reset();
    std::filesystem::copy_file(world.path("a.triptych"), world.path("b.triptych"));
    auto a = workflow::Project::open(world.path("a.triptych"), World::options());
    auto b = workflow::Project::open(world.path("b.triptych"), World::options());
    REQUIRE_OK(a);
    REQUIRE_OK(b);
    REQUIRE_OK(workflow::saveGuidelines(**a, "Ann", "of a"));
    REQUIRE_OK(workflow::saveGuidelines(**a, "Ann", "agreed"));
    REQUIRE_OK(workflow::saveGuidelines(**b, "Ben", "of b"));
    REQUIRE_OK(workflow::saveGuidelines(**b, "Ben", "agreed"));
    REQUIRE_OK(workflow::mergeInto(**a, {world.path("b.triptych")}, world.job));
    REQUIRE_OK(workflow::mergeInto(**b, {world.path("a.triptych")}, world.job));
    REQUIRE_OK(workflow::mergeInto(**a, {world.path("b.triptych")}, world.job));
    const auto inA = workflow::guidelineVersions(**a);
    const auto inB = workflow::guidelineVersions(**b);
    REQUIRE_OK(inA);
    REQUIRE_OK(inB);
    QCOMPARE(inA->size(), std::size_t{4}); // common, of a, of b, agreed
    QCOMPARE(inB->size(), inA->size());
    for (std::size_t i = 0; i < inA->size(); ++i) {
        QCOMPARE(inA->at(i).version, inB->at(i).version);
        QCOMPARE(inA->at(i).number, static_cast<int>(inA->size() - i));
        QCOMPARE(inA->at(i).by, inB->at(i).by);
    }
    QCOMPARE(inA->front().markdown, std::string("agreed"));
    QCOMPARE(inA->back().markdown, std::string("common"));
}

void TestReviewWork::guidelinesSurviveTheLosslessFormat()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::saveGuidelines(*project, "Ann", "# 規則\n\nかな"));
    REQUIRE_OK(workflow::saveGuidelines(*project, "Ben", "two"));
    REQUIRE_OK(workflow::saveReasons(*project, {{"", "Too blurry"}}));
    workflow::ExportRequest out;
    out.kind = workflow::ExportKind::Triptych;
    out.folder = world.path("out");
    REQUIRE_OK(workflow::exportFrom(*project, out, world.job));
    auto copy =
        workflow::Project::create(world.path("copy.triptych"), Language::English, World::options());
    REQUIRE_OK(copy);
    workflow::ImportRequest in;
    in.source = world.path("out");
    in.kind = workflow::ImportKind::Triptych;
    REQUIRE_OK(workflow::importInto(**copy, in, world.job));
    const auto versions = workflow::guidelineVersions(**copy);
    REQUIRE_OK(versions);
    QCOMPARE(versions->size(), std::size_t{2});
    QCOMPARE(versions->at(1).markdown, std::string("# 規則\n\nかな"));
    QCOMPARE(versions->at(0).by, std::string("Ben"));
    const auto reasons = workflow::reasons(**copy);
    REQUIRE_OK(reasons);
    QCOMPARE(reasons->size(), std::size_t{1});
    QCOMPARE(reasons->front().id, std::string("too-blurry"));
}

void TestReviewWork::aProjectHasReasonsOfItsOwn()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto standard = workflow::reasons(*project);
    REQUIRE_OK(standard);
    QVERIFY(*standard == workflow::standardReasons());
    const auto saved = workflow::saveReasons(
        *project, {{"", "Wrong colour!"}, {"too-vague", ""}, {"", "ぼやけた写真"}});
    REQUIRE_OK(saved);
    QCOMPARE(saved->at(0).id, std::string("wrong-colour"));
    QVERIFY(saved->at(2).id.starts_with("reason-"));
    project = reopened(std::move(project));
    QVERIFY(project);
    const auto again = workflow::reasons(*project);
    REQUIRE_OK(again);
    QVERIFY(*again == *saved);
    const auto pair = allPairs(*project).front();
    auto reject = decision(pair, Act::Reject);
    reject.reasons = {"wrong-colour", saved->at(2).id};
    REQUIRE_OK(workflow::decide(*project, "Ann", {reject}));
    QCOMPARE(allPairs(*project, "reason:wrong-colour").size(), std::size_t{1});
    REQUIRE_OK(workflow::saveReasons(*project, {}));
    const auto back = workflow::reasons(*project);
    REQUIRE_OK(back);
    QVERIFY(*back == workflow::standardReasons());
    QCOMPARE(allPairs(*project, "reason:wrong-colour").size(), std::size_t{1});
}

void TestReviewWork::badReasonsAreRefused_data()
{
    using Reasons = std::vector<workflow::Reason>;
    QTest::addColumn<Reasons>("reasons");
    QTest::newRow("ten") << Reasons(10, {"", "x"});
    QTest::newRow("twice") << Reasons{{"a", ""}, {"", "A"}};
    QTest::newRow("empty") << Reasons{{" ", "\n"}};
    QTest::newRow("id with a space") << Reasons{{"a b", ""}};
    QTest::newRow("no UTF-8") << Reasons{{"a", "\xff"}};
    QTest::newRow("long") << Reasons{{"a", std::string(1000, 'x')}};
}

void TestReviewWork::badReasonsAreRefused()
{
    QFETCH(std::vector<workflow::Reason>, reasons);
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto saved = workflow::saveReasons(*project, reasons);
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::BadArgument);
}

void TestReviewWork::aBrokenReasonSettingMeansTheStandardOnes()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    for (const std::string broken :
         {"{", "[]", R"({"ids":7})", R"({"ids":["A B"]})", R"({"ids":[]})", "\xff",
          R"({"ids":["a","a","b","c","d","e","f","g","h","i"]})"}) {
        REQUIRE_OK(project->setSetting("reasons", broken));
        const auto reasons = workflow::reasons(*project);
        REQUIRE_OK(reasons);
        QVERIFY2(*reasons == workflow::standardReasons(), broken.c_str());
    }
}

void TestReviewWork::factsShowWhatTheCatalogueSays()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Charcoal"));
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "sleeve", "long"));
    const auto image = allPairs(*project, "image:t1-Black.png").front().reference;
    const auto id = image.name == "t1-Black.png"
                        ? image.id
                        : allPairs(*project, "image:t1-Black.png").front().target.id;
    const auto facts = workflow::imageFacts(*project, id);
    REQUIRE_OK(facts);
    QCOMPARE(facts->name, std::string("t1-Black.png"));
    QCOMPARE(facts->product, std::string("t1"));
    const auto find = [&](const std::string& name) {
        const auto found =
            std::find_if(facts->attributes.begin(), facts->attributes.end(),
                         [&](const auto& attribute) { return attribute.name == name; });
        return found == facts->attributes.end() ? workflow::Attribute{} : *found;
    };
    QCOMPARE(find("color").value, std::string("Charcoal"));
    QCOMPARE(find("color").catalogue, std::optional<std::string>{"Black"});
    QCOMPARE(find("sleeve").value, std::string("long"));
    QCOMPARE(find("sleeve").catalogue, std::optional<std::string>{""});
    const auto gone = workflow::imageFacts(*project, ImageId{999'999});
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
}

void TestReviewWork::undoingACorrectionMakesItsTextsFreshAgain()
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

void TestReviewWork::aTextStaleForAnotherReasonStaysStale()
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

void TestReviewWork::correctedTextsKeepTheirFreshnessInTheLosslessFormat()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::correctAttribute(*project, "Ann", "t1-Black.png", "color", "Grey"));
    const auto before = everything(*project);
    workflow::ExportRequest out;
    out.kind = workflow::ExportKind::Triptych;
    out.folder = world.path("out");
    REQUIRE_OK(workflow::exportFrom(*project, out, world.job));
    auto copy =
        workflow::Project::create(world.path("copy.triptych"), Language::English, World::options());
    REQUIRE_OK(copy);
    workflow::ImportRequest in;
    in.source = world.path("out");
    in.kind = workflow::ImportKind::Triptych;
    REQUIRE_OK(workflow::importInto(**copy, in, world.job));
    QVERIFY(everything(**copy) == before);
    REQUIRE_OK(workflow::undo(**copy, "Ann"));
    QCOMPARE(stale(**copy), std::size_t{0});
}

void TestReviewWork::correctingTwiceIsUndoneStepByStep()
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

void TestReviewWork::historyTellsEverything()
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

void TestReviewWork::historyOfARemovedPairIsThere()
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

void TestReviewWork::aThousandDecisionsAreUndoneAfterARestart()
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

void TestReviewWork::theLastTenAreThereAfterARestart()
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

QTEST_GUILESS_MAIN(TestReviewWork)
#include "test_review_work.moc"
