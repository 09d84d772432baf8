// SPDX-License-Identifier: GPL-3.0-or-later
// Another program, run without a shell.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace triptych::workflow {

// Runs arguments[0], looked for in PATH, without standard input; `line` is given each line of its
// output and errors. Returns its exit status. When `stop` asks, it and what it started is killed:
// Cancelled. NotFound: there is no such program.
Result<int> runChild(const std::vector<std::string>& arguments, const std::stop_token& stop,
                     const std::function<void(const std::string&)>& line);

} // namespace triptych::workflow
