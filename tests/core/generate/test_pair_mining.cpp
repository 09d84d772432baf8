// SPDX-License-Identifier: GPL-3.0-or-later
// Product pairs, similar pairs, and the hash index they walk on.
#include "core/generate/pair_mining.h"

#include "core/base/random.h"

#include <QElapsedTimer>
#include <QtTest>

#include <algorithm>
#include <bit>
#include <set>

using namespace triptych;
using namespace triptych::generate;

namespace {

using Hashes = std::vector<std::optional<std::uint64_t>>;

// Clusters of hashes around random centres, as photos of similar things have.
Hashes clusters(std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    Hashes hashes;
    std::uint64_t centre = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % 8 == 0) {
            centre = random.next();
        }
        std::uint64_t hash = centre;
        for (auto flips = random.below(16); flips > 0; --flips) {
            hash ^= 1ULL << random.below(64);
        }
        hashes.emplace_back(hash);
    }
    return hashes;
}

std::vector<Neighbour> bruteForce(const Hashes& hashes, std::size_t index, std::size_t k)
{
    std::vector<std::pair<int, std::size_t>> all;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (i != index && hashes[i]) {
            all.emplace_back(std::popcount(*hashes[i] ^ *hashes[index]), i);
        }
    }
    std::sort(all.begin(), all.end());
    std::vector<Neighbour> nearest;
    for (std::size_t i = 0; i < std::min(k, all.size()); ++i) {
        nearest.push_back({all[i].second, 1.0 - all[i].first / 64.0});
    }
    return nearest;
}

// Points on a line: similarity = 1 − distance.
class Line final : public Neighbours
{
public:
    explicit Line(std::vector<double> places)
        : m_places(std::move(places))
    {}
    [[nodiscard]] std::size_t size() const override { return m_places.size(); }
    [[nodiscard]] std::vector<Neighbour> nearest(std::size_t index, std::size_t k) const override
    {
        std::vector<Neighbour> all;
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            if (i != index) {
                all.push_back({i, 1.0 - std::abs(m_places[i] - m_places[index])});
            }
        }
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& a, const auto& b) { return a.similarity > b.similarity; });
        all.resize(std::min(k, all.size()));
        return all;
    }

private:
    std::vector<double> m_places;
};

bool has(const std::vector<MinedPair>& pairs, std::size_t reference, std::size_t target)
{
    return std::find(pairs.begin(), pairs.end(), MinedPair{reference, target}) != pairs.end();
}

} // namespace

class TestPairMining : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- product rule ---
    void productImagesArePairedInBothOrders()
    {
        const std::vector<ProductImage> images{{"b", "1"}, {"a", "2"}, {"b", "3"},
                                               {"", "4"},  {"", "5"},  {"b", "6"}};
        const auto pairs = mineProducts(images);
        QCOMPARE(pairs.size(), std::size_t{6});
        QVERIFY(pairs.front() == (MinedPair{0, 2}));
        for (const auto& pair : pairs) {
            QVERIFY(has(pairs, pair.target, pair.reference));
            QVERIFY(pair.reference != pair.target);
        }
    }

    void sameBytesAreNeverPairedAndUnknownBytesAre()
    {
        const std::vector<ProductImage> images{{"a", "1"}, {"a", "1"}, {"a", ""}, {"a", ""}};
        const auto pairs = mineProducts(images);
        QVERIFY(!has(pairs, 0, 1) && !has(pairs, 1, 0));
        QVERIFY(has(pairs, 2, 3) && has(pairs, 0, 2));
        QCOMPARE(pairs.size(), std::size_t{10});
        QVERIFY(mineProducts({}).empty());
    }

    void hugeProductIsPairedInAWindow()
    {
        const std::vector<ProductImage> whole(200, ProductImage{"p", {}});
        QCOMPARE(mineProducts(whole).size(), std::size_t{200 * 199});
        const std::vector<ProductImage> huge(50000, ProductImage{"p", {}});
        const auto pairs = mineProducts(huge);
        QCOMPARE(pairs.size(), std::size_t{50000 * 40 - 20 * 21});
        QVERIFY(has(pairs, 100, 120) && has(pairs, 120, 100));
        QVERIFY(!has(pairs, 100, 121));
    }

    // --- similar rule ---
    void walkOutwardDropsDuplicatesAndCrowdedNeighboursAndStopsAtTheGroup()
    {
        // From 0: 0.05 is too near; 0.10, 0.101 (within 0.002), 0.2 … further out.
        const Line line({0.0, 0.05, 0.10, 0.101, 0.20, 0.30, 0.40, 0.50, 0.60});
        SimilarRule rule;
        rule.spacing = 0.002;
        bool sawAnchorZero = false;
        for (rule.seed = 0; rule.seed < 40 && !sawAnchorZero; ++rule.seed) {
            Random random(rule.seed, "similar");
            std::vector<std::size_t> order{0, 1, 2, 3, 4, 5, 6, 7, 8};
            random.shuffle(order);
            if (order.front() != 0) {
                continue;
            }
            sawAnchorZero = true;
            const auto pairs = mineSimilar(line, rule, {});
            QVERIFY(pairs.has_value());
            QVERIFY(!has(*pairs, 0, 1));
            for (const std::size_t member : {2, 4, 5, 6, 7}) {
                QVERIFY(has(*pairs, 0, member) && has(*pairs, member, 0));
            }
            QVERIFY(!has(*pairs, 0, 3));
            QVERIFY(!has(*pairs, 0, 8)); // the group of 6 is full
        }
        QVERIFY(sawAnchorZero);
    }

    void pairsAreSortedUniqueAndMirrored()
    {
        const auto hashes = clusters(500, 1);
        const HashNeighbours neighbours(hashes);
        const auto pairs = mineSimilar(neighbours, hashSimilarRule(), {});
        QVERIFY(pairs.has_value());
        QVERIFY(pairs->size() > 500);
        std::set<std::pair<std::size_t, std::size_t>> seen;
        for (const auto& pair : *pairs) {
            QVERIFY(pair.reference != pair.target);
            QVERIFY(seen.emplace(pair.reference, pair.target).second);
            QVERIFY(has(*pairs, pair.target, pair.reference));
            const int distance = std::popcount(*hashes[pair.reference] ^ *hashes[pair.target]);
            QVERIFY(distance > 4);
        }
        QVERIFY(std::is_sorted(pairs->begin(), pairs->end(), [](const auto& a, const auto& b) {
            return std::pair(a.reference, a.target) < std::pair(b.reference, b.target);
        }));
    }

    void threadsGiveTheSamePairs()
    {
        const HashNeighbours neighbours(clusters(5000, 6));
        const auto executor = makeThreadExecutor(3);
        JobContext job;
        job.executor = executor.get();
        QVERIFY(*mineSimilar(neighbours, hashSimilarRule(), job) ==
                *mineSimilar(neighbours, hashSimilarRule(), {}));
    }

    void seedDecidesAndTheSameSeedRepeats()
    {
        const HashNeighbours neighbours(clusters(300, 2));
        auto rule = hashSimilarRule();
        const auto one = mineSimilar(neighbours, rule, {});
        QVERIFY(*one == *mineSimilar(neighbours, rule, {}));
        rule.seed = 1;
        QVERIFY(*one != *mineSimilar(neighbours, rule, {}));
    }

    void unrelatedImagesAreNotPaired()
    {
        const HashNeighbours neighbours(Hashes{0ULL, ~0ULL});
        QVERIFY(mineSimilar(neighbours, hashSimilarRule(), {})->empty());
        const HashNeighbours none(Hashes{});
        QVERIFY(mineSimilar(none, hashSimilarRule(), {})->empty());
    }

    void miningCanBeCancelled()
    {
        const HashNeighbours neighbours(clusters(100, 3));
        std::stop_source source;
        source.request_stop();
        JobContext job;
        job.stop = source.get_token();
        const auto pairs = mineSimilar(neighbours, hashSimilarRule(), job);
        QVERIFY(!pairs);
        QVERIFY(pairs.error().code == ErrorCode::Cancelled);
    }

    // --- hash index ---
    void indexFindsExactlyTheNearest_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("scan") << 500;
        QTest::newRow("tables") << 6000;
    }

    void indexFindsExactlyTheNearest()
    {
        QFETCH(int, count);
        auto hashes = clusters(static_cast<std::size_t>(count), 4);
        for (std::size_t i = 0; i < hashes.size(); i += 50) {
            hashes[i].reset(); // an unreadable image
        }
        for (std::size_t i = 1; i < 30; ++i) {
            hashes[i] = 0; // all white
        }
        const HashNeighbours neighbours(hashes);
        QCOMPARE(neighbours.size(), hashes.size());
        for (std::size_t i = 0; i < hashes.size(); i += 37) {
            if (!hashes[i]) {
                continue;
            }
            for (const std::size_t k : {std::size_t{1}, std::size_t{7}, std::size_t{20}}) {
                const auto found = neighbours.nearest(i, k);
                const auto expected = bruteForce(hashes, i, k);
                QCOMPARE(found.size(), expected.size());
                for (std::size_t n = 0; n < found.size(); ++n) {
                    QCOMPARE(found[n].index, expected[n].index);
                    QCOMPARE(found[n].similarity, expected[n].similarity);
                }
            }
        }
    }

    void imagesWithoutAHashHaveNoNeighboursAndAreNone()
    {
        const HashNeighbours neighbours(Hashes{5ULL, std::nullopt, 7ULL});
        QVERIFY(neighbours.nearest(1, 10).empty());
        QVERIFY(neighbours.nearest(9, 10).empty());
        QVERIFY(neighbours.nearest(0, 0).empty());
        const auto found = neighbours.nearest(0, 10);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].index, std::size_t{2});
        QCOMPARE(found[0].similarity, 1.0 - 1.0 / 64);
        QCOMPARE(*neighbours.similarity(0, 2), 1.0 - 1.0 / 64);
        QVERIFY(!neighbours.similarity(0, 1));
    }

    void thousandLookUpsInAHundredThousandTakeSeconds()
    {
        const HashNeighbours neighbours(clusters(100000, 5));
        QElapsedTimer timer;
        timer.start();
        std::size_t found = 0;
        for (std::size_t i = 0; i < 1000; ++i) {
            found += neighbours.nearest(i * 99, 20).size();
        }
        qInfo("%.1f us a look-up", static_cast<double>(timer.nsecsElapsed()) / 1000 / 1000);
        QCOMPARE(found, std::size_t{20000});
        QVERIFY(timer.elapsed() < 20000);
    }
};

QTEST_APPLESS_MAIN(TestPairMining)
#include "test_pair_mining.moc"
