// SPDX-License-Identifier: GPL-3.0-or-later
// Verify, repair and backup.
#include "core/store/maintenance.h"

#include "core/domain/event.h"
#include "core/store/effects.h"
#include "core/store/file_copy.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace triptych::store {

namespace {

constexpr std::size_t kMostListed = 100;

// What was found, with a limit: a damaged file of a million rows should not list a million lines.
class Findings
{
public:
    void add(std::string problem)
    {
        ++m_count;
        if (m_problems.size() < kMostListed) {
            m_problems.push_back(std::move(problem));
        }
    }
    [[nodiscard]] bool empty() const { return m_problems.empty(); }
    void moveTo(std::vector<std::string>& list)
    {
        if (m_count > m_problems.size()) {
            m_problems.push_back("… and " + std::to_string(m_count - m_problems.size()) + " more");
        }
        list.insert(list.end(), std::make_move_iterator(m_problems.begin()),
                    std::make_move_iterator(m_problems.end()));
    }

private:
    std::vector<std::string> m_problems;
    std::size_t m_count = 0;
};

void checkFile(Connection& connection, Findings& findings)
{
    {
        Query rows(connection, "PRAGMA integrity_check");
        while (rows.step()) {
            if (rows.view(0) != "ok") {
                findings.add("integrity: " + rows.text(0));
            }
        }
    }
    Query rows(connection, "PRAGMA foreign_key_check");
    while (rows.step()) {
        findings.add("foreign key: row " + rows.text(1) + " of " + rows.text(0) +
                     " names a missing " + rows.text(2));
    }
}

void checkMirrors(Connection& connection, Findings& findings)
{
    Query rows(connection,
               "SELECT lower(hex(p.key)) FROM pair p LEFT JOIN pair m ON m.id = p.mirror"
               " WHERE p.mirror IS NOT NULL AND (m.id IS NULL OR m.mirror IS NOT p.id"
               " OR m.reference != p.target OR m.target != p.reference)");
    while (rows.step()) {
        findings.add("mirror: pair " + rows.text(0) + " and its mirror do not name each other");
    }
}

// Each event's own hash, and that it follows the one before.
void checkChains(Connection& connection, Findings& findings)
{
    Query rows(connection,
               "SELECT" + std::string{kEventColumns} + "FROM event e ORDER BY e.session, e.seq");
    std::string session;
    std::string hash;
    std::int64_t seq = 0;
    while (rows.step()) {
        const auto event = eventFrom(rows);
        if (event.session != session) {
            session = event.session;
            hash = kFirstHash;
            seq = 0;
        }
        if (event.seq != seq + 1 || event.prevHash != hash) {
            findings.add("log: session " + session + " breaks off before event " +
                         std::to_string(event.seq));
        }
        if (eventHash(event) != event.hash) {
            findings.add("log: event " + event.id + " was changed after it was written");
        }
        seq = event.seq;
        hash = event.hash;
    }
}

void checkFullText(Connection& connection, Findings& findings)
{
    try {
        connection.execute(
            "INSERT INTO text_search(text_search, rank) VALUES ('integrity-check', 1)");
    } catch (const std::exception& exception) {
        findings.add(std::string{"full text: "} + exception.what());
    }
}

// Compares every slot with what the log says.
bool checkSlots(Connection& connection, const JobContext& job, Findings& findings)
{
    const auto total = static_cast<std::size_t>(connection.integer("SELECT count(*) FROM slot"));
    const int overlap = overlapOf(connection);
    std::size_t done = 0;
    Query rows(connection, "SELECT id, lower(hex(key)) FROM slot ORDER BY id");
    while (rows.step()) {
        const auto id = rows.integer(0);
        const auto stored = storedSlot(connection, id);
        const auto right = computeSlot(connection, id, overlap);
        if (!(stored == right)) {
            findings.add("state: slot " + rows.text(1) + " is " +
                         std::string{name(static_cast<SlotState>(stored.state))} + ", by the log " +
                         std::string{name(static_cast<SlotState>(right.state))});
        }
        constexpr std::size_t kOften = 1000;
        if (++done % kOften == 0) {
            job.progress(done, total, "verify");
            if (job.cancelled()) {
                return false;
            }
        }
    }
    return true;
}

// Rebuilds the effects inside a transaction that is rolled back, and compares.
void checkEffects(Connection& connection, Findings& findings)
{
    const auto stored = describeEffects(connection);
    rebuildProjection(connection);
    const auto right = describeEffects(connection);
    std::vector<std::string> differing;
    std::set_symmetric_difference(stored.begin(), stored.end(), right.begin(), right.end(),
                                  std::back_inserter(differing));
    for (const auto& line : differing) {
        findings.add("projection: " + line + " differs from the log");
    }
}

void listWarnings(Connection& connection, VerifyReport& report)
{
    const auto warn = [&](const char* sql, const char* what) {
        if (const auto count = connection.integer(sql); count > 0) {
            report.warnings.push_back(std::to_string(count) + " " + what);
        }
    };
    warn("SELECT count(*) FROM image WHERE removed = 0 AND state = 1", "images are missing");
    warn("SELECT count(*) FROM image WHERE removed = 0 AND state = 2", "images are unreadable");
    warn("SELECT count(*) FROM batch WHERE complete = 0", "imports are unfinished");
    warn("SELECT count(*) FROM event e WHERE e.slot IS NOT NULL AND (e.set_aside OR NOT EXISTS"
         " (SELECT 1 FROM slot s WHERE s.key = e.slot UNION ALL SELECT 1 FROM alias a WHERE a.key "
         "= e.slot))",
         "events are left out of the states: they name what is not here or was in conflict");
}

// Looks; the projection is compared in a write transaction that is rolled back, where one is
// possible.
Result<bool> checkProjection(Database& database, const JobContext& job, Findings& findings)
{
    auto& connection = database.connection();
    if (!database.writable()) {
        const ReadScope scope(connection);
        return checkSlots(connection, job, findings);
    }
    auto transaction = WriteTransaction::begin(database, Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    checkFullText(connection, findings);
    if (!checkSlots(connection, job, findings)) {
        return false;
    }
    checkEffects(connection, findings);
    return true;
}

Status repairProjection(Database& database)
{
    auto transaction = WriteTransaction::begin(database, Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    rebuildProjection(database.connection());
    database.connection().execute("INSERT INTO text_search(text_search) VALUES ('rebuild')");
    return transaction->commit();
}

} // namespace

Result<VerifyReport> verifyDatabase(Database& database, bool repair, const JobContext& job)
{
    auto& connection = database.connection();
    return guarded(connection, [&]() -> Result<VerifyReport> {
        VerifyReport report;
        Findings lasting;
        Findings projection;
        {
            const ReadScope scope(connection);
            checkFile(connection, lasting);
            checkMirrors(connection, lasting);
            checkChains(connection, lasting);
            listWarnings(connection, report);
        }
        // A projection cannot be compared with a log that is damaged itself.
        const bool sound = lasting.empty();
        lasting.moveTo(report.problems);
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        const auto compared = checkProjection(database, job, projection);
        if (!compared) {
            return fail(compared);
        }
        if (!*compared) {
            return fail(ErrorCode::Cancelled);
        }
        if (repair && sound && !projection.empty()) {
            if (auto repaired = repairProjection(database); !repaired) {
                return fail(repaired);
            }
            projection.moveTo(report.repaired);
        } else {
            projection.moveTo(report.problems);
        }
        report.ok = report.problems.empty();
        return report;
    });
}

Result<std::uint64_t> backupDatabase(Database& database, const std::filesystem::path& to,
                                     const JobContext& job)
{
    return copyDatabase(database.connection(), to, job);
}

} // namespace triptych::store
