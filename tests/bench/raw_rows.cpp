// SPDX-License-Identifier: GPL-3.0-or-later
// Plain SQLite and plain fsync, timed.
#include "raw_rows.h"

#include "bench_world.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <vector>

namespace triptych::bench {

namespace {

using Timer = std::chrono::steady_clock;

constexpr std::size_t kRowsATransaction = 10000;

double since(Timer::time_point start)
{
    return std::chrono::duration<double>(Timer::now() - start).count();
}

void check(int code, sqlite3* database)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        give({ErrorCode::Io, sqlite3_errmsg(database), "raw copy", 0});
    }
}

sqlite3* openFile(const std::filesystem::path& file, int flags)
{
    sqlite3* database = nullptr;
    check(sqlite3_open_v2(file.c_str(), &database, flags, nullptr), database);
    return database;
}

void run(sqlite3* database, const std::string& sql)
{
    check(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), database);
}

sqlite3_stmt* prepare(sqlite3* database, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), database);
    return statement;
}

void copySchema(sqlite3* from, sqlite3* to)
{
    sqlite3_stmt* all =
        prepare(from, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name "
                      "NOT LIKE 'sqlite_%' AND name NOT LIKE 'text_search_%' "
                      "ORDER BY type = 'table' DESC, rowid");
    while (sqlite3_step(all) == SQLITE_ROW) {
        run(to, reinterpret_cast<const char*>(sqlite3_column_text(all, 0)));
    }
    sqlite3_finalize(all);
}

void insertChunk(sqlite3* to, sqlite3_stmt* insert, const std::vector<sqlite3_value*>& values,
                 int columns)
{
    run(to, "BEGIN IMMEDIATE");
    for (std::size_t at = 0; at < values.size(); at += static_cast<std::size_t>(columns)) {
        for (int column = 0; column < columns; ++column) {
            sqlite3_bind_value(insert, column + 1, values[at + static_cast<std::size_t>(column)]);
        }
        check(sqlite3_step(insert), to);
        sqlite3_reset(insert);
    }
    run(to, "COMMIT");
}

RawTime copyTable(sqlite3* from, sqlite3* to, const std::string& table)
{
    RawTime result;
    sqlite3_stmt* select = prepare(from, "SELECT * FROM " + table + " ORDER BY rowid");
    const int columns = sqlite3_column_count(select);
    std::string marks = "?";
    for (int i = 1; i < columns; ++i) {
        marks += ",?";
    }
    sqlite3_stmt* insert = prepare(to, "INSERT INTO " + table + " VALUES (" + marks + ")");
    std::vector<sqlite3_value*> values;
    bool more = true;
    while (more) {
        std::size_t rows = 0;
        while (rows < kRowsATransaction && (more = sqlite3_step(select) == SQLITE_ROW)) {
            for (int i = 0; i < columns; ++i) {
                values.push_back(sqlite3_value_dup(sqlite3_column_value(select, i)));
            }
            ++rows;
        }
        const auto start = Timer::now();
        insertChunk(to, insert, values, columns);
        result.seconds += since(start);
        result.rows += static_cast<std::int64_t>(rows);
        for (sqlite3_value* value : values) {
            sqlite3_value_free(value);
        }
        values.clear();
    }
    sqlite3_finalize(insert);
    sqlite3_finalize(select);
    return result;
}

} // namespace

RawTime insertSameRows(const std::filesystem::path& project, const std::filesystem::path& copy)
{
    sqlite3* from = openFile(project, SQLITE_OPEN_READONLY);
    sqlite3* to = openFile(copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(to, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            "PRAGMA foreign_keys=OFF");
    copySchema(from, to);
    RawTime total;
    for (const char* table : {"root", "batch", "image", "pair", "slot", "text"}) {
        const RawTime one = copyTable(from, to, table);
        total.seconds += one.seconds;
        total.rows += one.rows;
    }
    const auto start = Timer::now();
    run(to, "INSERT INTO text_search(text_search) VALUES('rebuild')");
    total.seconds += since(start);
    sqlite3_close(to);
    sqlite3_close(from);
    return total;
}

double fsyncQuantile(const std::filesystem::path& folder, int count, double part)
{
    const std::string file = folder / "fsync.bin";
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        give(errnoError(errno, file));
    }
    const std::vector<char> page(4096, 'x');
    std::vector<double> seconds;
    for (int i = 0; i < count; ++i) {
        const auto start = Timer::now();
        if (::write(descriptor, page.data(), page.size()) < 0 || ::fdatasync(descriptor) != 0) {
            give(errnoError(errno, file));
        }
        seconds.push_back(since(start));
    }
    ::close(descriptor);
    return quantile(seconds, part);
}

} // namespace triptych::bench
