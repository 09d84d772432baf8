// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the window until it is closed and everything is on the disk.
#pragma once

#include <QString>

class QApplication;

namespace triptych::ui {

// `projectPath` empty: the first-run page. Returns the exit status. A project that another window
// shows brings that window forward instead.
int runWindow(QApplication& application, const QString& projectPath);

} // namespace triptych::ui
