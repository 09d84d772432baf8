// SPDX-License-Identifier: GPL-3.0-or-later
// An open project: one connection to the file, confined to the thread that uses it. The window
// opens one for writing on its writer lane, two for reading, and one more for writing for each
// running job; a shared WriteGate makes bulk work step aside for decisions. Commands open one.
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/ids.h"
#include "core/domain/names.h"
#include "core/domain/values.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

// Orders the writers of one process: interactive before bulk. Thread-safe.
class WriteGate;
std::shared_ptr<WriteGate> makeWriteGate();

enum class OpenMode
{
    ReadWrite, // fails with NewerVersion, NetworkFileSystem, ReadOnly where writing is impossible
    ReadOnly,
    Best, // ReadWrite, or ReadOnly with readOnlyReason() set where writing is impossible
};

struct OpenOptions
{
    OpenMode mode = OpenMode::ReadWrite;
    std::shared_ptr<WriteGate> gate;    // null: alone in this process
    std::shared_ptr<const Clock> clock; // null: system clock
    std::string command = "triptych";   // named to whoever waits for the write lock
    std::function<void(const std::string& who)> waiting; // called when a lock is waited for > 1 s
    // An import continues its own unfinished batch; every other writer removes abandoned ones.
    bool keepUnfinishedImports = false;
};

class Project
{
public:
    // Refuses to overwrite (AlreadyExists).
    static Result<std::unique_ptr<Project>> create(const std::filesystem::path& path,
                                                   Language language, const OpenOptions& options);
    static Result<std::unique_ptr<Project>> open(const std::filesystem::path& path,
                                                 const OpenOptions& options);
    ~Project(); // the last writer checkpoints and removes the -wal
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] bool writable() const;
    [[nodiscard]] const std::optional<Error>& readOnlyReason() const;
    [[nodiscard]] std::string language() const; // "en" or "ja"
    // Changes whenever any process commits to the file (PRAGMA data_version and own commits): poll
    // it.
    [[nodiscard]] Result<std::uint64_t> changeCounter();
    // Makes a running read on this connection end with Cancelled. From any thread.
    void interrupt();

    // Moves what was committed into the file itself when over so many bytes of it wait beside it.
    // For a connection of its own, never that of decisions: it takes as long as the disk likes.
    Status settle(std::uintmax_t bytes = 64U << 20U);

    [[nodiscard]] Result<std::vector<Root>> roots();
    // rebase: the images moved, the keys stay.
    Status addRoot(const std::string& label, const std::filesystem::path& folder);
    Status rebaseRoot(const std::string& label, const std::filesystem::path& folder);

    // Small per-project values: "overlap", "reasons", "imageLimitMegapixels", … (settings.h of app
    // holds the person's own settings).
    [[nodiscard]] Result<std::optional<std::string>> setting(const std::string& name);
    Status setSetting(const std::string& name, const std::string& value);

    struct Inner; // for workflow's own files
    Inner& inner() { return *m_inner; }

private:
    explicit Project(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace triptych::workflow
