// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said about a project file before SQLite sees it.
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/sql.h"

#include <filesystem>
#include <optional>

namespace triptych::store {

struct OpenPlan
{
    OpenAs openAs = OpenAs::ReadWrite;
    bool writable = true;
    std::optional<Error> reason; // why not writable, if writing was wanted
};

// AlreadyExists, NotFound (folder), NetworkFileSystem, PermissionDenied.
Status checkNewFile(const std::filesystem::path& file, const FileSystemProbe& probe);

// Looks at the first bytes (NotFound, Empty, NotAProject, Corrupt) and at the file system.
Result<OpenPlan> planOpening(const std::filesystem::path& file, Access access,
                             const FileSystemProbe& probe);

} // namespace triptych::store
