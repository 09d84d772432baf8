// SPDX-License-Identifier: GPL-3.0-or-later
// Weight files and model folders, damaged thousands of times: an answer that is consistent in
// itself, or an error that names the trouble; never a crash, never a wrong read.
#include "core/formats/model_folder.h"
#include "core/formats/pickle.h"
#include "core/formats/safetensors.h"
#include "tests/core/formats/files.h"
#include "tests/core/formats/torch_bytes.h"
#include "tests/fuzz/mutate.h"

#include <QTest>

#include <array>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

constexpr std::array<std::string_view, 14> kSafetensorsWords{
    R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)",
    R"("dtype":"BF16",)",
    R"("shape":[-1],)",
    R"("shape":[4294967296,4294967296],)",
    R"("data_offsets":[8,0],)",
    R"("data_offsets":[9223372036854775807,9223372036854775808],)",
    R"("__metadata__":{"kind":"alignment"},)",
    "{",
    "}",
    "[",
    "\"",
    ",",
    "NaN",
    std::string_view("\0\0\0\0\0\0\0\x80", 8)};

constexpr std::array<std::string_view, 18> kPickleWords{
    "cposix\nsystem\n",
    "cbuiltins\neval\n",
    "ctorch._utils\n_rebuild_tensor_v2\n",
    "ccollections\nOrderedDict\n",
    ")R",
    "R",
    "b",
    "(",
    "t",
    "Q",
    "0",
    "2",
    "((((((((((((((((",
    "]]]]]]]]",
    std::string_view("r\xFF\xFF\xFF\xFF", 5),
    std::string_view("j\xFF\xFF\xFF\x7F", 5),
    std::string_view("X\xFF\xFF\xFF\xFF", 5),
    std::string_view("\x8B\xFF\xFF\xFF\x7F", 5)};

constexpr std::array<std::string_view, 12> kConfigWords{R"("hidden_size":0,)",
                                                        R"("num_hidden_layers":1000000000,)",
                                                        R"("num_attention_heads":-3,)",
                                                        R"("patch_size":33,)",
                                                        R"("image_size":"big",)",
                                                        R"("hidden_act":"rm -rf",)",
                                                        R"("vocab_size":1e300,)",
                                                        R"("text_config":null,)",
                                                        R"("model_type":"siglip",)",
                                                        "{",
                                                        "[[[[[[[[",
                                                        "\\ud800"};

// Every tensor that is offered has the bytes that its shape says, and they can be read.
void checkSource(const WeightSource& source)
{
    unsigned sum = 0;
    for (const auto& name : source.names()) {
        QVERIFY(source.has(name));
        const auto view = source.tensor(name);
        if (!view) {
            QVERIFY(!view.error().subject.empty());
            continue;
        }
        std::uint64_t bytes = bytesPerElement(view->type);
        for (const auto size : view->shape) {
            QVERIFY(size >= 0);
            bytes *= static_cast<std::uint64_t>(size);
        }
        QCOMPARE(static_cast<std::uint64_t>(view->bytes.size()), bytes);
        for (const std::byte byte : view->bytes) {
            sum += static_cast<unsigned>(byte);
        }
    }
    QVERIFY(sum < ~0U);
}

void checkError(const Error& error)
{
    QVERIFY(error.code != ErrorCode::Internal && error.code != ErrorCode::Cancelled);
    QVERIFY2(!describe(error).empty() && !error.detail.empty(), errorCodeName(error.code).data());
}

// What is in a checkpoint: a matrix, its transposed view, a counter, an attribute.
std::string checkpoint()
{
    Pickle pickle;
    pickle.global("collections", "OrderedDict").raw(")R(");
    pickle.text("w").tensor("FloatStorage", "0", 6, 0, {2, 3}, {3, 1});
    pickle.text("wt").tensor("HalfStorage", "1", 6, 0, {3, 2}, {1, 3});
    pickle.text("epoch").number(7);
    pickle.raw("u}").text("_metadata").global("collections", "OrderedDict").raw(")Rsb");
    return pickle.done();
}

std::map<std::string, std::string> storages()
{
    return {{"0", bytesOf({1, 2, 3, 4, 5, 6})}, {"1", std::string(12, '<')}};
}

OwnedTensor zeros(const std::vector<std::int64_t>& shape)
{
    std::size_t count = 1;
    for (const auto size : shape) {
        count *= static_cast<std::size_t>(size);
    }
    return {TensorType::F32, shape, std::string(4 * count, '\0')};
}

const std::string kClipConfig =
    R"({"model_type":"clip","projection_dim":4,"text_config":{"hidden_size":8,)"
    R"("intermediate_size":16,"num_attention_heads":2,"num_hidden_layers":1,"vocab_size":20,)"
    R"("max_position_embeddings":7,"hidden_act":"quick_gelu","eos_token_id":2},"vision_config":{)"
    R"("hidden_size":6,"intermediate_size":12,"num_attention_heads":3,"num_hidden_layers":2,)"
    R"("image_size":32,"patch_size":8,"layer_norm_eps":1e-05}})";
const std::string kPixels = R"({"do_resize":true,"size":{"shortest_edge":32},"crop_size":{)"
                            R"("height":32,"width":32},"resample":3,"image_mean":[0.4,0.5,0.6],)"
                            R"("image_std":[0.2,0.2,0.2],"rescale_factor":0.00392156862745098})";

void writeClip(const Files& files)
{
    files.write("m/config.json", kClipConfig);
    files.write("m/preprocessor_config.json", kPixels);
    files.write("m/vocab.json", "{}");
    files.write("m/merges.txt", "#version: 0.2\n");
    VERIFY_OK(
        writeSafetensors(files.path("m/model.safetensors"),
                         {{"vision_model.embeddings.patch_embedding.weight", zeros({6, 3, 8, 8})},
                          {"text_model.embeddings.token_embedding.weight", zeros({20, 8})},
                          {"text_model.embeddings.position_embedding.weight", zeros({7, 8})}},
                         {}));
}

void checkTowerSizes(const TowerConfig& tower)
{
    for (const auto size : {tower.hiddenSize, tower.layers, tower.heads, tower.intermediateSize}) {
        QVERIFY(size > 0 && size <= 1'000'000);
    }
    QCOMPARE(tower.hiddenSize % tower.heads, std::int64_t{0});
    QVERIFY(tower.layerNormEps >= 0 && tower.layerNormEps < 1);
}

void checkModel(const ModelFolder& model)
{
    checkTowerSizes(model.config.image);
    checkTowerSizes(model.config.text);
    const auto& image = model.config.image;
    QVERIFY(image.patchSize > 0 && image.patchSize <= image.imageSize);
    QVERIFY(model.config.text.vocabulary > 0 && model.config.text.positions > 0);
    QVERIFY(model.config.pixels.side > 0);
    for (const float deviation : model.config.pixels.deviation) {
        QVERIFY(deviation > 0 && deviation < 1e9F);
    }
}

} // namespace

class FuzzWeights final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedSafetensorsAreReadOrRefused();
    void damagedPicklesAreReadOrRefused();
    void damagedTorchFilesAreReadOrRefused();
    void damagedConfigurationsAreReadOrRefused();
    void damagedShardsAreReadOrRefused();
};

void FuzzWeights::damagedSafetensorsAreReadOrRefused()
{
    const Files files;
    const auto whole = files.path("whole.safetensors");
    VERIFY_OK(
        writeSafetensors(whole,
                         {{"b.weight", {TensorType::F32, {2, 3}, bytesOf({1, 2, 3, 4, 5, 6})}},
                          {"a", {TensorType::F16, {}, std::string("\x00\x3c", 2)}},
                          {"nothing", {TensorType::I64, {0, 7}, ""}},
                          {"Ünï", {TensorType::U8, {3}, "xyz"}}},
                         {{"kind", "alignment"}}));
    const std::string seed = Files::read(whole);
    Random random(11);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        const auto path =
            files.write("f.safetensors", fuzz::mutated(seed, kSafetensorsWords, random));
        const auto source = openSafetensors(path);
        if (source) {
            checkSource(**source);
        } else {
            checkError(source.error());
            ++refused;
        }
        if (const auto told = safetensorsMetadata(path); !told) {
            checkError(told.error());
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

void FuzzWeights::damagedPicklesAreReadOrRefused()
{
    const std::string seed = checkpoint();
    Random random(12);
    int refused = 0;
    for (int round = 0; round < 6000; ++round) {
        const auto tree = readPickle(fuzz::mutated(seed, kPickleWords, random), "f");
        if (!tree) {
            checkError(tree.error());
            ++refused;
        } else {
            QVERIFY(tree->root < tree->nodes.size());
            for (const auto& node : tree->nodes) {
                for (const PickleRef item : node.items) {
                    QVERIFY(item < tree->nodes.size());
                }
            }
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

void FuzzWeights::damagedTorchFilesAreReadOrRefused()
{
    const Files files;
    writeTorchZip(files.path("stored.pt"), checkpoint(), storages());
    writeTorchZip(files.path("deflated.pt"), checkpoint(), storages(), true);
    const std::array<std::string, 3> seeds{Files::read(files.path("stored.pt")),
                                           Files::read(files.path("deflated.pt")),
                                           torchStream(checkpoint(), storages(), 4)};
    Random random(13);
    int refused = 0;
    for (int round = 0; round < 2400; ++round) {
        const auto& seed = seeds[static_cast<std::size_t>(round) % seeds.size()];
        const auto path = files.write("f.pt", fuzz::mutated(seed, kPickleWords, random));
        const auto source = openTorchFile(path);
        if (source) {
            checkSource(**source);
        } else {
            checkError(source.error());
            ++refused;
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY2(refused > 500, qPrintable(QString::number(refused)));
}

void FuzzWeights::damagedConfigurationsAreReadOrRefused()
{
    const Files files;
    writeClip(files);
    VERIFY_OK(examineModel(files.path("m")));
    Random random(14);
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        const bool pixels = round % 3 == 0;
        const auto& seed = pixels ? kPixels : kClipConfig;
        files.write(pixels ? "m/preprocessor_config.json" : "m/config.json",
                    round % 2 == 0 ? fuzz::withLyingNumber(seed, random)
                                   : fuzz::mutated(seed, kConfigWords, random));
        const auto model = examineModel(files.path("m"));
        if (model) {
            checkModel(*model);
        } else {
            checkError(model.error());
            ++refused;
        }
        if (QTest::currentTestFailed()) {
            return;
        }
        files.write("m/config.json", kClipConfig);
        files.write("m/preprocessor_config.json", kPixels);
    }
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

void FuzzWeights::damagedShardsAreReadOrRefused()
{
    const Files files;
    VERIFY_OK(writeSafetensors(files.path("one.safetensors"), {{"a", zeros({2})}}, {}));
    VERIFY_OK(writeSafetensors(files.path("two.safetensors"), {{"b", zeros({3})}}, {}));
    const std::string seed = R"({"metadata":{"total_size":20},"weight_map":{"a":)"
                             R"("one.safetensors","b":"two.safetensors"}})";
    constexpr std::array<std::string_view, 6> kWords{
        "../", "/etc/passwd", "\\u0000", "two", "{", "\"c\":\"f.safetensors.index.json\","};
    Random random(15);
    int refused = 0;
    for (int round = 0; round < 2000; ++round) {
        const auto path =
            files.write("f.safetensors.index.json", fuzz::mutated(seed, kWords, random));
        const auto source = openSafetensors(path);
        if (source) {
            checkSource(**source);
        } else {
            checkError(source.error());
            ++refused;
        }
        if (QTest::currentTestFailed()) {
            return;
        }
    }
    QVERIFY2(refused > 1000, qPrintable(QString::number(refused)));
}

QTEST_GUILESS_MAIN(FuzzWeights)
#include "fuzz_weights.moc"
