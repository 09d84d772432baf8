// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tests of the Query page, one class after the other.
#include "tests.h"

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
    for (const auto make :
         {makeQueryDeskTest, makeQueryJudgeTest, makeQueryPartsTest, makeQueryViewTest,
          makeQueryResultsTest, makeQueryBringTest, makeQueryLookTest}) {
        failed += QTest::qExec(make().get(), argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
