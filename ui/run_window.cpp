// SPDX-License-Identifier: GPL-3.0-or-later
// The window's composition root.
#include "ui/run_window.h"

#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_server.h"
#include "ui/text/language.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileInfo>

#include <unistd.h>

namespace triptych::ui {

namespace {

constexpr std::size_t kMegabyte = 1024UL * 1024UL;

QString systemUser()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() ? QStringLiteral("user%1").arg(getuid()) : name;
}

} // namespace

int runWindow(QApplication& application, const QString& projectPath)
{
    QApplication::setQuitOnLastWindowClosed(false);
    // The desktop file of installer/desktop: desktops find icon and name by it.
    QApplication::setDesktopFileName(QStringLiteral("org.triptych.Triptych"));
    Settings settings;
    LanguageKeeper language(application);
    language.choose(settings.value(SettingKey::Language).toString());
    ThemeKeeper theme(application);
    theme.choose(themeChoiceFrom(settings.value(SettingKey::Theme).toString()));
    QIcon icon;
    for (const int size : {16, 32, 64, 128}) {
        icon.addPixmap(iconPixmap(QStringLiteral("triptych"), Qt::black, size, 1));
    }
    QApplication::setWindowIcon(icon);

    ProjectSession session;
    const QString reviewer = settings.value(SettingKey::Reviewer).toString();
    session.setReviewer(reviewer.isEmpty() ? systemUser() : reviewer);
    const auto megabytes = settings.value(SettingKey::CacheMegabytes).toULongLong();
    ImageCache images(static_cast<std::size_t>(megabytes) * kMegabyte);
    WindowServer server;
    MainWindow window({&session, &images, &settings}, theme, language);
    const auto open = [&](const QString& path) {
        const QString absolute = QFileInfo(path).absoluteFilePath();
        if (server.isOwn(absolute)) {
            window.showPage(MainWindow::Review);
            return;
        }
        server.raiseOther(absolute, &window, [&, absolute](bool raised) {
            if (!raised) {
                window.openProject(absolute);
            } else if (!session.isOpen()) {
                window.close(); // the other window shows it
            }
        });
    };
    QObject::connect(&window, &MainWindow::openRequested, &window, open);
    QObject::connect(&window, &MainWindow::projectOpened, &server, &WindowServer::listen);
    QObject::connect(&session, &ProjectSession::closed, &server, [&]() { server.listen({}); });
    QObject::connect(&server, &WindowServer::raiseRequested, &window, &MainWindow::raiseWindow);
    QObject::connect(&window, &MainWindow::finished, &application, &QApplication::quit,
                     Qt::QueuedConnection);
    window.show();
    if (!projectPath.isEmpty()) {
        open(projectPath);
    }
    return QApplication::exec();
}

} // namespace triptych::ui
