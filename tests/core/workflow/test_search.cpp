// SPDX-License-Identifier: GPL-3.0-or-later
// Composed queries over drawn shapes: what is found and how it is told.
#include "core/workflow/query.h"
#include "tests/core/workflow/search_world.h"

using namespace triptych;
using namespace triptych::tests;
using workflow::QueryAnswer;
using workflow::QueryRequest;
namespace fs = std::filesystem;

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blueInsteadOfRedFindsTheBlueOne();
    void anImageAloneFindsItselfFirst();
    void aFileAndPixelsAreSearchedLikeTheProjectsOwnImage();
    void equalScoresGoByName();
    void aCategoryLeavesOutTheRest();
    void theTargetsRankIsToldByEachHalfToo();
    void theReferenceCanBeLeftOut();
    void aSecondReferenceCountsByItsWeight();
    void aChainRemembersItsEarlierSteps();
    void whatIsNotWantedSinks();
    void theShareOfTheTextGoesFromImageToText();
    void textsOfEveryKindAreTaken_data();
    void textsOfEveryKindAreTaken();
    void wrongRequestsSayWhy();
    void theDefaultFallsBackAndSaysSo();
    void aCancelledQueryStops();
};

void TestSearch::blueInsteadOfRedFindsTheBlueOne()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    for (const std::string shape : {"round", "tall", "flat", "peak"}) {
        auto request = asking(shape + "-Red.png", "in blue instead of red");
        request.target = shape + "-Blue.png";
        request.withoutReference = true;
        const auto answer = engine.query(*project, request, world.job);
        REQUIRE_OK(answer);
        QVERIFY(answer->targetRank && answer->imageRank && answer->textRank);
        QCOMPARE(*answer->targetRank, std::size_t{1});
        QCOMPARE(answer->hits.front().image.name, shape + "-Blue.png");
        QVERIFY(answer->hits.front().image.path.ends_with(shape + "-Blue.png"));
        QCOMPARE(answer->encoder, std::string("compact"));
        QCOMPARE(answer->alignment, std::string("labels"));
        QCOMPARE(answer->gallery, std::int64_t{20});
        QVERIFY(answer->totalMilliseconds > 0);
    }
}

void TestSearch::anImageAloneFindsItselfFirst()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto answer = engine.query(*project, asking("tall-Green.png", {}, "image"), world.job);
    REQUIRE_OK(answer);
    QCOMPARE(answer->hits.size(), std::size_t{10});
    QCOMPARE(answer->hits.front().image.name, std::string("tall-Green.png"));
    for (std::size_t i = 0; i < answer->hits.size(); ++i) {
        QCOMPARE(answer->hits[i].rank, i + 1);
        QVERIFY(i == 0 || answer->hits[i].score <= answer->hits[i - 1].score);
    }
    QVERIFY(!answer->textRank);
}

void TestSearch::aFileAndPixelsAreSearchedLikeTheProjectsOwnImage()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    fs::copy_file(world.path("images/flat-Red.png"), world.path("elsewhere.png"));
    auto engine = world.engine();
    const auto own = engine.query(*project, asking("flat-Red.png", "in green"), world.job);
    REQUIRE_OK(own);
    auto request = asking({}, "in green");
    request.reference.path = world.path("elsewhere.png").string();
    const auto file = engine.query(*project, request, world.job);
    REQUIRE_OK(file);
    QCOMPARE(namesOf(*file), namesOf(*own));
    QVERIFY(std::abs(file->hits.front().score - own->hits.front().score) < 1e-2);

    const auto image = QImage(QString::fromStdString(request.reference.path))
                           .convertToFormat(QImage::Format_RGBA8888);
    request.reference.path.clear();
    request.reference.pixels = {image.width(), image.height(),
                                static_cast<std::size_t>(image.bytesPerLine()),
                                std::make_shared<const std::vector<std::uint8_t>>(
                                    image.constBits(), image.constBits() + image.sizeInBytes())};
    const auto pasted = engine.query(*project, request, world.job);
    REQUIRE_OK(pasted);
    QCOMPARE(namesOf(*pasted), namesOf(*own));
}

void TestSearch::equalScoresGoByName()
{
    const SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    // All alike: the name decides, bytewise, whatever was imported or planted first.
    std::map<std::string, std::vector<float>> vectors;
    for (const auto& pair : allPairs(*project)) {
        vectors[pair.reference.name] = {1.0F};
    }
    REQUIRE_OK(world.plant(*project, vectors));
    auto engine = world.engine();
    auto request = asking("tall-Red.png", {}, "image");
    request.k = 100;
    request.target = "tall-Red.png";
    const auto answer = engine.query(*project, request, world.job);
    REQUIRE_OK(answer);
    std::vector<std::string> expected;
    expected.reserve(vectors.size());
    for (const auto& [name, vector] : vectors) {
        expected.push_back(name);
    }
    QVERIFY(namesOf(*answer) == expected);
    QCOMPARE(*answer->targetRank, std::size_t{19}); // tall-Red.png before tall-Yellow.png
}

void TestSearch::aCategoryLeavesOutTheRest()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    auto request = asking("round-Red.png", "in blue");
    request.category = "Belts";
    request.k = 100;
    const auto answer = engine.query(*project, request, world.job);
    REQUIRE_OK(answer);
    QCOMPARE(answer->hits.size(), std::size_t{10});
    for (const auto& hit : answer->hits) {
        QCOMPARE(hit.image.category, std::string("Belts"));
    }
    request.category = "no such";
    const auto nothing = engine.query(*project, request, world.job);
    REQUIRE_OK(nothing);
    QVERIFY(nothing->hits.empty());
}

void TestSearch::theTargetsRankIsToldByEachHalfToo()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto rankIn = [&](QueryRequest request, const std::string& name) {
        request.k = 100;
        const auto answer = engine.query(*project, request, world.job);
        const auto names = answer ? namesOf(*answer) : std::vector<std::string>{};
        return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()) + 1;
    };
    auto request = asking("peak-Black.png", "change the colour from black to green");
    request.target = "peak-Green.png";
    const auto answer = engine.query(*project, request, world.job);
    REQUIRE_OK(answer);
    const auto alone = [&](const std::string& method) {
        auto one = request;
        one.method = method;
        return rankIn(one, *request.target);
    };
    QCOMPARE(answer->targetRank.value_or(0), rankIn(request, *request.target));
    QCOMPARE(answer->imageRank.value_or(0), alone("image"));
    QCOMPARE(answer->textRank.value_or(0), alone("text"));
    request.target = "no such.png";
    const auto unknown = engine.query(*project, request, world.job);
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().code, ErrorCode::NotFound);
}

void TestSearch::theReferenceCanBeLeftOut()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    auto request = asking("round-Red.png", {}, "image");
    request.k = 100;
    request.withoutReference = true;
    const auto answer = engine.query(*project, request, world.job);
    REQUIRE_OK(answer);
    QCOMPARE(answer->hits.size(), std::size_t{19});
    QCOMPARE(std::ranges::count(namesOf(*answer), "round-Red.png"), std::ptrdiff_t{0});
}

void TestSearch::aSecondReferenceCountsByItsWeight()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto with = [&](double weight) {
        auto request = asking("round-Red.png", {}, "image");
        request.second.name = "flat-Blue.png";
        request.secondWeight = weight;
        const auto answer = engine.query(*project, request, world.job);
        return answer ? namesOf(*answer) : std::vector<std::string>{};
    };
    const auto only = engine.query(*project, asking("flat-Blue.png", {}, "image"), world.job);
    const auto first = engine.query(*project, asking("round-Red.png", {}, "image"), world.job);
    QVERIFY(only && first);
    QVERIFY(with(1.0) == namesOf(*only));
    QVERIFY(with(0.0) == namesOf(*first));
    const auto half = with(0.5);
    QVERIFY(std::ranges::count(std::span(half).first(4), "round-Red.png") == 1);
    QVERIFY(std::ranges::count(std::span(half).first(4), "flat-Blue.png") == 1);
}

void TestSearch::aChainRemembersItsEarlierSteps()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    auto request = asking("round-Red.png", "in green");
    request.k = 100;
    const auto plain = engine.query(*project, request, world.job);
    request.earlier = {"in yellow", "in blue"};
    const auto chained = engine.query(*project, request, world.job);
    REQUIRE_OK(plain);
    REQUIRE_OK(chained);
    QCOMPARE(chained->hits.front().image.name, std::string("round-Green.png"));
    const auto rank = [](const QueryAnswer& answer, const std::string& name) {
        const auto names = namesOf(answer);
        return std::ranges::find(names, name) - names.begin();
    };
    // The newer step counts more than the older one; both more than nothing.
    QVERIFY(rank(*chained, "round-Blue.png") < rank(*chained, "round-Black.png"));
    QVERIFY(!same(*plain, *chained));
}

void TestSearch::whatIsNotWantedSinks()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    auto request = asking("round-Red.png", "in blue");
    request.target = "tall-Red.png";
    const auto before = engine.query(*project, request, world.job);
    request.negative = "red";
    const auto after = engine.query(*project, request, world.job);
    REQUIRE_OK(before);
    REQUIRE_OK(after);
    QVERIFY(*after->targetRank > *before->targetRank);
    QVERIFY(std::ranges::count(after->unwanted, "red") == 1);
}

void TestSearch::theShareOfTheTextGoesFromImageToText()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    auto request = asking("round-Red.png", "in blue instead of red");
    request.k = 100;
    request.textShare = 0.0;
    const auto image = engine.query(*project, request, world.job);
    REQUIRE_OK(image);
    const auto alone = engine.query(
        *project,
        [&] {
            auto one = asking("round-Red.png", {}, "image");
            one.k = 100;
            return one;
        }(),
        world.job);
    REQUIRE_OK(alone);
    QVERIFY(namesOf(*image) == namesOf(*alone));
    QCOMPARE(image->textShare, 0.0);
    request.textShare = 1.0;
    const auto text = engine.query(*project, request, world.job);
    REQUIRE_OK(text);
    QCOMPARE(text->textShare, 1.0);
    const auto names = namesOf(*text);
    for (std::size_t i = 0; i < 4; ++i) {
        QVERIFY2(names[i].ends_with("Blue.png"), names[i].c_str());
    }
}

void TestSearch::textsOfEveryKindAreTaken_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << QStringLiteral(" \t　");
    QTest::newRow("hundred thousand characters") << QStringLiteral("blue ").repeated(20'000);
    QTest::newRow("one word without end") << QString(100'000, QLatin1Char('x'));
    QTest::newRow("japanese") << QStringLiteral("赤ではなく青にする");
    QTest::newRow("signs only") << QStringLiteral("!?… — “”");
    QTest::newRow("half a character") << QStringLiteral("blue \uFFFD");
}

void TestSearch::textsOfEveryKindAreTaken()
{
    QFETCH(QString, text);
    static const SearchWorld world;
    static const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    for (const std::string method : {"aligned", "fusion"}) {
        const auto answer =
            engine.query(*project, asking("round-Red.png", text.toStdString(), method), world.job);
        REQUIRE_OK(answer);
        QCOMPARE(answer->hits.size(), std::size_t{10});
    }
}

void TestSearch::wrongRequestsSayWhy()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine();
    const auto codeOf = [&](const QueryRequest& request) {
        const auto answer = engine.query(*project, request, world.job);
        return answer ? ErrorCode::Internal : answer.error().code;
    };
    QCOMPARE(codeOf(asking({}, {})), ErrorCode::BadArgument);
    QCOMPARE(codeOf(asking({}, "in blue", "image")), ErrorCode::BadArgument);
    QCOMPARE(codeOf(asking("round-Red.png", "in blue", "no such method")), ErrorCode::BadArgument);
    QCOMPARE(codeOf(asking("round-Red.png", "in blue", "two-hop")), ErrorCode::BadArgument);
    QCOMPARE(codeOf(asking("no such.png", "in blue")), ErrorCode::NotFound);
    auto file = asking({}, "in blue");
    file.reference.path = world.path("not there.png").string();
    QCOMPARE(codeOf(file), ErrorCode::NotFound);
    world.write("broken.png", "this is no image");
    file.reference.path = world.path("broken.png").string();
    QVERIFY(codeOf(file) == ErrorCode::Unreadable || codeOf(file) == ErrorCode::Unsupported);
    world.write("empty.png", "");
    file.reference.path = world.path("empty.png").string();
    QCOMPARE(codeOf(file), ErrorCode::Empty);
    // None of it spoils the next question.
    QVERIFY(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
}

void TestSearch::theDefaultFallsBackAndSaysSo()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    auto engine = world.engine({});
    const auto answer = engine.query(*project, asking("round-Red.png", "in blue"), world.job);
    REQUIRE_OK(answer);
    QCOMPARE(answer->encoder, std::string("compact"));
    QVERIFY(!answer->fallback.empty());
    auto named = world.engine("standard");
    const auto refused = named.query(*project, asking("round-Red.png", "in blue"), world.job);
    QVERIFY(!refused);
}

void TestSearch::aCancelledQueryStops()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    std::stop_source stop;
    stop.request_stop();
    auto engine = world.engine();
    const auto answer =
        engine.query(*project, asking("round-Red.png", "in blue"), {stop.get_token(), {}, nullptr});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    REQUIRE_OK(engine.query(*project, asking("round-Red.png", "in blue"), world.job));
}

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
