// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that search: query, train, evaluate.
#include "app/cli/command_line.h"
#include "core/workflow/evaluate.h"
#include "core/workflow/query.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace triptych::app {

namespace {

using workflow::OpenMode;

std::string fixed(double value, int digits)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

// Each word once, and of a very long text the first ones.
std::string quoted(const std::vector<std::string>& words)
{
    constexpr std::size_t kMost = 12;
    std::vector<std::string> told;
    std::string text;
    for (const auto& word : words) {
        if (std::find(told.begin(), told.end(), word) != told.end()) {
            continue;
        }
        if (told.size() == kMost) {
            return text + ", …";
        }
        told.push_back(word);
        text += (text.empty() ? "\"" : ", \"") + word + "\"";
    }
    return text;
}

workflow::ModelStore models()
{
    return workflow::ModelStore(workflow::ModelStore::defaultFolder());
}

struct EncoderArguments
{
    std::string encoder;
    std::string device = "cpu";

    [[nodiscard]] workflow::ComputeDevice computeDevice() const
    {
        return device == "cuda" ? workflow::ComputeDevice::Cuda : workflow::ComputeDevice::Cpu;
    }
};

void addEncoder(CLI::App& command, EncoderArguments& arguments)
{
    command.add_option("--encoder", arguments.encoder,
                       "A name of 'triptych models list', or a folder; default: standard");
    command.add_option("--device", arguments.device, "cpu or cuda")
        ->check(CLI::IsMember({"cpu", "cuda"}));
}

// A name of the project or a path: the name wins when it is one.
workflow::QueryImage imageFrom(const std::string& text)
{
    std::error_code error;
    const bool file = std::filesystem::exists(text, error);
    return {text, file ? text : std::string{}, {}};
}

struct QueryArguments
{
    EncoderArguments encoder;
    workflow::QueryRequest request;
    std::string image;
    std::string second;
    std::string target;
    double share = -1;
};

Json rankJson(const std::optional<std::size_t>& rank)
{
    return rank ? Json(*rank) : Json(nullptr);
}

Json answerJson(const workflow::QueryAnswer& answer, const QueryArguments& arguments)
{
    Json json{{"method", answer.method},
              {"encoder", answer.encoder},
              {"fallback", answer.fallback},
              {"alignment", answer.alignment},
              {"gallery", answer.gallery},
              {"unencoded", answer.unencoded},
              {"textShare", answer.textShare},
              {"wanted", answer.wanted},
              {"unwanted", answer.unwanted},
              {"shortened", answer.shortened},
              {"otherLanguage", answer.otherLanguage},
              {"recall", answer.recall},
              {"milliseconds",
               {{"encode", answer.encodeMilliseconds},
                {"search", answer.searchMilliseconds},
                {"total", answer.totalMilliseconds}}},
              {"results", Json::array()}};
    if (!arguments.target.empty()) {
        json["target"] = {{"image", arguments.target},
                          {"rank", rankJson(answer.targetRank)},
                          {"imageRank", rankJson(answer.imageRank)},
                          {"textRank", rankJson(answer.textRank)}};
    }
    for (const auto& hit : answer.hits) {
        json["results"].push_back(
            {{"rank", hit.rank}, {"image", hit.image.name}, {"score", hit.score}});
    }
    return json;
}

std::string answerText(const workflow::QueryAnswer& answer, const QueryArguments& arguments)
{
    std::string text;
    for (const auto& hit : answer.hits) {
        const auto rank = std::to_string(hit.rank);
        text += std::string(rank.size() < 4 ? 4 - rank.size() : 0, ' ') + rank + "  " +
                fixed(hit.score, 4) + "  " + hit.image.name +
                (hit.image.category.empty() ? "" : "  (" + hit.image.category + ")") + "\n";
    }
    const auto rank = [](const std::optional<std::size_t>& value) {
        return value ? std::to_string(*value) : std::string{"-"};
    };
    if (!arguments.target.empty()) {
        text += arguments.target + ": rank " + rank(answer.targetRank) + ", by the image alone " +
                rank(answer.imageRank) + ", by the text alone " + rank(answer.textRank) + "\n";
    }
    text += answer.wanted.empty() ? "" : "wanted: " + quoted(answer.wanted) + "\n";
    text += answer.unwanted.empty() ? "" : "unwanted: " + quoted(answer.unwanted) + "\n";
    text += answer.method + ", encoder " + answer.encoder + ", " + std::to_string(answer.gallery) +
            " images, " + fixed(answer.totalMilliseconds, 1) + " ms";
    return text;
}

void noteAnswer(const Console& console, const workflow::QueryAnswer& answer,
                const std::string& category)
{
    if (answer.hits.empty()) {
        console.note(category.empty()
                         ? "Nothing was found: say it in other words."
                         : "Nothing was found: has an image the category \"" + category + "\"?");
    }
    if (!answer.fallback.empty()) {
        console.note("The " + answer.encoder + " encoder answers: " + answer.fallback +
                     ". Then, for better answers: triptych encode PROJECT.");
    }
    if (answer.unencoded > 0) {
        console.note(std::to_string(answer.unencoded) +
                     " images have no vector yet and cannot be found: triptych encode PROJECT");
    }
    if (answer.alignment == "classes") {
        console.note("No labels yet: words are compared with class and colour names only.");
    }
    if (answer.shortened) {
        console.note("The text is longer than the encoder reads; its end was left out.");
    }
    if (!answer.otherLanguage.empty()) {
        console.note("The encoder does not know the language of the text (" + answer.otherLanguage +
                     "); the answer is a guess.");
    }
}

Result<Outcome> runQuery(Session& session, QueryArguments& arguments)
{
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    auto& request = arguments.request;
    if (!arguments.image.empty()) {
        request.reference = imageFrom(arguments.image);
    }
    if (!arguments.second.empty()) {
        request.second = imageFrom(arguments.second);
    }
    if (!arguments.target.empty()) {
        request.target = arguments.target;
    }
    if (arguments.share >= 0) {
        request.textShare = arguments.share;
    }
    workflow::SearchEngine engine(models(), arguments.encoder.encoder,
                                  arguments.encoder.computeDevice());
    const auto answer = engine.query(**project, request, session.job());
    if (!answer) {
        return fail(aboutModel(answer.error(), request.model));
    }
    session.console.endProgress();
    noteAnswer(session.console, *answer, request.category);
    return Outcome{answerJson(*answer, arguments), answerText(*answer, arguments), {}};
}

void addQuery(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "query", "Composed query: this image, but …",
        "triptych query shop.triptych --image chair-red.jpg --text 'in blue instead of red' -k 5");
    auto arguments = std::make_shared<QueryArguments>();
    auto& request = arguments->request;
    command->add_option("--image", arguments->image, "An image of the project, or a file");
    command->add_option("--text", request.text, "What shall be different");
    command->add_option("--not", request.negative, "What must not be there");
    command->add_option("-k", request.k, "Results")->check(CLI::Range(1, 100'000));
    command->add_option("--method", request.method, "image, text, fusion, aligned or two-hop")
        ->check(CLI::IsMember({"image", "text", "fusion", "aligned", "two-hop"}));
    command->add_option("--model", request.model, "A model file that train wrote");
    command->add_option("--second", arguments->second, "A second reference");
    command->add_option("--second-weight", request.secondWeight, "Its weight, 0 to 1")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--second-text", request.secondText, "A second text");
    command->add_option("--earlier", request.earlier, "Texts of earlier steps, oldest first");
    command->add_option("--text-share", arguments->share, "0 image alone, 1 text alone")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--category", request.category, "Only images of this category");
    command->add_option("--target", arguments->target, "Tells the rank of this image");
    command->add_flag("--without-reference", request.withoutReference,
                      "Leaves the reference out of the results");
    addEncoder(*command, arguments->encoder);
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runQuery(session, *arguments); };
    });
}

struct TrainArguments
{
    std::string what;
    EncoderArguments encoder;
    std::string out;
};

Result<Outcome> runTrain(Session& session, const TrainArguments& arguments)
{
    if (arguments.what != "align") {
        return fail(ErrorCode::BadArgument,
                    "train " + arguments.what +
                        " comes with a later version; this one trains: align");
    }
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    workflow::AlignRequest request;
    request.encoder = arguments.encoder.encoder;
    request.device = arguments.encoder.computeDevice();
    request.out = arguments.out;
    request.seed = session.seed;
    const auto report = workflow::trainAlignment(**project, models(), request, session.job());
    if (!report) {
        return fail(report);
    }
    session.console.endProgress();
    if (report->heldOut) {
        session.console.note("No stored split: " + std::to_string(report->validation) +
                             " images were held out, whole components, seed " +
                             std::to_string(session.seed) + ".");
    }
    Outcome outcome;
    outcome.json = {{"model", report->model},
                    {"encoder", report->encoder},
                    {"epochs", 1},
                    {"best",
                     {{"epoch", 1},
                      {"lambda", report->lambda},
                      {"score", report->validationScore},
                      {"imageWeight", report->imageWeight},
                      {"textWeight", report->textWeight}}},
                    {"train", report->train},
                    {"validation", report->validation},
                    {"words", report->words},
                    {"triplets", report->triplets},
                    {"labelled", report->labelled},
                    {"heldOut", report->heldOut}};
    outcome.text = "Wrote " + report->model + "\n" + std::to_string(report->train) + " images, " +
                   std::to_string(report->words) + " words, " + std::to_string(report->triplets) +
                   " triplets; lambda " + fixed(report->lambda, 2) + ", leave-one-product-out " +
                   fixed(report->validationScore, 3) + ", weights image " +
                   fixed(report->imageWeight, 3) + " text " + fixed(report->textWeight, 3) +
                   (report->labelled ? "" : "\nNo labels: class and colour names stand in.");
    return outcome;
}

void addTrain(CLI::App& app, Session& session)
{
    auto* command =
        addProjectCommand(app, session, "train", "Train on the project's own data",
                          "triptych train shop.triptych align --out shop.align --seed 1");
    auto arguments = std::make_shared<TrainArguments>();
    command->add_option("WHAT", arguments->what, "align (mtg, two-hop, acceptance: later)")
        ->required()
        ->check(CLI::IsMember({"align", "mtg", "two-hop", "acceptance"}));
    command->add_option("--out", arguments->out,
                        "Model file; default: the project's own, in its cache folder");
    addEncoder(*command, arguments->encoder);
    addSeed(*command, session);
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runTrain(session, *arguments); };
    });
}

struct EvaluateArguments
{
    EncoderArguments encoder;
    workflow::EvaluateRequest request;
    std::string ranks;
    std::string submission;
};

Json atJson(const std::map<int, double>& values)
{
    Json json = Json::object();
    for (const auto& [k, value] : values) {
        json[std::to_string(k)] = value;
    }
    return json;
}

Json rowJson(const workflow::MetricRow& row)
{
    Json intervals = Json::object();
    for (const auto& [k, interval] : row.interval95) {
        intervals[std::to_string(k)] = {interval.first, interval.second};
    }
    Json categories = Json::object();
    for (const auto& [category, recall] : row.categories) {
        categories[category] = atJson(recall);
    }
    return {{"method", row.method},
            {"recall", atJson(row.recall)},
            {"recallSubset", atJson(row.recallSubset)},
            {"map", atJson(row.map)},
            {"interval95", std::move(intervals)},
            {"categories", std::move(categories)}};
}

std::string rowText(const workflow::MetricRow& row)
{
    std::string text =
        row.method + std::string(9 - std::min<std::size_t>(9, row.method.size()), ' ');
    for (const auto& [k, value] : row.recall) {
        text += "  R@" + std::to_string(k) + " " + fixed(value, 3);
        if (const auto at = row.interval95.find(k); at != row.interval95.end()) {
            text += " [" + fixed(at->second.first, 3) + ", " + fixed(at->second.second, 3) + "]";
        }
    }
    for (const auto& [k, value] : row.recallSubset) {
        text += "  Rs@" + std::to_string(k) + " " + fixed(value, 3);
    }
    for (const auto& [k, value] : row.map) {
        text += "  mAP@" + std::to_string(k) + " " + fixed(value, 3);
    }
    return text + "\n";
}

Result<Outcome> runEvaluate(Session& session, EvaluateArguments& arguments)
{
    auto project = session.open(OpenMode::Best);
    if (!project) {
        return fail(project);
    }
    auto& request = arguments.request;
    request.encoder = arguments.encoder.encoder;
    request.device = arguments.encoder.computeDevice();
    request.where = session.where;
    request.seed = session.seed;
    request.ranks = arguments.ranks;
    request.submission = arguments.submission;
    const auto report = workflow::evaluate(**project, models(), request, session.job());
    if (!report) {
        return fail(aboutModel(report.error(), request.model));
    }
    session.console.endProgress();
    for (const auto& note : report->notes) {
        session.console.note(note);
    }
    Outcome outcome;
    outcome.json = rowJson(report->row);
    outcome.json.update({{"encoder", report->encoder},
                         {"fallback", report->fallback},
                         {"protocol", report->protocol},
                         {"split", report->split},
                         {"queries", report->queries},
                         {"gallery", report->gallery},
                         {"skipped", report->skipped},
                         {"notes", report->notes},
                         {"beside", Json::array()}});
    outcome.text = rowText(report->row);
    for (const auto& row : report->beside) {
        outcome.json["beside"].push_back(rowJson(row));
        outcome.text += rowText(row);
    }
    outcome.text += std::to_string(report->queries) + " queries, gallery " +
                    std::to_string(report->gallery) + ", " + report->protocol + ", split " +
                    report->split + ", encoder " + report->encoder;
    if (report->skipped > 0) {
        outcome.text += "; " + std::to_string(report->skipped) + " skipped: not encoded";
    }
    return outcome;
}

void addEvaluate(CLI::App& app, Session& session)
{
    auto* command = addProjectCommand(
        app, session, "evaluate", "Metrics over the project's triplets",
        "triptych evaluate shop.triptych --method aligned --protocol plain --where status:any");
    auto arguments = std::make_shared<EvaluateArguments>();
    auto& request = arguments->request;
    command->add_option("--method", request.method, "image, text, fusion, aligned or two-hop")
        ->check(CLI::IsMember({"image", "text", "fusion", "aligned", "two-hop"}));
    command->add_option("--model", request.model, "A model file that train wrote");
    command
        ->add_option("--split", request.split,
                     "train, validation, test or all; default: test when a split was drawn")
        ->check(CLI::IsMember({"train", "validation", "test", "all"}));
    command->add_option("--protocol", request.protocol, "plain, cirr, fashioniq or circo")
        ->check(CLI::IsMember({"plain", "cirr", "fashioniq", "circo"}));
    command->add_option("--ranks", arguments->ranks, "JSON Lines, a query each");
    command->add_option("--submission", arguments->submission,
                        "What the benchmark's server takes, from the project's query rows");
    addEncoder(*command, arguments->encoder);
    addWhere(*command, session);
    addSeed(*command, session);
    command->callback([&session, arguments] {
        session.run = [&session, arguments] { return runEvaluate(session, *arguments); };
    });
}

} // namespace

void addCommandsSearch(CLI::App& app, Session& session)
{
    addQuery(app, session);
    addTrain(app, session);
    addEvaluate(app, session);
    addCases(app, session);
}

} // namespace triptych::app
