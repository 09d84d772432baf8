// SPDX-License-Identifier: GPL-3.0-or-later
// Runs every test class of the file formats in one program.
#include "tests/core/formats/test_catalogue.h"
#include "tests/core/formats/test_cirr.h"
#include "tests/core/formats/test_csv_reader.h"
#include "tests/core/formats/test_decisions_file.h"
#include "tests/core/formats/test_export_folder.h"
#include "tests/core/formats/test_folder_scan.h"
#include "tests/core/formats/test_hostile_files.h"
#include "tests/core/formats/test_model_folder.h"
#include "tests/core/formats/test_safetensors.h"
#include "tests/core/formats/test_torch_file.h"
#include "tests/core/formats/test_triplet_files.h"
#include "tests/core/formats/test_triptych_format.h"

#include <QCoreApplication>
#include <QTest>

template <typename Test> int run(int argc, char** argv)
{
    Test test;
    return QTest::qExec(&test, argc, argv);
}

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    return run<TestCsvReader>(argc, argv) + run<TestCatalogue>(argc, argv) +
           run<TestFolderScan>(argc, argv) + run<TestTripletFiles>(argc, argv) +
           run<TestCirr>(argc, argv) + run<TestTriptychFormat>(argc, argv) +
           run<TestExportFolder>(argc, argv) + run<TestDecisionsFile>(argc, argv) +
           run<TestHostileFiles>(argc, argv) + run<TestSafetensors>(argc, argv) +
           run<TestTorchFile>(argc, argv) + run<TestModelFolder>(argc, argv);
}
