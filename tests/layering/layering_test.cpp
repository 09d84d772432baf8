// SPDX-License-Identifier: GPL-3.0-or-later
// Holds the whole repository to the table of layers, and proves on made-up sources that each rule
// finds what it is there to find.
#include "layer_table.h"
#include "source_rules.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace triptych::layering;

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = TRIPTYCH_SOURCE_DIR;

SourceFile readSource(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {fs::relative(path, kRoot).generic_string(),
            std::string(std::istreambuf_iterator<char>(in), {})};
}

std::vector<SourceFile> sourcesUnder(std::initializer_list<const char*> folders)
{
    std::vector<SourceFile> files;
    for (const char* folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
            const std::string extension = entry.path().extension().string();
            if (entry.is_regular_file() && extension != ".png") {
                files.push_back(readSource(entry.path()));
            }
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

bool isCpp(const SourceFile& file)
{
    return file.path.ends_with(".cpp") || file.path.ends_with(".h");
}

// Prints every violation, so that one run shows all there is to mend.
void requireNone(const std::vector<Violation>& violations)
{
    QByteArray all;
    for (const Violation& violation : violations) {
        all += "\n" + QByteArray::fromStdString(describe(violation));
    }
    QVERIFY2(violations.empty(), all.constData());
}

std::vector<Violation> check(const char* path, const char* text)
{
    return layerViolations({path, text});
}

void requireOne(const char* path, const char* text, const char* words)
{
    const std::vector<Violation> found = check(path, text);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY2(found[0].message.find(words) != std::string::npos, describe(found[0]).c_str());
}

} // namespace

class LayeringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileKeepsToItsLayer();
    void noIncludeGoesInACircle();
    void everyFileStartsWithLicenceAndPurpose();
    void noFileNamesOneMachine();
    void theRootHoldsOnlyWhatBelongsThere();

    void theTableItselfHasNoCycle();
    void anUpwardIncludeIsFoundWithItsLine();
    void aWorkflowHeaderMayNotShowTheStore();
    void qtIsRefusedInCore();
    void concurrentIsRefusedOutsideJobs();
    void uiMayNotReachPastWorkflow();
    void aThirdPartyHeaderIsRefusedInHeadersAndForeignRows();
    void systemHeadersAreRefusedInCoreHeaders();
    void aHeaderNotNamedFromTheRootIsRefused();
    void anUnknownFolderIsRefused();
    void commentedIncludesDoNotCount();
    void aCircleOfFilesAndOfFoldersIsFound();
    void aMissingLicencePurposeOrGuardIsFound();
    void aLongFileIsFound();
    void aMachinePathIsFound();
    void aStrangerAtTheRootIsFound();
};

void LayeringTest::everyFileKeepsToItsLayer()
{
    std::vector<Violation> violations;
    int read = 0;
    for (const SourceFile& file : sourcesUnder({"core", "ui", "app"})) {
        if (isCpp(file)) {
            ++read;
            std::ranges::move(layerViolations(file), std::back_inserter(violations));
        }
    }
    QVERIFY(read > 10);
    requireNone(violations);
}

void LayeringTest::noIncludeGoesInACircle()
{
    std::vector<SourceFile> files = sourcesUnder({"core", "ui", "app"});
    std::erase_if(files, [](const SourceFile& file) { return !isCpp(file); });
    requireNone(includeCycles(files));
}

void LayeringTest::everyFileStartsWithLicenceAndPurpose()
{
    std::vector<Violation> violations = shapeViolations(readSource(kRoot / "CMakeLists.txt"));
    for (const SourceFile& file :
         sourcesUnder({"core", "ui", "app", "tests", "resources", "installer", ".ci"})) {
        std::ranges::move(shapeViolations(file), std::back_inserter(violations));
    }
    requireNone(violations);
}

void LayeringTest::noFileNamesOneMachine()
{
    std::vector<Violation> violations;
    std::vector<SourceFile> files = sourcesUnder(
        {"core", "ui", "app", "tests", "resources", "installer", "translations", ".ci"});
    for (const char* name : {"README.md", "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json"}) {
        files.push_back(readSource(kRoot / name));
    }
    for (const SourceFile& file : files) {
        std::ranges::move(machinePathViolations(file, TRIPTYCH_SOURCE_DIR "/"),
                          std::back_inserter(violations));
    }
    requireNone(violations);
}

void LayeringTest::theRootHoldsOnlyWhatBelongsThere()
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(kRoot)) {
        names.push_back(entry.path().filename().string());
    }
    requireNone(rootViolations(names));
}

void LayeringTest::theTableItselfHasNoCycle()
{
    std::vector<SourceFile> files;
    for (const Layer& layer : layers()) {
        std::string text;
        for (const std::string_view folder : layer.mayInclude) {
            text += "#include \"" + std::string(folder) + "/x.h\"\n";
        }
        files.push_back({std::string(layer.folder) + "/x.cpp", text});
        QVERIFY(layerViolations(files.back()).empty());
    }
    requireNone(includeCycles(files));
}

void LayeringTest::anUpwardIncludeIsFoundWithItsLine()
{
    const std::vector<Violation> found =
        check("core/domain/fold.cpp", "// x\n#include \"core/base/ids.h\"\n"
                                      "#  include \"core/store/writer.h\"\n");
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(describe(found[0]),
             std::string("core/domain/fold.cpp:3: core/domain may not include core/store"));
}

void LayeringTest::aWorkflowHeaderMayNotShowTheStore()
{
    requireOne("core/workflow/project.h", "#include \"core/store/writer.h\"\n",
               "a header of core/workflow may not include core/store");
    QVERIFY(check("core/workflow/project.cpp", "#include \"core/store/writer.h\"\n").empty());
    requireOne("core/workflow/train.cpp", "#include \"core/nn/trainer.h\"\n", "core/nn");
}

void LayeringTest::qtIsRefusedInCore()
{
    requireOne("core/media/decode.cpp", "#include <QImage>\n", "no Qt in core");
    requireOne("core/base/log.h", "#include <QtCore/QString>\n", "no Qt in core");
}

void LayeringTest::concurrentIsRefusedOutsideJobs()
{
    requireOne("ui/review/page.cpp", "#include <QtConcurrent/QtConcurrentRun>\n", "ui/jobs/");
    QVERIFY(check("ui/jobs/job_runner.cpp", "#include <QtConcurrent>\n").empty());
}

void LayeringTest::uiMayNotReachPastWorkflow()
{
    requireOne("ui/browse/model.cpp", "#include \"core/store/reader.h\"\n",
               "ui may not include core/store");
    requireOne("ui/browse/model.h", "#include \"app/settings.h\"\n", "ui may not include app");
    QVERIFY(check("app/main.cpp", "#include \"core/store/reader.h\"\n").empty());
}

void LayeringTest::aThirdPartyHeaderIsRefusedInHeadersAndForeignRows()
{
    requireOne("core/media/decode.h", "#include <opencv2/core.hpp>\n", "only its .cpp files may");
    requireOne("core/formats/csv.cpp", "#include <opencv2/core.hpp>\n", "not in the row");
    requireOne("ui/shell/window.cpp", "#include <sqlite3.h>\n", "not in the row");
    QVERIFY(check("core/base/result.h", "#include <tl/expected.hpp>\n").empty());
    QVERIFY(check("app/cli.cpp", "#include <CLI/CLI.hpp>\n").empty());
    QVERIFY(check("app/cli.h", "#include <CLI/CLI.hpp>\n").empty());
}

void LayeringTest::systemHeadersAreRefusedInCoreHeaders()
{
    requireOne("core/base/file_io.h", "#include <unistd.h>\n", "only its .cpp files may");
    QVERIFY(check("core/base/file_io.cpp", "#include <sys/stat.h>\n#include <fcntl.h>\n").empty());
}

void LayeringTest::aHeaderNotNamedFromTheRootIsRefused()
{
    requireOne("core/text/lint.cpp", "#include \"lint.h\"\n", "not named from the root");
    requireOne("core/text/lint.cpp", "#include <core/text/lint.h>\n", "with quotes");
    QVERIFY(check("core/store/schema.cpp", "#include \"embedded/triptych_store.h\"\n").empty());
}

void LayeringTest::anUnknownFolderIsRefused()
{
    requireOne("core/misc/helper.cpp", "", "does not name");
    requireOne("core/text/lint.cpp", "#include \"core/misc/helper.h\"\n", "does not name");
}

void LayeringTest::commentedIncludesDoNotCount()
{
    QVERIFY(check("core/base/log.cpp", "// #include <QString>\n/* #include <QString>\n"
                                       "#include <QString> */\n/* x */ // y\n")
                .empty());
    requireOne("core/base/log.cpp", "/* a\n b */ #include <QString>\n", "no Qt");
}

void LayeringTest::aCircleOfFilesAndOfFoldersIsFound()
{
    const std::vector<Violation> files =
        includeCycles({{"core/text/a.h", "#include \"core/text/b.h\"\n"},
                       {"core/text/b.h", "\n#include \"core/text/a.h\"\n"}});
    QCOMPARE(files.size(), std::size_t{1});
    QCOMPARE(describe(files[0]),
             std::string("core/text/b.h:2: closes a cycle: core/text/a.h -> core/text/b.h -> "
                         "core/text/a.h"));
    const std::vector<Violation> folders =
        includeCycles({{"core/text/a.cpp", "#include \"core/media/b.h\"\n"},
                       {"core/media/c.cpp", "#include \"core/text/d.h\"\n"}});
    QCOMPARE(folders.size(), std::size_t{1});
    QVERIFY(includeCycles({{"core/text/a.cpp", "#include \"core/base/b.h\"\n"},
                           {"core/media/c.cpp", "#include \"core/base/b.h\"\n"}})
                .empty());
}

void LayeringTest::aMissingLicencePurposeOrGuardIsFound()
{
    const std::string licence = "SPDX-License-Identifier: GPL-3.0-or-later\n";
    const std::string good = "// " + licence + "// What this file is for.\n";
    QVERIFY(shapeViolations({"core/a.cpp", good}).empty());
    QVERIFY(shapeViolations({"resources/a.svg", "<svg/>"}).empty());
    QVERIFY(shapeViolations({"installer/start", "#!/bin/bash\n# " + licence + "# Starts it all.\n"})
                .empty());
    QCOMPARE(shapeViolations({"core/a.h", good}).size(), std::size_t{1});
    QCOMPARE(shapeViolations({"core/a.cpp", "// " + licence + "#include <map>\n"}).size(),
             std::size_t{1});
    QCOMPARE(shapeViolations({"core/a.sql", good}).size(), std::size_t{2});
    QCOMPARE(shapeViolations({"core/a.cpp", ""}).size(), std::size_t{2});
    QCOMPARE(shapeViolations({"core/a.cpp", good + "int\tx;\nint y; \n"}).size(), std::size_t{2});
}

void LayeringTest::aLongFileIsFound()
{
    std::string text = "// SPDX-License-Identifier: GPL-3.0-or-later\n// What this file is for.\n";
    for (int i = 2; i < 500; ++i) {
        text += "\n";
    }
    QVERIFY(shapeViolations({"ui/a.cpp", text}).empty());
    QCOMPARE(shapeViolations({"ui/a.cpp", text + "\n"}).size(), std::size_t{1});
}

void LayeringTest::aMachinePathIsFound()
{
    const std::string somewhere = std::string("/") + "work/x";
    QCOMPARE(machinePathViolations({"README.md", "see\ncd " + somewhere + "\n"}, "/src/t/"),
             (std::vector<Violation>{{"README.md", 2, "a path of one machine"}}));
    QCOMPARE(machinePathViolations({"a.cpp", "\"/src/t/a\""}, "/src/t/").size(), std::size_t{1});
    QVERIFY(machinePathViolations({"a.cpp", "core/builds/a.h /usr/include"}, "/src/t/").empty());
}

void LayeringTest::aStrangerAtTheRootIsFound()
{
    QVERIFY(rootViolations({"core", "app", ".git", "README.md"}).empty());
    QCOMPARE(rootViolations({"core", "src"}),
             (std::vector<Violation>{{"src", 0, "has no place at the root of the repository"}}));
}

QTEST_APPLESS_MAIN(LayeringTest)
#include "layering_test.moc"
