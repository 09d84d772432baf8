// SPDX-License-Identifier: GPL-3.0-or-later
// Into the project: image folders, catalogues, triplet files. All or nothing: a batch becomes
// visible when complete; cancelled or killed, the same call continues or the next open for writing
// removes it.
#pragma once

#include "core/domain/reports.h"
#include "core/workflow/project.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

enum class ImportKind
{
    Folder,
    Catalogue,
    Cirr,
    Jsonl,
    Csv,
    Triptych
};
std::optional<ImportKind>
importKindFrom(std::string_view name); // "folder" …; null also for kinds to come
std::string_view name(ImportKind kind);

enum class ProductFrom
{
    Nothing,
    Subfolder,
    Name
};

struct ImportRequest
{
    std::filesystem::path source;
    ImportKind kind = ImportKind::Folder;
    std::filesystem::path images; // root of image names; empty: the source's folder
    ProductFrom productFrom = ProductFrom::Nothing;
    std::string category;                      // for all rows; empty: from the source
    std::string imageColumn;                   // empty: recognised
    std::string productColumn;                 // empty: recognised
    std::vector<std::string> attributeColumns; // empty: all the rest
    std::string acceptedBy;                    // reviewer's name; empty: texts are pending
    bool dryRun = false;                       // report only, nothing kept
};

struct ImportPreview
{
    std::vector<std::string> columns;           // empty for kinds without columns
    std::vector<std::vector<std::string>> rows; // the first 20
    std::string imageColumn;                    // as recognised; empty = not found
    std::string productColumn;
    std::string encoding;
    std::string delimiter;
    std::int64_t imagesSeen = 0; // folder: files that look like images, counting stops at 10,000
};

Result<ImportPreview> previewImport(const ImportRequest& request);
Result<ImportReport> importInto(Project& project, const ImportRequest& request,
                                const JobContext& job);

} // namespace triptych::workflow
