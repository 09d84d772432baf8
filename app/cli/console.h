// SPDX-License-Identifier: GPL-3.0-or-later
// What a command says: one JSON object or short text on standard output, progress and warnings on
// standard error, and the exit status that goes with it.
#pragma once

#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/domain/reports.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace triptych::app {

using Json = nlohmann::ordered_json;

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;
inline constexpr int kSomeRejected = 3;
inline constexpr int kCancelled = 130;

// A finished command. `rejected` sets the exit status to 3 and is listed.
struct Outcome
{
    Json json;
    std::string text;
    Rejected rejected;
    int exitCode = kDone;
};

class Console
{
public:
    bool json = false;
    bool quiet = false;
    bool verbose = false;

    // Prints and returns the exit status.
    int finish(const Outcome& outcome) const;
    int finish(const Error& error) const;
    // Wrong usage that the argument parser found.
    int wrongUsage(const std::string& message) const;
    void warn(const Error& warning) const;
    void note(std::string_view line) const;
    // Progress: a bar on a terminal, otherwise a line every few seconds.
    void progress(const Progress& progress);
    void endProgress();

private:
    std::string m_stage;
    std::chrono::steady_clock::time_point m_stageStart;
    std::chrono::steady_clock::time_point m_lastPrint;
    bool m_barShown = false;
};

// {"source","line","reason"} for each.
Json rejectedJson(const Rejected& rejected);
// One line for people: what, where, what to do.
std::string sentence(const Error& error);

// An error that is about the file of --model says that the model is to blame.
Error aboutModel(const Error& error, const std::string& model);

} // namespace triptych::app
