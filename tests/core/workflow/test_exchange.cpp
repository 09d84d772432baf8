// SPDX-License-Identifier: GPL-3.0-or-later
// Out and in again: exports, split, backup, merge, verify, the sample.
#include "core/workflow/browse.h"
#include "tests/core/workflow/world.h"

#include <algorithm>
#include <set>
#include <tuple>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;
using workflow::ExportKind;

namespace {

using Triplet = std::tuple<std::string, std::string, std::string>; // reference, forward, target

// Accepts or edits half of the forward slots and some reverse ones.
bool decideSome(workflow::Project& project)
{
    int n = 0;
    for (const auto& pair : allPairs(project)) {
        workflow::Decision made;
        made.slot = pair.find(Direction::Forward, "en")->id;
        made.act = n % 3 == 0 ? Act::Accept : n % 3 == 1 ? Act::Reject : Act::Edit;
        made.text = "=make it “plain”, 無地, \"quoted\"\nand a second line " + std::to_string(n);
        if (!workflow::decide(project, "ann", {made})) {
            return false;
        }
        if (n % 2 == 0) {
            made.slot = pair.find(Direction::Reverse, "en")->id;
            made.act = Act::Accept;
            if (!workflow::decide(project, "ann", {made})) {
                return false;
            }
        }
        ++n;
    }
    return true;
}

std::multiset<Triplet> triplets(workflow::Project& project, const std::string& where)
{
    std::multiset<Triplet> found;
    for (const auto& pair : allPairs(project, where)) {
        const auto* slot = pair.find(Direction::Forward, "en");
        if (slot != nullptr && slot->text &&
            (slot->state == SlotState::Accepted || slot->state == SlotState::Edited ||
             where == "status:any")) {
            found.emplace(pair.reference.name, slot->text->body, pair.target.name);
        }
    }
    return found;
}

std::string fileOf(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Jsonl:
        return "triplets.jsonl";
    case ExportKind::Csv:
        return "triplets.csv";
    case ExportKind::Cirr:
    case ExportKind::Triptych:
        return {};
    }
    return {};
}

} // namespace

class TestExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportedTripletsComeBackTheSame_data();
    void exportedTripletsComeBackTheSame();
    void nativeExportIsLossless();
    void sameExportTwiceGivesTheSameBytes();
    void exportRefusesAFolderWithSomethingInIt();
    void badFilterMakesNoFolder();
    void previewCountsWhatIsExported();
    void copiedImagesTravelWithTheSet();
    void splitIsStoredAndWithoutLeakage();
    void backupIsACompleteProject();
    void copiesDecidedApartMergeToTheSameState();
    void verifyTellsOfAReplacedImage();
    void importedTextsCanBeAcceptedAtOnce();
    void seededSampleIsTheSameTwiceAndHasFlaws();
};

void TestExchange::exportedTripletsComeBackTheSame_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("jsonl") << static_cast<int>(ExportKind::Jsonl);
    QTest::newRow("csv") << static_cast<int>(ExportKind::Csv);
    QTest::newRow("cirr") << static_cast<int>(ExportKind::Cirr);
}

void TestExchange::exportedTripletsComeBackTheSame()
{
    QFETCH(int, kind);
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    workflow::ExportRequest out;
    out.folder = world.path("out");
    out.kind = static_cast<ExportKind>(kind);
    const auto exported = workflow::exportFrom(*project, out, world.job);
    REQUIRE_OK(exported);
    const auto expected = triplets(*project, "status:accepted,edited");
    QCOMPARE(exported->triplets, static_cast<std::int64_t>(expected.size()));
    QCOMPARE(exported->lookedAt, exported->triplets);
    QCOMPARE(exported->files.back().path, std::string{"manifest.json"});

    auto again = workflow::Project::create(world.path("again.triptych"), Language::English,
                                           World::options());
    REQUIRE_OK(again);
    workflow::ImportRequest in;
    in.source = world.path("out") / fileOf(out.kind);
    in.kind = *workflow::importKindFrom(workflow::name(out.kind));
    in.images = world.path("images");
    const auto imported = workflow::importInto(**again, in, world.job);
    REQUIRE_OK(imported);
    QVERIFY(imported->rejected.empty());
    QCOMPARE(imported->imagesMissing, 0);
    QCOMPARE(imported->pairsAdded, exported->triplets);
    QVERIFY(triplets(**again, "status:any") == expected);
}

void TestExchange::nativeExportIsLossless()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    REQUIRE_OK(workflow::correctAttribute(*project, "ann", "t1-Black.png", "color", "Green"));
    REQUIRE_OK(workflow::removeWhere(*project, "bob", "image:t2-Red.png", "wrong photo"));
    REQUIRE_OK(workflow::splitProject(*project, {}, world.job));
    auto options = World::options();
    options.clock = fixedClock(1'700'000'000'000);
    const auto exportTo = [&](workflow::Project& from, const std::string& folder) {
        workflow::ExportRequest out;
        out.folder = world.path(folder);
        out.kind = ExportKind::Triptych;
        return workflow::exportFrom(from, out, world.job);
    };
    const auto path = project->path();
    auto fixed = workflow::Project::open(path, options);
    REQUIRE_OK(fixed);
    const auto exported = exportTo(**fixed, "one");
    REQUIRE_OK(exported);
    QVERIFY(exported->lookedAt > 0);
    auto again =
        workflow::Project::create(world.path("again.triptych"), Language::English, options);
    REQUIRE_OK(again);
    workflow::ImportRequest in;
    in.source = world.path("one");
    in.kind = workflow::ImportKind::Triptych;
    const auto imported = workflow::importInto(**again, in, world.job);
    REQUIRE_OK(imported);
    QVERIFY2(imported->rejected.empty(),
             imported->rejected.empty() ? "" : describe(imported->rejected.front()).c_str());
    REQUIRE_OK(exportTo(**again, "two"));
    QCOMPARE(world.read("two/project.jsonl"), world.read("one/project.jsonl"));
    const auto verified = workflow::verify(**again, {}, world.job);
    REQUIRE_OK(verified);
    QVERIFY2(verified->ok, verified->problems.empty() ? "" : verified->problems.front().c_str());
    QVERIFY(triplets(**again, "status:any") == triplets(*project, "status:any"));
}

void TestExchange::sameExportTwiceGivesTheSameBytes()
{
    const World world;
    auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    const auto path = project->path();
    project.reset();
    auto options = World::options();
    options.clock = fixedClock(1'700'000'000'000);
    for (const auto kind :
         {ExportKind::Jsonl, ExportKind::Csv, ExportKind::Cirr, ExportKind::Triptych}) {
        std::vector<ExportedFile> files[2];
        for (int i = 0; i < 2; ++i) {
            auto opened = workflow::Project::open(path, options);
            REQUIRE_OK(opened);
            workflow::ExportRequest out;
            out.folder = world.path(std::string{workflow::name(kind)} + std::to_string(i));
            out.kind = kind;
            const auto exported = workflow::exportFrom(**opened, out, world.job);
            REQUIRE_OK(exported);
            files[i] = exported->files;
        }
        QCOMPARE(files[0].size(), files[1].size());
        for (std::size_t f = 0; f < files[0].size(); ++f) {
            QCOMPARE(files[0][f].sha256, files[1][f].sha256);
        }
    }
}

void TestExchange::exportRefusesAFolderWithSomethingInIt()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    world.write("out/mine.txt", "mine");
    workflow::ExportRequest out;
    out.folder = world.path("out");
    const auto refused = workflow::exportFrom(*project, out, world.job);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
    QCOMPARE(world.read("out/mine.txt"), std::string{"mine"});
}

void TestExchange::badFilterMakesNoFolder()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    workflow::ExportRequest out;
    out.folder = world.path("out");
    out.where = "status:((";
    const auto refused = workflow::exportFrom(*project, out, world.job);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::BadFilter);
    QVERIFY(!std::filesystem::exists(world.path("out")));
}

void TestExchange::previewCountsWhatIsExported()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    workflow::ExportRequest out;
    const auto preview = workflow::previewExport(*project, out);
    REQUIRE_OK(preview);
    QCOMPARE(preview->triplets,
             static_cast<std::int64_t>(triplets(*project, "status:accepted,edited").size()));
    out.where = "status:rejected";
    QCOMPARE(workflow::previewExport(*project, out)->triplets, 4);
    out.where = "status:any";
    QCOMPARE(workflow::previewExport(*project, out)->triplets, 12);
}

void TestExchange::copiedImagesTravelWithTheSet()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    workflow::ExportRequest out;
    out.folder = world.path("out");
    out.images = workflow::WithImages::Scale;
    out.scalePixels = 32;
    REQUIRE_OK(workflow::exportFrom(*project, out, world.job));
    auto again = workflow::Project::create(world.path("again.triptych"), Language::English,
                                           World::options());
    REQUIRE_OK(again);
    workflow::ImportRequest in;
    in.source = world.path("out/triplets.jsonl");
    in.kind = workflow::ImportKind::Jsonl;
    const auto imported = workflow::importInto(**again, in, world.job);
    REQUIRE_OK(imported);
    QCOMPARE(imported->imagesMissing, 0);
    QVERIFY(imported->imagesAdded > 0);
}

void TestExchange::splitIsStoredAndWithoutLeakage()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    workflow::SplitRequest request;
    request.ratios = {1, 1, 0};
    const auto drawn = workflow::splitProject(*project, request, world.job);
    REQUIRE_OK(drawn);
    QVERIFY(drawn->drawn);
    QCOMPARE(drawn->train + drawn->validation + drawn->test, 6);
    request.seed = 99;
    const auto again = workflow::splitProject(*project, request, world.job);
    REQUIRE_OK(again);
    QVERIFY(!again->drawn);
    QCOMPARE(again->train, drawn->train);
    const auto train = allPairs(*project, "split:train");
    const auto validation = allPairs(*project, "split:validation");
    QCOMPARE(train.size() + validation.size(), std::size_t{12});
    std::set<std::string> products;
    for (const auto& pair : train) {
        products.insert(pair.reference.product);
    }
    for (const auto& pair : validation) {
        QVERIFY(!products.contains(pair.reference.product));
    }
}

void TestExchange::backupIsACompleteProject()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(decideSome(*project));
    REQUIRE_OK(workflow::backup(*project, world.path("copy.triptych"), world.job));
    auto copy = workflow::Project::open(world.path("copy.triptych"), World::options());
    REQUIRE_OK(copy);
    QVERIFY(triplets(**copy, "status:any") == triplets(*project, "status:any"));
    QVERIFY(workflow::verify(**copy, {}, world.job)->ok);
    QCOMPARE(workflow::backup(*project, world.path("copy.triptych"), world.job).error().code,
             ErrorCode::AlreadyExists);
}

void TestExchange::copiesDecidedApartMergeToTheSameState()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    REQUIRE_OK(workflow::backup(*project, world.path("b.triptych"), world.job));
    auto other = workflow::Project::open(world.path("b.triptych"), World::options());
    REQUIRE_OK(other);
    const auto decideOne = [](workflow::Project& in, std::size_t index, Act act,
                              const std::string& who) {
        workflow::Decision made;
        made.slot = allPairs(in)[index].find(Direction::Forward, "en")->id;
        made.act = act;
        return workflow::decide(in, who, {made}).has_value();
    };
    QVERIFY(decideOne(*project, 0, Act::Accept, "ann"));
    QVERIFY(decideOne(*project, 1, Act::Accept, "ann"));
    QVERIFY(decideOne(**other, 1, Act::Reject, "bob"));
    QVERIFY(decideOne(**other, 2, Act::Reject, "bob"));
    const auto first = workflow::mergeInto(*project, {world.path("b.triptych")}, world.job);
    REQUIRE_OK(first);
    QCOMPARE(first->eventsAdded, 2);
    REQUIRE_OK(workflow::mergeInto(**other, {project->path()}, world.job));
    const auto statesOf = [](workflow::Project& in) {
        std::vector<SlotState> states;
        for (const auto& pair : allPairs(in)) {
            states.push_back(pair.find(Direction::Forward, "en")->state);
        }
        return states;
    };
    QVERIFY(statesOf(*project) == statesOf(**other));
    QCOMPARE(statesOf(*project)[1], SlotState::Disputed);
    const auto again = workflow::mergeInto(*project, {world.path("b.triptych")}, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->eventsAdded, 0);
}

void TestExchange::verifyTellsOfAReplacedImage()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project);
    QVERIFY(workflow::verify(*project, {}, world.job)->ok);
    world.drawImage("images/t1-Blue.png", 1, 2, 3);
    std::filesystem::remove(world.path("images/t1-Red.png"));
    const auto verified = workflow::verify(*project, {}, world.job);
    REQUIRE_OK(verified);
    QVERIFY(!verified->ok);
    QCOMPARE(verified->problems.size(), std::size_t{1});
    QVERIFY(verified->problems.front().find("t1-Blue.png") != std::string::npos);
    QCOMPARE(verified->warnings.size(), std::size_t{1});
}

void TestExchange::importedTextsCanBeAcceptedAtOnce()
{
    const World world;
    world.drawCatalogue();
    world.write(
        "in.jsonl",
        "{\"reference\":\"t1-Black.png\",\"target\":\"t1-Blue.png\",\"forward\":\"in blue\"}\n"
        "{\"reference\":\"t1-Blue.png\",\"target\":\"t1-Blue.png\",\"forward\":\"same\"}\n");
    auto project =
        workflow::Project::create(world.path("p.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest request;
    request.source = world.path("in.jsonl");
    request.kind = workflow::ImportKind::Jsonl;
    request.images = world.path("images");
    request.acceptedBy = "ann";
    const auto report = workflow::importInto(**project, request, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->eventsAdded, 1);
    QCOMPARE(report->referenceIsTarget, 1);
    QCOMPARE(report->rejected.front().line, 2);
    QCOMPARE(workflow::stats(**project)->forward[SlotState::Accepted], 1);
}

void TestExchange::seededSampleIsTheSameTwiceAndHasFlaws()
{
    const World world;
    workflow::SampleRequest request;
    request.products = 10;
    request.folder = world.path("one");
    const auto one = workflow::makeSample(request, world.job);
    REQUIRE_OK(one);
    QVERIFY(one->images >= 30);
    QVERIFY(one->pairs > 60);
    QVERIFY(one->flawed > 0);
    request.folder = world.path("two");
    REQUIRE_OK(workflow::makeSample(request, world.job));
    QCOMPARE(world.read("one/catalogue.csv"), world.read("two/catalogue.csv"));
    auto first = workflow::Project::open(world.path("one/sample.triptych"), World::options());
    auto second = workflow::Project::open(world.path("two/sample.triptych"), World::options());
    REQUIRE_OK(first);
    REQUIRE_OK(second);
    QVERIFY(triplets(**first, "status:any") == triplets(**second, "status:any"));
    const auto refused = workflow::makeSample(request, world.job);
    QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
}

QTEST_GUILESS_MAIN(TestExchange)
#include "test_exchange.moc"
