// SPDX-License-Identifier: GPL-3.0-or-later
// posix_spawn in a process group of its own, its output through a pipe.
#include "core/workflow/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

extern char** environ; // POSIX

namespace triptych::workflow {

namespace {

constexpr int kLookMilliseconds = 100; // how soon a stop is noticed

struct Pipe
{
    std::array<int, 2> ends{-1, -1};
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe()
    {
        close(0);
        close(1);
    }
    void close(std::size_t end)
    {
        if (ends[end] >= 0) {
            ::close(ends[end]);
            ends[end] = -1;
        }
    }
};

Result<pid_t> spawn(const std::vector<std::string>& arguments, int output)
{
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (const auto& argument : arguments) {
        words.push_back(const_cast<char*>(argument.c_str())); // posix_spawnp does not write
    }
    words.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t child = 0;
    const int error = posix_spawnp(&child, words[0], &files, &attributes, words.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (error != 0) {
        return fail(errnoError(error, arguments[0]));
    }
    return child;
}

int statusOf(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Gives the whole lines in `text` away; what is left is the beginning of the next.
void takeLines(std::string& text, const std::function<void(const std::string&)>& line)
{
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
        line(text.substr(0, end));
        text.erase(0, end + 1);
    }
}

// True: the other end was closed; false: `stop` asked.
bool readAll(int input, const std::stop_token& stop,
             const std::function<void(const std::string&)>& line)
{
    std::string text;
    std::array<char, 4096> buffer{};
    while (!stop.stop_requested()) {
        pollfd waiting{input, POLLIN, 0};
        if (::poll(&waiting, 1, kLookMilliseconds) <= 0) {
            continue;
        }
        const ssize_t got = ::read(input, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            if (!text.empty()) {
                line(text);
            }
            return true;
        }
        text.append(buffer.data(), static_cast<std::size_t>(got));
        takeLines(text, line);
    }
    return false;
}

} // namespace

Result<int> runChild(const std::vector<std::string>& arguments, const std::stop_token& stop,
                     const std::function<void(const std::string&)>& line)
{
    Pipe pipe;
    if (::pipe2(pipe.ends.data(), O_CLOEXEC) != 0) {
        return fail(errnoError(errno, arguments[0]));
    }
    const auto child = spawn(arguments, pipe.ends[1]);
    if (!child) {
        return fail(child);
    }
    pipe.close(1);
    if (!readAll(pipe.ends[0], stop, line)) {
        ::kill(-*child, SIGKILL);
        statusOf(*child);
        return fail(ErrorCode::Cancelled);
    }
    return statusOf(*child);
}

} // namespace triptych::workflow
