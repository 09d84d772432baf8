// SPDX-License-Identifier: GPL-3.0-or-later
// The closed form against values worked out by hand, a plain solve and explicit refits.
#include "core/retrieval/gram.h"
#include "core/retrieval/ridge.h"
#include "core/retrieval/vector_half.h"

#include "core/base/random.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace triptych;
using namespace triptych::retrieval;

namespace {

Matrix drawn(std::size_t rows, std::size_t columns, std::uint64_t seed)
{
    Random random(seed);
    Matrix out(rows, columns);
    for (float& value : out.values) {
        value = static_cast<float>(random.real() - 0.5);
    }
    return out;
}

// (XᵀX + λI) W = XᵀY for centred X, Y: the map must satisfy it.
double normalError(const Matrix& x, const Matrix& y, double lambda, const Ridge& ridge)
{
    double worst = 0;
    for (std::size_t a = 0; a < x.columns; ++a) {
        for (std::size_t t = 0; t < y.columns; ++t) {
            double left = lambda * static_cast<double>(ridge.map.row(a)[t]);
            for (std::size_t i = 0; i < x.rows; ++i) {
                double predicted = 0;
                for (std::size_t b = 0; b < x.columns; ++b) {
                    predicted += static_cast<double>(x.row(i)[b] - ridge.mean[b]) *
                                 static_cast<double>(ridge.map.row(b)[t]);
                }
                const double error = predicted - static_cast<double>(y.row(i)[t] - ridge.offset[t]);
                left += static_cast<double>(x.row(i)[a] - ridge.mean[a]) * error;
            }
            worst = std::max(worst, std::abs(left));
        }
    }
    return worst;
}

} // namespace

class TestRidge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gramIsTheProductWithItself()
    {
        const Matrix a = drawn(300, 37, 1);
        const Matrix square = gram(a, {});
        for (std::size_t i = 0; i < a.columns; ++i) {
            for (std::size_t j = 0; j < a.columns; ++j) {
                double sum = 0;
                for (std::size_t r = 0; r < a.rows; ++r) {
                    sum += static_cast<double>(a.row(r)[i]) * static_cast<double>(a.row(r)[j]);
                }
                QVERIFY(std::abs(sum - static_cast<double>(square.row(i)[j])) < 1e-4);
            }
        }
    }

    void gramIsTheSameOnManyThreads()
    {
        const Matrix a = drawn(600, 80, 2);
        const auto threads = makeThreadExecutor(3);
        JobContext job;
        job.executor = threads.get();
        QCOMPARE(gram(a, job).values, gram(a, {}).values);
    }

    void oneFeatureByHand()
    {
        // x = −1, 0, 1; y = 0, 1, 5: mean 2, Σxy = 5, Σx² = 2, so 5 / (2 + 3) = 1 with λ = 3.
        Matrix x(3, 1);
        x.values = {-1, 0, 1};
        Matrix y(3, 1);
        y.values = {0, 1, 5};
        const Ridge ridge = fitRidge(x, y, 3, {});
        QVERIFY(std::abs(ridge.map.values[0] - 1) < 1e-6F);
        QVERIFY(std::abs(ridge.offset[0] - 2) < 1e-6F);
    }

    void bothFormsSolveTheNormalEquations()
    {
        for (const auto& [rows, columns] : {std::pair(60, 12), std::pair(12, 60)}) {
            const Matrix x =
                drawn(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), 3);
            const Matrix y = drawn(static_cast<std::size_t>(rows), 3, 4);
            QVERIFY(normalError(x, y, 0.5, fitRidge(x, y, 0.5, {})) < 1e-4);
        }
    }

    void rowsByHandAreFittedWithoutTheOthers()
    {
        // Rows 0, 2 and 3 of x: −1, 0, 1; as above. The second feature is always 4 and says
        // nothing.
        Matrix x(4, 2);
        x.values = {-1, 4, 100, 4, 0, 4, 1, 4};
        Matrix y(3, 1);
        y.values = {0, 1, 5};
        const std::vector<std::size_t> rows = {0, 2, 3};
        const Ridge ridge = fitRidge(x, rows, y, 3, {});
        QVERIFY(std::abs(ridge.map.row(0)[0] - 1) < 1e-6F);
        QVERIFY(std::abs(ridge.map.row(1)[0]) < 1e-6F);
        QVERIFY(std::abs(ridge.mean[1] - 4) < 1e-6F);
    }

    void manyThreadsFitTheSameBytes()
    {
        const auto threads = makeThreadExecutor(3);
        JobContext job;
        job.executor = threads.get();
        for (const auto& [rows, columns] : {std::pair(700, 90), std::pair(90, 700)}) {
            const Matrix x =
                drawn(static_cast<std::size_t>(rows), static_cast<std::size_t>(columns), 8);
            const Matrix y = drawn(static_cast<std::size_t>(rows), 5, 9);
            QCOMPARE(fitRidge(x, y, 1, job).map.values, fitRidge(x, y, 1, {}).map.values);
        }
    }

    void aProductOfTwoSidesIsWhatItSays()
    {
        // (1 2 3)·(4 5 6) = 32, less the mean (1 1 1): (0 1 2)·(4 5 6) = 17; columns of b are
        // (4 5 6) and (0 1 0).
        Matrix a(1, 3);
        a.values = {1, 2, 3};
        Matrix b(3, 2);
        b.values = {4, 0, 5, 1, 6, 0};
        const std::vector<float> mean = {1, 1, 1};
        const Panels columns = Panels::ofColumns(b);
        QCOMPARE(product(Panels::ofRows(a), columns, {}).values, (std::vector<float>{32, 2}));
        QCOMPARE(product(Panels::ofRows(a, mean), columns, {}).values, (std::vector<float>{17, 1}));
    }

    void aRowsProductsDoNotDependOnTheRowsBesideIt()
    {
        const Matrix a = drawn(150, 600, 10);
        const Panels b = Panels::ofRows(drawn(40, 600, 11));
        const Matrix all = product(Panels::ofRows(a), b, {});
        Matrix alone(1, 600);
        for (const std::size_t i : {0U, 17U, 149U}) {
            std::ranges::copy(a.row(i), alone.row(0).begin());
            const auto row = all.row(i);
            QCOMPARE(product(Panels::ofRows(alone), b, {}).values,
                     std::vector<float>(row.begin(), row.end()));
        }
    }

    void softmaxByHand()
    {
        // e^(2·0) : e^(2·ln 2) = 1 : 4, and a row of equal values.
        Matrix values(2, 2);
        values.values = {0, std::log(2.0F), -900, -900};
        softmaxRows(values, 2, {});
        const std::vector<float> wanted = {0.2F, 0.8F, 0.5F, 0.5F};
        for (std::size_t i = 0; i < 4; ++i) {
            QVERIFY(std::abs(values.values[i] - wanted[i]) < 1e-6F);
        }
    }

    void everyFiniteHalfIsWidenedExactly()
    {
        std::vector<std::uint16_t> halves;
        for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
            if ((bits & 0x7C00U) != 0x7C00U) {
                halves.push_back(static_cast<std::uint16_t>(bits));
            }
        }
        halves.push_back(0x3C00U); // an odd number of them
        std::vector<float> wide(halves.size());
        widen(halves, wide);
        for (std::size_t i = 0; i < halves.size(); ++i) {
            QCOMPARE(std::bit_cast<std::uint32_t>(wide[i]),
                     std::bit_cast<std::uint32_t>(fromHalf(halves[i])));
        }
    }

    void whatIsNotFiniteIsFound()
    {
        Matrix values(3, 5000);
        QVERIFY(allFinite(values));
        values.row(2)[4999] = std::numeric_limits<float>::infinity();
        QVERIFY(!allFinite(values));
        values.row(2)[4999] = std::numeric_limits<float>::max();
        QVERIFY(allFinite(values));
        values.row(0)[7] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!allFinite(values));
    }

    void groupsLeftOutAreWhatRefitsSay()
    {
        const Matrix x = drawn(24, 30, 5);
        const Matrix y = drawn(24, 2, 6);
        std::vector<std::size_t> groups;
        groups.reserve(24);
        for (std::size_t i = 0; i < 24; ++i) {
            groups.push_back(i < 5 ? 7 : i % 6);
        }
        const Panels rows = Panels::ofRows(x);
        const Matrix held = HeldOut(product(rows, rows, {}), y, groups).predict(0.3);
        for (std::size_t i = 0; i < 24; ++i) {
            Matrix left(0, 30);
            Matrix right(0, 2);
            for (std::size_t r = 0; r < 24; ++r) {
                if (groups[r] != groups[i]) {
                    left.values.insert(left.values.end(), x.row(r).begin(), x.row(r).end());
                    right.values.insert(right.values.end(), y.row(r).begin(), y.row(r).end());
                    ++left.rows;
                    ++right.rows;
                }
            }
            const Ridge refit = fitRidge(left, right, 0.3, {});
            for (std::size_t t = 0; t < 2; ++t) {
                double predicted = static_cast<double>(refit.offset[t]);
                for (std::size_t c = 0; c < 30; ++c) {
                    predicted += static_cast<double>(x.row(i)[c] - refit.mean[c]) *
                                 static_cast<double>(refit.map.row(c)[t]);
                }
                QVERIFY(std::abs(predicted - static_cast<double>(held.row(i)[t])) < 1e-4);
            }
        }
    }

    void oneGroupAloneIsPredictedByItsMean()
    {
        Matrix x(2, 1);
        x.values = {1, 2};
        Matrix y(2, 1);
        y.values = {2, 6};
        const std::vector<std::size_t> groups = {3, 3};
        const Panels rows = Panels::ofRows(x);
        QCOMPARE(HeldOut(product(rows, rows, {}), y, groups).predict(1).values,
                 (std::vector<float>{4, 4}));
    }
};

QTEST_APPLESS_MAIN(TestRidge)
#include "test_ridge.moc"
