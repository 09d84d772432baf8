// SPDX-License-Identifier: GPL-3.0-or-later
// Small folders that the test writes, and the golden ones where they are.
#include "tests/core/formats/test_model_folder.h"

#include "core/formats/model_folder.h"
#include "core/formats/safetensors.h"
#include "tests/core/formats/files.h"
#include "tests/core/formats/torch_bytes.h"

#include <QTest>

#include <cstring>
#include <numeric>

using namespace triptych;
using namespace triptych::formats;
using namespace triptych::formats::test;

namespace {

OwnedTensor zeros(const std::vector<std::int64_t>& shape)
{
    std::size_t count = 1;
    for (const auto size : shape) {
        count *= static_cast<std::size_t>(size);
    }
    return {TensorType::F32, shape, std::string(4 * count, '\0')};
}

std::string clipConfig(const std::string& text, const std::string& vision,
                       const std::string& rest = "")
{
    return R"({"model_type":"clip","projection_dim":4,)" + rest + R"("text_config":{)" + text +
           R"(},"vision_config":{)" + vision + "}}";
}

const std::string kText = R"("hidden_size":8,"intermediate_size":16,"num_attention_heads":2,)"
                          R"("num_hidden_layers":1,"vocab_size":20,"max_position_embeddings":7)";
const std::string kVision = R"("hidden_size":6,"intermediate_size":12,"num_attention_heads":3,)"
                            R"("num_hidden_layers":2,"image_size":32,"patch_size":8)";

// A CLIP that has what is looked at.
void writeClip(const Files& files, const std::string& config)
{
    files.write("m/config.json", config);
    files.write("m/vocab.json", "{}");
    files.write("m/merges.txt", "#version: 0.2\n");
    VERIFY_OK(
        writeSafetensors(files.path("m/model.safetensors"),
                         {{"vision_model.embeddings.patch_embedding.weight", zeros({6, 3, 8, 8})},
                          {"text_model.embeddings.token_embedding.weight", zeros({20, 8})},
                          {"text_model.embeddings.position_embedding.weight", zeros({7, 8})}},
                         {}));
}

std::vector<float> floatsOf(const WeightSource& source, const std::string& name)
{
    const auto view = source.tensor(name);
    std::vector<float> out(view ? view->bytes.size() / sizeof(float) : 0);
    if (!out.empty()) {
        std::memcpy(out.data(), view->bytes.data(), view->bytes.size());
    }
    return out;
}

// OpenAI's file with one layer a tower, its tensors one after the other in one storage.
class OpenAiFile
{
public:
    void add(const std::string& name, const std::vector<std::int64_t>& shape)
    {
        std::int64_t count = 1;
        std::vector<std::int64_t> strides(shape.size());
        for (std::size_t i = shape.size(); i > 0; --i) {
            strides[i - 1] = count;
            count *= shape[i - 1];
        }
        m_tensors.push_back({name, shape, strides, m_count});
        m_count += count;
    }
    // The number at `index` of a tensor is its place in the storage.
    [[nodiscard]] float at(const std::string& name, std::int64_t index) const
    {
        for (const auto& tensor : m_tensors) {
            if (tensor.name == name) {
                return static_cast<float>(tensor.offset + index);
            }
        }
        return -1;
    }
    void write(const std::filesystem::path& path) const
    {
        Pickle pickle;
        pickle.raw("}(");
        for (const auto& tensor : m_tensors) {
            pickle.text(tensor.name);
            pickle.tensor("FloatStorage", "0", m_count, tensor.offset, tensor.shape,
                          tensor.strides);
        }
        std::vector<float> values(static_cast<std::size_t>(m_count));
        std::iota(values.begin(), values.end(), 0.0F);
        writeTorchZip(path, pickle.raw("u").done(), {{"0", bytesOf(values)}});
    }

private:
    struct Tensor
    {
        std::string name;
        std::vector<std::int64_t> shape;
        std::vector<std::int64_t> strides;
        std::int64_t offset;
    };
    std::vector<Tensor> m_tensors;
    std::int64_t m_count = 0;
};

OpenAiFile openAiFile()
{
    OpenAiFile file;
    file.add("visual.conv1.weight", {64, 3, 4, 4});
    file.add("visual.class_embedding", {64});
    file.add("visual.positional_embedding", {5, 64});
    file.add("visual.proj", {64, 6});
    file.add("token_embedding.weight", {10, 64});
    file.add("positional_embedding", {9, 64});
    file.add("text_projection", {64, 6});
    for (const std::string tower : {"visual.transformer", "transformer"}) {
        file.add(tower + ".resblocks.0.ln_1.weight", {64});
        file.add(tower + ".resblocks.0.attn.in_proj_weight", {192, 64});
        file.add(tower + ".resblocks.0.attn.in_proj_bias", {192});
        file.add(tower + ".resblocks.0.mlp.c_fc.weight", {256, 64});
    }
    return file;
}

} // namespace

void TestModelFolder::goldenModelsAreExamined()
{
    const auto folder = realData() / "golden";
    if (!std::filesystem::exists(folder)) {
        QSKIP("the golden models are not here");
    }
    const auto clip = examineModel(folder / "tiny-clip");
    VERIFY_OK(clip);
    QCOMPARE(clip->config.kind, ModelKind::Clip);
    QCOMPARE(clip->config.image.hiddenSize, 48);
    QCOMPARE(clip->config.image.imageSize, 64);
    QCOMPARE(clip->config.image.projection, 24);
    QCOMPARE(clip->config.text.heads, 2);
    QCOMPARE(clip->config.text.vocabulary, 49408);
    QCOMPARE(clip->config.text.endToken, 49407);
    QCOMPARE(clip->config.text.activation, Activation::QuickGelu);
    QCOMPARE(clip->config.pixels.side, 64);
    QCOMPARE(clip->config.pixels.resize, ResizeMode::ShortestCrop);
    QVERIFY(qAbs(clip->config.pixels.mean[0] - 0.48145466F * 255) < 1e-3F);
    VERIFY_OK(openModelWeights(*clip));
    const auto siglip = examineModel(folder / "tiny-siglip" / "config.json");
    VERIFY_OK(siglip);
    QCOMPARE(siglip->config.kind, ModelKind::Siglip);
    QCOMPARE(siglip->config.text.vocabulary, 1000);
    QCOMPARE(siglip->config.text.activation, Activation::GeluTanh);
    QCOMPARE(siglip->config.pixels.resize, ResizeMode::Squash);
    QCOMPARE(siglip->config.pixels.deviation[2], 127.5F);
    QCOMPARE(siglip->tokenizer.filename().string(), std::string("spiece.model"));
}

void TestModelFolder::bertFolderIsExamined()
{
    const Files files;
    files.write("b/config.json", R"({"model_type":"bert","hidden_size":4,"num_hidden_layers":1,)"
                                 R"("num_attention_heads":2,"intermediate_size":8,)"
                                 R"("vocab_size":5,"max_position_embeddings":6})");
    files.write("b/vocab.txt", "[UNK]\n[CLS]\n[SEP]\na\nb\n");
    VERIFY_OK(writeSafetensors(files.path("b/model.safetensors"),
                               {{"embeddings.word_embeddings.weight", zeros({5, 4})},
                                {"embeddings.position_embeddings.weight", zeros({6, 4})}},
                               {}));
    const auto found = examineModel(files.path("b"));
    VERIFY_OK(found);
    QCOMPARE(found->config.kind, ModelKind::Bert);
    QCOMPARE(found->config.text.positions, 6);
    QCOMPARE(found->config.text.layerNormEps, 1e-12);
    QCOMPARE(found->tokenizer, files.path("b/vocab.txt"));
}

void TestModelFolder::configsThatLieAreRefused_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& config, ErrorCode code) {
        QTest::newRow(name) << QByteArray::fromStdString(config) << static_cast<int>(code);
    };
    const auto with = [](std::string whole, const std::string& from, const std::string& to) {
        return whole.replace(whole.find(from), from.size(), to);
    };
    row("heads that do not divide", clipConfig(with(kText, "heads\":2", "heads\":3"), kVision),
        ErrorCode::BadArgument);
    row("no heads", clipConfig(with(kText, "heads\":2", "heads\":0"), kVision),
        ErrorCode::BadArgument);
    row("negative", clipConfig(kText, with(kVision, "size\":6", "size\":-6")),
        ErrorCode::BadArgument);
    row("absurd", clipConfig(with(kText, "layers\":1", "layers\":4000000000000"), kVision),
        ErrorCode::BadArgument);
    row("patches that do not fit",
        clipConfig(kText, with(kVision, "patch_size\":8", "patch_size\":64")),
        ErrorCode::BadArgument);
    row("another vocabulary than the weights'",
        clipConfig(with(kText, "vocab_size\":20", "vocab_size\":21"), kVision),
        ErrorCode::BadArgument);
    row("another width than the weights'",
        clipConfig(kText, with(kVision, "hidden_size\":6", "hidden_size\":9")),
        ErrorCode::BadArgument);
    row("towers that do not meet",
        R"({"model_type":"siglip","text_config":{)" + kText + R"(},"vision_config":{)" + kVision +
            "}}",
        ErrorCode::BadArgument);
    row("a projection of nothing",
        R"({"model_type":"clip","projection_dim":-3,"text_config":{)" + kText +
            R"(},"vision_config":{)" + kVision + "}}",
        ErrorCode::BadArgument);
    row("a text for a number", clipConfig(with(kText, "size\":8", "size\":\"8\""), kVision),
        ErrorCode::BadFormat);
    row("an activation", clipConfig(kText + R"(,"hidden_act":"swish")", kVision),
        ErrorCode::Unsupported);
    row("an architecture", R"({"model_type":"llama"})", ErrorCode::Unsupported);
    row("no JSON", "{", ErrorCode::BadFormat);
    row("a list", "[]", ErrorCode::BadFormat);
    row("deep", std::string(200'000, '['), ErrorCode::BadFormat);
}

void TestModelFolder::configsThatLieAreRefused()
{
    QFETCH(QByteArray, config);
    QFETCH(int, code);
    const Files files;
    writeClip(files, config.toStdString());
    const auto found = examineModel(files.path("m"));
    QVERIFY(!found);
    QVERIFY2(found.error().code == static_cast<ErrorCode>(code), describe(found.error()).c_str());
    QVERIFY(!found.error().subject.empty());
}

void TestModelFolder::pixelRulesAreRead()
{
    const Files files;
    writeClip(files, clipConfig(kText, kVision));
    VERIFY_OK(examineModel(files.path("m")));
    files.write("m/preprocessor_config.json",
                R"({"size":32,"crop_size":{"height":32,"width":32},"resample":2,)"
                R"("image_mean":[0.5,0.25,0],"image_std":[1,0.5,0.25]})");
    const auto found = examineModel(files.path("m"));
    VERIFY_OK(found);
    QCOMPARE(found->config.pixels.side, 32);
    QCOMPARE(found->config.pixels.resample, Resample::Bilinear);
    QCOMPARE(found->config.pixels.mean, (std::array<float, 3>{127.5F, 63.75F, 0}));
    QCOMPARE(found->config.pixels.deviation, (std::array<float, 3>{255, 127.5F, 63.75F}));
    QCOMPARE(found->config.pixels.resize, ResizeMode::ShortestCrop);
    files.write("m/preprocessor_config.json",
                R"({"size":{"height":32,"width":32},"do_center_crop":false})");
    const auto squashed = examineModel(files.path("m"));
    VERIFY_OK(squashed);
    QCOMPARE(squashed->config.pixels.resize, ResizeMode::Squash);
}

void TestModelFolder::pixelRulesThatDoNotFitAreRefused()
{
    const Files files;
    writeClip(files, clipConfig(kText, kVision));
    const std::vector<std::pair<std::string, ErrorCode>> wrong = {
        {R"({"size":{"shortest_edge":48},"crop_size":48})", ErrorCode::BadArgument},
        {R"({"size":32,"crop_size":32,"resample":1})", ErrorCode::Unsupported},
        {R"({"size":32,"crop_size":32,"rescale_factor":1})", ErrorCode::Unsupported},
        {R"({"size":32,"crop_size":32,"do_normalize":false})", ErrorCode::Unsupported},
        {R"({"size":32,"do_center_crop":false})", ErrorCode::Unsupported},
        {R"({"size":{"height":32,"width":48}})", ErrorCode::BadArgument},
        {R"({"size":32,"crop_size":32,"image_std":[1,0,1]})", ErrorCode::BadArgument},
        {R"({"size":32,"crop_size":32,"image_mean":[1]})", ErrorCode::BadFormat},
        {"nonsense", ErrorCode::BadFormat}};
    for (const auto& [config, code] : wrong) {
        const auto path = files.write("m/preprocessor_config.json", config);
        const auto found = examineModel(files.path("m"));
        QVERIFY2(!found, config.c_str());
        QVERIFY2(found.error().code == code, describe(found.error()).c_str());
        QCOMPARE(found.error().subject, path.string());
    }
}

void TestModelFolder::missingFilesAreNamed()
{
    const Files files;
    QCOMPARE(examineModel(files.path("gone")).error().code, ErrorCode::NotFound);
    for (const std::string name : {"merges.txt", "vocab.json", "model.safetensors"}) {
        writeClip(files, clipConfig(kText, kVision));
        std::filesystem::remove(files.path("m/" + name));
        const auto found = examineModel(files.path("m"));
        QVERIFY(!found);
        QCOMPARE(found.error().code, ErrorCode::NotFound);
        QVERIFY2(describe(found.error()).find(name) != std::string::npos,
                 describe(found.error()).c_str());
    }
    writeClip(files, clipConfig(kText, kVision));
    files.write("m/model.safetensors", "short");
    QCOMPARE(examineModel(files.path("m")).error().code, ErrorCode::Truncated);
}

void TestModelFolder::openAiFileIsReadUnderTheOtherNames()
{
    const Files files;
    const OpenAiFile file = openAiFile();
    file.write(files.path("ViT.pt"));
    files.write("bpe_simple_vocab_16e6.txt.gz", "merges");
    const auto found = examineModel(files.path("ViT.pt"));
    VERIFY_OK(found);
    QVERIFY(found->openAi);
    QCOMPARE(found->config.image.imageSize, 8);
    QCOMPARE(found->config.image.layers, 1);
    QCOMPARE(found->config.text.positions, 9);
    QCOMPARE(found->config.text.endToken, 9);
    QCOMPARE(found->config.text.projection, 6);
    const auto weights = openModelWeights(*found);
    VERIFY_OK(weights);
    const std::string layer = "vision_model.encoder.layers.0.";
    int third = 0;
    for (const char* part : {"q_proj", "k_proj", "v_proj"}) {
        const auto matrix = floatsOf(**weights, layer + "self_attn." + part + ".weight");
        QCOMPARE(matrix.size(), std::size_t{4'096});
        QCOMPARE(matrix[1], file.at("visual.transformer.resblocks.0.attn.in_proj_weight",
                                    third * std::int64_t{4'096} + 1));
        const auto bias = floatsOf(**weights, layer + "self_attn." + part + ".bias");
        QCOMPARE(bias.size(), std::size_t{64});
        QCOMPARE(bias[0], file.at("visual.transformer.resblocks.0.attn.in_proj_bias",
                                  std::int64_t{third} * 64));
        ++third;
    }
    const auto projection = (*weights)->tensor("visual_projection.weight");
    VERIFY_OK(projection);
    QCOMPARE(projection->shape, (std::vector<std::int64_t>{6, 64}));
    // Row 2, column 3 of the transposed one is row 3, column 2.
    QCOMPARE(floatsOf(**weights, "visual_projection.weight")[2 * 64 + 3],
             file.at("visual.proj", 3 * 6 + 2));
    QCOMPARE(floatsOf(**weights, "text_model.encoder.layers.0.mlp.fc1.weight")[5],
             file.at("transformer.resblocks.0.mlp.c_fc.weight", 5));
    QVERIFY(!(*weights)->has("visual.proj"));
}

void TestModelFolder::openAiFileWithoutMergesIsRefused()
{
    const Files files;
    openAiFile().write(files.path("ViT.pt"));
    const auto found = examineModel(files.path("ViT.pt"));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    writeTorchZip(files.path("other.pt"), Pickle().raw("}").done(), {});
    QCOMPARE(examineModel(files.path("other.pt")).error().code, ErrorCode::Unsupported);
}
