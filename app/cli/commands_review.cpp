// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about verdicts: decide, list, stats, remove, comment, correct.
#include "app/cli/command_line.h"
#include "core/base/file_io.h"
#include "core/workflow/browse.h"
#include "core/workflow/decide.h"
#include "core/workflow/guidelines.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>

namespace triptych::app {

namespace {

using workflow::OpenMode;

constexpr std::int64_t kDefaultLimit = 100;

Json scoreJson(const std::optional<double>& score)
{
    return score ? Json(*score) : Json(nullptr);
}

Json slotJson(const SlotView& slot)
{
    return {{"text", slot.text ? Json(slot.text->body) : Json(nullptr)},
            {"status", name(slot.state)},
            {"generator", slot.text ? Json(slot.text->generator) : Json(nullptr)},
            {"score", scoreJson(slot.score)}};
}

Json pairJson(const PairView& pair, const std::string& language)
{
    const auto* forward = pair.find(Direction::Forward, language);
    const auto* reverse = pair.find(Direction::Reverse, language);
    Json item{{"pair", pair.key},
              {"reference", pair.reference.name},
              {"target", pair.target.name},
              {"forward", forward != nullptr ? slotJson(*forward) : Json(nullptr)},
              {"reverse", reverse != nullptr ? slotJson(*reverse) : Json(nullptr)},
              {"slots", Json::array()},
              {"category", pair.category}};
    for (const auto& slot : pair.slots) {
        Json one{{"direction", name(slot.direction)},
                 {"language", slot.language},
                 {"caption", slot.caption}};
        one.update(slotJson(slot));
        one["stale"] = slot.text && slot.text->stale;
        one["reasons"] = slot.reasons;
        item["slots"].push_back(std::move(one));
    }
    return item;
}

std::string pairText(const PairView& pair, const std::string& language)
{
    std::string text = pair.key + "  " + pair.reference.name + " -> " + pair.target.name;
    for (const auto direction : {Direction::Forward, Direction::Reverse}) {
        if (const auto* slot = pair.find(direction, language); slot != nullptr) {
            text += "\n    " + std::string{name(direction)} + "  [" +
                    std::string{name(slot->state)} + "]  " + (slot->text ? slot->text->body : "-");
        }
    }
    return text;
}

Result<Outcome> runList(Session& session, const std::string& sort, std::int64_t limit)
{
    workflow::Snapshot snapshot;
    snapshot.where = session.where;
    snapshot.seed = session.seed;
    std::string key = sort;
    if (key.starts_with("-")) {
        snapshot.descending = true;
        key.erase(0, 1);
    }
    const auto sortKey = workflow::sortKeyFrom(key.empty() ? "natural" : key);
    if (!sortKey) {
        return fail(ErrorCode::BadArgument, "--sort is one of natural reference target forward "
                                            "reverse score decided category random");
    }
    snapshot.sort = *sortKey;
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    const auto ids = workflow::snapshotPairs(**project, snapshot);
    if (!ids) {
        return fail(ids);
    }
    const auto count = static_cast<std::size_t>(
        std::min<std::int64_t>(limit, static_cast<std::int64_t>(ids->size())));
    Outcome outcome;
    outcome.json = {{"total", ids->size()}, {"items", Json::array()}};
    const std::string language = (*project)->language();
    constexpr std::size_t kPage = 512;
    for (std::size_t at = 0; at < count; at += kPage) {
        if (session.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled);
        }
        const auto pairs = workflow::fetchPairs(
            **project, std::span(*ids).subspan(at, std::min(kPage, count - at)));
        if (!pairs) {
            return fail(pairs);
        }
        for (const auto& pair : *pairs) {
            if (session.console.json) {
                outcome.json["items"].push_back(pairJson(pair, language));
            } else {
                outcome.text += pairText(pair, language) + "\n";
            }
        }
    }
    outcome.text += std::to_string(count) + " of " + std::to_string(ids->size()) + " pairs";
    return outcome;
}

void addList(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "list", "Pairs with texts, status and scores",
        "triptych list shop.triptych --where 'status:pending text:blue' --limit 20");
    auto sort = std::make_shared<std::string>();
    auto limit = std::make_shared<std::int64_t>(kDefaultLimit);
    addWhere(*command, session);
    addSeed(*command, session);
    command->add_option("--sort", *sort,
                        "natural, reference, target, forward, reverse, score, decided, category, "
                        "random; a minus in front turns it round");
    command->add_option("--limit", *limit, "Pairs to print at most")->check(CLI::NonNegativeNumber);
    command->callback([&session, sort, limit] {
        session.run = [&session, sort, limit] { return runList(session, *sort, *limit); };
    });
}

Json countsJson(const StateCounts& counts)
{
    Json json = Json::object();
    for (int i = 0; i < kSlotStateCount; ++i) {
        json[std::string{name(static_cast<SlotState>(i))}] = counts[static_cast<SlotState>(i)];
    }
    return json;
}

std::string countsText(const char* label, const StateCounts& counts)
{
    std::string text = std::string{"\n"} + label + ":";
    for (int i = 0; i < kSlotStateCount; ++i) {
        if (const auto count = counts[static_cast<SlotState>(i)]; count > 0) {
            text +=
                " " + std::to_string(count) + " " + std::string{name(static_cast<SlotState>(i))};
        }
    }
    return text;
}

Result<Outcome> runStats(Session& session)
{
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    const auto figures = workflow::stats(**project);
    if (!figures) {
        return fail(figures);
    }
    Json reviewers = Json::array();
    std::string people;
    for (const auto& reviewer : figures->reviewers) {
        reviewers.push_back({{"name", reviewer.name},
                             {"accepted", reviewer.accepted},
                             {"edited", reviewer.edited},
                             {"rejected", reviewer.rejected},
                             {"today", reviewer.today}});
        people += "\n" + reviewer.name + ": " + std::to_string(reviewer.accepted) + " accepted, " +
                  std::to_string(reviewer.edited) + " edited, " +
                  std::to_string(reviewer.rejected) + " rejected";
    }
    return Outcome{{{"images", figures->images},
                    {"missingImages", figures->missingImages},
                    {"pairs", figures->pairs},
                    {"mirrored", figures->mirrored},
                    {"queries", figures->queries},
                    {"forward", countsJson(figures->forward)},
                    {"reverse", countsJson(figures->reverse)},
                    {"reviewers", std::move(reviewers)}},
                   std::to_string(figures->images) + " images, " + std::to_string(figures->pairs) +
                       " ordered pairs (" + std::to_string(figures->mirrored) +
                       " without their mirrors)" + countsText("forward", figures->forward) +
                       countsText("reverse", figures->reverse) + people,
                   {}};
}

struct DecideArguments
{
    std::string reviewer;
    std::string from;
    std::string verdict;
    std::vector<std::string> reasons;
    bool blind = false;
    bool acknowledge = false;
};

std::optional<workflow::Act> actFrom(const std::string& verdict)
{
    using workflow::Act;
    const std::pair<const char*, Act> acts[] = {{"accept", Act::Accept},
                                                {"reject", Act::Reject},
                                                {"skip", Act::Skip},
                                                {"flag", Act::Flag},
                                                {"unflag", Act::Unflag}};
    for (const auto& [word, act] : acts) {
        if (verdict == word) {
            return act;
        }
    }
    return std::nullopt;
}

// Written with one write(2) each, so that a killed process leaves whole lines.
void printAcknowledgement(const workflow::Acknowledged& done)
{
    const std::string line =
        Json{{"pair", done.pair}, {"direction", name(done.direction)}, {"event", done.event}}
            .dump() +
        "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

Result<Outcome> runDecide(Session& session, const DecideArguments& arguments)
{
    if (arguments.from.empty() == arguments.verdict.empty()) {
        return fail(ErrorCode::BadArgument,
                    "give either --from FILE, or --where FILTER with --verdict V");
    }
    auto project = session.open(OpenMode::ReadWrite);
    if (!project) {
        return fail(project);
    }
    std::function<void(const workflow::Acknowledged&)> acknowledge;
    if (arguments.acknowledge) {
        acknowledge = printAcknowledgement;
    }
    Result<DecideReport> report = fail(ErrorCode::Internal);
    if (!arguments.from.empty()) {
        report = workflow::decideFromFile(
            **project, {arguments.from, arguments.reviewer, arguments.blind, acknowledge},
            session.job());
    } else {
        const auto act = actFrom(arguments.verdict);
        if (!act) {
            return fail(ErrorCode::BadArgument,
                        "--verdict is accept, reject, skip, flag or unflag");
        }
        report = workflow::decideWhere(
            **project, {session.where, *act, arguments.reviewer, arguments.reasons, acknowledge},
            session.job());
    }
    if (!report) {
        return fail(report);
    }
    return Outcome{{{"applied", report->applied}, {"rejected", rejectedJson(report->rejected)}},
                   "Applied " + std::to_string(report->applied) + ".",
                   report->rejected};
}

void addDecide(CLI::App& app, Session& session)
{
    auto* command =
        addProjectCommand(app, session, "decide", "Apply decisions",
                          "triptych decide shop.triptych --reviewer aoki --from decisions.jsonl");
    auto arguments = std::make_shared<DecideArguments>();
    command->add_option("--reviewer", arguments->reviewer, "Whose decisions these are")->required();
    command->add_option("--from", arguments->from,
                        "JSON Lines: {\"pair\",\"direction\",\"verdict\",\"text\"?}");
    addWhere(*command, session);
    command->add_option("--verdict", arguments->verdict,
                        "accept, reject, skip, flag or unflag, for --where");
    command
        ->add_option("--reason", arguments->reasons,
                     "Id of one of the program's or the project's reasons; repeatable")
        ->expected(1)
        ->take_all();
    command->add_flag("--blind", arguments->blind, "Decide without having seen standing decisions");
    command->add_flag("--acknowledge", arguments->acknowledge,
                      "One line on standard error for each durable event");
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runDecide(session, *arguments); };
    });
}

struct EventArguments
{
    std::string reviewer;
    std::string note;
    std::string image;
    std::string attribute;
    std::string value;
};

Outcome applied(const DecideReport& report)
{
    return {{{"applied", report.applied}, {"rejected", rejectedJson(report.rejected)}},
            "Applied " + std::to_string(report.applied) + ".",
            report.rejected};
}

// remove, comment and correct: open, apply, report.
template <typename Apply> void onEvent(CLI::App& command, Session& session, Apply apply)
{
    command.callback([&session, apply] {
        session.run = [&session, apply]() -> Result<Outcome> {
            auto project = session.open(OpenMode::ReadWrite);
            if (!project) {
                return fail(project);
            }
            const Result<DecideReport> report = apply(**project);
            if (!report) {
                return fail(report);
            }
            return applied(*report);
        };
    });
}

void addEvents(CLI::App& app, Session& session)
{
    auto arguments = std::make_shared<EventArguments>();
    auto* remove = addProjectCommand(
        app, session, "remove", "Take pairs out (undoable)",
        "triptych remove shop.triptych --where 'image:broken.jpg' --reviewer aoki");
    addWhere(*remove, session);
    remove->get_option("--where")->required();
    remove->add_option("--reviewer", arguments->reviewer, "Who removes")->required();
    remove->add_option("--reason", arguments->note, "Why");
    onEvent(*remove, session, [&session, arguments](workflow::Project& project) {
        return workflow::removeWhere(project, arguments->reviewer, session.where, arguments->note);
    });

    auto* comment = addProjectCommand(app, session, "comment", "Put a note on slots",
                                      "triptych comment shop.triptych --where status:flagged "
                                      "--reviewer aoki --note 'ask the shop'");
    addWhere(*comment, session);
    comment->get_option("--where")->required();
    comment->add_option("--reviewer", arguments->reviewer, "Who writes")->required();
    comment->add_option("--note", arguments->note, "The note")->required();
    onEvent(*comment, session, [&session, arguments](workflow::Project& project) {
        return workflow::commentWhere(project, arguments->reviewer, session.where, arguments->note);
    });

    auto* correct = addProjectCommand(app, session, "correct", "Correct an attribute of an image",
                                      "triptych correct shop.triptych --image a.jpg --attribute "
                                      "color --value Blue --reviewer aoki");
    correct->add_option("--reviewer", arguments->reviewer, "Who corrects")->required();
    correct->add_option("--image", arguments->image, "Image name or key")->required();
    correct->add_option("--attribute", arguments->attribute, "Attribute (column) name")->required();
    correct->add_option("--value", arguments->value, "The right value")->required();
    onEvent(*correct, session, [arguments](workflow::Project& project) {
        return workflow::correctAttribute(project, arguments->reviewer, arguments->image,
                                          arguments->attribute, arguments->value);
    });
}

struct GuidelinesArguments
{
    std::string file;
    std::string reviewer;
};

constexpr std::uint64_t kLargestGuidelines = 1'000'000;

Json guidelinesJson(const workflow::Guidelines& guidelines)
{
    return {{"version", guidelines.version},
            {"number", guidelines.number},
            {"at", toRfc3339(guidelines.at)},
            {"by", guidelines.by}};
}

Result<Outcome> runGuidelines(Session& session, const GuidelinesArguments& arguments)
{
    const bool writes = !arguments.file.empty();
    if (writes && arguments.reviewer.empty()) {
        return fail(ErrorCode::BadArgument, "--set needs --reviewer");
    }
    auto project = session.open(writes ? OpenMode::ReadWrite : OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    if (writes) {
        const auto markdown = readFile(arguments.file, kLargestGuidelines);
        if (!markdown) {
            return fail(markdown);
        }
        if (auto saved = workflow::saveGuidelines(**project, arguments.reviewer, *markdown);
            !saved) {
            return fail(saved);
        }
    }
    const auto versions = workflow::guidelineVersions(**project);
    if (!versions) {
        return fail(versions);
    }
    Outcome outcome;
    outcome.json = {{"version", nullptr}, {"markdown", ""}, {"versions", Json::array()}};
    for (const auto& one : *versions) {
        outcome.json["versions"].push_back(guidelinesJson(one));
    }
    if (versions->empty()) {
        outcome.text = "There are no guidelines.";
        return outcome;
    }
    const auto& newest = versions->front();
    outcome.json.update(guidelinesJson(newest));
    outcome.json["markdown"] = newest.markdown;
    outcome.text = writes ? "Version " + std::to_string(newest.number) + " (" + newest.version +
                                ") is in force."
                          : newest.markdown;
    return outcome;
}

void addGuidelines(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "guidelines", "Print or change the guidelines for reviewers (Markdown)",
        "triptych guidelines shop.triptych --set guidelines.md --reviewer aoki");
    auto arguments = std::make_shared<GuidelinesArguments>();
    command->add_option("--set", arguments->file, "Markdown file that becomes the newest version");
    command->add_option("--reviewer", arguments->reviewer, "Who writes, for --set");
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runGuidelines(session, *arguments); };
    });
}

} // namespace

void addCommandsReview(CLI::App& app, Session& session)
{
    addDecide(app, session);
    addList(app, session);
    auto* stats = addProjectCommand(app, session, "stats", "Counts and progress",
                                    "triptych stats shop.triptych --json");
    stats->callback([&session] { session.run = [&session] { return runStats(session); }; });
    addEvents(app, session);
    addGuidelines(app, session);
}

} // namespace triptych::app
