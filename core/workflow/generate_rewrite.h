// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: generating with a last hand on each pair's texts (the sample's deliberate
// flaws).
#pragma once

#include "core/domain/keys.h"
#include "core/workflow/make.h"

#include <functional>
#include <string>

namespace triptych::workflow {

struct WrittenTexts
{
    Key pair;
    std::string forward;
    std::string reverse;
    std::string forwardParts; // JSON objects
    std::string reverseParts;
};

using Rewrite = std::function<void(WrittenTexts&)>;

Result<GenerateReport> generateRewritten(Project& project, const GenerateRequest& request,
                                         const Rewrite& rewrite, const JobContext& job);

} // namespace triptych::workflow
