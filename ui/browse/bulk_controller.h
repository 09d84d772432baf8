// SPDX-License-Identifier: GPL-3.0-or-later
// What the bulk bar sets off: count first, apply on the second press, one undo for the whole. A
// single pair is applied at once. A selection of everything that matches is applied by its filter,
// so that it takes no list of a million slots.
#pragma once

#include "ui/browse/browse_data.h"
#include "ui/browse/bulk_bar.h"

#include <QObject>
#include <QString>

#include <vector>

namespace triptych::ui {

struct BulkScope
{
    std::vector<PairId> pairs;
    bool all = false; // every pair that `filter` finds; `pairs` is not used then
    std::int64_t count = 0;
    QString filter;
};

// The filter of the slots that an act on everything found by `filter` decides: undecided ones of
// the project's language, unless the filter itself names a status or a language.
QString bulkWhere(const QString& filter, BulkAct act, const QString& language);

class BulkController final : public QObject
{
    Q_OBJECT
public:
    // Both must outlive this.
    BulkController(BrowseData& data, BulkBar& bar, QObject* parent);

    void begin(BulkAct act, BulkScope scope);
    void cancel();

Q_SIGNALS:
    void changed(); // something was committed

private:
    void counted(std::int64_t affected, std::int64_t leftAlone);
    void apply();
    void undo();
    void finished(const Result<DecideReport>& report);

    BrowseData& m_data;
    BulkBar& m_bar;
    BulkAct m_act = BulkAct::AcceptBoth;
    BulkScope m_scope;
    BulkPlan m_plan;
    std::uint64_t m_number = 0; // drops answers to what was cancelled
};

} // namespace triptych::ui
