// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tests of the panels beside the pair, one class after the other.
#include "test_side.h"
#include "test_side_edit.h"
#include "test_side_watch.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    triptych::ui::ThemeKeeper theme(application);
    theme.choose(triptych::ui::ThemeChoice::Light);
    int failed = 0;
    TestSide side;
    TestSideEdit edit;
    TestSideWatch watch;
    for (QObject* test : {static_cast<QObject*>(&side), static_cast<QObject*>(&edit),
                          static_cast<QObject*>(&watch)}) {
        failed += QTest::qExec(test, argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
