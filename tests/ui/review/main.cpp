// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tests of the Review page, one class after the other.
#include "test_desks.h"
#include "test_editing.h"
#include "test_editing_aids.h"
#include "test_images.h"
#include "test_key_editor.h"
#include "test_keys.h"
#include "test_page.h"
#include "test_project.h"
#include "test_queue.h"
#include "test_views.h"

#include "tests/support/gui_watchdog.h"
#include "ui/theme/theme.h"

#include <QTest>

int main(int argc, char** argv)
{
    // An event that keeps the GUI thread too long fails the test it came in.
    triptych::ui::WatchedApplication application(argc, argv);
    triptych::ui::ThemeKeeper theme(application);
    theme.choose(triptych::ui::ThemeChoice::Light);
    int failed = 0;
    TestKeys keys;
    TestKeyEditor keyEditor;
    TestQueue queue;
    TestPage page;
    TestImages images;
    TestViews views;
    TestEditing editing;
    TestEditingAids aids;
    TestDesks desks;
    TestProject project;
    for (QObject* test : {static_cast<QObject*>(&keys), static_cast<QObject*>(&keyEditor),
                          static_cast<QObject*>(&queue), static_cast<QObject*>(&page),
                          static_cast<QObject*>(&images), static_cast<QObject*>(&views),
                          static_cast<QObject*>(&editing), static_cast<QObject*>(&aids),
                          static_cast<QObject*>(&desks), static_cast<QObject*>(&project)}) {
        failed += QTest::qExec(test, argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
