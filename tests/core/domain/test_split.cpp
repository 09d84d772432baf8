// SPDX-License-Identifier: GPL-3.0-or-later
// Leakage-free splits: components, shares, determinism.
#include "core/domain/split.h"

#include "core/base/random.h"

#include <QElapsedTimer>
#include <QtTest>

#include <bit>
#include <cmath>
#include <map>

using namespace triptych;

namespace {

using Pairs = std::vector<std::pair<ImageId, ImageId>>;

SplitImage image(int id, const char* product = "", std::optional<std::uint64_t> phash = {})
{
    return {ImageId{id}, product, phash, {}, "key" + std::to_string(1000 + id)};
}

std::vector<SplitImage> loose(int count)
{
    std::vector<SplitImage> images;
    for (int i = 1; i <= count; ++i) {
        images.push_back(image(i));
    }
    return images;
}

std::array<int, 3> countParts(const SplitResult& result)
{
    std::array<int, 3> counts{};
    for (const auto& assignment : result.assignments) {
        ++counts.at(static_cast<std::size_t>(assignment.part));
    }
    return counts;
}

bool together(const SplitResult& result, std::size_t a, std::size_t b)
{
    return result.assignments[a].component == result.assignments[b].component;
}

} // namespace

class TestSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratiosAreReadOrRefused()
    {
        QCOMPARE(*parseRatios("8:1:1"), (std::array<double, 3>{8, 1, 1}));
        QCOMPARE(*parseRatios("0.5:0:.5"), (std::array<double, 3>{0.5, 0, 0.5}));
        for (const char* bad : {"", "8", "8:1", "8:1:1:1", "0:0:0", "-1:1:1", "a:b:c", "8:1:1 ",
                                "8::1", "inf:1:1", "nan:1:1", "1e308:1e308:1e308", ":::"}) {
            const auto ratios = parseRatios(bad);
            QVERIFY2(!ratios, bad);
            QVERIFY(ratios.error().code == ErrorCode::BadArgument);
        }
    }

    void productsPairsBytesAndNearDuplicatesStayTogether()
    {
        auto images = loose(10);
        images[0].product = images[1].product = "chair";
        images[2].sha256 = images[3].sha256 = "same";
        images[4].phash = 0xff00ff00ff00ff00ULL;
        images[5].phash = 0xff00ff00ff00ff0fULL; // 4 bits away
        images[6].phash = 0xff00ff00ff00f0e0ULL; // further from both
        const Pairs pairs{
            {ImageId{8}, ImageId{9}}, {ImageId{9}, ImageId{1}}, {ImageId{8}, ImageId{77}}};
        const auto result = drawSplit(images, pairs, {});
        QVERIFY(together(result, 0, 1));
        QVERIFY(together(result, 2, 3));
        QVERIFY(together(result, 4, 5));
        QVERIFY(!together(result, 4, 6));
        QVERIFY(together(result, 7, 8));
        QVERIFY(together(result, 7, 0));
        QCOMPARE(result.components, 5);
        std::map<int, SplitPart> parts;
        for (const auto& assignment : result.assignments) {
            const auto part = parts.emplace(assignment.component, assignment.part).first->second;
            QVERIFY(part == assignment.part);
        }
    }

    void nearDuplicatesAreFoundAtExactlyTheBitsAsked()
    {
        for (const int bits : {0, 1, 4, 7, 63, 64, 90}) {
            Random random(static_cast<std::uint64_t>(bits));
            std::vector<SplitImage> images;
            for (int i = 1; i <= 150; ++i) {
                std::uint64_t hash = random.next();
                if (i % 3 == 0) { // near the one before, by up to 9 bits
                    hash = *images.back().phash;
                    for (std::uint64_t flips = random.below(10); flips > 0; --flips) {
                        hash ^= 1ULL << random.below(64);
                    }
                }
                images.push_back(image(i, "", hash));
            }
            SplitOptions options;
            options.nearDuplicateBits = bits;
            const auto result = drawSplit(images, {}, options);
            // Against the definition: connected by a chain of near pairs.
            std::vector<int> label(images.size());
            for (std::size_t i = 0; i < images.size(); ++i) {
                label[i] = static_cast<int>(i);
            }
            for (bool moved = true; moved;) {
                moved = false;
                for (std::size_t a = 0; a < images.size(); ++a) {
                    for (std::size_t b = 0; b < images.size(); ++b) {
                        if (std::popcount(*images[a].phash ^ *images[b].phash) <= bits &&
                            label[b] > label[a]) {
                            label[b] = label[a];
                            moved = true;
                        }
                    }
                }
            }
            for (std::size_t a = 0; a < images.size(); ++a) {
                for (std::size_t b = 0; b < a; ++b) {
                    QCOMPARE(together(result, a, b), label[a] == label[b]);
                }
            }
        }
    }

    void negativeBitsSwitchNearDuplicatesOff()
    {
        SplitOptions options;
        options.nearDuplicateBits = -1;
        const std::vector<SplitImage> images{image(1, "", 5), image(2, "", 5)};
        QCOMPARE(drawSplit(images, {}, options).components, 2);
    }

    void sharesComeCloseToTheRatios()
    {
        const auto counts = countParts(drawSplit(loose(1000), {}, {}));
        QCOMPARE(counts, (std::array<int, 3>{800, 100, 100}));
    }

    void everyPartWithAShareGetsAComponent()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            SplitOptions options;
            options.seed = seed;
            const auto counts = countParts(drawSplit(loose(3), {}, options));
            QCOMPARE(counts, (std::array<int, 3>{1, 1, 1}));
        }
    }

    void partWithoutAShareGetsNothing()
    {
        SplitOptions options;
        options.ratios = {9, 0, 1};
        const auto counts = countParts(drawSplit(loose(50), {}, options));
        QCOMPARE(counts[1], 0);
        QCOMPARE(counts[0], 45);
    }

    void oneComponentOrNoneIsNoTrouble()
    {
        QVERIFY(drawSplit({}, {}, {}).assignments.empty());
        const auto result = drawSplit(loose(1), {}, {});
        QVERIFY(result.assignments[0].part == SplitPart::Train);
    }

    void resultDependsOnSeedAndKeysNotOnTheOrderGiven()
    {
        std::vector<SplitImage> images;
        Random random(7);
        for (int i = 1; i <= 300; ++i) {
            images.push_back(image(i, std::to_string(random.below(120)).c_str(), random.next()));
        }
        std::map<std::int64_t, std::pair<SplitPart, int>> expected;
        for (const auto& a : drawSplit(images, {}, {}).assignments) {
            expected[a.image.value] = {a.part, a.component};
        }
        for (int turn = 0; turn < 5; ++turn) {
            random.shuffle(images);
            for (const auto& a : drawSplit(images, {}, {}).assignments) {
                QVERIFY(expected[a.image.value] == std::pair(a.part, a.component));
            }
        }
        SplitOptions other;
        other.seed = 1;
        int moved = 0;
        for (const auto& a : drawSplit(images, {}, other).assignments) {
            moved += expected[a.image.value].first != a.part ? 1 : 0;
        }
        QVERIFY(moved > 0);
    }

    void componentsAreNumberedBySmallestImageKey()
    {
        std::vector<SplitImage> images{image(3), image(1), image(2)};
        images[1].product = images[0].product = "p";
        const auto result = drawSplit(images, {}, {});
        QCOMPARE(result.assignments[1].component, 0);
        QCOMPARE(result.assignments[0].component, 0);
        QCOMPARE(result.assignments[2].component, 1);
    }

    void hundredThousandImagesTakeSeconds()
    {
        std::vector<SplitImage> images;
        Random random(3);
        for (int i = 1; i <= 100000; ++i) {
            images.push_back(image(i, "", random.next()));
        }
        for (std::size_t i = 0; i < 20000; ++i) {
            images[i].phash = 0; // all white photos
        }
        QElapsedTimer timer;
        timer.start();
        const auto result = drawSplit(images, {}, {});
        QCOMPARE(result.components, 80001);
        QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestSplit)
#include "test_split.moc"
