// SPDX-License-Identifier: GPL-3.0-or-later
// Encoding with the built-in encoder: what is missing or stale is made, nothing else; cancelled,
// damaged and deleted caches are mended.
#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/encode.h"
#include "core/workflow/encoder_state.h"
#include "core/workflow/model_record.h"
#include "core/workflow/models.h"
#include "tests/core/workflow/world.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

using namespace triptych;
using namespace triptych::tests;

namespace fs = std::filesystem;

namespace {
constexpr int kCatalogue = 6; // photos of World::project
std::shared_ptr<nn::Encoder> compact(const World& world)
{
    const workflow::ModelStore store(world.path("models"));
    auto opened = workflow::openEncoder(store, "compact", workflow::ComputeDevice::Cpu);
    return opened ? opened->encoder : nullptr;
}

// Brightness and size, as an encoder that the program does not know.
class PlainEncoder final : public nn::Encoder
{
public:
    explicit PlainEncoder(float value = 1.0F)
        : m_value(value)
    {
        m_info.name = "plain";
        m_info.id = "plain-1";
        m_info.imageDimension = 2;
        m_info.textDimension = 1;
        m_info.side = 32;
    }
    [[nodiscard]] const nn::EncoderInfo& info() const override { return m_info; }
    Result<nn::ImageFeatures> encodeImages(std::span<const PixelBuffer> images,
                                           bool /*tokens*/) override
    {
        nn::ImageFeatures features;
        features.global = Matrix(images.size(), 2);
        for (std::size_t i = 0; i < images.size(); ++i) {
            features.global.row(i)[0] = m_value;
        }
        return features;
    }
    Result<nn::TextFeatures> encodeTexts(std::span<const std::string> texts) override
    {
        nn::TextFeatures features;
        features.global = Matrix(texts.size(), 1);
        std::ranges::fill(features.global.values, 1.0F);
        features.shortened.assign(texts.size(), false);
        return features;
    }

private:
    nn::EncoderInfo m_info;
    float m_value;
};

Result<ImportReport> importAgain(const World& world, workflow::Project& project)
{
    workflow::ImportRequest request;
    request.source = world.path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = world.path("images");
    return workflow::importInto(project, request, world.job);
}

// A project over `count` drawn photos.
std::unique_ptr<workflow::Project> manyPhotos(const World& world, int count)
{
    for (int i = 0; i < count; ++i) {
        world.drawImage("many/" + std::to_string(i) + ".png", i % 200, 255 - i % 255, 3 * i % 255);
    }
    auto project =
        workflow::Project::create(world.path("many.triptych"), Language::English, World::options());
    if (!project) {
        return nullptr;
    }
    workflow::ImportRequest request;
    request.source = world.path("many");
    request.kind = workflow::ImportKind::Folder;
    return workflow::importInto(**project, request, world.job) ? std::move(*project) : nullptr;
}

std::vector<fs::path> filesIn(const fs::path& folder, const std::string& part)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename().string().find(part) != std::string::npos) {
            files.push_back(entry.path());
        }
    }
    return files;
}

// Turns bytes in the middle of a file around.
void damage(const fs::path& file)
{
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    const auto middle = static_cast<std::streamoff>(fs::file_size(file) / 2);
    stream.seekp(middle);
    stream.write("\x5a\xa5\x5a\xa5\x5a\xa5\x5a\xa5", 8);
}

std::unique_ptr<retrieval::VectorFile> vectors(workflow::Project& project,
                                               const nn::Encoder& encoder, const std::string& what,
                                               std::size_t dimension)
{
    const auto cache = workflow::cacheFolder(project);
    if (!cache) {
        return nullptr;
    }
    auto file = retrieval::VectorFile::open(workflow::vectorPath(*cache, encoder.info().id, what),
                                            encoder.info().id, dimension, false);
    return file ? std::move(*file) : nullptr;
}

} // namespace

class EncodeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPhotoAndWordingGetsAVectorOnce();
    void vectorsAreThoseOfThePhotos();
    void aPhotoImportedAnewIsTheOnlyOneEncodedAgain();
    void aFileThatIsNotTheImportedOneIsListedAndTheRestIsDone();
    void aPhotoThatWentAwayLosesItsVector();
    void aCancelledRunIsContinued();
    void aDeletedCacheIsMadeAnew();
    void aDamagedFileIsMadeAnew();
    void aCacheDeletedInTheMiddleIsMadeAnew();
    void filesThatDisagreeAreMended();
    void twoEncodersLiveSideBySide();
    void valuesThatAreNoNumbersFailAndSayThatTheModelIsToBlame();
    void whereNothingCanBeWrittenBesideTheProjectTheUsersCacheIsUsed();
    void wordingsComeFromTheCacheOrFreshAndAreTheSame();
    void theStateCountsWhatIsCurrent();
    void theStateIsToldWithoutReadingWeights();
};

void EncodeTest::everyPhotoAndWordingGetsAVectorOnce()
{
    const World world;
    const auto project = world.project();
    QVERIFY(project != nullptr);
    const auto encoder = compact(world);
    const auto first = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(first);
    QCOMPARE(first->encoder, std::string("compact"));
    QCOMPARE(first->images, kCatalogue);
    QCOMPARE(first->current, kCatalogue);
    QVERIFY(first->texts > 0);
    QVERIFY(first->imagesPerSecond > 0);
    QVERIFY(first->rejected.empty());
    const auto second = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(second);
    QCOMPARE(second->images, 0);
    QCOMPARE(second->texts, 0);
    QCOMPARE(second->current, kCatalogue);
}

void EncodeTest::vectorsAreThoseOfThePhotos()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto& info = encoder->info();
    const auto global = vectors(*project, *encoder, "global", info.imageDimension);
    const auto seen = vectors(*project, *encoder, "seen", info.seenNames.size());
    QVERIFY(global && seen);
    const auto pixels =
        workflow::decodeFor(*encoder, world.path("images/t1-Blue.png"), std::stop_token{});
    REQUIRE_OK(pixels);
    const auto direct = encoder->encodeImages({&*pixels, 1}, false);
    REQUIRE_OK(direct);
    // One of the rows is this photo's, to the precision of the file.
    int same = 0;
    for (std::size_t row = 0; row < global->block().rows; ++row) {
        double dot = 0;
        const auto values = global->row(row);
        for (std::size_t i = 0; i < values.size(); ++i) {
            dot += double{values[i]} * direct->global.row(0)[i];
        }
        same += dot > 0.9999 ? 1 : 0;
        double shares = 0;
        const auto named = seen->row(row);
        for (const float value : named) {
            shares += value;
        }
        QVERIFY2(std::abs(shares - 1) < 0.01, QByteArray::number(shares).constData());
    }
    QVERIFY(same >= 1);
    QVERIFY(same < kCatalogue);
}

void EncodeTest::aPhotoImportedAnewIsTheOnlyOneEncodedAgain()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    world.drawImage("images/t1-Red.png", 240, 200, 10);
    REQUIRE_OK(importAgain(world, *project));
    const auto again = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->images, 1);
    QCOMPARE(again->current, kCatalogue);
}

void EncodeTest::aFileThatIsNotTheImportedOneIsListedAndTheRestIsDone()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    world.write("images/t1-Blue.png", "not a picture at all");
    fs::remove(world.path("images/t2-Red.png"));
    const auto report = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(report);
    QCOMPARE(report->images, kCatalogue - 2);
    QCOMPARE(report->rejected.size(), std::size_t{2});
    auto rejected = report->rejected;
    std::ranges::sort(rejected, {}, &Error::subject);
    QCOMPARE(rejected[0].subject, std::string("t1-Blue.png"));
    QCOMPARE(rejected[0].code, ErrorCode::Changed);
    QCOMPARE(rejected[1].subject, std::string("t2-Red.png"));
    QCOMPARE(rejected[1].code, ErrorCode::NotFound);
}

void EncodeTest::aPhotoThatWentAwayLosesItsVector()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    fs::remove(world.path("images/t2-Red.png"));
    REQUIRE_OK(importAgain(world, *project));
    const auto again = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->images, 0);
    QCOMPARE(again->current, kCatalogue - 1);
}

void EncodeTest::aCancelledRunIsContinued()
{
    constexpr int kPhotos = 150;
    World world;
    const auto project = manyPhotos(world, kPhotos);
    QVERIFY(project != nullptr);
    const auto encoder = compact(world);
    std::stop_source stop;
    JobContext job = world.job;
    job.stop = stop.get_token();
    job.report = [&stop](const Progress& progress) {
        if (progress.done > 0) {
            stop.request_stop();
        }
    };
    const auto stopped = workflow::encode(*project, *encoder, job);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    const auto state = workflow::encodeState(*project, *encoder);
    REQUIRE_OK(state);
    QCOMPARE(state->images, kPhotos);
    QVERIFY(state->current > 0);
    QVERIFY(state->current < kPhotos);
    const auto rest = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(rest);
    QCOMPARE(rest->images, kPhotos - state->current);
    QCOMPARE(rest->current, kPhotos);
}

void EncodeTest::aDeletedCacheIsMadeAnew()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto cache = workflow::cacheFolder(*project);
    REQUIRE_OK(cache);
    QCOMPARE(*cache, world.path("p.triptych-cache"));
    fs::remove_all(*cache);
    const auto again = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->images, kCatalogue);
}

void EncodeTest::aDamagedFileIsMadeAnew()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto cache = workflow::cacheFolder(*project);
    REQUIRE_OK(cache);
    const auto files = filesIn(*cache, ".vec");
    QVERIFY(files.size() >= 3);
    for (const auto& file : files) {
        if (!fs::exists(file) || fs::file_size(file) == 0) {
            continue; // a lock, or rows that were replaced meanwhile
        }
        damage(file);
        const auto again = workflow::encode(*project, *encoder, world.job);
        REQUIRE_OK(again);
        QCOMPARE(again->current, kCatalogue);
        const auto after = workflow::encode(*project, *encoder, world.job);
        REQUIRE_OK(after);
        QCOMPARE(after->images + after->texts, 0);
    }
}

void EncodeTest::aCacheDeletedInTheMiddleIsMadeAnew()
{
    constexpr int kPhotos = 150;
    World world;
    const auto project = manyPhotos(world, kPhotos);
    const auto encoder = compact(world);
    const auto cache = workflow::cacheFolder(*project);
    REQUIRE_OK(cache);
    bool deleted = false;
    JobContext job = world.job;
    job.report = [&](const Progress& progress) {
        if (!deleted && progress.done > 0) {
            deleted = true;
            fs::remove_all(*cache);
        }
    };
    const auto report = workflow::encode(*project, *encoder, job);
    REQUIRE_OK(report);
    QVERIFY(deleted);
    QCOMPARE(report->current, kPhotos);
    const auto state = workflow::encodeState(*project, *encoder);
    REQUIRE_OK(state);
    QCOMPARE(state->current, kPhotos);
}

void EncodeTest::filesThatDisagreeAreMended()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto cache = workflow::cacheFolder(*project);
    const auto& info = encoder->info();
    {
        const auto seen = retrieval::VectorFile::open(workflow::vectorPath(*cache, info.id, "seen"),
                                                      info.id, info.seenNames.size(), true);
        REQUIRE_OK(seen);
        const Key one = (*seen)->key(0).key;
        REQUIRE_OK((*seen)->remove({&one, 1}));
    }
    const auto again = workflow::encode(*project, *encoder, world.job);
    REQUIRE_OK(again);
    QCOMPARE(again->images, 1);
    const auto seen = vectors(*project, *encoder, "seen", info.seenNames.size());
    QCOMPARE(seen->living(), std::size_t{kCatalogue});
}

void EncodeTest::twoEncodersLiveSideBySide()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    PlainEncoder plain;
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto other = workflow::encode(*project, plain, world.job);
    REQUIRE_OK(other);
    QCOMPARE(other->images, kCatalogue);
    for (const nn::Encoder* one : {encoder.get(), static_cast<nn::Encoder*>(&plain)}) {
        const auto state = workflow::encodeState(*project, *one);
        REQUIRE_OK(state);
        QCOMPARE(state->current, kCatalogue);
    }
}

void EncodeTest::valuesThatAreNoNumbersFailAndSayThatTheModelIsToBlame()
{
    const World world;
    const auto project = world.project();
    PlainEncoder broken(std::numeric_limits<float>::quiet_NaN());
    const auto report = workflow::encode(*project, broken, world.job);
    QVERIFY(!report);
    QCOMPARE(report.error().subject, std::string(workflow::kModelSubject));
    const auto state = workflow::encodeState(*project, broken);
    REQUIRE_OK(state);
    QCOMPARE(state->current, 0);
}

void EncodeTest::whereNothingCanBeWrittenBesideTheProjectTheUsersCacheIsUsed()
{
    const World world;
    const auto project = world.project();
    world.write("p.triptych-cache", "a file stands where the folder would be");
    qputenv("XDG_CACHE_HOME", world.path("own").c_str());
    const auto cache = workflow::cacheFolder(*project);
    REQUIRE_OK(cache);
    QVERIFY(cache->string().starts_with(world.path("own").string()));
    const auto report = workflow::encode(*project, *compact(world), world.job);
    qunsetenv("XDG_CACHE_HOME");
    REQUIRE_OK(report);
    QCOMPARE(report->images, kCatalogue);
}

void EncodeTest::wordingsComeFromTheCacheOrFreshAndAreTheSame()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    std::vector<std::string> texts{"a wording that nobody wrote", ""};
    for (const auto& pair : allPairs(*project)) {
        texts.push_back(pair.slots.at(0).text->body);
    }
    QVERIFY(texts.size() > 2);
    const auto fresh = workflow::textVectors(*project, *encoder, texts);
    REQUIRE_OK(fresh);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    const auto kept = workflow::textVectors(*project, *encoder, texts);
    REQUIRE_OK(kept);
    QVERIFY(fresh->values == kept->values);
    const auto file = vectors(*project, *encoder, "text", encoder->info().textDimension);
    QVERIFY(file != nullptr);
    QVERIFY(file->find(workflow::textVectorKey(texts[2])));
    QVERIFY(!file->find(workflow::textVectorKey(texts[0])));
    QVERIFY(std::ranges::all_of(kept->row(1), [](float v) { return v == 0; }));
}

void EncodeTest::theStateCountsWhatIsCurrent()
{
    const World world;
    const auto project = world.project();
    const auto encoder = compact(world);
    auto state = workflow::encodeState(*project, *encoder);
    REQUIRE_OK(state);
    QCOMPARE(state->images, kCatalogue);
    QCOMPARE(state->current, 0);
    REQUIRE_OK(workflow::encode(*project, *encoder, world.job));
    world.drawImage("images/t1-Red.png", 240, 200, 10);
    REQUIRE_OK(importAgain(world, *project));
    state = workflow::encodeState(*project, *encoder);
    REQUIRE_OK(state);
    QCOMPARE(state->current, kCatalogue - 1);
}

void EncodeTest::theStateIsToldWithoutReadingWeights()
{
    const World world;
    const auto project = world.project();
    const workflow::ModelStore store(world.path("models"));
    const workflow::EncodeRequest request{{}, workflow::ComputeDevice::Cpu};
    const auto without = workflow::encoderState(*project, store, request);
    REQUIRE_OK(without);
    QCOMPARE(without->encoder, std::string("compact"));
    QCOMPARE(without->encoderId, compact(world)->info().id);
    QVERIFY(!without->fallback.empty());
    QVERIFY(!without->standardThere);
    QCOMPARE(without->images.images, std::int64_t{kCatalogue});
    QVERIFY(!workflow::nameEncoder(store, "standard", workflow::ComputeDevice::Cpu));

    // A sound record of files that are no weights: opening them would fail.
    workflow::ModelRecord record;
    record.name = record.kind = workflow::kStandardName;
    record.path = world.path("models/standard");
    world.write("models/standard/image.safetensors", "no weights");
    auto file = workflow::examineFile(record.path, "image.safetensors");
    REQUIRE_OK(file);
    record.files.push_back(*file);
    REQUIRE_OK(workflow::writeRecord(record.path / workflow::kRecordName, record));
    const auto with = workflow::encoderState(*project, store, request);
    REQUIRE_OK(with);
    if (!workflow::computeInfo().libtorch.empty()) {
        QCOMPARE(with->encoder, std::string("standard"));
        QCOMPARE(with->encoderId, record.id());
        QVERIFY(with->fallback.empty());
        QCOMPARE(with->images.current, std::int64_t{0});
    } else {
        QCOMPARE(with->encoder, std::string("compact"));
        QVERIFY(!with->fallback.empty());
    }
    world.write("models/standard/image.safetensors", "other bytes now");
    const auto changed = workflow::encoderState(*project, store, request);
    REQUIRE_OK(changed);
    QCOMPARE(changed->encoder, std::string("compact"));
}

QTEST_GUILESS_MAIN(EncodeTest)
#include "test_encode.moc"
