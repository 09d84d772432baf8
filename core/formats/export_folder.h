// SPDX-License-Identifier: GPL-3.0-or-later
// A set of files that is either whole, with its manifest, or not an export.
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"
#include "core/domain/reports.h"
#include "core/formats/manifest.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace triptych::formats {

class ExportFolder;

// One file of the set; not there before commit().
class ExportFile
{
public:
    Status write(std::string_view bytes); // buffered; an error may show at a later call
    Status commit();

private:
    friend class ExportFolder;
    ExportFile(ExportFolder& folder, std::string name, std::unique_ptr<AtomicFile> file);
    ExportFolder& m_folder;
    std::string m_name;
    std::unique_ptr<AtomicFile> m_file;
};

// While the set is being written, `.triptych-export-unfinished` in the folder names what is in it;
// it goes when the manifest is there. A killed export leaves the folder without manifest and with
// the mark: no reader takes it for an export, and begin() on it starts over.
class ExportFolder
{
public:
    // Makes the folder (one level). Errors: AlreadyExists when it holds a finished export or
    // anything that is not ours; BadArgument when it is a file; Io and its kin.
    static Result<std::unique_ptr<ExportFolder>> begin(const std::filesystem::path& folder);
    // Without finish(): what was written is removed, and the folder too if begin() made it.
    ~ExportFolder();
    ExportFolder(const ExportFolder&) = delete;
    ExportFolder& operator=(const ExportFolder&) = delete;

    // `name`: safe relative name; folders on the way are made. The folder must outlive the file.
    Result<std::unique_ptr<ExportFile>> file(const std::string& name);
    Status writeFile(const std::string& name, std::string_view bytes); // in one go
    Status copyFile(const std::filesystem::path& source, const std::string& name);
    // A symbolic link to the absolute `source`; counted with the bytes and SHA-256 of what it leads
    // to.
    Status linkFile(const std::filesystem::path& source, const std::string& name);

    // Writes manifest.json last (its `files` are filled in here, sorted by path), takes the mark
    // away. Returns the files, manifest last.
    Result<std::vector<ExportedFile>> finish(Manifest manifest);
    [[nodiscard]] const std::filesystem::path& path() const;

private:
    friend class ExportFile;
    ExportFolder();
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace triptych::formats
