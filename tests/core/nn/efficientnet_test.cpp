// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet-Lite0: against plain loops on drawn weights, against PyTorch on the real ones.
#include "efficientnet_reference.h"
#include "nn_support.h"

#include "core/formats/safetensors.h"

#include <QtTest>

#include <limits>

using namespace triptych;
using namespace triptych::tests;

namespace {

ModelConfig lite0(int side)
{
    ModelConfig config;
    config.kind = ModelKind::EfficientNetLite0;
    config.image.imageSize = side;
    return config;
}

std::vector<float> drawnPlanes(std::size_t images, int side)
{
    MemoryWeights numbers;
    numbers.add("planes", {static_cast<std::int64_t>(images), 3, side, side}, 1.0F);
    return numbers.tensors["planes"].values;
}

} // namespace

class EfficientNetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void towersAgreeWithPlainLoops_data();
    void towersAgreeWithPlainLoops();
    void aRowDependsOnItsOwnImage();
    void threadsChangeNothing();
    void withoutClassifierThereAreNoClasses();
    void wrongSizesAndWildPixelsAreErrors();
    void spoiledWeightsAreNamed_data();
    void spoiledWeightsAreNamed();
    void realWeightsGiveWhatPyTorchGives();
};

void EfficientNetTest::towersAgreeWithPlainLoops_data()
{
    QTest::addColumn<int>("side");
    QTest::newRow("odd maps") << 96;
    QTest::newRow("one token") << 32;
}

void EfficientNetTest::towersAgreeWithPlainLoops()
{
    QFETCH(int, side);
    const MemoryWeights weights = randomLite0(10);
    const auto tower = backend().imageTower(lite0(side), weights, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    QCOMPARE((*tower)->side(), side);
    QCOMPARE((*tower)->dimension(), std::size_t{1280});
    QCOMPARE((*tower)->classCount(), std::size_t{10});

    const auto planes = drawnPlanes(1, side);
    const auto got = (*tower)->encode({1, side, planes}, {.tokens = true, .classes = true});
    QVERIFY(got.has_value());
    const Lite0Output expected = referenceLite0(weights, planes, side);
    QVERIFY(relativeError(got->tokens.values, expected.tokens) < 1e-4);
    QVERIFY(relativeError(got->global.values, expected.global) < 1e-4);
    QVERIFY(relativeError(got->classes.values, expected.classes) < 1e-4);
    QCOMPARE(got->tokens.rows, (*tower)->tokenCount());
}

void EfficientNetTest::aRowDependsOnItsOwnImage()
{
    const MemoryWeights weights = randomLite0(3);
    const auto tower = backend().imageTower(lite0(64), weights, nn::Device::Cpu);
    QVERIFY(tower.has_value());
    const auto planes = drawnPlanes(7, 64);
    const auto together = (*tower)->encode({7, 64, planes}, {.tokens = true, .classes = true});
    QVERIFY(together.has_value());
    const std::size_t each = planes.size() / 7;
    for (std::size_t i = 0; i < 7; ++i) {
        const auto alone = (*tower)->encode({1, 64, std::span(planes).subspan(i * each, each)}, {});
        QVERIFY(alone.has_value());
        QVERIFY(alone->tokens.empty());
        QVERIFY(alone->classes.empty());
        QVERIFY(relativeError(alone->global.row(0), together->global.row(i)) < 1e-5);
    }
    const auto again = (*tower)->encode({7, 64, planes}, {.tokens = true, .classes = true});
    QCOMPARE(again->global.values, together->global.values);
    const auto none = (*tower)->encode({0, 64, {}}, {.tokens = true, .classes = true});
    QVERIFY(none.has_value());
    QCOMPARE(none->global.rows, std::size_t{0});
}

void EfficientNetTest::threadsChangeNothing()
{
    const MemoryWeights weights = randomLite0(3);
    const auto tower = backend().imageTower(lite0(64), weights, nn::Device::Cpu);
    QVERIFY(tower.has_value());
    const auto planes = drawnPlanes(5, 64);
    backend().setThreads(1);
    QCOMPARE(backend().info().threads, 1);
    const auto one = (*tower)->encode({5, 64, planes}, {});
    backend().setThreads(3);
    QCOMPARE(backend().info().threads, 3);
    const auto three = (*tower)->encode({5, 64, planes}, {});
    backend().setThreads(2);
    QVERIFY(one && three);
    QVERIFY(relativeError(one->global.values, three->global.values) < 1e-5);
}

void EfficientNetTest::withoutClassifierThereAreNoClasses()
{
    MemoryWeights weights = randomLite0(3);
    weights.tensors.erase("_fc.weight");
    const auto tower = backend().imageTower(lite0(32), weights, nn::Device::Cpu);
    QVERIFY(tower.has_value());
    QCOMPARE((*tower)->classCount(), std::size_t{0});
    const auto planes = drawnPlanes(1, 32);
    const auto got = (*tower)->encode({1, 32, planes}, {.tokens = false, .classes = true});
    QVERIFY(got.has_value());
    QVERIFY(got->classes.empty());
}

void EfficientNetTest::wrongSizesAndWildPixelsAreErrors()
{
    const MemoryWeights weights = randomLite0(3);
    QCOMPARE(backend().imageTower(lite0(100), weights, nn::Device::Cpu).error().code,
             ErrorCode::BadArgument);
    QCOMPARE(backend().imageTower(lite0(1 << 20), weights, nn::Device::Cpu).error().code,
             ErrorCode::TooLarge);
    QCOMPARE(backend().textTower(lite0(64), weights, nn::Device::Cpu).error().code,
             ErrorCode::BadArgument);
    if (!backend().info().cuda) {
        QCOMPARE(backend().imageTower(lite0(64), weights, nn::Device::Cuda).error().code,
                 ErrorCode::Unsupported);
    }
    const auto tower = backend().imageTower(lite0(64), weights, nn::Device::Cpu);
    auto planes = drawnPlanes(1, 64);
    QCOMPARE((*tower)->encode({1, 32, planes}, {}).error().code, ErrorCode::BadArgument);
    QCOMPARE((*tower)->encode({2, 64, planes}, {}).error().code, ErrorCode::BadArgument);
    planes[5] = std::numeric_limits<float>::quiet_NaN();
    QCOMPARE((*tower)->encode({1, 64, planes}, {}).error().code, ErrorCode::Corrupt);
}

void EfficientNetTest::spoiledWeightsAreNamed_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<int>("code");
    const int format = static_cast<int>(ErrorCode::BadFormat);
    const int corrupt = static_cast<int>(ErrorCode::Corrupt);
    QTest::newRow("missing") << QStringLiteral("missing")
                             << QStringLiteral("_blocks.7._bn1.running_var") << format;
    QTest::newRow("misshapen") << QStringLiteral("misshapen")
                               << QStringLiteral("_blocks.15._project_conv.weight") << format;
    QTest::newRow("not a number") << QStringLiteral("nan") << QStringLiteral("_conv_head.weight")
                                  << corrupt;
    QTest::newRow("infinite") << QStringLiteral("infinite") << QStringLiteral("_fc.bias")
                              << corrupt;
}

void EfficientNetTest::spoiledWeightsAreNamed()
{
    QFETCH(QString, how);
    QFETCH(QString, tensor);
    QFETCH(int, code);
    MemoryWeights weights = randomLite0(3);
    const std::string name = tensor.toStdString();
    if (how == QStringLiteral("missing")) {
        weights.tensors.erase(name);
    } else if (how == QStringLiteral("misshapen")) {
        std::swap(weights.tensors[name].shape[0], weights.tensors[name].shape[1]);
    } else {
        weights.tensors[name].values[1] = how == QStringLiteral("nan")
                                              ? std::numeric_limits<float>::quiet_NaN()
                                              : std::numeric_limits<float>::infinity();
    }
    const auto tower = backend().imageTower(lite0(64), weights, nn::Device::Cpu);
    QVERIFY(!tower);
    QCOMPARE(static_cast<int>(tower.error().code), code);
    QCOMPARE(QString::fromStdString(tower.error().subject), tensor);
}

void EfficientNetTest::realWeightsGiveWhatPyTorchGives()
{
    const QString folder = QStringLiteral("golden/efficientnet-lite0/");
    const QString file = standardFile(QStringLiteral("image.safetensors"));
    const QString planesFile = sharedFile(folder + QStringLiteral("preprocessed_f32.npy"));
    if (file.isEmpty() || planesFile.isEmpty()) {
        QSKIP("the weights of `standard` or the golden tensors are not here");
    }
    const auto weights = formats::openSafetensors(file.toStdString());
    QVERIFY2(weights.has_value(), weights ? "" : describe(weights.error()).c_str());
    const auto tower = backend().imageTower(lite0(224), **weights, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    QCOMPARE((*tower)->classCount(), std::size_t{1000});
    const Values planes = readNpy(planesFile);
    const auto got = (*tower)->encode({8, 224, planes.values}, {.tokens = true, .classes = true});
    QVERIFY(got.has_value());

    const Values features = readNpy(sharedFile(folder + QStringLiteral("features_f32.npy")));
    const Values logits = readNpy(sharedFile(folder + QStringLiteral("logits_f32.npy")));
    const Values maps = readNpy(sharedFile(folder + QStringLiteral("feature_map_f16.npy")));
    QVERIFY(relativeError(got->global.values, features.values) < 1e-4);
    QVERIFY(relativeError(got->classes.values, logits.values) < 1e-4);
    std::vector<float> turned; // images × channels × 49 to images × 49 × channels
    for (std::size_t image = 0; image < 8; ++image) {
        for (std::size_t token = 0; token < 49; ++token) {
            for (std::size_t c = 0; c < 1280; ++c) {
                turned.push_back(maps.values[(image * 1280 + c) * 49 + token]);
            }
        }
    }
    QVERIFY(relativeError(got->tokens.values, turned) < 1e-3); // halves
}

QTEST_APPLESS_MAIN(EfficientNetTest)
#include "efficientnet_test.moc"
