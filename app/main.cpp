// SPDX-License-Identifier: GPL-3.0-or-later
// The program: a command, or the window.
#include "app/cli/command_line.h"
#include "ui/run_window.h"

#include <QApplication>
#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIPTYCH_VERSION));
}

// Qt would abort without a display; a person gets a sentence instead.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") ||
           !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

// One pool of memory for all threads. With a pool a thread, what decoding and reading leave behind
// in each of them adds up over a day of reviewing.
void shareMemoryPool()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 1);
#endif
}

} // namespace

int main(int argc, char** argv)
{
    nameProgram();
    // A file that may not grow is an error of writing, told as one, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    if (triptych::app::isCommandLine(argc, argv)) {
        // No display is touched: a command runs anywhere.
        const QCoreApplication application(argc, argv);
        return triptych::app::runCommandLine(argc, argv);
    }
    if (!hasDisplay()) {
        std::fputs("triptych: there is no display here for the window. Commands need none: see "
                   "'triptych --help'.\n",
                   stderr);
        return triptych::app::kFailed;
    }
    shareMemoryPool();
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    return triptych::ui::runWindow(application, arguments.size() > 1 ? arguments.at(1) : QString());
}
