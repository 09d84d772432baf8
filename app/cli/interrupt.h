// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM as a stop token: the running command commits what it has and ends with 130.
#pragma once

#include <stop_token>

namespace triptych::app {

// Call once, before other threads start. A second signal ends the process at once.
std::stop_token stopOnSignals();

} // namespace triptych::app
