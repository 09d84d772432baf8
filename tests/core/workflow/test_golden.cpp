// SPDX-License-Identifier: GPL-3.0-or-later
// The standard encoder from photo and text to vector, against the reference implementations: our
// own decoding, resizing and tokens included. Needs the fetched model and the shared data.
#include "core/nn-api/encoder.h"
#include "core/workflow/encode.h"
#include "core/workflow/models.h"
#include "tests/core/workflow/world.h"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>

using namespace triptych;
using namespace triptych::tests;

namespace fs = std::filesystem;

namespace {

constexpr double kPhotoCosine = 0.995;
constexpr double kTextCosine = 0.9999;
constexpr std::size_t kFeatures = 1280;
constexpr std::size_t kTextValues = 384;

fs::path data()
{
    const auto folder = qEnvironmentVariable("TRIPTYCH_DATA");
    return folder.isEmpty() ? fs::path(TRIPTYCH_SOURCE_DIR) / ".." / "shared" / "data"
                            : fs::path(folder.toStdString());
}

std::string bytesOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// The floats of a .npy file of little-endian f32.
std::vector<float> readNpy(const fs::path& file)
{
    const std::string bytes = bytesOf(file);
    constexpr std::size_t kPrefix = 10;
    if (bytes.size() < kPrefix) {
        return {};
    }
    const auto header = static_cast<std::size_t>(static_cast<unsigned char>(bytes[8])) +
                        256 * static_cast<std::size_t>(static_cast<unsigned char>(bytes[9]));
    std::vector<float> values((bytes.size() - kPrefix - header) / sizeof(float));
    std::memcpy(values.data(), bytes.data() + kPrefix + header, values.size() * sizeof(float));
    return values;
}

double cosine(std::span<const float> a, std::span<const float> b)
{
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += double{a[i]} * b[i];
        aa += double{a[i]} * a[i];
        bb += double{b[i]} * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

std::size_t greatest(std::span<const float> values)
{
    return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

} // namespace

class GoldenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void photosGiveTheReferencesFeatures();
    void textsGiveTheReferencesEmbeddings();
    void aRowDependsOnItsOwnImageAlone();
    void emptyAndLongTextsAreRead();

private:
    std::shared_ptr<nn::Encoder> m_encoder;
};

void GoldenTest::initTestCase()
{
    const workflow::ModelStore store(workflow::ModelStore::defaultFolder());
    const auto opened = workflow::openEncoder(store, "", workflow::ComputeDevice::Cpu);
    REQUIRE_OK(opened);
    if (!opened->fallback.empty()) {
        QSKIP(("the standard model is not used: " + opened->fallback).c_str());
    }
    if (!fs::exists(data() / "golden")) {
        QSKIP("no goldens here: set TRIPTYCH_DATA");
    }
    m_encoder = opened->encoder;
}

void GoldenTest::photosGiveTheReferencesFeatures()
{
    const auto folder = data() / "golden" / "efficientnet-lite0";
    const auto features = readNpy(folder / "features_f32.npy");
    const auto logits = readNpy(folder / "logits_f32.npy");
    std::ifstream names(folder / "names.txt");
    std::size_t row = 0;
    for (std::string name; std::getline(names, name); ++row) {
        const auto pixels = workflow::decodeFor(*m_encoder, data() / name, std::stop_token{});
        REQUIRE_OK(pixels);
        const auto encoded = m_encoder->encodeImages({&*pixels, 1}, false);
        REQUIRE_OK(encoded);
        const auto wanted = std::span(features).subspan(row * kFeatures, kFeatures);
        const double same = cosine(encoded->global.row(0).first(kFeatures), wanted);
        QVERIFY2(same >= kPhotoCosine, (name + " " + std::to_string(same)).c_str());
        const auto classes = m_encoder->info().classCount;
        const auto seen = encoded->seen.row(0).first(classes);
        const double alike = cosine(seen, std::span(logits).subspan(row * classes, classes));
        QVERIFY2(alike >= kPhotoCosine, (name + " " + std::to_string(alike)).c_str());
        const auto best = std::span(logits).subspan(row * classes, classes)[greatest(seen)];
        const auto most =
            *std::ranges::max_element(std::span(logits).subspan(row * classes, classes));
        QVERIFY2(best > most - 0.5F, name.c_str());
    }
    QCOMPARE(row, std::size_t{8});
}

void GoldenTest::textsGiveTheReferencesEmbeddings()
{
    const auto folder = data() / "golden" / "minilm";
    const auto wanted = readNpy(folder / "embeddings_f32.npy");
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(bytesOf(folder / "tokens.json")));
    std::vector<std::string> texts;
    for (const auto& entry : json.array()) {
        texts.push_back(entry.toObject().value(QLatin1String("text")).toString().toStdString());
    }
    QVERIFY(!texts.empty());
    QCOMPARE(wanted.size(), texts.size() * kTextValues);
    const auto encoded = m_encoder->encodeTexts(texts);
    REQUIRE_OK(encoded);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const double same =
            cosine(encoded->global.row(i), std::span(wanted).subspan(i * kTextValues, kTextValues));
        const bool blank = texts[i].find_first_not_of(" \t\r\n") == std::string::npos;
        QVERIFY2(blank || same >= kTextCosine, (texts[i] + " " + std::to_string(same)).c_str());
    }
}

void GoldenTest::aRowDependsOnItsOwnImageAlone()
{
    std::vector<PixelBuffer> images;
    const World world;
    for (int i = 0; i < 5; ++i) {
        const std::string name = "i" + std::to_string(i) + ".png";
        world.drawImage(name, 50 * i, 200 - 40 * i, 90);
        auto pixels = workflow::decodeFor(*m_encoder, world.path(name), std::stop_token{});
        REQUIRE_OK(pixels);
        images.push_back(std::move(*pixels));
    }
    const auto together = m_encoder->encodeImages(images, false);
    const auto alone = m_encoder->encodeImages({&images[3], 1}, false);
    const auto again = m_encoder->encodeImages(images, false);
    REQUIRE_OK(together);
    REQUIRE_OK(alone);
    REQUIRE_OK(again);
    QVERIFY(together->global.values == again->global.values);
    const auto row = together->global.row(3);
    double length = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        QVERIFY(std::abs(row[i] - alone->global.row(0)[i]) < 1e-5F);
        length += double{row[i]} * row[i];
    }
    QVERIFY(std::abs(length - 1) < 1e-5);
}

void GoldenTest::emptyAndLongTextsAreRead()
{
    const std::vector<std::string> texts{"", "a red shirt", std::string(100'000, 'x') + " blue",
                                         "  \n"};
    const auto encoded = m_encoder->encodeTexts(texts);
    REQUIRE_OK(encoded);
    const auto zero = [](float value) { return value == 0; };
    QVERIFY(std::ranges::all_of(encoded->global.row(0), zero));
    QVERIFY(!std::ranges::all_of(encoded->global.row(1), zero));
    QVERIFY(std::ranges::all_of(encoded->global.row(3), zero));
    std::string words;
    for (int i = 0; i < 1000; ++i) {
        words += "word ";
    }
    const auto cut = m_encoder->encodeTexts({&words, 1});
    REQUIRE_OK(cut);
    QVERIFY(cut->shortened[0]);
    QVERIFY(!encoded->shortened[1]);
}

QTEST_GUILESS_MAIN(GoldenTest)
#include "test_golden.moc"
