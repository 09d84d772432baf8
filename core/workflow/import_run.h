// SPDX-License-Identifier: GPL-3.0-or-later
// Inside workflow: one import under way, shared by the kinds.
#pragma once

#include "core/domain/event.h"
#include "core/workflow/image_intake.h"
#include "core/workflow/import.h"

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace triptych::store {
class WriteTransaction;
} // namespace triptych::store

namespace triptych::workflow {

struct ImportRun
{
    Project& project;
    const ImportRequest& request;
    const JobContext& job;
    store::BatchId batch;
    std::string cursor; // where an earlier, interrupted run of the same command got to; empty =
                        // from the start
    ImportReport report;
    // Run in the transaction that makes the batch visible.
    std::vector<std::function<Status(store::WriteTransaction&)>> atFinish;
};

// Each fills run.report and stores everything under run.batch.
Status importFolder(ImportRun& run);
Status importCatalogue(ImportRun& run);
Status importTriplets(ImportRun& run); // jsonl, csv, cirr
Status importNative(ImportRun& run);   // triptych/1

// The image folder of the request: --images, else the source's folder.
std::filesystem::path imageFolder(const ImportRequest& request);
std::int64_t limitPixels(Project& project);

} // namespace triptych::workflow
