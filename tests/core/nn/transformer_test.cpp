// SPDX-License-Identifier: GPL-3.0-or-later
// BERT, CLIP and SigLIP: against the reference implementation's numbers, and against plain loops.
#include "bert_reference.h"
#include "nn_support.h"

#include "core/formats/safetensors.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace triptych;
using namespace triptych::tests;

namespace {

const auto kClipFile = QStringLiteral(TRIPTYCH_SOURCE_DIR "/tests/data/towers/clip.safetensors");
const auto kSiglipFile =
    QStringLiteral(TRIPTYCH_SOURCE_DIR "/tests/data/towers/siglip.safetensors");

ModelConfig tinyClip()
{
    ModelConfig config;
    config.kind = ModelKind::Clip;
    config.image = {.hiddenSize = 48,
                    .layers = 2,
                    .heads = 3,
                    .intermediateSize = 96,
                    .activation = Activation::QuickGelu,
                    .imageSize = 64,
                    .patchSize = 16,
                    .projection = 24};
    config.text = {.hiddenSize = 32,
                   .layers = 2,
                   .heads = 2,
                   .intermediateSize = 64,
                   .activation = Activation::QuickGelu,
                   .vocabulary = 40,
                   .positions = 77,
                   .endToken = 39,
                   .projection = 24};
    return config;
}

ModelConfig tinySiglip()
{
    ModelConfig config;
    config.kind = ModelKind::Siglip;
    config.image = {.hiddenSize = 48,
                    .layers = 2,
                    .heads = 3,
                    .intermediateSize = 96,
                    .layerNormEps = 1e-6,
                    .activation = Activation::GeluTanh,
                    .imageSize = 64,
                    .patchSize = 16};
    config.text = {.hiddenSize = 48,
                   .layers = 2,
                   .heads = 3,
                   .intermediateSize = 96,
                   .layerNormEps = 1e-6,
                   .activation = Activation::GeluTanh,
                   .vocabulary = 1000,
                   .positions = 64,
                   .padToken = 1};
    return config;
}

ModelConfig miniLm()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = {.hiddenSize = 384,
                   .layers = 6,
                   .heads = 12,
                   .intermediateSize = 1536,
                   .layerNormEps = 1e-12,
                   .activation = Activation::Gelu,
                   .vocabulary = 30522,
                   .positions = 512};
    return config;
}

// The texts of a golden file, without what fills them up (all after the first `end`, or all `pad`).
std::vector<std::vector<int>> goldenTexts(const WeightSource& source, int end, int pad)
{
    const Values ids = golden(source, "golden.ids");
    const auto length = static_cast<std::size_t>(ids.shape[1]);
    std::vector<std::vector<int>> texts;
    for (std::size_t row = 0; row * length < ids.values.size(); ++row) {
        std::vector<int> text;
        for (std::size_t i = 0; i < length; ++i) {
            text.push_back(static_cast<int>(ids.values[row * length + i]));
            if (text.back() == end) {
                break;
            }
        }
        while (text.size() > 1 && text.back() == pad) {
            text.pop_back();
        }
        texts.push_back(text);
    }
    return texts;
}

// A file's tensors as floats that a test may spoil.
MemoryWeights copyOf(const WeightSource& source)
{
    MemoryWeights copy;
    for (const std::string& name : source.names()) {
        const auto view = source.tensor(name);
        if (view->type != TensorType::F16) {
            continue;
        }
        Values values{view->shape, {}};
        for (std::size_t i = 0; i + 1 < view->bytes.size(); i += 2) {
            std::uint16_t half = 0;
            std::memcpy(&half, view->bytes.data() + i, 2);
            const int exponent = (half >> 10) & 31;
            const double size = exponent == 0 ? std::ldexp(half & 1023, -24)
                                              : std::ldexp(1024 + (half & 1023), exponent - 25);
            values.values.push_back(static_cast<float>((half & 0x8000) != 0 ? -size : size));
        }
        copy.tensors[name] = std::move(values);
    }
    return copy;
}

} // namespace

class TransformerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void visionTowersGiveTheReferencesNumbers_data();
    void visionTowersGiveTheReferencesNumbers();
    void textTowersGiveTheReferencesNumbers_data();
    void textTowersGiveTheReferencesNumbers();
    void clipPoolsAtTheEnd();
    void prefixedNamesAreFound();
    void bfloatsAndDoublesAreRead();
    void bertAgreesWithPlainLoops();
    void aTextDependsOnItselfAlone();
    void wrongIdsAreErrors();
    void configsThatCannotBeAreErrors_data();
    void configsThatCannotBeAreErrors();
    void spoiledTransformersNameTheTensor();
    void miniLmGivesTheReferencesEmbeddings();
};

void TransformerTest::visionTowersGiveTheReferencesNumbers_data()
{
    QTest::addColumn<bool>("clip");
    QTest::newRow("clip") << true;
    QTest::newRow("siglip") << false;
}

void TransformerTest::visionTowersGiveTheReferencesNumbers()
{
    QFETCH(bool, clip);
    const auto file = formats::openSafetensors((clip ? kClipFile : kSiglipFile).toStdString());
    QVERIFY2(file.has_value(), file ? "" : describe(file.error()).c_str());
    const ModelConfig config = clip ? tinyClip() : tinySiglip();
    const auto tower = backend().imageTower(config, **file, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    QCOMPARE((*tower)->tokenCount(), std::size_t{clip ? 17U : 16U});
    const Values pixels = golden(**file, "golden.pixels");
    const auto got = (*tower)->encode({2, 64, pixels.values}, {.tokens = true, .classes = true});
    QVERIFY2(got.has_value(), got ? "" : describe(got.error()).c_str());
    QCOMPARE(got->global.columns, (*tower)->dimension());
    const Values image = golden(**file, "golden.image");
    const Values tokens = golden(**file, "golden.image_tokens");
    QVERIFY(relativeError(got->tokens.values, tokens.values) < 1e-3);
    QVERIFY(relativeError(got->global.values, image.values) < 1e-3);
    QVERIFY(worstCosine(got->global.values, image.values, got->global.columns) > 0.99999);
    QVERIFY(got->classes.empty());

    const auto second = std::span(pixels.values).subspan(pixels.values.size() / 2);
    const auto alone = (*tower)->encode({1, 64, second}, {});
    QVERIFY(relativeError(alone->global.row(0), got->global.row(1)) < 1e-5);
}

void TransformerTest::textTowersGiveTheReferencesNumbers_data()
{
    visionTowersGiveTheReferencesNumbers_data();
}

void TransformerTest::textTowersGiveTheReferencesNumbers()
{
    QFETCH(bool, clip);
    const auto file = formats::openSafetensors((clip ? kClipFile : kSiglipFile).toStdString());
    QVERIFY(file.has_value());
    const ModelConfig config = clip ? tinyClip() : tinySiglip();
    const auto tower = backend().textTower(config, **file, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    QCOMPARE((*tower)->longest(), std::size_t{clip ? 77U : 64U});
    const auto texts = clip ? goldenTexts(**file, 39, -1) : goldenTexts(**file, -1, 1);
    const auto got = (*tower)->encode(texts, {.tokens = true});
    QVERIFY2(got.has_value(), got ? "" : describe(got.error()).c_str());
    const Values expected = golden(**file, "golden.text");
    QVERIFY(relativeError(got->global.values, expected.values) < 1e-3);
    QVERIFY(worstCosine(got->global.values, expected.values, got->global.columns) > 0.99999);
    std::size_t rows = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        QCOMPARE(got->tokenRows[i], texts[i].size());
        rows += texts[i].size();
    }
    QCOMPARE(got->tokens.rows, rows);
}

void TransformerTest::clipPoolsAtTheEnd()
{
    const auto file = formats::openSafetensors(kClipFile.toStdString());
    QVERIFY(file.has_value());
    const auto newer = backend().textTower(tinyClip(), **file, nn::Device::Cpu);
    ModelConfig config = tinyClip();
    config.text.endToken = 2; // what old configs say: the greatest id ends
    const auto old = backend().textTower(config, **file, nn::Device::Cpu);
    QVERIFY(newer && old);
    const std::vector<std::vector<int>> ended = {{38, 5, 2, 7, 39, 39, 39}, {38, 5, 2, 7, 39}};
    const auto a = (*newer)->encode(ended, {});
    const auto b = (*old)->encode(ended, {});
    QVERIFY(a && b);
    QCOMPARE(a->global.values, b->global.values);
    QVERIFY(relativeError(a->global.row(0), a->global.row(1)) < 1e-5);
    const std::vector<std::vector<int>> endless = {{38, 5, 2, 7}};
    QCOMPARE((*newer)->encode(endless, {}).error().code, ErrorCode::BadArgument);
}

void TransformerTest::prefixedNamesAreFound()
{
    const auto file = formats::openSafetensors(kClipFile.toStdString());
    QVERIFY(file.has_value());
    MemoryWeights prefixed;
    for (auto& [name, values] : copyOf(**file).tensors) {
        prefixed.tensors["model.clip." + name] = values;
    }
    const auto plain = backend().imageTower(tinyClip(), **file, nn::Device::Cpu);
    const auto found = backend().imageTower(tinyClip(), prefixed, nn::Device::Cpu);
    QVERIFY2(found.has_value(), found ? "" : describe(found.error()).c_str());
    const Values pixels = golden(**file, "golden.pixels");
    QCOMPARE((*found)->encode({2, 64, pixels.values}, {})->global.values,
             (*plain)->encode({2, 64, pixels.values}, {})->global.values);
}

void TransformerTest::bfloatsAndDoublesAreRead()
{
    // The same numbers, which a bfloat16 can say exactly, in three types.
    class Typed final : public WeightSource
    {
    public:
        MemoryWeights floats;
        TensorType type = TensorType::F32;
        mutable std::map<std::string, std::vector<std::byte>, std::less<>> bytes;

        std::vector<std::string> names() const override { return floats.names(); }
        bool has(std::string_view name) const override { return floats.has(name); }
        Result<TensorView> tensor(std::string_view name) const override
        {
            auto view = floats.tensor(name);
            if (!view || type == TensorType::F32) {
                return view;
            }
            const auto& values = floats.tensors.find(name)->second.values;
            auto& into = bytes[std::string(name)];
            into.resize(values.size() * bytesPerElement(type) + 1);
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double wide = static_cast<double>(values[i]);
                const auto* from = type == TensorType::F64
                                       ? reinterpret_cast<const std::byte*>(&wide)
                                       : reinterpret_cast<const std::byte*>(&values[i]);
                from += type == TensorType::BF16 ? 2 : 0; // the upper half
                std::memcpy(into.data() + 1 + i * bytesPerElement(type), from,
                            bytesPerElement(type));
            }
            view->type = type;
            view->bytes = std::span<const std::byte>(into).subspan(1); // unaligned on purpose
            return view;
        }
    };
    Typed typed;
    typed.floats = randomBert(smallBert());
    for (auto& [name, tensor] : typed.floats.tensors) {
        for (float& value : tensor.values) {
            value = std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) & 0xFFFF0000U);
        }
    }
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = smallBert();
    const std::vector<std::vector<int>> texts = {{1, 2, 3}};
    const auto plain =
        (*backend().textTower(config, typed, nn::Device::Cpu))->encode(texts, {})->global.values;
    for (const TensorType type : {TensorType::BF16, TensorType::F64}) {
        typed.type = type;
        const auto tower = backend().textTower(config, typed, nn::Device::Cpu);
        QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
        QCOMPARE((*tower)->encode(texts, {})->global.values, plain);
    }
    typed.type = TensorType::I32;
    QCOMPARE(backend().textTower(config, typed, nn::Device::Cpu).error().code,
             ErrorCode::BadFormat);
}

void TransformerTest::bertAgreesWithPlainLoops()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = smallBert();
    const MemoryWeights weights = randomBert(config.text);
    const auto tower = backend().textTower(config, weights, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    const std::vector<std::vector<int>> texts = {{3, 1, 4, 1, 5, 9, 2, 6}, {7}, {2, 7, 1, 8}};
    const auto got = (*tower)->encode(texts, {.tokens = true});
    QVERIFY(got.has_value());
    std::size_t row = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto tokens = referenceBert(weights, config.text, texts[i]);
        const std::size_t hidden = got->tokens.columns;
        QCOMPARE(got->tokenRows[i], texts[i].size());
        QVERIFY(relativeError(std::span(got->tokens.values).subspan(row * hidden, tokens.size()),
                              tokens) < 1e-4);
        std::vector<float> mean(hidden);
        for (std::size_t k = 0; k < tokens.size(); ++k) {
            mean[k % hidden] += tokens[k] / static_cast<float>(texts[i].size());
        }
        QVERIFY(relativeError(got->global.row(i), mean) < 1e-4);
        row += texts[i].size();
    }
}

void TransformerTest::aTextDependsOnItselfAlone()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = smallBert();
    const MemoryWeights weights = randomBert(config.text);
    const auto tower = backend().textTower(config, weights, nn::Device::Cpu);
    std::vector<std::vector<int>> texts;
    texts.reserve(70);
    for (int i = 0; i < 70; ++i) {
        texts.emplace_back(static_cast<std::size_t>(1 + (i * 7) % 24), i % 20);
    }
    const auto together = (*tower)->encode(texts, {});
    QVERIFY(together.has_value());
    for (std::size_t i = 0; i < texts.size(); i += 3) {
        const auto alone = (*tower)->encode(std::span(texts).subspan(i, 1), {});
        QVERIFY(alone->tokens.empty());
        QVERIFY(relativeError(alone->global.row(0), together->global.row(i)) < 1e-5);
    }
    QCOMPARE((*tower)->encode(texts, {})->global.values, together->global.values);
    QCOMPARE((*tower)->encode({}, {})->global.rows, std::size_t{0});
}

void TransformerTest::wrongIdsAreErrors()
{
    ModelConfig config;
    config.kind = ModelKind::Bert;
    config.text = smallBert();
    const auto tower = backend().textTower(config, randomBert(config.text), nn::Device::Cpu);
    QVERIFY(tower.has_value());
    const std::vector<std::vector<int>> wrong = {{20}, {-1}, {}, std::vector<int>(25, 1)};
    for (const auto& text : wrong) {
        const auto got = (*tower)->encode(std::span(&text, 1), {});
        QVERIFY(!got);
        QCOMPARE(got.error().code, ErrorCode::BadArgument);
    }
}

void TransformerTest::configsThatCannotBeAreErrors_data()
{
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("code");
    const int bad = static_cast<int>(ErrorCode::BadArgument);
    const int large = static_cast<int>(ErrorCode::TooLarge);
    const int format = static_cast<int>(ErrorCode::BadFormat);
    QTest::newRow("no layers") << 0 << bad;
    QTest::newRow("heads that do not divide") << 1 << bad;
    QTest::newRow("more layers than memory") << 2 << large;
    QTest::newRow("a hidden size beyond numbers") << 3 << large;
    QTest::newRow("an image of a million pixels a side") << 4 << large;
    QTest::newRow("a patch larger than the image") << 5 << bad;
    QTest::newRow("another hidden size") << 6 << format;
    QTest::newRow("a layer more than there is") << 7 << format;
}

void TransformerTest::configsThatCannotBeAreErrors()
{
    QFETCH(int, what);
    QFETCH(int, code);
    const auto file = formats::openSafetensors(kClipFile.toStdString());
    QVERIFY(file.has_value());
    ModelConfig config = tinyClip();
    TowerConfig& image = config.image;
    switch (what) {
    case 0:
        image.layers = 0;
        break;
    case 1:
        image.heads = 5;
        break;
    case 2:
        image.layers = 16'000'000;
        break;
    case 3:
        image.hiddenSize = std::numeric_limits<std::int64_t>::max();
        break;
    case 4:
        image.imageSize = 1'000'000;
        break;
    case 5:
        image.patchSize = 65;
        break;
    case 6:
        image.hiddenSize = 96;
        break;
    default:
        image.layers = 3;
        break;
    }
    const auto tower = backend().imageTower(config, **file, nn::Device::Cpu);
    QVERIFY(!tower);
    QCOMPARE(static_cast<int>(tower.error().code), code);
}

void TransformerTest::spoiledTransformersNameTheTensor()
{
    const auto file = formats::openSafetensors(kSiglipFile.toStdString());
    QVERIFY(file.has_value());
    const std::string probe = "vision_model.head.probe";
    const std::string norm = "text_model.final_layer_norm.weight";
    MemoryWeights weights = copyOf(**file);
    weights.tensors[probe].values[0] = std::numeric_limits<float>::quiet_NaN();
    weights.tensors.erase(norm);
    const auto image = backend().imageTower(tinySiglip(), weights, nn::Device::Cpu);
    QVERIFY(!image);
    QCOMPARE(image.error().code, ErrorCode::Corrupt);
    QCOMPARE(image.error().subject, probe);
    const auto text = backend().textTower(tinySiglip(), weights, nn::Device::Cpu);
    QVERIFY(!text);
    QCOMPARE(text.error().code, ErrorCode::BadFormat);
    QCOMPARE(text.error().subject, norm);
    // Weights that overflow on the way are told, not passed on.
    for (float& value : weights.tensors["vision_model.head.mlp.fc2.weight"].values) {
        value = 3e38F;
    }
    weights.tensors[probe].values[0] = 0;
    const auto wild = backend().imageTower(tinySiglip(), weights, nn::Device::Cpu);
    QVERIFY(wild.has_value());
    const Values pixels = golden(**file, "golden.pixels");
    QCOMPARE((*wild)->encode({2, 64, pixels.values}, {}).error().code, ErrorCode::Corrupt);
}

void TransformerTest::miniLmGivesTheReferencesEmbeddings()
{
    const QString weightsFile = standardFile(QStringLiteral("text.safetensors"));
    const QString tokensFile = sharedFile(QStringLiteral("golden/minilm/tokens.json"));
    if (weightsFile.isEmpty() || tokensFile.isEmpty()) {
        QSKIP("the weights of `standard` or the golden embeddings are not here");
    }
    const auto weights = formats::openSafetensors(weightsFile.toStdString());
    QVERIFY(weights.has_value());
    const auto tower = backend().textTower(miniLm(), **weights, nn::Device::Cpu);
    QVERIFY2(tower.has_value(), tower ? "" : describe(tower.error()).c_str());
    QFile file(tokensFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::vector<std::vector<int>> texts;
    for (const auto& entry : QJsonDocument::fromJson(file.readAll()).array()) {
        std::vector<int> ids;
        for (const auto& id : entry.toObject()[QStringLiteral("ids")].toArray()) {
            ids.push_back(id.toInt());
        }
        texts.push_back(ids);
    }
    auto got = (*tower)->encode(texts, {});
    QVERIFY(got.has_value());
    const Values expected = readNpy(sharedFile(QStringLiteral("golden/minilm/embeddings_f32.npy")));
    for (std::size_t i = 0; i < got->global.rows; ++i) { // the reference has unit length
        double squares = 0;
        for (const float value : got->global.row(i)) {
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        for (float& value : got->global.row(i)) {
            value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));
        }
    }
    QVERIFY(relativeError(got->global.values, expected.values) < 1e-3);
    QVERIFY(worstCosine(got->global.values, expected.values, 384) > 0.99999);
}

QTEST_APPLESS_MAIN(TransformerTest)
#include "transformer_test.moc"
