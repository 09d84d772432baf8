// SPDX-License-Identifier: GPL-3.0-or-later
// The log. Libraries never print; they log here, and the program decides where it goes.
#pragma once

#include <string_view>

namespace triptych {

enum class LogLevel
{
    Debug,
    Info,
    Warning,
    Error
};

// To standard error, from `level` on. Call once, at start, before other threads.
void logToStandardError(LogLevel level);
void log(LogLevel level, std::string_view message);

} // namespace triptych
