// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of CLI: parsing with CLI11, one function a command, all work in core/workflow.
#pragma once

#include "app/cli/console.h"
#include "core/base/clock.h"
#include "core/workflow/project.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace triptych::app {

// What all commands share. Lives while the command line runs.
struct Session
{
    Console console;
    std::stop_token stop;
    std::unique_ptr<Executor> executor;
    std::string at; // --at
    std::uint64_t seed = 0;
    std::string where;
    std::string project;
    std::string commandName;
    std::function<Result<Outcome>()> run; // set by the command that was named

    [[nodiscard]] JobContext job();
    // --at, else SOURCE_DATE_EPOCH, else the system's.
    [[nodiscard]] Result<std::shared_ptr<const Clock>> clock() const;
    [[nodiscard]] Result<workflow::OpenOptions> openOptions(workflow::OpenMode mode);
    [[nodiscard]] Result<std::unique_ptr<workflow::Project>> open(workflow::OpenMode mode);
};

// Adds a subcommand with PROJECT as its first argument and an example in its help.
CLI::App* addCommand(CLI::App& app, Session& session, const std::string& name,
                     const std::string& description, const std::string& example);
CLI::App* addProjectCommand(CLI::App& app, Session& session, const std::string& name,
                            const std::string& description, const std::string& example);
void addWhere(CLI::App& command, Session& session);
void addSeed(CLI::App& command, Session& session);

void addCommandsIn(CLI::App& app, Session& session);     // new import mine generate sample roots
void addCommandsReview(CLI::App& app, Session& session); // decide list stats remove comment correct
void addCommandsSearch(CLI::App& app, Session& session); // query train evaluate cases
void addCases(CLI::App& app, Session& session);          // the last of these
void addCommandsOut(CLI::App& app, Session& session);    // split export verify backup merge doctor

void addCommandsModels(CLI::App& app, Session& session); // models encode

// True when the arguments name a command (or ask for help or the version), so that no window opens.
bool isCommandLine(int argc, char** argv);
int runCommandLine(int argc, char** argv);

} // namespace triptych::app
