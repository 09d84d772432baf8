// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate index: what it finds beside the exact one, and what happens to damaged files.
#include "core/retrieval/approximate_index.h"

#include "index_rows.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCount = 1200;

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

ErrorCode codeOf(const auto& result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

// Unit vectors around some centres, as photos of a catalogue lie.
Rows clusters(std::size_t count, std::size_t dimension, std::uint64_t seed)
{
    Random random(seed);
    std::vector<std::vector<float>> centres;
    for (int i = 0; i < 40; ++i) {
        centres.push_back(unitVector(random, dimension));
    }
    Rows rows(count, dimension);
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> values = unitVector(random, dimension);
        const std::vector<float>& centre = centres[random.below(centres.size())];
        double squares = 0;
        for (std::size_t d = 0; d < dimension; ++d) {
            values[d] = centre[d] + 0.6F * values[d];
            squares += static_cast<double>(values[d]) * static_cast<double>(values[d]);
        }
        for (float& value : values) {
            value /= static_cast<float>(std::sqrt(squares));
        }
        rows.set(i, values);
    }
    return rows;
}

class World
{
public:
    const Rows rows = clusters(kCount, 35, 1);
    QTemporaryDir folder;

    [[nodiscard]] fs::path path() const { return fs::path(folder.path().toStdString()) / "index"; }
    [[nodiscard]] auto build(const JobContext& job = {}) const
    {
        return ApproximateIndex::build(rows.block(), "maker", path(), {}, job);
    }
    [[nodiscard]] auto open() const { return ApproximateIndex::open(path(), "maker", kCount); }
    [[nodiscard]] fs::path graph() const
    {
        for (const auto& entry : fs::directory_iterator(folder.path().toStdString())) {
            if (entry.path() != path()) {
                return entry.path();
            }
        }
        return {};
    }
    [[nodiscard]] std::size_t files() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder.path().toStdString()), {}));
    }
};

} // namespace

class TestApproximateIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itFindsNearlyAllAndScoresThemExactly();
    void filtersAndTiesAreThoseOfTheExactIndex();
    void whatWasBuiltIsWhatIsOpened();
    void oneThreadBuildsTheSameBytes();
    void aFileOfOtherRowsIsNotTaken();
    void everyDamageIsFoundBeforeItIsRead();
    void aStoppedBuildLeavesWhatWasThere();
    void badQueriesAndBlocksAreRefused();
};

void TestApproximateIndex::itFindsNearlyAllAndScoresThemExactly()
{
    const World world;
    const auto index = world.build();
    QVERIFY(index);
    QVERIFY((*index)->recallAt10() > 0.95 && (*index)->recallAt10() <= 1.0);
    const ExactIndex exact;
    Random random(2);
    std::size_t hits = 0;
    for (int i = 0; i < 50; ++i) {
        const std::vector<float> query = unitVector(random, 35);
        const QueryPart part{world.rows.block(), query};
        const auto wanted = exact.search({&part, 1}, {10, {}, {}}, {});
        const auto scores = exact.scores({&part, 1}, {});
        const auto found = (*index)->search(world.rows.block(), query, {10, {}, {}});
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{10});
        for (std::size_t place = 0; place < 10; ++place) {
            const Scored& scored = (*found)[place];
            QCOMPARE(scored.score, (*scores)[scored.row]);
            QVERIFY(place == 0 || (*found)[place - 1].score >= scored.score);
            hits += std::ranges::find(*wanted, scored) != wanted->end() ? 1 : 0;
        }
    }
    QVERIFY(hits >= 475); // of 500
}

void TestApproximateIndex::filtersAndTiesAreThoseOfTheExactIndex()
{
    const World world;
    const auto index = world.build();
    Random random(3);
    const std::vector<float> query = unitVector(random, 35);
    std::vector<std::uint64_t> few((kCount + 63) / 64);
    for (std::size_t row = 0; row < kCount; row += 83) {
        few[row / 64] |= std::uint64_t{1} << (row % 64);
    }
    const QueryPart part{world.rows.block(), query};
    const TopKOptions options{50, few, {}}; // 15 rows only: all must be found
    const ExactIndex exact;
    QCOMPARE(*(*index)->search(world.rows.block(), query, options),
             *exact.search({&part, 1}, options, {}));
    const std::vector<float> zeros(35, 0.0F);
    std::vector<std::uint32_t> order(kCount);
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = static_cast<std::uint32_t>(order.size() - i);
    }
    const auto tied = (*index)->search(world.rows.block(), zeros, {kCount, {}, order});
    QCOMPARE(tied->size(), kCount);
    QCOMPARE(tied->front().row, kCount - 1);
}

void TestApproximateIndex::whatWasBuiltIsWhatIsOpened()
{
    const World world;
    const auto built = world.build();
    const auto opened = world.open();
    QVERIFY(opened);
    QCOMPARE((*opened)->recallAt10(), (*built)->recallAt10());
    Random random(4);
    for (int i = 0; i < 10; ++i) {
        const std::vector<float> query = unitVector(random, 35);
        QCOMPARE(*(*opened)->search(world.rows.block(), query, {}),
                 *(*built)->search(world.rows.block(), query, {}));
    }
    QVERIFY(world.build()); // again: the graph of before goes
    QCOMPARE(world.files(), std::size_t{2});
}

void TestApproximateIndex::oneThreadBuildsTheSameBytes()
{
    const World first;
    const World second;
    QVERIFY(first.build() && second.build());
    QVERIFY(bytesOf(first.graph()) == bytesOf(second.graph()));
    const auto threads = makeThreadExecutor(4);
    JobContext job;
    job.executor = threads.get();
    const auto many = second.build(job);
    QVERIFY(many);
    QVERIFY((*many)->recallAt10() > 0.95);
}

void TestApproximateIndex::aFileOfOtherRowsIsNotTaken()
{
    const World world;
    QCOMPARE(codeOf(world.open()), ErrorCode::NotFound);
    const auto index = world.build();
    QCOMPARE(codeOf(ApproximateIndex::open(world.path(), "other", kCount)), ErrorCode::Changed);
    QCOMPARE(codeOf(ApproximateIndex::open(world.path(), "maker", kCount - 1)), ErrorCode::Changed);
    VectorBlock shorter = world.rows.block();
    shorter.rows = kCount - 1;
    QCOMPARE(codeOf((*index)->search(shorter, std::vector<float>(35, 1.0F), {})),
             ErrorCode::Changed);
}

void TestApproximateIndex::everyDamageIsFoundBeforeItIsRead()
{
    const World world;
    QVERIFY(world.build());
    const std::string facts = bytesOf(world.path());
    for (std::size_t bit = 0; bit < facts.size() * 8; bit += 3) {
        std::string damaged = facts;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        write(world.path(), damaged);
        QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
    }
    for (std::size_t size = 0; size < facts.size(); size += 5) {
        write(world.path(), facts.substr(0, size));
        QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
    }
    write(world.path(), facts);
    const fs::path graph = world.graph();
    const std::string links = bytesOf(graph);
    for (std::size_t at = 0; at < links.size(); at += links.size() / 50) {
        std::string damaged = links;
        damaged[at] = static_cast<char>(damaged[at] ^ 16);
        write(graph, damaged);
        QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
        fs::resize_file(graph, at);
        QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
    }
    write(graph, links);
    QVERIFY(world.open());
    fs::remove(graph);
    QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
}

void TestApproximateIndex::aStoppedBuildLeavesWhatWasThere()
{
    const World world;
    std::stop_source source;
    JobContext job;
    job.stop = source.get_token();
    job.report = [&](const Progress& progress) {
        if (progress.done > 500) {
            source.request_stop();
        }
    };
    QCOMPARE(codeOf(world.build(job)), ErrorCode::Cancelled);
    QCOMPARE(world.files(), std::size_t{0});
    QVERIFY(world.build());
    const std::string before = bytesOf(world.path());
    QCOMPARE(codeOf(world.build(job)), ErrorCode::Cancelled);
    QCOMPARE(bytesOf(world.path()), before);
    QVERIFY(world.open());
}

void TestApproximateIndex::badQueriesAndBlocksAreRefused()
{
    const World world;
    const auto index = world.build();
    const auto ask = [&](const std::vector<float>& query) {
        return codeOf((*index)->search(world.rows.block(), query, {}));
    };
    QCOMPARE(ask(std::vector<float>(34, 1.0F)), ErrorCode::BadArgument);
    std::vector<float> query(35, 1.0F);
    query[7] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(ask(query), ErrorCode::BadArgument);
    const Rows none(0, 35);
    QCOMPARE(codeOf(ApproximateIndex::build(none.block(), "maker", world.path(), {}, {})),
             ErrorCode::BadArgument);
    const Rows one = unitRows(1, 35, 5);
    const auto alone = ApproximateIndex::build(one.block(), "maker", world.path(), {}, {});
    QVERIFY(alone);
    QCOMPARE((*alone)->search(one.block(), std::vector<float>(35, 1.0F), {})->size(),
             std::size_t{1});
    const fs::path nowhere = fs::path(world.folder.path().toStdString()) / "no" / "folder";
    QVERIFY(!ApproximateIndex::build(one.block(), "maker", nowhere, {}, {}));
}

QTEST_APPLESS_MAIN(TestApproximateIndex)
#include "test_approximate_index.moc"
