// SPDX-License-Identifier: GPL-3.0-or-later
// Backups that are made by themselves: when, which stay, and what never goes.
#include "world.h"

#include "core/workflow/automatic_backup.h"

#include <sys/resource.h>

#include <csignal>
#include <fstream>

using namespace triptych;
using namespace triptych::workflow;
using namespace triptych::tests;

namespace fs = std::filesystem;

namespace {

constexpr UtcMillis kHour = 3600 * 1000;
constexpr UtcMillis kStart = 1'800'000'000'000; // 2027-01-15T08:00:00Z

class SetClock final : public Clock
{
public:
    [[nodiscard]] UtcMillis now() const override { return at; }
    UtcMillis at = kStart;
};

std::size_t filesIn(const fs::path& folder)
{
    return fs::exists(folder) ? static_cast<std::size_t>(std::distance(
                                    fs::directory_iterator(folder), fs::directory_iterator()))
                              : 0;
}

} // namespace

class TestAutomaticBackup final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theFirstOneIsMadeAtOnce();
    void noneIsMadeBeforeItIsDue();
    void noneIsMadeWhenNothingChanged();
    void openingTheProjectAgainIsNoChange();
    void everyZeroHoursIsNever();
    void oneThatIsAskedForIsMadeThoughNothingChanged();
    void aBackupHoldsWhatTheProjectHolds();
    void onlyTheNewestAreKept();
    void filesOfOthersAreNotTouched();
    void twoProjectsShareAFolder();
    void aClockThatWentBackMakesOneRatherThanNone();
    void aWriteThatFailsKeepsTheOlderOnes();
    void aFolderThatCannotBeMadeIsAnError();
    void aCopyThatWasKilledIsNotCountedAndGoesLater();
    void aBrokenBackupIsReplacedByAGoodOne();
    void namesThatAreNoTimesAreNoBackups();

private:
    void reopen();
    void change();
    Result<AutomaticBackup> due();
    [[nodiscard]] std::vector<BackupFile> list() const;

    std::unique_ptr<World> m_world;
    std::shared_ptr<SetClock> m_clock;
    std::unique_ptr<Project> m_project;
    fs::path m_file;
    BackupPolicy m_policy;
};

void TestAutomaticBackup::initTestCase()
{
    m_world = std::make_unique<World>();
    QVERIFY(m_world->project("made.triptych"));
}

void TestAutomaticBackup::init()
{
    static int number = 0;
    const std::string folder = "t" + std::to_string(++number);
    fs::create_directories(m_world->path(folder));
    m_file = m_world->path(folder) / "shoes.triptych";
    fs::copy_file(m_world->path("made.triptych"), m_file);
    m_clock = std::make_shared<SetClock>();
    m_policy = {};
    reopen();
}

void TestAutomaticBackup::cleanup()
{
    m_project.reset();
}

void TestAutomaticBackup::reopen()
{
    m_project.reset();
    auto options = World::options();
    options.clock = m_clock;
    auto project = Project::open(m_file, options);
    REQUIRE_OK(project);
    m_project = std::move(*project);
}

void TestAutomaticBackup::change()
{
    static int value = 0;
    REQUIRE_OK(m_project->setSetting("test", std::to_string(++value)));
}

Result<AutomaticBackup> TestAutomaticBackup::due()
{
    return backUpIfDue(*m_project, m_policy, {});
}

std::vector<BackupFile> TestAutomaticBackup::list() const
{
    const auto files = automaticBackups(m_file, m_policy);
    return files ? *files : std::vector<BackupFile>{};
}

void TestAutomaticBackup::theFirstOneIsMadeAtOnce()
{
    QVERIFY(list().empty());
    const auto made = due();
    REQUIRE_OK(made);
    QVERIFY(made->made);
    QCOMPARE(made->newest.at, kStart);
    QCOMPARE(made->newest.path.parent_path(), fs::path(m_file.string() + "-backups"));
    QCOMPARE(list().size(), std::size_t{1});
    QCOMPARE(list().front().bytes, std::uint64_t{fs::file_size(made->newest.path)});
}

void TestAutomaticBackup::noneIsMadeBeforeItIsDue()
{
    REQUIRE_OK(due());
    change();
    m_clock->at += 24 * kHour - 1;
    QVERIFY(!due()->made);
    m_clock->at += 1;
    QVERIFY(due()->made);
    QCOMPARE(list().size(), std::size_t{2});
    QCOMPARE(list().front().at, kStart + 24 * kHour);
}

void TestAutomaticBackup::noneIsMadeWhenNothingChanged()
{
    change(); // so that the change below replaces a value
    REQUIRE_OK(due());
    m_clock->at += 100 * kHour;
    const auto again = due();
    REQUIRE_OK(again);
    QVERIFY(!again->made);
    QCOMPARE(again->newest.at, kStart);
    change();
    QVERIFY(due()->made);
}

void TestAutomaticBackup::openingTheProjectAgainIsNoChange()
{
    REQUIRE_OK(due());
    m_clock->at += 100 * kHour;
    reopen();
    QVERIFY(!due()->made);
}

void TestAutomaticBackup::everyZeroHoursIsNever()
{
    m_policy.everyHours = 0;
    QVERIFY(!due()->made);
    QVERIFY(list().empty());
}

void TestAutomaticBackup::oneThatIsAskedForIsMadeThoughNothingChanged()
{
    REQUIRE_OK(due());
    m_clock->at += 1000;
    const auto made = backUpNow(*m_project, m_policy, {});
    REQUIRE_OK(made);
    QVERIFY(made->made);
    QCOMPARE(list().size(), std::size_t{2});
}

void TestAutomaticBackup::aBackupHoldsWhatTheProjectHolds()
{
    change();
    const auto wanted = m_project->setting("test");
    const auto made = due();
    REQUIRE_OK(made);
    const auto copy = Project::open(made->newest.path, World::options());
    REQUIRE_OK(copy);
    QCOMPARE(allPairs(**copy).size(), allPairs(*m_project).size());
    QVERIFY((*copy)->setting("test").value() == *wanted);
}

void TestAutomaticBackup::onlyTheNewestAreKept()
{
    m_policy.keep = 3;
    m_policy.everyHours = 1;
    for (int i = 0; i < 6; ++i) {
        change();
        const auto made = due();
        REQUIRE_OK(made);
        QVERIFY(made->made);
        QCOMPARE(made->removed.size(), std::size_t{i < 3 ? 0U : 1U});
        m_clock->at += kHour;
    }
    const auto left = list();
    QCOMPARE(left.size(), std::size_t{3});
    QCOMPARE(left.back().at, kStart + 3 * kHour);
}

void TestAutomaticBackup::filesOfOthersAreNotTouched()
{
    m_policy.keep = 1;
    const fs::path folder = backupFolder(m_file, m_policy);
    fs::create_directories(folder);
    const std::vector<std::string> others{"holiday.jpg",
                                          "shoes.triptych",
                                          "shoes.2020-01-01.triptych",
                                          "boots.2020-01-01T00-00-00.000Z.triptych",
                                          "shoes.2020-01-01T00-00-00.000Z.triptych.txt",
                                          "shoes.2020-13-01T00-00-00.000Z.triptych",
                                          "shoes.2020-01-01T00-00-00.000Z.triptych.new-mine"};
    for (const auto& name : others) {
        std::ofstream(folder / name) << "mine";
    }
    fs::create_directories(folder / "shoes.2020-01-02T00-00-00.000Z.triptych"); // a folder
    for (int i = 0; i < 3; ++i) {
        m_clock->at += kHour;
        REQUIRE_OK(backUpNow(*m_project, m_policy, {}));
    }
    for (const auto& name : others) {
        QVERIFY2(fs::exists(folder / name), name.c_str());
    }
    QCOMPARE(list().size(), std::size_t{1});
    QCOMPARE(filesIn(folder), others.size() + 2);
}

void TestAutomaticBackup::twoProjectsShareAFolder()
{
    m_policy.keep = 1;
    m_policy.folder = m_file.parent_path() / "all";
    const fs::path other = m_file.parent_path() / "other" / m_file.filename();
    fs::create_directories(other.parent_path());
    fs::copy_file(m_world->path("made.triptych"), other);
    REQUIRE_OK(due());
    auto second = Project::open(other, World::options());
    REQUIRE_OK(second);
    REQUIRE_OK(backUpIfDue(**second, m_policy, {}));
    m_clock->at += kHour;
    REQUIRE_OK(backUpNow(*m_project, m_policy, {}));
    QCOMPARE(list().size(), std::size_t{1});
    QCOMPARE(automaticBackups(other, m_policy)->size(), std::size_t{1});
    QCOMPARE(filesIn(m_policy.folder), std::size_t{2});
}

void TestAutomaticBackup::aClockThatWentBackMakesOneRatherThanNone()
{
    m_policy.keep = 2;
    REQUIRE_OK(due());
    m_clock->at += 24 * kHour;
    change();
    REQUIRE_OK(due());
    m_clock->at = kStart - 1000 * kHour;
    change();
    const auto made = due();
    REQUIRE_OK(made);
    QVERIFY(made->made);
    // It is the newest whatever its name says: the oldest of the others went.
    QVERIFY(fs::exists(made->newest.path));
    QCOMPARE(list().size(), std::size_t{2});
    change();
    QVERIFY(!due()->made); // and it is not made again and again
    m_clock->at += 24 * kHour;
    QVERIFY(due()->made);
}

void TestAutomaticBackup::aWriteThatFailsKeepsTheOlderOnes()
{
    m_policy.keep = 1;
    const auto good = due();
    REQUIRE_OK(good);
    const fs::path folder = backupFolder(m_file, m_policy);
    change();
    m_clock->at += 48 * kHour;
    // No file may grow over half a copy: what a full disk does, for this process only.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto old = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit half{good->newest.bytes / 2, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &half), 0);
    const auto failed = due();
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old);
    QVERIFY(!failed);
    QVERIFY(fs::exists(good->newest.path));
    QCOMPARE(filesIn(folder), std::size_t{1});
    QVERIFY(due()->made); // there is room again
    QCOMPARE(filesIn(folder), std::size_t{1});
}

void TestAutomaticBackup::aFolderThatCannotBeMadeIsAnError()
{
    m_world->write("plain", "a file");
    m_policy.folder = m_world->path("plain") / "backups";
    QVERIFY(!due());
}

void TestAutomaticBackup::aCopyThatWasKilledIsNotCountedAndGoesLater()
{
    const auto made = due();
    REQUIRE_OK(made);
    auto half = made->newest.path;
    half += ".new-0123456789ab";
    std::ofstream(half) << "half";
    QCOMPARE(list().size(), std::size_t{1});
    m_clock->at += kHour;
    REQUIRE_OK(backUpNow(*m_project, m_policy, {}));
    QVERIFY(fs::exists(half)); // perhaps another process is at it
    fs::last_write_time(half, fs::file_time_type::clock::now() - std::chrono::hours(2));
    m_clock->at += kHour;
    REQUIRE_OK(backUpNow(*m_project, m_policy, {}));
    QVERIFY(!fs::exists(half));
    QCOMPARE(list().size(), std::size_t{3});
}

void TestAutomaticBackup::aBrokenBackupIsReplacedByAGoodOne()
{
    const auto made = due();
    REQUIRE_OK(made);
    fs::resize_file(made->newest.path, made->newest.bytes / 2);
    m_clock->at += 24 * kHour;
    QVERIFY(due()->made); // though nothing changed
}

void TestAutomaticBackup::namesThatAreNoTimesAreNoBackups()
{
    const fs::path folder = backupFolder(m_file, m_policy);
    fs::create_directories(folder);
    for (const char* name :
         {"shoes..triptych", "shoes.2027-01-15T08:00:00.000Z.triptych",
          "shoes.aaaaaaaaaaaaaaaaaaaaaaaa.triptych", "shoes.2027-02-30T08-00-00.000Z.triptych"}) {
        std::ofstream(folder / name) << "x";
    }
    QVERIFY(list().empty());
}

QTEST_GUILESS_MAIN(TestAutomaticBackup)
#include "test_automatic_backup.moc"
