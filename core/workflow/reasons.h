// SPDX-License-Identifier: GPL-3.0-or-later
// The reasons for a rejection, by number from 1: the program's own, until a project has others.
#pragma once

#include "core/workflow/project.h"

#include <string>
#include <vector>

namespace triptych::workflow {

struct Reason
{
    std::string id;    // stable, in events and exports: a-z, 0-9, hyphen
    std::string label; // as people read it; empty: the program's own words for this id
    bool operator==(const Reason&) const = default;
};

inline constexpr int kMostReasons = 9;

// At most nine, in order of their digits.
Result<std::vector<Reason>> reasons(Project& project);
// The program's own.
std::vector<Reason> standardReasons();
// An id that is missing is made of its label. Decisions keep the ids they have. An empty list means
// the program's own. Errors: BadArgument (more than nine, an id twice, neither id nor label).
Result<std::vector<Reason>> saveReasons(Project& project, const std::vector<Reason>& reasons);

} // namespace triptych::workflow
