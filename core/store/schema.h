// SPDX-License-Identifier: GPL-3.0-or-later
// Which schema a file has, and bringing an older one up to date. README.md: changing the schema.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace triptych::store {

class Connection;

inline constexpr std::int64_t kApplicationId = 0x54727079; // "Trpy"

// One numbered SQL file; its number is the user_version after it.
struct Migration
{
    int version = 0;
    std::string_view sql;
};

enum class SchemaState
{
    Fresh,      // an empty database was filled
    Current,    // nothing to do
    Migrated,   // an older one was brought up to date; its backup lies beside it
    Newer,      // of a newer version of Triptych: read only
    NotProject, // SQLite, but not ours, or not SQLite at all
    Corrupt,    // SQLite, but damaged
};

// What becomes of an older file that is brought up to date.
enum class OlderFile
{
    KeepCopy, // copied to "NAME.triptych.v<from>.backup" first; without the copy nothing is changed
    Replace,  // it is a copy itself
};

struct SchemaResult
{
    SchemaState state = SchemaState::Current;
    int from = 0;                 // user_version found
    int to = 0;                   // user_version now
    std::filesystem::path backup; // Migrated: the copy of the older file, where one was kept
    std::optional<Error> unread;  // Corrupt: what stood in the way of reading
};

class SchemaManager
{
public:
    // The migrations built into this version, ascending.
    static std::span<const Migration> builtIn();

    SchemaManager()
        : SchemaManager(builtIn())
    {}
    explicit SchemaManager(std::span<const Migration> migrations)
        : m_migrations(migrations)
    {}
    [[nodiscard]] int newest() const;
    // What the file is, without changing it: Fresh means an empty database, Migrated "needs
    // migration".
    [[nodiscard]] SchemaResult inspect(Connection& connection) const;
    // Fills an empty file or migrates an older one, one transaction a migration, user_version in
    // it, each file run whole. Errors only for what went wrong on the way (DiskFull, Io …).
    Result<SchemaResult> update(Connection& connection, const std::filesystem::path& file,
                                OlderFile older = OlderFile::KeepCopy) const;

private:
    std::span<const Migration> m_migrations;
};

} // namespace triptych::store
