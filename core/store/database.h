// SPDX-License-Identifier: GPL-3.0-or-later
// One connection to a project file, confined to the thread that uses it (but interrupt()).
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/store/file_system.h"
#include "core/store/schema.h"
#include "core/store/write_gate.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace triptych::store {

class Connection;

enum class Access
{
    ReadWrite, // fails with NewerVersion, NetworkFileSystem or ReadOnly where writing is impossible
    ReadOnly,
    Best, // ReadWrite, or ReadOnly with readOnlyReason() where writing is impossible
};

struct DatabaseOptions
{
    Access access = Access::ReadWrite;
    std::shared_ptr<WriteGate> gate;                     // null: a gate of its own
    std::shared_ptr<const Clock> clock;                  // null: system clock
    std::string command = "triptych";                    // shown to whoever waits for this writer
    std::function<void(const std::string& who)> waiting; // once a wait, after waitingAfter
    std::chrono::milliseconds waitingAfter{1000};
    std::chrono::milliseconds waitAtMost{30000}; // then Busy; detail: "command, pid, host"
    const FileSystemProbe* probe = nullptr;      // null: systemProbe()
    SchemaManager schema;
};

// Pragmas of every connection: WAL, foreign_keys on, wal_autocheckpoint 0, trusted_schema off.
class Database
{
public:
    // Makes an empty project. AlreadyExists when anything lies there.
    static Result<std::unique_ptr<Database>> create(const std::filesystem::path& file,
                                                    const DatabaseOptions& options);
    // NotFound, Empty (zero bytes), NotAProject, Corrupt, NewerVersion, NetworkFileSystem,
    // ReadOnly, PermissionDenied. An older file is backed up and migrated when opened for writing;
    // for reading only, it is NewerVersion's opposite: ReadOnly with the detail "needs migration".
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                  const DatabaseOptions& options);
    // Checkpoints; the last connection of all processes removes the -wal.
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] const std::filesystem::path& file() const;
    [[nodiscard]] bool writable() const;
    // Why a file opened with Access::Best is not writable.
    [[nodiscard]] const std::optional<Error>& readOnlyReason() const;
    [[nodiscard]] const SchemaResult& schema() const;
    // 32 hex digits: the chain of events that this connection writes.
    [[nodiscard]] const std::string& session() const;
    [[nodiscard]] UtcMillis now() const;
    [[nodiscard]] WriteGate& gate();
    // Grows with every commit of this or another connection or process (PRAGMA data_version + own).
    Result<std::uint64_t> changeCounter();
    // Makes the running statement end with Cancelled. From any thread.
    void interrupt();
    // Writes the -wal back into the file as far as readers allow; on the bulk lane, never in a
    // commit of a decision. `truncate`: waits for readers and empties the -wal.
    Status checkpoint(bool truncate = false);
    static constexpr std::uintmax_t kLargeWal = 64U << 20U;
    // checkpoint() when the -wal has grown over so many bytes.
    Status checkpointWhenLarge(std::uintmax_t bytes = kLargeWal);
    // The living writer that most recently held the lock, "command, pid, host"; empty when unknown.
    [[nodiscard]] std::string otherWriter();

    [[nodiscard]] Connection& connection(); // for the store's own files

private:
    struct Inner;
    explicit Database(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
    friend class WriteTransaction;
};

// A write transaction (BEGIN IMMEDIATE): takes the gate, waits for other processes, rolls back
// unless committed. Every writing function of this folder asks for one, so nothing is written
// outside.
class WriteTransaction
{
public:
    // ReadOnly on a database that is not writable; Busy after waitAtMost.
    static Result<WriteTransaction> begin(Database& database, Lane lane);
    WriteTransaction(WriteTransaction&& other) noexcept;
    WriteTransaction& operator=(WriteTransaction&&) = delete;
    WriteTransaction(const WriteTransaction&) = delete;
    ~WriteTransaction();

    // Interactive: on disk when it returns. After an error nothing was written.
    Status commit();
    // Bulk work should commit: 40 ms have passed (500 ms when no other connection has the file open
    // for writing: each commit rewrites pages of the key index), or somebody interactive waits.
    [[nodiscard]] bool shouldCommit() const;
    [[nodiscard]] Database& database() { return *m_database; }

private:
    WriteTransaction(Database& database, WriteGate::Hold hold);
    Database* m_database; // null when moved from or ended
    WriteGate::Hold m_hold;
    std::chrono::steady_clock::time_point m_start;
    std::chrono::milliseconds m_atMost{40};
};

} // namespace triptych::store
