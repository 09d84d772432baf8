// SPDX-License-Identifier: GPL-3.0-or-later
// The log, on spdlog.
#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace triptych {

namespace {

spdlog::level::level_enum toSpdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

} // namespace

void logToStandardError(LogLevel level)
{
    auto logger = spdlog::get("triptych");
    if (!logger) {
        logger = spdlog::stderr_color_mt("triptych");
    }
    logger->set_pattern("%H:%M:%S %l %v");
    spdlog::set_default_logger(logger);
    spdlog::set_level(toSpdlog(level));
}

void log(LogLevel level, std::string_view message)
{
    spdlog::log(toSpdlog(level), "{}", message);
}

} // namespace triptych
