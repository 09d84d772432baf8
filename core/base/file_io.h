// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files, safely: bounded reads, and writes that are either complete or not there.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace triptych {

// TooLarge above `limit` bytes. Reads regular files only (a FIFO or device is BadArgument).
Result<std::string> readFile(const std::filesystem::path& path, std::uint64_t limit);

// Writes to a temporary name beside `path`; commit() fsyncs, renames and fsyncs the folder. Without
// commit() the destructor removes the temporary file. SHA-256 and size are those of what was
// written.
class AtomicFile
{
public:
    static Result<std::unique_ptr<AtomicFile>> create(const std::filesystem::path& path);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    Status write(std::string_view bytes); // buffered; an error may show at a later call
    Status commit();
    [[nodiscard]] std::uint64_t bytes() const;
    [[nodiscard]] const std::string& sha256() const; // after commit()

private:
    AtomicFile();
    struct State;
    std::unique_ptr<State> m_state;
};

// fsync of a folder, so that renames in it are durable.
Status syncFolder(const std::filesystem::path& folder);

} // namespace triptych
