// SPDX-License-Identifier: GPL-3.0-or-later
// From a catalogue to decided texts: import, pairs, texts, decisions, undo.
#include "core/workflow/browse.h"
#include "tests/core/workflow/world.h"

#include <algorithm>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;

namespace {

const SlotView& slotOf(const PairView& pair, Direction direction)
{
    return *pair.find(direction, "en");
}

workflow::Decision decision(const PairView& pair, Act act, std::string text = {})
{
    workflow::Decision made;
    made.slot = slotOf(pair, Direction::Forward).id;
    made.act = act;
    made.text = std::move(text);
    return made;
}

} // namespace

class TestMainJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogueGivesPairsWithTrueTextsBothWays();
    void sameCatalogueAgainAddsNothing();
    void changedCatalogueMarksTextsStaleAndKeepsDecisions();
    void brokenQuoteLeavesTheProjectAsItWas();
    void folderImportReportsEmptyUnreadableAndDuplicateFiles();
    void wrongExtensionIsReadByContentAndMentioned();
    void missingImageKeepsItsRow();
    void hostileNamesAreRejectedWithTheirLine();
    void cancelledImportIsInvisibleAndGoesOnWithTheSameCommand();
    void dryRunKeepsNothing();
    void unchangedEditIsAnAcceptance();
    void emptyEditIsRefused();
    void undoAndRedoSurviveARestart();
    void bothDirectionsAreOneUndo();
    void reasonsReplaceTheRejectionAndStayRejected();
    void removedPairsComeBackWithUndo();
    void correctionMakesTextsStale();
    void generatingAgainWritesNothingNew();
    void japaneseTextsStandBesideEnglishOnes();
};

void TestMainJob::catalogueGivesPairsWithTrueTextsBothWays()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    QCOMPARE(pairs.size(), std::size_t{12}); // 2 products, 3 images each, ordered
    for (const auto& pair : pairs) {
        const auto colourOf = [](const ImageView& image) {
            std::string colour = image.name.substr(3, image.name.find('.') - 3);
            std::transform(colour.begin(), colour.end(), colour.begin(), [](char c) {
                return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            });
            return colour;
        };
        QVERIFY(pair.mirror.valid());
        QCOMPARE(pair.reference.product, pair.target.product);
        QVERIFY(slotOf(pair, Direction::Forward).text->body.find(colourOf(pair.target)) !=
                std::string::npos);
        QVERIFY(slotOf(pair, Direction::Reverse).text->body.find(colourOf(pair.reference)) !=
                std::string::npos);
    }
}

void TestMainJob::sameCatalogueAgainAddsNothing()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    const auto report = workflow::importInto(*project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 0);
    QCOMPARE(report->imagesUpdated, 0);
    QCOMPARE(report->textsStale, 0);
    const auto mined = workflow::mine(*project, {}, world.job);
    REQUIRE_OK(mined);
    QCOMPARE(mined->added, 0);
    QCOMPARE(mined->skipped, 12);
}

void TestMainJob::changedCatalogueMarksTextsStaleAndKeepsDecisions()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project, "image:t1-Black.png").front();
    REQUIRE_OK(workflow::decide(*project, "ann", {decision(pair, Act::Accept)}));
    auto csv = world.read("catalogue.csv");
    csv.replace(csv.find(",Black,"), 7, ",Charcoal,");
    world.write("catalogue.csv", csv);
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    const auto report = workflow::importInto(*project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesUpdated, 1);
    QCOMPARE(report->textsStale, 8); // 4 ordered pairs with the image, both directions
    QCOMPARE(forwardState(*project, pair.id), SlotState::Accepted);
    QCOMPARE(allPairs(*project, "stale:yes").size(), std::size_t{4});
}

void TestMainJob::brokenQuoteLeavesTheProjectAsItWas()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    world.write(
        "broken.csv",
        "image,sku,color\nt1-Black.png,t1,Pink\nt1-Blue.png,t1,\"Blue\nt1-Red.png,t1,Red\n");
    workflow::ImportRequest request;
    request.source = world.path("broken.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    const auto report = workflow::importInto(*project, request, world.job);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::BadFormat);
    QCOMPARE(report.error().line, 3);
    QVERIFY(allPairs(*project, "stale:yes").empty());
    QCOMPARE(workflow::stats(*project)->images, 6);
}

void TestMainJob::folderImportReportsEmptyUnreadableAndDuplicateFiles()
{
    const World world;
    world.drawImage("photos/a.png", 10, 200, 30);
    std::filesystem::copy_file(world.path("photos/a.png"), world.path("photos/b.png"));
    world.write("photos/empty.jpg", "");
    world.write("photos/noise.jpg", "\xff\xd8\xff this is no picture");
    world.write("photos/notes.txt", "not looked at");
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("photos");
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 2);
    QCOMPARE(report->imagesUnreadable, 2);
    QCOMPARE(report->imagesDuplicate, 1);
    QCOMPARE(report->rejected.size(), std::size_t{2});
    QCOMPARE(workflow::stats(**project)->images, 4);
}

void TestMainJob::wrongExtensionIsReadByContentAndMentioned()
{
    const World world;
    world.drawImage("photos/really.png", 10, 200, 30);
    std::filesystem::rename(world.path("photos/really.png"), world.path("photos/really.jpg"));
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("photos");
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 1);
    QVERIFY(std::any_of(report->notes.begin(), report->notes.end(), [](const std::string& note) {
        return note.find("really.jpg") != std::string::npos &&
               note.find("PNG") != std::string::npos;
    }));
}

void TestMainJob::missingImageKeepsItsRow()
{
    const World world;
    world.drawCatalogue();
    std::filesystem::remove(world.path("images/t1-Red.png"));
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 5);
    QCOMPARE(report->imagesMissing, 1);
    QVERIFY(report->rejected.empty());
    QCOMPARE(workflow::mine(**project, {}, world.job)->added, 12);
}

void TestMainJob::hostileNamesAreRejectedWithTheirLine()
{
    const World world;
    world.drawCatalogue();
    std::filesystem::create_symlink("/etc/passwd", world.path("images/link.png"));
    world.write("hostile.csv",
                "image,sku\n../../etc/passwd,a\nt1-Red.png,a\n/etc/passwd,a\nlink.png,a\n");
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("hostile.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 1);
    QCOMPARE(report->rejected.size(), std::size_t{3});
    for (const auto& error : report->rejected) {
        QCOMPARE(error.code, ErrorCode::UnsafePath);
        QVERIFY(error.line == 2 || error.line == 4 || error.line == 5);
    }
    QCOMPARE(workflow::stats(**project)->images, 1);
}

void TestMainJob::cancelledImportIsInvisibleAndGoesOnWithTheSameCommand()
{
    const World world;
    for (int i = 0; i < 300; ++i) {
        world.drawImage("photos/" + std::to_string(1000 + i) + ".png", i % 256, 40, 200 - i % 100);
    }
    auto options = World::options();
    options.keepUnfinishedImports = true;
    auto project = workflow::Project::create(world.path("p.triptych"), Language::English, options);
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("photos");
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    job.report = [&](const Progress& progress) {
        if (progress.done >= 128) {
            stop.request_stop();
        }
    };
    const auto cancelled = workflow::importInto(**project, request, job);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    QCOMPARE(workflow::stats(**project)->images, 0);
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 300);
    QCOMPARE(workflow::stats(**project)->images, 300);
}

void TestMainJob::dryRunKeepsNothing()
{
    const World world;
    world.drawCatalogue();
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    request.dryRun = true;
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->imagesAdded, 6);
    QCOMPARE(workflow::stats(**project)->images, 0);
}

void TestMainJob::unchangedEditIsAnAcceptance()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    const std::string body = "  " + slotOf(pair, Direction::Forward).text->body + "\n";
    REQUIRE_OK(workflow::decide(*project, "ann", {decision(pair, Act::Edit, body)}));
    QCOMPARE(forwardState(*project, pair.id), SlotState::Accepted);
    const auto other = allPairs(*project).back();
    REQUIRE_OK(workflow::decide(*project, "ann",
                                {decision(other, Act::Edit, "make it “plain”, 無地にする")}));
    QCOMPARE(forwardState(*project, other.id), SlotState::Edited);
    const auto edited = workflow::fetchPairs(*project, {&other.id, 1});
    REQUIRE_OK(edited);
    const auto& slot = slotOf(edited->front(), Direction::Forward);
    QCOMPARE(slot.text->body, std::string{"make it “plain”, 無地にする"});
    QCOMPARE(slot.machineText->body, slotOf(other, Direction::Forward).text->body);
}

void TestMainJob::emptyEditIsRefused()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    const auto refused = workflow::decide(*project, "ann", {decision(pair, Act::Edit, " \n")});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::BadArgument);
    QCOMPARE(forwardState(*project, pair.id), SlotState::Pending);
}

void TestMainJob::undoAndRedoSurviveARestart()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    const auto pairs = allPairs(*project);
    REQUIRE_OK(workflow::decide(*project, "ann", {decision(pairs[0], Act::Accept)}));
    REQUIRE_OK(workflow::decide(*project, "ann", {decision(pairs[1], Act::Reject)}));
    const auto path = project->path();
    project.reset();
    auto again = workflow::Project::open(path, World::options());
    REQUIRE_OK(again);
    REQUIRE_OK(workflow::undo(**again, "ann"));
    QCOMPARE(forwardState(**again, pairs[1].id), SlotState::Pending);
    REQUIRE_OK(workflow::undo(**again, "ann"));
    QCOMPARE(forwardState(**again, pairs[0].id), SlotState::Pending);
    const auto nothing = workflow::undo(**again, "ann");
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, ErrorCode::NotFound);
    REQUIRE_OK(workflow::redo(**again, "ann"));
    REQUIRE_OK(workflow::redo(**again, "ann"));
    QCOMPARE(forwardState(**again, pairs[0].id), SlotState::Accepted);
    QCOMPARE(forwardState(**again, pairs[1].id), SlotState::Rejected);
    QCOMPARE(workflow::undo(**again, "bob").has_value(),
             false); // another's decisions are not his to undo
}

void TestMainJob::bothDirectionsAreOneUndo()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    auto forward = decision(pair, Act::Accept);
    auto reverse = forward;
    reverse.slot = slotOf(pair, Direction::Reverse).id;
    const auto decided = workflow::decide(*project, "ann", {forward, reverse});
    REQUIRE_OK(decided);
    QCOMPARE(workflow::stats(*project)->reverse[SlotState::Accepted], 1);
    REQUIRE_OK(workflow::undo(*project, "ann"));
    QCOMPARE(workflow::stats(*project)->forward[SlotState::Accepted], 0);
    QCOMPARE(workflow::stats(*project)->reverse[SlotState::Accepted], 0);
}

void TestMainJob::reasonsReplaceTheRejectionAndStayRejected()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto pair = allPairs(*project).front();
    REQUIRE_OK(workflow::decide(*project, "ann", {decision(pair, Act::Reject)}));
    REQUIRE_OK(
        workflow::setReasons(*project, "ann", slotOf(pair, Direction::Forward).id, {"too-vague"}));
    const auto now = allPairs(*project, "reason:too-vague");
    QCOMPARE(now.size(), std::size_t{1});
    QCOMPARE(slotOf(now.front(), Direction::Forward).state, SlotState::Rejected);
    QCOMPARE(slotOf(now.front(), Direction::Forward).standing.size(), std::size_t{1});
}

void TestMainJob::removedPairsComeBackWithUndo()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto removed =
        workflow::removeWhere(*project, "ann", "image:t1-Black.png", "wrong photo");
    REQUIRE_OK(removed);
    QCOMPARE(removed->applied, 4);
    QCOMPARE(allPairs(*project).size(), std::size_t{8});
    REQUIRE_OK(workflow::undo(*project, "ann"));
    QCOMPARE(allPairs(*project).size(), std::size_t{12});
}

void TestMainJob::correctionMakesTextsStale()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::correctAttribute(*project, "ann", "t1-Black.png", "color", "Green"));
    QCOMPARE(allPairs(*project, "stale:yes").size(), std::size_t{4});
}

void TestMainJob::generatingAgainWritesNothingNew()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    const auto report = workflow::generate(*project, {}, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->forward, 0);
    QCOMPARE(report->reverse, 0);
    QCOMPARE(*workflow::countGenerate(*project, {}), 0);
}

void TestMainJob::japaneseTextsStandBesideEnglishOnes()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    workflow::GenerateRequest request;
    request.language = Language::Japanese;
    const auto report = workflow::generate(*project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->forward, 12);
    QVERIFY(!allPairs(*project, "language:ja text:青").empty());
    QCOMPARE(allPairs(*project).front().slots.size(), std::size_t{4});
}

QTEST_GUILESS_MAIN(TestMainJob)
#include "test_main_job.moc"
