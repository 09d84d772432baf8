// SPDX-License-Identifier: GPL-3.0-or-later
// Complete files only: a consistent copy of a database, and renames that never overwrite.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/store/sql.h"

#include <cstdint>
#include <filesystem>

namespace triptych::store {

// Renames and syncs the folder; AlreadyExists when `to` is there.
Status renameWithoutReplacing(const std::filesystem::path& from, const std::filesystem::path& to);

// A name beside `file` that nothing has.
std::filesystem::path temporaryBeside(const std::filesystem::path& file);

// Removes a database with its -wal and -shm.
void removeDatabaseFiles(const std::filesystem::path& file);

// Copies one state of the database, while others may write, under a temporary name and renames it.
// The copy has no writers and keeps nothing of who has the original open. Returns its bytes.
Result<std::uint64_t> copyDatabase(Connection& from, const std::filesystem::path& to,
                                   const JobContext& job);

} // namespace triptych::store
