// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, the write lock and its etiquette, checkpoints.
#include "core/store/database.h"

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/store/file_copy.h"
#include "core/store/open_checks.h"
#include "core/store/sql.h"
#include "core/store/writers.h"

#include <sqlite3.h>

#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace triptych::store {

namespace {

// Whoever opens the file meanwhile waits for less than the time after which anybody is told.
constexpr std::chrono::milliseconds kAloneAtMost{500};

} // namespace

struct Database::Inner
{
    std::filesystem::path file;
    DatabaseOptions options;
    std::string session = randomHex128();
    std::unique_ptr<Connection> connection;
    bool writable = false;
    std::optional<Error> reason;
    SchemaResult schema;
    std::uint64_t ownCommits = 0;
    std::string_view synchronous; // as last set
    bool bulkCache = false;       // enlarged for bulk work
    std::chrono::steady_clock::time_point waitingSince;
    bool told = false;

    bool onBusy(int count);
    void setSynchronous(std::string_view value);
    void setPragmas();
    Status openConnection(const OpenPlan& plan);
    Status settleSchema();
};

// Polls: SQLite has no queue, and a bulk writer frees the lock every 50 ms.
bool Database::Inner::onBusy(int count)
{
    const auto now = std::chrono::steady_clock::now();
    if (count == 0) {
        waitingSince = now;
        told = false;
    }
    const auto waited = now - waitingSince;
    if (waited >= options.waitAtMost) {
        connection->setWhoIsBusy(store::otherWriter(file, session));
        return false;
    }
    if (!told && waited >= options.waitingAfter && options.waiting) {
        told = true;
        options.waiting(store::otherWriter(file, session));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + count % 5));
    return true;
}

void Database::Inner::setSynchronous(std::string_view value)
{
    if (synchronous != value) {
        connection->execute("PRAGMA synchronous = " + std::string{value});
        synchronous = value;
    }
}

void Database::Inner::setPragmas()
{
    connection->execute("PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;"
                        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                        "PRAGMA cache_size = -16000");
    setSynchronous("FULL");
    if (!writable) {
        connection->execute("PRAGMA query_only = ON");
    }
}

Status Database::Inner::openConnection(const OpenPlan& plan)
{
    try {
        connection = std::make_unique<Connection>(file, plan.openAs);
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Io, exception.what(), file.string());
    }
    if (plan.openAs != OpenAs::Immutable) {
        connection->onBusy([this](int count) { return onBusy(count); });
    }
    return {};
}

// Refuses, migrates or accepts what was found.
Status Database::Inner::settleSchema()
{
    const auto& manager = options.schema;
    schema = manager.inspect(*connection);
    switch (schema.state) {
    case SchemaState::Current:
        return {};
    case SchemaState::Migrated: {
        if (!writable) {
            return fail(ErrorCode::ReadOnly,
                        "needs migration from schema " + std::to_string(schema.from) +
                            ": open it for writing once, which keeps the older file beside it",
                        file.string());
        }
        auto updated = manager.update(*connection, file);
        if (!updated) {
            return fail(updated);
        }
        schema = *updated;
        return {};
    }
    case SchemaState::Newer: {
        const Error newer{ErrorCode::NewerVersion,
                          "schema " + std::to_string(schema.from) + ", known up to " +
                              std::to_string(manager.newest()),
                          file.string(), 0};
        if (options.access == Access::ReadWrite) {
            return fail(newer);
        }
        reason = newer;
        writable = false;
        return {};
    }
    case SchemaState::Corrupt:
        // A disk that refuses (it is full, a file may not grow) says nothing about the project.
        if (schema.unread &&
            (schema.unread->code == ErrorCode::Io || schema.unread->code == ErrorCode::DiskFull ||
             schema.unread->code == ErrorCode::PermissionDenied)) {
            return fail(schema.unread->code, schema.unread->detail, file.string());
        }
        return fail(ErrorCode::Corrupt, "the schema cannot be read", file.string());
    case SchemaState::Fresh:
    case SchemaState::NotProject:
        break;
    }
    return fail(ErrorCode::NotAProject, "no Triptych application id", file.string());
}

Database::Database(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{}

Database::~Database()
{
    if (m_inner->writable) {
        // Nobody should wait to close: an entry left behind is recognised by its dead process.
        m_inner->options.waitAtMost = std::chrono::milliseconds(200);
        m_inner->options.waiting = nullptr;
        if (auto left = leaveWriters(*m_inner->connection, m_inner->session); !left) {
            log(LogLevel::Debug, "leaving the list of writers: " + describe(left.error()));
        }
    }
}

Result<std::unique_ptr<Database>> Database::create(const std::filesystem::path& file,
                                                   const DatabaseOptions& options)
{
    const auto& probe = options.probe != nullptr ? *options.probe : systemProbe();
    if (auto free = checkNewFile(file, probe); !free) {
        return fail(free);
    }
    // Under a temporary name until complete: a kill leaves no half project under the real one.
    const auto temporary = temporaryBeside(file);
    auto made = [&]() -> Status {
        try {
            Connection connection(temporary, OpenAs::Create);
            return guarded(connection, [&]() -> Status {
                connection.execute("PRAGMA journal_mode = WAL");
                auto updated = options.schema.update(connection, temporary);
                return updated ? Status{} : fail(updated);
            });
        } catch (const std::exception& exception) {
            return fail(ErrorCode::Io, exception.what(), file.string());
        }
    }();
    if (made) {
        made = renameWithoutReplacing(temporary, file);
    }
    if (!made) {
        removeDatabaseFiles(temporary);
        made.error().subject = file.string();
        return fail(made);
    }
    auto database = open(file, options);
    if (database) {
        (*database)->m_inner->schema.state = SchemaState::Fresh;
    }
    return database;
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file,
                                                 const DatabaseOptions& options)
{
    const auto& probe = options.probe != nullptr ? *options.probe : systemProbe();
    auto plan = planOpening(file, options.access, probe);
    if (!plan) {
        return fail(plan);
    }
    auto inner = std::make_unique<Inner>();
    inner->file = file;
    inner->options = options;
    inner->writable = plan->writable;
    inner->reason = plan->reason;
    if (!inner->options.gate) {
        inner->options.gate = std::make_shared<WriteGate>();
    }
    if (!inner->options.clock) {
        inner->options.clock = systemClock();
    }
    if (auto opened = inner->openConnection(*plan); !opened) {
        return fail(opened);
    }
    auto& connection = *inner->connection;
    auto ready = guarded(connection, [&]() -> Status {
        if (auto settled = inner->settleSchema(); !settled) {
            return settled;
        }
        if (inner->writable) {
            connection.execute("PRAGMA journal_mode = WAL");
        }
        inner->setPragmas();
        return inner->writable ? joinWriters(connection, inner->session, options.command)
                               : Status{};
    });
    if (!ready) {
        return fail(ready);
    }
    return std::unique_ptr<Database>(new Database(std::move(inner)));
}

const std::filesystem::path& Database::file() const
{
    return m_inner->file;
}
bool Database::writable() const
{
    return m_inner->writable;
}
const std::optional<Error>& Database::readOnlyReason() const
{
    return m_inner->reason;
}
const SchemaResult& Database::schema() const
{
    return m_inner->schema;
}
const std::string& Database::session() const
{
    return m_inner->session;
}
UtcMillis Database::now() const
{
    return m_inner->options.clock->now();
}
WriteGate& Database::gate()
{
    return *m_inner->options.gate;
}
Connection& Database::connection()
{
    return *m_inner->connection;
}
void Database::interrupt()
{
    m_inner->connection->interrupt();
}
std::string Database::otherWriter()
{
    return store::otherWriter(file(), session());
}

Result<std::uint64_t> Database::changeCounter()
{
    return guarded(connection(), [&]() -> Result<std::uint64_t> {
        return static_cast<std::uint64_t>(connection().integer("PRAGMA data_version")) +
               m_inner->ownCommits;
    });
}

Status Database::checkpoint(bool truncate)
{
    if (!m_inner->writable) {
        return fail(ErrorCode::ReadOnly, {}, file().string());
    }
    return guarded(connection(), [&]() -> Status {
        // A reader in the way is no error: the next checkpoint does the rest.
        connection().execute(truncate ? "PRAGMA wal_checkpoint(TRUNCATE)"
                                      : "PRAGMA wal_checkpoint(PASSIVE)");
        return {};
    });
}

Status Database::checkpointWhenLarge(std::uintmax_t bytes)
{
    auto wal = file();
    wal += "-wal";
    std::error_code error;
    const auto size = std::filesystem::file_size(wal, error);
    return !error && size > bytes ? checkpoint() : Status{};
}

Result<WriteTransaction> WriteTransaction::begin(Database& database, Lane lane)
{
    if (!database.writable()) {
        return fail(database.readOnlyReason().value_or(
            Error{ErrorCode::ReadOnly, "opened for reading", database.file().string(), 0}));
    }
    auto hold = database.gate().acquire(lane);
    auto& connection = database.connection();
    auto begun = guarded(connection, [&]() -> Status {
        // FULL costs a sync; a lost decision costs the reviewer's trust.
        database.m_inner->setSynchronous(lane == Lane::Interactive ? "FULL" : "NORMAL");
        if (lane == Lane::Bulk && !database.m_inner->bulkCache) {
            // Keys are random: the leaves of their indexes are all needed all the time.
            connection.execute("PRAGMA cache_size = -65536");
            database.m_inner->bulkCache = true;
        }
        connection.execute("BEGIN IMMEDIATE");
        return {};
    });
    if (!begun) {
        return fail(begun);
    }
    WriteTransaction transaction(database, std::move(hold));
    auto turn = guarded(connection, [&]() -> Status {
        takeTurn(connection, database.session());
        if (lane == Lane::Bulk && isOnlyWriter(connection)) {
            transaction.m_atMost = kAloneAtMost;
        }
        return {};
    });
    if (!turn) {
        return fail(turn);
    }
    return transaction;
}

WriteTransaction::WriteTransaction(Database& database, WriteGate::Hold hold)
    : m_database(&database)
    , m_hold(std::move(hold))
    , m_start(std::chrono::steady_clock::now())
{}

WriteTransaction::WriteTransaction(WriteTransaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr))
    , m_hold(std::move(other.m_hold))
    , m_start(other.m_start)
    , m_atMost(other.m_atMost)
{}

WriteTransaction::~WriteTransaction()
{
    if (m_database != nullptr && m_database->connection().inTransaction()) {
        // Nothing can be done about a failing rollback; SQLite rolls back when the file is next
        // opened.
        sqlite3_exec(m_database->connection().handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

Status WriteTransaction::commit()
{
    if (m_database == nullptr) {
        return fail(ErrorCode::Internal, "commit of an ended transaction");
    }
    auto& database = *m_database;
    auto committed = guarded(database.connection(), [&]() -> Status {
        if (!database.connection().inTransaction()) {
            return fail(ErrorCode::Internal, "the transaction was rolled back by an error before");
        }
        database.connection().execute("COMMIT");
        return {};
    });
    if (committed) {
        ++database.m_inner->ownCommits;
        m_database = nullptr;
        m_hold.release();
    }
    return committed;
}

bool WriteTransaction::shouldCommit() const
{
    return m_database == nullptr || std::chrono::steady_clock::now() - m_start >= m_atMost ||
           m_database->gate().interactiveWaits();
}

} // namespace triptych::store
