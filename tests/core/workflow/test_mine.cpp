// SPDX-License-Identifier: GPL-3.0-or-later
// Pairs by stored vectors, worked out by hand; and what tells likeness where there are none.
#include "core/generate/pair_mining.h"
#include "core/workflow/cases.h"
#include "core/workflow/evaluate.h"
#include "core/workflow/mine_neighbours.h"
#include "tests/core/workflow/search_world.h"

#include <cmath>
#include <set>

using namespace triptych;
using namespace triptych::tests;
using workflow::MineRequest;
using workflow::MineRule;

namespace {

// Unit vectors at an angle: the likeness of two is the cosine of the angle between.
std::vector<float> at(double degrees)
{
    const double angle = degrees * std::acos(-1.0) / 180.0;
    return {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
}

// a 0°, b 5° (cos .996, a near-duplicate of a), c 12° (.978), d 20° (.940), e 26° (.899), f 80°
// (.174).
const std::map<std::string, double> kAngles{{"a.png", 0},  {"b.png", 5},  {"c.png", 12},
                                            {"d.png", 20}, {"e.png", 26}, {"f.png", 80}};

class Angles : public SearchWorld
{
public:
    explicit Angles(const std::map<std::string, double>& angles = kAngles)
    {
        std::map<std::string, std::vector<float>> vectors;
        for (const auto& [name, degrees] : angles) {
            drawShape("images/" + name, "round",
                      QColor(static_cast<int>(vectors.size()) * 9, 90, 200));
            vectors[name] = at(degrees);
        }
        auto made = workflow::Project::create(path("p.triptych"), Language::English, options());
        workflow::ImportRequest request;
        request.source = path("images");
        request.kind = workflow::ImportKind::Folder;
        if (!made || !workflow::importInto(**made, request, job)) {
            throw std::runtime_error("no project");
        }
        project = std::move(*made);
        if (const auto planted = plant(*project, vectors); !planted) {
            throw std::runtime_error(describe(planted.error()));
        }
    }

    [[nodiscard]] MineRequest request(MineRule rule, double lower, double upper) const
    {
        MineRequest wanted;
        wanted.rule = rule;
        wanted.encoder = "compact";
        wanted.lower = lower;
        wanted.upper = upper;
        wanted.models = models;
        return wanted;
    }

    // "a.png>b.png", sorted; and whether each has its mirror.
    [[nodiscard]] std::set<std::string> pairs() const
    {
        std::set<std::string> all;
        for (const auto& pair : allPairs(*project)) {
            all.insert(pair.reference.name + ">" + pair.target.name);
        }
        return all;
    }

    std::unique_ptr<workflow::Project> project;
};

} // namespace

class TestMine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksGoOutwardAndLeaveOutNearDuplicatesAndTheUnrelated()
    {
        // Within 0.9 … 0.98 (25.8° … 11.5°) walks give, by where they begin: a: c, and not d, which
        // is 8° from c. b: d, not e. c: a and e. d: b, not a. e: c, not b; a is too far. f: nobody.
        // Whatever is first, a-c, c-e and b-d are made; a-e only when c is before a and e.
        const std::set<std::string> always{"a.png>c.png", "c.png>a.png", "c.png>e.png",
                                           "e.png>c.png", "b.png>d.png", "d.png>b.png"};
        auto withOuter = always;
        withOuter.insert({"a.png>e.png", "e.png>a.png"});
        int outer = 0;
        constexpr int kSeeds = 12;
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            const Angles world;
            auto wanted = world.request(MineRule::Similar, 0.9, 0.98);
            wanted.seed = seed;
            const auto report = workflow::mine(*world.project, wanted, world.job);
            REQUIRE_OK(report);
            QCOMPARE(report->likeness, std::string{"compact"});
            QCOMPARE(report->unencoded, 0);
            const auto pairs = world.pairs();
            QCOMPARE(static_cast<std::int64_t>(pairs.size()), report->added);
            QVERIFY(pairs == always || pairs == withOuter);
            outer += pairs == withOuter ? 1 : 0;
        }
        QVERIFY(outer > 0 && outer < kSeeds); // about a third
    }

    void sameSeedGivesTheSamePairs()
    {
        const Angles one;
        const Angles two;
        auto wanted = one.request(MineRule::Similar, 0.9, 0.98);
        wanted.seed = 5;
        REQUIRE_OK(workflow::mine(*one.project, wanted, one.job));
        REQUIRE_OK(workflow::mine(*two.project, wanted, two.job));
        QVERIFY(one.pairs() == two.pairs());
    }

    void vectorsAreUsedUnaskedWhereMostImagesHaveOne()
    {
        const Angles world;
        MineRequest wanted;
        wanted.rule = MineRule::Similar;
        wanted.models = world.models;
        auto report = workflow::mine(*world.project, wanted, world.job);
        REQUIRE_OK(report);
        QCOMPARE(report->likeness, std::string{"compact"});
        QVERIFY(!report->standardThere);
        // Seven more that are not encoded: six of thirteen have a vector.
        for (int i = 0; i < 7; ++i) {
            world.drawShape("images/new" + std::to_string(i) + ".png", "tall",
                            QColor(i * 30, 200, 40));
        }
        workflow::ImportRequest more;
        more.source = world.path("images");
        more.kind = workflow::ImportKind::Folder;
        REQUIRE_OK(workflow::importInto(*world.project, more, world.job));
        report = workflow::mine(*world.project, wanted, world.job);
        REQUIRE_OK(report);
        QVERIFY(report->likeness.empty());
        wanted.encoder = "compact"; // named: over those that have one
        report = workflow::mine(*world.project, wanted, world.job);
        REQUIRE_OK(report);
        QCOMPARE(report->likeness, std::string{"compact"});
        QCOMPARE(report->unencoded, 7);
    }

    void withoutVectorsHashesTellAndANamedEncoderIsAnError()
    {
        const SearchWorld world;
        const auto project = world.shop();
        QVERIFY(project);
        MineRequest wanted;
        wanted.rule = MineRule::Similar;
        wanted.models = world.models;
        const auto report = workflow::mine(*project, wanted, world.job);
        REQUIRE_OK(report);
        QVERIFY(report->likeness.empty());
        wanted.encoder = "compact";
        const auto refused = workflow::mine(*project, wanted, world.job);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::NotFound);
        QCOMPARE(refused.error().subject, std::string{workflow::kVectorsSubject});
    }

    void groupsAreWholeSetsOfSixKeptWithTheirPairs()
    {
        // Six images 12° apart within 60°, all within the window, and two that have no six.
        const Angles world({{"a.png", 0},
                            {"b.png", 12},
                            {"c.png", 25},
                            {"d.png", 39},
                            {"e.png", 54},
                            {"f.png", 70},
                            {"y.png", 170},
                            {"z.png", 184}});
        auto wanted = world.request(MineRule::Group, 0.3, 0.98);
        const auto report = workflow::mine(*world.project, wanted, world.job);
        REQUIRE_OK(report);
        QCOMPARE(report->groups, 1);
        QCOMPARE(report->added, 30);
        for (const auto& pair : world.pairs()) {
            QVERIFY2(pair.find('y') == std::string::npos && pair.find('z') == std::string::npos,
                     pair.c_str());
        }
        // Recall_subset is measured on the set: of b 12°, c 25°, d … f, c is second from a.
        REQUIRE_OK(workflow::markRight(*world.project, "a.png", "c.png", "further on", "Ann"));
        workflow::EvaluateRequest asked;
        asked.encoder = "compact";
        asked.method = "image";
        asked.protocol = "cirr";
        const auto measured = workflow::evaluate(*world.project, world.models, asked, world.job);
        REQUIRE_OK(measured);
        QCOMPARE(measured->row.recallSubset.at(1), 0.0);
        QCOMPARE(measured->row.recallSubset.at(2), 1.0);
        // A second time nothing is added.
        const auto again = workflow::mine(*world.project, wanted, world.job);
        REQUIRE_OK(again);
        QCOMPARE(again->added, 0);
        QCOMPARE(again->skipped, 30);
    }

    void fittedLimitsDifferByEncoder()
    {
        const auto standard = workflow::similarRuleBy("standard");
        QCOMPARE(standard.upperSimilarity, 0.94);
        QCOMPARE(standard.lowerSimilarity, 0.60);
        QCOMPARE(standard.spacing, 0.002);
        QCOMPARE(standard.nearest, std::size_t{20});
        QCOMPARE(standard.group, std::size_t{6});
        QVERIFY(workflow::similarRuleBy("compact").lowerSimilarity > 0.8);
        QCOMPARE(workflow::similarRuleBy("my clip").upperSimilarity, 0.94);
    }
};

QTEST_GUILESS_MAIN(TestMine)
#include "test_mine.moc"
