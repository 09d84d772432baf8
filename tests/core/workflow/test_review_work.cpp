// SPDX-License-Identifier: GPL-3.0-or-later
// What a reviewer has beside the pair: guidelines, reasons, facts.
#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "core/workflow/reasons.h"
#include "tests/core/workflow/review_world.h"

#include <algorithm>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

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
    void reasonsThatNobodyKnowsAreRefused();
    void aRejectionKeepsReasonsThatTheProjectGaveUp();
    void importsAndMergesCarryReasonsOfTheirOwn();
    void factsShowWhatTheCatalogueSays();
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
    const auto copy = losslessCopy(world, *project);
    REQUIRE_OK(copy);
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

void TestReviewWork::reasonsThatNobodyKnowsAreRefused()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::saveReasons(*project, {{"", "Blurry"}}));
    const auto pair = allPairs(*project).front();
    auto reject = decision(pair, Act::Reject);
    reject.reasons = {"blury"};
    const auto typo = workflow::decide(*project, "Ann", {reject});
    QVERIFY(!typo);
    QCOMPARE(typo.error().code, ErrorCode::BadArgument);
    QVERIFY(typo.error().detail.starts_with("unknown reason \"blury\"; known are wrong-direction"));
    QVERIFY(typo.error().detail.ends_with(", blurry"));
    reject.reasons = {"blurry", "too-vague"}; // the project's, the program's
    REQUIRE_OK(workflow::decide(*project, "Ann", {reject}));
    QVERIFY(!workflow::setReasons(*project, "Ann", reject.slot, {"blurry", "x y"}));
    const std::string line = R"({"pair":")" + pair.key + R"(","direction":"reverse",)";
    world.write("d.jsonl", line + R"("verdict":"reject","reasons":["unsafe"]})" + "\n" + line +
                               R"("verdict":"reject","reasons":["unsafe","Blurry"]})" + "\n");
    const auto file =
        workflow::decideFromFile(*project, {world.path("d.jsonl"), "Ann", false, {}}, world.job);
    REQUIRE_OK(file);
    QCOMPARE(file->applied, 1);
    QCOMPARE(file->rejected.size(), std::size_t{1});
    QCOMPARE(file->rejected.front().line, std::size_t{2});
    QVERIFY(file->rejected.front().detail.find("\"Blurry\"") != std::string::npos);
    workflow::DecideWhereRequest where{"status:any", Act::Reject, "Ann", {"nothing"}, {}};
    const auto bulk = workflow::decideWhere(*project, where, world.job);
    QVERIFY(!bulk);
    QCOMPARE(bulk.error().code, ErrorCode::BadArgument);
    QCOMPARE(allPairs(*project, "status:rejected").size(), std::size_t{1});
}

void TestReviewWork::aRejectionKeepsReasonsThatTheProjectGaveUp()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::saveReasons(*project, {{"", "Blurry"}}));
    auto reject = decision(allPairs(*project).front(), Act::Reject);
    reject.reasons = {"blurry"};
    REQUIRE_OK(workflow::decide(*project, "Ann", {reject}));
    REQUIRE_OK(workflow::saveReasons(*project, {{"", "Dark"}}));
    REQUIRE_OK(workflow::setReasons(*project, "Ann", reject.slot, {"blurry", "dark"}));
    REQUIRE_OK(workflow::undo(*project, "Ann"));
    REQUIRE_OK(workflow::redo(*project, "Ann"));
    QCOMPARE(allPairs(*project, "reason:blurry reason:dark").size(), std::size_t{1});
    QVERIFY(!workflow::decide(*project, "Ben", {reject}));
}

void TestReviewWork::importsAndMergesCarryReasonsOfTheirOwn()
{
    const World world;
    const auto project = world.project("a.triptych");
    QVERIFY(project);
    REQUIRE_OK(workflow::backup(*project, world.path("b.triptych"), world.job));
    REQUIRE_OK(workflow::saveReasons(*project, {{"", "Blurry"}}));
    auto reject = decision(allPairs(*project).front(), Act::Reject);
    reject.reasons = {"blurry"};
    REQUIRE_OK(workflow::decide(*project, "Ann", {reject}));
    REQUIRE_OK(workflow::saveReasons(*project, {}));
    const auto merged = workflow::Project::open(world.path("b.triptych"), World::options());
    REQUIRE_OK(merged);
    REQUIRE_OK(workflow::mergeInto(**merged, {project->path()}, world.job));
    QCOMPARE(allPairs(**merged, "reason:blurry").size(), std::size_t{1});
    workflow::ExportRequest out;
    out.kind = workflow::ExportKind::Triptych;
    out.folder = world.path("out");
    REQUIRE_OK(workflow::exportFrom(*project, out, world.job));
    const auto copy =
        workflow::Project::create(world.path("copy.triptych"), Language::English, World::options());
    REQUIRE_OK(copy);
    workflow::ImportRequest in;
    in.source = out.folder;
    in.kind = workflow::ImportKind::Triptych;
    REQUIRE_OK(workflow::importInto(**copy, in, world.job));
    QCOMPARE(allPairs(**copy, "reason:blurry").size(), std::size_t{1});
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

QTEST_GUILESS_MAIN(TestReviewWork)
#include "test_review_work.moc"
