// SPDX-License-Identifier: GPL-3.0-or-later
// Alignments as files: on another project, of another encoder, broken; what training holds out.
#include "core/formats/safetensors.h"
#include "core/workflow/query.h"
#include "tests/core/workflow/search_world.h"

using namespace triptych;
using namespace triptych::tests;
using workflow::QueryAnswer;
namespace fs = std::filesystem;

namespace {

bool mentions(const Error& error, const std::string& words)
{
    return error.detail.find(words) != std::string::npos;
}

} // namespace

class TestAlignFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aModelFileWorksOnAnotherProject();
    void aModelOfAnotherEncoderIsRefused();
    void brokenModelFilesAreRefused();
    void trainingHoldsOutWholeProducts();
    void labelsAreUsedWhereThereAreAny();
};

void TestAlignFiles::aModelFileWorksOnAnotherProject()
{
    const SearchWorld one;
    const SearchWorld two;
    const auto from = one.encodedShop();
    const auto to = two.encodedShop();
    QVERIFY(from && to);
    workflow::AlignRequest request;
    request.encoder = "compact";
    request.out = two.path("model.align");
    const auto report = workflow::trainAlignment(*from, one.models, request, one.job);
    REQUIRE_OK(report);
    QCOMPARE(report->model, request.out.string());
    auto engine = two.engine();
    auto asked = asking("round-Red.png", "in blue instead of red");
    asked.model = report->model;
    asked.withoutReference = true;
    const auto answer = engine.query(*to, asked, two.job);
    REQUIRE_OK(answer);
    QCOMPARE(answer->alignment, std::string("model"));
    QCOMPARE(answer->hits.front().image.name, std::string("round-Blue.png"));
    // The same training gives the same file.
    request.out = two.path("again.align");
    REQUIRE_OK(workflow::trainAlignment(*from, one.models, request, one.job));
    QVERIFY(two.read("model.align") == two.read("again.align"));
}

void TestAlignFiles::aModelOfAnotherEncoderIsRefused()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    workflow::AlignRequest request;
    request.encoder = "compact";
    request.out = world.path("model.align");
    REQUIRE_OK(workflow::trainAlignment(*project, world.models, request, world.job));
    auto bytes = world.read("model.align");
    for (auto at = bytes.find("compact-"); at != std::string::npos;
         at = bytes.find("compact-", at + 1)) {
        bytes[at] = 'C';
    }
    world.write("other.align", bytes);
    auto engine = world.engine();
    auto asked = asking("round-Red.png", "in blue");
    asked.model = world.path("other.align").string();
    const auto refused = engine.query(*project, asked, world.job);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QVERIFY2(mentions(refused.error(), "encoder"), refused.error().detail.c_str());
    QCOMPARE(refused.error().subject, asked.model);
}

void TestAlignFiles::brokenModelFilesAreRefused()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    workflow::AlignRequest request;
    request.encoder = "compact";
    request.out = world.path("model.align");
    REQUIRE_OK(workflow::trainAlignment(*project, world.models, request, world.job));
    const auto whole = world.read("model.align");
    auto engine = world.engine();
    const auto ask = [&](const std::string& bytes) {
        world.write("broken.align", bytes);
        auto asked = asking("round-Red.png", "in blue");
        asked.model = world.path("broken.align").string();
        return engine.query(*project, asked, world.job);
    };
    QVERIFY(!ask({}));
    QVERIFY(!ask("no model"));
    QVERIFY(!ask(whole.substr(0, whole.size() / 2)));
    QVERIFY(!ask(std::string(8, '\xff') + whole.substr(8)));
    std::map<std::string, formats::OwnedTensor> none;
    REQUIRE_OK(formats::writeSafetensors(world.path("hollow.align"), none,
                                         {{"kind", "alignment"}, {"encoder", "compact-1"}}));
    QVERIFY(!ask(world.read("hollow.align")));
    auto missing = asking("round-Red.png", "in blue");
    missing.model = world.path("not there").string();
    const auto gone = engine.query(*project, missing, world.job);
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
    QVERIFY(ask(whole));
}

void TestAlignFiles::trainingHoldsOutWholeProducts()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    workflow::AlignRequest request;
    request.encoder = "compact";
    const auto report = workflow::trainAlignment(*project, world.models, request, world.job);
    REQUIRE_OK(report);
    QVERIFY(report->heldOut);
    QCOMPARE(report->train + report->validation, std::int64_t{20});
    QVERIFY(report->validation >= 5 && report->validation % 5 == 0); // five images a product
    QVERIFY(report->labelled);
    QVERIFY(fs::exists(report->model));
    QCOMPARE(fs::path(report->model).parent_path(), *workflow::cacheFolder(*project));

    REQUIRE_OK(workflow::splitProject(*project, {}, world.job));
    const auto stored = workflow::trainAlignment(*project, world.models, request, world.job);
    REQUIRE_OK(stored);
    QVERIFY(!stored->heldOut);
    QVERIFY(stored->train < 20);
}

void TestAlignFiles::labelsAreUsedWhereThereAreAny()
{
    const SearchWorld world;
    static_cast<void>(world.shop("not this one.triptych"));
    auto project =
        workflow::Project::create(world.path("bare.triptych"), Language::English, World::options());
    REQUIRE_OK(project);
    workflow::ImportRequest folder;
    folder.source = world.path("images");
    folder.kind = workflow::ImportKind::Folder;
    REQUIRE_OK(workflow::importInto(**project, folder, world.job));
    REQUIRE_OK(world.encode(**project));
    auto engine = world.engine();
    auto request = asking("round-Red.png", "in blue");
    request.target = "round-Blue.png";
    request.withoutReference = true;
    const auto bare = engine.query(**project, request, world.job);
    REQUIRE_OK(bare);
    QCOMPARE(bare->alignment, std::string("classes"));
    QVERIFY(*bare->targetRank <= *bare->imageRank);
    QVERIFY(world.importCatalogue(**project));
    REQUIRE_OK(world.encode(**project));
    auto another = world.engine();
    const auto labelled = another.query(**project, request, world.job);
    REQUIRE_OK(labelled);
    QCOMPARE(labelled->alignment, std::string("labels"));
}

QTEST_GUILESS_MAIN(TestAlignFiles)
#include "test_align_files.moc"
