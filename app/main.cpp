// SPDX-License-Identifier: GPL-3.0-or-later
// The program: a command, or the window.
#include "app/cli/command_line.h"
#include "ui/run_window.h"

#include <QApplication>
#include <QCoreApplication>

namespace {

void nameProgram()
{
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TRIPTYCH_VERSION));
}

} // namespace

int main(int argc, char** argv)
{
    nameProgram();
    if (triptych::app::isCommandLine(argc, argv)) {
        // No display is touched: a command runs anywhere.
        const QCoreApplication application(argc, argv);
        return triptych::app::runCommandLine(argc, argv);
    }
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    return triptych::ui::runWindow(application, arguments.size() > 1 ? arguments.at(1) : QString());
}
