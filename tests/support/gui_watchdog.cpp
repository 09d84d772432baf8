// SPDX-License-Identifier: GPL-3.0-or-later
// Times events, takes the stack of a late one.
#include "tests/support/gui_watchdog.h"

#include <QEvent>
#include <QMetaEnum>
#include <QTest>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace triptych::ui {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSignal = SIGUSR2;
constexpr int kFrames = 48;
#ifdef __SANITIZE_ADDRESS__
constexpr int kFactor = 10;
#else
constexpr int kFactor = 1;
#endif
constexpr int kLimit = WatchedApplication::kLimitMilliseconds * kFactor;

// Written by the signal handler, in the thread that reads it.
std::array<void*, kFrames> g_frames;
volatile std::sig_atomic_t g_frameCount = 0;

void takeStack(int)
{
    const int saved = errno;
    g_frameCount = backtrace(g_frames.data(), kFrames);
    errno = saved;
}

bool underValgrind()
{
    return qgetenv("LD_PRELOAD").contains("vgpreload");
}

QString functionName(void* address)
{
    Dl_info info{};
    if (dladdr(address, &info) == 0) {
        return QStringLiteral("?");
    }
    if (info.dli_sname == nullptr) {
        const QString module = QString::fromLocal8Bit(info.dli_fname);
        const auto offset = static_cast<char*>(address) - static_cast<char*>(info.dli_fbase);
        return QStringLiteral("%1+0x%2")
            .arg(module.section(QLatin1Char('/'), -1))
            .arg(offset, 0, 16);
    }
    int status = 0;
    char* plain = abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status);
    const QString name = QString::fromUtf8(status == 0 ? plain : info.dli_sname);
    std::free(plain); // NOLINT(cppcoreguidelines-no-malloc): __cxa_demangle allocates so
    return name;
}

QString eventName(QEvent::Type type)
{
    const char* key = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    return key ? QString::fromLatin1(key) : QStringLiteral("event %1").arg(static_cast<int>(type));
}

} // namespace

QString GuiBlock::told() const
{
    return QStringLiteral("The GUI thread was busy for %1 ms, %2 at most: %3\n%4")
        .arg(milliseconds, 0, 'f', 0)
        .arg(kLimit)
        .arg(what, stack);
}

class WatchedApplication::Inner
{
public:
    Inner()
        : m_on(!underValgrind())
        , m_thread(static_cast<pid_t>(::syscall(SYS_gettid)))
    {
        const std::string file = "/proc/self/task/" + std::to_string(m_thread) + "/schedstat";
        m_waits = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        backtrace(g_frames.data(), 1); // loads the unwinder outside the signal handler
        struct sigaction action = {};
        action.sa_handler = takeStack;
        action.sa_flags = SA_RESTART;
        sigaction(kSignal, &action, nullptr);
        sigevent when = {};
        when.sigev_notify = SIGEV_THREAD_ID;
        when.sigev_signo = kSignal;
        when._sigev_un._tid = m_thread;
        m_on = m_on && timer_create(CLOCK_MONOTONIC, &when, &m_timer) == 0;
    }

    ~Inner()
    {
        if (m_on) {
            timer_delete(m_timer);
        }
        if (m_waits >= 0) {
            ::close(m_waits);
        }
    }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

    // True: it is the outermost, and end() is due.
    [[nodiscard]] bool begin()
    {
        if (!m_on || m_inside) {
            return false;
        }
        m_inside = true;
        g_frameCount = 0;
        m_waitedBefore = waited();
        arm(kLimit);
        m_start = Clock::now();
        return true;
    }

    template <typename Describe> void end(Describe describe)
    {
        const double whole =
            std::chrono::duration<double, std::milli>(Clock::now() - m_start).count();
        arm(0);
        m_inside = false;
        if (whole <= m_longest.milliseconds && whole <= kLimit) {
            return;
        }
        const double busy = whole - (waited() - m_waitedBefore);
        if (busy > m_longest.milliseconds) {
            m_longest = {busy, describe(), {}};
        }
        if (busy > kLimit) {
            keep({busy, describe(), stack()});
        }
    }

    QVector<GuiBlock> takeBlocks() { return std::exchange(m_blocks, {}); }
    void setFailing(bool fails) { m_failing = fails; }
    [[nodiscard]] GuiBlock longest() const { return m_longest; }

private:
    void arm(long milliseconds)
    {
        itimerspec when = {};
        when.it_value.tv_nsec = milliseconds * 1000000L;
        timer_settime(m_timer, 0, &when, nullptr);
    }

    // Milliseconds that the thread has waited for a core; 0 where Linux does not keep it.
    [[nodiscard]] double waited() const
    {
        std::array<char, 96> line{};
        if (m_waits < 0 || ::pread(m_waits, line.data(), line.size() - 1, 0) <= 0) {
            return 0;
        }
        char* at = nullptr;
        (void)std::strtoull(line.data(), &at, 10);
        return static_cast<double>(std::strtoull(at, nullptr, 10)) / 1e6;
    }

    static QString stack()
    {
        QString text;
        for (int i = 2; i < g_frameCount; ++i) { // past the handler and the kernel's trampoline
            const QString name = functionName(g_frames[static_cast<std::size_t>(i)]);
            if (name.contains(QStringLiteral("WatchedApplication::notify"))) {
                break;
            }
            text += QStringLiteral("  ") + name + QLatin1Char('\n');
        }
        return text;
    }

    void keep(const GuiBlock& block)
    {
        m_blocks.append(block);
        if (m_failing && QTest::currentTestFunction() != nullptr) {
            QTest::qFail(qPrintable(block.told()), __FILE__, __LINE__);
        }
    }

    bool m_on = true;
    bool m_inside = false;
    bool m_failing = true;
    pid_t m_thread = 0;
    int m_waits = -1;
    timer_t m_timer = nullptr;
    double m_waitedBefore = 0;
    Clock::time_point m_start;
    GuiBlock m_longest;
    QVector<GuiBlock> m_blocks;
};

WatchedApplication::WatchedApplication(int& argc, char** argv)
    : QApplication(argc, argv)
    , m_inner(std::make_unique<Inner>())
{}

WatchedApplication::~WatchedApplication()
{
    const auto inner = std::move(m_inner); // what comes on the way out is not watched
}

bool WatchedApplication::notify(QObject* receiver, QEvent* event)
{
    if (!m_inner || !m_inner->begin()) {
        return QApplication::notify(receiver, event);
    }
    // Both may be gone afterwards.
    const QEvent::Type type = event->type();
    const char* name = receiver->metaObject()->className();
    const QString object = receiver->objectName();
    const bool taken = QApplication::notify(receiver, event);
    if (m_inner) {
        m_inner->end([&]() {
            return QStringLiteral("%1 to %2 “%3”")
                .arg(eventName(type), QString::fromLatin1(name), object);
        });
    }
    return taken;
}

int WatchedApplication::limit()
{
    return kLimit;
}

QVector<GuiBlock> WatchedApplication::takeBlocks()
{
    return m_inner->takeBlocks();
}

void WatchedApplication::setFailing(bool fails)
{
    m_inner->setFailing(fails);
}

GuiBlock WatchedApplication::longest() const
{
    return m_inner->longest();
}

GuiSpan::GuiSpan(const QString& what)
    : m_what(what)
{
    auto* application = qobject_cast<WatchedApplication*>(QCoreApplication::instance());
    if (application && application->m_inner && application->m_inner->begin()) {
        m_inner = application->m_inner.get();
    }
}

GuiSpan::~GuiSpan()
{
    if (m_inner) {
        m_inner->end([this]() { return m_what; });
    }
}

} // namespace triptych::ui
