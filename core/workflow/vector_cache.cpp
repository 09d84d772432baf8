// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, mending and thinning out the files of vectors; where the cache folder is.
#include "core/workflow/vector_cache.h"

#include "core/base/log.h"
#include "core/base/sha256.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/encode.h"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <set>
#include <thread>

namespace triptych::workflow {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kWait{200};

// Said once.
void sayElsewhere(const fs::path& wanted, const fs::path& own)
{
    static std::mutex one;
    static std::set<fs::path> said;
    const std::lock_guard lock(one);
    if (said.insert(wanted).second) {
        std::error_code error;
        const bool file = fs::exists(wanted, error) && !fs::is_directory(wanted, error);
        log(LogLevel::Warning, wanted.string() +
                                   (file ? " is a file, no folder" : " cannot be written") +
                                   ": vectors are kept in " + own.string());
    }
}

// Made when it is not there; false: nothing can be written in it.
bool usable(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    return fs::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

fs::path userCache()
{
    // NOLINTBEGIN(concurrency-mt-unsafe): nobody writes the environment
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') {
        return fs::path(cache) / "triptych";
    }
    const char* home = std::getenv("HOME");
    // NOLINTEND(concurrency-mt-unsafe)
    return fs::path(home != nullptr ? home : "/tmp") / ".cache" / "triptych";
}

Result<std::unique_ptr<retrieval::VectorFile>>
checked(const fs::path& path, const std::string& madeBy, std::size_t dimension)
{
    auto file = retrieval::VectorFile::open(path, madeBy, dimension, true);
    if (file) {
        if (auto sound = (*file)->check(); !sound) {
            const auto lost = (*file)->salvage();
            if (!lost || !(*file)->check()) {
                return fail(sound);
            }
            log(LogLevel::Warning,
                std::to_string(*lost) +
                    " vectors were damaged and are made anew: " + describe(sound.error()));
        }
    }
    return file;
}

} // namespace

bool wentBad(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::Corrupt:
    case ErrorCode::Changed:
    case ErrorCode::BadFormat:
    case ErrorCode::Truncated:
    case ErrorCode::NewerVersion:
        return true;
    default:
        return false;
    }
}

Result<std::unique_ptr<retrieval::VectorFile>> openForWriting(const fs::path& path,
                                                              const std::string& madeBy,
                                                              std::size_t dimension,
                                                              const JobContext& job)
{
    bool told = false;
    bool removed = false;
    while (true) {
        auto file = checked(path, madeBy, dimension);
        if (file) {
            return file;
        }
        if (file.error().code == ErrorCode::Busy) {
            if (job.cancelled()) {
                return fail(ErrorCode::Cancelled);
            }
            if (!told) {
                log(LogLevel::Warning, "another program encodes this project; waiting for it");
                told = true;
            }
            std::this_thread::sleep_for(kWait);
            continue;
        }
        if (removed || !wentBad(file.error())) {
            return file;
        }
        log(LogLevel::Warning,
            "vectors are made anew, their file was damaged: " + describe(file.error()));
        if (auto gone = retrieval::discardVectorFile(path); !gone) {
            return fail(gone);
        }
        std::error_code error;
        fs::create_directories(path.parent_path(), error);
        removed = true;
    }
}

bool stillThere(retrieval::VectorFile& file, const fs::path& path)
{
    std::error_code error;
    return fs::exists(path, error) && file.refresh().has_value();
}

Status keep(retrieval::VectorFile& file, std::span<const retrieval::VectorKey> keys,
            const Matrix& rows)
{
    auto added = file.append(keys, rows);
    if (!added && added.error().code == ErrorCode::BadArgument) {
        return fail(ErrorCode::Unreadable,
                    "the model gives values that cannot be kept: " + added.error().detail,
                    kModelSubject);
    }
    return added;
}

Status keepOnly(retrieval::VectorFile& file, const std::set<Key>& keys)
{
    std::vector<Key> gone;
    for (std::size_t row = 0; row < file.block().rows; ++row) {
        if (file.alive(row) && !keys.contains(file.key(row).key)) {
            gone.push_back(file.key(row).key);
        }
    }
    if (!gone.empty()) {
        if (auto removed = file.remove(gone); !removed) {
            return removed;
        }
    }
    return file.compactWhenSparse();
}

fs::path writableFolder(const fs::path& wanted, const std::string& name)
{
    if (usable(wanted)) {
        return wanted;
    }
    auto own = userCache() / name;
    static_cast<void>(usable(own));
    return own;
}

Result<fs::path> cacheFolder(const Project& project)
{
    const auto& file = project.path();
    auto beside =
        fs::path(file.string() + (file.extension() == ".triptych" ? "-cache" : ".triptych-cache"));
    if (usable(beside)) {
        return beside;
    }
    std::error_code error;
    const auto whole = fs::weakly_canonical(fs::absolute(file, error), error).string();
    auto own = userCache() / (sha256Hex(whole).substr(0, 20) + ".triptych-cache");
    if (usable(own)) {
        sayElsewhere(beside, own);
        return own;
    }
    return fail(ErrorCode::PermissionDenied,
                "neither " + beside.string() + " nor this folder can be written", own.string());
}

fs::path vectorPath(const fs::path& cache, const std::string& encoderId, const std::string& what)
{
    const auto name = sha256Hex(encoderId).substr(0, 16) + "." + what;
    return cache / (what == "align" ? name : name + ".vec");
}

} // namespace triptych::workflow
