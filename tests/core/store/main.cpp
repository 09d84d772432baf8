// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the store's test classes one after another; `test_store CLASS` runs one.
#include "test_batches.h"
#include "test_cases.h"
#include "test_maintenance.h"
#include "test_opening.h"
#include "test_processes.h"
#include "test_projection.h"
#include "test_reading.h"
#include "test_schema.h"

#include <QCoreApplication>
#include <QtTest>

#include <string_view>

namespace {

template <typename Test> int run(std::string_view wanted)
{
    Test test;
    return wanted.empty() || wanted == Test::staticMetaObject.className() ? QTest::qExec(&test) : 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    return run<TestSchema>(wanted) + run<TestOpening>(wanted) + run<TestProjection>(wanted) +
           run<TestBatches>(wanted) + run<TestReading>(wanted) + run<TestProcesses>(wanted) +
           run<TestMaintenance>(wanted) + run<TestCases>(wanted);
}
