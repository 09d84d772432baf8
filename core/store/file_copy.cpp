// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's backup API into a temporary file, then a rename.
#include "core/store/file_copy.h"

#include "core/base/file_io.h"
#include "core/base/random.h"

#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace triptych::store {

namespace {

Status syncFile(const std::filesystem::path& file)
{
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return fail(errnoError(errno, file.string()));
    }
    const int failed = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    return failed == 0 ? Status{} : fail(errnoError(failed, file.string()));
}

// The handle of a running copy, finished whatever happens.
class Copy
{
public:
    Copy(Connection& to, Connection& from)
        : m_to(to)
        , m_backup(sqlite3_backup_init(to.handle(), "main", from.handle(), "main"))
    {
        if (m_backup == nullptr) {
            throw SQLite::Exception(to.handle());
        }
    }
    ~Copy() { sqlite3_backup_finish(m_backup); }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;

    // False when complete.
    bool step(int pages)
    {
        const int code = sqlite3_backup_step(m_backup, pages);
        if (code == SQLITE_DONE) {
            return false;
        }
        if (code != SQLITE_OK) {
            throw SQLite::Exception(m_to.handle(), code);
        }
        return true;
    }
    [[nodiscard]] std::size_t total() const
    {
        return static_cast<std::size_t>(sqlite3_backup_pagecount(m_backup));
    }
    [[nodiscard]] std::size_t left() const
    {
        return static_cast<std::size_t>(sqlite3_backup_remaining(m_backup));
    }

private:
    Connection& m_to;
    sqlite3_backup* m_backup;
};

Status copyPages(Connection& from, const std::filesystem::path& to, const JobContext& job)
{
    Connection copy(to, OpenAs::Create);
    return guarded(copy, [&]() -> Status {
        // The open read transaction keeps the state that is copied, so writers do not restart it.
        const ReadScope scope(from);
        from.integer("SELECT count(*) FROM sqlite_schema");
        {
            constexpr int kPagesAtOnce = 2048;
            Copy pages(copy, from);
            while (pages.step(kPagesAtOnce)) {
                job.progress(pages.total() - pages.left(), pages.total(), "backup");
                if (job.cancelled()) {
                    return fail(ErrorCode::Cancelled);
                }
            }
        }
        if (copy.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'writer'") > 0) {
            copy.execute("DELETE FROM writer");
        }
        return {};
    });
}

} // namespace

Status renameWithoutReplacing(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
        // Some file systems cannot; then looking first has to do.
        std::error_code error;
        if (errno != EINVAL && errno != ENOSYS) {
            return fail(errnoError(errno, to.string()));
        }
        if (std::filesystem::exists(std::filesystem::symlink_status(to, error))) {
            return fail(ErrorCode::AlreadyExists, {}, to.string());
        }
        if (std::rename(from.c_str(), to.c_str()) != 0) {
            return fail(errnoError(errno, to.string()));
        }
    }
    return syncFolder(to.has_parent_path() ? to.parent_path() : std::filesystem::path{"."});
}

std::filesystem::path temporaryBeside(const std::filesystem::path& file)
{
    auto name = file;
    name += ".new-" + randomHex128().substr(0, 12);
    return name;
}

void removeDatabaseFiles(const std::filesystem::path& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::error_code ignored;
        auto part = file;
        part += suffix;
        std::filesystem::remove(part, ignored);
    }
}

Result<std::uint64_t> copyDatabase(Connection& from, const std::filesystem::path& to,
                                   const JobContext& job)
{
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(to, error))) {
        return fail(ErrorCode::AlreadyExists, {}, to.string());
    }
    const auto temporary = temporaryBeside(to);
    const auto done = guarded(from, [&]() -> Status {
        if (auto copied = copyPages(from, temporary, job); !copied) {
            return copied;
        }
        if (auto synced = syncFile(temporary); !synced) {
            return synced;
        }
        return renameWithoutReplacing(temporary, to);
    });
    if (!done) {
        removeDatabaseFiles(temporary);
        return fail(done);
    }
    const auto bytes = std::filesystem::file_size(to, error);
    return error ? Result<std::uint64_t>{fail(errnoError(error.value(), to.string()))} : bytes;
}

} // namespace triptych::store
