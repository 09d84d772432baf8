// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output, standard error and exit status of a command.
#include "app/cli/console.h"

#include "core/base/utf8.h"
#include "core/workflow/models.h"
#include "ui/text/error_text.h"

#include <unistd.h>

#include <cstdio>

namespace triptych::app {

namespace {

constexpr std::size_t kListedRejects = 20;
constexpr int kBarWidth = 24;

void printLine(std::FILE* stream, std::string_view line)
{
    std::fwrite(line.data(), 1, line.size(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

std::string dump(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string whereOf(const Error& error)
{
    if (error.subject.empty()) {
        return error.line > 0 ? "position " + std::to_string(error.line) : std::string{};
    }
    return error.line > 0 ? error.subject + ":" + std::to_string(error.line) : error.subject;
}

int exitCodeOf(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Cancelled:
        return kCancelled;
    case ErrorCode::BadFilter:
    case ErrorCode::BadArgument:
        return kWrongUsage;
    default:
        return kFailed;
    }
}

} // namespace

std::string sentence(const Error& error)
{
    return ui::errorLine(error).toStdString();
}

Error aboutModel(const Error& error, const std::string& model)
{
    if (model.empty() || error.subject != model) {
        return error;
    }
    return {error.code, model + ": " + error.detail, workflow::kModelSubject};
}

Json rejectedJson(const Rejected& rejected)
{
    Json list = Json::array();
    for (const auto& error : rejected) {
        list.push_back({{"source", error.subject},
                        {"line", error.line},
                        {"reason", sentence(error)},
                        {"code", errorCodeName(error.code)}});
    }
    return list;
}

int Console::finish(const Outcome& outcome) const
{
    if (json) {
        printLine(stdout, dump(outcome.json));
    } else {
        if (!outcome.text.empty()) {
            printLine(stdout, outcome.text);
        }
        for (std::size_t i = 0; i < outcome.rejected.size() && i < kListedRejects; ++i) {
            printLine(stderr, "rejected: " + sentence(outcome.rejected[i]));
        }
        if (outcome.rejected.size() > kListedRejects) {
            printLine(stderr, "… and " + std::to_string(outcome.rejected.size() - kListedRejects) +
                                  " more; --json lists them all.");
        }
    }
    return outcome.exitCode == kDone && !outcome.rejected.empty() ? kSomeRejected
                                                                  : outcome.exitCode;
}

int Console::finish(const Error& error) const
{
    const std::string message = sentence(error);
    if (json) {
        printLine(stdout, dump({{"error",
                                 {{"code", errorCodeName(error.code)},
                                  {"message", message},
                                  {"where", whereOf(error)}}}}));
    }
    printLine(stderr, "triptych: " + message);
    return exitCodeOf(error);
}

int Console::wrongUsage(const std::string& message) const
{
    if (json) {
        printLine(stdout, dump({{"error",
                                 {{"code", "wrong-usage"}, {"message", message}, {"where", ""}}}}));
    }
    printLine(stderr, "triptych: " + message + " See 'triptych --help'.");
    return kWrongUsage;
}

void Console::warn(const Error& warning) const
{
    if (!quiet) {
        printLine(stderr, "warning: " + sentence(warning));
    }
}

void Console::note(std::string_view line) const
{
    if (!quiet) {
        printLine(stderr, line);
    }
}

void Console::progress(const Progress& progress)
{
    if (quiet) {
        return;
    }
    using namespace std::chrono;
    const auto now = steady_clock::now();
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    if (progress.stage != m_stage) {
        endProgress();
        m_stage = progress.stage;
        m_stageStart = now;
        m_lastPrint = now;
        return;
    }
    if (now - m_lastPrint < (terminal ? milliseconds{100} : milliseconds{3000})) {
        return;
    }
    m_lastPrint = now;
    const double elapsed = duration<double>(now - m_stageStart).count();
    const double rate = elapsed > 0 ? static_cast<double>(progress.done) / elapsed : 0;
    std::string line = progress.stage + "  " + std::to_string(progress.done);
    if (progress.total > 0) {
        line += " of " + std::to_string(progress.total);
    }
    line += "  " + std::to_string(static_cast<long long>(rate)) + "/s";
    if (progress.total > progress.done && rate > 0) {
        const auto left =
            static_cast<long long>(static_cast<double>(progress.total - progress.done) / rate);
        line += "  " + std::to_string(left / 60) + ":" + (left % 60 < 10 ? "0" : "") +
                std::to_string(left % 60) + " left";
    }
    if (!terminal) {
        printLine(stderr, line);
        return;
    }
    std::string bar;
    if (progress.total > 0) {
        const auto filled = static_cast<int>(progress.done * kBarWidth / progress.total);
        for (int i = 0; i < kBarWidth; ++i) {
            bar += i < filled ? "█" : "░";
        }
        bar += "  ";
    }
    std::fprintf(stderr, "\r\033[K%s%s", bar.c_str(), line.c_str());
    std::fflush(stderr);
    m_barShown = true;
}

void Console::endProgress()
{
    if (m_barShown) {
        std::fputs("\r\033[K", stderr);
        m_barShown = false;
    }
    m_stage.clear();
}

} // namespace triptych::app
