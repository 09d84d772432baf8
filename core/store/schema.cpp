// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations: numbered SQL files, embedded at build time.
#include "core/store/schema.h"

#include "core/store/file_copy.h"
#include "core/store/sql.h"
#include "embedded/triptych_store.h"

#include <array>
#include <string>
#include <system_error>

namespace triptych::store {

namespace {

constexpr std::array<Migration, 3> kMigrations{
    {{1, sql::k0001_first_sql}, {2, sql::k0002_workspace_sql}, {3, sql::k0003_cases_sql}}};

Result<std::filesystem::path> backUp(Connection& connection, const std::filesystem::path& file,
                                     int version)
{
    auto backup = file;
    backup += ".v" + std::to_string(version) + ".backup";
    for (int n = 2; n < 1000; ++n) {
        const auto copied = copyDatabase(connection, backup, JobContext{});
        if (copied) {
            return backup;
        }
        if (copied.error().code != ErrorCode::AlreadyExists) {
            return fail(copied);
        }
        backup = file;
        backup += ".v" + std::to_string(version) + ".backup" + std::to_string(n);
    }
    return fail(ErrorCode::AlreadyExists, "a thousand backups", file.string());
}

void migrate(Connection& connection, const Migration& migration)
{
    connection.execute("BEGIN IMMEDIATE");
    try {
        // Another process may have been faster.
        if (connection.integer("PRAGMA user_version") < migration.version) {
            connection.execute(migration.sql);
            connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
            connection.execute("PRAGMA user_version = " + std::to_string(migration.version));
        }
        connection.execute("COMMIT");
    } catch (...) {
        if (connection.inTransaction()) {
            connection.execute("ROLLBACK");
        }
        throw;
    }
}

} // namespace

std::span<const Migration> SchemaManager::builtIn()
{
    return kMigrations;
}

int SchemaManager::newest() const
{
    return m_migrations.empty() ? 0 : m_migrations.back().version;
}

SchemaResult SchemaManager::inspect(Connection& connection) const
{
    SchemaResult result;
    result.to = newest();
    const auto read = guarded(connection, [&]() -> Status {
        const auto application = connection.integer("PRAGMA application_id");
        result.from = static_cast<int>(connection.integer("PRAGMA user_version"));
        const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
        if (application == 0 && result.from == 0 && objects == 0) {
            result.state = SchemaState::Fresh;
        } else if (application != kApplicationId || result.from <= 0) {
            result.state = SchemaState::NotProject;
        } else if (result.from > newest()) {
            result.state = SchemaState::Newer;
            result.to = result.from;
        } else if (result.from < newest()) {
            result.state = SchemaState::Migrated;
        } else {
            result.state = SchemaState::Current;
        }
        return {};
    });
    if (!read) {
        const bool notSqlite = read.error().detail.find("not a database") != std::string::npos;
        result.state = notSqlite ? SchemaState::NotProject : SchemaState::Corrupt;
        result.unread = read.error();
    }
    return result;
}

Result<SchemaResult> SchemaManager::update(Connection& connection,
                                           const std::filesystem::path& file, OlderFile older) const
{
    auto result = inspect(connection);
    if (result.state != SchemaState::Fresh && result.state != SchemaState::Migrated) {
        return result;
    }
    return guarded(connection, [&]() -> Result<SchemaResult> {
        if (result.state == SchemaState::Migrated && older == OlderFile::KeepCopy) {
            auto backup = backUp(connection, file, result.from);
            if (!backup) {
                return fail(backup);
            }
            result.backup = *backup;
        }
        for (const auto& migration : m_migrations) {
            if (migration.version > result.from) {
                migrate(connection, migration);
            }
        }
        return result;
    });
}

} // namespace triptych::store
