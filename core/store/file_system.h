// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under a project file: its kind of file system and whether it can be written.
#pragma once

#include <filesystem>
#include <string>

namespace triptych::store {

// Injectable, so that tests can play a network drive or a read-only medium.
class FileSystemProbe
{
public:
    virtual ~FileSystemProbe() = default;
    // "nfs", "smb", "fuse", … for file systems on which WAL must not be written; empty for local
    // ones.
    [[nodiscard]] virtual std::string networkKind(const std::filesystem::path& folder) const = 0;
    // The file and its folder can be written by this process.
    [[nodiscard]] virtual bool canWrite(const std::filesystem::path& file) const = 0;
};

// statfs and access(2). Lives as long as the program.
const FileSystemProbe& systemProbe();

} // namespace triptych::store
