// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: a case's request as the project file keeps it.
#pragma once

#include "core/workflow/query.h"

#include <string>

namespace triptych::workflow {

std::string caseRequestJson(const QueryRequest& request);
// BadFormat.
Result<QueryRequest> caseRequestFrom(const std::string& json);

} // namespace triptych::workflow
