// SPDX-License-Identifier: GPL-3.0-or-later
// The six results of the schema manager.
#include "test_schema.h"

#include "core/store/schema.h"
#include "core/store/sql.h"
#include "world.h"

#include <array>
#include <fstream>

using namespace triptych;
using namespace triptych::store;

namespace {

constexpr Migration kFirst{1, "CREATE TABLE a(x TEXT) STRICT; INSERT INTO a VALUES ('one; two');"};
constexpr Migration kSecond{2, "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'x;' || x;"};
constexpr Migration kBroken{2, "ALTER TABLE a ADD COLUMN y TEXT; UPDATE nothing SET y = 1;"};
constexpr std::array<Migration, 1> kOld{kFirst};
constexpr std::array<Migration, 2> kNew{kFirst, kSecond};
constexpr std::array<Migration, 2> kBad{kFirst, kBroken};

std::filesystem::path oldFile(const QTemporaryDir& folder)
{
    const auto file = std::filesystem::path{folder.path().toStdString()} / "old.triptych";
    Connection connection(file, OpenAs::Create);
    const auto made = value(SchemaManager(kOld).update(connection, file));
    if (made.state != SchemaState::Fresh) {
        throw std::runtime_error("not fresh");
    }
    return file;
}

} // namespace

void TestSchema::anEmptyDatabaseIsFilled()
{
    tested([&] {
        const World world;
        QCOMPARE(world.db->schema().state, SchemaState::Fresh);
        QCOMPARE(world.db->schema().to, SchemaManager().newest());
        QCOMPARE(world.db->connection().integer("PRAGMA user_version"), SchemaManager().newest());
        QCOMPARE(world.db->connection().integer("PRAGMA application_id"), kApplicationId);
    });
}

void TestSchema::aCurrentFileIsLeftAlone()
{
    tested([&] {
        const World world;
        const auto again = World::open(world.file());
        QCOMPARE(again->schema().state, SchemaState::Current);
        QVERIFY(again->schema().backup.empty());
    });
}

void TestSchema::anOlderFileIsBackedUpThenMigrated()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = oldFile(folder);
        {
            Connection connection(file, OpenAs::ReadWrite);
            const auto result = value(SchemaManager(kNew).update(connection, file));
            QCOMPARE(result.state, SchemaState::Migrated);
            QCOMPARE(result.from, 1);
            QCOMPARE(result.to, 2);
            QCOMPARE(connection.integer("PRAGMA user_version"), 2);
            QVERIFY(result.backup.filename() == "old.triptych.v1.backup");
            Connection backup(result.backup, OpenAs::ReadOnly);
            QCOMPARE(backup.integer("PRAGMA user_version"), 1);
            QCOMPARE(backup.text("SELECT x FROM a"), std::string("one; two"));
        }
        Connection connection(file, OpenAs::ReadWrite);
        QCOMPARE(value(SchemaManager(kNew).update(connection, file)).state, SchemaState::Current);
    });
}

void TestSchema::aNewerFileIsRecognised()
{
    tested([&] {
        const World world;
        world.db->connection().execute("PRAGMA user_version = 999");
        const auto result = SchemaManager().inspect(world.db->connection());
        QCOMPARE(result.state, SchemaState::Newer);
        QCOMPARE(result.from, 999);
    });
}

void TestSchema::aForeignDatabaseIsNoProject()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = std::filesystem::path{folder.path().toStdString()} / "other.db";
        Connection connection(file, OpenAs::Create);
        connection.execute("CREATE TABLE bookmarks(url TEXT)");
        QCOMPARE(SchemaManager().inspect(connection).state, SchemaState::NotProject);
        const auto opened = Database::open(file, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::NotAProject);
    });
}

void TestSchema::aDamagedSchemaIsCorrupt()
{
    tested([&] {
        World world;
        const auto file = world.file();
        world.db.reset();
        {
            std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
            stream.seekp(100); // the schema's page
            stream << std::string(3000, 'x');
        }
        Connection connection(file, OpenAs::ReadWrite);
        QCOMPARE(SchemaManager().inspect(connection).state, SchemaState::Corrupt);
        const auto opened = Database::open(file, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    });
}

void TestSchema::aFailingMigrationChangesNothing()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = oldFile(folder);
        Connection connection(file, OpenAs::ReadWrite);
        QVERIFY(!SchemaManager(kBad).update(connection, file));
        QCOMPARE(connection.integer("PRAGMA user_version"), 1);
        QCOMPARE(connection.integer("SELECT count(*) FROM pragma_table_info('a')"), 1);
    });
}

void TestSchema::semicolonsInsideSqlAreNoBorders()
{
    tested([&] {
        const QTemporaryDir folder;
        const auto file = oldFile(folder);
        Connection connection(file, OpenAs::ReadWrite);
        value(SchemaManager(kNew).update(connection, file));
        QCOMPARE(connection.text("SELECT y FROM a"), std::string("x;one; two"));
    });
}
