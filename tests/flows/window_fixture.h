// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with settings, documents and sample of its own, driven by object names.
#pragma once

#include "tests/support/gui_watchdog.h"
#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"
#include "ui/settings/settings.h"
#include "ui/shell/main_window.h"
#include "ui/text/language.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QTest>

#include <memory>

namespace triptych::ui {

struct WindowFixture
{
    Settings settings;
    LanguageKeeper language{*qApp};
    ThemeKeeper theme{*qApp};
    ProjectSession session;
    ImageCache images;
    std::unique_ptr<MainWindow> window;

    WindowFixture()
    {
        language.choose(QStringLiteral("en"));
        theme.choose(ThemeChoice::Light);
        session.setReviewer(QStringLiteral("aoki"));
        window = std::make_unique<MainWindow>(PageContext{&session, &images, &settings}, theme,
                                              language);
        QObject::connect(window.get(), &MainWindow::openRequested, window.get(),
                         &MainWindow::openProject);
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
    }

    template <typename T> T* find(const char* name) const
    {
        return window->findChild<T*>(QLatin1String(name));
    }
    void click(const char* name) const
    {
        auto* button = find<QAbstractButton>(name);
        QVERIFY2(button != nullptr, name);
        QVERIFY2(button->isEnabled() && button->isVisible(), name);
        const GuiSpan span(QStringLiteral("a click on ") + button->objectName());
        button->click(); // the pointer stays away: no hover in pictures
    }
    void trigger(const char* name) const
    {
        auto* action = find<QAction>(name);
        QVERIFY2(action, name);
        const GuiSpan span(action->objectName());
        action->trigger();
    }
    // Opens the project; Review is in front.
    void open(const QString& path) const
    {
        {
            const GuiSpan span(QStringLiteral("opening the project"));
            window->openProject(path);
        }
        QTRY_VERIFY_WITH_TIMEOUT(session.isOpen(), 20000);
        QTRY_VERIFY(find<QWidget>("reviewPage"));
        QTRY_VERIFY(!find<QWidget>("firstRunPage")->isVisible()); // shown where it was left
    }
};

} // namespace triptych::ui
