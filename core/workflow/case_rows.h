// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: a case's request as the project file keeps it; which runs are compared.
#pragma once

#include "core/workflow/query.h"

#include <span>
#include <string>

namespace triptych::store {
struct StoredCaseRun;
} // namespace triptych::store

namespace triptych::workflow {

std::string caseRequestJson(const QueryRequest& request);
// BadFormat.
Result<QueryRequest> caseRequestFrom(const std::string& json);

// What a run is compared with, of earlier ones, newest first: only one by the same method and
// encoder, since another method is no curation. The newest that had another outcome or was made of
// something else, else the newest; or, when asked, the first of all. Null: there is none.
const store::StoredCaseRun* toCompareWith(std::span<const store::StoredCaseRun> earlier,
                                          const store::StoredCaseRun& run, bool first = false);
// Of the same method, encoder, model and data.
bool sameMaker(const store::StoredCaseRun& a, const store::StoredCaseRun& b);

inline constexpr int kCaseRunsLookedAt = 200;

} // namespace triptych::workflow
