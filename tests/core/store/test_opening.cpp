// SPDX-License-Identifier: GPL-3.0-or-later
// Errors of opening and writing, by file.
#include "test_opening.h"

#include "core/store/maintenance.h"
#include "core/store/sql.h"
#include "world.h"

#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

using namespace triptych;
using namespace triptych::store;
namespace fs = std::filesystem;

namespace {

void writeFile(const fs::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary) << bytes;
}

ErrorCode openError(const fs::path& file, const DatabaseOptions& options = {})
{
    const auto opened = Database::open(file, options);
    return opened ? ErrorCode::Internal : opened.error().code;
}

fs::path beside(const fs::path& file, const char* suffix)
{
    auto name = file;
    name += suffix;
    return name;
}

// Adds images until an error comes.
Error fillUntilItFails(World& world)
{
    for (int i = 0; i < 100'000; ++i) {
        Image image;
        image.root = RootId{1};
        image.name = "image-" + std::to_string(i);
        image.attributes["note"] = std::string(2000, 'x');
        auto transaction = WriteTransaction::begin(*world.db, Lane::Bulk);
        if (!transaction) {
            return transaction.error();
        }
        if (auto put = ImageStore(*world.db).upsert(*transaction, {&image, 1}, {}); !put) {
            return put.error();
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed.error();
        }
    }
    return {};
}

} // namespace

void TestOpening::creatingRefusesToOverwrite()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = fs::path{folder.path().toStdString()} / "notes.txt";
        writeFile(file, "mine");
        const auto made = Database::create(file, {});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::AlreadyExists);
        QCOMPARE(fs::file_size(file), std::uintmax_t{4});
        QCOMPARE(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
    });
}

void TestOpening::aMissingFileIsNotFound()
{
    const QTemporaryDir folder;
    QCOMPARE(openError(fs::path{folder.path().toStdString()} / "none.triptych"),
             ErrorCode::NotFound);
    const auto made =
        Database::create(fs::path{folder.path().toStdString()} / "no" / "p.triptych", {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::NotFound);
}

void TestOpening::aZeroByteFileIsEmpty()
{
    const QTemporaryDir folder;
    const auto file = fs::path{folder.path().toStdString()} / "p.triptych";
    writeFile(file, {});
    QCOMPARE(openError(file), ErrorCode::Empty);
}

void TestOpening::anythingButSqliteIsNoProject()
{
    const QTemporaryDir folder;
    const auto file = fs::path{folder.path().toStdString()} / "p.triptych";
    for (const auto& bytes :
         {std::string("x"), std::string(5000, 'y'), std::string("\x89PNG\r\n\x1a\n", 8)}) {
        writeFile(file, bytes);
        QCOMPARE(openError(file), ErrorCode::NotAProject);
    }
    QCOMPARE(openError(folder.path().toStdString()), ErrorCode::NotAProject);
}

void TestOpening::aTruncatedFileIsCorrupt()
{
    tested([&] {
        World world;
        addExample(world, "x");
        world.db.reset();
        const auto whole = fs::file_size(world.file());
        fs::resize_file(world.file(), whole / 2);
        QCOMPARE(openError(world.file()), ErrorCode::Corrupt);
        QCOMPARE(fs::file_size(world.file()), whole / 2);
    });
}

void TestOpening::everyShorteningOfAFileIsRefused()
{
    tested([&] {
        World world;
        addExample(world, "x");
        world.db.reset();
        const auto whole = fs::file_size(world.file());
        for (std::uintmax_t size = 1; size < whole; size += 1 + size / 3) {
            const auto copy = world.file("short.triptych");
            fs::copy_file(world.file(), copy, fs::copy_options::overwrite_existing);
            fs::resize_file(copy, size);
            const auto code = openError(copy);
            QVERIFY2(code == ErrorCode::Corrupt || code == ErrorCode::NotAProject,
                     std::to_string(size).c_str());
        }
    });
}

void TestOpening::aNewerFileOpensForReadingOnly()
{
    tested([&] {
        World world;
        addExample(world, "x");
        world.db->connection().execute("PRAGMA user_version = 999");
        world.db.reset();
        QCOMPARE(openError(world.file()), ErrorCode::NewerVersion);
        DatabaseOptions options;
        options.access = Access::Best;
        const auto reader = World::open(world.file(), options);
        QVERIFY(!reader->writable());
        QCOMPARE(reader->readOnlyReason()->code, ErrorCode::NewerVersion);
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 1);
        const auto refused = WriteTransaction::begin(*reader, Lane::Interactive);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::NewerVersion);
    });
}

void TestOpening::aNetworkDriveIsRefusedForWriting()
{
    tested([&] {
        World world;
        addExample(world, "x");
        world.db.reset();
        FakeProbe probe;
        probe.network = "nfs";
        DatabaseOptions options;
        options.probe = &probe;
        QCOMPARE(openError(world.file(), options), ErrorCode::NetworkFileSystem);
        const auto made = Database::create(world.file("new.triptych"), options);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::NetworkFileSystem);
        options.access = Access::Best;
        const auto reader = World::open(world.file(), options);
        QVERIFY(!reader->writable());
        QCOMPARE(reader->readOnlyReason()->detail, std::string("nfs"));
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 1);
    });
}

void TestOpening::aReadOnlyMediumOpensWithoutTouchingIt()
{
    tested([&] {
        World world;
        addExample(world, "x");
        world.db.reset();
        FakeProbe probe;
        probe.writable = false;
        DatabaseOptions options;
        options.probe = &probe;
        QCOMPARE(openError(world.file(), options), ErrorCode::ReadOnly);
        options.access = Access::Best;
        const auto reader = World::open(world.file(), options);
        QCOMPARE(reader->readOnlyReason()->code, ErrorCode::ReadOnly);
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 1);
        QVERIFY(!fs::exists(beside(world.file(), "-shm")));
        QVERIFY(!fs::exists(beside(world.file(), "-wal")));
    });
}

void TestOpening::aCleanCloseRemovesTheLog()
{
    tested([&] {
        World world;
        addExample(world, "x");
        QVERIFY(fs::exists(beside(world.file(), "-wal")));
        world.db.reset();
        QVERIFY(!fs::exists(beside(world.file(), "-wal")));
        QVERIFY(!fs::exists(beside(world.file(), "-shm")));
        QCOMPARE(value(Reader(*World::open(world.file())).stats(0)).pairs, 1);
    });
}

void TestOpening::readersLeaveNothingBehind()
{
    tested([&] {
        World world;
        world.db.reset();
        DatabaseOptions options;
        options.access = Access::ReadOnly;
        auto reader = World::open(world.file(), options);
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 0);
        reader.reset();
        QCOMPARE(std::distance(fs::directory_iterator(world.file().parent_path()), {}), 1);
    });
}

void TestOpening::anotherConnectionsCommitIsSeen()
{
    tested([&] {
        World world;
        DatabaseOptions options;
        options.access = Access::ReadOnly;
        const auto reader = World::open(world.file(), options);
        const auto before = value(reader->changeCounter());
        const auto own = value(world.db->changeCounter());
        QCOMPARE(value(reader->changeCounter()), before);
        addExample(world, "x");
        QVERIFY(value(reader->changeCounter()) != before);
        QVERIFY(value(world.db->changeCounter()) != own);
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 1);
    });
}

void TestOpening::nothingIsWrittenThroughAReader()
{
    tested([&] {
        const World world;
        DatabaseOptions options;
        options.access = Access::ReadOnly;
        const auto reader = World::open(world.file(), options);
        const auto refused = WriteTransaction::begin(*reader, Lane::Bulk);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ReadOnly);
        const auto written = guarded(reader->connection(), [&]() -> Status {
            reader->connection().execute("DELETE FROM setting");
            return {};
        });
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::ReadOnly);
    });
}

void TestOpening::anUncommittedTransactionIsRolledBack()
{
    tested([&] {
        const World world;
        {
            auto transaction = value(WriteTransaction::begin(*world.db, Lane::Interactive));
            ok(SettingStore(*world.db).set(transaction, "name", "x"));
        }
        QVERIFY(!value(SettingStore(*world.db).get("name")));
        auto transaction = value(WriteTransaction::begin(*world.db, Lane::Interactive));
        ok(transaction.commit());
        QVERIFY(!transaction.commit());
    });
}

void TestOpening::aFullDatabaseIsDiskFull()
{
    tested([&] {
        World world;
        world.root();
        world.db->connection().execute("PRAGMA max_page_count = 200");
        QCOMPARE(fillUntilItFails(world).code, ErrorCode::DiskFull);
        world.db->connection().execute("PRAGMA max_page_count = 100000");
        addExample(world, "x"); // it goes on
        QVERIFY(value(verifyDatabase(*world.db, false, {})).ok);
    });
}

void TestOpening::aFullDiskIsDiskFull()
{
    const QTemporaryDir folder;
    const auto disk = folder.path().toStdString();
    if (geteuid() != 0 || mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=2m") != 0) {
        QSKIP("mounting a small disk needs root");
    }
    tested([&] {
        World world;
        world.db = value(Database::create(fs::path{disk} / "p.triptych", {}));
        const auto example = addExample(world, "x");
        world.decide(example.forward, "accept", "Anna");
        const auto full = fillUntilItFails(world);
        QCOMPARE(full.code, ErrorCode::DiskFull);
        QCOMPARE(world.state(example.forward), SlotState::Accepted);
        QVERIFY(value(Reader(*world.db).stats(0)).images > 2);
        DatabaseOptions options;
        options.access = Access::ReadOnly;
        const auto reader = World::open(fs::path{disk} / "p.triptych", options);
        QCOMPARE(value(Reader(*reader).stats(0)).pairs, 1);
    });
    umount(disk.c_str());
}
