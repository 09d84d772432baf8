// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics over planted vectors, worked out by hand.
#include "core/workflow/evaluate.h"
#include "core/workflow/evaluate_rows.h"
#include "tests/core/workflow/search_world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace triptych;
using namespace triptych::tests;
using workflow::EvaluateReport;
using workflow::EvaluateRequest;

namespace {

// References r1, r2, r3 are axes, so that an image's values are its likeness to each of them:
//   to r1: a .75, b and c .5, d .25, e .125    to r2: d .75, a and b .5, c .25, e .125
//   to r3: b and c .75, d .5, a .25, e .125    "train" is nearest to all of them.
const std::map<std::string, std::vector<float>> kVectors{{"set/r1.png", {1, 0, 0}},
                                                         {"set/r2.png", {0, 1, 0}},
                                                         {"set/r3.png", {0, 0, 1}},
                                                         {"set/a.png", {.75F, .5F, .25F}},
                                                         {"set/b.png", {.5F, .5F, .75F}},
                                                         {"set/c.png", {.5F, .25F, .75F}},
                                                         {"set/d.png", {.25F, .75F, .5F}},
                                                         {"set/e.png", {.125F, .125F, .125F}},
                                                         {"set/train.png", {.875F, .875F, .875F}}};

// r1 -> a, r1 -> c, r2 -> b, r3 -> d or e. The last one's six images are not all here.
constexpr const char* kRows = R"([
{"pairid":1,"reference":"r1","target_hard":"a","target_soft":{"a":1.0},"caption":"one",
 "img_set":{"id":1,"members":["r1","a","b","c","d","e"],"reference_rank":0,"target_rank":1}},
{"pairid":2,"reference":"r1","target_hard":"c","target_soft":{"c":1.0,"e":0.5},"caption":"two",
 "img_set":{"id":1,"members":["a","b","c","d","e","r1"],"reference_rank":0,"target_rank":2}},
{"pairid":3,"reference":"r2","target_hard":"b","target_soft":{"b":1.0},"caption":"three",
 "img_set":{"id":2,"members":["r2","a","b","c","d","e"],"reference_rank":0,"target_rank":3}},
{"pairid":4,"reference":"r3","target_hard":"d","target_soft":{"d":1.0,"e":1.0},"caption":"four",
 "img_set":{"id":3,"members":["r3","a","b","c","d","gone"],"reference_rank":0,"target_rank":3}}])";

class Planted
{
public:
    explicit Planted(const std::vector<std::string>& left = {}, const std::string& who = "Ann")
    {
        std::string names;
        for (const auto& [name, vector] : kVectors) {
            world.drawShape(
                "cirr/" + name, "round",
                QColor(static_cast<int>(names.size() % 200), static_cast<int>(vector[0] * 200), 9));
            if (!name.ends_with("train.png")) {
                names += (names.empty() ? "" : ",") + entry(name);
            }
        }
        world.write("cirr/captions/cap.rc2.val.json", kRows);
        world.write("cirr/captions/cap.rc2.test1.json",
                    R"([{"pairid":77,"reference":"r2","caption":"five",)"
                    R"("img_set":{"id":2,"members":["r2","a","b","c","d","e"]}}])");
        world.write("cirr/captions/cap.rc2.train.json",
                    R"([{"pairid":9,"reference":"train","target_hard":"a","caption":"six"}])");
        world.write("cirr/image_splits/split.rc2.val.json", "{" + names + "}");
        world.write("cirr/image_splits/split.rc2.train.json", "{" + entry("set/train.png") + "}");
        auto made = workflow::Project::create(world.path("cirr.triptych"), Language::English,
                                              World::options());
        workflow::ImportRequest request;
        request.source = world.path("cirr");
        request.kind = workflow::ImportKind::Cirr;
        request.acceptedBy = who;
        if (!made || !workflow::importInto(**made, request, world.job)) {
            throw std::runtime_error("no project");
        }
        project = std::move(*made);
        auto vectors = kVectors;
        for (const auto& name : left) {
            vectors.erase(name);
        }
        if (const auto planted = world.plant(*project, vectors); !planted) {
            throw std::runtime_error(describe(planted.error()));
        }
    }

    Result<EvaluateReport> evaluate(EvaluateRequest request)
    {
        request.encoder = "compact";
        if (request.method == "aligned") {
            request.method = "image";
        }
        if (request.split.empty()) {
            request.split = "validation";
        }
        return workflow::evaluate(*project, world.models, request, world.job);
    }

    Result<EvaluateReport> evaluate(const std::string& protocol)
    {
        EvaluateRequest request;
        request.protocol = protocol;
        return evaluate(request);
    }

    SearchWorld world;
    std::unique_ptr<workflow::Project> project;

private:
    static std::string entry(const std::string& name)
    {
        const auto stem = name.substr(4, name.size() - 8);
        return "\"" + stem + "\":\"./" + name + "\"";
    }
};

QJsonArray listOf(const std::vector<const char*>& names)
{
    QJsonArray list;
    for (const auto* name : names) {
        list.append(QString::fromLatin1(name));
    }
    return list;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

} // namespace

class TestEvaluate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cirrIsWorkedByHand();
    void plainTakesTheWholeGallery();
    void circoIsWorkedByHand();
    void fashionIqKeepsTheReferenceAndAveragesCategories();
    void captionsAreJoinedAsTheBenchmarkDoes();
    void imageAndTextRowsStandBeside();
    void whatIsNotEncodedIsSkippedAndCounted();
    void onlyAcceptedTextsCountUnlessAsked();
    void ranksAreWrittenALineAQuery();
    void aSubmissionIsWhatTheServerTakes();
    void theSameSeedGivesTheSameReport();
    void wrongRequestsSayWhy();
    void aDrawnSplitIsTestedByDefault();
};

void TestEvaluate::cirrIsWorkedByHand()
{
    Planted planted;
    const auto report = planted.evaluate("cirr");
    REQUIRE_OK(report);
    QCOMPARE(report->queries, std::int64_t{4});
    QCOMPARE(report->gallery, std::int64_t{7}); // eight of the part, without the reference
    // Ranks 1, 3 (b comes before c by name), 3 (a before b), 3.
    QVERIFY(near(report->row.recall.at(1), 0.25));
    QVERIFY(near(report->row.recall.at(5), 1.0));
    QVERIFY(near(report->row.recall.at(50), 1.0));
    // Of the three whole sets: 1, 3, 3.
    QVERIFY(near(report->row.recallSubset.at(1), 1.0 / 3));
    QVERIFY(near(report->row.recallSubset.at(2), 1.0 / 3));
    QVERIFY(near(report->row.recallSubset.at(3), 1.0));
    QVERIFY(report->row.map.empty());
    const auto interval = report->row.interval95.at(1);
    QVERIFY(interval.first <= 0.25 && 0.25 <= interval.second);
    QCOMPARE(report->notes.size(), std::size_t{2}); // validation; sets that are not whole
}

void TestEvaluate::plainTakesTheWholeGallery()
{
    Planted planted;
    const auto report = planted.evaluate("plain");
    REQUIRE_OK(report);
    QCOMPARE(report->gallery, std::int64_t{8});
    // "train" stands before all but a: ranks 2, 4, 4, 4.
    QVERIFY(near(report->row.recall.at(1), 0.0));
    QVERIFY(near(report->row.recall.at(5), 1.0));
    QVERIFY(report->row.recallSubset.empty());
}

void TestEvaluate::circoIsWorkedByHand()
{
    Planted planted;
    const auto report = planted.evaluate("circo");
    REQUIRE_OK(report);
    QCOMPARE(report->gallery, std::int64_t{9});
    // The reference is first, then "train": a 3, c 5, b 5, d 5 and e 7.
    const double at5 = (1.0 / 3 + 1.0 / 5 + 1.0 / 5 + 1.0 / 5 / 2) / 4;
    const double at10 = (1.0 / 3 + 1.0 / 5 + 1.0 / 5 + (1.0 / 5 + 2.0 / 7) / 2) / 4;
    QVERIFY(near(report->row.map.at(5), at5));
    QVERIFY(near(report->row.map.at(10), at10));
    QVERIFY(near(report->row.map.at(25), at10));
    QVERIFY(near(report->row.map.at(50), at10));
}

void TestEvaluate::fashionIqKeepsTheReferenceAndAveragesCategories()
{
    Planted planted;
    const auto report = planted.evaluate("fashioniq");
    REQUIRE_OK(report);
    QCOMPARE(report->gallery, std::int64_t{8}); // of the part, with the reference
    QVERIFY(near(report->row.recall.at(1), 0.0));
    QVERIFY(near(report->row.recall.at(5), 1.0)); // 2, 4, 4, 4
    QCOMPARE(report->row.categories.size(), std::size_t{1});

    // Three hats of which one is found first, one belt that is: (1/3 + 1) / 2.
    SearchWorld world;
    const auto project = world.shop();
    QVERIFY(project);
    std::map<std::string, std::vector<float>> vectors;
    for (const auto& pair : allPairs(*project)) {
        vectors[pair.reference.name] = {0.0F, 0.0F, 0.0F};
    }
    vectors["round-Red.png"] = {1, 0, 0};
    vectors["round-Blue.png"] = {2, 0, 0}; // before the reference itself
    vectors["flat-Red.png"] = {0, 1, 0};
    vectors["flat-Blue.png"] = {0, 2, 0};
    REQUIRE_OK(world.plant(*project, vectors));
    for (const auto& [from, to] : {std::pair{"round-Red.png", "round-Blue.png"},
                                   std::pair{"round-Red.png", "round-Green.png"},
                                   std::pair{"round-Red.png", "round-Yellow.png"},
                                   std::pair{"flat-Red.png", "flat-Blue.png"}}) {
        workflow::DecideWhereRequest accept;
        for (const auto& pair : allPairs(*project)) {
            if (pair.reference.name == from && pair.target.name == to) {
                REQUIRE_OK(
                    workflow::decide(*project, "Ann", {decision(pair, workflow::Act::Accept)}));
            }
        }
    }
    EvaluateRequest request;
    request.encoder = "compact";
    request.method = "image";
    request.protocol = "fashioniq";
    const auto shop = workflow::evaluate(*project, world.models, request, world.job);
    REQUIRE_OK(shop);
    QCOMPARE(shop->queries, std::int64_t{4});
    QVERIFY(near(shop->row.recall.at(1), (1.0 / 3 + 1.0) / 2));
    QVERIFY(near(shop->row.categories.at("Hats").at(1), 1.0 / 3));
    QVERIFY(near(shop->row.categories.at("Belts").at(1), 1.0));
}

void TestEvaluate::captionsAreJoinedAsTheBenchmarkDoes()
{
    using workflow::joinedCaptions;
    QCOMPARE(joinedCaptions({"is solid black with no sleeves.", " ?is black with straps, "}),
             std::string("Is solid black with no sleeves and is black with straps"));
    QCOMPARE(joinedCaptions({"", "blue"}), std::string("Blue"));
    QCOMPARE(joinedCaptions({"青い", "短い"}), std::string("青い and 短い"));
    QCOMPARE(joinedCaptions({}), std::string());
}

void TestEvaluate::imageAndTextRowsStandBeside()
{
    Planted planted;
    EvaluateRequest request;
    request.method = "fusion";
    const auto fusion = planted.evaluate(request);
    REQUIRE_OK(fusion);
    QCOMPARE(fusion->row.method, std::string("fusion"));
    QCOMPARE(fusion->beside.size(), std::size_t{2});
    QCOMPARE(fusion->beside[0].method, std::string("image"));
    QCOMPARE(fusion->beside[1].method, std::string("text"));
    QVERIFY(near(fusion->beside[0].recall.at(1), 0.0));
    QVERIFY(near(fusion->beside[0].recall.at(5), 1.0));
    request.method = "image";
    const auto image = planted.evaluate(request);
    REQUIRE_OK(image);
    QCOMPARE(image->beside.size(), std::size_t{1}); // never twice
}

void TestEvaluate::whatIsNotEncodedIsSkippedAndCounted()
{
    Planted planted({"set/c.png"});
    const auto report = planted.evaluate("cirr");
    REQUIRE_OK(report);
    QCOMPARE(report->queries, std::int64_t{3});
    QCOMPARE(report->skipped, std::int64_t{1});
    QVERIFY(report->row.recallSubset.empty()); // c is in every set
    Planted bare({"set/r1.png", "set/r2.png", "set/r3.png"});
    const auto nothing = bare.evaluate("cirr");
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, ErrorCode::NotFound);
    QVERIFY(nothing.error().detail.find("encode") != std::string::npos);
}

void TestEvaluate::onlyAcceptedTextsCountUnlessAsked()
{
    Planted planted({}, {}); // imported, nobody accepted anything
    const auto none = planted.evaluate("plain");
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotApplicable);
    QVERIFY(none.error().detail.find("status:any") != std::string::npos);
    EvaluateRequest request;
    request.where = "status:any";
    const auto any = planted.evaluate(request);
    REQUIRE_OK(any);
    QCOMPARE(any->queries, std::int64_t{4});
    request.split = "all";
    QCOMPARE(planted.evaluate(request)->queries, std::int64_t{5});
    request.where = "status:any text:two";
    QCOMPARE(planted.evaluate(request)->queries, std::int64_t{1});
    request.where = "status:((";
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadFilter);
}

void TestEvaluate::ranksAreWrittenALineAQuery()
{
    Planted planted;
    EvaluateRequest request;
    request.protocol = "cirr";
    request.ranks = planted.world.path("ranks.jsonl");
    REQUIRE_OK(planted.evaluate(request));
    const auto lines = QByteArray::fromStdString(planted.world.read("ranks.jsonl")).split('\n');
    QCOMPARE(lines.size(), qsizetype{5}); // and the end of the last one
    std::map<std::string, std::vector<int>> byText;
    for (const auto& line : lines) {
        const auto row = QJsonDocument::fromJson(line).object();
        for (const auto& rank :
             row[QLatin1StringView("ranks")].toObject()[QLatin1StringView("image")].toArray()) {
            byText[row[QLatin1StringView("text")].toString().toStdString()].push_back(rank.toInt());
        }
        QVERIFY(line.isEmpty() ||
                row[QLatin1StringView("ranks")].toObject().contains(QStringLiteral("text")));
    }
    QVERIFY((byText["one"] == std::vector<int>{1}));
    QVERIFY((byText["two"] == std::vector<int>{3}));
    QVERIFY((byText["three"] == std::vector<int>{3}));
    QVERIFY((byText["four"] == std::vector<int>{3, 5}));
}

void TestEvaluate::aSubmissionIsWhatTheServerTakes()
{
    Planted planted;
    EvaluateRequest request;
    request.protocol = "cirr";
    request.submission = planted.world.path("test1.json");
    REQUIRE_OK(planted.evaluate(request));
    const auto read = [&](const std::string& name) {
        return QJsonDocument::fromJson(QByteArray::fromStdString(planted.world.read(name)))
            .object();
    };
    const auto whole = read("test1.json");
    QCOMPARE(whole[QLatin1StringView("version")].toString(), QStringLiteral("rc2"));
    QCOMPARE(whole[QLatin1StringView("metric")].toString(), QStringLiteral("recall"));
    const QJsonArray expected = listOf({"d", "a", "b", "c", "e", "r1", "r3"});
    QCOMPARE(whole[QLatin1StringView("77")].toArray(), expected);
    const auto subset = read("test1.subset.json");
    QCOMPARE(subset[QLatin1StringView("metric")].toString(), QStringLiteral("recall_subset"));
    QCOMPARE(subset[QLatin1StringView("77")].toArray(), listOf({"d", "a", "b"}));
    request.protocol = "plain";
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadArgument);
    request.protocol = "circo"; // these are not CIRCO's rows
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadFormat);
}

void TestEvaluate::theSameSeedGivesTheSameReport()
{
    Planted planted;
    const auto one = planted.evaluate("cirr");
    const auto two = planted.evaluate("cirr");
    REQUIRE_OK(one);
    REQUIRE_OK(two);
    QVERIFY(one->row.recall == two->row.recall);
    QVERIFY(one->row.interval95 == two->row.interval95);
    QVERIFY(one->beside[0].interval95 == two->beside[0].interval95);
}

void TestEvaluate::wrongRequestsSayWhy()
{
    Planted planted;
    EvaluateRequest request;
    request.protocol = "no such";
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadArgument);
    request = {};
    request.method = "no such";
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadArgument);
    request = {};
    request.split = "no such";
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::BadArgument);
    request = {};
    request.model = planted.world.path("no such").string();
    QCOMPARE(planted.evaluate(request).error().code, ErrorCode::NotFound);
}

void TestEvaluate::aDrawnSplitIsTestedByDefault()
{
    const SearchWorld world;
    const auto project = world.encodedShop();
    QVERIFY(project);
    EvaluateRequest request;
    request.encoder = "compact";
    request.where = "status:any";
    const auto all = workflow::evaluate(*project, world.models, request, world.job);
    REQUIRE_OK(all);
    QCOMPARE(all->split, std::string("all"));
    QCOMPARE(all->queries, std::int64_t{80}); // four products, 5 · 4 ordered pairs each
    QVERIFY(all->row.recall.at(1) >= all->beside[0].recall.at(1));
    REQUIRE_OK(workflow::splitProject(*project, {}, world.job));
    const auto test = workflow::evaluate(*project, world.models, request, world.job);
    REQUIRE_OK(test);
    QCOMPARE(test->split, std::string("test"));
    QCOMPARE(test->queries, std::int64_t{20});
}

QTEST_GUILESS_MAIN(TestEvaluate)
#include "test_evaluate.moc"
