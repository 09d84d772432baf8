// SPDX-License-Identifier: GPL-3.0-or-later
// Projects of the first schema: opened, brought up to date, merged from, and never lost.
#include "core/store/schema.h"
#include "core/store/sql.h"
#include "core/workflow/attributes.h"
#include "core/workflow/browse.h"
#include "core/workflow/guidelines.h"
#include "tests/core/workflow/review_world.h"

#include <QTest>

#include <csignal>

#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace triptych;
using namespace triptych::tests;
using workflow::Act;
namespace fs = std::filesystem;

namespace {

constexpr auto kSchema = "SELECT group_concat(type || name || coalesce(sql, ''), '|') FROM"
                         " (SELECT * FROM sqlite_schema ORDER BY type, name)";

// Takes out of the file what later schemas put there.
void toFirstSchema(const fs::path& file)
{
    store::Connection connection(file, store::OpenAs::ReadWrite);
    connection.execute("DROP TABLE guideline; DROP TABLE standing; DROP TABLE outdated;"
                       "DROP INDEX event_taking_back; DROP INDEX slot_with_text;"
                       "DROP TABLE case_rank; DROP TABLE case_run; DROP TABLE case_judgement;"
                       "DROP TABLE saved_case;"
                       "UPDATE text SET stale = stale <> 0;"
                       "PRAGMA user_version = 1; PRAGMA journal_mode = DELETE");
}

std::string schemaOf(const fs::path& file)
{
    store::Connection connection(file, store::OpenAs::ReadOnly);
    return connection.text(kSchema);
}

std::int64_t versionOf(const fs::path& file)
{
    store::Connection connection(file, store::OpenAs::ReadOnly);
    return connection.integer("PRAGMA user_version");
}

// Every kind of decision, by two people, some taken back.
bool decideOften(workflow::Project& project)
{
    const auto pairs = allPairs(project);
    auto reject = decision(pairs[1], Act::Reject);
    reject.reasons = {"too-vague"};
    auto target = decision(pairs[5], Act::AddTarget);
    target.image = "t2-Red.png";
    return workflow::decide(project, "Ann", {decision(pairs[0], Act::Accept)}) &&
           workflow::decide(project, "Ann", {reject}) &&
           workflow::decide(project, "Ben", {decision(pairs[1], Act::Accept)}, {"Ben"}) &&
           workflow::decide(project, "Ann", {decision(pairs[2], Act::Edit, "rather 青い")}) &&
           workflow::decide(project, "Ben", {decision(pairs[3], Act::Skip)}) &&
           workflow::decide(project, "Ben", {decision(pairs[4], Act::Flag)}) &&
           workflow::decide(project, "Ann", {target}) &&
           workflow::decide(project, "Ann", {decision(pairs[5], Act::Comment, "look again")}) &&
           workflow::correctAttribute(project, "Ann", "t1-Black.png", "color", "Grey") &&
           workflow::removePairs(project, "Ann", {pairs[8].id}, {}) &&
           workflow::decide(project, "Ann", {decision(pairs[6], Act::Accept)}) &&
           workflow::undo(project, "Ann");
}

std::vector<std::string> logOf(workflow::Project& project)
{
    std::vector<std::string> lines;
    for (const auto& pair : allPairs(project)) {
        const auto history = workflow::history(project, pair.id);
        for (const auto& line : history ? *history : std::vector<workflow::HistoryEntry>{}) {
            lines.push_back(pair.key + line.kind + line.reviewer + line.text +
                            (line.undone ? " undone" : ""));
        }
    }
    return lines;
}

class FirstSchema
{
public:
    explicit FirstSchema(const std::string& name = "old.triptych")
        : file(world.path(name))
    {
        auto project = world.project(name);
        if (!project || !decideOften(*project)) {
            throw std::runtime_error("no project");
        }
        states = everything(*project);
        log = logOf(*project);
        ann = workflow::pace(*project, "Ann")->mine;
        project.reset();
        toFirstSchema(file);
    }

    World world;
    fs::path file;
    std::map<std::string, std::string> states;
    std::vector<std::string> log;
    std::int64_t ann = 0;
};

std::size_t leftInTemporaryFolder()
{
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fs::temp_directory_path())) {
        count += entry.path().filename().string().starts_with("triptych-older-") ? 1U : 0U;
    }
    return count;
}

} // namespace

class TestMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theOldFileIsOneOfTheFirstSchema();
    void openingKeepsEveryDecisionAndTheOldFile();
    void readingOnlySaysWhatToDo();
    void aColleaguesOldFileIsMergedAndStaysAsItIs();
    void aBrokenOldFileIsNotMerged();
    void aCopyThatCannotBeWrittenMergesNothing();
    void withoutRoomForTheCopyTheDiskIsFull();

private:
    QTemporaryDir m_temporary;
};

// Copies go into a folder of this test's own, so that what is left behind is seen.
void TestMigration::initTestCase()
{
    QVERIFY(qputenv("TMPDIR", m_temporary.path().toUtf8()));
}

void TestMigration::theOldFileIsOneOfTheFirstSchema()
{
    const FirstSchema old;
    const auto plain = old.world.path("plain.triptych");
    {
        store::Connection connection(plain, store::OpenAs::Create);
        const store::SchemaManager first(store::SchemaManager::builtIn().first(1));
        REQUIRE_OK(first.update(connection, plain));
    }
    QCOMPARE(schemaOf(old.file), schemaOf(plain));
    QCOMPARE(versionOf(old.file), versionOf(plain));
}

void TestMigration::openingKeepsEveryDecisionAndTheOldFile()
{
    const FirstSchema old;
    auto project = workflow::Project::open(old.file, World::options());
    REQUIRE_OK(project);
    QVERIFY(everything(**project) == old.states);
    QVERIFY(logOf(**project) == old.log);
    QCOMPARE(workflow::pace(**project, "Ann")->mine, old.ann);
    const auto report = workflow::verify(**project, {}, old.world.job);
    REQUIRE_OK(report);
    QVERIFY2(report->ok, report->problems.empty() ? "" : report->problems.front().c_str());
    REQUIRE_OK(workflow::redo(**project, "Ann"));
    REQUIRE_OK(workflow::undo(**project, "Ann"));
    QVERIFY(everything(**project) == old.states);
    REQUIRE_OK(workflow::saveGuidelines(**project, "Ann", "now with guidelines"));
    project->reset();
    QCOMPARE(versionOf(old.file), store::SchemaManager().newest());

    const auto backup = old.world.path("old.triptych.v1.backup");
    QCOMPARE(versionOf(backup), 1);
    fs::rename(backup, old.world.path("again.triptych"));
    const auto again = workflow::Project::open(old.world.path("again.triptych"), World::options());
    REQUIRE_OK(again);
    QVERIFY(everything(**again) == old.states);
}

void TestMigration::readingOnlySaysWhatToDo()
{
    const FirstSchema old;
    const auto before = old.world.read("old.triptych");
    auto options = World::options();
    options.mode = workflow::OpenMode::ReadOnly;
    const auto project = workflow::Project::open(old.file, options);
    QVERIFY(!project);
    QCOMPARE(project.error().code, ErrorCode::ReadOnly);
    QVERIFY(project.error().detail.find("open it for writing once") != std::string::npos);
    QVERIFY(old.world.read("old.triptych") == before);
    QVERIFY(!fs::exists(old.world.path("old.triptych.v1.backup")));
}

void TestMigration::aColleaguesOldFileIsMergedAndStaysAsItIs()
{
    const FirstSchema old;
    const auto before = old.world.read("old.triptych");
    const auto mine = old.world.project("mine.triptych");
    QVERIFY(mine);
    const auto merged = workflow::mergeInto(*mine, {old.file}, old.world.job);
    REQUIRE_OK(merged);
    QVERIFY(merged->eventsAdded >= 12);
    QVERIFY(everything(*mine) == old.states);
    QVERIFY(workflow::verify(*mine, {}, old.world.job)->ok);
    const auto again = workflow::mergeInto(*mine, {old.file}, old.world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->eventsAdded, 0);
    QVERIFY(old.world.read("old.triptych") == before);
    for (const auto& entry : fs::directory_iterator(old.file.parent_path())) {
        const auto name = entry.path().filename().string();
        QVERIFY2(!name.starts_with("old.triptych") || name == "old.triptych", name.c_str());
    }
    QCOMPARE(leftInTemporaryFolder(), std::size_t{0});
}

void TestMigration::aBrokenOldFileIsNotMerged()
{
    const FirstSchema old;
    const auto mine = old.world.project("mine.triptych");
    QVERIFY(mine);
    const auto states = everything(*mine);
    const auto whole = old.world.read("old.triptych");
    for (const std::size_t at : {std::size_t{4096}, whole.size() / 4, whole.size() / 2}) {
        auto bytes = whole;
        bytes.replace(at / 4096 * 4096, whole.size() / 4, whole.size() / 4, 'x');
        old.world.write("broken.triptych", bytes);
        const auto merged =
            workflow::mergeInto(*mine, {old.world.path("broken.triptych")}, old.world.job);
        QVERIFY(!merged);
        QCOMPARE(merged.error().code, ErrorCode::Corrupt);
        QCOMPARE(merged.error().subject, old.world.path("broken.triptych").string());
        QVERIFY(old.world.read("broken.triptych") == bytes);
    }
    old.world.write("broken.triptych", whole.substr(0, whole.size() / 2));
    const auto cut = workflow::mergeInto(*mine, {old.world.path("broken.triptych")}, old.world.job);
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, ErrorCode::Corrupt);
    QVERIFY(everything(*mine) == states);
    QCOMPARE(leftInTemporaryFolder(), std::size_t{0});
}

void TestMigration::aCopyThatCannotBeWrittenMergesNothing()
{
    const FirstSchema old;
    const auto mine = old.world.project("mine.triptych");
    QVERIFY(mine);
    const auto states = everything(*mine);
    // No file of this process may grow over half a copy.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit half{fs::file_size(old.file) / 2, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &half), 0);
    const auto merged = workflow::mergeInto(*mine, {old.file}, old.world.job);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!merged);
    QCOMPARE(merged.error().code, ErrorCode::Io);
    QCOMPARE(merged.error().subject, old.file.string());
    QCOMPARE(leftInTemporaryFolder(), std::size_t{0});
    QVERIFY(everything(*mine) == states);
    REQUIRE_OK(workflow::mergeInto(*mine, {old.file}, old.world.job));
    QVERIFY(everything(*mine) == old.states);
}

void TestMigration::withoutRoomForTheCopyTheDiskIsFull()
{
    const QTemporaryDir disk;
    const auto folder = disk.path().toStdString();
    if (geteuid() != 0 || mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=128k") != 0) {
        QSKIP("mounting a small disk needs root");
    }
    const FirstSchema old;
    const auto mine = old.world.project("mine.triptych");
    qputenv("TMPDIR", disk.path().toUtf8());
    const auto merged = mine ? workflow::mergeInto(*mine, {old.file}, old.world.job)
                             : Result<MergeReport>{fail(ErrorCode::Internal)};
    const auto left = leftInTemporaryFolder();
    qputenv("TMPDIR", m_temporary.path().toUtf8());
    umount(folder.c_str());
    QVERIFY(!merged);
    QCOMPARE(merged.error().code, ErrorCode::DiskFull);
    QCOMPARE(merged.error().subject, old.file.string());
    QCOMPARE(left, std::size_t{0});
}

QTEST_GUILESS_MAIN(TestMigration)
#include "test_migration.moc"
