// SPDX-License-Identifier: GPL-3.0-or-later
// From images to a project with pairs and texts, in one resumable job: make the file, import, make
// pairs, write what can be said truly.
#pragma once

#include "core/workflow/exchange.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <filesystem>

namespace triptych::ui {

struct FirstSteps
{
    workflow::ImportRequest import;
    std::filesystem::path project; // made when absent, gone on with when it is ours
    Language language = Language::English;
};

struct FirstStepsReport
{
    std::filesystem::path project;
    ImportReport import;
    workflow::MineRule rule = workflow::MineRule::Product;
    MineReport mine;
    GenerateReport generate;
};

// Runs on a job thread. Called again after Cancelled it goes on where it was.
Result<FirstStepsReport> takeFirstSteps(const FirstSteps& steps, const JobContext& job);

// Draws the sample catalogue and its project into `folder`, or finds the one made there before.
Result<std::filesystem::path> prepareSample(const std::filesystem::path& folder, Language language,
                                            const JobContext& job);

// "shoes" -> "…/shoes.triptych" beside the source; in `fallback` where the parent may not be
// written.
std::filesystem::path projectBeside(const std::filesystem::path& source,
                                    const std::filesystem::path& fallback);

} // namespace triptych::ui
