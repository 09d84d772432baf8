// SPDX-License-Identifier: GPL-3.0-or-later
// Parsing, what all commands share, and the exit status.
#include "app/cli/command_line.h"

#include "app/cli/interrupt.h"
#include "core/base/log.h"

#include <cstdlib>
#include <set>
#include <vector>

namespace triptych::app {

namespace {

const std::set<std::string, std::less<>> kCommands{
    "new",    "import", "mine",   "generate",   "decide", "list",     "stats",   "split",  "export",
    "verify", "backup", "merge",  "guidelines", "remove", "comment",  "correct", "sample", "doctor",
    "roots",  "models", "encode", "query",      "train",  "evaluate", "cases"};

bool endsWithProjectSuffix(std::string_view argument)
{
    return argument.ends_with(".triptych");
}

// The first argument that is no option; empty when there is none.
std::string_view firstWord(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        if (!std::string_view{argv[i]}.starts_with("-")) {
            return argv[i];
        }
    }
    return {};
}

} // namespace

JobContext Session::job()
{
    return {stop, [this](const Progress& p) { console.progress(p); }, executor.get()};
}

Result<std::shared_ptr<const Clock>> Session::clock() const
{
    if (!at.empty()) {
        const auto time = parseRfc3339(at);
        if (!time) {
            return fail(time);
        }
        return fixedClock(*time);
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe): read once, before other threads
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
        char* end = nullptr;
        const long long seconds = std::strtoll(epoch, &end, 10);
        if (*end != '\0') {
            return fail(ErrorCode::BadArgument, "SOURCE_DATE_EPOCH is not a number of seconds");
        }
        return fixedClock(seconds * 1000);
    }
    return systemClock();
}

Result<workflow::OpenOptions> Session::openOptions(workflow::OpenMode mode)
{
    auto time = clock();
    if (!time) {
        return fail(time);
    }
    workflow::OpenOptions options;
    options.mode = mode;
    options.clock = *time;
    options.command = "triptych " + commandName;
    options.keepUnfinishedImports = commandName == "import";
    options.waiting = [this](const std::string& who) {
        console.note("waiting for " + who + ", which is writing to the project");
    };
    return options;
}

Result<std::unique_ptr<workflow::Project>> Session::open(workflow::OpenMode mode)
{
    const auto options = openOptions(mode);
    if (!options) {
        return fail(options);
    }
    auto opened = workflow::Project::open(project, *options);
    if (opened && mode == workflow::OpenMode::Best && (*opened)->readOnlyReason()) {
        console.warn(*(*opened)->readOnlyReason());
    }
    return opened;
}

CLI::App* addCommand(CLI::App& app, Session& session, const std::string& name,
                     const std::string& description, const std::string& example)
{
    CLI::App* command = app.add_subcommand(name, description);
    command->footer("Example:\n  " + example);
    command->add_flag("--json", session.console.json, "One JSON object on standard output");
    command->add_flag("--quiet", session.console.quiet, "No progress and no warnings");
    command->add_flag("--verbose", session.console.verbose, "More in the log");
    command->add_option("--at", session.at, "Fixes the clock (RFC 3339), for reproducible files");
    command->preparse_callback([&session, name](std::size_t) { session.commandName = name; });
    return command;
}

CLI::App* addProjectCommand(CLI::App& app, Session& session, const std::string& name,
                            const std::string& description, const std::string& example)
{
    CLI::App* command = addCommand(app, session, name, description, example);
    command->add_option("PROJECT", session.project, "The .triptych file")->required();
    return command;
}

void addWhere(CLI::App& command, Session& session)
{
    command.add_option("--where", session.where,
                       "Filter, e.g. status:accepted,edited direction:forward text:blue");
}

void addSeed(CLI::App& command, Session& session)
{
    command.add_option("--seed", session.seed, "Same seed, same result");
}

bool isCommandLine(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h" || argument == "--version" ||
            argument == "--json") {
            return true;
        }
        if (!argument.starts_with("-")) {
            // A path opens the window; any other word is a command, known or not.
            return kCommands.contains(argument) || (!endsWithProjectSuffix(argument) &&
                                                    argument.find('/') == std::string_view::npos);
        }
    }
    return false;
}

int runCommandLine(int argc, char** argv)
{
    Session session;
    session.stop = stopOnSignals();
    session.executor = makeThreadExecutor();
    CLI::App app{"Triptych: curate and use composed image retrieval data.\n"
                 "Without a command it opens the window: triptych [PROJECT]"};
    app.name("triptych");
    app.set_version_flag("--version", std::string{"Triptych "} + TRIPTYCH_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit status: 0 done, 1 failed, 2 wrong usage, 3 done but some items rejected, 130 "
        "cancelled.\n"
        "Example:\n  triptych sample ./demo && triptych list ./demo/sample.triptych --limit 5");
    addCommandsIn(app, session);
    addCommandsReview(app, session);
    addCommandsOut(app, session);
    addCommandsModels(app, session);
    addCommandsSearch(app, session);
    for (int i = 1; i < argc; ++i) {
        session.console.json = session.console.json || std::string_view{argv[i]} == "--json";
    }
    if (const auto word = firstWord(argc, argv); !word.empty() && !kCommands.contains(word)) {
        // Before parsing: "nonsense --help" must not look like a command that is there.
        return session.console.wrongUsage("There is no command '" + std::string{word} + "'.");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return app.exit(asked); // --help, --version
    } catch (const CLI::ParseError& error) {
        return session.console.wrongUsage(error.what());
    }
    logToStandardError(session.console.verbose ? LogLevel::Debug
                       : session.console.quiet ? LogLevel::Error
                                               : LogLevel::Warning);
    if (!session.run) {
        return session.console.wrongUsage("No command was given.");
    }
    const auto outcome = session.run();
    session.console.endProgress();
    return outcome ? session.console.finish(*outcome) : session.console.finish(outcome.error());
}

} // namespace triptych::app
