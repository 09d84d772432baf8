// SPDX-License-Identifier: GPL-3.0-or-later
// An older project file is read through a copy that is brought up to date.
#include "core/store/older_copy.h"

#include "core/base/random.h"
#include "core/store/file_copy.h"
#include "core/store/open_checks.h"
#include "core/store/schema.h"
#include "core/store/sql.h"

#include <exception>
#include <system_error>
#include <utility>

namespace triptych::store {

namespace fs = std::filesystem;

struct ForeignProject::Folder
{
    explicit Folder(fs::path where)
        : path(std::move(where))
    {}
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }

    const fs::path path;
};

namespace {

DatabaseOptions forReading()
{
    DatabaseOptions options;
    options.access = Access::ReadOnly;
    return options;
}

Status copyInto(const fs::path& file, const fs::path& copy, const JobContext& job)
{
    const auto plan = planOpening(file, Access::ReadOnly, systemProbe());
    if (!plan) {
        return fail(plan);
    }
    Connection from(file, plan->openAs);
    const auto copied = copyDatabase(from, copy, job);
    return copied ? Status{} : fail(copied);
}

Status bringUpToDate(const fs::path& copy)
{
    Connection connection(copy, OpenAs::ReadWrite);
    const auto updated = SchemaManager().update(connection, copy, OlderFile::Replace);
    return updated ? Status{} : fail(updated);
}

} // namespace

ForeignProject::ForeignProject(std::unique_ptr<Folder> folder, std::unique_ptr<Database> database)
    : m_folder(std::move(folder))
    , m_database(std::move(database))
{}

ForeignProject::~ForeignProject() = default;

Result<ForeignProject> ForeignProject::open(const fs::path& file, const JobContext& job)
{
    auto database = Database::open(file, forReading());
    if (database) {
        return ForeignProject(nullptr, std::move(*database));
    }
    // For reading only, this is what an older file is answered with.
    if (database.error().code != ErrorCode::ReadOnly) {
        return fail(database);
    }
    auto copy = openCopy(file, job);
    if (!copy) {
        copy.error().subject = file.string();
    }
    return copy;
}

Result<ForeignProject> ForeignProject::openCopy(const fs::path& file, const JobContext& job)
{
    std::error_code error;
    const auto temporary = fs::temp_directory_path(error);
    if (error) {
        return fail(errnoError(error.value(), "temporary folder"));
    }
    auto folder = std::make_unique<Folder>(temporary / ("triptych-older-" + randomHex128()));
    fs::create_directory(folder->path, error);
    if (!error) {
        fs::permissions(folder->path, fs::perms::owner_all, error);
    }
    if (error) {
        return fail(errnoError(error.value(), folder->path.string()));
    }
    const auto copy = folder->path / "copy.triptych";
    try {
        auto made = copyInto(file, copy, job);
        if (made) {
            made = bringUpToDate(copy);
        }
        if (!made) {
            return fail(made);
        }
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Io, exception.what(), file.string());
    }
    auto database = Database::open(copy, forReading());
    if (!database) {
        return fail(database);
    }
    return ForeignProject(std::move(folder), std::move(*database));
}

} // namespace triptych::store
