// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: what an open project holds, and small things that several use cases share.
#pragma once

#include "core/domain/filter.h"
#include "core/workflow/project.h"

namespace triptych::store {
class Database;
class WriteGate;
} // namespace triptych::store

namespace triptych::workflow {

class WriteGate
{
public:
    std::shared_ptr<store::WriteGate> gate;
};

struct Project::Inner
{
    Inner();
    ~Inner();
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    std::unique_ptr<store::Database> database;
    std::string language;
};

inline store::Database& databaseOf(Project& project)
{
    return *project.inner().database;
}

// Parsed, with the words of text: as store looks for them.
Result<Filter> preparedFilter(const std::string& where);

// Local midnight of the day of `now`, in UTC milliseconds.
UtcMillis dayStart(UtcMillis now);

} // namespace triptych::workflow
