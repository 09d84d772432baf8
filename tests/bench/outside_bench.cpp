// SPDX-License-Identifier: GPL-3.0-or-later
// outside_bench PROGRAM PROJECT [DECISIONS [PACE]]: the window's latency as somebody outside sees
// it, on the display of DISPLAY. Starts the program, sends the key D through the X server, and
// looks at the pixels of both images until they are another pair's. PACE: milliseconds from key to
// key, 0 = the next key as soon as the pictures stand still. Tells memory and handles on the way.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr unsigned kPatch = 24; // pixels looked at, squared, in the middle of each image
constexpr auto kStill = 120ms;  // without a change: the pair is there
constexpr auto kLimit = 5s;

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The largest mapped window.
Window mainWindow(Display* display)
{
    Window root = 0;
    Window parent = 0;
    Window* children = nullptr;
    unsigned count = 0;
    Window best = 0;
    int area = 0;
    XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count);
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes is{};
        XGetWindowAttributes(display, children[i], &is);
        if (is.map_state == IsViewable && is.width * is.height > area) {
            area = is.width * is.height;
            best = children[i];
        }
    }
    if (children != nullptr) {
        XFree(children);
    }
    return best;
}

class Screen
{
public:
    Screen(Display* display, Window window)
        : m_display(display)
        , m_window(window)
    {
        XWindowAttributes is{};
        XGetWindowAttributes(display, window, &is);
        m_width = is.width;
        m_height = is.height;
        XSetInputFocus(display, window, RevertToParent, CurrentTime);
    }

    // A number for what both images show.
    [[nodiscard]] std::uint64_t pictures() const
    {
        std::uint64_t hash = 1469598103934665603ULL;
        for (const int quarter : {1, 3}) {
            XImage* image = XGetImage(m_display, m_window, m_width * quarter / 4, m_height * 2 / 5,
                                      kPatch, kPatch, AllPlanes, ZPixmap);
            if (image == nullptr) {
                continue;
            }
            const auto bytes = static_cast<std::size_t>(image->bytes_per_line) * kPatch;
            for (std::size_t i = 0; i < bytes; ++i) {
                hash = (hash ^ static_cast<unsigned char>(image->data[i])) * 1099511628211ULL;
            }
            XDestroyImage(image);
        }
        return hash;
    }

    void press(KeySym symbol) const
    {
        XKeyEvent event{};
        event.display = m_display;
        event.window = m_window;
        event.root = DefaultRootWindow(m_display);
        event.time = CurrentTime;
        event.same_screen = True;
        event.keycode = XKeysymToKeycode(m_display, symbol);
        for (const int type : {KeyPress, KeyRelease}) {
            event.type = type;
            XSendEvent(m_display, m_window, True, type == KeyPress ? KeyPressMask : KeyReleaseMask,
                       reinterpret_cast<XEvent*>(&event));
        }
        XFlush(m_display);
    }

private:
    Display* m_display;
    Window m_window;
    int m_width = 0;
    int m_height = 0;
};

struct Latency
{
    double first = -1; // milliseconds from the key to the first change of the pictures
    double whole = -1; // … to the last
};

Latency decide(const Screen& screen)
{
    Latency latency;
    std::uint64_t before = screen.pictures();
    const auto start = Clock::now();
    auto changed = start;
    screen.press(XK_d);
    while (Clock::now() - start < kLimit) {
        const std::uint64_t now = screen.pictures();
        if (now != before) {
            before = now;
            changed = Clock::now();
            latency.whole = since(start);
            latency.first = latency.first < 0 ? latency.whole : latency.first;
        } else if (latency.first >= 0 && Clock::now() - changed > kStill) {
            break;
        }
        std::this_thread::sleep_for(300us);
    }
    return latency;
}

double quantile(std::vector<double> values, double part)
{
    if (values.empty()) {
        return -1;
    }
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

void tellHoldings(pid_t pid, int decisions)
{
    const std::string folder = "/proc/" + std::to_string(pid);
    const auto count = [&folder](const char* name) {
        std::error_code error;
        return std::distance(std::filesystem::directory_iterator(folder + name, error),
                             std::filesystem::directory_iterator());
    };
    double pss = 0;
    std::ifstream memory(folder + "/smaps_rollup");
    for (std::string line; std::getline(memory, line);) {
        if (line.starts_with("Pss:")) {
            pss = std::strtod(line.c_str() + 4, nullptr) / 1024.0;
        }
    }
    std::printf("  %6d decisions: %6.1f MB PSS, %td descriptors, %td threads\n", decisions, pss,
                count("/fd"), count("/task"));
    std::fflush(stdout);
}

pid_t startProgram(const char* program, const char* project)
{
    const pid_t pid = fork();
    if (pid == 0) {
        execl(program, program, project, nullptr);
        _exit(127);
    }
    return pid;
}

int measure(Display* display, pid_t pid, int decisions, std::chrono::milliseconds pace)
{
    const auto start = Clock::now();
    Window window = 0;
    while (window == 0 && Clock::now() - start < 10s) {
        window = mainWindow(display);
        std::this_thread::sleep_for(1ms);
    }
    std::printf("window mapped after %.0f ms\n", since(start));
    std::this_thread::sleep_for(3s); // the first pair, and what it loads ahead
    const Screen screen(display, window);
    std::vector<double> first;
    std::vector<double> whole;
    int missed = 0;
    const int part = std::max(1, decisions / 10);
    for (int i = 0; i < decisions; ++i) {
        const auto key = Clock::now();
        const Latency latency = decide(screen);
        if (latency.first < 0) {
            ++missed;
        } else {
            first.push_back(latency.first);
            whole.push_back(latency.whole);
        }
        if ((i + 1) % part == 0) {
            tellHoldings(pid, i + 1);
        }
        std::this_thread::sleep_until(key + pace);
    }
    std::printf("key to first change  p50 %6.1f  p95 %6.1f  max %6.1f ms\n", quantile(first, 0.5),
                quantile(first, 0.95), quantile(first, 1.0));
    std::printf("key to whole pair    p50 %6.1f  p95 %6.1f  max %6.1f ms  n %zu, unseen %d\n",
                quantile(whole, 0.5), quantile(whole, 0.95), quantile(whole, 1.0), whole.size(),
                missed);
    return missed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fputs("usage: outside_bench PROGRAM PROJECT [DECISIONS [PACE]]\n", stderr);
        return 2;
    }
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        std::fputs("outside_bench: no display\n", stderr);
        return 1;
    }
    const pid_t pid = startProgram(argv[1], argv[2]);
    const int result = measure(display, pid, argc > 3 ? std::atoi(argv[3]) : 200,
                               std::chrono::milliseconds(argc > 4 ? std::atoi(argv[4]) : 500));
    kill(pid, SIGTERM);
    waitpid(pid, nullptr, 0);
    XCloseDisplay(display);
    return result;
}
