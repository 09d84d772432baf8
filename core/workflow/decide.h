// SPDX-License-Identifier: GPL-3.0-or-later
// Verdicts and marks: events, durable (synchronous=FULL) when these functions return.
#pragma once

#include "core/domain/event.h"
#include "core/domain/reports.h"
#include "core/domain/views.h"
#include "core/workflow/project.h"
#include "core/workflow/view_for.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

enum class Act
{
    Accept,
    Edit,
    Reject,
    Skip,
    Flag,
    Unflag,
    AddTarget,
    RemoveTarget,
    Comment
};

struct Decision
{
    SlotId slot;
    Act act = Act::Accept;
    std::string text;                 // Edit: the new wording; Comment: the note
    std::optional<TextId> choose;     // Accept: this text of the slot instead of its candidate
    std::string image;                // AddTarget, RemoveTarget: image name or key
    std::vector<std::string> reasons; // ids of reasonIds() or reasons(); others are BadArgument
    // What the person saw; none: what stands when it is applied (commands).
    std::optional<std::vector<EventKey>> base;
    std::int64_t milliseconds = 0;
    std::string shown;
};

struct Decided
{
    EventKey event;
    std::string batch;
    std::vector<PairView> pairs; // as they are now, for the page
};

// All of `decisions` in one transaction and one undo step. An Edit whose text equals the candidate
// after NFC and trimming becomes Accept; an empty edit is BadArgument; a verdict on a slot without
// text is NotApplicable. A verdict removes the reviewer's draft of the slot. `view`: how
// Decided::pairs are read.
Result<Decided> decide(Project& project, const std::string& reviewer,
                       const std::vector<Decision>& decisions, const ViewFor& view = {});

// Changes the reasons of one's standing rejection (the digit keys after X): a new reject event that
// replaces it. It may keep ids that the project no longer has.
Result<Decided> setReasons(Project& project, const std::string& reviewer, SlotId slot,
                           const std::vector<std::string>& reasons, const ViewFor& view = {});

// Takes back the reviewer's newest event or batch that is not undone; NotFound when there is none.
// Works after a restart: the order is the log's.
Result<Decided> undo(Project& project, const std::string& reviewer, const ViewFor& view = {});
Result<Decided> redo(Project& project, const std::string& reviewer, const ViewFor& view = {});

struct RecentDecision
{
    EventKey event;
    PairId pair;
    Direction direction = Direction::Forward;
    std::string kind;
    bool undone = false;
};
// The reviewer's newest decisions, newest first.
Result<std::vector<RecentDecision>> recentDecisions(Project& project, const std::string& reviewer,
                                                    int count);

struct Pace
{
    std::int64_t today = 0;   // slots decided since local midnight
    double perHour = 0;       // over the last hour of work, idle > 60 s excluded; 0 = not known yet
    std::int64_t decided = 0; // slots decided in the whole project
    std::int64_t left = 0;    // slots with a text, undecided
    std::int64_t mine = 0;    // the reviewer's standing decisions
    double acceptRate = -1;   // of these: accepted / (accepted + edited + rejected); -1 = none
    double acceptRateToday = -1;
    double secondsEach = 0;       // median time of today's decisions; 0 = not known
    std::int64_t secondsLeft = 0; // for all that is left at perHour; 0 = not known
};
Result<Pace> pace(Project& project, const std::string& reviewer);

// The reasons of REVIEWERS item 8, by number from 1: stable ids such as "wrong-direction".
const std::vector<std::string>& reasonIds();

// `decide --from`: one JSON object a line (CLI). `acknowledge` is called for each event after it is
// durable. `line` numbers in rejected.
struct Acknowledged
{
    Key pair;
    Direction direction = Direction::Forward;
    EventKey event;
};
struct DecideFileRequest
{
    std::filesystem::path file;
    std::string reviewer;
    bool blind = false;
    std::function<void(const Acknowledged&)> acknowledge;
};
Result<DecideReport> decideFromFile(Project& project, const DecideFileRequest& request,
                                    const JobContext& job);

struct DecideWhereRequest
{
    std::string where;
    Act act = Act::Accept;
    std::string reviewer;
    std::vector<std::string> reasons;
    std::function<void(const Acknowledged&)> acknowledge;
};
// One batch: one undo.
Result<DecideReport> decideWhere(Project& project, const DecideWhereRequest& request,
                                 const JobContext& job);

// Tombstones, undoable. `what`: "slots" where names pairs: every pair of which a slot matches.
Result<DecideReport> removePairs(Project& project, const std::string& reviewer,
                                 const std::vector<PairId>& pairs, const std::string& reason);
Result<DecideReport> removeWhere(Project& project, const std::string& reviewer,
                                 const std::string& where, const std::string& reason);
Result<DecideReport> correctAttribute(Project& project, const std::string& reviewer,
                                      const std::string& image, const std::string& attribute,
                                      const std::string& value);
Result<DecideReport> commentWhere(Project& project, const std::string& reviewer,
                                  const std::string& where, const std::string& note);

} // namespace triptych::workflow
