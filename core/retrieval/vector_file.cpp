// SPDX-License-Identifier: GPL-3.0-or-later
// Opening vector files and throwing them away.
#include "core/retrieval/vector_file.h"

#include "core/base/random.h"
#include "core/retrieval/vector_disk.h"

#include <system_error>
#include <utility>

namespace triptych::retrieval {

namespace fs = std::filesystem;

Result<std::unique_ptr<VectorFile>>
VectorFile::open(const fs::path& path, const std::string& madeBy, std::size_t dimension, bool write)
{
    if (dimension == 0 || dimension > kMostValuesOfRow || path.filename().empty()) {
        return fail(ErrorCode::BadArgument, "a vector file of such rows", path.string());
    }
    OpenFile lock;
    std::error_code error;
    if (fs::is_directory(path, error)) {
        return fail(ErrorCode::Corrupt, "a folder is in its place", path.string());
    }
    if (write) {
        fs::create_directories(folderOf(path), error);
        auto taken = OpenFile::lock(withEnding(path, ".lock"));
        if (!taken) {
            return fail(taken);
        }
        lock = std::move(*taken);
    }
    auto file = std::make_unique<VectorFileOnDisk>(path, madeBy, dimension, std::move(lock));
    if (write && !fs::exists(path, error)) {
        if (const auto made = file->create(); !made) {
            return fail(made);
        }
    }
    Status loaded;
    // A compaction may take the rows away between reading the log and opening them.
    for (int attempt = 0; attempt < 3; ++attempt) {
        loaded = file->load();
        if (loaded || loaded.error().code != ErrorCode::NotFound) {
            break;
        }
    }
    if (!loaded) {
        const bool rowsGone = loaded.error().code == ErrorCode::NotFound && fs::exists(path, error);
        return rowsGone ? fail(ErrorCode::Corrupt, "rows are missing", path.string())
                        : fail(loaded);
    }
    return file;
}

Status discardVectorFile(const fs::path& path)
{
    const auto lock = OpenFile::lock(withEnding(path, ".lock"));
    if (!lock) {
        return lock.error().code == ErrorCode::NotFound ? Status{} : Status{fail(lock)};
    }
    std::error_code error;
    if (fs::is_directory(path, error)) { // somebody's, who knows what is in it
        fs::rename(path, withEnding(path, ".aside-" + randomHex128().substr(0, 8)), error);
    } else {
        fs::remove(path, error);
    }
    if (error) {
        return fail(errnoError(error.value(), path.string()));
    }
    removeStrayRows(path, {});
    return {};
}

} // namespace triptych::retrieval
