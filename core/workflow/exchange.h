// SPDX-License-Identifier: GPL-3.0-or-later
// Out of the project: exports, split, backup, merge, verify, the sample.
#pragma once

#include "core/domain/reports.h"
#include "core/workflow/project.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace triptych::workflow {

enum class ExportKind
{
    Jsonl,
    Csv,
    Cirr,
    Triptych
};
std::optional<ExportKind> exportKindFrom(std::string_view name);
std::string_view name(ExportKind kind);

enum class WithImages
{
    None,
    Copy,
    Link,
    Scale
};

struct ExportRequest
{
    std::filesystem::path folder;
    ExportKind kind = ExportKind::Jsonl;
    std::string where; // empty: forward slots accepted or edited
    WithImages images = WithImages::None;
    int scalePixels = 0; // longer side
    bool withReleased = false;
    bool reverseAsTriplets = false;
    std::uint64_t seed = 0;
};

struct ExportPreview
{
    std::int64_t triplets = 0;
    std::vector<std::array<std::string, 3>> rows; // reference, text, target: the first 20
};

Result<ExportPreview> previewExport(Project& project, const ExportRequest& request);
// Atomic: files by rename, manifest.json last. A folder that holds another export or foreign files
// is refused (AlreadyExists); an unfinished export of ours is replaced.
Result<ExportReport> exportFrom(Project& project, const ExportRequest& request,
                                const JobContext& job);

struct SplitRequest
{
    std::array<double, 3> ratios{8, 1, 1};
    std::uint64_t seed = 0;
    bool redraw = false; // false: a stored split stands and is reported
};
Result<SplitReport> splitProject(Project& project, const SplitRequest& request,
                                 const JobContext& job);

struct BackupReport
{
    std::filesystem::path file;
    std::uint64_t bytes = 0;
};
// A consistent copy while in use; refuses to overwrite.
Result<BackupReport> backup(Project& project, const std::filesystem::path& file,
                            const JobContext& job);
Result<MergeReport> mergeInto(Project& project, const std::vector<std::filesystem::path>& others,
                              const JobContext& job);

struct VerifyRequest
{
    bool repair = false;
    bool hashImages = true;
};
Result<VerifyReport> verify(Project& project, const VerifyRequest& request, const JobContext& job);

struct SampleRequest
{
    std::filesystem::path folder; // made when absent; must be empty
    int products = 24;
    std::uint64_t seed = 1;
    Language language = Language::English;
};
struct SampleReport
{
    std::filesystem::path project;
    std::int64_t images = 0;
    std::int64_t pairs = 0;
    std::int64_t texts = 0;
    std::int64_t flawed = 0; // deliberately wrong or clumsy texts
};
Result<SampleReport> makeSample(const SampleRequest& request, const JobContext& job);

struct DoctorCheck
{
    std::string name; // "sqlite", "opencv", "encoder", "folder" …
    bool ok = true;
    std::string detail; // what was found and, when not ok, what to do
};
std::vector<DoctorCheck> doctor(const std::filesystem::path& dataFolder);

} // namespace triptych::workflow
