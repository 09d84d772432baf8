// SPDX-License-Identifier: GPL-3.0-or-later
// manifest.json of an export: what it is, who made it, every file with its SHA-256.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/reports.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace triptych::formats {

inline constexpr const char* kManifestName = "manifest.json";

struct Manifest
{
    int version = 1;      // of the manifest's own layout
    std::string format{}; // "jsonl", "csv", "cirr", "triptych"
    std::string tool = "triptych";
    std::string toolVersion = TRIPTYCH_VERSION;
    UtcMillis created = 0; // from the clock that the caller holds
    std::int64_t triplets = 0;
    std::map<std::string, std::string> settings{}; // filter, seed, rules … in words
    std::vector<std::string> notes{};
    std::vector<ExportedFile> files{}; // sorted by path, without the manifest
};

// Two spaces of indent, keys sorted, "\n" at the end: the same bytes for the same values.
std::string manifestJson(const Manifest& manifest);

// Errors: NotFound, BadFormat (not a manifest), NewerVersion, Unsupported (another tool's).
Result<Manifest> readManifest(const std::filesystem::path& folder);

// The manifest and every file it names, hashed again. What is wrong, one Error a file (NotFound,
// Changed, UnsafePath); empty: whole.
Result<std::vector<Error>> checkExport(const std::filesystem::path& folder);

// True when the manifest beside `file` was written by Triptych and names it.
bool writtenByTriptych(const std::filesystem::path& file);

} // namespace triptych::formats
