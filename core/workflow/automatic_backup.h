// SPDX-License-Identifier: GPL-3.0-or-later
// Rotating backups of the project file, made by the window without being asked.
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/workflow/project.h"

#include <filesystem>
#include <vector>

namespace triptych::workflow {

struct BackupPolicy
{
    int everyHours = 24;          // 0: never
    int keep = 7;                 // newest ones; at least 1
    std::filesystem::path folder; // empty: NAME.triptych-backups beside the project
};

struct BackupFile
{
    std::filesystem::path path;
    UtcMillis at = 0; // from its name
    std::uint64_t bytes = 0;
};

struct AutomaticBackup
{
    bool made = false; // false: not due, or nothing was committed since the newest
    BackupFile newest; // empty path: none
    std::vector<std::filesystem::path> removed;
};

// Where this project's backups lie, and how their names begin ("NAME." or, in a folder that several
// projects may share, "NAME-" and eight hex digits of its path).
std::filesystem::path backupFolder(const std::filesystem::path& project,
                                   const BackupPolicy& policy);

// Makes one when it is due; a broken or half-written one never replaces a good one, files that are
// not this project's backups are never touched. A clock that went back makes one rather than none.
// Errors: those of a backup (disk full, folder not writable): older ones are kept then.
Result<AutomaticBackup> backUpIfDue(Project& project, const BackupPolicy& policy,
                                    const JobContext& job);
// The same without looking whether it is due: whoever asks gets one.
Result<AutomaticBackup> backUpNow(Project& project, const BackupPolicy& policy,
                                  const JobContext& job);
// Newest first. Reads names only.
Result<std::vector<BackupFile>> automaticBackups(const std::filesystem::path& project,
                                                 const BackupPolicy& policy);

} // namespace triptych::workflow
