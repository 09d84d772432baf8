// SPDX-License-Identifier: GPL-3.0-or-later
// What the store knows of a model: which files it is made of and how they were when it was taken
// in, so that opening it need not read them all to tell its id.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

struct ModelFile
{
    std::string path; // relative to the record's `path`, or absolute
    std::uint64_t bytes = 0;
    std::int64_t modified = 0; // ms since 1970
    std::string sha256;
};

struct ModelRecord
{
    std::string name;
    std::string kind;
    std::filesystem::path path; // folder or file that the user named; the standard model's folder
    std::string licence;
    std::string origin;
    std::vector<ModelFile> files;

    // kind + version of its encoder + digest of the files' bytes.
    [[nodiscard]] std::string id() const;
    // The digest alone.
    [[nodiscard]] std::string digest() const;
};

inline constexpr const char* kStandardName = "standard";
inline constexpr const char* kCompactName = "compact";
inline constexpr const char* kRecordName = "model.json"; // in the standard model's folder

// Reads and hashes. NotFound names the file that is missing.
Result<ModelFile> examineFile(const std::filesystem::path& base, const std::string& path);
Status writeRecord(const std::filesystem::path& file, const ModelRecord& record);
// NotFound; BadFormat when it is not a record.
Result<ModelRecord> readRecord(const std::filesystem::path& file);

// How a model's files differ from its record: what is wrong, empty = as it was. `thorough` reads
// every byte; otherwise only where size or time of change differ.
Result<std::string> differences(const ModelRecord& record, bool thorough);

// The record of a Hugging Face folder, OpenAI's file, a folder of the standard model or a trained
// file. `known`: a record of the same files is believed where size and time are the same.
Result<ModelRecord> examineUserModel(const std::string& name, const std::filesystem::path& path,
                                     const std::optional<ModelRecord>& known);

} // namespace triptych::workflow
