// SPDX-License-Identifier: GPL-3.0-or-later
// A thread that waits for the signals, so that no work happens inside a handler.
#include "app/cli/interrupt.h"

#include <csignal>
#include <thread>
#include <unistd.h>

namespace triptych::app {

std::stop_token stopOnSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is a failed write, not the end
    std::stop_source source;
    auto token = source.get_token();
    std::thread([signals, source]() mutable {
        int received = 0;
        sigwait(&signals, &received);
        source.request_stop();
        sigwait(&signals, &received);
        ::_exit(128 + received);
    }).detach();
    return token;
}

} // namespace triptych::app
