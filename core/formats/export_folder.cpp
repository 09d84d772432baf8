// SPDX-License-Identifier: GPL-3.0-or-later
// The mark, the files, the manifest, in this order.
#include "core/formats/export_folder.h"

#include "core/base/safe_path.h"
#include "core/base/sha256.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace triptych::formats {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMarkName = ".triptych-export-unfinished";
constexpr std::uint64_t kLargestMark = 16U << 20U;

std::string firstComponent(const std::string& name)
{
    return name.substr(0, name.find('/'));
}

// Ours: what the mark names, temporary files of it (base/file_io.h) and the mark itself.
bool isOurs(const std::string& entry, const std::set<std::string>& marked)
{
    const auto part = entry.find(".part-");
    return marked.contains(entry) ||
           (part != std::string::npos &&
            (marked.contains(entry.substr(0, part)) || entry.substr(0, part) == kManifestName));
}

Status appendDurably(const fs::path& path, const std::string& line)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (fd < 0) {
        return fail(errnoError(errno, path.string()));
    }
    const ssize_t put = ::write(fd, line.data(), line.size());
    const int writeError = put < 0 ? errno : put < static_cast<ssize_t>(line.size()) ? ENOSPC : 0;
    const int syncError = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (writeError != 0 || syncError != 0) {
        return fail(errnoError(writeError != 0 ? writeError : syncError, path.string()));
    }
    return {};
}

Result<std::set<std::string>> readMark(const fs::path& folder)
{
    auto bytes = readFile(folder / kMarkName, kLargestMark);
    if (!bytes) {
        return fail(bytes);
    }
    std::set<std::string> names{kMarkName};
    for (std::size_t at = 0; at < bytes->size();) {
        const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
        const auto safe = safeRelativeName(bytes->substr(at, end - at));
        if (safe) {
            names.insert(firstComponent(*safe));
        }
        at = end + 1;
    }
    return names;
}

// Takes away what a killed export left; AlreadyExists when anything else lies there too.
Status clearUnfinished(const fs::path& folder)
{
    std::error_code error;
    std::vector<std::string> entries;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        entries.push_back(entry.path().filename().string());
    }
    if (error) {
        return fail(errnoError(error.value(), folder.string()));
    }
    if (entries.empty()) {
        return {};
    }
    if (fs::exists(folder / kManifestName, error)) {
        return fail(ErrorCode::AlreadyExists, "the folder holds a finished export",
                    folder.string());
    }
    std::sort(entries.begin(), entries.end());
    auto marked = readMark(folder);
    if (!marked) {
        return fail(ErrorCode::AlreadyExists, "the folder is not empty: " + entries.front(),
                    folder.string());
    }
    for (const auto& entry : entries) {
        if (!isOurs(entry, *marked)) {
            return fail(ErrorCode::AlreadyExists,
                        "beside an unfinished export the folder holds " + entry, folder.string());
        }
    }
    for (const auto& entry : entries) {
        if (entry != kMarkName && (fs::remove_all(folder / entry, error), error)) {
            return fail(errnoError(error.value(), (folder / entry).string()));
        }
    }
    fs::remove(folder / kMarkName, error); // last: until here the folder is known as ours
    return {};
}

} // namespace

struct ExportFolder::State
{
    fs::path path;
    bool made = false;
    bool finished = false;
    bool begun = false;
    std::set<std::string> marked; // first components, as in the mark
    std::map<std::string, ExportedFile> files;
};

ExportFolder::ExportFolder()
    : m_state(std::make_unique<State>())
{}

Result<std::unique_ptr<ExportFolder>> ExportFolder::begin(const std::filesystem::path& folder)
{
    std::unique_ptr<ExportFolder> made{new ExportFolder};
    auto& state = *made->m_state;
    state.path = folder;
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (fs::exists(status) && !fs::is_directory(status)) {
        return fail(ErrorCode::BadArgument, "not a folder", folder.string());
    }
    if (fs::exists(status)) {
        if (auto cleared = clearUnfinished(folder); !cleared) {
            return fail(cleared);
        }
    } else {
        state.made = fs::create_directory(folder, error);
        if (error) {
            return fail(errnoError(error.value(), folder.string()));
        }
    }
    state.begun = true;
    if (auto marked = appendDurably(folder / kMarkName, {}); !marked) {
        return fail(marked);
    }
    if (auto synced = syncFolder(folder); !synced) {
        return fail(synced);
    }
    return made;
}

ExportFolder::~ExportFolder()
{
    auto& state = *m_state;
    if (state.finished || !state.begun) {
        return;
    }
    std::error_code error;
    for (const auto& name : state.marked) {
        fs::remove_all(state.path / name, error);
    }
    fs::remove(state.path / kManifestName, error);
    fs::remove(state.path / kMarkName, error);
    if (state.made) {
        fs::remove(state.path, error);
    }
}

Result<std::unique_ptr<ExportFile>> ExportFolder::file(const std::string& name)
{
    auto& state = *m_state;
    const auto safe = safeRelativeName(name);
    if (!safe) {
        return fail(safe);
    }
    if (*safe == kManifestName || *safe == kMarkName || state.files.contains(*safe)) {
        return fail(ErrorCode::AlreadyExists, "a file of the export has this name", *safe);
    }
    const std::string first = firstComponent(*safe);
    if (!state.marked.contains(first)) {
        if (auto marked = appendDurably(state.path / kMarkName, first + "\n"); !marked) {
            return fail(marked);
        }
        state.marked.insert(first);
    }
    const fs::path path = state.path / *safe;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
        return fail(errnoError(error.value(), path.parent_path().string()));
    }
    auto made = AtomicFile::create(path);
    if (!made) {
        return fail(made);
    }
    return std::unique_ptr<ExportFile>{new ExportFile(*this, *safe, std::move(*made))};
}

Status ExportFolder::writeFile(const std::string& name, std::string_view bytes)
{
    auto made = file(name);
    if (!made) {
        return fail(made);
    }
    if (auto written = (*made)->write(bytes); !written) {
        return written;
    }
    return (*made)->commit();
}

Status ExportFolder::copyFile(const std::filesystem::path& source, const std::string& name)
{
    std::ifstream in(source, std::ios::binary);
    if (!in) {
        return fail(errnoError(errno, source.string()));
    }
    auto made = file(name);
    if (!made) {
        return fail(made);
    }
    std::vector<char> buffer(1U << 20U);
    while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (auto written = (*made)->write({buffer.data(), got}); !written) {
            return written;
        }
    }
    if (in.bad()) {
        return fail(ErrorCode::Io, "reading broke off", source.string());
    }
    return (*made)->commit();
}

Status ExportFolder::linkFile(const std::filesystem::path& source, const std::string& name)
{
    const auto hash = sha256OfFile(source);
    if (!hash) {
        return fail(hash);
    }
    auto made = file(name); // checks the name, makes the folders; the file itself is not wanted
    if (!made) {
        return fail(made);
    }
    const std::string safe = (*made)->m_name;
    made->reset();
    std::error_code error;
    const auto bytes = fs::file_size(source, error);
    if (!error) {
        fs::create_symlink(fs::absolute(source), m_state->path / safe, error);
    }
    if (error) {
        return fail(errnoError(error.value(), safe));
    }
    m_state->files[safe] = {safe, bytes, *hash};
    return {};
}

Result<std::vector<ExportedFile>> ExportFolder::finish(Manifest manifest)
{
    auto& state = *m_state;
    manifest.files.clear();
    for (const auto& [name, file] : state.files) {
        manifest.files.push_back(file);
    }
    auto out = AtomicFile::create(state.path / kManifestName);
    if (!out) {
        return fail(out);
    }
    if (auto written = (*out)->write(manifestJson(manifest)); !written) {
        return fail(written);
    }
    if (auto committed = (*out)->commit(); !committed) {
        return fail(committed);
    }
    state.finished = true;
    std::error_code error;
    fs::remove(state.path / kMarkName, error);
    auto files = std::move(manifest.files);
    files.push_back({kManifestName, (*out)->bytes(), (*out)->sha256()});
    return files;
}

const std::filesystem::path& ExportFolder::path() const
{
    return m_state->path;
}

ExportFile::ExportFile(ExportFolder& folder, std::string name, std::unique_ptr<AtomicFile> file)
    : m_folder(folder)
    , m_name(std::move(name))
    , m_file(std::move(file))
{}

Status ExportFile::write(std::string_view bytes)
{
    return m_file->write(bytes);
}

Status ExportFile::commit()
{
    if (auto committed = m_file->commit(); !committed) {
        return committed;
    }
    m_folder.m_state->files[m_name] = {m_name, m_file->bytes(), m_file->sha256()};
    return {};
}

} // namespace triptych::formats
