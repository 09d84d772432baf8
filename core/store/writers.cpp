// SPDX-License-Identifier: GPL-3.0-or-later
// Who writes: entered when a file is opened for writing, so that it can be read while a lock is
// held.
#include "core/store/writers.h"

#include <csignal>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <vector>

namespace triptych::store {

namespace {

std::string hostName()
{
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string{name.data()}
                                                          : std::string{};
}

bool isAlive(std::int64_t pid, std::string_view host)
{
    if (host != hostName()) {
        return true;
    }
    return kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM;
}

void dropDead(Connection& connection)
{
    std::vector<std::string> dead;
    Query all(connection, "SELECT session, pid, host FROM writer");
    while (all.step()) {
        if (!isAlive(all.integer(1), all.view(2))) {
            dead.push_back(all.text(0));
        }
    }
    for (const auto& session : dead) {
        Query(connection, "DELETE FROM writer WHERE session = ?1").run(session);
    }
}

// `change` in a transaction of its own.
template <typename Change> Status inTransaction(Connection& connection, const Change& change)
{
    auto done = guarded(connection, [&]() -> Status {
        connection.execute("BEGIN IMMEDIATE");
        change();
        connection.execute("COMMIT");
        return {};
    });
    if (!done && connection.inTransaction()) {
        const auto undone = guarded(connection, [&]() -> Status {
            connection.execute("ROLLBACK");
            return {};
        });
        if (!undone) {
            return undone;
        }
    }
    return done;
}

} // namespace

Status joinWriters(Connection& connection, const std::string& session, const std::string& command)
{
    return inTransaction(connection, [&] {
        dropDead(connection);
        Query(connection, "INSERT INTO writer(session, pid, host, command, turn)"
                          " SELECT ?1, ?2, ?3, ?4, coalesce(max(turn), 0) + 1 FROM writer")
            .run(session, std::int64_t{getpid()}, hostName(), command);
    });
}

Status leaveWriters(Connection& connection, const std::string& session)
{
    return inTransaction(connection, [&] {
        Query(connection, "DELETE FROM writer WHERE session = ?1").run(session);
    });
}

void takeTurn(Connection& connection, const std::string& session)
{
    // Nothing to write when this process wrote last: a decision then costs no page more.
    Query last(connection, "SELECT pid FROM writer ORDER BY turn DESC LIMIT 1");
    if (last.step() && last.integer(0) == std::int64_t{getpid()}) {
        return;
    }
    Query(connection,
          "UPDATE writer SET turn = (SELECT max(turn) FROM writer) + 1 WHERE session = ?1")
        .run(session);
}

bool isOnlyWriter(Connection& connection)
{
    return connection.integer("SELECT count(*) FROM writer") == 1;
}

std::string otherWriter(const std::filesystem::path& file, const std::string& session)
{
    try {
        Connection connection(file, OpenAs::ReadOnly);
        Query others(
            connection,
            "SELECT command, pid, host FROM writer WHERE session != ?1 ORDER BY turn DESC");
        others.with(session);
        while (others.step()) {
            if (isAlive(others.integer(1), others.view(2))) {
                return others.text(0) + ", " + others.text(1) + ", " + others.text(2);
            }
        }
    } catch (const std::exception&) {
        return {}; // somebody is all that can be said
    }
    return {};
}

bool isLiving(Connection& connection, const std::string& session)
{
    Query writer(connection, "SELECT pid, host FROM writer WHERE session = ?1");
    writer.with(session);
    return writer.step() && isAlive(writer.integer(0), writer.view(1));
}

} // namespace triptych::store
