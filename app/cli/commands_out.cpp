// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that take things out or look after the file: split, export, verify, backup, merge,
// doctor.
#include "app/cli/command_line.h"
#include "core/domain/split.h"
#include "core/workflow/exchange.h"

#include <QStandardPaths>

#include <charconv>
#include <memory>

namespace triptych::app {

namespace {

using workflow::OpenMode;

void addSplit(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "split", "Stored split without leakage",
                                      "triptych split shop.triptych --ratios 8:1:1 --seed 1");
    auto ratios = std::make_shared<std::string>("8:1:1");
    auto redraw = std::make_shared<bool>(false);
    command->add_option("--ratios", *ratios, "train:validation:test");
    command->add_flag("--redraw", *redraw, "Draw again although a split is stored");
    addSeed(*command, session);
    command->callback([&session, ratios, redraw] {
        session.run = [&session, ratios, redraw]() -> Result<Outcome> {
            const auto parsed = parseRatios(*ratios);
            if (!parsed) {
                return fail(parsed);
            }
            auto project = session.open(OpenMode::ReadWrite);
            if (!project) {
                return fail(project);
            }
            const auto report =
                workflow::splitProject(**project, {*parsed, session.seed, *redraw}, session.job());
            if (!report) {
                return fail(report);
            }
            return Outcome{{{"train", report->train},
                            {"validation", report->validation},
                            {"test", report->test},
                            {"components", report->components},
                            {"drawn", report->drawn}},
                           std::to_string(report->train) + " images to train, " +
                               std::to_string(report->validation) + " to validate, " +
                               std::to_string(report->test) + " to test; " +
                               std::to_string(report->components) + " components" +
                               (report->drawn ? "" : " (the stored split; --redraw draws again)"),
                           {}};
        };
    });
}

struct ExportArguments
{
    workflow::ExportRequest request;
    std::string folder;
    std::string kind;
    std::string images;
};

Status readImagesOption(const std::string& option, workflow::ExportRequest& request)
{
    if (option.empty()) {
        return {};
    }
    if (option == "copy") {
        request.images = workflow::WithImages::Copy;
        return {};
    }
    if (option == "link") {
        request.images = workflow::WithImages::Link;
        return {};
    }
    if (option.starts_with("scale:")) {
        const char* first = option.data() + 6;
        const char* last = option.data() + option.size();
        const auto [end, error] = std::from_chars(first, last, request.scalePixels);
        if (error == std::errc{} && end == last && request.scalePixels >= 16 &&
            request.scalePixels <= 16384) {
            request.images = workflow::WithImages::Scale;
            return {};
        }
    }
    return fail(ErrorCode::BadArgument,
                "--with-images is copy, link or scale:PX with PX from 16 to 16384");
}

Result<Outcome> runExport(Session& session, ExportArguments& arguments)
{
    const auto kind = workflow::exportKindFrom(arguments.kind);
    if (!kind) {
        return fail(ErrorCode::BadArgument,
                    "--as " + arguments.kind +
                        " is not known here; use jsonl, csv, cirr or triptych");
    }
    auto& request = arguments.request;
    if (const auto read = readImagesOption(arguments.images, request); !read) {
        return fail(read);
    }
    request.kind = *kind;
    request.folder = arguments.folder;
    request.where = session.where;
    request.seed = session.seed;
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    const auto report = workflow::exportFrom(**project, request, session.job());
    if (!report) {
        return fail(report);
    }
    Outcome outcome;
    outcome.json = {{"triplets", report->triplets},
                    {"lookedAt", report->lookedAt},
                    {"files", Json::array()},
                    {"notes", report->notes}};
    outcome.text = "Exported " + std::to_string(report->triplets) + " triplets (" +
                   std::to_string(report->lookedAt) + " looked at by a person) to " +
                   arguments.folder;
    for (const auto& file : report->files) {
        outcome.json["files"].push_back(
            {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
        if (report->files.size() <= 12) {
            outcome.text += "\n  " + file.path + "  " + std::to_string(file.bytes) + " bytes";
        }
    }
    for (const auto& note : report->notes) {
        outcome.text += "\n" + note;
    }
    return outcome;
}

void addExport(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "export", "Write a triplet set, whole or not at all",
        "triptych export shop.triptych ./out --as jsonl --where status:accepted,edited");
    auto arguments = std::make_shared<ExportArguments>();
    command->add_option("DIR", arguments->folder, "Folder to make; must be new or empty")
        ->required();
    command->add_option("--as", arguments->kind, "jsonl, csv, cirr or triptych")->required();
    command->add_option("--with-images", arguments->images, "copy, link or scale:PX");
    command->add_flag("--with-released", arguments->request.withReleased, "Released slots too");
    command->add_flag("--reverse-as-triplets", arguments->request.reverseAsTriplets,
                      "Reverse texts as (target, text, reference)");
    addWhere(*command, session);
    addSeed(*command, session);
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runExport(session, *arguments); };
    });
}

Result<Outcome> runVerify(Session& session, bool repair, bool skipImages)
{
    auto project = session.open(repair ? OpenMode::ReadWrite : OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    const auto report = workflow::verify(**project, {repair, !skipImages}, session.job());
    if (!report) {
        return fail(report);
    }
    Outcome outcome;
    outcome.json = {{"ok", report->ok},
                    {"problems", report->problems},
                    {"warnings", report->warnings},
                    {"repaired", report->repaired}};
    outcome.text = report->ok ? "The project is sound." : "The project has problems:";
    for (const auto& problem : report->problems) {
        outcome.text += "\n  " + problem;
    }
    for (const auto& warning : report->warnings) {
        outcome.text += "\n  warning: " + warning;
    }
    for (const auto& repaired : report->repaired) {
        outcome.text += "\n  repaired: " + repaired;
    }
    outcome.exitCode = report->ok ? kDone : kFailed;
    return outcome;
}

void addVerify(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "verify",
                                      "Integrity, hash chains, state against the log, image files",
                                      "triptych verify shop.triptych --json");
    auto repair = std::make_shared<bool>(false);
    auto skipImages = std::make_shared<bool>(false);
    command->add_flag("--repair", *repair, "Rebuild the state from the log");
    command->add_flag("--skip-images", *skipImages, "Do not read the image files");
    command->callback([&session, repair, skipImages] {
        session.run = [&session, repair, skipImages] {
            return runVerify(session, *repair, *skipImages);
        };
    });
}

void addBackup(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "backup", "A consistent copy while in use",
                                      "triptych backup shop.triptych shop-2026-11-23.triptych");
    auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "The copy; never overwritten")->required();
    command->callback([&session, file] {
        session.run = [&session, file]() -> Result<Outcome> {
            auto project = session.open(OpenMode::Best);
            if (!project) {
                return fail(project);
            }
            const auto report = workflow::backup(**project, *file, session.job());
            if (!report) {
                return fail(report);
            }
            return Outcome{{{"file", report->file.string()}, {"bytes", report->bytes}},
                           "Wrote " + report->file.string() + ", " + std::to_string(report->bytes) +
                               " bytes",
                           {}};
        };
    });
}

void addMerge(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "merge",
                                      "Union with copies of the project that others worked on",
                                      "triptych merge shop.triptych aoki.triptych sato.triptych");
    auto others = std::make_shared<std::vector<std::string>>();
    command->add_option("OTHER", *others, "Other .triptych files")->required();
    command->callback([&session, others] {
        session.run = [&session, others]() -> Result<Outcome> {
            auto project = session.open(OpenMode::ReadWrite);
            if (!project) {
                return fail(project);
            }
            const std::vector<std::filesystem::path> paths(others->begin(), others->end());
            const auto report = workflow::mergeInto(**project, paths, session.job());
            if (!report) {
                return fail(report);
            }
            Outcome outcome;
            outcome.json = {
                {"events", {{"added", report->eventsAdded}, {"known", report->eventsKnown}}},
                {"texts", {{"added", report->textsAdded}}},
                {"pairs", {{"added", report->pairsAdded}}},
                {"images", {{"added", report->imagesAdded}}},
                {"conflicts", report->conflicts}};
            outcome.text = std::to_string(report->eventsAdded) + " events added, " +
                           std::to_string(report->eventsKnown) + " known already, " +
                           std::to_string(report->conflicts.size()) + " conflicts";
            for (const auto& conflict : report->conflicts) {
                outcome.text += "\n  " + conflict;
            }
            return outcome;
        };
    });
}

void addDoctor(CLI::App& app, Session& session)
{
    auto* command = addCommand(app, session, "doctor",
                               "Versions, folders, display: what works here and what does not",
                               "triptych doctor");
    command->callback([&session] {
        session.run = [&session]() -> Result<Outcome> {
            const auto folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
            Outcome outcome;
            outcome.json = {{"checks", Json::array()}};
            for (const auto& check : workflow::doctor(folder.toStdString())) {
                outcome.json["checks"].push_back(
                    {{"name", check.name}, {"ok", check.ok}, {"detail", check.detail}});
                outcome.text += (outcome.text.empty() ? "" : "\n") +
                                std::string{check.ok ? "ok       " : "problem  "} + check.name +
                                ": " + check.detail;
                if (!check.ok) {
                    outcome.exitCode = kFailed;
                }
            }
            return outcome;
        };
    });
}

} // namespace

void addCommandsOut(CLI::App& app, Session& session)
{
    addSplit(app, session);
    addExport(app, session);
    addVerify(app, session);
    addBackup(app, session);
    addMerge(app, session);
    addDoctor(app, session);
}

} // namespace triptych::app
