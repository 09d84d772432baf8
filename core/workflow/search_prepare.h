// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: makes what the first query would have to make, at the end of encoding.
#pragma once

#include "core/workflow/encode.h"

namespace triptych::workflow {

// The fit and its words, and the aligned rows; what is there already and fits is left as it is.
Status prepareSearch(Project& project, const ModelStore& models, const EncodeRequest& request,
                     OpenedEncoder opened, const JobContext& job);

} // namespace triptych::workflow
