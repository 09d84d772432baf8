// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a project file of an older version without changing it.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <filesystem>
#include <memory>

namespace triptych::store {

// Another project file, open for reading. One of an older schema is copied into a folder of its own
// in the system's temporary folder, which goes with this object, and the copy is brought up to
// date.
class ForeignProject
{
public:
    // As Database::open with Access::ReadOnly, but never ReadOnly; also DiskFull and Cancelled for
    // the copy. Errors name `file`, not the copy.
    static Result<ForeignProject> open(const std::filesystem::path& file, const JobContext& job);
    ForeignProject(ForeignProject&&) noexcept = default;
    ForeignProject& operator=(ForeignProject&&) = delete;
    ForeignProject(const ForeignProject&) = delete;
    ~ForeignProject();

    [[nodiscard]] Database& database() { return *m_database; }

private:
    struct Folder;
    ForeignProject(std::unique_ptr<Folder> folder, std::unique_ptr<Database> database);
    static Result<ForeignProject> openCopy(const std::filesystem::path& file,
                                           const JobContext& job);

    std::unique_ptr<Folder> m_folder; // outlives the database; null: no copy was needed
    std::unique_ptr<Database> m_database;
};

} // namespace triptych::store
