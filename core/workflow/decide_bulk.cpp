// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions from a file and over a filter, a few at a time, each acknowledged once it is on disk.
#include "core/base/random.h"
#include "core/formats/decisions_file.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/pairs.h"
#include "core/store/reading.h"
#include "core/store/texts.h"
#include "core/workflow/decide.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

namespace triptych::workflow {

namespace {

// Lines of one durable transaction at most: an acknowledgement is never far behind.
constexpr std::size_t kLinesAtOnce = 64;

std::optional<Act> actOf(std::string_view verdict)
{
    for (const auto act : {Act::Accept, Act::Edit, Act::Reject, Act::Skip, Act::Flag, Act::Unflag,
                           Act::AddTarget, Act::RemoveTarget, Act::Comment}) {
        if (eventKind(act) == verdict) {
            return act;
        }
    }
    return std::nullopt;
}

std::vector<Direction> directionsOf(formats::DecisionDirection direction)
{
    switch (direction) {
    case formats::DecisionDirection::Forward:
        return {Direction::Forward};
    case formats::DecisionDirection::Reverse:
        return {Direction::Reverse};
    case formats::DecisionDirection::Both:
        return {Direction::Forward, Direction::Reverse};
    }
    return {};
}

class LineApplier
{
public:
    LineApplier(Project& project, const DecideFileRequest& request)
        : m_project(project)
        , m_request(request)
        , m_events(databaseOf(project))
        , m_texts(databaseOf(project))
        , m_pairs(databaseOf(project))
    {}

    Status add(formats::DecisionLine& line)
    {
        m_lines.push_back(std::move(line));
        return m_lines.size() < kLinesAtOnce ? Status{} : flush();
    }

    Status flush()
    {
        if (m_lines.empty()) {
            return {};
        }
        auto transaction =
            store::WriteTransaction::begin(databaseOf(m_project), store::Lane::Interactive);
        if (!transaction) {
            return fail(transaction);
        }
        const auto person = reviewerId(m_project, *transaction, m_request.reviewer);
        if (!person) {
            return fail(person);
        }
        std::int64_t applied = 0;
        m_acknowledgements.clear();
        Rejected rejected;
        for (const auto& line : m_lines) {
            auto done = apply(*transaction, *person, line);
            if (done) {
                ++applied;
            } else if (stopsAll(done.error().code)) {
                return done;
            } else {
                auto error = done.error();
                error.detail += error.subject.empty() ? "" : " (" + error.subject + ")";
                error.subject = m_request.file.string();
                error.line = line.line;
                rejected.push_back(std::move(error));
            }
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed;
        }
        report.applied += applied;
        report.rejected.insert(report.rejected.end(), rejected.begin(), rejected.end());
        m_lines.clear();
        if (m_request.acknowledge) {
            for (const auto& done : m_acknowledgements) {
                m_request.acknowledge(done);
            }
        }
        return {};
    }

    DecideReport report;

private:
    static bool stopsAll(ErrorCode code)
    {
        return code == ErrorCode::DiskFull || code == ErrorCode::Io || code == ErrorCode::Busy ||
               code == ErrorCode::ReadOnly || code == ErrorCode::Corrupt ||
               code == ErrorCode::Cancelled || code == ErrorCode::Internal;
    }

    Status apply(store::WriteTransaction& transaction, const std::string& person,
                 const formats::DecisionLine& line)
    {
        if (line.verdict == "undo" || line.verdict == "redo") {
            return takeBack(transaction, person, line);
        }
        const auto act = actOf(line.verdict);
        if (!act) {
            return fail(ErrorCode::BadArgument, "unknown verdict " + line.verdict);
        }
        const auto pair = m_pairs.byKey(line.pair);
        if (!pair) {
            return fail(pair);
        }
        if (!*pair || (*pair)->removed) {
            return fail(ErrorCode::NotFound, "no such pair", line.pair);
        }
        std::vector<Event> events;
        const std::string batch =
            line.direction == formats::DecisionDirection::Both ? randomHex128() : std::string{};
        for (const auto direction : directionsOf(line.direction)) {
            auto event = eventFor(transaction, person, **pair, direction, *act, line, batch);
            if (!event) {
                return fail(event);
            }
            events.push_back(std::move(*event));
        }
        return append(transaction, line.pair, directionsOf(line.direction), std::move(events));
    }

    Result<Event> eventFor(store::WriteTransaction& transaction, const std::string& person,
                           const store::StoredPair& pair, Direction direction, Act act,
                           const formats::DecisionLine& line, const std::string& batch)
    {
        const store::SlotAddress address{
            pair.id, direction, line.language.empty() ? m_project.language() : line.language,
            line.caption};
        const auto slot = m_texts.slotAt(address);
        if (!slot) {
            return fail(slot);
        }
        if (!*slot) {
            return fail(ErrorCode::NotFound,
                        "the pair has no " + std::string{name(direction)} + " slot in " +
                            address.language,
                        line.pair);
        }
        Decision decision;
        decision.slot = (*slot)->id;
        decision.act = act;
        decision.text = line.text.value_or(std::string{});
        decision.image = line.image;
        decision.reasons = line.reasons;
        if (m_request.blind) {
            decision.base = std::vector<EventKey>{};
        }
        const ViewFor view{m_request.blind ? m_request.reviewer : std::string{}};
        return makeEvent(m_project, transaction, person, decision, batch, view);
    }

    Status takeBack(store::WriteTransaction& transaction, const std::string& person,
                    const formats::DecisionLine& line)
    {
        std::string subject = line.event;
        if (subject.empty()) {
            const auto newest = line.verdict == "undo" ? m_events.newestUndoable(person)
                                                       : m_events.newestRedoable(person);
            if (!newest) {
                return fail(newest);
            }
            if (!*newest) {
                return fail(ErrorCode::NotFound, "nothing to " + line.verdict);
            }
            subject = **newest;
        }
        Event event;
        event.reviewer = person;
        event.kind = line.verdict;
        event.subject = subject;
        return append(transaction, line.pair, {Direction::Forward}, {event});
    }

    Status append(store::WriteTransaction& transaction, const Key& pair,
                  const std::vector<Direction>& directions, std::vector<Event> events)
    {
        const auto appended = m_events.append(transaction, std::move(events));
        if (!appended) {
            return fail(appended);
        }
        for (std::size_t i = 0; i < appended->size(); ++i) {
            m_acknowledgements.push_back(
                {pair, directions[std::min(i, directions.size() - 1)], (*appended)[i].id});
        }
        return {};
    }

    Project& m_project;
    const DecideFileRequest& m_request;
    store::EventStore m_events;
    store::TextStore m_texts;
    store::PairStore m_pairs;
    std::vector<formats::DecisionLine> m_lines;
    std::vector<Acknowledged> m_acknowledgements;
};

} // namespace

Result<DecideReport> decideFromFile(Project& project, const DecideFileRequest& request,
                                    const JobContext& job)
{
    LineApplier applier(project, request);
    Status failed;
    std::size_t seen = 0;
    formats::DecisionSink sink;
    sink.row = [&](formats::DecisionLine& line) {
        failed = job.cancelled() ? Status{fail(ErrorCode::Cancelled)} : applier.add(line);
        job.progress(++seen, 0, "decide");
        return failed.has_value();
    };
    sink.rejected = [&](Error error) {
        applier.report.rejected.push_back(std::move(error));
        return true;
    };
    const auto read = formats::readDecisions(request.file, sink);
    if (!failed) {
        return fail(failed);
    }
    if (!read) {
        return fail(read);
    }
    if (auto flushed = applier.flush(); !flushed) {
        return fail(flushed);
    }
    return std::move(applier.report);
}

Result<DecideReport> decideWhere(Project& project, const DecideWhereRequest& request,
                                 const JobContext& job)
{
    auto filter = preparedFilter(request.where);
    if (!filter) {
        return fail(filter);
    }
    auto& database = databaseOf(project);
    store::SlotQuery query;
    query.filter = std::move(*filter);
    store::Reader reader(database);
    const auto slots = reader.slotIds(query);
    if (!slots) {
        return fail(slots);
    }
    DecideReport report;
    const std::string batch = randomHex128();
    store::EventStore eventStore(database);
    for (std::size_t at = 0; at < slots->size(); at += kLinesAtOnce) {
        if (job.cancelled()) {
            return fail(ErrorCode::Cancelled);
        }
        auto transaction = store::WriteTransaction::begin(database, store::Lane::Interactive);
        if (!transaction) {
            return fail(transaction);
        }
        const auto person = reviewerId(project, *transaction, request.reviewer);
        if (!person) {
            return fail(person);
        }
        std::vector<Event> events;
        for (std::size_t i = at; i < std::min(at + kLinesAtOnce, slots->size()); ++i) {
            Decision decision;
            decision.slot = (*slots)[i];
            decision.act = request.act;
            decision.reasons = request.reasons;
            auto event = makeEvent(project, *transaction, *person, decision, batch);
            if (event) {
                events.push_back(std::move(*event));
            } else if (event.error().code == ErrorCode::NotApplicable) {
                report.rejected.push_back(event.error());
            } else {
                return fail(event);
            }
        }
        const auto appended = eventStore.append(*transaction, std::move(events));
        if (!appended) {
            return fail(appended);
        }
        if (auto committed = transaction->commit(); !committed) {
            return fail(committed);
        }
        report.applied += static_cast<std::int64_t>(appended->size());
        job.progress(at, slots->size(), "decide");
        if (request.acknowledge) {
            store::TextStore texts(database);
            store::PairStore pairs(database);
            for (const auto& event : *appended) {
                const auto slot = texts.slotByKey(event.slot);
                const auto pair = slot && *slot
                                      ? pairs.byId((*slot)->address.pair)
                                      : Result<std::optional<store::StoredPair>>{std::nullopt};
                if (pair && *pair) {
                    request.acknowledge({(*pair)->key, (*slot)->address.direction, event.id});
                }
            }
        }
    }
    return report;
}

} // namespace triptych::workflow
