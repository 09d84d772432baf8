// SPDX-License-Identifier: GPL-3.0-or-later
// Saved cases: queries with known right answers that are run again after curation or training, so
// that one sees what it changed. They live in the project file; a run is kept with its ranks.
#pragma once

#include "core/workflow/decide.h"
#include "core/workflow/query.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

struct SavedCase
{
    std::string key;      // 20 hex digits
    std::string name;     // shown; by default its text
    QueryRequest request; // k, target and method apart; pixels are not kept: a case needs a
                          // reference of the project or a file
    std::vector<std::string> right;    // names of images, the first is the target
    std::vector<std::string> wrong;    // negatives of this query, never a triplet
    std::optional<std::size_t> before; // best rank of a right image in the run compared with
    std::optional<std::size_t> after;  // in the last run
    std::string reviewer;              // name of who adds it, or added it; may be empty
    UtcMillis at = 0;                  // when it was added; set by saveCase
};

Result<std::vector<SavedCase>> listCases(Project& project); // by time of adding
// Adds, or changes the one of the same key. BadArgument: no reference and no text, or pasted
// pixels.
Result<SavedCase> saveCase(Project& project, const SavedCase& wanted);
Status removeCase(Project& project, const std::string& key);
// A negative of a saved query; `wrong` false takes it back.
Result<SavedCase> judgeCase(Project& project, const std::string& key, const std::string& image,
                            bool right, bool wrong);

struct CaseMove
{
    std::string key;
    std::string name;
    std::optional<std::size_t> before; // none: not in that run
    std::optional<std::size_t> after;
};
struct CaseRunReport
{
    std::string method;
    std::string encoder;
    std::vector<CaseMove> moves; // by time of adding
    std::int64_t better = 0;
    std::int64_t worse = 0;
    std::int64_t same = 0;
    double p = 1.0;          // exact two-sided sign test of better against worse
    std::int64_t before = 0; // when the run compared with was made, UTC ms; 0 = there is none
};
// Runs all cases and keeps the ranks. Compared with an earlier run by the same method and encoder:
// the newest with another outcome, model or data, else the newest; `withFirst`: the first of all.
// Cases whose reference is gone are left out.
Result<CaseRunReport> runCases(Project& project, SearchEngine& engine, const std::string& method,
                               const std::string& model, const JobContext& job,
                               bool withFirst = false);
// The last run against the one before, without running anything.
Result<std::optional<CaseRunReport>> lastCaseRun(Project& project);

// "This one is right": the pair, the text (origin person) and an accept event, in one transaction.
// NotApplicable (detail says why): the reference is not an image of the project, is the target, or
// there is no text.
Result<Decided> markRight(Project& project, const std::string& reference, const std::string& target,
                          const std::string& text, const std::string& reviewer);

} // namespace triptych::workflow
