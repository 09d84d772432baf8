// SPDX-License-Identifier: GPL-3.0-or-later
// What Browse asks for, behind an interface: the open project in the program, a fake in tests.
#pragma once

#include "core/base/result.h"
#include "core/domain/filter.h"
#include "core/domain/reports.h"
#include "core/domain/views.h"
#include "core/workflow/browse.h"
#include "core/workflow/decide.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace triptych::ui {

// A snapshot taken again, compared off the GUI thread with the rows that are on screen.
struct Recheck
{
    std::vector<PairId> ids;  // as a fresh snapshot would be
    std::vector<PairId> gone; // of the rows asked about: those that are no longer in it
};

// What a change of several pairs would do, counted before it is done.
struct BulkPlan
{
    std::vector<workflow::Decision> decisions;
    std::int64_t leftAlone = 0; // texts that are decided already, and directions without a text
};

struct BulkQuestion
{
    std::vector<PairId> pairs;
    workflow::Act act = workflow::Act::Accept;
    bool forward = true;
    bool reverse = true;
};

// Every request returns at once. Its answer comes later, never from within the call, on the thread
// of `context`, and not at all when `context` is gone by then. Failures are values.
class BrowseData
{
public:
    template <typename T> using Answer = std::function<void(Result<T>)>;

    virtual ~BrowseData() = default;

    [[nodiscard]] virtual bool writable() const = 0;
    [[nodiscard]] virtual QString language() const = 0; // of the project's slots: "en" or "ja"

    // A new snapshot of the same context interrupts the one that is still running; that one answers
    // Cancelled or never. The same holds for recheck and for completions.
    virtual void snapshot(QObject* context, const workflow::Snapshot& question,
                          Answer<std::vector<PairId>> answer) = 0;
    virtual void recheck(QObject* context, const workflow::Snapshot& question,
                         std::vector<PairId> onScreen, Answer<Recheck> answer) = 0;
    virtual void fetch(QObject* context, std::vector<PairId> ids,
                       Answer<std::vector<PairView>> answer) = 0;
    virtual void stats(QObject* context, Answer<ProjectStats> answer) = 0;
    virtual void facets(QObject* context, Answer<Facets> answer) = 0;
    virtual void completions(QObject* context, FilterKey key, const std::string& prefix,
                             Answer<std::vector<std::string>> answer) = 0;

    // Only texts that are undecided are in the plan, in the project's language.
    virtual void plan(QObject* context, BulkQuestion question, Answer<BulkPlan> answer) = 0;
    // Slots with a text of which the filter holds.
    virtual void countSlots(QObject* context, const std::string& where,
                            Answer<std::int64_t> answer) = 0;

    // Changes: durable when the answer comes. Each call is one step of undo.
    virtual void decide(QObject* context, std::vector<workflow::Decision> decisions,
                        Answer<DecideReport> answer) = 0;
    virtual void decideWhere(QObject* context, const std::string& where, workflow::Act act,
                             Answer<DecideReport> answer) = 0;
    virtual void remove(QObject* context, std::vector<PairId> pairs,
                        Answer<DecideReport> answer) = 0;
    virtual void removeWhere(QObject* context, const std::string& where,
                             Answer<DecideReport> answer) = 0;
    virtual void undo(QObject* context, Answer<DecideReport> answer) = 0;
};

} // namespace triptych::ui
