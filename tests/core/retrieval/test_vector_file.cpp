// SPDX-License-Identifier: GPL-3.0-or-later
// Vector files: what comes back, and what other processes see.
#include "core/retrieval/vector_file.h"

#include "core/retrieval/exact_index.h"
#include "index_rows.h"
#include "vector_world.h"

#include <unistd.h>

#include <QTest>

#include <limits>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;

class TestVectorFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halvesAreRoundedToTheNearestAndComeBackExactly();
    void rowsComeBackRoundedToHalves();
    void aReaderSeesWhatWasCommittedWhenItRefreshes();
    void replacedAndRemovedRowsAreDeadAndCompactionDropsThem();
    void compactionLeavesAReadersBlockAlone();
    void aSecondWriterIsToldWhoWrites();
    void anothersFileIsNotTaken();
    void badValuesAddNothing();
    void preparedCodesOutliveAdditions();
};

void TestVectorFile::halvesAreRoundedToTheNearestAndComeBackExactly()
{
    for (std::uint32_t bits = 0; bits < 0x10000U; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = fromHalf(half);
        if (std::isnan(value)) {
            QVERIFY((bits & 0x7C00U) == 0x7C00U && (bits & 0x3FFU) != 0);
            QVERIFY(std::isnan(fromHalf(toHalf(value))));
        } else {
            QCOMPARE(toHalf(value), half);
        }
    }
    QCOMPARE(fromHalf(0x3C00), 1.0F);
    QCOMPARE(fromHalf(0xC000), -2.0F);
    QCOMPARE(fromHalf(0x7BFF), 65504.0F);
    QCOMPARE(fromHalf(0x0001), 0x1p-24F);
    QCOMPARE(toHalf(1.0F + 0x1p-11F), std::uint16_t{0x3C00}); // halfway: to even
    QCOMPARE(toHalf(1.0F + 0x3p-11F), std::uint16_t{0x3C02});
    QCOMPARE(toHalf(1.0F + 0x1.8p-11F), std::uint16_t{0x3C01});
    QCOMPARE(toHalf(0x1p-25F), std::uint16_t{0});
    QCOMPARE(toHalf(0x1.8p-25F), std::uint16_t{1});
    QCOMPARE(toHalf(0x1.FFFp-15F), std::uint16_t{0x0400}); // up into the normal ones
    QCOMPARE(toHalf(65519.0F), std::uint16_t{0x7BFF});
    QCOMPARE(toHalf(65520.0F), std::uint16_t{0x7C00});
    QCOMPARE(toHalf(-1e30F), std::uint16_t{0xFC00});
}

void TestVectorFile::rowsComeBackRoundedToHalves()
{
    const VectorWorld world;
    QCOMPARE(world.openError(), ErrorCode::NotFound);
    Batch some = batch(0, 2);
    some.rows.values[0] = 0.1F;
    some.rows.values[1] = -65504.0F;
    some.rows.values[2] = 0x1p-25F; // rounds to zero
    {
        const auto file = world.open(true);
        OK(file->append(some.keys, some.rows));
        OK(file->append({}, Matrix{}));
        OK(file->check());
    }
    const auto file = world.open(false);
    QCOMPARE(file->living(), std::size_t{2});
    QCOMPARE(file->block().rows, std::size_t{2});
    QCOMPARE(file->block().dimension, kValues);
    QVERIFY(file->block().stride >= kValues && file->block().content != 0);
    const std::vector<float> row = file->row(*file->find("key1000"));
    QCOMPARE(row[0], fromHalf(0x2E66)); // 0.1 as a half
    QCOMPARE(row[1], -65504.0F);
    QCOMPARE(row[2], 0.0F);
    QVERIFY(holds(*file, 1, 1));
    OK(file->check());
    QVERIFY(!file->append(some.keys, some.rows)); // opened for reading
}

void TestVectorFile::aReaderSeesWhatWasCommittedWhenItRefreshes()
{
    const VectorWorld world;
    const auto writer = world.open(true);
    const auto reader = world.open(false);
    const std::uint64_t first = reader->block().content;
    for (int turn = 0; turn < 20; ++turn) {
        const Batch more = batch(turn * 50, 50);
        OK(writer->append(more.keys, more.rows));
        QCOMPARE(reader->living(), static_cast<std::size_t>(turn * 50));
        OK(reader->refresh());
        QVERIFY(holds(*reader, 0, (turn + 1) * 50));
        QVERIFY(holds(*writer, 0, (turn + 1) * 50));
    }
    QCOMPARE(reader->block().content, first);
    OK(reader->check());
}

void TestVectorFile::replacedAndRemovedRowsAreDeadAndCompactionDropsThem()
{
    const VectorWorld world;
    const auto file = world.open(true);
    const Batch some = batch(0, 8);
    OK(file->append(some.keys, some.rows));
    const Batch again = batch(6, 2, 100.0F);
    OK(file->append(again.keys, again.rows));
    OK(file->compactWhenSparse()); // 2 of 10 are dead: not worth it
    QCOMPARE(file->block().rows, std::size_t{10});
    QVERIFY(!file->alive(6) && !file->alive(7) && file->alive(8) && !file->alive(99));
    const std::vector<Key> gone = {"key1000", "key1001", "nobody"};
    OK(file->remove(gone));
    QCOMPARE(file->living(), std::size_t{6});
    const std::uint64_t before = file->block().content;
    OK(file->compactWhenSparse());
    QCOMPARE(file->block().rows, std::size_t{6});
    QVERIFY(file->block().content != before);
    for (std::size_t row = 1; row < 6; ++row) {
        QVERIFY(file->key(row - 1).key < file->key(row).key);
    }
    QVERIFY(holds(*file, 2, 4) && holds(*file, 6, 2, 100.0F));
    const Batch more = batch(20, 3);
    OK(file->append(more.keys, more.rows));
    OK(file->check());
    QVERIFY(holds(*world.open(false), 20, 3) && holds(*world.open(false), 2, 4));
    std::vector<Key> all;
    for (std::size_t row = 0; row < file->block().rows; ++row) {
        all.push_back(file->key(row).key);
    }
    OK(file->remove(all));
    OK(file->compactWhenSparse());
    QCOMPARE(file->block().rows, std::size_t{0});
    QCOMPARE(world.open(false)->living(), std::size_t{0});
}

void TestVectorFile::compactionLeavesAReadersBlockAlone()
{
    const VectorWorld world;
    const auto writer = world.open(true);
    const Batch some = batch(0, 40);
    OK(writer->append(some.keys, some.rows));
    const auto reader = world.open(false);
    const std::vector<Key> gone = [&] {
        std::vector<Key> keys;
        keys.reserve(20);
        for (int i = 0; i < 20; ++i) {
            keys.push_back(some.keys[static_cast<std::size_t>(i)].key);
        }
        return keys;
    }();
    OK(writer->remove(gone));
    OK(writer->compactWhenSparse());
    QCOMPARE(writer->block().rows, std::size_t{20});
    QVERIFY(holds(*reader, 0, 40));
    OK(reader->check());
    OK(reader->refresh());
    QCOMPARE(reader->living(), std::size_t{20});
    QVERIFY(holds(*reader, 20, 20));
}

void TestVectorFile::aSecondWriterIsToldWhoWrites()
{
    const VectorWorld world;
    auto writer = world.open(true);
    const auto second = VectorFile::open(world.path(), "maker", kValues, true);
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Busy);
    QCOMPARE(second.error().detail, "pid " + std::to_string(::getpid()));
    QCOMPARE(discardVectorFile(world.path()).error().code, ErrorCode::Busy);
    writer.reset();
    QVERIFY(world.open(true));
}

void TestVectorFile::anothersFileIsNotTaken()
{
    const VectorWorld world;
    world.draw();
    QCOMPARE(VectorFile::open(world.path(), "other", kValues, true).error().code,
             ErrorCode::Changed);
    QCOMPARE(VectorFile::open(world.path(), "maker", 6, false).error().code, ErrorCode::Changed);
    QCOMPARE(VectorFile::open(world.path(), "maker", 0, true).error().code, ErrorCode::BadArgument);
    QCOMPARE(world.prefixOf(*world.open(false)), 4);
    write(world.path(), "a text that somebody left here, long enough to hold a head");
    QCOMPARE(world.openError(), ErrorCode::Corrupt);
    write(world.path(), "");
    QCOMPARE(world.openError(true), ErrorCode::Corrupt);
    fs::remove(world.path());
    fs::create_directory(world.path());
    QVERIFY(!VectorFile::open(world.path(), "maker", kValues, false));
}

void TestVectorFile::badValuesAddNothing()
{
    const VectorWorld world;
    world.draw();
    const auto file = world.open(true);
    const std::string before = bytesOf(world.path());
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), 65505.0F,
                            -std::numeric_limits<float>::infinity()}) {
        Batch some = batch(50, 3);
        some.rows.values[2 * kValues + 4] = bad;
        const auto added = file->append(some.keys, some.rows);
        QCOMPARE(added.error().code, ErrorCode::BadArgument);
        QCOMPARE(added.error().subject, std::string("key1052"));
    }
    Batch some = batch(50, 3);
    some.keys.pop_back();
    QCOMPARE(file->append(some.keys, some.rows).error().code, ErrorCode::BadArgument);
    Matrix narrow(2, kValues - 1);
    QCOMPARE(file->append(some.keys, narrow).error().code, ErrorCode::BadArgument);
    QCOMPARE(world.prefixOf(*file), 4);
    QCOMPARE(bytesOf(world.path()), before);
}

void TestVectorFile::preparedCodesOutliveAdditions()
{
    const VectorWorld world;
    const auto file = world.open(true);
    Random random(1);
    const auto add = [&](int from, int count) {
        Batch some = batch(from, count);
        for (float& value : some.rows.values) {
            value = test::normal(random);
        }
        OK(file->append(some.keys, some.rows));
    };
    const std::vector<float> query = {0.5F, -1.0F, 0.25F, 2.0F, 1.0F};
    ExactIndex prepared;
    const ExactIndex plain;
    for (int turn = 0; turn < 4; ++turn) {
        add(turn * 3000, 3000);
        const QueryPart part{file->block(), query};
        const auto wanted = plain.search({&part, 1}, {}, {});
        QCOMPARE(*prepared.search({&part, 1}, {}, {}), *wanted); // with the codes of before
        OK(prepared.prepare(file->block(), {}));
        QCOMPARE(*prepared.search({&part, 1}, {}, {}), *wanted);
    }
}

QTEST_APPLESS_MAIN(TestVectorFile)
#include "test_vector_file.moc"
