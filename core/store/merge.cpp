// SPDX-License-Identifier: GPL-3.0-or-later
// Union of two projects: rows matched by key, then the other's events.
#include "core/store/events_internal.h"
#include "core/store/maintenance.h"
#include "core/store/merge_rows.h"
#include "core/store/older_copy.h"
#include "core/store/outdated.h"
#include "core/store/projection.h"
#include "core/store/rows.h"
#include "core/store/sql.h"

#include <string>
#include <system_error>
#include <vector>

namespace triptych::store {

namespace {

class Merge
{
public:
    Merge(WriteTransaction& transaction, Database& other)
        : m_to(transaction.database().connection())
        , m_from(other.connection())
        , m_rows(transaction, other.connection())
    {}

    Result<MergeReport> run(const JobContext& job)
    {
        MergeReport report;
        const ReadScope scope(m_from);
        if (auto merged = m_rows.mergePeopleAndRoots(); !merged) {
            return fail(merged);
        }
        m_rows.mergeImages(report);
        m_rows.mergePairs(report);
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        m_rows.mergeTexts(report);
        m_rows.mergeQueries();
        m_rows.mergeGuidelines();
        m_rows.mergeCases();
        if (auto merged = mergeEvents(report); !merged) {
            return fail(merged);
        }
        keepFresh(m_to, m_rows.freshTexts());
        refoldSlots(m_to, m_rows.touchedSlots());
        return report;
    }

private:
    // All events go in, so that chains stay whole; those of a conflict name slots that are not
    // here.
    Status mergeEvents(MergeReport& report)
    {
        std::vector<Event> events;
        {
            Query rows(m_from, "SELECT" + std::string{kEventColumns} +
                                   "FROM event e ORDER BY e.session, e.seq");
            while (rows.step()) {
                auto event = eventFrom(rows);
                // Chains of one session are a prefix of each other, so only new ones need storing.
                Query known(m_to, "SELECT 1 FROM event WHERE id = ?1");
                known.with(event.id);
                if (known.step()) {
                    ++report.eventsKnown;
                }
                events.push_back(std::move(event));
            }
        }
        const auto added = storeForeign(m_to, events, m_rows.conflicts());
        if (!added) {
            return fail(added);
        }
        report.eventsAdded = *added;
        return {};
    }

    Connection& m_to;
    Connection& m_from;
    MergeRows m_rows;
};

} // namespace

Result<MergeReport> mergeDatabase(Database& database, const std::filesystem::path& other,
                                  const JobContext& job)
{
    std::error_code error;
    if (std::filesystem::equivalent(database.file(), other, error)) {
        return fail(ErrorCode::BadArgument, "a project cannot be merged with itself",
                    other.string());
    }
    auto from = ForeignProject::open(other, job);
    if (!from) {
        return fail(from);
    }
    auto transaction = WriteTransaction::begin(database, Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    auto report = guarded(database.connection(), [&]() -> Result<MergeReport> {
        return Merge(*transaction, from->database()).run(job);
    });
    if (!report) {
        return report;
    }
    if (auto committed = transaction->commit(); !committed) {
        return fail(committed);
    }
    return report;
}

} // namespace triptych::store
