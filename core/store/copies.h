// SPDX-License-Identifier: GPL-3.0-or-later
// What a copy of a project file is worth.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <filesystem>

namespace triptych::store {

// True when `copy` holds row for row what the database holds now; who has it open does not count. A
// copy that cannot be read is not the same. Reads both whole unless they differ early.
Result<bool> sameContent(Database& database, const std::filesystem::path& copy,
                         const JobContext& job);

// Corrupt when SQLite finds the file damaged.
Status checkCopy(const std::filesystem::path& copy);

} // namespace triptych::store
