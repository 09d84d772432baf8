// SPDX-License-Identifier: GPL-3.0-or-later
// main() of a flow test: home, settings and documents lie in a folder that goes with the test. An
// event that keeps the GUI thread too long fails the test it came in.
#pragma once

#include "tests/support/gui_watchdog.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace triptych::ui {

template <typename Test> int runFlows(int argc, char** argv)
{
    const QTemporaryDir home;
    qputenv("HOME", home.path().toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", (home.path() + QStringLiteral("/config")).toLocal8Bit());
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QDir(home.path()).mkdir(QStringLiteral("Documents"));
    QCoreApplication::setOrganizationName(QStringLiteral("Triptych"));
    QCoreApplication::setApplicationName(QStringLiteral("Triptych-test"));
    WatchedApplication application(argc, argv);
    Test test;
    const int failed = QTest::qExec(&test, argc, argv);
    const GuiBlock longest = application.longest();
    qInfo("longest event: %.0f ms, %s", longest.milliseconds, qPrintable(longest.what));
    return failed;
}

} // namespace triptych::ui
