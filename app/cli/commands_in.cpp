// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that put things into a project: new, import, mine, generate, sample, roots.
#include "app/cli/command_line.h"
#include "core/workflow/exchange.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <filesystem>
#include <memory>

namespace triptych::app {

namespace {

using workflow::OpenMode;

std::string plural(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

Result<Language> languageOf(const std::string& text)
{
    const auto language = languageFrom(text);
    if (!language) {
        return fail(ErrorCode::BadArgument, "--language is en or ja, not \"" + text + "\"");
    }
    return *language;
}

void addNew(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "new", "Make a project file (never overwrites)",
                                      "triptych new shop.triptych --language ja");
    auto language = std::make_shared<std::string>("en");
    command->add_option("--language", *language, "Language of the texts: en or ja")
        ->check(CLI::IsMember({"en", "ja"}));
    command->callback([&session, language] {
        session.run = [&session, language]() -> Result<Outcome> {
            const auto value = languageOf(*language);
            const auto options = session.openOptions(OpenMode::ReadWrite);
            if (!value) {
                return fail(value);
            }
            if (!options) {
                return fail(options);
            }
            auto project = workflow::Project::create(session.project, *value, *options);
            if (!project) {
                return fail(project);
            }
            return Outcome{{{"project", session.project}}, "Made " + session.project, {}};
        };
    });
}

struct ImportArguments
{
    workflow::ImportRequest request;
    std::string kind;
    std::string source;
    std::string images;
    std::string productFrom;
    std::string role;
};

Json importJson(const ImportReport& report)
{
    return {{"images",
             {{"added", report.imagesAdded},
              {"updated", report.imagesUpdated},
              {"missing", report.imagesMissing},
              {"unreadable", report.imagesUnreadable},
              {"duplicate", report.imagesDuplicate}}},
            {"queries", {{"added", report.queriesAdded}}},
            {"pairs", {{"added", report.pairsAdded}, {"duplicate", report.pairsDuplicate}}},
            {"texts", {{"added", report.textsAdded}, {"stale", report.textsStale}}},
            {"events", {{"added", report.eventsAdded}}},
            {"rows", report.rows},
            {"referenceIsTarget", report.referenceIsTarget},
            {"rejected", rejectedJson(report.rejected)},
            {"warnings", rejectedJson(report.warnings)},
            {"notes", report.notes}};
}

std::string importText(const ImportReport& report)
{
    std::string text = "Read " + plural(report.rows, "row", "rows") + ": " +
                       plural(report.imagesAdded, "image", "images") + " added, " +
                       std::to_string(report.imagesUpdated) + " updated, " +
                       std::to_string(report.imagesMissing) + " missing, " +
                       std::to_string(report.imagesUnreadable) + " unreadable; " +
                       plural(report.pairsAdded, "pair", "pairs") + ", " +
                       plural(report.textsAdded, "text", "texts") + " added.";
    if (report.imagesDuplicate > 0) {
        text += "\n" + plural(report.imagesDuplicate, "image has", "images have") +
                " the same bytes as another.";
    }
    if (report.textsStale > 0) {
        text += "\n" + plural(report.textsStale, "text is", "texts are") +
                " stale: an attribute it used has changed.";
    }
    if (report.imagesMissing > 0 && report.imagesAdded + report.imagesUpdated == 0) {
        text += "\nNo image file was found: name the folder with the images by --images DIR.";
    }
    for (const auto& note : report.notes) {
        text += "\n" + note;
    }
    return text;
}

Result<Outcome> runImport(Session& session, ImportArguments& arguments)
{
    const auto kind = workflow::importKindFrom(arguments.kind);
    if (!kind) {
        return fail(ErrorCode::BadArgument,
                    "--as " + arguments.kind +
                        " is not known here; use folder, catalogue, cirr, jsonl, "
                        "csv or triptych");
    }
    auto& request = arguments.request;
    request.kind = *kind;
    request.source = arguments.source;
    request.images = arguments.images;
    request.productFrom = arguments.productFrom == "subfolder" ? workflow::ProductFrom::Subfolder
                          : arguments.productFrom == "name"    ? workflow::ProductFrom::Name
                                                               : workflow::ProductFrom::Nothing;
    auto project = session.open(OpenMode::ReadWrite);
    if (!project) {
        return fail(project);
    }
    const auto report = workflow::importInto(**project, request, session.job());
    if (!report) {
        return fail(report);
    }
    session.console.endProgress();
    if (!session.console.json) {
        for (const auto& warning : report->warnings) {
            session.console.warn(warning);
        }
    }
    return Outcome{importJson(*report), importText(*report), report->rejected};
}

void addImport(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "import", "Add images, attributes, pairs and texts",
        "triptych import shop.triptych catalogue.csv --as catalogue --images ./photos");
    auto arguments = std::make_shared<ImportArguments>();
    command->add_option("SOURCE", arguments->source, "File or folder")->required();
    command->add_option("--as", arguments->kind, "folder, catalogue, cirr, jsonl, csv or triptych")
        ->required();
    command->add_option("--images", arguments->images, "Folder that image names are relative to");
    command->add_option("--product-from", arguments->productFrom, "subfolder or name")
        ->check(CLI::IsMember({"subfolder", "name"}));
    command->add_option("--category", arguments->request.category, "Category of all rows");
    command->add_option("--image-column", arguments->request.imageColumn,
                        "Column that names the image");
    command->add_option("--product-column", arguments->request.productColumn,
                        "Column with the product id");
    command
        ->add_option("--attribute", arguments->request.attributeColumns,
                     "Attribute column; repeatable")
        ->expected(1)
        ->take_all();
    command->add_option("--accepted-by", arguments->request.acceptedBy,
                        "Reviewer who accepts all texts");
    command->add_flag("--dry-run", arguments->request.dryRun, "Report only; keep nothing");
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runImport(session, *arguments); };
    });
}

// What told the likeness, and how to get the better one; empty: nothing to say.
std::string betterLikeness(const MineReport& report)
{
    if (report.likeness.empty() || report.likeness == "compact") {
        return std::string{report.standardThere ? "" : "triptych models fetch, then "} +
               "triptych encode PROJECT, then mine again";
    }
    return report.unencoded > 0 ? "triptych encode PROJECT, then mine again" : "";
}

Outcome mineOutcome(const MineReport& report, workflow::MineRule rule)
{
    Outcome outcome{{{"pairs", {{"added", report.added}, {"skipped", report.skipped}}}},
                    "Added " + plural(report.added, "ordered pair", "ordered pairs") +
                        ", skipped " + std::to_string(report.skipped) + ".",
                    {}};
    if (rule == workflow::MineRule::Product) {
        return outcome;
    }
    const auto better = betterLikeness(report);
    outcome.json["likeness"] = {
        {"by", report.likeness.empty() ? Json("perceptual hash") : Json(report.likeness)},
        {"unencoded", report.unencoded},
        {"better", better.empty() ? Json(nullptr) : Json(better)}};
    outcome.text += "\nLikeness by " +
                    (report.likeness.empty() ? std::string{"perceptual hash"}
                                             : "the vectors of the encoder " + report.likeness) +
                    (!report.likeness.empty() && report.unencoded > 0
                         ? "; " + plural(report.unencoded, "image has", "images have") + " none"
                         : "") +
                    "." + (better.empty() ? "" : " For better pairs: " + better + ".");
    if (rule == workflow::MineRule::Group) {
        outcome.json["groups"] = report.groups;
        outcome.text += "\n" + plural(report.groups, "set", "sets") + " of six images.";
    }
    return outcome;
}

struct MineArguments
{
    std::string rule;
    std::int64_t limit = 0;
    std::vector<double> window;
    workflow::MineRequest request;
};

void addMine(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(app, session, "mine", "Make ordered pairs of images",
                                      "triptych mine shop.triptych --rule product");
    auto arguments = std::make_shared<MineArguments>();
    command
        ->add_option("--rule", arguments->rule,
                     "product: images of one product; similar: images that are alike, but not the "
                     "same; group: the same in whole sets of six, as CIRR has them")
        ->required()
        ->check(CLI::IsMember({"product", "similar", "group"}));
    command->add_option("--limit", arguments->limit, "Pairs to add at most")
        ->check(CLI::PositiveNumber);
    command->add_option("--encoder", arguments->request.encoder,
                        "Whose vectors tell likeness; default: standard or compact, whichever has "
                        "encoded the images, else perceptual hashes");
    command
        ->add_option(
            "--window", arguments->window,
            "Least likeness to the image that a walk begins at, and greatest of any two, as "
            "in --window 0.8 0.96; default: fitted for each encoder")
        ->expected(2);
    addSeed(*command, session);
    command->callback([&session, arguments] {
        session.run = [&session, arguments]() -> Result<Outcome> {
            auto& request = arguments->request;
            if (arguments->window.size() == 2) {
                request.lower = arguments->window[0];
                request.upper = arguments->window[1];
                if (!(*request.lower < *request.upper)) {
                    return fail(ErrorCode::BadArgument,
                                "--window needs the least likeness first, then the greatest");
                }
            }
            auto project = session.open(OpenMode::ReadWrite);
            if (!project) {
                return fail(project);
            }
            request.rule = arguments->rule == "product"   ? workflow::MineRule::Product
                           : arguments->rule == "similar" ? workflow::MineRule::Similar
                                                          : workflow::MineRule::Group;
            request.seed = session.seed;
            if (arguments->limit > 0) {
                request.limit = arguments->limit;
            }
            const auto report = workflow::mine(**project, request, session.job());
            return report ? Result<Outcome>{mineOutcome(*report, request.rule)} : fail(report);
        };
    });
}

void addGenerate(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "generate", "Write forward and reverse modification texts for pairs",
        "triptych generate shop.triptych --with catalogue --language en --seed 7");
    auto request = std::make_shared<workflow::GenerateRequest>();
    auto language = std::make_shared<std::string>();
    command->add_option("--with", request->with, "Generator: catalogue")
        ->required()
        ->check(CLI::IsMember({"catalogue"}));
    command->add_option("--language", *language, "en or ja; default: the project's")
        ->check(CLI::IsMember({"en", "ja"}));
    addWhere(*command, session);
    addSeed(*command, session);
    command->callback([&session, request, language] {
        session.run = [&session, request, language]() -> Result<Outcome> {
            auto project = session.open(OpenMode::ReadWrite);
            if (!project) {
                return fail(project);
            }
            const auto value = languageOf(language->empty() ? (*project)->language() : *language);
            if (!value) {
                return fail(value);
            }
            request->language = *value;
            request->seed = session.seed;
            request->where = session.where;
            const auto report = workflow::generate(**project, *request, session.job());
            if (!report) {
                return fail(report);
            }
            return Outcome{{{"texts", {{"forward", report->forward}, {"reverse", report->reverse}}},
                            {"rejected", rejectedJson(report->rejected)}},
                           "Wrote " + std::to_string(report->forward) + " forward and " +
                               std::to_string(report->reverse) + " reverse texts.",
                           report->rejected};
        };
    });
}

void addSample(CLI::App& app, Session& session)
{
    auto* command =
        addCommand(app, session, "sample", "Draw the sample catalogue and a project over it",
                   "triptych sample ./demo --products 24 --seed 1");
    auto request = std::make_shared<workflow::SampleRequest>();
    auto folder = std::make_shared<std::string>();
    auto language = std::make_shared<std::string>("en");
    command->add_option("DIR", *folder, "Folder to make; must be new or empty")->required();
    command->add_option("--products", request->products, "Number of products")
        ->check(CLI::Range(1, 5000));
    command->add_option("--language", *language, "en or ja")->check(CLI::IsMember({"en", "ja"}));
    command->add_option("--seed", request->seed, "Same seed, same sample");
    command->callback([&session, request, folder, language] {
        session.run = [&session, request, folder, language]() -> Result<Outcome> {
            const auto value = languageOf(*language);
            if (!value) {
                return fail(value);
            }
            request->language = *value;
            request->folder = *folder;
            const auto report = workflow::makeSample(*request, session.job());
            if (!report) {
                return fail(report);
            }
            return Outcome{{{"project", report->project.string()},
                            {"images", report->images},
                            {"pairs", report->pairs},
                            {"texts", report->texts},
                            {"flawed", report->flawed}},
                           "Drew " + std::to_string(report->images) + " images, made " +
                               std::to_string(report->pairs) + " pairs with " +
                               std::to_string(report->texts) + " texts (" +
                               std::to_string(report->flawed) +
                               " of them flawed on purpose): " + report->project.string(),
                           {}};
        };
    });
}

Result<Outcome> runRoots(Session& session, const std::string& action, const std::string& label,
                         const std::string& folder)
{
    if (action != "list" && (label.empty() || folder.empty())) {
        return fail(ErrorCode::BadArgument, "roots " + action + " needs a label and a folder");
    }
    auto project = session.open(action == "list" ? OpenMode::Best : OpenMode::ReadWrite);
    if (!project) {
        return fail(project);
    }
    Status changed;
    if (action == "add") {
        changed = (*project)->addRoot(label, folder);
    } else if (action == "rebase") {
        changed = (*project)->rebaseRoot(label, folder);
    }
    if (!changed) {
        return fail(changed);
    }
    const auto roots = (*project)->roots();
    if (!roots) {
        return fail(roots);
    }
    Outcome outcome;
    outcome.json = {{"roots", Json::array()}};
    for (const auto& root : *roots) {
        std::error_code ignored;
        const bool there = std::filesystem::is_directory(root.path, ignored);
        outcome.json["roots"].push_back({{"label", root.label},
                                         {"path", root.path},
                                         {"exists", there},
                                         {"source", root.source},
                                         {"licence", root.licence}});
        outcome.text +=
            (outcome.text.empty() ? "" : "\n") + root.label + "  " + root.path +
            (there ? "" : "  (not there; 'triptych roots PROJECT rebase LABEL FOLDER')");
    }
    return outcome;
}

void addRoots(CLI::App& app, Session& session)
{
    auto* command =
        addProjectCommand(app, session, "roots", "List, add or move image folders",
                          "triptych roots shop.triptych rebase photos /new/place/photos");
    auto action = std::make_shared<std::string>();
    auto label = std::make_shared<std::string>();
    auto folder = std::make_shared<std::string>();
    command->add_option("ACTION", *action, "list, add or rebase")
        ->required()
        ->check(CLI::IsMember({"list", "add", "rebase"}));
    command->add_option("LABEL", *label, "Name of the root");
    command->add_option("FOLDER", *folder, "Where its images are");
    command->callback([&session, action, label, folder] {
        session.run = [&session, action, label, folder] {
            return runRoots(session, *action, *label, *folder);
        };
    });
}

} // namespace

void addCommandsIn(CLI::App& app, Session& session)
{
    addNew(app, session);
    addImport(app, session);
    addMine(app, session);
    addGenerate(app, session);
    addSample(app, session);
    addRoots(app, session);
}

} // namespace triptych::app
