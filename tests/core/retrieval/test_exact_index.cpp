// SPDX-License-Identifier: GPL-3.0-or-later
// The exact index against sums worked by hand and against a plain loop, on every instruction set of
// the machine.
#include "core/retrieval/exact_index.h"

#include "index_rows.h"

#include <hwy/targets.h>

#include <QTest>

#include <atomic>
#include <limits>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;

namespace {

QString text(const Result<std::vector<Scored>>& result)
{
    return result ? QString::number(result->size()) + QStringLiteral(" rows")
                  : QString::fromStdString(describe(result.error()));
}

std::vector<Scored> found(const ExactIndex& index, const std::vector<PlainPart>& parts,
                          const TopKOptions& options, const JobContext& job = {})
{
    const auto result = index.search(queryParts(parts), options, job);
    if (!result) {
        QTest::qFail(qPrintable(text(result)), __FILE__, __LINE__);
        return {};
    }
    return *result;
}

// The same rows in the same order; the scores are the plain loop's to the last bit but one (a long
// double rounds elsewhere), so neighbours that differ by that little may be swapped.
bool sameAnswer(const std::vector<Scored>& got, const std::vector<float>& scores,
                const TopKOptions& options)
{
    const std::vector<Scored> wanted = plainOrder(scores, options);
    if (got.size() != std::min(options.k, wanted.size())) {
        qWarning() << got.size() << "rows instead of" << wanted.size();
        return false;
    }
    for (std::size_t i = 0; i < got.size(); ++i) {
        const float plain = scores[got[i].row];
        const float slack = std::abs(plain) * 0x1p-22F;
        if (std::abs(got[i].score - plain) > slack ||
            (got[i].row != wanted[i].row && std::abs(wanted[i].score - plain) > slack)) {
            qWarning() << "place" << i << "row" << got[i].row << got[i].score << "wanted"
                       << wanted[i].row << wanted[i].score;
            return false;
        }
    }
    return true;
}

std::vector<std::uint64_t> everyThird(std::size_t rows)
{
    std::vector<std::uint64_t> bits((rows + 63) / 64);
    for (std::size_t i = 0; i < rows; i += 3) {
        bits[i / 64] |= std::uint64_t{1} << (i % 64);
    }
    return bits;
}

// Runs `check` once for each instruction set that this machine has and the library was built for.
template <typename Check> void onEveryTarget(const Check& check)
{
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(target);
        check(hwy::TargetName(target));
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
}

} // namespace

class TestExactIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dotProductsWorkedByHandComeOut();
    void anyDimensionAnyKAndFilterMatchThePlainLoop_data();
    void anyDimensionAnyKAndFilterMatchThePlainLoop();
    void everyInstructionSetGivesTheSameBits();
    void threadsDoNotChangeABit();
    void partsAddUpWhetherPreparedOrNot();
    void equalScoresGoByTieOrderThenByRow();
    void rowsThatHardlyDifferAreToldApart();
    void hugeAndTinyNormsKeepTheBound();
    void aValueThatIsLargeInEveryRowKeepsTheBound();
    void subnormalAndZeroRowsAreRanked();
    void aDamagedRowNeverHidesAnother();
    void rankOfIsThePlaceInTheCompleteOrder();
    void appendedRowsAreFoundBeforeAndAfterPreparingThem();
    void codesFollowTheContentNotTheAddress();
    void aQueryOfZerosOrNothingIsAnswered();
    void whatCannotBeAnsweredIsRefused();
    void aStoppedSearchIsCancelled();
};

void TestExactIndex::dotProductsWorkedByHandComeOut()
{
    Rows rows(4, 3);
    rows.set(0, std::vector{1.0F, 2.0F, 3.0F});     // 1·2 − 2·1 + 3·0.5 = 1.5
    rows.set(1, std::vector{-1.0F, 0.5F, 4.0F});    // −2 − 0.5 + 2 = −0.5
    rows.set(2, std::vector{0.25F, -8.0F, 0.0F});   // 0.5 + 8 = 8.5
    rows.set(3, std::vector{100.0F, 200.0F, 4.0F}); // 200 − 200 + 2 = 2
    const std::vector<PlainPart> parts = {{&rows, {2.0F, -1.0F, 0.5F}}};
    const std::vector<Scored> wanted = {{2, 8.5F}, {3, 2.0F}, {0, 1.5F}, {1, -0.5F}};
    ExactIndex index;
    QCOMPARE(found(index, parts, {}), wanted);
    QVERIFY(index.prepare(rows.block(), {}));
    QCOMPARE(found(index, parts, {}), wanted);
    QCOMPARE(*index.scores(queryParts(parts), {}), (std::vector{1.5F, -0.5F, 8.5F, 2.0F}));
}

void TestExactIndex::anyDimensionAnyKAndFilterMatchThePlainLoop_data()
{
    QTest::addColumn<int>("dimension");
    for (const int dimension : {1, 2, 7, 8, 9, 63, 64, 65, 512, 1700}) {
        QTest::newRow(qPrintable(QString::number(dimension))) << dimension;
    }
}

void TestExactIndex::anyDimensionAnyKAndFilterMatchThePlainLoop()
{
    QFETCH(int, dimension);
    const std::size_t count = dimension > 100 ? 700 : 9000; // under and over a slice
    const Rows rows = unitRows(count, static_cast<std::size_t>(dimension), 7);
    Random random(8);
    const std::vector<PlainPart> parts = {
        {&rows, unitVector(random, static_cast<std::size_t>(dimension))}};
    const std::vector<float> scores = plainScores(parts);
    const std::vector<std::uint64_t> filter = everyThird(count);
    ExactIndex index;
    for (const bool prepared : {false, true}) {
        if (prepared) {
            QVERIFY(index.prepare(rows.block(), {}));
        }
        for (const std::size_t k : {std::size_t{1}, std::size_t{50}, count / 2, count + 5}) {
            QVERIFY(sameAnswer(found(index, parts, {k, {}, {}}), scores, {k, {}, {}}));
            QVERIFY(sameAnswer(found(index, parts, {k, filter, {}}), scores, {k, filter, {}}));
        }
    }
}

void TestExactIndex::everyInstructionSetGivesTheSameBits()
{
    const Rows rows = unitRows(5000, 93, 1);
    Random random(2);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 93)}};
    std::vector<std::vector<Scored>> answers;
    std::vector<std::vector<float>> all;
    onEveryTarget([&](const char* name) {
        ExactIndex index;
        QVERIFY(index.prepare(rows.block(), {}));
        answers.push_back(found(index, parts, {50, {}, {}}));
        all.push_back(*index.scores(queryParts(parts), {}));
        QVERIFY2(answers.back() == answers.front() && all.back() == all.front(), name);
    });
    QVERIFY(!answers.empty());
    QVERIFY(sameAnswer(answers.front(), plainScores(parts), {50, {}, {}}));
}

void TestExactIndex::threadsDoNotChangeABit()
{
    const Rows rows = unitRows(30000, 24, 5);
    Random random(6);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 24)}};
    const auto four = makeThreadExecutor(4);
    JobContext job;
    job.executor = four.get();
    ExactIndex one;
    ExactIndex many;
    QVERIFY(one.prepare(rows.block(), {}));
    QVERIFY(many.prepare(rows.block(), job));
    for (const std::size_t k : {std::size_t{1}, std::size_t{50}, std::size_t{5000}}) {
        QCOMPARE(found(many, parts, {k, {}, {}}, job), found(one, parts, {k, {}, {}}));
    }
    QCOMPARE(*many.scores(queryParts(parts), job), *one.scores(queryParts(parts), {}));
    const auto rank = many.rankOf(77, queryParts(parts), {}, job);
    QCOMPARE(rank->rank, one.rankOf(77, queryParts(parts), {}, {})->rank);
}

void TestExactIndex::partsAddUpWhetherPreparedOrNot()
{
    const Rows images = unitRows(6000, 64, 1);
    const Rows words = unitRows(6000, 30, 2);
    Random random(3);
    std::vector<PlainPart> parts = {{&images, unitVector(random, 64)},
                                    {&words, unitVector(random, 30)}};
    for (float& value : parts[1].query) {
        value *= 1e6F; // one part far larger than the other
    }
    const std::vector<float> scores = plainScores(parts);
    ExactIndex none;
    ExactIndex first;
    QVERIFY(first.prepare(images.block(), {}));
    ExactIndex both;
    QVERIFY(both.prepare(images.block(), {}));
    QVERIFY(both.prepare(words.block(), {}));
    const std::vector<Scored> answer = found(none, parts, {});
    QVERIFY(sameAnswer(answer, scores, {}));
    QCOMPARE(found(first, parts, {}), answer);
    QCOMPARE(found(both, parts, {}), answer);
    parts.push_back({&images, std::vector<float>(64, 0.0F)}); // adds nothing
    QCOMPARE(found(both, parts, {}), answer);
}

void TestExactIndex::equalScoresGoByTieOrderThenByRow()
{
    Rows rows(9001, 16);
    Random random(4);
    const std::vector<float> same = unitVector(random, 16);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        rows.set(i, same);
    }
    std::vector<std::uint32_t> order(rows.rows);
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = static_cast<std::uint32_t>((order.size() - i) / 2); // pairs of equals
    }
    const std::vector<PlainPart> parts = {{&rows, same}};
    ExactIndex index;
    QVERIFY(index.prepare(rows.block(), {}));
    const std::vector<Scored> byRow = found(index, parts, {5, {}, {}});
    const std::vector<Scored> byName = found(index, parts, {5, {}, order});
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(byRow[i].row, i);
        QCOMPARE(byRow[i].score, byRow[0].score);
    }
    QCOMPARE(byName[0].row, std::size_t{9000});
    QCOMPARE(byName[1].row, std::size_t{8998});
    QCOMPARE(byName[2].row, std::size_t{8999});
    QCOMPARE(index.rankOf(8998, queryParts(parts), {5, {}, order}, {})->rank, std::size_t{2});
}

void TestExactIndex::rowsThatHardlyDifferAreToldApart()
{
    // All rows are one vector but for the last bit of one value: the coding sees them as equal.
    Rows rows(5000, 128);
    Random random(9);
    const std::vector<float> same = unitVector(random, 128);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        rows.set(i, same);
        rows.values[i * 128 + random.below(128)] ^= static_cast<std::uint16_t>(random.below(2));
    }
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 128)}};
    ExactIndex index;
    QVERIFY(index.prepare(rows.block(), {}));
    QVERIFY(sameAnswer(found(index, parts, {40, {}, {}}), plainScores(parts), {40, {}, {}}));
}

void TestExactIndex::hugeAndTinyNormsKeepTheBound()
{
    Rows rows(4500, 33);
    Random random(10);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        std::vector<float> values = unitVector(random, 33);
        const float scale = std::exp2(static_cast<float>(random.below(39)) - 23.0F);
        for (float& value : values) {
            value *= scale;
        }
        values[random.below(33)] *= 1000.0F; // one value rules the row's scale
        for (float& value : values) {
            value = std::clamp(value, -kLargestHalf, kLargestHalf);
        }
        rows.set(i, values);
    }
    for (const float scale : {1e-38F, 1.0F, 1e30F}) {
        std::vector<PlainPart> parts = {{&rows, unitVector(random, 33)}};
        for (float& value : parts[0].query) {
            value *= scale;
        }
        const std::vector<float> scores = plainScores(parts);
        ExactIndex plain;
        ExactIndex index;
        QVERIFY(index.prepare(rows.block(), {}));
        for (const std::size_t k : {std::size_t{20}, std::size_t{4000}}) {
            const std::vector<Scored> answer = found(index, parts, {k, {}, {}});
            QCOMPARE(answer, found(plain, parts, {k, {}, {}}));
            QVERIFY(sameAnswer(found(index, parts, {20, {}, {}}), scores, {20, {}, {}}));
        }
    }
}

void TestExactIndex::aValueThatIsLargeInEveryRowKeepsTheBound()
{
    Rows rows = unitRows(5000, 64, 24);
    for (std::size_t i = 0; i < rows.rows; ++i) {
        rows.values[i * 64 + 13] = toHalf(40.0F + rows.at(i, 13));
        rows.values[i * 64 + 50] = toHalf(-60000.0F);
    }
    Random random(25);
    std::vector<PlainPart> parts = {{&rows, unitVector(random, 64)}};
    const ExactIndex plain;
    ExactIndex index;
    QVERIFY(index.prepare(rows.block(), {}));
    for (const float factor : {1.0F, 1e-4F, 0.0F}) {
        parts[0].query[50] *= factor;
        QCOMPARE(found(index, parts, {}), found(plain, parts, {}));
        QVERIFY(sameAnswer(found(index, parts, {}), plainScores(parts), {}));
    }
}

void TestExactIndex::subnormalAndZeroRowsAreRanked()
{
    Rows rows(300, 9);
    Random random(11);
    for (std::size_t i = 0; i < 200; ++i) {
        for (std::size_t d = 0; d < 9; ++d) {
            rows.values[i * 9 + d] = static_cast<std::uint16_t>(
                random.below(0x400) | (random.below(2) != 0 ? 0x8000U : 0U));
        }
    } // the last hundred are zeros
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 9)}};
    const std::vector<float> scores = plainScores(parts);
    onEveryTarget([&](const char* name) {
        ExactIndex index;
        QVERIFY2(sameAnswer(found(index, parts, {300, {}, {}}), scores, {300, {}, {}}), name);
        QVERIFY(index.prepare(rows.block(), {}));
        QVERIFY2(sameAnswer(found(index, parts, {300, {}, {}}), scores, {300, {}, {}}), name);
    });
}

void TestExactIndex::aDamagedRowNeverHidesAnother()
{
    Rows rows = unitRows(500, 20, 12);
    Random random(13);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 20)}};
    const std::vector<float> scores = plainScores(parts);
    rows.values[250 * 20 + 3] = 0x7E00; // not a number
    rows.values[251 * 20 + 3] = 0x7C00; // infinity
    ExactIndex index;
    QVERIFY(index.prepare(rows.block(), {}));
    std::vector<Scored> wanted = plainOrder(scores, {});
    std::erase_if(wanted, [](const Scored& s) { return s.row == 250 || s.row == 251; });
    std::vector<Scored> answer = found(index, parts, {500, {}, {}});
    QCOMPARE(answer.size(), std::size_t{500});
    std::erase_if(answer, [](const Scored& s) { return s.row == 250 || s.row == 251; });
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        QCOMPARE(answer[i].row, wanted[i].row);
    }
}

void TestExactIndex::rankOfIsThePlaceInTheCompleteOrder()
{
    const Rows rows = unitRows(5000, 40, 14);
    Random random(15);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 40)}};
    const std::vector<std::uint64_t> filter = everyThird(rows.rows);
    ExactIndex index;
    QVERIFY(index.prepare(rows.block(), {}));
    for (const TopKOptions& options : {TopKOptions{}, TopKOptions{5, filter, {}}}) {
        TopKOptions complete = options;
        complete.k = rows.rows;
        const std::vector<Scored> order = found(index, parts, complete);
        for (std::size_t place = 0; place < order.size(); place += 97) {
            const auto rank = index.rankOf(order[place].row, queryParts(parts), options, {});
            QVERIFY(rank);
            QCOMPARE(rank->rank, place + 1);
            QCOMPARE(rank->score, order[place].score);
        }
    }
    const auto outside = index.rankOf(1, queryParts(parts), {5, filter, {}}, {});
    QCOMPARE(outside->rank, std::size_t{0});
    QCOMPARE(outside->score, (*index.scores(queryParts(parts), {}))[1]);
}

void TestExactIndex::appendedRowsAreFoundBeforeAndAfterPreparingThem()
{
    const Rows rows = unitRows(12000, 48, 16);
    Random random(17);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 48)}};
    ExactIndex plain;
    const std::vector<Scored> wanted = found(plain, parts, {});
    const std::vector<std::uint64_t> filter = everyThird(rows.rows);
    const std::vector<Scored> filtered = found(plain, parts, {50, filter, {}});
    ExactIndex index;
    for (const std::size_t until : {1, 2, 900, 4095, 4097, 9000, 11999, 12000}) {
        VectorBlock shorter = rows.block();
        shorter.rows = until;
        QVERIFY(index.prepare(shorter, {}));
        QCOMPARE(found(index, parts, {}), wanted);
        QCOMPARE(found(index, parts, {50, filter, {}}), filtered);
    }
    // An older, shorter block of the same rows is still answered.
    VectorBlock older = rows.block();
    older.rows = 5000;
    const QueryPart part{older, parts[0].query};
    QCOMPARE(*index.search({&part, 1}, {}, {}), *plain.search({&part, 1}, {}, {}));
}

void TestExactIndex::codesFollowTheContentNotTheAddress()
{
    Rows rows = unitRows(600, 32, 18);
    Random random(19);
    const std::vector<PlainPart> parts = {{&rows, unitVector(random, 32)}};
    ExactIndex index;
    VectorBlock block = rows.block();
    block.content = 5;
    QVERIFY(index.prepare(block, {}));
    rows = unitRows(600, 32, 20); // the same memory, other rows
    block.content = 6;
    block.data = rows.values.data();
    QVERIFY(index.prepare(block, {}));
    const QueryPart part{block, parts[0].query};
    const auto wanted = ExactIndex{}.search({&part, 1}, {}, {});
    QCOMPARE(*index.search({&part, 1}, {}, {}), *wanted);
    index.forget(block);
    QCOMPARE(*index.search({&part, 1}, {}, {}), *wanted);
}

void TestExactIndex::aQueryOfZerosOrNothingIsAnswered()
{
    const Rows rows = unitRows(10, 4, 21);
    const ExactIndex index;
    QVERIFY(found(index, {}, {}).empty());
    const std::vector<PlainPart> zeros = {{&rows, std::vector<float>(4, 0.0F)}};
    const std::vector<std::uint32_t> order = {9, 8, 7, 6, 5, 4, 3, 2, 1, 0};
    const std::vector<Scored> answer = found(index, zeros, {2, {}, order});
    QCOMPARE(answer, (std::vector<Scored>{{9, 0.0F}, {8, 0.0F}}));
    QVERIFY(found(index, zeros, {0, {}, {}}).empty());
    const std::vector<std::uint64_t> nobody = {0};
    QVERIFY(found(index, zeros, {2, nobody, {}}).empty());
    const Rows none(0, 4);
    QVERIFY(found(index, {{&none, std::vector<float>(4, 1.0F)}}, {}).empty());
}

void TestExactIndex::whatCannotBeAnsweredIsRefused()
{
    const Rows rows = unitRows(100, 4, 22);
    const Rows fewer = unitRows(99, 4, 22);
    const ExactIndex index;
    const std::vector<float> good = {1, 0, 0, 0};
    const auto refused = [&](const std::vector<PlainPart>& parts, const TopKOptions& options) {
        const auto result = index.search(queryParts(parts), options, {});
        return !result && result.error().code == ErrorCode::BadArgument;
    };
    QVERIFY(refused({{&rows, {1, 0, std::numeric_limits<float>::quiet_NaN(), 0}}}, {}));
    QVERIFY(refused({{&rows, {1, 0, std::numeric_limits<float>::infinity(), 0}}}, {}));
    QVERIFY(refused({{&rows, {1, 0, 0}}}, {}));
    QVERIFY(refused({{&rows, good}, {&fewer, good}}, {}));
    const std::vector<std::uint64_t> shortFilter = {~std::uint64_t{0}};
    const std::vector<std::uint32_t> shortOrder = {1, 2, 3};
    QVERIFY(refused({{&rows, good}}, {5, shortFilter, {}}));
    QVERIFY(refused({{&rows, good}}, {5, {}, shortOrder}));
    QVERIFY(!index.rankOf(100, queryParts({{&rows, good}}), {}, {}));
}

void TestExactIndex::aStoppedSearchIsCancelled()
{
    const Rows rows = unitRows(9000, 4, 23);
    const std::vector<PlainPart> parts = {{&rows, {1, 0, 0, 0}}};
    std::stop_source source;
    source.request_stop();
    JobContext job;
    job.stop = source.get_token();
    ExactIndex index;
    const auto code = [](const auto& result) {
        return result ? ErrorCode::Internal : result.error().code;
    };
    QCOMPARE(code(index.search(queryParts(parts), {}, job)), ErrorCode::Cancelled);
    QCOMPARE(code(index.rankOf(0, queryParts(parts), {}, job)), ErrorCode::Cancelled);
    QCOMPARE(code(index.scores(queryParts(parts), job)), ErrorCode::Cancelled);
    QCOMPARE(code(index.prepare(rows.block(), job)), ErrorCode::Cancelled);
    QCOMPARE(found(index, parts, {1, {}, {}}).size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestExactIndex)
#include "test_exact_index.moc"
