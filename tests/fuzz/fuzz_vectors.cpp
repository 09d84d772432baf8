// SPDX-License-Identifier: GPL-3.0-or-later
// Vector files, damaged thousands of times: rows that were written, or an error; never a crash and
// never another image's vector.
#include "tests/core/retrieval/vector_world.h"
#include "tests/fuzz/mutate.h"

#include <QTest>

#include <array>
#include <map>

using namespace triptych;
using namespace triptych::retrieval;
using namespace triptych::retrieval::test;

namespace {

constexpr std::array<std::string_view, 5> kWords{"key1001", "maker",
                                                 std::string_view("\0\0\0\0\0\0\0\x80", 8),
                                                 std::string_view("\xFF\xFF\xFF\x7F", 4), "rows-"};

// All that was ever written under a key.
std::map<Key, std::vector<std::vector<float>>> written()
{
    std::map<Key, std::vector<std::vector<float>>> rows;
    for (const auto& one : {batch(0, 3), batch(2, 2, 100.0F), batch(7, 1)}) {
        for (std::size_t i = 0; i < one.keys.size(); ++i) {
            const auto row = one.rows.row(i);
            rows[one.keys[i].key].emplace_back(row.begin(), row.end());
        }
    }
    return rows;
}

// Whether every living row is one that was written under its key.
bool onlyKnownRows(const VectorFile& file)
{
    static const auto known = written();
    const std::size_t rows = file.block().rows;
    std::size_t living = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!file.alive(row)) {
            continue;
        }
        ++living;
        const auto found = known.find(file.key(row).key);
        if (found == known.end() ||
            std::ranges::find(found->second, file.row(row)) == found->second.end()) {
            return false;
        }
    }
    return living == file.living();
}

} // namespace

class FuzzVectors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedLogsGiveOnlyWhatWasWritten();
    void damagedRowsAreFound();
    void whatIsWrittenAfterDamageIsReadBack();
};

void FuzzVectors::damagedLogsGiveOnlyWhatWasWritten()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    Random random(31);
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        test::write(world.path(), fuzz::mutated(log, kWords, random));
        const auto file = VectorFile::open(world.path(), "maker", kValues, false);
        if (file) {
            QVERIFY(onlyKnownRows(**file));
        } else {
            QVERIFY(file.error().code == ErrorCode::Corrupt ||
                    file.error().code == ErrorCode::Changed);
            ++refused;
        }
    }
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

void FuzzVectors::damagedRowsAreFound()
{
    const VectorWorld world;
    world.draw();
    const fs::path path = world.rows();
    const std::string rows = bytesOf(path);
    Random random(32);
    int found = 0;
    for (int round = 0; round < 2500; ++round) {
        test::write(path, fuzz::mutated(rows, kWords, random));
        const auto file = VectorFile::open(world.path(), "maker", kValues, false);
        if (!file) {
            QCOMPARE(file.error().code, ErrorCode::Corrupt);
            ++found;
            continue;
        }
        const auto checked = (*file)->check();
        QVERIFY(checked || checked.error().code == ErrorCode::Corrupt);
        if (checked) {
            QVERIFY(onlyKnownRows(**file));
        } else {
            ++found;
        }
    }
    QVERIFY2(found > 1000, qPrintable(QString::number(found)));
}

void FuzzVectors::whatIsWrittenAfterDamageIsReadBack()
{
    const VectorWorld world;
    world.draw();
    const std::string log = bytesOf(world.path());
    const fs::path path = world.rows();
    const std::string rows = bytesOf(path);
    const Batch more = batch(40, 2);
    Random random(33);
    int writable = 0;
    for (int round = 0; round < 150; ++round) {
        test::write(world.path(), log.substr(0, random.below(log.size())) +
                                      fuzz::mutated("torn", kWords, random));
        test::write(path, rows);
        auto file = VectorFile::open(world.path(), "maker", kValues, true);
        if (!file) {
            QCOMPARE(file.error().code, ErrorCode::Corrupt);
            continue;
        }
        OK((*file)->append(more.keys, more.rows));
        file->reset();
        const auto again = VectorFile::open(world.path(), "maker", kValues, false);
        OK(again);
        QVERIFY(holds(**again, 40, 2));
        OK((*again)->check());
        ++writable;
    }
    QVERIFY2(writable > 20, qPrintable(QString::number(writable)));
}

QTEST_GUILESS_MAIN(FuzzVectors)
#include "fuzz_vectors.moc"
