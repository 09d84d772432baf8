// SPDX-License-Identifier: GPL-3.0-or-later
// The approximate index: what it finds beside the exact one, and what happens to damaged files.
#include "core/retrieval/approximate_index.h"

#include "index_rows.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kCount = 1200;

#define REQUIRE_OK(result)                                                                         \
    do {                                                                                           \
        const auto& requiredOk = (result); /* evaluated once */                                    \
        QVERIFY2(requiredOk, requiredOk ? "" : describe(requiredOk.error()).c_str());              \
    } while (false)

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

// Small graphs, so that there are several.
ApproximateOptions options()
{
    ApproximateOptions options;
    options.shardRows = 500;
    options.leastNew = 80;
    options.probes = 40;
    return options;
}

const ApproximateMaker kMaker{"rows", "model"};

class World
{
public:
    const Rows rows = clusters(kCount, 35, 1);
    QTemporaryDir folder;

    [[nodiscard]] VectorBlock block(std::size_t count = kCount) const
    {
        VectorBlock block = rows.block();
        block.rows = count;
        return block;
    }
    [[nodiscard]] fs::path path() const { return fs::path(folder.path().toStdString()) / "index"; }
    [[nodiscard]] auto build(const JobContext& job = {}, std::size_t count = kCount,
                             const ApproximateMaker& maker = kMaker) const
    {
        const VectorBlock some = block(count);
        return ApproximateIndex::build({&some, 1}, maker, path(), options(), job);
    }
    [[nodiscard]] auto open(std::size_t count = kCount,
                            const ApproximateMaker& maker = kMaker) const
    {
        return ApproximateIndex::open(path(), maker, options(), count);
    }
    // Name and bytes of the graphs.
    [[nodiscard]] std::map<fs::path, std::string> graphs() const
    {
        std::map<fs::path, std::string> graphs;
        for (const auto& entry : fs::directory_iterator(folder.path().toStdString())) {
            if (entry.path() != path()) {
                graphs[entry.path().filename()] = bytesOf(entry.path());
            }
        }
        return graphs;
    }
};

auto ask(const ApproximateIndex& index, const VectorBlock& block, const std::vector<float>& query,
         const TopKOptions& options = {10, {}, {}})
{
    const QueryPart part{block, query};
    return index.search({&part, 1}, options, {});
}

} // namespace

class TestApproximateIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itFindsNearlyAllAndScoresThemExactly();
    void filtersAndTiesAreThoseOfTheExactIndex();
    void whatWasBuiltIsWhatIsOpened();
    void anyNumberOfThreadsBuildsTheSameBytes();
    void rowsThatCameLaterAreFoundBeforeTheyStandInAGraph();
    void onlyTheLastGraphIsBuiltAgainForNewRows();
    void anotherModelKeepsGraphsThatStillFindItsRows();
    void aFileOfOtherRowsIsNotTaken();
    void everyDamageIsFoundBeforeItIsRead();
    void aStoppedBuildGoesOnWhereItWas();
    void badQueriesAndBlocksAreRefused();
};

void TestApproximateIndex::itFindsNearlyAllAndScoresThemExactly()
{
    const World world;
    const auto index = world.build();
    REQUIRE_OK(index);
    QVERIFY((*index)->recall().at10 > 0.95 && (*index)->recall().at10 <= 1.0);
    QVERIFY((*index)->recall().at50 > 0.95 && (*index)->recall().at50 <= 1.0);
    const ExactIndex exact;
    Random random(2);
    std::size_t hits = 0;
    for (int i = 0; i < 50; ++i) {
        const std::vector<float> query = unitVector(random, 35);
        const QueryPart part{world.rows.block(), query};
        const auto wanted = exact.search({&part, 1}, {10, {}, {}}, {});
        const auto scores = exact.scores({&part, 1}, {});
        const auto found = ask(**index, world.block(), query);
        REQUIRE_OK(found);
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
    REQUIRE_OK(index);
    Random random(3);
    const std::vector<float> query = unitVector(random, 35);
    std::vector<std::uint64_t> few((kCount + 63) / 64);
    for (std::size_t row = 0; row < kCount; row += 83) {
        few[row / 64] |= std::uint64_t{1} << (row % 64);
    }
    const QueryPart part{world.block(), query};
    const TopKOptions wanted{50, few, {}}; // 15 rows only: all must be found
    const ExactIndex exact;
    QCOMPARE(*ask(**index, world.block(), query, wanted), *exact.search({&part, 1}, wanted, {}));
    const std::vector<std::uint64_t> nobody((kCount + 63) / 64);
    QVERIFY(ask(**index, world.block(), query, {10, nobody, {}})->empty());
    const std::vector<float> zeros(35, 0.0F);
    std::vector<std::uint32_t> order(kCount);
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = static_cast<std::uint32_t>(order.size() - i);
    }
    const auto tied = ask(**index, world.block(), zeros, {kCount, {}, order});
    QCOMPARE(tied->size(), kCount);
    QCOMPARE(tied->front().row, kCount - 1);
}

void TestApproximateIndex::whatWasBuiltIsWhatIsOpened()
{
    const World world;
    const auto built = world.build();
    const auto opened = world.open();
    REQUIRE_OK(opened);
    QCOMPARE((*opened)->recall().at10, (*built)->recall().at10);
    QCOMPARE((*opened)->recall().at50, (*built)->recall().at50);
    QCOMPARE((*opened)->rows(), kCount);
    Random random(4);
    for (int i = 0; i < 10; ++i) {
        const std::vector<float> query = unitVector(random, 35);
        QCOMPARE(*ask(**opened, world.block(), query), *ask(**built, world.block(), query));
    }
    const auto facts = bytesOf(world.path());
    const auto graphs = world.graphs();
    QCOMPARE(graphs.size(), std::size_t{3});
    QVERIFY(world.build()); // nothing is missing: nothing is made
    QVERIFY(world.graphs() == graphs && bytesOf(world.path()) == facts);
}

void TestApproximateIndex::anyNumberOfThreadsBuildsTheSameBytes()
{
    const World first;
    const World second;
    const auto threads = makeThreadExecutor(4);
    JobContext job;
    job.executor = threads.get();
    QVERIFY(first.build() && second.build(job));
    QVERIFY(first.graphs() == second.graphs());
    QVERIFY(bytesOf(first.path()) == bytesOf(second.path()));
}

void TestApproximateIndex::rowsThatCameLaterAreFoundBeforeTheyStandInAGraph()
{
    const World world;
    QVERIFY(world.build({}, kCount - 60));
    const auto index = world.open(kCount);
    REQUIRE_OK(index);
    QCOMPARE((*index)->rows(), kCount - 60);
    for (std::size_t row = kCount - 60; row < kCount; ++row) {
        std::vector<float> query(35);
        for (std::size_t d = 0; d < query.size(); ++d) {
            query[d] = world.rows.at(row, d);
        }
        const auto found = ask(**index, world.block(), query);
        REQUIRE_OK(found);
        QCOMPARE(found->front().row, row);
        std::vector<std::uint64_t> others((kCount + 63) / 64, ~std::uint64_t{0});
        others[row / 64] &= ~(std::uint64_t{1} << (row % 64)); // deleted
        const auto without = ask(**index, world.block(), query, {10, others, {}});
        REQUIRE_OK(without);
        QVERIFY(without->front().row != row);
    }
}

void TestApproximateIndex::onlyTheLastGraphIsBuiltAgainForNewRows()
{
    const World world;
    QVERIFY(world.build({}, kCount - 90));
    const auto before = world.graphs();
    const auto few = world.build({}, kCount - 20); // 70 are fewer than leastNew
    REQUIRE_OK(few);
    QVERIFY(world.graphs() == before);
    QCOMPARE((*few)->rows(), kCount - 90);
    const auto many = world.build();
    REQUIRE_OK(many);
    QCOMPARE((*many)->rows(), kCount);
    const auto after = world.graphs();
    QCOMPARE(after.size(), std::size_t{3});
    const auto kept = std::ranges::count_if(
        before, [&](const auto& graph) { return after.contains(graph.first); });
    QCOMPARE(kept, std::ptrdiff_t{2});
    const World fresh; // as if it had been built at once
    QVERIFY(fresh.build());
    QVERIFY(fresh.graphs() == after);
}

void TestApproximateIndex::anotherModelKeepsGraphsThatStillFindItsRows()
{
    const World world;
    QVERIFY(world.build());
    const auto before = world.graphs();
    const ApproximateMaker other{"rows", "model 2"};
    QCOMPARE(codeOf(world.open(kCount, other)), ErrorCode::Changed);
    const auto index = world.build({}, kCount, other);
    REQUIRE_OK(index);
    QVERIFY((*index)->recall().at10 > 0.95);
    QVERIFY(world.graphs() == before);
    QVERIFY(world.open(kCount, other));
    // Values that have nothing to do with the old ones: the graphs lead nowhere.
    const Rows strange = clusters(kCount, 35, 99);
    const VectorBlock block = strange.block();
    const ApproximateMaker third{"rows", "model 3"};
    ApproximateOptions narrow = options();
    narrow.searchCandidates = 12;
    const auto anew = ApproximateIndex::build({&block, 1}, third, world.path(), narrow, {});
    REQUIRE_OK(anew);
    QVERIFY(world.graphs() != before);
    QVERIFY((*anew)->recall().at10 > 0.9);
}

void TestApproximateIndex::aFileOfOtherRowsIsNotTaken()
{
    const World world;
    QCOMPARE(codeOf(world.open()), ErrorCode::NotFound);
    const auto index = world.build();
    QCOMPARE(codeOf(world.open(kCount, {"other rows", "model"})), ErrorCode::Changed);
    QCOMPARE(codeOf(world.open(kCount - 1)), ErrorCode::Changed);
    QCOMPARE(codeOf(ask(**index, world.block(kCount - 1), std::vector<float>(35, 1.0F))),
             ErrorCode::Changed);
    const auto before = world.graphs();
    REQUIRE_OK(world.build({}, kCount, {"other rows", "model"}));
    QVERIFY(world.open(kCount, {"other rows", "model"}));
    QCOMPARE(codeOf(world.open()), ErrorCode::Changed);
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
    const auto graphs = world.graphs();
    for (const auto& [name, links] : graphs) {
        const auto graph = world.path().parent_path() / name;
        for (std::size_t at = 0; at < links.size(); at += links.size() / 20) {
            std::string damaged = links;
            damaged[at] = static_cast<char>(damaged[at] ^ 16);
            write(graph, damaged);
            QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
            fs::resize_file(graph, at);
            QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
        }
        fs::remove(graph);
        QCOMPARE(codeOf(world.open()), ErrorCode::Corrupt);
        QVERIFY(world.build()); // only this one is made again
        QVERIFY(world.graphs() == graphs);
        QVERIFY(world.open());
    }
}

void TestApproximateIndex::aStoppedBuildGoesOnWhereItWas()
{
    const World world;
    std::stop_source source;
    std::size_t most = 0;
    JobContext job;
    job.stop = source.get_token();
    job.report = [&](const Progress& progress) {
        QVERIFY(progress.done <= progress.total);
        most = progress.done;
        if (progress.done > 600) { // in the second graph
            source.request_stop();
        }
    };
    QCOMPARE(codeOf(world.build(job)), ErrorCode::Cancelled);
    QCOMPARE(world.graphs().size(), std::size_t{1});
    QCOMPARE(codeOf(world.open()), ErrorCode::Changed); // unfinished: it answers nothing
    const auto kept = world.graphs().begin()->first;
    std::size_t total = 0;
    job = {};
    job.report = [&](const Progress& progress) { total = progress.total; };
    REQUIRE_OK(world.build(job));
    QCOMPARE(total, std::size_t{700 + 40 * 100}); // rows that were left, and the probes
    QVERIFY(world.graphs().contains(kept));
    const World fresh;
    QVERIFY(fresh.build());
    QVERIFY(fresh.graphs() == world.graphs());
    // Stopped while it grows: the old one answers.
    const World growing;
    QVERIFY(growing.build({}, 1000));
    const auto before = bytesOf(growing.path());
    std::stop_source again;
    job.stop = again.get_token();
    job.report = [&](const Progress&) { again.request_stop(); };
    QCOMPARE(codeOf(growing.build(job)), ErrorCode::Cancelled);
    QCOMPARE(bytesOf(growing.path()), before);
    QVERIFY(growing.open());
}

void TestApproximateIndex::badQueriesAndBlocksAreRefused()
{
    const World world;
    const auto index = world.build();
    const auto asked = [&](const std::vector<float>& query) {
        return codeOf(ask(**index, world.block(), query));
    };
    QCOMPARE(asked(std::vector<float>(34, 1.0F)), ErrorCode::BadArgument);
    std::vector<float> query(35, 1.0F);
    query[7] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE(asked(query), ErrorCode::BadArgument);
    const auto build = [](const Rows& rows, const fs::path& path, const ApproximateMaker& maker) {
        const VectorBlock block = rows.block();
        return ApproximateIndex::build({&block, 1}, maker, path, options(), {});
    };
    QCOMPARE(codeOf(build(Rows(0, 35), world.path(), kMaker)), ErrorCode::BadArgument);
    const Rows one = unitRows(1, 35, 5);
    QCOMPARE(codeOf(build(one, world.path(), {"two\nlines", "model"})), ErrorCode::BadArgument);
    const auto alone = build(one, world.path(), kMaker);
    REQUIRE_OK(alone);
    QCOMPARE(ask(**alone, one.block(), std::vector<float>(35, 1.0F))->size(), std::size_t{1});
    const fs::path nowhere = fs::path(world.folder.path().toStdString()) / "no" / "folder";
    QVERIFY(!build(one, nowhere, kMaker));
    QVERIFY(!fs::exists(nowhere));
}

QTEST_APPLESS_MAIN(TestApproximateIndex)
#include "test_approximate_index.moc"
