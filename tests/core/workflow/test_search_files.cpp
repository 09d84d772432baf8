// SPDX-License-Identifier: GPL-3.0-or-later
// What searching keeps on disk: vectors, aligned rows and model files, whole, stale, damaged or
// gone.
#include "core/formats/safetensors.h"
#include "core/nn-api/encoder.h"
#include "core/retrieval/alignment.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/query.h"
#include "core/workflow/search_words.h"
#include "tests/core/workflow/search_world.h"

#include <set>
#include <stop_token>

using namespace triptych;
using namespace triptych::tests;
using workflow::QueryAnswer;
namespace fs = std::filesystem;

namespace {

fs::path fileOf(workflow::Project& project, const std::string& ending)
{
    for (const auto& entry : fs::directory_iterator(*workflow::cacheFolder(project))) {
        if (entry.path().filename().string().ends_with(ending)) {
            return entry.path();
        }
    }
    return {};
}

bool mentions(const Error& error, const std::string& words)
{
    return error.detail.find(words) != std::string::npos;
}

} // namespace

class TestSearchFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutVectorsTheProjectIsToBeEncoded();
    void imagesThatCameLaterAreCounted();
    void aDeletedCacheIsToldAndGoesOnAfterEncoding();
    void damagedVectorsAreToldAndGoOnAfterEncoding();
    void damagedAlignedRowsAreMadeAnew();
    void encodingMakesWhatTheFirstQueryNeeds();
    void encodingIsCancelledAmongTheWords();
    void largeGalleriesAreAskedThroughAnIndex();
    void wordsOfEveryProjectAreEncodedOnce();
    void everyWordOfAFitWithoutLabelsIsCommon();
    void anImageThatChangedIsNotFoundByItsOldVector();
    void theSameQuestionGivesTheSameBytes();
};

void TestSearchFiles::withoutVectorsTheProjectIsToBeEncoded()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto answer = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::NotFound);
    QVERIFY2(mentions(answer.error(), "encode"), answer.error().detail.c_str());
    // And why it is not the better encoder that is asked for.
    workflow::SearchEngine any(workflow::ModelStore(world.path("nowhere")), {},
                               workflow::ComputeDevice::Cpu);
    const auto better = any.query(*project, asking("round-Red.png", "in blue"), world.job);
    QVERIFY(!better);
    QCOMPARE(better.error().code, ErrorCode::NotFound);
    QVERIFY2(mentions(better.error(), "models fetch"), better.error().detail.c_str());
    REQUIRE_OK(world.encode(*project));
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));

    auto empty = workflow::Project::create(world.path("empty.triptych"), Language::English,
                                           World::options());
    REQUIRE_OK(empty);
    const auto none = engine.query(**empty, asking({}, "in blue"), world.job);
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::Empty);
}

void TestSearchFiles::imagesThatCameLaterAreCounted()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
    world.drawShape("images/round-Purple.png", "round", QColor(130, 40, 160));
    world.write("catalogue.csv",
                world.read("catalogue.csv") + "round-Purple.png,round,Purple,Hats\n");
    QVERIFY(world.importCatalogue(*project));
    auto request = asking("round-Purple.png", {}, "image");
    request.k = 100;
    // It has no vector yet, so it is encoded for the question, and not found.
    const auto before = engine.query(*project, request, world.job);
    REQUIRE_OK(before);
    QCOMPARE(before->unencoded, std::int64_t{1});
    QCOMPARE(before->hits.size(), std::size_t{20});
    REQUIRE_OK(world.encode(*project));
    const auto after = engine.query(*project, request, world.job);
    REQUIRE_OK(after);
    QCOMPARE(after->unencoded, std::int64_t{0});
    QCOMPARE(after->hits.front().image.name, std::string("round-Purple.png"));
}

void TestSearchFiles::aDeletedCacheIsToldAndGoesOnAfterEncoding()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto before = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    REQUIRE_OK(before);
    fs::remove_all(*workflow::cacheFolder(*project));
    const auto gone = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    if (!gone) { // or answered from what is still open
        QCOMPARE(gone.error().code, ErrorCode::Corrupt);
        QCOMPARE(gone.error().subject, std::string(workflow::kVectorsSubject));
        QVERIFY2(mentions(gone.error(), "deleted"), gone.error().detail.c_str());
    }
    REQUIRE_OK(world.encode(*project));
    const auto after = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    REQUIRE_OK(after);
    QVERIFY(same(*before, *after));
}

void TestSearchFiles::damagedVectorsAreToldAndGoOnAfterEncoding()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    const auto file = fileOf(*project, ".global.vec");
    QVERIFY(!file.empty());
    {
        auto engine = world.engine();
        REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
    }
    fs::resize_file(file, 10);
    auto engine = world.engine();
    const auto damaged = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    QVERIFY(!damaged);
    QCOMPARE(damaged.error().code, ErrorCode::Corrupt);
    QCOMPARE(damaged.error().subject, std::string(workflow::kVectorsSubject));
    REQUIRE_OK(world.encode(*project));
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
}

void TestSearchFiles::damagedAlignedRowsAreMadeAnew()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    QueryAnswer before;
    {
        auto engine = world.engine();
        const auto answer = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
        REQUIRE_OK(answer);
        before = *answer;
    }
    for (const std::string ending : {".aligned.vec", ".align", ".words.vec"}) {
        if (ending == ".words.vec") { // read by a fit only
            fs::remove(fileOf(*project, ".align"));
        }
        const auto file = fileOf(*project, ending);
        QVERIFY2(!file.empty(), ending.c_str());
        fs::resize_file(file, fs::file_size(file) / 3);
        auto engine = world.engine();
        const auto after = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
        REQUIRE_OK(after);
        QVERIFY(same(before, *after));
        fs::remove(file);
        auto another = world.engine();
        const auto anew = another.query(*project, asking("round-Red.png", "in blue"), world.job);
        REQUIRE_OK(anew);
        QVERIFY(same(before, *anew));
    }
}

void TestSearchFiles::encodingMakesWhatTheFirstQueryNeeds()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    std::set<std::string> stages;
    JobContext job = world.job;
    job.report = [&](const Progress& progress) { stages.insert(progress.stage); };
    const auto encode = [&] {
        stages.clear();
        return workflow::encode(*project, world.models, {"compact", workflow::ComputeDevice::Cpu},
                                job);
    };
    REQUIRE_OK(encode());
    QVERIFY(stages.contains("words") && stages.contains("align"));
    for (const std::string ending : {".fit.align", ".words.vec", ".aligned.vec"}) {
        QVERIFY2(!fileOf(*project, ending).empty(), ending.c_str());
    }
    // The query makes nothing.
    stages.clear();
    auto engine = world.engine();
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), job));
    QVERIFY(!stages.contains("words") && !stages.contains("align"));
    // Nothing changed: nothing is made.
    REQUIRE_OK(encode());
    QVERIFY(!stages.contains("words") && !stages.contains("align"));
    fs::remove(fileOf(*project, ".aligned.vec"));
    REQUIRE_OK(encode());
    QVERIFY(!stages.contains("words") && stages.contains("align"));
}

void TestSearchFiles::encodingIsCancelledAmongTheWords()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    std::stop_source stop;
    JobContext job = world.job;
    job.stop = stop.get_token();
    job.report = [&](const Progress& progress) {
        if (progress.stage == "words") {
            stop.request_stop();
        }
    };
    const workflow::EncodeRequest request{"compact", workflow::ComputeDevice::Cpu};
    const auto stopped = workflow::encode(*project, world.models, request, job);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QVERIFY(fileOf(*project, ".fit.align").empty());
    const auto again = workflow::encode(*project, world.models, request, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->images, std::int64_t{0}); // what was encoded is kept
    QCOMPARE(again->current, std::int64_t{20});
    QVERIFY(!fileOf(*project, ".fit.align").empty());
}

void TestSearchFiles::largeGalleriesAreAskedThroughAnIndex()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    constexpr std::size_t kFrom = 15; // there are 20
    const workflow::EncodeRequest request{"compact", workflow::ComputeDevice::Cpu, kFrom};
    REQUIRE_OK(workflow::encode(*project, world.models, request, world.job));
    const auto ask = [&](std::size_t from, const std::string& text) {
        workflow::SearchEngine engine(world.models, "compact", workflow::ComputeDevice::Cpu, from);
        return engine.query(*project, asking("round-Red.png", text), world.job);
    };
    QVERIFY(!fileOf(*project, ".graph").empty());
    for (const std::string text : {"in blue", ""}) {
        const auto exact = ask(1000, text);
        const auto found = ask(kFrom, text);
        REQUIRE_OK(exact);
        REQUIRE_OK(found);
        QVERIFY(same(*exact, *found)); // so few rows are all candidates
        QVERIFY(found->approximate && !exact->approximate);
        QVERIFY(found->recall > 0.9 && found->recall <= 1.0);
    }
    // Damaged: the exact answer; encoding makes it anew.
    const auto graph = fileOf(*project, ".graph");
    fs::resize_file(graph, fs::file_size(graph) / 2);
    const auto damaged = ask(kFrom, "in blue");
    REQUIRE_OK(damaged);
    QVERIFY(!damaged->approximate);
    QVERIFY(same(*ask(1000, "in blue"), *damaged));
    REQUIRE_OK(workflow::encode(*project, world.models, request, world.job));
    QVERIFY(ask(kFrom, "in blue")->approximate);
    // Rows that changed: not the old index.
    world.drawShape("images/tall-Blue.png", "tall", QColor(250, 250, 250));
    QVERIFY(world.importCatalogue(*project));
    const auto changed = ask(kFrom, "in blue");
    REQUIRE_OK(changed);
    QVERIFY(!changed->approximate);
    QVERIFY(same(*ask(1000, "in blue"), *changed));
}

void TestSearchFiles::wordsOfEveryProjectAreEncodedOnce()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    const auto folder = world.path("models/.words");
    const auto ask = [&]() -> Result<QueryAnswer> {
        for (const std::string ending : {".fit.align", ".words.vec"}) {
            if (const auto file = fileOf(*project, ending); !file.empty()) {
                fs::remove(file);
            }
        }
        auto engine = world.engine();
        return engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    };
    const auto first = ask();
    REQUIRE_OK(first);
    const auto info =
        (*workflow::openEncoder(world.models, "compact", workflow::ComputeDevice::Cpu))
            .encoder->info();
    const auto file = workflow::commonWordsFile(world.models, info.id);
    QCOMPARE(file.parent_path(), folder);
    const auto rows = [&](const fs::path& path) {
        auto kept = retrieval::VectorFile::open(path, info.id, info.textDimension, false);
        return kept && (*kept)->check() ? (*kept)->living() : std::size_t{0};
    };
    QCOMPARE(rows(file), workflow::commonWords(info).size());
    const auto own = retrieval::VectorFile::open(fileOf(*project, ".words.vec"), info.id,
                                                 info.textDimension, false);
    REQUIRE_OK(own);
    QVERIFY((*own)->living() > 0); // what this project says
    for (const auto& word : workflow::commonWords(info)) {
        QVERIFY2(!(*own)->find(workflow::textVectorKey(word)), word.c_str());
    }
    // Not made again; made again when damaged.
    const auto written = fs::last_write_time(file);
    const auto second = ask();
    REQUIRE_OK(second);
    QVERIFY(same(*first, *second));
    QCOMPARE(fs::last_write_time(file), written);
    fs::resize_file(file, fs::file_size(file) / 2);
    const auto third = ask();
    REQUIRE_OK(third);
    QVERIFY(same(*first, *third));
    QCOMPARE(rows(file), workflow::commonWords(info).size());
}

void TestSearchFiles::everyWordOfAFitWithoutLabelsIsCommon()
{
    class Listener final : public retrieval::TextEmbedder
    {
    public:
        std::vector<std::string> heard;
        Result<Matrix> embed(std::span<const std::string> texts) override
        {
            heard.insert(heard.end(), texts.begin(), texts.end());
            Matrix rows(texts.size(), 8);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                rows.row(i)[std::hash<std::string>{}(texts[i]) % 8] = 1;
            }
            return rows;
        }
    };
    nn::EncoderInfo info;
    info.id = "listener-1";
    info.imageDimension = 4;
    info.textDimension = 8;
    info.seenNames = {"jean", "hat", "red", "blue"};
    info.classCount = 2;
    Matrix global(6, 4);
    Matrix seen(6, 4);
    for (std::size_t i = 0; i < 6; ++i) {
        global.row(i)[i % 4] = 1;
        seen.row(i)[i % 2] = 5;
        seen.row(i)[2 + i % 2] = 1;
    }
    retrieval::AlignmentInput input;
    input.encoder = &info;
    input.global = &global;
    input.seen = &seen;
    Listener listener;
    REQUIRE_OK(retrieval::Alignment::fit(input, listener, {}, {}));
    QVERIFY(listener.heard.size() > 6);
    const auto common = workflow::commonWords(info);
    for (const auto& word : listener.heard) {
        QVERIFY2(common.contains(word), word.c_str());
    }
}

void TestSearchFiles::anImageThatChangedIsNotFoundByItsOldVector()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
    world.drawShape("images/tall-Blue.png", "tall", QColor(250, 250, 250));
    QVERIFY(world.importCatalogue(*project));
    auto request = asking("tall-Red.png", "in blue");
    request.k = 100;
    const auto stale = engine.query(*project, request, world.job);
    REQUIRE_OK(stale);
    QCOMPARE(stale->unencoded, std::int64_t{1});
    QCOMPARE(std::ranges::count(namesOf(*stale), "tall-Blue.png"), std::ptrdiff_t{0});
    REQUIRE_OK(world.encode(*project));
    const auto fresh = engine.query(*project, request, world.job);
    REQUIRE_OK(fresh);
    QCOMPARE(fresh->hits.size(), std::size_t{20});
    QCOMPARE(fresh->unencoded, std::int64_t{0});
}

void TestSearchFiles::theSameQuestionGivesTheSameBytes()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto request = asking("peak-Yellow.png", "change yellow to black");
    request.target = "peak-Black.png";
    std::vector<QueryAnswer> answers;
    for (int i = 0; i < 3; ++i) {
        auto engine = world.engine();
        for (int twice = 0; twice < 2; ++twice) {
            auto answer = engine.query(*project, request, world.job);
            REQUIRE_OK(answer);
            answers.push_back(std::move(*answer));
        }
        if (i == 1) { // also when everything is made again
            for (const auto* ending : {".aligned.vec", ".align"}) {
                fs::remove(fileOf(*project, ending));
            }
        }
    }
    for (const auto& answer : answers) {
        QVERIFY(same(answer, answers.front()));
    }
}

QTEST_GUILESS_MAIN(TestSearchFiles)
#include "test_search_files.moc"
