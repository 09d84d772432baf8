// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo from the log, removals, corrections and notes.
#include "core/base/random.h"
#include "core/formats/json_text.h"
#include "core/store/database.h"
#include "core/store/events.h"
#include "core/store/images.h"
#include "core/store/pairs.h"
#include "core/store/reading.h"
#include "core/workflow/decide.h"
#include "core/workflow/decide_event.h"
#include "core/workflow/project_inner.h"

#include <span>

namespace triptych::workflow {

namespace {

constexpr std::size_t kPage = 512;

Result<Decided> takeBack(Project& project, const std::string& reviewer, bool redo,
                         const ViewFor& view)
{
    store::EventStore events(databaseOf(project));
    std::vector<SlotId> slots;
    const auto appended = record(
        project, reviewer,
        [&](store::WriteTransaction&, const std::string& person) -> Result<std::vector<Event>> {
            const auto subject =
                redo ? events.newestRedoable(person) : events.newestUndoable(person);
            if (!subject) {
                return fail(subject);
            }
            if (!*subject) {
                return fail(ErrorCode::NotFound, redo ? "nothing to redo" : "nothing to undo");
            }
            auto touched = events.slotsOf(**subject);
            if (!touched) {
                return fail(touched);
            }
            slots = std::move(*touched);
            Event event;
            event.reviewer = person;
            event.kind = redo ? "redo" : "undo";
            event.subject = **subject;
            return std::vector<Event>{event};
        });
    if (!appended) {
        return fail(appended);
    }
    return decided(project, *appended, slots, view);
}

// Appends `events` as one batch, in transactions of moderate length.
Result<DecideReport> appendBatch(Project& project, const std::string& reviewer,
                                 std::vector<Event> events)
{
    DecideReport report;
    const std::string batch = events.size() > 1 ? randomHex128() : std::string{};
    for (std::size_t at = 0; at < events.size(); at += kPage) {
        const auto page = std::span(events).subspan(at, std::min(kPage, events.size() - at));
        const auto appended = record(
            project, reviewer,
            [&](store::WriteTransaction&, const std::string& person) -> Result<std::vector<Event>> {
                for (auto& event : page) {
                    event.reviewer = person;
                    event.batch = batch;
                }
                return std::vector<Event>(page.begin(), page.end());
            });
        if (!appended) {
            return fail(appended);
        }
        report.applied += static_cast<std::int64_t>(page.size());
    }
    return report;
}

} // namespace

Result<Decided> undo(Project& project, const std::string& reviewer, const ViewFor& view)
{
    return takeBack(project, reviewer, false, view);
}

Result<Decided> redo(Project& project, const std::string& reviewer, const ViewFor& view)
{
    return takeBack(project, reviewer, true, view);
}

Result<DecideReport> removePairs(Project& project, const std::string& reviewer,
                                 const std::vector<PairId>& pairs, const std::string& reason)
{
    store::PairStore store(databaseOf(project));
    std::vector<Event> events;
    for (const auto id : pairs) {
        const auto pair = store.byId(id);
        if (!pair) {
            return fail(pair);
        }
        if (*pair) {
            Event event;
            event.kind = "remove";
            event.subject = "pair:" + (*pair)->key;
            if (!reason.empty()) {
                event.reasons.push_back(reason);
            }
            events.push_back(std::move(event));
        }
    }
    return appendBatch(project, reviewer, std::move(events));
}

Result<DecideReport> removeWhere(Project& project, const std::string& reviewer,
                                 const std::string& where, const std::string& reason)
{
    auto filter = preparedFilter(where);
    if (!filter) {
        return fail(filter);
    }
    if (filter->terms.empty()) {
        return fail(ErrorCode::BadArgument,
                    "an empty filter would remove everything; use status:any to mean it");
    }
    store::PairQuery query;
    query.filter = std::move(*filter);
    const auto pairs = store::Reader(databaseOf(project)).pairIds(query);
    if (!pairs) {
        return fail(pairs);
    }
    return removePairs(project, reviewer, *pairs, reason);
}

Result<DecideReport> correctAttribute(Project& project, const std::string& reviewer,
                                      const std::string& image, const std::string& attribute,
                                      const std::string& value)
{
    if (attribute.empty()) {
        return fail(ErrorCode::BadArgument, "which attribute?");
    }
    const auto found = store::ImageStore(databaseOf(project)).byNameOrKey(image);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "no such image", image);
    }
    const auto old = (*found)->attributes.find(attribute);
    Event event;
    event.kind = "correct";
    event.subject = "image:" + (*found)->key;
    formats::appendJsonString(event.textBefore,
                              old == (*found)->attributes.end() ? std::string_view{} : old->second);
    formats::JsonLine after;
    after.string("attribute", attribute);
    after.string("value", value);
    event.textAfter = after.object();
    return appendBatch(project, reviewer, {event});
}

Result<DecideReport> commentWhere(Project& project, const std::string& reviewer,
                                  const std::string& where, const std::string& note)
{
    auto filter = preparedFilter(where);
    if (!filter) {
        return fail(filter);
    }
    if (note.empty()) {
        return fail(ErrorCode::BadArgument, "the note is empty");
    }
    auto& database = databaseOf(project);
    store::SlotQuery query;
    query.filter = std::move(*filter);
    query.withTextOnly = false;
    std::vector<Event> events;
    const auto read =
        store::Reader(database).exportSlots(query, [&](const store::ExportSlot& slot) {
            Event event;
            event.kind = eventKind(Act::Comment);
            event.slot = slot.slot.key;
            event.textAfter = note;
            events.push_back(std::move(event));
            return true;
        });
    if (!read) {
        return fail(read);
    }
    return appendBatch(project, reviewer, std::move(events));
}

} // namespace triptych::workflow
