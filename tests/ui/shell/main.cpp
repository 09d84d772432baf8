// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the test classes of the shell's parts.
#include "tests.h"

#include <QApplication>
#include <QTest>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    int failed = 0;
    for (const auto make : {makeErrorTextTest, makeImageCacheTest, makeJobRunnerTest, makeLanesTest,
                            makePaletteTest, makeSettingsTest, makeWordsTest}) {
        failed += QTest::qExec(make().get(), argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
