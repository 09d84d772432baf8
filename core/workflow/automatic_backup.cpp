// SPDX-License-Identifier: GPL-3.0-or-later
// Rotating backups: when one is due, how it is called, which ones go.
#include "core/workflow/automatic_backup.h"

#include "core/base/sha256.h"
#include "core/store/copies.h"
#include "core/store/maintenance.h"
#include "core/workflow/project_inner.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

constexpr UtcMillis kHour = 3'600'000;
constexpr std::string_view kSuffix = ".triptych";
constexpr std::string_view kUnfinished = ".new-"; // and what SQLite keeps beside such a file
constexpr std::size_t kTimeLength = 24;           // 2026-11-23T13-32-12.345Z

// How the names of this project's backups begin.
std::string prefixOf(const fs::path& project, const BackupPolicy& policy)
{
    const std::string stem = project.stem().string();
    if (policy.folder.empty()) {
        return stem + '.';
    }
    std::error_code ignored;
    const auto whole = fs::weakly_canonical(project, ignored);
    return stem + '-' + sha256Hex(whole.string()).substr(0, 8) + '.';
}

// ":" is not for names on every file system.
std::string nameOf(UtcMillis at)
{
    std::string time = toRfc3339(at);
    std::replace(time.begin(), time.end(), ':', '-');
    return time;
}

std::optional<UtcMillis> timeOf(std::string time)
{
    if (time.size() != kTimeLength || time[13] != '-' || time[16] != '-') {
        return std::nullopt;
    }
    time[13] = ':';
    time[16] = ':';
    const auto at = parseRfc3339(time);
    return at && toRfc3339(*at) == time ? std::optional(*at) : std::nullopt;
}

// The time of a name that begins with `prefix`; `rest` is what follows ".triptych".
std::optional<UtcMillis> timeOfName(const std::string& name, const std::string& prefix,
                                    std::string& rest)
{
    const auto fixed = prefix.size() + kTimeLength;
    if (name.size() < fixed + kSuffix.size() || !name.starts_with(prefix) ||
        name.compare(fixed, kSuffix.size(), kSuffix) != 0) {
        return std::nullopt;
    }
    rest = name.substr(fixed + kSuffix.size());
    return timeOf(name.substr(prefix.size(), kTimeLength));
}

// Newest first. What a clock that went back calls the future was made before everything else.
void sortForRotation(std::vector<BackupFile>& files, UtcMillis now)
{
    std::stable_sort(files.begin(), files.end(), [now](const BackupFile& a, const BackupFile& b) {
        const bool aLater = a.at > now;
        const bool bLater = b.at > now;
        return aLater != bLater ? bLater : a.at > b.at;
    });
}

// What a copy that was killed left behind. An hour is more than any copy takes.
void removeUnfinished(const fs::path& folder, const std::string& prefix)
{
    std::error_code ignored;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        std::string rest;
        const auto name = entry.path().filename().string();
        if (!timeOfName(name, prefix, rest) || !rest.starts_with(kUnfinished)) {
            continue;
        }
        const auto age = fs::file_time_type::clock::now() - entry.last_write_time(ignored);
        if (age > std::chrono::hours(1)) {
            old.push_back(entry.path());
        }
    }
    for (const auto& file : old) {
        fs::remove(file, ignored);
    }
}

Result<BackupFile> makeOne(Project& project, const fs::path& folder, const std::string& prefix,
                           const JobContext& job)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    BackupFile made;
    made.at = databaseOf(project).now();
    made.path = folder / (prefix + nameOf(made.at) + std::string{kSuffix});
    const auto bytes = store::backupDatabase(databaseOf(project), made.path, job);
    if (!bytes) {
        return fail(bytes);
    }
    made.bytes = *bytes;
    if (const auto sound = store::checkCopy(made.path); !sound) {
        fs::remove(made.path, error);
        return fail(sound);
    }
    return made;
}

std::vector<fs::path> rotate(std::vector<BackupFile> files, const BackupFile& made, int keep,
                             UtcMillis now)
{
    std::erase_if(files, [&made](const BackupFile& one) { return one.path == made.path; });
    sortForRotation(files, now);
    std::vector<fs::path> removed;
    const auto others = static_cast<std::size_t>(std::max(keep, 1) - 1);
    for (std::size_t i = others; i < files.size(); ++i) {
        std::error_code error;
        if (fs::remove(files[i].path, error)) {
            removed.push_back(files[i].path);
        }
    }
    return removed;
}

} // namespace

fs::path backupFolder(const fs::path& project, const BackupPolicy& policy)
{
    if (!policy.folder.empty()) {
        return policy.folder;
    }
    auto folder = project;
    folder += "-backups";
    return folder;
}

Result<std::vector<BackupFile>> automaticBackups(const fs::path& project,
                                                 const BackupPolicy& policy)
{
    const auto folder = backupFolder(project, policy);
    const auto prefix = prefixOf(project, policy);
    std::vector<BackupFile> files;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error == std::errc::no_such_file_or_directory) {
        return files;
    }
    while (!error && entries != fs::directory_iterator{}) {
        std::string rest;
        const auto at = timeOfName(entries->path().filename().string(), prefix, rest);
        std::error_code ignored;
        if (at && rest.empty() && fs::is_regular_file(entries->symlink_status(ignored))) {
            files.push_back({entries->path(), *at, entries->file_size(ignored)});
        }
        entries.increment(error);
    }
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    std::sort(files.begin(), files.end(),
              [](const BackupFile& a, const BackupFile& b) { return a.at > b.at; });
    return files;
}

Result<AutomaticBackup> backUpNow(Project& project, const BackupPolicy& policy,
                                  const JobContext& job)
{
    const auto folder = backupFolder(project.path(), policy);
    const auto prefix = prefixOf(project.path(), policy);
    removeUnfinished(folder, prefix);
    auto made = makeOne(project, folder, prefix, job);
    if (!made) {
        return fail(made);
    }
    AutomaticBackup result{true, *made, {}};
    const auto files = automaticBackups(project.path(), policy);
    if (!files) {
        return fail(files);
    }
    result.removed = rotate(*files, *made, policy.keep, made->at);
    return result;
}

Result<AutomaticBackup> backUpIfDue(Project& project, const BackupPolicy& policy,
                                    const JobContext& job)
{
    auto files = automaticBackups(project.path(), policy);
    if (!files) {
        return fail(files);
    }
    const UtcMillis now = databaseOf(project).now();
    sortForRotation(*files, now);
    AutomaticBackup none;
    if (!files->empty()) {
        none.newest = files->front();
    }
    if (policy.everyHours <= 0) {
        return none;
    }
    if (!files->empty()) {
        const UtcMillis age = now - none.newest.at;
        if (age >= 0 && age < policy.everyHours * kHour) {
            return none;
        }
        const auto same = store::sameContent(databaseOf(project), none.newest.path, job);
        if (!same) {
            return fail(same);
        }
        if (*same) {
            return none;
        }
    }
    return backUpNow(project, policy, job);
}

} // namespace triptych::workflow
