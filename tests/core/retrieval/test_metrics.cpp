// SPDX-License-Identifier: GPL-3.0-or-later
// Each formula of the metrics against an example worked out by hand.
#include "core/retrieval/metrics.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace triptych::retrieval;

namespace {

using Ranks = std::vector<std::size_t>;

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-12;
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranksFollowScoresDownwards()
    {
        const std::vector<float> scores = {0.1F, 0.9F, 0.5F, 0.7F};
        const std::vector<std::string> names = {"a", "b", "c", "d"};
        const Ranks all = {0, 1, 2, 3};
        QCOMPARE(ranksOf(scores, names, all, all), (Ranks{4, 1, 3, 2}));
    }

    void tiesGoByNameBytewiseWhateverTheOrder()
    {
        const std::vector<float> scores = {0.5F, 0.5F, 0.5F, 0.9F};
        const std::vector<std::string> names = {"b", "a", "Z", "x"}; // 'Z' < 'a' < 'b'
        const Ranks forward = {0, 1, 2, 3};
        const Ranks backward = {3, 2, 1, 0};
        const Ranks wanted = {0, 1, 2};
        QCOMPARE(ranksOf(scores, names, forward, wanted), (Ranks{4, 3, 2}));
        QCOMPARE(ranksOf(scores, names, backward, wanted), (Ranks{4, 3, 2}));
    }

    void whatIsNoCandidateHasNoRankAndTakesNoPlace()
    {
        const std::vector<float> scores = {0.9F, 0.5F, 0.4F};
        const std::vector<std::string> names = {"reference", "b", "c"};
        const Ranks withoutReference = {1, 2};
        const Ranks wanted = {0, 2};
        QCOMPARE(ranksOf(scores, names, withoutReference, wanted), (Ranks{0, 2}));
    }

    void aScoreThatIsNoNumberComesLast()
    {
        const float none = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> scores = {none, -5.0F, none};
        const std::vector<std::string> names = {"a", "b", "c"};
        const Ranks all = {0, 1, 2};
        QCOMPARE(ranksOf(scores, names, all, all), (Ranks{2, 1, 3}));
    }

    void aHitIsTheBestRankWithinK()
    {
        QVERIFY(hit(Ranks{7, 3, 0}, 3));
        QVERIFY(!hit(Ranks{7, 3, 0}, 2));
        QVERIFY(!hit(Ranks{0}, 10));
        QVERIFY(!hit(Ranks{}, 10));
        QVERIFY(!hit(Ranks{1}, 0));
    }

    void averagePrecisionByHand()
    {
        // Targets at 1, 3 and 6, K = 5: (1/1 + 2/3) / min(3, 5).
        QVERIFY(close(averagePrecision(Ranks{3, 1, 6}, 5), (1.0 + 2.0 / 3.0) / 3.0));
        // More targets than K: divided by K.
        QVERIFY(close(averagePrecision(Ranks{1, 2, 9, 12}, 2), 1.0));
        // One that is not in the gallery counts as a target all the same.
        QVERIFY(close(averagePrecision(Ranks{2, 0}, 10), 0.25));
        QVERIFY(close(averagePrecision(Ranks{}, 10), 0.0));
        QVERIFY(close(averagePrecision(Ranks{1}, 0), 0.0));
    }

    void bootstrapOfOneGroupIsItsMean()
    {
        const std::vector<double> values = {0.0, 1.0, 1.0, 1.0};
        const Ranks groups = {7, 7, 7, 7};
        const Interval interval = bootstrap95(values, groups, 1);
        QCOMPARE(interval.low, 0.75);
        QCOMPARE(interval.high, 0.75);
    }

    void bootstrapOfTwoGroupsTakesTheirCorners()
    {
        // Draws are {a,a}, {a,b}, {b,b} with 1/4, 1/2, 1/4: the 2.5 % points are the corners.
        const std::vector<double> values = {0.0, 0.0, 1.0};
        const Ranks groups = {1, 1, 2};
        const Interval interval = bootstrap95(values, groups, 3, 4000);
        QCOMPARE(interval.low, 0.0);
        QCOMPARE(interval.high, 1.0);
    }

    void bootstrapIsCloseToTheNormalIntervalForMany()
    {
        std::vector<double> values;
        Ranks groups;
        for (std::size_t i = 0; i < 400; ++i) {
            values.push_back(i % 2 == 0 ? 1.0 : 0.0);
            groups.push_back(i);
        }
        const Interval interval = bootstrap95(values, groups, 5);
        const double half = 1.96 * std::sqrt(0.25 / 400);
        QVERIFY(std::abs(interval.low - (0.5 - half)) < 0.006);
        QVERIFY(std::abs(interval.high - (0.5 + half)) < 0.006);
        const Interval again = bootstrap95(values, groups, 5);
        QCOMPARE(again.low, interval.low);
        QCOMPARE(again.high, interval.high);
    }

    void groupsAreDrawnTogether()
    {
        // 100 queries of 4 products say no more than 4 values: a wide interval.
        std::vector<double> values;
        Ranks groups;
        for (std::size_t i = 0; i < 100; ++i) {
            values.push_back(i < 50 ? 1.0 : 0.0);
            groups.push_back(i / 25);
        }
        const Interval interval = bootstrap95(values, groups, 1);
        QCOMPARE(interval.low, 0.0);
        QCOMPARE(interval.high, 1.0);
    }

    void weightedMeansAreThoseOfWhatWasDrawn()
    {
        // One small and one large category of equal weight, all found: no draw says less than 1.
        const std::vector<double> found = {1.0, 1.0, 1.0, 1.0};
        const Ranks groups = {1, 2, 3, 4};
        const std::vector<double> weights = {2.0, 2.0 / 3, 2.0 / 3, 2.0 / 3};
        const Interval sure = bootstrap95(found, groups, 1, 500, weights);
        QCOMPARE(sure.low, 1.0);
        QCOMPARE(sure.high, 1.0);
        // One group: (2 · 0 + 2/3 · 3) / 4.
        const std::vector<double> mixed = {0.0, 1.0, 1.0, 1.0};
        const Interval one = bootstrap95(mixed, Ranks{5, 5, 5, 5}, 1, 500, weights);
        QCOMPARE(one.low, 0.5);
        QCOMPARE(one.high, 0.5);
    }

    void nothingMeasuredHasAnEmptyInterval()
    {
        const Interval interval = bootstrap95({}, {}, 1);
        QCOMPARE(interval.low, 0.0);
        QCOMPARE(interval.high, 0.0);
    }

    void signTestByHand()
    {
        QVERIFY(close(signTest(0, 0), 1.0));
        QVERIFY(close(signTest(4, 4), 1.0));
        QVERIFY(close(signTest(5, 0), 2.0 / 32.0));
        QVERIFY(close(signTest(0, 5), 2.0 / 32.0));
        // 8 against 2: 2 · (1 + 10 + 45) / 1024.
        QVERIFY(close(signTest(8, 2), 112.0 / 1024.0));
        QVERIFY(close(signTest(2, 1), 1.0)); // 2 · (1 + 3) / 8
        QVERIFY(signTest(6000, 4000) < 1e-80);
        QVERIFY(signTest(5010, 4990) > 0.8);
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "test_metrics.moc"
