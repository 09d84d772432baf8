// SPDX-License-Identifier: GPL-3.0-or-later
// cases PROJECT list|add|remove|judge|run: saved queries with known answers.
#include "app/cli/command_line.h"
#include "core/base/clock.h"
#include "core/workflow/cases.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace triptych::app {

namespace {

using workflow::OpenMode;

struct CasesArguments
{
    std::string action;
    std::string key;
    std::string name;
    std::string image;
    std::string second;
    std::vector<std::string> right;
    std::vector<std::string> wrong;
    std::string clear;
    std::string reviewer;
    workflow::QueryRequest request;
    std::string encoder;
    std::string against = "last";
};

Json rankJson(const std::optional<std::size_t>& rank)
{
    return rank ? Json(*rank) : Json(nullptr);
}

std::string rankText(const std::optional<std::size_t>& rank)
{
    return rank ? std::to_string(*rank) : "-";
}

Json caseJson(const workflow::SavedCase& one)
{
    const auto& request = one.request;
    return {
        {"case", one.key},
        {"name", one.name},
        {"image", request.reference.name.empty() ? request.reference.path : request.reference.name},
        {"text", request.text},
        {"not", request.negative},
        {"category", request.category},
        {"right", one.right},
        {"wrong", one.wrong},
        {"before", rankJson(one.before)},
        {"after", rankJson(one.after)},
        {"reviewer", one.reviewer}};
}

std::string caseText(const workflow::SavedCase& one)
{
    std::string text = one.key + "  " + one.name;
    for (const auto& image : one.right) {
        text += "\n    right: " + image;
    }
    for (const auto& image : one.wrong) {
        text += "\n    wrong: " + image;
    }
    if (one.after) {
        text += "\n    rank " + rankText(one.before) + " -> " + rankText(one.after);
    }
    return text;
}

Result<Outcome> listed(workflow::Project& project)
{
    const auto cases = workflow::listCases(project);
    if (!cases) {
        return fail(cases);
    }
    Outcome outcome;
    outcome.json = {{"cases", Json::array()}};
    for (const auto& one : *cases) {
        outcome.json["cases"].push_back(caseJson(one));
        outcome.text += caseText(one) + "\n";
    }
    outcome.text += std::to_string(cases->size()) + (cases->size() == 1 ? " case" : " cases");
    return outcome;
}

workflow::QueryImage imageFrom(const std::string& text)
{
    std::error_code error;
    const bool file = std::filesystem::exists(text, error);
    return {text, file ? std::filesystem::absolute(text, error).string() : std::string{}, {}};
}

Result<Outcome> told(const Result<workflow::SavedCase>& one)
{
    return one ? Result<Outcome>{Outcome{caseJson(*one), caseText(*one), {}}} : fail(one);
}

Result<Outcome> added(workflow::Project& project, const CasesArguments& arguments)
{
    workflow::SavedCase wanted;
    wanted.name = arguments.name;
    wanted.request = arguments.request;
    if (!arguments.image.empty()) {
        wanted.request.reference = imageFrom(arguments.image);
    }
    if (!arguments.second.empty()) {
        wanted.request.second = imageFrom(arguments.second);
    }
    wanted.right = arguments.right;
    wanted.wrong = arguments.wrong;
    wanted.reviewer = arguments.reviewer;
    return told(workflow::saveCase(project, wanted));
}

Result<Outcome> judged(workflow::Project& project, const CasesArguments& arguments)
{
    auto one = Result<workflow::SavedCase>{
        fail(ErrorCode::BadArgument, "cases judge needs --right, --wrong or --clear IMAGE")};
    const auto judge = [&](const std::string& image, bool right, bool wrong) {
        if (one || one.error().code == ErrorCode::BadArgument) {
            one = workflow::judgeCase(project, arguments.key, image, right, wrong);
        }
    };
    for (const auto& image : arguments.right) {
        judge(image, true, false);
    }
    for (const auto& image : arguments.wrong) {
        judge(image, false, true);
    }
    if (!arguments.clear.empty()) {
        judge(arguments.clear, false, false);
    }
    return told(one);
}

// "rank 5 -> 3, 2 better  NAME  (KEY)"
std::string moveText(const workflow::CaseMove& move, bool compared)
{
    std::string text = "rank " + (compared ? rankText(move.before) + " -> " : std::string{}) +
                       rankText(move.after);
    if (move.before && move.after && *move.before != *move.after) {
        const bool better = *move.after < *move.before;
        text += ", " +
                std::to_string(better ? *move.before - *move.after : *move.after - *move.before) +
                (better ? " better" : " worse");
    }
    return text + "  " + move.name + "  (" + move.key + ")\n";
}

std::string runText(const workflow::CaseRunReport& report)
{
    if (report.before == 0) {
        return "First run by this method: the next one is compared with it.";
    }
    char p[32];
    std::snprintf(p, sizeof p, "%.4f", report.p);
    return "Method " + report.method + ", compared with the run of " + toRfc3339(report.before) +
           ": " + std::to_string(report.better) + " better, " + std::to_string(report.worse) +
           " worse, " + std::to_string(report.same) + " the same; exact sign test p = " + p;
}

Result<Outcome> ran(Session& session, workflow::Project& project, const CasesArguments& arguments)
{
    workflow::SearchEngine engine(workflow::ModelStore(workflow::ModelStore::defaultFolder()),
                                  arguments.encoder, workflow::ComputeDevice::Cpu);
    const auto report =
        workflow::runCases(project, engine, arguments.request.method, arguments.request.model,
                           session.job(), arguments.against == "first");
    if (!report) {
        return fail(report);
    }
    session.console.endProgress();
    const bool compared = report->before > 0;
    Outcome outcome;
    outcome.json = {{"method", report->method},
                    {"encoder", report->encoder},
                    {"better", report->better},
                    {"worse", report->worse},
                    {"same", report->same},
                    {"p", report->p},
                    {"compared", compared},
                    {"comparedWith", compared ? Json(toRfc3339(report->before)) : Json(nullptr)},
                    {"moves", Json::array()}};
    for (const auto& move : report->moves) {
        outcome.json["moves"].push_back({{"case", move.key},
                                         {"name", move.name},
                                         {"before", rankJson(move.before)},
                                         {"after", rankJson(move.after)}});
        outcome.text += moveText(move, compared);
    }
    outcome.text += runText(*report);
    return outcome;
}

Result<Outcome> runCases(Session& session, const CasesArguments& arguments)
{
    const auto& action = arguments.action;
    const bool needsKey = action == "remove" || action == "judge";
    if (needsKey && arguments.key.empty()) {
        return fail(ErrorCode::BadArgument, "cases " + action + " needs the key of a case");
    }
    auto project = session.open(action == "list" ? OpenMode::Best : OpenMode::ReadWrite);
    if (!project) {
        return fail(project);
    }
    if (action == "add") {
        return added(**project, arguments);
    }
    if (action == "judge") {
        return judged(**project, arguments);
    }
    if (action == "run") {
        return ran(session, **project, arguments);
    }
    if (action == "remove") {
        if (auto removed = workflow::removeCase(**project, arguments.key); !removed) {
            return fail(removed);
        }
    }
    return listed(**project);
}

} // namespace

void addCases(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "cases", "Saved queries with known answers: list, add, remove, judge, run",
        "triptych cases shop.triptych add --image red.jpg --text 'in blue' --right blue.jpg");
    auto arguments = std::make_shared<CasesArguments>();
    auto& request = arguments->request;
    command->add_option("ACTION", arguments->action, "list, add, remove, judge or run")
        ->required()
        ->check(CLI::IsMember({"list", "add", "remove", "judge", "run"}));
    command->add_option("CASE", arguments->key, "Its key, for remove and judge");
    command->add_option("--name", arguments->name, "Shown; default: the text");
    command->add_option("--image", arguments->image, "An image of the project, or a file");
    command->add_option("--text", request.text, "What shall be different");
    command->add_option("--not", request.negative, "What must not be there");
    command->add_option("--second", arguments->second, "A second reference");
    command->add_option("--second-text", request.secondText, "A second text");
    command->add_option("--category", request.category, "Only images of this category");
    command->add_option("--right", arguments->right, "Right answers, the best first");
    command->add_option("--wrong", arguments->wrong, "Wrong answers");
    command->add_option("--clear", arguments->clear, "judge: neither right nor wrong any more");
    command->add_option("--reviewer", arguments->reviewer, "Who adds it");
    command->add_option("--method", request.method, "run: image, text, fusion, aligned, two-hop")
        ->check(CLI::IsMember({"image", "text", "fusion", "aligned", "two-hop"}));
    command->add_option("--model", request.model, "run: a model file that train wrote");
    command->add_option("--encoder", arguments->encoder, "run: the encoder; default: standard");
    command
        ->add_option("--against", arguments->against,
                     "run: compare with the last run that differed, or with the first of all; "
                     "default: last")
        ->check(CLI::IsMember({"last", "first"}));
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runCases(session, *arguments); };
    });
}

} // namespace triptych::app
