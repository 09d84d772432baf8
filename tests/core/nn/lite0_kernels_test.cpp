// SPDX-License-Identifier: GPL-3.0-or-later
// EfficientNet's loops for every width of vector that this processor has, not the widest alone.
#include "efficientnet_reference.h"
#include "nn_support.h"

#include "core/nn/lite0_cpu.h"

#include <QtTest>

using namespace triptych;
using namespace triptych::tests;

class Lite0KernelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWidthAgreesWithPlainLoops_data();
    void everyWidthAgreesWithPlainLoops();
    void whatAnImageLeavesBehindChangesNothing();
};

void Lite0KernelsTest::everyWidthAgreesWithPlainLoops_data()
{
    QTest::addColumn<int>("side");
    QTest::newRow("smallest") << 32;
    QTest::newRow("maps that no tile fits") << 96;
    QTest::newRow("several bands") << 160;
}

void Lite0KernelsTest::everyWidthAgreesWithPlainLoops()
{
    QFETCH(int, side);
    MemoryWeights weights = randomLite0(7);
    weights.add("planes", {3, side, side}, 1.0F);
    const auto& planes = weights.tensors["planes"].values;
    const Lite0Output expected = referenceLite0(weights, planes, side);
    nn::TensorReader reader(weights);
    const nn::Lite0Weights net = nn::readLite0(reader);
    QVERIFY(reader.ok());
    QVERIFY(!nn::lite0Kernels().empty());
    for (const nn::Lite0Kernels& kernels : nn::lite0Kernels()) {
        const nn::Lite0Cpu fast(net, side, kernels);
        nn::Lite0Cpu::Work work = fast.makeWork();
        const float* map = fast.lastMap(planes.data(), work);
        QVERIFY(relativeError(std::span(map, expected.tokens.size()), expected.tokens) < 1e-4);
        std::vector<float> classes(nn::filledUp(7));
        fast.classify(expected.global.data(), 1, classes.data());
        QVERIFY(relativeError(std::span(classes).first(7), expected.classes) < 1e-5);
    }
}

void Lite0KernelsTest::whatAnImageLeavesBehindChangesNothing()
{
    MemoryWeights weights = randomLite0(7);
    weights.add("one", {3, 64, 64}, 1.0F);
    weights.add("other", {3, 64, 64}, 3.0F);
    nn::TensorReader reader(weights);
    const nn::Lite0Cpu fast(nn::readLite0(reader), 64, nn::lite0Kernels().front());
    const auto map = [&](const char* planes, nn::Lite0Cpu::Work& work) {
        const float* made = fast.lastMap(weights.tensors[planes].values.data(), work);
        return std::vector<float>(made, made + 5'120);
    };
    nn::Lite0Cpu::Work used = fast.makeWork();
    nn::Lite0Cpu::Work fresh = fast.makeWork();
    map("other", used);
    QCOMPARE(map("one", used), map("one", fresh));
}

QTEST_APPLESS_MAIN(Lite0KernelsTest)
#include "lite0_kernels_test.moc"
