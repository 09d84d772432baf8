// SPDX-License-Identifier: GPL-3.0-or-later
// What damage, kills and a full disk do to vector files: an Error, or what was committed.
#include "core/retrieval/vector_half.h"
#include "vector_world.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTest>

#include <csignal>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;

class TestVectorDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTruncationIsAnErrorOrACommittedPrefix();
    void everyFlippedBitIsAnErrorOrACommittedPrefix();
    void aFlippedBitInARowIsFoundByTheCheck();
    void aTornEndIsCutOffAndWrittenOver();
    void aFileCutUnderAnOpenReaderIsCorruptAndNoCrash();
    void aCacheThatIsThrownAwayWhileOpenIsMadeAnew();
    void strayRowsOfAKilledCompactionGo();
    void acknowledgedRowsSurviveKill9();
    void aFullDiskLeavesTheFileAsItWas();
};

void TestVectorDamage::everyTruncationIsAnErrorOrACommittedPrefix()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    int seen = 0;
    for (std::size_t size = 0; size < log.size(); ++size) {
        write(world.path(), log.substr(0, size));
        const auto file = VectorFile::open(world.path(), "maker", kValues, false);
        if (file) {
            const int prefix = world.prefixOf(**file);
            QVERIFY2(prefix >= 0 && prefix < 4, qPrintable(QString::number(size)));
            seen = std::max(seen, prefix);
        } else {
            QCOMPARE(file.error().code, ErrorCode::Corrupt);
        }
    }
    QCOMPARE(seen, 3);
    write(world.path(), log);
    const std::string values = bytesOf(world.rows());
    for (std::size_t size = 0; size < values.size(); ++size) {
        fs::resize_file(world.rows(), size);
        QCOMPARE(world.openError(), ErrorCode::Corrupt);
    }
    fs::remove(world.rows());
    QCOMPARE(world.openError(), ErrorCode::Corrupt);
    QCOMPARE(world.openError(true), ErrorCode::Corrupt);
}

void TestVectorDamage::everyFlippedBitIsAnErrorOrACommittedPrefix()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    int errors = 0;
    for (std::size_t bit = 0; bit < log.size() * 8; ++bit) {
        std::string damaged = log;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        write(world.path(), damaged);
        const auto file = VectorFile::open(world.path(), "maker", kValues, false);
        if (file) { // the last frame alone may count as torn
            QCOMPARE(world.prefixOf(**file), 3);
        } else {
            ++errors;
        }
    }
    QVERIFY(errors > static_cast<int>(log.size()) * 6);
}

void TestVectorDamage::aFlippedBitInARowIsFoundByTheCheck()
{
    const VectorWorld world;
    world.draw();
    const fs::path where = world.rows();
    const std::string values = bytesOf(where);
    const auto file = world.open(false);
    OK(file->check());
    for (std::size_t at = 0; at < values.size(); at += 7) {
        std::string damaged = values;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        std::fstream(where, std::ios::in | std::ios::out | std::ios::binary) << damaged;
        QCOMPARE(file->check().error().code, ErrorCode::Corrupt);
        QCOMPARE(world.open(false)->check().error().code, ErrorCode::Corrupt);
    }
    std::fstream(where, std::ios::in | std::ios::out | std::ios::binary) << values;
    OK(file->check());
    std::string log = bytesOf(world.path());
    log[log.size() / 2] = static_cast<char>(log[log.size() / 2] ^ 1);
    std::fstream(world.path(), std::ios::in | std::ios::out | std::ios::binary) << log;
    QCOMPARE(file->check().error().code, ErrorCode::Corrupt);
}

void TestVectorDamage::aTornEndIsCutOffAndWrittenOver()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    const std::string values = bytesOf(world.rows());
    for (const std::string& torn : {std::string(1, 'T'), std::string(300, '\0'),
                                    log.substr(log.size() / 2, 7), std::string("TVF1")}) {
        write(world.path(), log + (torn.size() == 300 ? torn : torn.substr(0, 19)));
        write(world.rows(), values + "half a row");
        QCOMPARE(world.prefixOf(*world.open(false)), 4);
        const auto file = world.open(true);
        QCOMPARE(world.prefixOf(*file), 4);
        QCOMPARE(bytesOf(world.path()), log);
        QCOMPARE(bytesOf(world.rows()), values);
    }
    {
        const auto file = world.open(true);
        const Batch more = batch(30, 2);
        OK(file->append(more.keys, more.rows));
    }
    QVERIFY(holds(*world.open(false), 30, 2));
    OK(world.open(false)->check());
}

void TestVectorDamage::aFileCutUnderAnOpenReaderIsCorruptAndNoCrash()
{
    const VectorWorld world;
    {
        const auto writer = world.open(true);
        const Batch many = batch(0, 2000); // many pages
        OK(writer->append(many.keys, many.rows));
    }
    const auto file = world.open(false);
    const VectorBlock block = file->block();
    fs::resize_file(world.rows(), 4096);
    float sum = 0;
    for (std::size_t row = 0; row < block.rows; ++row) {
        sum += fromHalf(block.data[row * block.stride + 1]);
    }
    QVERIFY(sum > 0);
    QCOMPARE(file->row(1999), std::vector<float>(kValues, 0.0F)); // zeros stand in
    QCOMPARE(file->check().error().code, ErrorCode::Corrupt);
    QCOMPARE(file->refresh().error().code, ErrorCode::Corrupt);
    QCOMPARE(file->block().rows, std::size_t{0});
}

void TestVectorDamage::aCacheThatIsThrownAwayWhileOpenIsMadeAnew()
{
    const VectorWorld world;
    world.draw();
    auto writer = world.open(true);
    const auto reader = world.open(false);
    fs::remove_all(world.path().parent_path());
    const Batch more = batch(30, 2);
    QCOMPARE(writer->append(more.keys, more.rows).error().code, ErrorCode::NotFound);
    QCOMPARE(reader->refresh().error().code, ErrorCode::NotFound);
    QCOMPARE(world.prefixOf(*reader), 4);
    writer.reset();
    OK(discardVectorFile(world.path()));
    const auto anew = world.open(true);
    OK(anew->append(more.keys, more.rows));
    OK(reader->refresh());
    QVERIFY(holds(*reader, 30, 2));
    QCOMPARE(reader->living(), std::size_t{2});
    write(world.path(), "damaged by hand");
    QCOMPARE(anew->append(more.keys, more.rows).error().code, ErrorCode::Corrupt);
}

void TestVectorDamage::strayRowsOfAKilledCompactionGo()
{
    const VectorWorld world;
    world.draw();
    const fs::path stray = world.path().parent_path() / "vectors.rows-0123456789abcdef";
    write(stray, "half a compaction");
    QCOMPARE(world.prefixOf(*world.open(false)), 4);
    QVERIFY(fs::exists(stray)); // a reader touches nothing
    QCOMPARE(world.prefixOf(*world.open(true)), 4);
    QVERIFY(!fs::exists(stray));
    OK(discardVectorFile(world.path()));
    QVERIFY(!fs::exists(world.path()) && world.rows().empty());
}

void TestVectorDamage::acknowledgedRowsSurviveKill9()
{
    const VectorWorld world;
    for (int turn = 0; turn < 4; ++turn) {
        int ends[2] = {-1, -1};
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto file = VectorFile::open(world.path(), "maker", kValues, true);
            for (int i = 0; file && i < 100000; ++i) {
                const Batch some = batch(i * 3, 3, static_cast<float>(turn));
                if (!(*file)->append(some.keys, some.rows) || ::write(ends[1], &i, sizeof i) < 0) {
                    break;
                }
            }
            ::_exit(1);
        }
        ::close(ends[1]);
        int acknowledged = -1;
        int last = -1;
        while (last < 40 * (turn + 1) && ::read(ends[0], &last, sizeof last) == sizeof last) {
            acknowledged = last;
        }
        ::kill(child, SIGKILL);
        while (::read(ends[0], &last, sizeof last) == sizeof last) {
            acknowledged = last;
        }
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        QVERIFY(acknowledged >= 40);
        QVERIFY(holds(*world.open(false), 0, (acknowledged + 1) * 3, static_cast<float>(turn)));
        const auto file = world.open(true);
        QVERIFY(holds(*file, 0, (acknowledged + 1) * 3, static_cast<float>(turn)));
        OK(file->check());
    }
}

void TestVectorDamage::aFullDiskLeavesTheFileAsItWas()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    const std::string values = bytesOf(world.rows());
    // A limit on the size of files stands in for a full disk: the write fails in its middle. Once
    // for the rows, once for the log.
    for (const bool inLog : {false, true}) {
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const auto file = VectorFile::open(world.path(), "maker", kValues, true);
            Batch some = batch(100, 50);
            if (inLog) {
                some.keys[0].content = std::string(10000, 'x');
            }
            const rlim_t most = inLog ? values.size() + 3'300 : values.size() + 100;
            const rlimit limit{most, most};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const bool refused = file && !(*file)->append(some.keys, some.rows);
            ::_exit(refused && world.prefixOf(**file) == 4 && (*file)->check() ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(bytesOf(world.path()), log);
        QCOMPARE(bytesOf(world.rows()), values);
    }
}

QTEST_APPLESS_MAIN(TestVectorDamage)
#include "test_vector_damage.moc"
