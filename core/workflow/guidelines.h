// SPDX-License-Identifier: GPL-3.0-or-later
// The project's guidelines for reviewers: Markdown, every version kept. Decisions carry the version
// that was the newest when they were made (Event::guidelineVersion).
#pragma once

#include "core/base/clock.h"
#include "core/workflow/project.h"

#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

struct Guidelines
{
    std::string version;  // first 12 hex digits of SHA-256 of the Markdown
    int number = 0;       // 1, 2, …: as people call it
    std::string markdown; // UTF-8, NFC, lines end with \n
    UtcMillis at = 0;
    std::string by; // reviewer's name
};

// The newest; none when none was written. Order is by number, then version, never by clock.
Result<std::optional<Guidelines>> guidelines(Project& project);
// All, newest first.
Result<std::vector<Guidelines>> guidelineVersions(Project& project);
// A new version; the same text as the newest is returned as it is, an older text becomes the newest
// again under a new number. Empty text: guidelines are withdrawn (a version of its own). Errors:
// BadArgument (no name, over 1 MB), Encoding.
Result<Guidelines> saveGuidelines(Project& project, const std::string& reviewer,
                                  const std::string& markdown);

} // namespace triptych::workflow
