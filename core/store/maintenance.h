// SPDX-License-Identifier: GPL-3.0-or-later
// Verify, repair, backup and merge of whole files.
#pragma once

#include "core/base/executor.h"
#include "core/domain/reports.h"
#include "core/store/database.h"

#include <cstdint>
#include <filesystem>

namespace triptych::store {

// integrity_check, foreign_key_check, the hash chain of each session, mirrors, and the projection
// rebuilt from the log and compared. `repair` rebuilds a wrong projection (nothing else can be);
// what it did is in `repaired`, and what it repaired is no longer a problem. Image files are not
// looked at.
Result<VerifyReport> verifyDatabase(Database& database, bool repair, const JobContext& job);

// A consistent copy while others write, under a temporary name, renamed when complete.
// AlreadyExists. Returns its bytes.
Result<std::uint64_t> backupDatabase(Database& database, const std::filesystem::path& to,
                                     const JobContext& job);

// Union of another project file into this one: roots, reviewers, images, pairs, slots, texts,
// events matched by key; images of another name by SHA-256 (alias). Same image key with other bytes
// is a conflict: listed, and nothing changes for its pairs. The other file is only read; of an
// older version, a temporary copy is brought up to date and read.
Result<MergeReport> mergeDatabase(Database& database, const std::filesystem::path& other,
                                  const JobContext& job);

} // namespace triptych::store
