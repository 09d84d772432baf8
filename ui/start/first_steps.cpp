// SPDX-License-Identifier: GPL-3.0-or-later
// The first steps of a new project.
#include "ui/start/first_steps.h"

#include <unistd.h>

namespace triptych::ui {

namespace fs = std::filesystem;

Result<FirstStepsReport> takeFirstSteps(const FirstSteps& steps, const JobContext& job)
{
    std::error_code ignored;
    auto project = fs::exists(steps.project, ignored)
                       ? workflow::Project::open(steps.project, {})
                       : workflow::Project::create(steps.project, steps.language, {});
    if (!project) {
        return fail(project);
    }
    FirstStepsReport report;
    report.project = steps.project;
    auto imported = workflow::importInto(**project, steps.import, job);
    if (!imported) {
        return fail(imported);
    }
    report.import = std::move(*imported);
    workflow::MineRequest mine;
    const auto ofProducts = workflow::countMine(**project, mine);
    if (!ofProducts) {
        return fail(ofProducts);
    }
    if (*ofProducts == 0) {
        mine.rule = workflow::MineRule::Similar;
    }
    report.rule = mine.rule;
    auto mined = workflow::mine(**project, mine, job);
    if (!mined) {
        return fail(mined);
    }
    report.mine = *mined;
    workflow::GenerateRequest generate;
    generate.language = steps.language;
    auto written = workflow::generate(**project, generate, job);
    if (!written) {
        return fail(written);
    }
    report.generate = std::move(*written);
    return report;
}

Result<fs::path> prepareSample(const fs::path& folder, Language language, const JobContext& job)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".triptych") {
            return entry.path();
        }
    }
    workflow::SampleRequest request;
    request.folder = folder;
    request.language = language;
    auto sample = workflow::makeSample(request, job);
    if (!sample) {
        return fail(sample);
    }
    return sample->project;
}

fs::path projectBeside(const fs::path& source, const fs::path& fallback)
{
    const fs::path clean = source.has_filename() ? source : source.parent_path();
    fs::path stem = clean.stem();
    if (stem.empty()) {
        stem = "images";
    }
    fs::path name = stem;
    name += ".triptych";
    const fs::path parent = clean.parent_path();
    return (access(parent.c_str(), W_OK) == 0 ? parent : fallback) / name;
}

} // namespace triptych::ui
