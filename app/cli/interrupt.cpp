// SPDX-License-Identifier: GPL-3.0-or-later
// A handler that only passes the signal on, and a thread that acts on it. Blocking the signals
// would not do: libraries start threads before main() (OpenBLAS), and those would take them.
#include "app/cli/interrupt.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <thread>

namespace triptych::app {

namespace {

std::array<int, 2> pipeEnds{-1, -1}; // written by the handler, read by the thread

extern "C" void passOn(int received)
{
    const int error = errno;
    const auto byte = static_cast<unsigned char>(received);
    const auto ignored = ::write(pipeEnds[1], &byte, 1); // full: two have been asked for already
    static_cast<void>(ignored);
    errno = error;
}

// The next signal; 0 when there will be none.
int nextSignal()
{
    unsigned char byte = 0;
    ssize_t got = 0;
    do {
        got = ::read(pipeEnds[0], &byte, 1);
    } while (got < 0 && errno == EINTR);
    return got == 1 ? byte : 0;
}

} // namespace

std::stop_token stopOnSignals()
{
    std::signal(SIGPIPE, SIG_IGN); // a closed pipe is a failed write, not the end
    std::stop_source source;
    auto token = source.get_token();
    if (::pipe2(pipeEnds.data(), O_CLOEXEC) != 0) {
        return token; // then a signal ends the program as it would any other
    }
    ::fcntl(pipeEnds[1], F_SETFL, O_NONBLOCK); // a handler must not wait
    struct sigaction action{};
    action.sa_handler = passOn;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before{};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) { // as nohup and "&" set it
            ::sigaction(signal, &action, nullptr);
        }
    }
    std::thread([source]() mutable {
        if (nextSignal() != 0) {
            source.request_stop();
        }
        if (const int again = nextSignal(); again != 0) {
            ::_exit(128 + again);
        }
    }).detach();
    return token;
}

} // namespace triptych::app
